import { ChevronDown, ChevronUp, X } from "lucide-react"
import { useEffect, useMemo, useRef, type KeyboardEvent } from "react"
import type { Page } from "../page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { findAll, replaceHits, type Hit } from "./search"

/** Shows a hit: a place in a text is selected in its editor, one in an output is brought into view. */
function show(page: Page, hit: Hit | undefined): void {
  if (hit === undefined) return
  const reveal = page.state.notebook.focus.reveal + 1
  page.store.dispatch({
    to: "notebook",
    action: {
      type: "focus",
      focus: { cellId: hit.cellId, mode: "cell", caret: null, reveal },
    },
  })
  const view = page.editors.get(hit.cellId)?.view
  if (hit.output === null && view !== undefined)
    view.dispatch({
      selection: { anchor: hit.from, head: hit.to },
      scrollIntoView: true,
    })
}

/** The browser's own highlights mark every hit in the page without touching its elements. */
function useHighlights(query: string, matchCase: boolean, version: unknown): void {
  useEffect(() => {
    if (!("highlights" in CSS)) return
    const column = document.querySelector(".column")
    if (query === "" || column === null) {
      CSS.highlights.delete("found")
      return
    }
    const timer = setTimeout(
      () => CSS.highlights.set("found", new Highlight(...rangesOf(column, query, matchCase))),
      120,
    )
    return () => {
      clearTimeout(timer)
      CSS.highlights.delete("found")
    }
  }, [query, matchCase, version])
}

const MOST_RANGES = 2000

function rangesOf(root: Element, query: string, matchCase: boolean): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const sought = matchCase ? query : query.toLowerCase()
  const ranges: Range[] = []
  for (let node = walker.nextNode(); node !== null && ranges.length < MOST_RANGES; node = walker.nextNode()) {
    const text = matchCase ? (node.nodeValue ?? "") : (node.nodeValue ?? "").toLowerCase()
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      const range = new Range()
      range.setStart(node, at)
      range.setEnd(node, at + sought.length)
      ranges.push(range)
    }
  }
  return ranges
}

export function FindBar() {
  const open = usePart((state) => state.window.find.open)
  return open ? <OpenBar /> : null
}

function OpenBar() {
  const page = usePage()
  const find = usePart((state) => state.window.find)
  const cells = usePart((state) => state.notebook.content.cells)
  const field = useRef<HTMLInputElement>(null)
  const hits = useMemo(() => findAll(cells, find.query, find.matchCase), [cells, find.query, find.matchCase])
  useHighlights(find.query, find.matchCase, cells)
  useEffect(() => field.current?.select(), [find.asked])
  const at = hits.length === 0 ? 0 : Math.min(find.at, hits.length - 1)
  const go = (by: number): void => {
    if (hits.length === 0) return
    const next = (at + by + hits.length) % hits.length
    page.window({ type: "find", change: { at: next } })
    show(page, hits[next])
    field.current?.focus()
  }
  const close = (): void => {
    page.window({ type: "find", change: { open: false } })
    page.focus(page.state.notebook.focus.cellId, "cell")
  }
  const replace = (which: readonly Hit[]): void => {
    page.editors.flush()
    const own = which.filter((hit) => hit.output === null)
    page.change(
      {
        operations: replaceHits(page.state.notebook.content.cells, own, find.replacement),
      },
      strings.labels.replace(own.length),
    )
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close()
    else if (event.key === "Enter") go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const current = hits[at]
  return (
    <div className="find-bar" role="search" aria-label={strings.find.label} onKeyDown={press}>
      <input
        ref={field}
        className="field"
        autoFocus
        value={find.query}
        placeholder={strings.find.find}
        aria-label={strings.find.find}
        onChange={(event) =>
          page.window({
            type: "find",
            change: { query: event.target.value, at: 0 },
          })
        }
      />
      <input
        className="field"
        value={find.replacement}
        placeholder={strings.find.replace}
        aria-label={strings.find.replace}
        onChange={(event) =>
          page.window({
            type: "find",
            change: { replacement: event.target.value },
          })
        }
      />
      <span className="find-count" role="status">
        {find.query !== "" && strings.find.count(at + 1, hits.length)}
        {current !== undefined && current.output !== null && ` · ${strings.find.inOutput}`}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.find.previous}
        title={strings.find.previous}
        onClick={() => go(-1)}
      >
        <ChevronUp size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.find.next}
        title={strings.find.next}
        onClick={() => go(1)}
      >
        <ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <label className="find-case">
        <input
          type="checkbox"
          checked={find.matchCase}
          onChange={(event) =>
            page.window({
              type: "find",
              change: { matchCase: event.target.checked },
            })
          }
        />
        {strings.find.matchCase}
      </label>
      <button
        type="button"
        className="button"
        disabled={current === undefined || current.output !== null}
        onClick={() => current !== undefined && replace([current])}
      >
        {strings.find.replaceOne}
      </button>
      <button type="button" className="button" disabled={hits.length === 0} onClick={() => replace(hits)}>
        {strings.find.replaceAll}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={strings.find.close}
        title={strings.find.close}
        onClick={close}
      >
        <X size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}
