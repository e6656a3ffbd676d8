import type { Cell, CellId } from "../../contract/document"
import type { CellRunState } from "../../contract/notebook"
import { emptyNotebook, reduceNotebook, type Notebook, type NotebookAction } from "./notebook"
import { staleCells } from "./stale"
import { createStore, type Store } from "./store"
import { initialWindow, reduceWindow, type WindowAction, type WindowState } from "./window"

/** The whole page: the notebook and the window around it, each with its own reducer. */
export interface PageState {
  readonly notebook: Notebook
  readonly window: WindowState
}

export type Action =
  | { readonly to: "notebook"; readonly action: NotebookAction }
  | { readonly to: "window"; readonly action: WindowAction }

export type PageStore = Store<PageState, Action>

export function reducePage(state: PageState, { to, action }: Action): PageState {
  if (to === "notebook") {
    const notebook = reduceNotebook(state.notebook, action)
    return notebook === state.notebook ? state : { ...state, notebook }
  }
  const window = reduceWindow(state.window, action)
  return window === state.window ? state : { ...state, window }
}

export const initialPage: PageState = {
  notebook: emptyNotebook,
  window: initialWindow,
}

export function createPageStore(): PageStore {
  return createStore(reducePage, initialPage)
}

/** Runs `compute` again only when one of its inputs is another object. */
function remembered<Inputs extends readonly unknown[], Result>(
  compute: (...inputs: Inputs) => Result,
): (...inputs: Inputs) => Result {
  let last: { inputs: Inputs; result: Result } | null = null
  return (...inputs) => {
    if (last === null || last.inputs.some((input, i) => input !== inputs[i]))
      last = { inputs, result: compute(...inputs) }
    return last.result
  }
}

const byId = remembered((cells: readonly Cell[]) => new Map(cells.map((cell, index) => [cell.id, { cell, index }])))

/** A cell and its position, found without walking the document. */
export function locate(
  notebook: Notebook,
  cellId: CellId,
): { readonly cell: Cell; readonly index: number } | undefined {
  return byId(notebook.content.cells).get(cellId)
}

const staleOf = remembered((cells: readonly Cell[], runs: ReadonlyMap<CellId, CellRunState>) =>
  staleCells(cells, runs, new Map(cells.map((cell) => [cell.id, cell.executionCount ?? 0]))),
)

export function stale(notebook: Notebook): ReadonlySet<CellId> {
  return staleOf(notebook.content.cells, notebook.runs)
}

const cellIds = remembered((cells: readonly Cell[]) => cells.map((cell) => cell.id))
let lastIds: readonly CellId[] = []

/** The ids in order; the same array as long as no cell came, went or moved. */
export function idsOf(notebook: Notebook): readonly CellId[] {
  const ids = cellIds(notebook.content.cells)
  if (ids.length !== lastIds.length || ids.some((id, i) => id !== lastIds[i])) lastIds = ids
  return lastIds
}
