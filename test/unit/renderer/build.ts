import {
  cellId,
  outputId,
  type Cell,
  type CellId,
  type CellKind,
  type DocumentContent,
} from "../../../app/contract/document"
import type { Operation } from "../../../app/contract/document"
import { emptyNotebook, reduceNotebook, type Notebook } from "../../../app/renderer/store/notebook"

/** Short builders, so that a case reads as a sentence. */
export const id = (name: string): CellId => cellId.parse(name)

export function cell(name: string, source = name, kind: CellKind = "code"): Cell {
  return { id: id(name), kind, source, outputs: [], executionCount: null, view: {}, metadata: "{}", attachments: null }
}

export function withOutput(base: Cell, text: string): Cell {
  return {
    ...base,
    outputs: [{ id: outputId.parse(`${base.id}-out`), output: { kind: "text", text } }],
    executionCount: 1,
  }
}

export function documentOf(cells: Cell[]): DocumentContent {
  return { cells, order: 100, language: { ours: true, name: "q-series" } }
}

/** A notebook as it is after its first snapshot, the first cell in focus. */
export function notebookOf(cells: Cell[]): Notebook {
  return reduceNotebook(emptyNotebook, {
    type: "event",
    page: "p",
    event: {
      event: "snapshot",
      revision: 1,
      content: documentOf(cells),
      file: emptyNotebook.file,
      session: emptyNotebook.session,
      runs: [],
      variables: [],
      question: null,
    },
  })
}

export function edit(
  notebook: Notebook,
  operations: readonly Operation[],
  extra: { mergeKey?: string; at?: number; label?: string } = {},
): Notebook {
  return reduceNotebook(notebook, {
    type: "edit",
    operations,
    label: extra.label ?? "edit",
    at: extra.at ?? 0,
    ...(extra.mergeKey === undefined ? {} : { mergeKey: extra.mergeKey }),
  })
}

export const undo = (notebook: Notebook): Notebook => reduceNotebook(notebook, { type: "undo" })
export const redo = (notebook: Notebook): Notebook => reduceNotebook(notebook, { type: "redo" })
export const focusOn = (notebook: Notebook, name: string, anchor = name): Notebook =>
  reduceNotebook(notebook, { type: "focus", focus: { cellId: id(name), anchorId: id(anchor) } })
export const names = (notebook: Notebook): string[] => notebook.content.cells.map((each) => each.source)
