import type { Diagnostic } from "@codemirror/lint"
import type { EditorView } from "@codemirror/view"
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from "react"
import type { Cell, CellOutput } from "../../contract/document"
import type { Failure } from "../../contract/failure"
import type { CellRunState } from "../../contract/notebook"
import { showFailed } from "../editor/checks"
import { codeExtensions } from "../editor/code"
import { Editor } from "../editor/Editor"
import { StaticCode } from "../editor/StaticCode"
import { OutputBlock } from "../outputs/OutputBlock"
import type { Page } from "../page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { offsetAtPoint } from "./offset"
import { outputsHeight } from "./height"
import { useEditor } from "./near"
import { RunProgress } from "./RunProgress"

interface Props {
  readonly cell: Cell
  readonly index: number
  readonly run: CellRunState | undefined
  readonly live: readonly CellOutput[] | undefined
  readonly editing: boolean
  /** False far from the view, where only the place of the outputs is held. */
  readonly drawn: boolean
}

export function CodeCell({ cell, index, run, live, editing, drawn }: Props) {
  const page = usePage()
  const box = useRef<HTMLDivElement>(null)
  const hasEditor = useEditor(box, editing)
  const hidden = cell.view.codeHidden === true
  const locked = cell.view.locked === true
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
            <StaticCode source={cell.source} failed={failureOf(cell)?.range} />
          </div>
        )}
      </div>
      {cell.source === "" && <FirstHint />}
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

/** Holds the place of outputs that are not drawn yet. */
function OutputPlaces({ outputs }: { readonly outputs: readonly CellOutput[] }) {
  return outputs.length === 0 ? null : <div style={{ height: outputsHeight(outputs) }} />
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
  const shown = failureOf(cell)
  const onView = useCallback((made: EditorView | null) => setView(made), [])
  useEffect(() => {
    if (view !== null) showFailed(view, markOf(shown, view.state.doc.length))
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

function failureOf(cell: Cell): Failure | undefined {
  const failed = cell.outputs.find(({ output }) => output.kind === "error")?.output
  return failed?.kind === "error" ? failed.failure : undefined
}

/** The place of the last run's failure, underlined. */
function markOf(failure: Failure | undefined, length: number): Diagnostic | null {
  if (failure?.range === undefined) return null
  const from = Math.min(failure.range.from, length)
  const to = Math.min(Math.max(failure.range.to, from + 1), length)
  return { from: Math.min(from, to), to, severity: "error", message: failure.message }
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
  const isFresh = usePart((state) => state.notebook.content.cells.length === 1 && !state.window.firstRunDone)
  if (!isFresh) return null
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
