import { join } from "node:path"
import { promisify } from "node:util"
import { gunzip as gunzipWithCallback, gzip as gzipWithCallback } from "node:zlib"
import { ifThere, readFile, type FileSystem } from "./file-system"
import { saveAtomically } from "./atomic-save"
import { sha256 } from "./notebook-file"

/**
 * Earlier versions of documents, outside the reader's folders: whole files, compressed, one a version, so that nothing but the file itself is
 * needed to bring one back. Their order is that of a counter in the name, never that of the clock. They are thinned with age: all of the last
 * hour, then one an hour for a day, one a day for a month, one a week; the newest of a document always stays. Cells that were
 * deleted are found again in them.
 */

export interface Version {
  readonly id: string
  readonly sequence: number
  readonly at: number
  readonly why: string
  readonly cells: number
  readonly bytes: number
  readonly hash: string
}

// Compression is done off the main thread.
const gzip = promisify(gzipWithCallback)
const gunzip = promisify(gunzipWithCallback)

const NAME = /^(\d{8})-(\d+)-([a-z]+)-(\d+)-([0-9a-f]{16})\.gz$/
const VERSIONS_LIMIT = 200 * 2 ** 20
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The interval in which one version of this age is enough. */
function interval(age: number): number {
  if (age < HOUR) return 0
  if (age < DAY) return HOUR
  return age < 30 * DAY ? DAY : 7 * DAY
}

/** The versions that thinning removes: of each interval the latest stays, and the newest of all. `versions` ascend by sequence. */
export function thin(versions: readonly Version[], now: number): Version[] {
  const removed: Version[] = []
  const slots = new Set<string>()
  for (const [i, version] of versions.toReversed().entries()) {
    const step = interval(now - version.at)
    const slot = `${step}/${step === 0 ? version.id : Math.floor(version.at / step)}`
    if (i > 0 && slots.has(slot)) removed.push(version)
    slots.add(slot)
  }
  return removed
}

export class VersionStore {
  readonly #fs: FileSystem
  readonly #folder: string
  readonly #limit: number
  #turn: Promise<void> = Promise.resolve()

  constructor(fs: FileSystem, folder: string, limit = VERSIONS_LIMIT) {
    this.#fs = fs
    this.#folder = folder
    this.#limit = limit
  }

  #folderOf(key: string): string {
    return join(this.#folder, key)
  }

  /** The versions of a document, oldest first. */
  async list(key: string): Promise<Version[]> {
    const versions: Version[] = []
    for (const id of (await ifThere(this.#fs.readdir(this.#folderOf(key)))) ?? []) {
      const found = NAME.exec(id)
      if (found === null) continue
      const [, sequence = "", at = "", why = "", cells = "", hash = ""] = found
      const stat = await ifThere(this.#fs.stat(join(this.#folderOf(key), id)))
      if (stat === undefined) continue
      versions.push({
        id,
        sequence: Number(sequence),
        at: Number(at),
        why,
        cells: Number(cells),
        bytes: stat.size,
        hash,
      })
    }
    return versions.sort((a, b) => a.sequence - b.sequence)
  }

  /** Keeps a version, unless the newest one has the same bytes. `why` is one lower-case word. */
  keep(key: string, bytes: Uint8Array, about: { why: string; cells: number; at?: number }): Promise<void> {
    // One after the other, so that the counter counts.
    const done = this.#turn.then(() => this.#keep(key, bytes, about))
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #keep(key: string, bytes: Uint8Array, about: { why: string; cells: number; at?: number }): Promise<void> {
    const hash = sha256(bytes).slice(0, 16)
    const versions = await this.list(key)
    const newest = versions.at(-1)
    if (newest?.hash === hash) return
    await this.#fs.mkdir(this.#folderOf(key))
    const at = about.at ?? Date.now()
    const sequence = String((newest?.sequence ?? 0) + 1).padStart(8, "0")
    const path = join(this.#folderOf(key), `${sequence}-${at}-${about.why}-${about.cells}-${hash}.gz`)
    await saveAtomically(this.#fs, path, await gzip(bytes), { expected: "any", permissions: 0o600 })
    for (const version of thin(await this.list(key), at)) await this.#remove(key, version)
    await this.#holdLimit()
  }

  /** The bytes of a version; undefined when there is none of that name, or it was damaged. */
  async read(key: string, id: string): Promise<Uint8Array | undefined> {
    const found = NAME.exec(id)
    if (found === null) return undefined
    const packed = await ifThere(readFile(this.#fs, join(this.#folderOf(key), id)))
    if (packed === undefined) return undefined
    const bytes = await unpack(packed)
    return bytes !== undefined && sha256(bytes).startsWith(found[5] ?? "-") ? bytes : undefined
  }

  /** Gives the versions of one document to another name: an untitled one that was saved, or a file saved under a new name. */
  async copy(from: string, to: string): Promise<void> {
    if (from === to) return
    for (const version of await this.list(from)) {
      const bytes = await this.read(from, version.id)
      if (bytes !== undefined) await this.keep(to, bytes, version)
    }
  }

  async #remove(key: string, version: Version): Promise<void> {
    await ifThere(this.#fs.unlink(join(this.#folderOf(key), version.id)))
  }

  /** Over the limit, the oldest versions of all documents go first, but never the newest of any. */
  async #holdLimit(): Promise<void> {
    const all: { key: string; version: Version; newest: boolean }[] = []
    for (const key of (await ifThere(this.#fs.readdir(this.#folder))) ?? []) {
      const versions = await this.list(key)
      all.push(...versions.map((version, i) => ({ key, version, newest: i === versions.length - 1 })))
    }
    let total = all.reduce((sum, { version }) => sum + version.bytes, 0)
    for (const { key, version, newest } of all.sort((a, b) => a.version.at - b.version.at)) {
      if (total <= this.#limit) return
      if (newest) continue
      await this.#remove(key, version)
      total -= version.bytes
    }
  }
}

async function unpack(packed: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await gunzip(packed)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
