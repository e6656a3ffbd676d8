import { cellId as cellIdSchema, type Cell, type CellId, type CellKind, type Operation } from "../../contract/document"
import type { Focus, Notebook } from "./notebook"

/** Structural changes as lists of operations: each a function of the notebook, none touching it. */
export interface Change {
  readonly operations: readonly Operation[]
  readonly focus?: Partial<Focus>
}

const nothing: Change = { operations: [] }

export function newCellId(): CellId {
  const random = crypto.getRandomValues(new Uint8Array(6))
  return cellIdSchema.parse([...random].map((byte) => byte.toString(16).padStart(2, "0")).join(""))
}

export function newCell(kind: CellKind, source = "", id: CellId = newCellId()): Cell {
  return {
    id,
    kind,
    source,
    outputs: [],
    executionCount: null,
    view: {},
    metadata: "{}",
    attachments: null,
  }
}

export function positionOf(notebook: Notebook, cellId: CellId | null): number {
  return notebook.content.cells.findIndex((cell) => cell.id === cellId)
}

export function cellAt(notebook: Notebook, cellId: CellId | null): Cell | undefined {
  return notebook.content.cells[positionOf(notebook, cellId)]
}

/** The selected cells in document order: from the anchor to the focused one. */
export function selectedCells(notebook: Notebook): readonly Cell[] {
  const at = positionOf(notebook, notebook.focus.cellId)
  if (at < 0) return []
  const anchor = positionOf(notebook, notebook.focus.anchorId)
  const from = Math.min(at, anchor < 0 ? at : anchor)
  const to = Math.max(at, anchor)
  return withFolded(notebook, notebook.content.cells.slice(from, to + 1))
}

/** A folded heading stands for its whole section: what happens to it happens to the section. */
function withFolded(notebook: Notebook, cells: readonly Cell[]): readonly Cell[] {
  const last = cells.at(-1)
  if (last === undefined || !notebook.foldedSections.has(last.id)) return cells
  return [...cells, ...sectionOf(notebook, last.id)]
}

