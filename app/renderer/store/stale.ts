import type { Cell, CellId } from "../../contract/document"
import type { CellRunState } from "../../contract/notebook"

/**
 * Which cells show a result that no longer follows from the page: their text changed since they ran, or a name that they used was
 * defined anew by a later run, or by a cell whose own text changed since. Only marks are made of it; nothing runs by itself. A cell not run
 * in this session (its outputs come from the file) is never stale: there is nothing to compare with.
 */
export function staleCells(
  cells: readonly Cell[],
  runs: ReadonlyMap<CellId, CellRunState>,
  order: ReadonlyMap<CellId, number>,
): ReadonlySet<CellId> {
  const stale = new Set<CellId>()
  const byRun = cells
    .filter((cell) => cell.kind === "code" && hasRun(runs.get(cell.id)))
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  for (const cell of byRun) if (textChanged(cell, runs.get(cell.id))) stale.add(cell.id)
  const lastDefinition = new Map<string, { cellId: CellId; at: number }>()
  for (const cell of byRun) {
    const at = order.get(cell.id) ?? 0
    for (const name of runs.get(cell.id)?.defines ?? []) lastDefinition.set(name, { cellId: cell.id, at })
  }
  let grew = true
  while (grew) {
    grew = false
    for (const cell of byRun) {
      if (stale.has(cell.id)) continue
      const at = order.get(cell.id) ?? 0
      const isStale = (runs.get(cell.id)?.uses ?? []).some((name) => {
        const definition = lastDefinition.get(name)
        return (
          definition !== undefined &&
          definition.cellId !== cell.id &&
          (definition.at > at || stale.has(definition.cellId))
        )
      })
      if (isStale) {
        stale.add(cell.id)
        grew = true
      }
    }
  }
  return stale
}

function hasRun(run: CellRunState | undefined): boolean {
  return run !== undefined && (run.state === "done" || run.state === "failed") && run.ranSource !== undefined
}

function textChanged(cell: Cell, run: CellRunState | undefined): boolean {
  return run?.ranSource !== undefined && run.ranSource.trim() !== cell.source.trim()
}
