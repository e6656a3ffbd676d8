import type { CellId } from "../../contract"
import type { QueuedCell } from "./session"

interface Waiting extends QueuedCell {
  /** Waits for `release` after a stop or an error. */
  readonly held: boolean
}

/**
 * The cells that wait for the evaluator. After a stop or an error what waits is held; a cell that the reader runs while others are held goes before them and runs, and the held
 * ones go on waiting.
 */
export class CellQueue {
  #waiting: Waiting[] = []

  get length(): number {
    return this.#waiting.length
  }

  get paused(): boolean {
    return this.#waiting.some((cell) => cell.held)
  }

  /** Whether nothing may run before `release`. */
  get firstHeld(): boolean {
    return this.#waiting[0]?.held === true
  }

  get cellIds(): readonly CellId[] {
    return this.#waiting.map((cell) => cell.cellId)
  }

  /** Queues cells; one that waits already keeps its place, unless it was held, and takes the new text. */
  add(cells: readonly QueuedCell[]): void {
    const fresh: Waiting[] = []
    for (const { cellId, source } of cells) {
      const at = this.#waiting.findIndex((cell) => cell.cellId === cellId)
      const waiting = this.#waiting[at]
      if (waiting !== undefined && !waiting.held) this.#waiting[at] = { cellId, source, held: false }
      else {
        if (waiting !== undefined) this.#waiting.splice(at, 1)
        fresh.push({ cellId, source, held: false })
      }
    }
    const firstHeld = this.#waiting.findIndex((cell) => cell.held)
    this.#waiting.splice(firstHeld < 0 ? this.#waiting.length : firstHeld, 0, ...fresh)
  }

  /** The next cell that may run, taken out; null when there is none or all are held. */
  next(): QueuedCell | null {
    const first = this.#waiting[0]
    if (first === undefined || first.held) return null
    this.#waiting.shift()
    return { cellId: first.cellId, source: first.source }
  }

  remove(cellId: CellId): boolean {
    const before = this.#waiting.length
    this.#waiting = this.#waiting.filter((cell) => cell.cellId !== cellId)
    return this.#waiting.length < before
  }

  hold(): void {
    this.#waiting = this.#waiting.map((cell) => ({ ...cell, held: true }))
  }

  release(): void {
    this.#waiting = this.#waiting.map((cell) => ({ ...cell, held: false }))
  }

  clear(): readonly CellId[] {
    const ids = this.cellIds
    this.#waiting = []
    return ids
  }
}
