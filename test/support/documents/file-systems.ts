import { realFileSystem, type FileSystem, type Handle, type OpenMode } from "../../../app/main/notebook/file-system"

/**
 * Other file systems for tests: one that records what was done, one that fails or dies at the n-th call, and one that makes of a record
 * the states in which a power cut may leave the disk.
 */

export type CallName = Exclude<keyof FileSystem, "watch">

export class SystemError extends Error {
  readonly code: string

  constructor(code: string, call: string) {
    super(`${code}: planted at ${call}`)
    this.code = code
  }
}

/** A file system in which `before` sees each call with its number, from 1; it may throw, or answer "hang": then the call never ends. */
export function intercepted(
  before: (call: CallName, n: number, args: readonly unknown[]) => "hang" | void,
  base: FileSystem = realFileSystem,
): FileSystem {
  let n = 0
  const run = async <T>(name: CallName, args: readonly unknown[], call: () => Promise<T>): Promise<T> => {
    if (before(name, ++n, args) === "hang") return await new Promise<never>(() => undefined)
    return await call()
  }
  return {
    open: (...args) => run("open", args, () => base.open(...args)),
    read: (...args) => run("read", args, () => base.read(...args)),
    write: (...args) => run("write", args, () => base.write(...args)),
    fsync: (...args) => run("fsync", args, () => base.fsync(...args)),
    close: (...args) => run("close", args, () => base.close(...args)),
    rename: (...args) => run("rename", args, () => base.rename(...args)),
    link: (...args) => run("link", args, () => base.link(...args)),
    unlink: (...args) => run("unlink", args, () => base.unlink(...args)),
    stat: (...args) => run("stat", args, () => base.stat(...args)),
    lstat: (...args) => run("lstat", args, () => base.lstat(...args)),
    mkdir: (...args) => run("mkdir", args, () => base.mkdir(...args)),
    readdir: (...args) => run("readdir", args, () => base.readdir(...args)),
    realpath: (...args) => run("realpath", args, () => base.realpath(...args)),
    statfs: (...args) => run("statfs", args, () => base.statfs(...args)),
    chmod: (...args) => run("chmod", args, () => base.chmod(...args)),
    watch: () => ({ close: () => undefined }),
  }
}

export interface Faulty {
  readonly fs: FileSystem
  /** The call at which the fault came, or null while it has not. */
  readonly fired: CallName | null
  /** Resolves when the process "died". */
  readonly death: Promise<"died">
}

/** Fails the n-th call with an error code; with "dies", that call and all later ones never end and none reaches the disk. */
export function faulty(at: number, code: string | "dies"): Faulty {
  let fired: CallName | null = null
  let die: (value: "died") => void = () => undefined
  const death = new Promise<"died">((resolve) => (die = resolve))
  const fs = intercepted((call, n) => {
    if (code === "dies" && fired !== null) return "hang"
    if (n !== at) return
    fired = call
    if (code !== "dies") throw new SystemError(code, call)
    die("died")
    return "hang"
  })
  return {
    fs,
    death,
    get fired() {
      return fired
    },
  }
}

/** Writes at most half of what is asked, at least one byte. */
export const shortWrites: FileSystem = {
  ...realFileSystem,
  write: (handle, bytes, position) =>
    realFileSystem.write(handle, bytes.subarray(0, Math.max(1, bytes.length >> 1)), position),
}

type Operation =
  | { readonly type: "create"; readonly path: string; readonly file: number }
  | { readonly type: "write"; readonly file: number; readonly position: number | null; readonly bytes: Uint8Array }
  | { readonly type: "fsync"; readonly file: number }
  | { readonly type: "syncFolder"; readonly folder: string }
  | { readonly type: "rename"; readonly from: string; readonly to: string }
  | { readonly type: "link"; readonly from: string; readonly to: string }
  | { readonly type: "unlink"; readonly path: string }
  /** What a test notes in between: "this was acknowledged". */
  | { readonly type: "note"; readonly note: string }

/** Keeps a record of everything that changes the disk, while doing it. */
export class Recording {
  readonly operations: Operation[] = []
  readonly #files = new Map<Handle, { file: number; path: string; mode: OpenMode }>()
  readonly #numbers = new Map<string, number>()
  #next = 0

  note(note: string): void {
    this.operations.push({ type: "note", note })
  }

