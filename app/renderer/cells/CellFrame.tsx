import { MoreHorizontal, X } from "lucide-react"
import { useEffect, useRef, useState, type MouseEvent, type ReactNode, type RefObject } from "react"
import type { Cell } from "../../contract/document"
import type { CellRunState } from "../../contract/notebook"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { CellMenu } from "./CellMenu"
import { cellHeight } from "./height"
import { gutterText, stateWords, type RailState } from "./state"

interface Props {
  readonly frame: RefObject<HTMLElement | null>
  /** False far from the view: then the cell has no menu yet. */
  readonly drawn: boolean
  readonly cell: Cell
  readonly index: number
  readonly state: RailState
  readonly run: CellRunState | undefined
  readonly selected: boolean
  readonly focused: boolean
  readonly mode: "cell" | "text"
  readonly reveal: number
  readonly folded: number
  readonly children: ReactNode
}

/** Gutter, rail and menu around a cell of any kind. */
export function CellFrame(props: Props) {
  const { frame, drawn, cell, index, state, run, selected, focused, mode, reveal, folded, children } = props
  const page = usePage()
  useReveal(frame, focused, mode, reveal)
  const words = stateWords(state, run)
  const press = (event: MouseEvent): void => {
    const target = event.target
    // Text that has no editor yet takes the press for itself.
    if (
      event.defaultPrevented ||
      !(target instanceof Element) ||
      target.closest(".editor, button, input, a, summary, [data-output] [tabindex]") !== null
    )
      return
    const { focus } = page.state.notebook
    const anchorId = event.shiftKey ? focus.anchorId : cell.id
    page.store.dispatch({
      to: "notebook",
      action: {
        type: "focus",
        focus: { cellId: cell.id, anchorId, mode: "cell", caret: null },
      },
    })
  }
  return (
    <section
      ref={frame}
      className="cell"
      data-kind={cell.kind}
      data-state={state}
      data-selected={selected}
      data-focused-cell={focused}
      data-mode={focused ? mode : undefined}
      data-cell={cell.id}
      role="group"
      style={{ containIntrinsicBlockSize: `auto ${cellHeight(cell)}px` }}
      aria-label={strings.cell.label(
        index + 1,
        strings.cell.kinds[cell.kind],
        cell.view.locked === true ? `${words} ${strings.cell.states.locked}`.trim() : words,
      )}
      tabIndex={focused ? 0 : -1}
      onMouseDown={press}
    >
      <div className="gutter" aria-hidden="true" title={words === "" ? undefined : words}>
        <Spinner show={state === "running"} />
        <span className="gutter-text">{gutterText(cell, run, state)}</span>
      </div>
      <div className="cell-body">
        {children}
        {folded > 0 && (
          <button
            type="button"
            className="dashed section-fold"
            onClick={() =>
              page.store.dispatch({
                to: "notebook",
                action: { type: "foldSection", cellId: cell.id, folded: false },
              })
            }
          >
            {strings.cell.sectionFolded(folded)}
          </button>
        )}
      </div>
      {drawn && <MenuButton cell={cell} />}
      {state === "queued" && <Waiting cell={cell} words={words} />}
    </section>
  )
}

/** Brings the cell into view, and the focus onto it, when it is asked for by key or by a link; not for a press of the mouse. */
function useReveal(
  frame: RefObject<HTMLElement | null>,
  focused: boolean,
  mode: "cell" | "text",
  reveal: number,
): void {
  // A cell that was made because it was asked for has yet to be brought into view.
  const seen = useRef(0)
  useEffect(() => {
    const element = frame.current
    if (!focused || element === null) return
    if (mode === "cell" && !element.contains(document.activeElement)) element.focus({ preventScroll: true })
    else if (mode === "cell" && document.activeElement?.closest(".editor") !== null)
      element.focus({ preventScroll: true })
    if (seen.current !== reveal) element.scrollIntoView({ block: "nearest" })
    seen.current = reveal
  }, [frame, focused, mode, reveal])
}

/** True from 150 ms of a state on, so that what is over at once does not flicker. */
function useLate(holds: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!holds) return setLate(false)
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [holds])
  return late
}

/** A waiting cell's place in the line, and the way out of it, over the cell's own room, so that nothing moves. */
function Waiting({ cell, words }: { readonly cell: Cell; readonly words: string }) {
  const page = usePage()
  const late = useLate(true)
  const { documentId } = page.state.notebook
  if (!late || documentId === null) return null
  return (
    <button
      type="button"
      className="waiting"
      title={strings.cell.dequeue}
      aria-label={`${words}: ${strings.cell.dequeue}`}
      onClick={() => void page.attempt(page.client["run.dequeue"]({ documentId, cellId: cell.id }).result)}
    >
      {words} <X size={12} strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}

function Spinner({ show }: { readonly show: boolean }) {
  const late = useLate(show)
  const element = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!late) return
    const timer = setInterval(() => {
      const mark = element.current
      // The browser passes over what is far from the view, and asking for its animations would undo that.
      if (mark?.checkVisibility({ contentVisibilityAuto: true }) === true) moveMarks(mark.closest(".cell"))
    }, BEAT)
    return () => clearInterval(timer)
  }, [late])
  return late ? <span ref={element} className="spinner" /> : null
}

/** How often the marks of a running cell move. */
const BEAT = 100

/**
 * Moves a running cell's animations on, which its styles hold still: left to themselves they would have the browser make sixty frames a second for as
 * long as the cell runs, and every key pressed meanwhile would wait for the next one.
 */
function moveMarks(cell: Element | null): void {
  for (const animation of cell?.getAnimations({ subtree: true }) ?? [])
    if (animation.playState === "paused") animation.currentTime = performance.now()
}

const dots = <MoreHorizontal size={16} strokeWidth={1.5} aria-hidden="true" />

function MenuButton({ cell }: { readonly cell: Cell }) {
  const page = usePage()
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        className="icon-button cell-menu-button"
        aria-label={strings.cell.menu}
        title={strings.cell.menu}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => {
          page.focus(cell.id, "cell")
          setOpen(!open)
        }}
      >
        {dots}
      </button>
      {open && anchor !== null && <CellMenu cell={cell} anchor={anchor} onClose={() => setOpen(false)} />}
    </>
  )
}
