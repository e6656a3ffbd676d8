import type { Cell, DocumentContent, Operation } from "./document"

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

function cellDifference(from: Cell, to: Cell): Operation[] {
  const cellId = to.id
  const operations: Operation[] = []
  if (from.kind !== to.kind) operations.push({ type: "setKind", cellId, kind: to.kind })
  if (from.source !== to.source) operations.push({ type: "setSource", cellId, source: to.source })
  if (from.executionCount !== to.executionCount || !same(from.outputs, to.outputs))
    operations.push({ type: "setOutputs", cellId, outputs: to.outputs, executionCount: to.executionCount })
  if (!same(from.view, to.view)) operations.push({ type: "setView", cellId, view: to.view })
  if (from.metadata !== to.metadata || from.attachments !== to.attachments)
    operations.push({ type: "setMetadata", cellId, metadata: to.metadata, attachments: to.attachments })
  return operations
}

/**
 * Operations that lead from one document to another, cells matched by id; empty when they are the same. The language is no part of it.
 * Used when a file changed on disk under an unchanged document, so that the page's undo stack stays good, and for comparing versions.
 */
export function differenceOf(from: DocumentContent, to: DocumentContent): Operation[] {
  const operations: Operation[] = []
  const wanted = new Set(to.cells.map((cell) => cell.id))
  const before = new Map(from.cells.map((cell) => [cell.id, cell]))
  for (const cell of from.cells) if (!wanted.has(cell.id)) operations.push({ type: "deleteCell", cellId: cell.id })
  const order = from.cells.filter((cell) => wanted.has(cell.id)).map((cell) => cell.id)
  for (const [index, cell] of to.cells.entries()) {
    if (!before.has(cell.id)) {
      operations.push({ type: "insertCell", index, cell })
      order.splice(index, 0, cell.id)
    } else if (order[index] !== cell.id) {
      operations.push({ type: "moveCell", cellId: cell.id, index })
      order.splice(order.indexOf(cell.id), 1)
      order.splice(index, 0, cell.id)
    }
  }
  for (const cell of to.cells) {
    const old = before.get(cell.id)
    if (old !== undefined) operations.push(...cellDifference(old, cell))
  }
  if (from.order !== to.order) operations.push({ type: "setOrder", order: to.order })
  return operations
}
