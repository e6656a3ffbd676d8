import { memo } from "react"
import type { CellId } from "../../contract/document"
import { positionOf } from "../store/cells"
import { locate, stale, type PageState } from "../store/page"
import { usePart } from "../store/context"
import { CellFrame } from "./CellFrame"
import { CodeCell } from "./CodeCell"
import { railState } from "./state"
import { RawCell, TextCell } from "./TextCell"

function isSelected({ notebook }: PageState, index: number): boolean {
  const { cellId, anchorId } = notebook.focus
  if (cellId === anchorId || anchorId === null) return notebook.content.cells[index]?.id === cellId
  const a = positionOf(notebook, cellId)
  const b = positionOf(notebook, anchorId)
  return index >= Math.min(a, b) && index <= Math.max(a, b)
}

interface Props {
  readonly id: CellId
  readonly folded: number
}

/** A cell, drawn again only when something of its own changed. */
export const CellView = memo(function CellView({ id, folded }: Props) {
  const found = usePart((state) => locate(state.notebook, id)?.cell)
  const index = usePart((state) => locate(state.notebook, id)?.index ?? -1)
  const run = usePart((state) => state.notebook.runs.get(id))
  const live = usePart((state) => state.notebook.live.get(id))
  const isStale = usePart((state) => stale(state.notebook).has(id))
  const focused = usePart((state) => state.notebook.focus.cellId === id)
  const mode = usePart((state) => (state.notebook.focus.cellId === id ? state.notebook.focus.mode : "cell"))
  const reveal = usePart((state) => (state.notebook.focus.cellId === id ? state.notebook.focus.reveal : 0))
  const selected = usePart((state) => isSelected(state, index))
  if (found === undefined) return null
  const editing = focused && mode === "text"
  const state = railState(found, run, isStale)
  return (
    <CellFrame
      cell={found}
      index={index}
      state={state}
      run={run}
      selected={selected}
      focused={focused}
      mode={mode}
      reveal={reveal}
      folded={folded}
    >
      {found.kind === "code" && <CodeCell cell={found} index={index} run={run} live={live} editing={editing} />}
      {found.kind === "text" && <TextCell cell={found} index={index} editing={editing} />}
      {found.kind === "raw" && <RawCell cell={found} editing={editing} />}
    </CellFrame>
  )
})