  readonly fs: FileSystem = {
    ...realFileSystem,
    watch: () => ({ close: () => undefined }),
    open: async (path, mode, permissions) => {
      const handle = await realFileSystem.open(path, mode, permissions)
      if (mode === "create") {
        this.#numbers.set(path, this.#next++)
        this.operations.push({ type: "create", path, file: this.#numbers.get(path) ?? -1 })
      }
      this.#files.set(handle, { file: this.#numbers.get(path) ?? -1, path, mode })
      return handle
    },
    write: async (handle, bytes, position) => {
      const count = await realFileSystem.write(handle, bytes, position)
      const { file = -1, mode = "create" } = this.#files.get(handle) ?? {}
      this.operations.push({
        type: "write",
        file,
        position: mode === "append" ? null : position,
        bytes: Uint8Array.from(bytes.subarray(0, count)),
      })
      return count
    },
    fsync: async (handle) => {
      await realFileSystem.fsync(handle)
      const { file = -1, path = "" } = this.#files.get(handle) ?? {}
      this.operations.push(file < 0 ? { type: "syncFolder", folder: path } : { type: "fsync", file })
    },
    rename: async (from, to) => {
      await realFileSystem.rename(from, to)
      this.#numbers.set(to, this.#numbers.get(from) ?? -1)
      this.#numbers.delete(from)
      this.operations.push({ type: "rename", from, to })
    },
    link: async (from, to) => {
      await realFileSystem.link(from, to)
      this.#numbers.set(to, this.#numbers.get(from) ?? -1)
      this.operations.push({ type: "link", from, to })
    },
    unlink: async (path) => {
      await realFileSystem.unlink(path)
      this.#numbers.delete(path)
      this.operations.push({ type: "unlink", path })
    },
  }
}

export interface CrashState {
  /** Files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The notes that were made before the crash. */
  readonly notes: readonly string[]
}

const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf("/")))

/**
 * One state that a power cut after the first `length` operations may leave. Data that was not fsynced may be missing or zero bytes; names that were
 * changed without a later fsync of their folder may be as they were. `random` decides which.
 */
export function crashState(
  operations: readonly Operation[],
  length: number,
  initial: ReadonlyMap<string, Uint8Array>,
  random: () => number,
): CrashState {
  const prefix = operations.slice(0, length)
  const contents = new Map<number, Uint8Array>()
  const names = new Map<string, number | Uint8Array>(initial)
  const lostFolders = new Map<string, boolean>()
  const notes: string[] = []
  const syncedLater = (from: number, folder: string): boolean =>
    prefix.slice(from + 1).some((later) => later.type === "syncFolder" && later.folder === folder)
  const happened = (i: number, path: string): boolean => {
    const folder = folderOf(path)
    if (syncedLater(i, folder)) return true
    // Names of one folder are changed in order: after the first lost change, all later ones are lost.
    if (lostFolders.get(folder) === true) return false
    const lost = random() < 0.4
    if (lost) lostFolders.set(folder, true)
    return !lost
  }
  for (const [i, operation] of prefix.entries()) {
    switch (operation.type) {
      case "note":
        notes.push(operation.note)
        break
      case "create":
        contents.set(operation.file, new Uint8Array(0))
        if (happened(i, operation.path)) names.set(operation.path, operation.file)
        break
      case "write": {
        const durable = prefix.slice(i + 1).some((later) => later.type === "fsync" && later.file === operation.file)
        const old = contents.get(operation.file) ?? new Uint8Array(0)
        const at = operation.position ?? old.length
        const grown = new Uint8Array(Math.max(old.length, at + operation.bytes.length))
        grown.set(old)
        const fate = durable ? "kept" : (["kept", "lost", "zeros", "half"] as const)[Math.floor(random() * 4)]
        if (fate === "lost") break
        if (fate === "kept") grown.set(operation.bytes, at)
        if (fate === "half") grown.set(operation.bytes.subarray(0, operation.bytes.length >> 1), at)
        contents.set(operation.file, grown)
        break
      }
      case "rename":
      case "link": {
        const file = names.get(operation.from)
        if (file === undefined || !happened(i, operation.to)) break
        names.set(operation.to, file)
        if (operation.type === "rename") names.delete(operation.from)
        break
      }
      case "unlink":
        if (happened(i, operation.path)) names.delete(operation.path)
        break
      default:
        break
    }
  }
  const files = new Map<string, Uint8Array>()
  for (const [path, file] of names)
    files.set(path, typeof file === "number" ? (contents.get(file) ?? new Uint8Array(0)) : file)
  return { files, notes }
}

/** A repeatable source of numbers in [0, 1): xorshift, upper bits. */
export function seeded(seed: number): () => number {
  let state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 8) / 2 ** 24
  }
}
