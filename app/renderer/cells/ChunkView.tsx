import { Fragment, memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react"
import { locate, type PageState } from "../store/page"
import { usePage, usePart } from "../store/context"
import { CellView } from "./CellView"
import type { Chunk, Folded } from "./chunks"
import { cellHeight } from "./height"
import { InsertLine } from "./InsertLine"
import { whenNear } from "./near"

/** The line between two cells. */
const LINE = 16

interface Props {
  readonly chunk: Chunk
  readonly hidden: Folded
  /** It is there from the first frame on. */
  readonly first: boolean
}

/**
 * A chunk of the column: empty, of about its height, until it is near the view, is asked for, or there is time for it; and the browser passes over it while
 * it is far.
 */
export const ChunkView = memo(function ChunkView({ chunk, hidden, first }: Props) {
  const page = usePage()
  const element = useRef<HTMLDivElement>(null)
  const height = useMemo(() => heightOf(page.state, chunk, hidden), [page, chunk, hidden])
  const isMade = useMade(chunk, element, first)
  return (
    <div className="chunk" ref={element} style={{ containIntrinsicBlockSize: `auto ${height}px` }}>
      {isMade &&
        chunk.ids.map((id, i) =>
          hidden.gone.has(id) ? null : (
            <Fragment key={id}>
              <CellView id={id} folded={hidden.counts.get(id) ?? 0} />
              <InsertLine index={chunk.from + i + 1} />
            </Fragment>
          ),
        )}
    </div>
  )
})

function heightOf({ notebook }: PageState, chunk: Chunk, hidden: Folded): number {
  return chunk.ids.reduce((sum, id) => {
    const cell = hidden.gone.has(id) ? undefined : locate(notebook, id)?.cell
    return cell === undefined ? sum : sum + cellHeight(cell) + LINE
  }, 0)
}

function useMade(chunk: Chunk, element: RefObject<HTMLDivElement | null>, first: boolean): boolean {
  const [made, setMade] = useState(first)
  const asked = usePart((state) => !made && chunk.ids.some((id) => id === state.notebook.focus.cellId))
  useLayoutEffect(() => {
    if (asked) setMade(true)
  }, [asked])
  useEffect(() => {
    const target = element.current
    if (made || target === null) return
    return whenNear(target, () => setMade(true))
  }, [element, made])
  return made || asked
}
