import { memo, useMemo, useRef } from "react"
import type { CellId } from "../../contract/document"
import { faceSelector } from "../store/page"
import { usePart } from "../store/context"
import { CellFrame } from "./CellFrame"
import { CodeCell } from "./CodeCell"
import { useDrawn } from "./near"
import { railState } from "./state"
import { RawCell, TextCell } from "./TextCell"

interface Props {
  readonly id: CellId
  readonly folded: number
}

/** A cell, drawn again only when something of its own changed. Far from the view it is its text and the place of its outputs. */
export const CellView = memo(function CellView({ id, folded }: Props) {
  const select = useMemo(() => faceSelector(id), [id])
  const { cell, index, run, live, isStale, selected, focused, mode, reveal } = usePart(select)
  const frame = useRef<HTMLElement>(null)
  const drawn = useDrawn(frame, index, focused)
  if (cell === undefined) return null
  const editing = focused && mode === "text"
  return (
    <CellFrame
      frame={frame}
      drawn={drawn}
      cell={cell}
      index={index}
      state={railState(cell, run, isStale)}
      run={run}
      selected={selected}
      focused={focused}
      mode={mode}
      reveal={reveal}
      folded={folded}
    >
      {cell.kind === "code" && (
        <CodeCell cell={cell} index={index} run={run} live={live} editing={editing} drawn={drawn} />
      )}
      {cell.kind === "text" && <TextCell cell={cell} editing={editing} drawn={drawn} />}
      {cell.kind === "raw" && <RawCell cell={cell} editing={editing} />}
    </CellFrame>
  )
})
