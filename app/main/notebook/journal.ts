import { ifThere, readFile, writeAll, type FileSystem, type Handle } from "./file-system"
import { crc32c } from "./crc32c"
import { saveAtomically, syncFolder } from "./atomic-save"
import { dirname } from "node:path"

/**
 * An append-only file of records [length u32][crc32c u32][seq u64][payload], little-endian; the checksum covers seq and payload. Records are
 * written in groups, at most 100 ms or 64 KiB after they were given, and a record is acknowledged once its group is on the disk. Reading stops
 * at the first record that is cut short or damaged: what precedes it is what was acknowledged, and perhaps a little more.
 */

export interface JournalRecord {
  readonly seq: number
  readonly payload: Uint8Array
}

const HEAD = 16
const GROUP_MILLISECONDS = 100
const GROUP_BYTES = 65_536
const MAX_RECORD = 2 ** 30

export function encodeRecord({ seq, payload }: JournalRecord): Uint8Array {
  const bytes = new Uint8Array(HEAD + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, payload.length, true)
  view.setBigUint64(8, BigInt(seq), true)
  bytes.set(payload, HEAD)
  view.setUint32(4, crc32c(bytes.subarray(8)), true)
  return bytes
}

/** The records of a journal up to the first bad one, and how many bytes they take. */
export function decodeRecords(bytes: Uint8Array): { records: JournalRecord[]; length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: JournalRecord[] = []
  let at = 0
  let last = -1
  while (at + HEAD <= bytes.length) {
    const length = view.getUint32(at, true)
    const end = at + HEAD + length
    if (length > MAX_RECORD || end > bytes.length) break
    const seq = Number(view.getBigUint64(at + 8, true))
    if (view.getUint32(at + 4, true) !== crc32c(bytes.subarray(at + 8, end)) || seq <= last) break
    records.push({ seq, payload: bytes.subarray(at + HEAD, end) })
    last = seq
    at = end
  }
  return { records, length: at }
}

export async function readJournal(fs: FileSystem, path: string): Promise<JournalRecord[]> {
  return decodeRecords(await readFile(fs, path)).records
}

export interface JournalLimits {
  readonly retryMilliseconds: number
  /** A longer journal is begun anew with a snapshot. */
  readonly bytes: number
}

export interface JournalEvents {
  /** Every record up to this number is on the disk. */
  acknowledged(seq: number): void
  /** Records could not be written; they are kept in memory and tried again. */
  failed(error: unknown): void
}

/**
 * Writes one journal. Its file begins with a snapshot, taken when the file is begun: at the first record, on `restart`, when it has grown past its
 * limit, and after any failed write, since the tail is unknown then and a failed fsync may have dropped pages. Nothing here rejects: failures
 * are events, the records stay in memory, and writing is tried again.
 */
export class JournalWriter {
  readonly path: string
  readonly #fs: FileSystem
  readonly #events: JournalEvents
  readonly #snapshot: () => JournalRecord | Promise<JournalRecord>
  readonly #limits: JournalLimits
  #handle: Handle | null = null
  #fresh = true
  #length = 0
  #waiting: { record: JournalRecord; key: string | null }[] = []
  #waitingBytes = 0
  #timer: NodeJS.Timeout | null = null
  #chain: Promise<void> = Promise.resolve()

  constructor(
    fs: FileSystem,
    path: string,
    snapshot: () => JournalRecord | Promise<JournalRecord>,
    events: JournalEvents,
    limits: JournalLimits = { retryMilliseconds: 10_000, bytes: 64 * 2 ** 20 },
  ) {
    this.#fs = fs
    this.path = path
    this.#snapshot = snapshot
    this.#events = events
    this.#limits = limits
  }

  /** Adds a record. A waiting record with the same key as the last one is replaced by it: only its latest state matters. */
  append(record: JournalRecord, key: string | null = null): void {
    const last = this.#waiting.at(-1)
    if (key !== null && last?.key === key) {
      this.#waitingBytes -= last.record.payload.length
      this.#waiting.pop()
    }
    this.#waiting.push({ record, key })
    this.#waitingBytes += record.payload.length
    if (this.#waitingBytes >= GROUP_BYTES) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), GROUP_MILLISECONDS)
  }

  /** Writes what waits. Resolves when it is on the disk, or could not be written. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#chain = this.#chain.then(() => this.#writeGroup())
    return this.#chain
  }

  /** Begins anew with a snapshot, atomically. */
  restart(): Promise<void> {
    this.#chain = this.#chain.then(() => {
      this.#fresh = true
      return this.#writeGroup()
    })
    return this.#chain
  }

  async #writeGroup(): Promise<void> {
    if (!this.#fresh && this.#waiting.length === 0) return
    let seq = 0
    try {
      if (this.#fresh) seq = await this.#begin()
      const group = this.#takeWaiting()
      const last = group.at(-1)
      if (last !== undefined) {
        await this.#write(Buffer.concat(group.map(encodeRecord)))
        seq = last.seq
      }
    } catch (error) {
      // The next attempt begins with a snapshot, which holds what was taken here.
      this.#fresh = true
      this.#timer ??= setTimeout(() => void this.flush(), this.#limits.retryMilliseconds)
      this.#events.failed(error)
      return
    }
    if (this.#length > this.#limits.bytes) this.#fresh = true
    this.#events.acknowledged(seq)
  }

  #takeWaiting(): JournalRecord[] {
    const group = this.#waiting.map(({ record }) => record)
    this.#waiting = []
    this.#waitingBytes = 0
    return group
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#handle === null) throw new TypeError("The journal is closed")
    await writeAll(this.#fs, this.#handle, bytes, this.#length)
    await this.#fs.fsync(this.#handle)
    this.#length += bytes.length
  }

  async #begin(): Promise<number> {
    const record = await this.#snapshot()
    this.#waiting = this.#waiting.filter((waiting) => waiting.record.seq > record.seq)
    const bytes = encodeRecord(record)
    await this.#letGo()
    await saveAtomically(this.#fs, this.path, bytes, { expected: "any", permissions: 0o600 })
    this.#handle = await this.#fs.open(this.path, "append")
    this.#length = bytes.length
    this.#fresh = false
    return record.seq
  }

  async #letGo(): Promise<void> {
    const handle = this.#handle
    this.#handle = null
    if (handle !== null) await this.#fs.close(handle)
  }

  /** Writes what waits and lets the file go. */
  async close(): Promise<void> {
    await this.flush()
    this.#stop()
    await this.#letGo()
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Closes and removes the journal: all it held is in a saved file. What waits is dropped. */
  remove(): Promise<void> {
    const done = this.#chain.then(async () => {
      this.#takeWaiting()
      this.#stop()
      this.#fresh = true
      await this.#letGo()
      await ifThere(this.#fs.unlink(this.path))
      await syncFolder(this.#fs, dirname(this.path))
    })
    this.#chain = done.catch(() => undefined)
    return done
  }
}
