import { join } from "node:path"
import { z } from "zod"
import { binnedCell, type BinnedCell, type CellId, type DocumentContent, type Operation } from "../../contract"
import type { FileSystem } from "../notebook/file-system"
import { JsonRecord } from "./records"

const DAYS = 30
const MILLISECONDS_A_DAY = 86_400_000
const MOST_CELLS = 200
/** Characters of one cell with its outputs, beyond which only its text is kept, and of a whole bin. */
const [LARGEST_CELL, LARGEST_BIN] = [500_000, 8_000_000]

const schema = z.array(binnedCell)

/** The cells that operations take out of a document and do not put back elsewhere; empty ones are no loss. */
export function takenOut(content: DocumentContent, operations: readonly Operation[], at: number): BinnedCell[] {
  const back = new Set(putIn(operations))
  return operations.flatMap((operation) => {
    if (operation.type !== "deleteCell" || back.has(operation.cellId)) return []
    const index = content.cells.findIndex((cell) => cell.id === operation.cellId)
    const cell = content.cells[index]
    return cell === undefined || (cell.source === "" && cell.outputs.length === 0) ? [] : [{ cell, index, at }]
  })
}

export function putIn(operations: readonly Operation[]): CellId[] {
  return operations.flatMap((operation) => (operation.type === "insertCell" ? [operation.cell.id] : []))
}

function pruned(entries: readonly BinnedCell[], now: number): BinnedCell[] {
  let room = LARGEST_BIN
  const kept: BinnedCell[] = []
  for (const entry of entries) {
    if (kept.length === MOST_CELLS || now - entry.at > DAYS * MILLISECONDS_A_DAY) break
    const whole = JSON.stringify(entry).length
    const size = Math.min(whole, entry.cell.source.length + 500)
    const small = whole <= LARGEST_CELL ? entry : { ...entry, cell: { ...entry.cell, outputs: [] } }
    room -= small === entry ? whole : size
    if (room < 0) break
    kept.push(small)
  }
  return kept
}

/** Deleted cells of each document, the latest first, for 30 days across sessions. A bin goes by the name that its document's versions have. */
export class Bins {
  readonly #fs: FileSystem
  readonly #folder: string
  readonly #now: () => number
  readonly #records = new Map<string, JsonRecord<BinnedCell[]>>()

  constructor(fs: FileSystem, folder: string, now: () => number = Date.now) {
    this.#fs = fs
    this.#folder = folder
    this.#now = now
  }

  #record(key: string): JsonRecord<BinnedCell[]> {
    let record = this.#records.get(key)
    if (record === undefined) {
      record = new JsonRecord(this.#fs, join(this.#folder, `${key}.json`), schema, [])
      this.#records.set(key, record)
    }
    return record
  }

  async entries(key: string): Promise<BinnedCell[]> {
    return pruned(await this.#record(key).read(), this.#now())
  }

  /** After a change: what went comes in, what came back goes out. */
  async change(key: string, gone: readonly BinnedCell[], back: readonly CellId[]): Promise<void> {
    const ids = new Set<CellId>([...back, ...gone.map(({ cell }) => cell.id)])
    await this.#update(key, (entries) => [...gone, ...entries.filter(({ cell }) => !ids.has(cell.id))])
  }

  /** The document got another name. */
  async copy(from: string, to: string): Promise<void> {
    const entries = await this.entries(from)
    if (entries.length > 0) await this.#update(to, () => entries)
  }

  async #update(key: string, change: (entries: BinnedCell[]) => BinnedCell[]): Promise<void> {
    await this.#record(key).update((entries) => pruned(change(entries), this.#now()))
  }
}
