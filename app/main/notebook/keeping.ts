import type { DocumentContent, Operation } from "../../contract"
import type { FileSystem } from "./file-system"
import { fileFailure } from "./file-trouble"
import { JournalWriter } from "./journal"
import { baseEntry, changeEntry, closedEntry, savingEntry, type BaseFigures } from "./journal-entries"
import type { Originals } from "./notebook-file"

/** What a journal's snapshot takes from its document. */
export interface Kept extends Omit<BaseFigures, "written"> {
  readonly content: DocumentContent
  readonly originals: Originals
}

/**
 * A document's journal as the document uses it. There is none while the file holds everything: it begins with the first change after a save, with a
 * snapshot, and ends with the next save that leaves nothing over.
 */
export class Keeping {
  readonly #journal: JournalWriter
  readonly #written: string[]
  readonly #changed: () => void
  #active = false
  #seq = 0
  #acknowledged = 0
  #trouble: string | null = null

  /** `written`: hashes of files that were written before; `changed` is called when `kept` or `trouble` may have changed. */
  constructor(
    fs: FileSystem,
    path: string,
    app: string,
    document: () => Kept,
    written: readonly string[],
    changed: () => void,
  ) {
    this.#written = [...written]
    this.#changed = changed
    const snapshot = () => {
      const { content, originals, ...figures } = document()
      return baseEntry(this.#seq, { content, originals }, { ...figures, written: this.#written.slice(-20) }, app)
    }
    this.#journal = new JournalWriter(fs, path, snapshot, {
      acknowledged: (seq) => {
        this.#acknowledged = Math.max(this.#acknowledged, seq)
        this.#trouble = null
        changed()
      },
      failed: (error) => {
        this.#trouble = fileFailure(error, "Changes are not being kept").message + " Save the notebook now."
        changed()
      },
    })
  }

  /** Every change so far is on the disk, in the journal or in the file. */
  get kept(): boolean {
    return !this.#active || this.#acknowledged >= this.#seq
  }

  /** Why changes are not being kept, or null. */
  get trouble(): string | null {
    return this.#trouble
  }

  /** Begins the journal with the document as it is. */
  begin(): void {
    this.#active = true
    this.#seq++
    void this.#journal.flush()
  }

  /** Begins it anew, the document's place having changed. */
  async restart(): Promise<void> {
    this.#active = true
    await this.#journal.restart()
  }

  /** Notes a change that the document has made. Typing in one cell is one record, however many keys. */
  change(operations: readonly Operation[], originals: Originals): void {
    if (!this.#active) return this.begin()
    const [only] = operations
    const key = operations.length === 1 && only?.type === "setSource" ? `source ${only.cellId}` : null
    this.#journal.append(changeEntry(++this.#seq, operations, originals), key)
  }

  /** Resolves once every change so far is on the disk, or `trouble` says that it is not. */
  async flush(): Promise<void> {
    if (this.#active) await this.#journal.flush()
  }

  /** Notes, durably, the hash of a file that is about to be written. */
  async announce(hash: string): Promise<void> {
    this.#written.push(hash)
    if (!this.#active) return
    this.#journal.append(savingEntry(++this.#seq, hash))
    await this.#journal.flush()
  }

  /** The file holds everything: the journal goes. */
  async drop(): Promise<void> {
    if (!this.#active) return
    this.#active = false
    await this.#journal.remove()
    this.#trouble = null
    this.#changed()
  }

  /** The file holds what it held when the save began, and changes came since. */
  async rebase(): Promise<void> {
    if (this.#active) await this.#journal.restart()
  }

  /** Writes what waits and lets the journal lie. `closed`: the reader closed the document. */
  async close(closed: boolean): Promise<void> {
    if (!this.#active) return
    if (closed) this.#journal.append(closedEntry(++this.#seq))
    await this.#journal.close()
  }
}
