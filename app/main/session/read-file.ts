import { readFileSync, realpathSync, statSync } from "node:fs"
import { extname, isAbsolute, relative, resolve } from "node:path"
import { RemoteError } from "../../contract/rpc"

/** Gives the text of a file that a read statement names; rejects with RemoteError. */
export type FileReader = (name: string) => Promise<string>

const EXTENSIONS = [".qs", ".txt"]
const MAX_BYTES = 10_000_000

/**
 * The text of a file inside a folder, links followed: only .qs and .txt, of at most 10 MB. Throws RemoteError with a sentence that names the rule. Asking
 * the reader whether the notebook may read is the caller's.
 */
export function readInFolder(folder: string, name: string): string {
  const refuse = (message: string, hint?: string): RemoteError =>
    RemoteError.of("file", message, { given: name, ...(hint === undefined ? {} : { hint }) })
  if (!EXTENSIONS.includes(extname(name).toLowerCase())) {
    throw refuse(
      "Only files whose names end in .qs or .txt can be read.",
      "Rename the file, or put its statements into a cell.",
    )
  }
  let path: string
  let size: number
  try {
    path = realpathSync(resolve(folder, name))
    const stats = statSync(path)
    if (!stats.isFile()) throw refuse("Only a file can be read.")
    size = stats.size
  } catch (error) {
    if (error instanceof RemoteError) throw error
    throw refuse("There is no such file in the notebook's folder.", "Files are looked for beside the notebook.")
  }
  const inside = relative(realpathSync(folder), path)
  if (inside.startsWith("..") || isAbsolute(inside)) {
    throw refuse("Only files inside the notebook's folder can be read.", "Put the file beside the notebook.")
  }
  if (size > MAX_BYTES) throw refuse("A file that is read has at most 10 MB.")
  return readFileSync(path, "utf8")
}
