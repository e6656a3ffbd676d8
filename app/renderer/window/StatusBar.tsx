import { usePage, usePart } from "../store/context"
import type { PageState } from "../store/page"
import { strings } from "../strings"

function runningCell({ notebook }: PageState): number | null {
  const index = notebook.content.cells.findIndex((cell) => notebook.runs.get(cell.id)?.state === "running")
  return index < 0 ? null : index + 1
}

function stateWords(state: PageState): string {
  const { session } = state.notebook
  if (session.state === "busy") return strings.status.busy(runningCell(state), session.queued)
  return strings.status[session.state]
}

export function StatusBar() {
  const page = usePage()
  const session = usePart((state) => state.notebook.session)
  const words = usePart(stateWords)
  const order = usePart((state) => state.notebook.content.order)
  const caret = usePart((state) => state.window.caret)
  const zoom = usePart((state) => state.window.settings.zoom)
  return (
    <footer className="status-bar" data-region="status" aria-label={strings.regions.status} tabIndex={-1}>
      <span>
        <span className="dot" data-state={session.state} aria-hidden="true" />
        {words}
      </span>
      {session.paused && session.queued > 0 && (
        <button type="button" className="say" onClick={() => page.command("run.continue")}>
          {strings.run.continueQueue(session.queued)}
        </button>
      )}
      {session.state !== "none" && (
        <span className="wide">{strings.status.memory(session.memoryBytes, session.memoryLimit)}</span>
      )}
      <span className="space" />
      <OrderField order={order} />
      {caret !== null && <span className="wide">{strings.status.caret(caret.line, caret.column)}</span>}
      <button type="button" title={strings.status.zoomTitle} onClick={() => page.command("window.zoomReset")}>
        {strings.status.zoom(zoom)}
      </button>
    </footer>
  )
}

/** The order to which exact values are shown; pressed, it can be changed. */
function OrderField({ order }: { readonly order: number }) {
  const page = usePage()
  const change = (text: string): void => {
    const next = Number(text)
    if (!Number.isInteger(next) || next < 1 || next === order) return
    page.change({ operations: [{ type: "setOrder", order: next }] }, strings.labels.order)
  }
  return (
    <label className="order-field" title={strings.status.orderTitle}>
      q →{" "}
      <input
        key={order}
        type="text"
        inputMode="numeric"
        defaultValue={order}
        size={String(order).length + 1}
        onBlur={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        aria-label={strings.status.orderTitle}
      />
      {strings.status.terms}
    </label>
  )
}
