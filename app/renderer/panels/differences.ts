import type { Cell, CellId } from "../../contract/document"

export type Difference =
  | { readonly kind: "added"; readonly now: Cell }
  | { readonly kind: "removed"; readonly then: Cell; readonly index: number }
  | { readonly kind: "changed"; readonly then: Cell; readonly now: Cell }
  | { readonly kind: "moved"; readonly now: Cell }

/** What became of each cell since a version, in the order of the present document, removed cells at their old places. Cells are matched by id. */
export function differences(then: readonly Cell[], now: readonly Cell[]): readonly Difference[] {
  const before = new Map(then.map((cell) => [cell.id, cell]))
  const after = new Map(now.map((cell) => [cell.id, cell]))
  const kept = longestRun(
    now.filter((cell) => before.has(cell.id)).map((cell) => cell.id),
    then.map((cell) => cell.id),
  )
  const present = now.flatMap((cell): Difference[] => {
    const old = before.get(cell.id)
    if (old === undefined) return [{ kind: "added", now: cell }]
    if (old.source !== cell.source || old.kind !== cell.kind) return [{ kind: "changed", then: old, now: cell }]
    return kept.has(cell.id) ? [] : [{ kind: "moved", now: cell }]
  })
  const gone = then.flatMap((cell, index): Difference[] =>
    after.has(cell.id) ? [] : [{ kind: "removed", then: cell, index }],
  )
  return [...gone, ...present]
}

/** The cells that kept their order: a longest increasing run of old positions (patience sorting, n log n). */
function longestRun(now: readonly CellId[], then: readonly CellId[]): ReadonlySet<CellId> {
  const old = new Map(then.map((id, i) => [id, i]))
  const tails: number[] = []
  const previous: number[] = []
  now.forEach((id, i) => {
    const value = old.get(id) ?? 0
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((old.get(now[tails[middle] ?? 0] as CellId) ?? 0) < value) low = middle + 1
      else high = middle
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = i
  })
  const kept = new Set<CellId>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const id = now[at]
    if (id !== undefined) kept.add(id)
  }
  return kept
}
