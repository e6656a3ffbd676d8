import { readFileSync, realpathSync, statSync, type Stats } from "node:fs"
import { extname, isAbsolute, relative, resolve, sep } from "node:path"
import type { CellId } from "../../contract"
import { RemoteError } from "../../contract/rpc"

/** Gives the text of a file that a read statement of a cell names; rejects with RemoteError. The signal fires when the cell no longer waits for it. */
export type FileReader = (name: string, cellId: CellId, signal: AbortSignal) => Promise<string>

const EXTENSIONS = [".qs", ".txt"]
const MAX_BYTES = 10_000_000

const refusal = (name: string, message: string, hint?: string): RemoteError =>
  RemoteError.of("file", message, { given: name, ...(hint === undefined ? {} : { hint }) })

/** A file that a read statement may name. */
export interface Readable {
  /** Links followed. */
  readonly path: string
  /** From the folder, as a reader may be shown it. */
  readonly shown: string
}

/**
 * The file, links followed, that a read statement may name: .qs or .txt, inside the folder, of at most 10 MB. Throws RemoteError with a sentence that
 * names the rule.
 */
export function readable(folder: string, name: string): Readable {
  if (!hasEnding(name))
    throw refusal(
      name,
      "Only files whose names end in .qs or .txt can be read.",
      "Rename the file, or put its statements into a cell.",
    )
  const { path, stats, shown } = look(folder, name)
  if (shown === ".." || shown.startsWith(`..${sep}`) || isAbsolute(shown))
    throw refusal(name, "Only files inside the notebook's folder can be read.", "Put the file beside the notebook.")
  if (!hasEnding(path))
    throw refusal(name, "Only files whose names end in .qs or .txt can be read, and this link leads to another.")
  if (!stats.isFile()) throw refusal(name, "Only a file can be read.")
  if (stats.size > MAX_BYTES) throw refusal(name, "A file that is read has at most 10 MB.")
  return { path, shown }
}

const hasEnding = (path: string): boolean => EXTENSIONS.includes(extname(path).toLowerCase())

function look(folder: string, name: string): Readable & { readonly stats: Stats } {
  try {
    const path = realpathSync(resolve(folder, name))
    return { path, shown: relative(realpathSync(folder), path), stats: statSync(path) }
  } catch {
    throw refusal(name, "There is no such file in the notebook's folder.", "Files are looked for beside the notebook.")
  }
}

/** The text of such a file. Asking the reader whether the notebook may read is the caller's. Throws RemoteError. */
export function readInFolder(folder: string, name: string): string {
  const { path } = readable(folder, name)
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    const why = error instanceof Error && "code" in error ? ` (${String(error.code)})` : ""
    throw refusal(name, `The system does not let this file be read${why}.`, "Look at the file's permissions.")
  }
}