export function headingLevel(cell: Cell): number | null {
  if (cell.kind !== "text") return null
  const match = /^\s{0,3}(#{1,6})\s+\S/.exec(cell.source)
  return match?.[1]?.length ?? null
}

/** The cells under a heading cell, up to the next heading of its level or above. */
export function sectionOf(notebook: Notebook, cellId: CellId): readonly Cell[] {
  const at = positionOf(notebook, cellId)
  const cell = notebook.content.cells[at]
  const level = cell === undefined ? null : headingLevel(cell)
  if (level === null) return []
  const after = notebook.content.cells.slice(at + 1)
  const end = after.findIndex((other) => (headingLevel(other) ?? 9) <= level)
  return end < 0 ? after : after.slice(0, end)
}

export function insertBeside(notebook: Notebook, side: "above" | "below", kind: CellKind, source = ""): Change {
  const selected = selectedCells(notebook)
  const edge = side === "above" ? selected[0] : selected.at(-1)
  const at = positionOf(notebook, edge?.id ?? null)
  const index = at < 0 ? notebook.content.cells.length : side === "above" ? at : at + 1
  return insertAt(index, newCell(kind, source))
}

export function insertAt(index: number, cell: Cell): Change {
  return {
    operations: [{ type: "insertCell", index, cell }],
    focus: { cellId: cell.id, mode: "text", caret: "end" },
  }
}

export function deleteSelected(notebook: Notebook): Change {
  const doomed = selectedCells(notebook).filter((cell) => cell.view.locked !== true)
  if (doomed.length === 0) return nothing
  const gone = new Set(doomed.map((cell) => cell.id))
  const rest = notebook.content.cells.filter((cell) => !gone.has(cell.id))
  const first = positionOf(notebook, doomed[0]?.id ?? null)
  const removals = doomed.map((cell): Operation => ({
    type: "deleteCell",
    cellId: cell.id,
  }))
  if (rest.length > 0) {
    const next = rest[Math.min(first, rest.length - 1)]
    return {
      operations: removals,
      focus: { cellId: next?.id ?? null, mode: "cell", caret: null },
    }
  }
  const blank = newCell("code")
  return {
    operations: [...removals, { type: "insertCell", index: 0, cell: blank }],
    focus: { cellId: blank.id, mode: "cell", caret: null },
  }
}

/** Moves the selection by one place; a move at the document's edge changes nothing. */
export function moveSelected(notebook: Notebook, direction: -1 | 1): Change {
  const moving = selectedCells(notebook)
  const first = positionOf(notebook, moving[0]?.id ?? null)
  const target = direction < 0 ? first - 1 : first + moving.length
  const neighbour = notebook.content.cells[target]
  if (first < 0 || neighbour === undefined) return nothing
  const index = direction < 0 ? first + moving.length - 1 : first
  return { operations: [{ type: "moveCell", cellId: neighbour.id, index }] }
}

/** Splits at `caret`; what stands after it becomes the next cell, outputs stay with the first. */
export function splitAt(notebook: Notebook, caret: number): Change {
  const at = positionOf(notebook, notebook.focus.cellId)
  const cell = notebook.content.cells[at]
  if (cell === undefined) return nothing
  const before = cell.source.slice(0, caret).replace(/\n+$/, "")
  const after = cell.source.slice(caret).replace(/^\n+/, "")
  const second = newCell(cell.kind, after)
  return {
    operations: [
      { type: "setSource", cellId: cell.id, source: before },
      { type: "insertCell", index: at + 1, cell: second },
    ],
    focus: { cellId: second.id, mode: "text", caret: "start" },
  }
}

/** Joins the selection, or the cell and its next one, into the first of them. */
export function mergeSelected(notebook: Notebook): Change {
  const selected = selectedCells(notebook)
  const first = selected[0]
  if (first === undefined) return nothing
  const at = positionOf(notebook, first.id)
  const joined = selected.length > 1 ? selected : notebook.content.cells.slice(at, at + 2)
  if (joined.length < 2) return nothing
  const gap = first.kind === "text" ? "\n\n" : "\n"
  const source = joined.map((cell) => cell.source).join(gap)
  const removals = joined.slice(1).map((cell): Operation => ({ type: "deleteCell", cellId: cell.id }))
  return {
    operations: [{ type: "setSource", cellId: first.id, source }, ...removals],
    focus: { cellId: first.id, caret: first.source.length },
  }
}

export function duplicateSelected(notebook: Notebook): Change {
  const selected = selectedCells(notebook)
  const last = positionOf(notebook, selected.at(-1)?.id ?? null)
  if (last < 0) return nothing
  // Outputs stay with the original: a copied output would name the same value twice.
  const copies = selected.map((cell) => ({
    ...newCell(cell.kind, cell.source),
    metadata: cell.metadata,
    attachments: cell.attachments,
  }))
  return {
    operations: copies.map((cell, i): Operation => ({
      type: "insertCell",
      index: last + 1 + i,
      cell,
    })),
    focus: {
      cellId: copies.at(-1)?.id ?? null,
      anchorId: copies[0]?.id ?? null,
      mode: "cell",
      caret: null,
    },
  }
}

export function setKinds(notebook: Notebook, kind: Cell["kind"] | null): Change {
  const cells = selectedCells(notebook)
  const first = cells[0]
  if (first === undefined) return nothing
  const wanted = kind ?? (first.kind === "code" ? "text" : "code")
  const changing = cells.filter((cell) => cell.kind !== wanted)
  return {
    operations: changing.flatMap((cell): Operation[] => [
      ...(cell.outputs.length > 0
        ? [
            {
              type: "setOutputs" as const,
              cellId: cell.id,
              outputs: [],
              executionCount: null,
            },
          ]
        : []),
      { type: "setKind", cellId: cell.id, kind: wanted },
    ]),
  }
}

export function setViewOfSelected(notebook: Notebook, change: (view: Cell["view"]) => Cell["view"]): Change {
  return {
    operations: selectedCells(notebook).map((cell): Operation => ({
      type: "setView",
      cellId: cell.id,
      view: change(cell.view),
    })),
  }
}

export function clearOutputs(cells: readonly Cell[]): Change {
  return {
    operations: cells
      .filter((cell) => cell.outputs.length > 0)
      .map((cell): Operation => ({
        type: "setOutputs",
        cellId: cell.id,
        outputs: [],
        executionCount: null,
      })),
  }
}
