import { setDiagnostics, type Diagnostic } from "@codemirror/lint"
import type { EditorView } from "@codemirror/view"
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from "react"
import type { Cell, CellOutput } from "../../contract/document"
import type { Failure } from "../../contract/failure"
import type { CellRunState } from "../../contract/notebook"
import { codeExtensions } from "../editor/code"
import { Editor } from "../editor/Editor"
import { StaticCode } from "../editor/StaticCode"
import { OutputBlock } from "../outputs/OutputBlock"
import type { Page } from "../page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { offsetAtPoint } from "./offset"
import { useDrawn, useEditor } from "./near"
import { RunProgress } from "./RunProgress"

interface Props {
  readonly cell: Cell
  readonly index: number
  readonly run: CellRunState | undefined
  readonly live: readonly CellOutput[] | undefined
  readonly editing: boolean
}

export function CodeCell({ cell, index, run, live, editing }: Props) {
  const page = usePage()
  const box = useRef<HTMLDivElement>(null)
  const hasEditor = useEditor(box, editing)
  const drawn = useDrawn(box, index)
  const hidden = cell.view.codeHidden === true
  const locked = cell.view.locked === true
  const fresh =
    usePart((state) => state.notebook.content.cells.length === 1 && !state.window.firstRunDone) && cell.source === ""
  const outputs = live ?? cell.outputs
  const waiting = run?.state === "running" && live === undefined
  return (
    <>
      <div className="code-box" ref={box} data-locked={locked} onDoubleClick={() => page.focus(cell.id, "text")}>
        {hidden ? (
          <button type="button" className="link code-hidden" onClick={() => page.command("cell.hideCode")}>
            {strings.cell.codeHidden}
          </button>
        ) : hasEditor ? (
          <LiveCode key={String(locked)} cell={cell} index={index} editing={editing} locked={locked} />
        ) : (
          <div onMouseDown={(event) => enterAt(page, cell, event)}>
            <StaticCode source={cell.source} />
          </div>
        )}
      </div>
      {fresh && <FirstHint />}
      {run?.state === "running" && <RunProgress run={run} />}
      {drawn ? <Outputs cell={cell} outputs={outputs} dimmed={waiting} /> : <OutputPlaces outputs={outputs} />}
      {run?.state === "stopped" && run.milliseconds !== undefined && (
        <p className="stopped-note">{stoppedWords(run)}</p>
      )}
    </>
  )
}

/** A press on text that has no editor yet makes one, with the caret where the press was. */
function enterAt(page: Page, cell: Cell, event: MouseEvent<HTMLElement>): void {
  if (event.button !== 0 || cell.view.locked === true) return
  event.preventDefault()
  page.focus(cell.id, "text", offsetAtPoint(event.currentTarget, event.clientX, event.clientY) ?? "end")
}

/** About the height of a series' three lines with its tools, and of another output. */
const SERIES_HEIGHT = 150
const OUTPUT_HEIGHT = 46

/** Holds the place of outputs that are not drawn yet. */
function OutputPlaces({ outputs }: { readonly outputs: readonly CellOutput[] }) {
  const height = outputs.reduce(
    (sum, { output }) => sum + (output.kind === "series" ? SERIES_HEIGHT : OUTPUT_HEIGHT),
    0,
  )
  return height === 0 ? null : <div style={{ height }} />
}

function stoppedWords(run: CellRunState): string {
  return [strings.run.stoppedAfter(run.milliseconds ?? 0), strings.run.keeps(run.defines ?? [])].join(" ")
}

interface LiveProps {
  readonly cell: Cell
  readonly index: number
  readonly editing: boolean
  readonly locked: boolean
}

function LiveCode({ cell, index, editing, locked }: LiveProps) {
  const page = usePage()
  const [view, setView] = useState<EditorView | null>(null)
  const extensions = useMemo(() => codeExtensions(page), [page])
  const failure = cell.outputs.find(({ output }) => output.kind === "error")?.output
  const shown = failure?.kind === "error" ? failure.failure : undefined
  const onView = useCallback((made: EditorView | null) => setView(made), [])
  useEffect(() => {
    if (view !== null) view.dispatch(setDiagnostics(view.state, marks(shown, view.state.doc.length)))
  }, [view, shown])
  return (
    <Editor
      cellId={cell.id}
      source={cell.source}
      focused={editing}
      label={strings.cell.codeEditor(index + 1)}
      readOnly={locked}
      extensions={extensions}
      onView={onView}
    />
  )
}

/** The place of the last run's failure, underlined. */
function marks(failure: Failure | undefined, length: number): Diagnostic[] {
  if (failure?.range === undefined) return []
  const from = Math.min(failure.range.from, length)
  const to = Math.min(Math.max(failure.range.to, from + 1), length)
  return [
    {
      from: Math.min(from, to),
      to,
      severity: "error",
      message: failure.message,
    },
  ]
}

function Outputs({
  cell,
  outputs,
  dimmed,
}: {
  readonly cell: Cell
  readonly outputs: readonly CellOutput[]
  readonly dimmed: boolean
}) {
  const page = usePage()
  if (outputs.length === 0) return null
  if (cell.view.outputFolded === true) {
    return (
      <button type="button" className="dashed outputs-folded" onClick={() => page.command("cell.foldOutput")}>
        {strings.cell.outputFolded(outputs.length)}
      </button>
    )
  }
  return (
    <div className="outputs" data-dimmed={dimmed}>
      {outputs.map((output, i) => (
        <OutputBlock key={output.id} cellId={cell.id} position={i} output={output} />
      ))}
    </div>
  )
}

/** One grey line under the only cell of an empty notebook; gone after the first run. */
function FirstHint() {
  const page = usePage()
  return (
    <p className="first-hint">
      {strings.cell.tryCode} <code>1/aqprod(q,q,infinity)</code> · <kbd>{page.isMac ? "⌘K" : "Ctrl+K"}</kbd>{" "}
      {strings.cell.findsEverything} ·{" "}
      <button type="button" className="link" onClick={() => page.showTab("gallery")}>
        {strings.cell.examples}
      </button>
    </p>
  )
}
