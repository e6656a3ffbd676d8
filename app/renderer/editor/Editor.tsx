import { completionStatus, hasNextSnippetField, hasPrevSnippetField } from "@codemirror/autocomplete"
import { Annotation, EditorState, type Extension } from "@codemirror/state"
import { EditorView } from "@codemirror/view"
import { useEffect, useLayoutEffect, useRef } from "react"
import type { CellId } from "../../contract/document"
import { locate } from "../store/page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { difference } from "./difference"
import { nonce } from "./nonce"
import { caretAt, crossingEdges } from "./edges"
import { sharedExtensions } from "./extensions"
import { vimKeys } from "./vim"
import { wordAt } from "./word"
import type { Page } from "../page"

/** A change that came from the document (undo, another window) and must not go back to it. */
const fromDocument = Annotation.define<boolean>()
/** How long typed text may wait before it is the document's, which keeps it a moment later: while one types, each handing over costs frames. */
const DRAFT = 500

interface Props {
  readonly cellId: CellId
  readonly source: string
  readonly focused: boolean
  readonly label: string
  readonly readOnly?: boolean
  readonly extensions: Extension
  readonly onView?: (view: EditorView | null) => void
}

function leaveTo(page: Page, cellId: CellId, way: "up" | "down"): boolean {
  const { notebook } = page.state
  const at = locate(notebook, cellId)?.index ?? -1
  const target = notebook.content.cells[way === "up" ? at - 1 : at + 1]
  if (at < 0 || target === undefined) return false
  page.focus(target.id, target.kind === "text" ? "cell" : "text", way === "up" ? "end" : "start")
  return true
}

/** Follows the caret into the status bar and the help panel. */
function reportCaret(page: Page, state: EditorState): void {
  const { head } = state.selection.main
  const line = state.doc.lineAt(head)
  page.window({
    type: "caret",
    caret: {
      line: line.number,
      column: head - line.from + 1,
      word: wordAt(state, head),
    },
  })
}

/** Said once to whoever presses Tab to get out of the editor, where it indents. */
function tellOfTab(page: Page, state: EditorState): void {
  const isTaken = completionStatus(state) !== null || hasNextSnippetField(state) || hasPrevSnippetField(state)
  if (isTaken || page.state.window.settings.tabNoteSeen) return
  page.toast(strings.cell.tabNote)
  page.saveSettings({ tabNoteSeen: true })
}

/** A CodeMirror editor over one cell's text. */
export function Editor({ cellId, source, focused, label, readOnly = false, extensions, onView }: Props) {
  const page = usePage()
  const hasVim = usePart((state) => state.window.settings.profile === "vim")
  const host = useRef<HTMLDivElement>(null)
  const viewRef = useRef<EditorView | null>(null)
  const sent = useRef(source)
  // The editor is made once, and again for other keys; later texts and focuses reach it through the effects below.
  const first = useRef({ label, readOnly, extensions, onView })

  useLayoutEffect(() => {
    const parent = host.current
    if (parent === null) return
    const { label, readOnly, extensions, onView } = first.current
    let timer: ReturnType<typeof setTimeout> | undefined
    let caretTimer: ReturnType<typeof setTimeout> | undefined
    const flush = (): void => {
      clearTimeout(timer)
      timer = undefined
      const text = view.state.doc.toString()
      if (text === sent.current) return
      sent.current = text
      page.change(
        { operations: [{ type: "setSource", cellId, source: text }] },
        strings.labels.typing,
        `type:${cellId}`,
      )
    }
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: sent.current,
        extensions: [
          vimKeys(page),
          extensions,
          crossingEdges((way) => leaveTo(page, cellId, way)),
          sharedExtensions(nonce()),
          EditorState.readOnly.of(readOnly),
          // Entered by Enter from its cell, not by Tab, which after Escape has to lead out of it.
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "-1" }),
          EditorView.updateListener.of((update) => {
            const isOurs = update.transactions.some((transaction) => transaction.annotation(fromDocument) === true)
            if (update.docChanged && !isOurs) timer ??= setTimeout(flush, DRAFT)
            if (update.selectionSet || update.docChanged || update.focusChanged) {
              clearTimeout(caretTimer)
              caretTimer = setTimeout(() => view.hasFocus && reportCaret(page, view.state), 60)
            }
          }),
          // An observer sees the key before what it does: a handler of the keymap may end it.
          EditorView.domEventObservers({
            keydown: (event, view) => {
              if (event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey) tellOfTab(page, view.state)
            },
          }),
          EditorView.domEventHandlers({
            focus: () => {
              const { focus } = page.state.notebook
              if (focus.cellId === cellId && focus.mode === "text") return
              page.store.dispatch({
                to: "notebook",
                action: {
                  type: "focus",
                  focus: { cellId, mode: "text", caret: null },
                },
              })
            },
          }),
        ],
      }),
    })
    viewRef.current = view
    onView?.(view)
    const remove = page.editors.add(cellId, { view, flush })
    return () => {
      flush()
      clearTimeout(caretTimer)
      remove()
      onView?.(null)
      view.destroy()
      viewRef.current = null
    }
  }, [page, cellId, hasVim])

  useEffect(() => {
    const view = viewRef.current
    if (view === null || source === sent.current) return
    sent.current = source
    const change = difference(view.state.doc.toString(), source)
    view.dispatch({
      changes: change,
      selection: { anchor: change.from + change.insert.length },
      annotations: fromDocument.of(true),
      scrollIntoView: focused,
    })
  }, [source, focused])

  const reveal = page.state.notebook.focus.reveal
  // Before the next key is read: what is typed right after a cell was made belongs to it.
  useLayoutEffect(() => {
    const view = viewRef.current
    if (!focused || view === null) return
    const { caret } = page.state.notebook.focus
    if (caret !== null) view.dispatch({ selection: caretAt(view, caret), scrollIntoView: true })
    if (!view.hasFocus) view.focus()
  }, [focused, reveal, page, hasVim])

  return <div ref={host} className="editor" />
}
