import type { CellId } from "../../contract/document"

/**
 * The column in chunks of neighbouring cells. The browser passes over a chunk far from the view as one thing, so that a frame costs what is seen, not what
 * the notebook holds. A cell stays in its chunk while cells come and go around it: leaving it would take its editor, its caret and its place.
 */
export interface Chunk {
  readonly key: number
  readonly ids: readonly CellId[]
  /** Position of the first cell in the notebook. */
  readonly from: number
}

const SIZE = 20

interface Growing {
  readonly key: number
  readonly ids: CellId[]
  readonly from: number
}

/** The chunks for `ids`, each cell where `before` has it as far as the order admits. A chunk that did not change is the same object. */
export function chunksOf(ids: readonly CellId[], before: readonly Chunk[]): readonly Chunk[] {
  const home = new Map(before.flatMap((chunk) => chunk.ids.map((id) => [id, chunk.key] as const)))
  const used = new Set<number>()
  const chunks: Growing[] = []
  let fresh = Math.max(0, ...before.map((chunk) => chunk.key + 1))
  const open = (key: number, from: number): Growing => {
    used.add(key)
    const chunk = { key, ids: [], from }
    chunks.push(chunk)
    return chunk
  }
  for (const [index, id] of ids.entries()) {
    const key = home.get(id)
    const last = chunks.at(-1)
    const isAtHome = key !== undefined && !used.has(key)
    const isFull = key === undefined && last !== undefined && last.ids.length >= SIZE
    const target = isAtHome ? open(key, index) : last === undefined || isFull ? open(fresh++, index) : last
    target.ids.push(id)
  }
  const known = new Map(before.map((chunk) => [chunk.key, chunk]))
  return chunks.map((chunk) => {
    const old = known.get(chunk.key)
    return old !== undefined && isSame(old, chunk) ? old : chunk
  })
}

function isSame(a: Chunk, b: Chunk): boolean {
  return a.from === b.from && a.ids.length === b.ids.length && a.ids.every((id, i) => id === b.ids[i])
}

/** Sections whose heading is folded: what they hide. */
export interface Folded {
  /** How many cells each folded heading hides. */
  readonly counts: ReadonlyMap<CellId, number>
  readonly gone: ReadonlySet<CellId>
}
