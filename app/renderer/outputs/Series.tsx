import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react"
import type { CellOutput } from "../../contract/document"
import type { SeriesOutput, Term } from "../../contract/outputs"
import { RemoteError } from "../../contract/rpc"
import { GROW_BY, TABLE_AFTER } from "../commands/outputs"
import { Formula } from "../math/Formula"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { useColumnWidth } from "../cells/width"
import { firstTerms } from "./series-layout"
import { OrderTerm, Terms } from "./Terms"
import { TermMenu } from "./TermMenu"
import { useRuns } from "./use-runs"
import { useTermWindows } from "./use-windows"

interface Props {
  readonly id: CellOutput["id"]
  readonly output: SeriesOutput
  readonly onTable: () => void
}

const EM = 19

/** Runs made before, by their first term: one that did not change is the same list, and need not be drawn again. */
const made = new WeakMap<Term, readonly Term[]>()

function runAt(terms: readonly Term[], from: number, to: number | undefined): readonly Term[] {
  const run = terms.slice(from, to)
  const [first] = run
  if (first === undefined) return run
  const known = made.get(first)
  if (known !== undefined && known.length === run.length && known.every((term, i) => term === run[i])) return known
  made.set(first, run)
  return run
}

/** The term under the pointer, or the one in focus when the menu key was pressed. */
function termAt(event: { readonly target: EventTarget }): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>("[data-term]") : null
}

/** Arrow keys go from term to term; each says what it is. */
function walk(event: KeyboardEvent<HTMLElement>, say: (index: number) => void): void {
  const forward = event.key === "ArrowRight"
  if (!forward && event.key !== "ArrowLeft") return
  const terms = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-term]")]
  const at = terms.findIndex((term) => term === document.activeElement)
  const target = terms[at < 0 ? (forward ? 0 : terms.length - 1) : at + (forward ? 1 : -1)]
  if (target === undefined) return
  event.preventDefault()
  event.stopPropagation()
  if (event.shiftKey) extendSelection(target)
  else target.focus()
  say(Number(target.dataset["term"]))
}

function extendSelection(target: HTMLElement): void {
  const selection = getSelection()
  const from = document.activeElement
  if (selection === null || from === null) return
  if (selection.isCollapsed) selection.selectAllChildren(from)
  selection.extend(target, target.childNodes.length)
}

/** The first lines of a series, growing in place; the O-term is always shown. */
export function Series({ id, output, onTable }: Props) {
  const page = usePage()
  const windows = useTermWindows()
  const width = useColumnWidth()
  const foldAfter = usePart((state) => state.window.settings.foldDigits)
  const asked = usePart((state) => state.window.termsShown.get(id))
  const fitting = useMemo(
    () =>
      firstTerms(output.terms, output.termCount, width / EM, {
        order: output.order,
        variable: output.variable,
        foldAfter,
        closedForm: output.closedForm,
      }),
    [output, width, foldAfter],
  )
  const [terms, setTerms] = useState(() => windows.known(id, output))
  const [unfolded, setUnfolded] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<string | null>(null)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const wanted = asked ?? fitting
  useEffect(() => {
    let current = true
    windows.upTo(id, output, wanted).then(
      (known) => current && setTerms(known),
      (error: unknown) => {
        if (!(error instanceof RemoteError)) throw error
        if (current) setProblem(strings.output.gone)
      },
    )
    return () => {
      current = false
    }
  }, [windows, id, output, wanted])
  const unfold = useCallback(
    async (term: Term): Promise<void> => {
      const { documentId } = page.state.notebook
      if (documentId === null) return
      const full = await page.attempt(
        page.client["output.coefficient"]({
          documentId,
          outputId: id,
          exponent: term.exponent,
        }).result,
      )
      if (full !== null) setUnfolded((now) => new Map(now).set(term.exponent, full.text))
    },
    [page, id],
  )
  const shown = terms.slice(0, wanted)
  const element = useRef<HTMLDivElement>(null)
  const starts = useRuns(element, shown.length, `${width} ${foldAfter} ${unfolded.size}`)
  const rest = output.termCount - shown.length
  const sayTerm = (index: number): void => {
    const term = terms[index]
    if (term !== undefined) page.say(strings.output.termWords(output.variable, term.exponent, term.coefficient))
  }
  const menuTerm = menu === null ? undefined : terms[Number(menu.dataset["term"])]
  const closeMenu = useCallback((): void => {
    setMenu(null)
    menu?.focus()
  }, [menu])
  const grow = (): void => {
    if (shown.length >= TABLE_AFTER) onTable()
    else
      page.window({
        type: "termsShown",
        output: id,
        terms: Math.min(output.termCount, shown.length + GROW_BY),
      })
  }
  const closedForm = output.closedForm !== undefined && (
    <span className="closed-form">
      <Formula tex={`\\displaystyle ${output.closedForm}`} />
      {" = "}
    </span>
  )
  return (
    <div
      ref={element}
      className="series"
      role="group"
      tabIndex={0}
      aria-label={strings.output.seriesLabel(output.variable)}
      onKeyDown={(e) => walk(e, sayTerm)}
      onContextMenu={(event) => {
        const term = termAt(event)
        if (term === null) return
        event.preventDefault()
        setMenu(term)
      }}
    >
      {shown.length === 0 && closedForm}
      {shown.length === 0 && output.order === null && <span className="term">0</span>}
      {shown.length > 0 &&
        starts.map((from, i) => (
          <span key={from} className="run" data-whole={i < starts.length - 1}>
            {i === 0 && closedForm}
            <Terms
              terms={runAt(shown, from, starts[i + 1])}
              from={from}
              variable={output.variable}
              foldAfter={foldAfter}
              unfolded={unfolded}
              onUnfold={unfold}
            />
          </span>
        ))}
      {rest > 0 && (
        <>
          {" "}
          <span className="tail">
            + ⋯{" "}
            <button type="button" className="dashed more" onClick={grow}>
              {shown.length >= TABLE_AFTER ? strings.output.allTerms : strings.output.moreTerms(rest)}
            </button>
          </span>
        </>
      )}
      {output.order !== null && (
        <OrderTerm variable={output.variable} order={output.order} alone={output.termCount === 0} />
      )}
      {problem !== null && <p className="note">{problem}</p>}
      {menu !== null && menuTerm !== undefined && (
        <TermMenu id={id} output={output} term={menuTerm} anchor={menu} onClose={closeMenu} />
      )}
    </div>
  )
}
