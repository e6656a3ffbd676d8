import { randomBytes } from "node:crypto"
import { hostname } from "node:os"
import { basename, dirname, join } from "node:path"
import { errorCode, ifThere, readFile, writeAll, type FileStat, type FileSystem } from "./file-system"
import { sha256 } from "./notebook-file"
import { RemoteError } from "../../contract/rpc"

/**
 * Replacing a file so that at every instant the disk holds the old version or the new one, whole: write beside, fsync, rename, fsync the
 * folder. Nothing truncates the reader's file, nothing is acknowledged before the folder is durable, and a failed fsync is never tried again on
 * the same file, for the kernel may have dropped the pages it could not write.
 */

/** How a file looked when we last read or wrote it. */
export interface Seen {
  readonly dev: number
  readonly ino: number
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly hash: string
}

export interface SaveOptions {
  /** What the target was when we last saw it; null when it must not exist; "any" to replace whatever is there. */
  readonly expected: Seen | null | "any"
  /** Called with the target's bytes before they are replaced. */
  readonly backup?: (old: Uint8Array) => Promise<void>
  /** Permissions of a new file; an existing one keeps its own. */
  readonly permissions?: number
  readonly platform?: NodeJS.Platform
  /** Pauses between attempts to rename, in milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

export interface Saved {
  readonly seen: Seen
  /** The target had other names (hard links); they keep the old version. */
  readonly otherNames: number
}

/** The file on disk is not the one that was read. */
export class ChangedOnDisk extends Error {
  override readonly name = "ChangedOnDisk"
  readonly found: "changed" | "removed" | "exists"

  constructor(found: "changed" | "removed" | "exists") {
    super(`The file was ${found === "exists" ? "made" : found} by another program.`)
    this.found = found
  }
}

const SPARE_BYTES = 2 ** 20
const TEMPORARY = /^\.~durfee-([0-9a-f]{8})-(\d+)-([0-9a-f]{12})\.tmp$/
const SHARING = new Set(["EPERM", "EACCES", "EBUSY"])
const hostMark = sha256(hostname()).slice(0, 8)

/** Beside the target, with the writer's host and process in it; cloud folders pass over names that begin with ".~". */
function temporaryName(): string {
  return `.~durfee-${hostMark}-${process.pid}-${randomBytes(6).toString("hex")}.tmp`
}

export function seenOf(stat: FileStat, hash: string): Seen {
  return { dev: stat.dev, ino: stat.ino, size: stat.size, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, hash }
}

/** Whether the file is still what was seen: by its figures when they agree, else by its bytes. */
export async function stillSeen(fs: FileSystem, path: string, seen: Seen): Promise<"same" | "changed" | "removed"> {
  const stat = await ifThere(fs.stat(path))
  if (stat === undefined) return "removed"
  if (stat.kind !== "file") return "changed"
  const figures = (["dev", "ino", "size", "mtimeMs", "ctimeMs"] as const).every((name) => stat[name] === seen[name])
  // Within the clock's granularity a second writer leaves the same times: only older ones prove sameness.
  if (figures && Date.now() - stat.ctimeMs > 2_000) return "same"
  if (stat.size !== seen.size) return "changed"
  return sha256(await readFile(fs, path)) === seen.hash ? "same" : "changed"
}

async function checkTarget(fs: FileSystem, target: string, expected: SaveOptions["expected"]): Promise<void> {
  if (expected === "any") return
  if (expected === null) {
    if ((await ifThere(fs.lstat(target))) !== undefined) throw new ChangedOnDisk("exists")
    return
  }
  const found = await stillSeen(fs, target, expected)
  if (found !== "same") throw new ChangedOnDisk(found)
}

/** A new file with the bytes, durable under its own name; removed again when that fails. */
async function writeBeside(
  fs: FileSystem,
  folder: string,
  bytes: Uint8Array,
  permissions: number,
  keepMode: boolean,
): Promise<string> {
  const path = join(folder, temporaryName())
  const handle = await fs.open(path, "create", permissions)
  let closed = false
  try {
    await writeAll(fs, handle, bytes, 0)
    if (keepMode) await fs.chmod(handle, permissions)
    await fs.fsync(handle)
    closed = true
    await fs.close(handle)
    return path
  } catch (error) {
    if (!closed) await quietly(fs.close(handle))
    await quietly(fs.unlink(path))
    throw error
  }
}

