import { RemoteError } from "../../contract/rpc"
import { errorCode } from "./file-system"
import type { Failure } from "../../contract"

/** One sentence a code: what the system refused, and what the reader can do. */
const SENTENCES: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ["the disk is full", "Free some space, or save a copy on another disk."],
  EDQUOT: ["your disk quota is used up", "Free some space, or save a copy on another disk."],
  EFBIG: ["the file would be larger than the system allows", "Remove large outputs, or save a copy on another disk."],
  EACCES: ["you may not write there", "Save a copy in a folder of your own."],
  EPERM: ["the system does not permit it", "Save a copy in a folder of your own."],
  EROFS: ["the disk is read-only", "Save a copy on another disk."],
  ENOENT: ["its folder is not there any more", "Save a copy in another folder."],
  ENOTDIR: ["its folder is not there any more", "Save a copy in another folder."],
  EIO: ["the disk reported an error", "Save a copy on another disk, and have this one checked."],
  EXDEV: ["the folder spans two disks", "Save a copy in another folder."],
  EMFILE: ["too many files are open", "Close some notebooks and try again."],
  ENFILE: ["the system has too many files open", "Close some programs and try again."],
  ENAMETOOLONG: ["its name is too long", "Save it under a shorter name."],
  EBUSY: ["another program holds the file", "Close it there, or wait for a virus scan to end, and try again."],
  ETXTBSY: ["another program runs the file", "Save it under another name."],
  ESTALE: ["the network folder was replaced on its server", "Open the folder again, or save a copy elsewhere."],
  EISDIR: ["a folder has that name", "Save it under another name."],
  ELOOP: ["its links lead in a circle", "Save it under another name."],
  ENODEV: ["the drive is gone", "Connect it again, or save a copy elsewhere."],
  ENXIO: ["the drive is gone", "Connect it again, or save a copy elsewhere."],
}

/** What a failed call on a file means for the reader. `what`: "“x.ipynb” could not be saved". */
export function fileFailure(error: unknown, what: string): Failure {
  if (error instanceof RemoteError) return error.failure
  const code = errorCode(error)
  if (code === undefined) throw error
  const [why, hint] = SENTENCES[code] ?? [`the system answered ${code}`, "Save a copy in another folder."]
  return { code: "file", message: `${what}: ${why} (${code}).`, hint }
}
