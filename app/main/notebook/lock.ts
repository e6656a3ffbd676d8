import { randomBytes } from "node:crypto"
import { hostname } from "node:os"
import { join } from "node:path"
import { errorCode, ifThere, readFile, writeAll, type FileSystem } from "./file-system"
import { processLives } from "./atomic-save"
import { sha256 } from "./notebook-file"

/**
 * Who may write a notebook: one process. A lock is a file "<key>.<generation>" in our own folder, made by hard link so that it appears with
 * its content at once. The owner is the highest generation. A dead owner is succeeded by the next generation, which only one process can
 * create, so no file of a living owner is ever removed by another: the race that comes with deleting stale locks does not arise.
 */

export interface LockOwner {
  readonly pid: number
  /** When the process began, as the system tells it, so that a reused number is not taken for the owner. Null where it does not tell. */
  readonly started: string | null
  readonly host: string
  readonly at: number
  readonly token: string
}

export type LockOutcome =
  { readonly ok: true; readonly lock: Lock } | { readonly ok: false; readonly owner: LockOwner | null }

export interface Lock {
  release(): Promise<void>
}

/** Start of a process on Linux: field 22 of its stat line, in clock ticks since boot. */
async function processStart(fs: FileSystem, pid: number): Promise<string | null> {
  try {
    const line = Buffer.from(await readFile(fs, `/proc/${pid}/stat`)).toString("latin1")
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return null
  }
}

async function ownerIsAlive(fs: FileSystem, owner: LockOwner): Promise<boolean> {
  // A folder shared between machines: the other one cannot be asked.
  if (owner.host !== hostname()) return true
  if (!processLives(owner.pid)) return false
  if (owner.started === null) return true
  const started = await processStart(fs, owner.pid)
  return started === null || started === owner.started
}

function parseOwner(bytes: Uint8Array): LockOwner | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"))
    if (typeof value !== "object" || value === null) return null
    const { pid, started, host, at, token } = value as Partial<LockOwner>
    if (typeof pid !== "number" || typeof host !== "string" || typeof at !== "number" || typeof token !== "string")
      return null
    return { pid, started: typeof started === "string" ? started : null, host, at, token }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The generations of a lock that exist, ascending. */
async function generations(fs: FileSystem, folder: string, key: string): Promise<number[]> {
  const names = (await ifThere(fs.readdir(folder))) ?? []
  return names
    .filter((name) => name.startsWith(`${key}.`) && /^\d+$/.test(name.slice(key.length + 1)))
    .map((name) => Number(name.slice(key.length + 1)))
    .sort((a, b) => a - b)
}

async function createWithContent(fs: FileSystem, folder: string, path: string, content: Uint8Array): Promise<boolean> {
  const temporary = join(folder, `.new-${process.pid}-${randomBytes(6).toString("hex")}`)
  const handle = await fs.open(temporary, "create", 0o600)
  try {
    await writeAll(fs, handle, content, 0)
  } finally {
    await fs.close(handle)
  }
  try {
    await fs.link(temporary, path)
    return true
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false
    throw error
  } finally {
    await fs.unlink(temporary)
  }
}

/** The lock's name for a file: the same for all its names and for hard links to it. */
export function lockKey(identity: string): string {
  return sha256(identity).slice(0, 32)
}

/**
 * Takes the lock, or says who has it. Exactly one of any number of processes that try at once succeeds. Throws the system's error when
 * the folder cannot be written.
 */
export async function acquireLock(fs: FileSystem, folder: string, key: string): Promise<LockOutcome> {
  await fs.mkdir(folder)
  const highest = (await generations(fs, folder, key)).at(-1) ?? 0
  if (highest > 0) {
    const bytes = await ifThere(readFile(fs, join(folder, `${key}.${highest}`)))
    const owner = bytes === undefined ? null : parseOwner(bytes)
    if (owner !== null && (await ownerIsAlive(fs, owner))) return { ok: false, owner }
  }
  const mine = highest + 1
  const owner: LockOwner = {
    pid: process.pid,
    started: await processStart(fs, process.pid),
    host: hostname(),
    at: Date.now(),
    token: randomBytes(8).toString("hex"),
  }
  const path = join(folder, `${key}.${mine}`)
  if (!(await createWithContent(fs, folder, path, Buffer.from(JSON.stringify(owner))))) {
    const bytes = await ifThere(readFile(fs, path))
    return { ok: false, owner: bytes === undefined ? null : parseOwner(bytes) }
  }
  // A slow process may have created a generation that was swept long ago, behind the back of a later owner.
  const now = await generations(fs, folder, key)
  if ((now.at(-1) ?? mine) > mine) {
    await ifThere(fs.unlink(path))
    return { ok: false, owner: null }
  }
  for (const older of now) if (older < mine) await ifThere(fs.unlink(join(folder, `${key}.${older}`)))
  return { ok: true, lock: { release: async () => void (await ifThere(fs.unlink(path))) } }
}