/** For cleaning up after a failure that is being reported already. */
async function quietly(action: Promise<unknown>): Promise<void> {
  try {
    await action
  } catch (error) {
    if (errorCode(error) === undefined) throw error
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** On Windows a virus scanner or indexer may hold the target for a moment: ten attempts, 20 ms to 1 s apart. */
async function replace(fs: FileSystem, from: string, to: string, options: SaveOptions): Promise<void> {
  const attempts = (options.platform ?? process.platform) === "win32" ? 10 : 1
  for (let attempt = 1; ; attempt++) {
    try {
      return await fs.rename(from, to)
    } catch (error) {
      if (attempt >= attempts || !SHARING.has(errorCode(error) ?? "")) throw error
      await (options.wait ?? pause)(Math.min(1_000, 20 * 2 ** (attempt - 1)))
    }
  }
}

/** Makes renames in a folder durable. Windows has no such call, and some file systems refuse it on folders. */
export async function syncFolder(
  fs: FileSystem,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  if (platform === "win32") return
  const handle = await fs.open(folder, "read")
  try {
    await fs.fsync(handle)
  } catch (error) {
    if (!["EINVAL", "EISDIR", "EPERM", "EBADF", "ENOTSUP"].includes(errorCode(error) ?? "")) throw error
  } finally {
    await fs.close(handle)
  }
}

async function refuseWithoutSpace(fs: FileSystem, folder: string, bytes: Uint8Array): Promise<void> {
  let free: number
  try {
    free = await fs.statfs(folder)
  } catch (error) {
    if (errorCode(error) === "ENOSYS") return
    throw error
  }
  if (free < bytes.length + SPARE_BYTES)
    throw new RemoteError({
      code: "file",
      message: `The disk is full: ${bytes.length} bytes are to be written and ${free} are free (ENOSPC).`,
      hint: "Free some space, or save a copy on another disk.",
    })
}

/**
 * Puts the bytes in place of the file at `path` (through symbolic links), or makes it. Before the rename every failure leaves the old file
 * as it was and no temporary file. Throws `ChangedOnDisk` when the target is not as expected, `RemoteError` without space, else
 * the system's error. After an error at the last step the new version is in place but may not survive a power cut.
 */
export async function saveAtomically(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  options: SaveOptions,
): Promise<Saved> {
  const target = (await ifThere(fs.realpath(path))) ?? path
  const folder = dirname(target)
  const old = await ifThere(fs.stat(target))
  await checkTarget(fs, target, options.expected)
  await refuseWithoutSpace(fs, folder, bytes)
  const permissions = old?.mode ?? options.permissions ?? 0o666
  const temporary = await writeTwice(fs, folder, bytes, permissions, old !== undefined)
  try {
    if (old !== undefined && options.backup !== undefined) await options.backup(await readFile(fs, target))
    await checkTarget(fs, target, options.expected)
    await replace(fs, temporary, target, options)
  } catch (error) {
    await quietly(fs.unlink(temporary))
    throw error
  }
  await syncFolder(fs, folder, options.platform)
  const stat = await fs.stat(target)
  return { seen: seenOf(stat, sha256(bytes)), otherNames: Math.max(0, (old?.links ?? 1) - 1) }
}

/** An input/output error gets one more attempt, with a new file: the old one's pages may be lost. */
async function writeTwice(
  fs: FileSystem,
  folder: string,
  bytes: Uint8Array,
  permissions: number,
  keepMode: boolean,
): Promise<string> {
  try {
    return await writeBeside(fs, folder, bytes, permissions, keepMode)
  } catch (error) {
    if (errorCode(error) !== "EIO") throw error
    return await writeBeside(fs, folder, bytes, permissions, keepMode)
  }
}

/** Whether a process of this host lives. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === "EPERM"
  }
}

/** Removes what killed writers of this host left in a folder: their process is dead and the file older than `minAge`. Returns the names. */
export async function sweepTemporaries(fs: FileSystem, folder: string, minAge = 3_600_000): Promise<string[]> {
  const swept: string[] = []
  for (const name of (await ifThere(fs.readdir(folder))) ?? []) {
    const found = TEMPORARY.exec(name)
    if (found === null || found[1] !== hostMark || processLives(Number(found[2]))) continue
    const path = join(folder, basename(name))
    const stat = await ifThere(fs.lstat(path))
    if (stat === undefined || Date.now() - stat.mtimeMs < minAge) continue
    await quietly(fs.unlink(path))
    swept.push(name)
  }
  return swept
}
