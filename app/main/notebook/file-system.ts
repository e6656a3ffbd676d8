import * as node from "node:fs"
import { promisify } from "node:util"

/**
 * Every touch of the disk on behalf of a document goes through this interface, so that a test can record the calls, fail the n-th one,
 * die at it, or build the states a power cut may leave. The real implementation below is the only importer of node:fs among the rooms
 * that keep documents. Calls are single system calls: a `write` may be short, an `fsync` makes only its own file durable.
 */

export type Handle = number

export interface FileStat {
  readonly dev: number
  readonly ino: number
  readonly size: number
  readonly mtimeMs: number
  /** Changes with every change of the file, and cannot be set back. */
  readonly ctimeMs: number
  readonly mode: number
  readonly links: number
  readonly kind: "file" | "folder" | "link" | "other"
}

/** How a file is opened: to read; to make a new one, refused if it exists; to append; to write in place without truncating. */
export type OpenMode = "read" | "create" | "append" | "update"

export interface FileSystem {
  open(path: string, mode: OpenMode, permissions?: number): Promise<Handle>
  /** Bytes read, 0 at the end. */
  read(handle: Handle, into: Uint8Array, position: number): Promise<number>
  /** Bytes written, perhaps fewer than given. At the end of the file for "append", at `position` else. */
  write(handle: Handle, bytes: Uint8Array, position: number): Promise<number>
  fsync(handle: Handle): Promise<void>
  close(handle: Handle): Promise<void>
  rename(from: string, to: string): Promise<void>
  link(existing: string, path: string): Promise<void>
  unlink(path: string): Promise<void>
  stat(path: string): Promise<FileStat>
  lstat(path: string): Promise<FileStat>
  /** With its parents; nothing happens when it exists. */
  mkdir(path: string): Promise<void>
  readdir(path: string): Promise<string[]>
  realpath(path: string): Promise<string>
  /** Free bytes for this user on the volume. */
  statfs(path: string): Promise<number>
  chmod(handle: Handle, permissions: number): Promise<void>
  /** Calls back when something in the folder changed; the name may be unknown. */
  watch(folder: string, changed: (name: string | null) => void): { close(): void }
}

const O = node.constants
const FLAGS: Readonly<Record<OpenMode, number>> = {
  read: O.O_RDONLY,
  create: O.O_WRONLY | O.O_CREAT | O.O_EXCL | (O.O_NOFOLLOW ?? 0),
  append: O.O_WRONLY | O.O_APPEND,
  update: O.O_WRONLY,
}

const open = promisify(node.open)
const fsync = promisify(node.fsync)
const close = promisify(node.close)
const fchmod = promisify(node.fchmod)

function fileStat(stats: node.Stats): FileStat {
  return {
    dev: stats.dev,
    ino: stats.ino,
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    mode: stats.mode & 0o7777,
    links: stats.nlink,
    kind: stats.isFile() ? "file" : stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "other",
  }
}

/** The disk itself. */
export const realFileSystem: FileSystem = {
  open: (path, mode, permissions = 0o666) => open(path, FLAGS[mode], permissions),
  read: (handle, into, position) =>
    new Promise((resolve, reject) => {
      node.read(handle, into, 0, into.length, position, (error, count) => (error ? reject(error) : resolve(count)))
    }),
  write: (handle, bytes, position) =>
    new Promise((resolve, reject) => {
      node.write(handle, bytes, 0, bytes.length, position, (error, count) => (error ? reject(error) : resolve(count)))
    }),
  fsync: (handle) => fsync(handle),
  close: (handle) => close(handle),
  rename: (from, to) => node.promises.rename(from, to),
  link: (existing, path) => node.promises.link(existing, path),
  unlink: (path) => node.promises.unlink(path),
  stat: async (path) => fileStat(await node.promises.stat(path)),
  lstat: async (path) => fileStat(await node.promises.lstat(path)),
  mkdir: async (path) => {
    await node.promises.mkdir(path, { recursive: true, mode: 0o700 })
  },
  readdir: (path) => node.promises.readdir(path),
  realpath: (path) => node.promises.realpath(path),
  statfs: async (path) => {
    const figures = await node.promises.statfs(path)
    return figures.bavail * figures.bsize
  },
  chmod: (handle, permissions) => fchmod(handle, permissions),
  watch: (folder, changed) => {
    const watcher = node.watch(folder, { persistent: false }, (_event, name) => changed(name))
    // A folder that goes away ends its watcher; the check before each save still sees the change.
    watcher.on("error", () => changed(null))
    return watcher
  },
}

/** The system's code of a failed call, such as ENOSPC; undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined
}

/** Resolves to undefined when the file or folder is not there. */
export async function ifThere<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    const code = errorCode(error)
    if (code === "ENOENT" || code === "ENOTDIR") return undefined
    throw error
  }
}

/** All bytes of a regular file. Throws the system's error; RangeError when it is larger than `limit`. */
export async function readFile(fs: FileSystem, path: string, limit = Infinity): Promise<Uint8Array> {
  const handle = await fs.open(path, "read")
  try {
    const chunks: Uint8Array[] = []
    let total = 0
    for (;;) {
      const chunk = new Uint8Array(total === 0 ? 65_536 : 1 << 20)
      const count = await fs.read(handle, chunk, total)
      if (count === 0) break
      chunks.push(chunk.subarray(0, count))
      total += count
      if (total > limit) throw new RangeError(`${total} bytes exceed the limit of ${limit}`)
    }
    return Buffer.concat(chunks, total)
  } finally {
    await fs.close(handle)
  }
}

/** Writes all bytes, however short single writes fall. */
export async function writeAll(fs: FileSystem, handle: Handle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const count = await fs.write(handle, bytes.subarray(written), position + written)
    if (count <= 0) throw new RangeError(`The system wrote ${count} of ${bytes.length - written} bytes`)
    written += count
  }
}
