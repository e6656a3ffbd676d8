import type { Cell, CellId, DocumentContent, Operation } from "./document"

/**
 * What an operation does to a document, and what takes it back. Both ends of the wire use these functions: the page applies a change
 * at once and keeps the inverses as its undo stack, the main process applies the same change to the document it owns and journals it.
 * They are pure and total. Cells that an operation does not touch keep their identity, so a page may compare by reference.
 */

/** Why an operation does not fit the document it was meant for. */
export interface Refusal {
  readonly reason: "noSuchCell" | "cellExists" | "indexOutOfRange"
  /** One sentence with the figures in it. */
  readonly message: string
  readonly operation: Operation
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

const done = <T>(value: T): Outcome<T> => ({ ok: true, value })

function refuse(reason: Refusal["reason"], message: string, operation: Operation): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { reason, message, operation } }
}

function noSuchCell(cellId: CellId, operation: Operation) {
  return refuse("noSuchCell", `The document has no cell ${cellId}.`, operation)
}

function indexOutOfRange(index: number, limit: number, operation: Operation) {
  return refuse("indexOutOfRange", `Position ${index} is out of range for a place among ${limit} cells.`, operation)
}

/** A cell's position, or -1. */
function indexOfCell(content: DocumentContent, cellId: CellId): number {
  return content.cells.findIndex((cell) => cell.id === cellId)
}

function withCells(content: DocumentContent, cells: Cell[]): DocumentContent {
  return { ...content, cells }
}

function insertAt(cells: readonly Cell[], index: number, cell: Cell): Cell[] {
  return [...cells.slice(0, index), cell, ...cells.slice(index)]
}

/** What a field-setting operation leaves of a cell. */
function changedCell(cell: Cell, operation: Operation): Cell {
  switch (operation.type) {
    case "setSource":
      return { ...cell, source: operation.source }
    case "setKind":
      return { ...cell, kind: operation.kind }
    case "setOutputs":
      return { ...cell, outputs: operation.outputs, executionCount: operation.executionCount }
    case "setView":
      return { ...cell, view: operation.view }
    case "setMetadata":
      return { ...cell, metadata: operation.metadata, attachments: operation.attachments }
    default:
      return cell
  }
}

function moveCell(content: DocumentContent, operation: Operation & { type: "moveCell" }): Outcome<DocumentContent> {
  const from = indexOfCell(content, operation.cellId)
  const cell = content.cells[from]
  if (cell === undefined) return noSuchCell(operation.cellId, operation)
  const rest = content.cells.toSpliced(from, 1)
  if (operation.index > rest.length) return indexOutOfRange(operation.index, content.cells.length, operation)
  return done(withCells(content, insertAt(rest, operation.index, cell)))
}

/**
 * The document after one operation. Refused when the operation names a cell that is not there, inserts one that is, or a position
 * outside the document; `moveCell` counts positions in the list without the moved cell. Cost: linear in the number of cells.
 */
export function applyOperation(content: DocumentContent, operation: Operation): Outcome<DocumentContent> {
  switch (operation.type) {
    case "insertCell": {
      if (indexOfCell(content, operation.cell.id) >= 0)
        return refuse("cellExists", `The document has a cell ${operation.cell.id} already.`, operation)
      if (operation.index > content.cells.length)
        return indexOutOfRange(operation.index, content.cells.length + 1, operation)
      return done(withCells(content, insertAt(content.cells, operation.index, operation.cell)))
    }
    case "deleteCell": {
      const index = indexOfCell(content, operation.cellId)
      if (index < 0) return noSuchCell(operation.cellId, operation)
      return done(withCells(content, content.cells.toSpliced(index, 1)))
    }
    case "moveCell":
      return moveCell(content, operation)
    case "setOrder":
      return done({ ...content, order: operation.order })
    default: {
      const index = indexOfCell(content, operation.cellId)
      const cell = content.cells[index]
      if (cell === undefined) return noSuchCell(operation.cellId, operation)
      return done(withCells(content, content.cells.with(index, changedCell(cell, operation))))
    }
  }
}

/** The document after all operations in turn, or the first refusal; a refused list changes nothing. */
export function applyOperations(content: DocumentContent, operations: readonly Operation[]): Outcome<DocumentContent> {
  let current = content
  for (const operation of operations) {
    const outcome = applyOperation(current, operation)
    if (!outcome.ok) return outcome
    current = outcome.value
  }
  return done(current)
}

type CellOperation = Exclude<Operation, { type: "insertCell" | "setOrder" }>

function invertOnCell(cell: Cell, index: number, operation: CellOperation): Operation {
  const cellId = cell.id
  switch (operation.type) {
    case "deleteCell":
      return { type: "insertCell", index, cell }
    case "moveCell":
      return { type: "moveCell", cellId, index }
    case "setSource":
      return { type: "setSource", cellId, source: cell.source }
    case "setKind":
      return { type: "setKind", cellId, kind: cell.kind }
    case "setOutputs":
      return { type: "setOutputs", cellId, outputs: cell.outputs, executionCount: cell.executionCount }
    case "setView":
      return { type: "setView", cellId, view: cell.view }
    case "setMetadata":
      return { type: "setMetadata", cellId, metadata: cell.metadata, attachments: cell.attachments }
  }
}

/**
 * The operation that takes `operation` back, when it is applied to `content`: apply(apply(content, operation), inverse) equals
 * content in every field, outputs and metadata included. Refused exactly when `applyOperation` refuses.
 */
export function invert(content: DocumentContent, operation: Operation): Outcome<Operation> {
  const after = applyOperation(content, operation)
  if (!after.ok) return after
  switch (operation.type) {
    case "insertCell":
      return done({ type: "deleteCell", cellId: operation.cell.id })
    case "setOrder":
      return done({ type: "setOrder", order: content.order })
    default: {
      const index = indexOfCell(content, operation.cellId)
      const cell = content.cells[index]
      if (cell === undefined) return noSuchCell(operation.cellId, operation)
      return done(invertOnCell(cell, index, operation))
    }
  }
}

/** The document after the operations, with the operations that lead back, in the order in which to apply them. */
export function applyWithInverse(
  content: DocumentContent,
  operations: readonly Operation[],
): Outcome<{ content: DocumentContent; inverse: Operation[] }> {
  let current = content
  const inverse: Operation[] = []
  for (const operation of operations) {
    const back = invert(current, operation)
    if (!back.ok) return back
    const outcome = applyOperation(current, operation)
    if (!outcome.ok) return outcome
    inverse.unshift(back.value)
    current = outcome.value
  }
  return done({ content: current, inverse })
}

/** The cells an operation speaks of; empty for one on the document itself. */
export function cellsOf(operation: Operation): CellId[] {
  switch (operation.type) {
    case "insertCell":
      return [operation.cell.id]
    case "setOrder":
      return []
    default:
      return [operation.cellId]
  }
}
