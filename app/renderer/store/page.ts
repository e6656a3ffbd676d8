import type { Cell, CellId, CellOutput } from "../../contract/document"
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

/** All that a cell is drawn from. */
export interface CellFace {
  readonly cell: Cell | undefined
  readonly index: number
  readonly run: CellRunState | undefined
  /** Outputs of the run under way. */
  readonly live: readonly CellOutput[] | undefined
  readonly isStale: boolean
  readonly selected: boolean
  readonly focused: boolean
  readonly mode: "cell" | "text"
  readonly reveal: number
}

function faceOf(notebook: Notebook, id: CellId): CellFace {
  const { focus } = notebook
  const { cell, index } = locate(notebook, id) ?? { cell: undefined, index: -1 }
  const focused = focus.cellId === id
  return {
    cell,
    index,
    run: notebook.runs.get(id),
    live: notebook.live.get(id),
    isStale: stale(notebook).has(id),
    selected: isSelected(notebook, id, index),
    focused,
    mode: focused ? focus.mode : "cell",
    reveal: focused ? focus.reveal : 0,
  }
}

function isSelected(notebook: Notebook, id: CellId, index: number): boolean {
  const { cellId, anchorId } = notebook.focus
  if (cellId === null || cellId === anchorId || anchorId === null) return id === cellId
  const a = locate(notebook, cellId)?.index ?? -1
  const b = locate(notebook, anchorId)?.index ?? -1
  return index >= Math.min(a, b) && index <= Math.max(a, b)
}

const FACE_PARTS = ["cell", "index", "run", "live", "isStale", "selected", "focused", "mode", "reveal"] as const

/**
 * Selects one cell's face: the same object until something of that cell changes. A notebook has one such selector a cell, and each is asked at
 * every change, so it does next to nothing when the notebook is the one it saw last.
 */
export function faceSelector(id: CellId): (state: PageState) => CellFace {
  let seen: { readonly notebook: Notebook; readonly face: CellFace } | null = null
  return ({ notebook }) => {
    if (seen?.notebook === notebook) return seen.face
    const face = faceOf(notebook, id)
    const before = seen?.face
    const same = before !== undefined && FACE_PARTS.every((part) => before[part] === face[part])
    seen = { notebook, face: same ? before : face }
    return seen.face
  }
}

const cellIds = remembered((cells: readonly Cell[]) => cells.map((cell) => cell.id))
let lastIds: readonly CellId[] = []

/** The ids in order; the same array as long as no cell came, went or moved. */
export function idsOf(notebook: Notebook): readonly CellId[] {
  const ids = cellIds(notebook.content.cells)
  if (ids.length !== lastIds.length || ids.some((id, i) => id !== lastIds[i])) lastIds = ids
  return lastIds
}
