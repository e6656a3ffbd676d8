import { randomUUID } from "node:crypto"
import { basename, dirname } from "node:path"
import type { CellId, ReadQuestion } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { readable, readInFolder } from "../session"

interface Waiting {
  readonly question: ReadQuestion
  readonly folder: string
  answered(allow: boolean): void
}

/**
 * Whether a notebook may read files: .qs and .txt inside its own folder, once its reader has said so. The question is asked once for a notebook; leave lasts while
 * it is open and stays in its folder, a refusal until the session is started anew. A name that may not be read in any case is refused without a question.
 */
export class ReadingConsent {
  readonly #path: () => string | null
  readonly #tell: (question: ReadQuestion | null) => void
  /** The folder that the reader spoke of, and the answer. */
  #decided: { readonly folder: string; readonly allow: boolean } | null = null
  #waiting: Waiting | null = null

  /** `path` gives the notebook's file, null while it has none; `tell` shows a question, or takes it back. */
  constructor(path: () => string | null, tell: (question: ReadQuestion | null) => void) {
    this.#path = path
    this.#tell = tell
  }

  /** The question that waits for an answer. */
  get question(): ReadQuestion | null {
    return this.#waiting?.question ?? null
  }

  /** The text of a file, after the reader's leave. Rejects with RemoteError. */
  readonly read = async (name: string, cellId: CellId, signal: AbortSignal): Promise<string> => {
    const path = this.#path()
    if (path === null)
      throw RemoteError.of("file", "A notebook reads files of its own folder, and this one has none yet.", {
        given: name,
        hint: "Save the notebook beside the file, and run the cell again.",
      })
    const folder = dirname(path)
    const { shown } = readable(folder, name)
    if (!(await this.#mayRead(folder, shown, cellId, signal)))
      throw RemoteError.of("file", `This notebook was refused to read files of the folder “${basename(folder)}”.`, {
        given: name,
        hint: "Restart the session to be asked again, or put the file's statements into a cell.",
      })
    return readInFolder(folder, name)
  }

  /** The reader's answer; one to a question that is over changes nothing. */
  answer(questionId: string, allow: boolean): void {
    const waiting = this.#waiting
    if (waiting?.question.questionId !== questionId) return
    this.#decided = { folder: waiting.folder, allow }
    waiting.answered(allow)
  }

  forgetRefusal(): void {
    if (this.#decided?.allow === false) this.#decided = null
  }

  async #mayRead(folder: string, shown: string, cellId: CellId, signal: AbortSignal): Promise<boolean> {
    if (this.#decided?.folder === folder) return this.#decided.allow
    if (signal.aborted) return false
    const question: ReadQuestion = {
      questionId: randomUUID(),
      cellId,
      fileName: shown,
      folderName: basename(folder) || folder,
    }
    const allow = await new Promise<boolean>((answered) => {
      this.#waiting = { question, folder, answered }
      signal.addEventListener("abort", () => answered(false), { once: true })
      this.#tell(question)
    })
    this.#waiting = null
    this.#tell(null)
    return allow
  }
}
