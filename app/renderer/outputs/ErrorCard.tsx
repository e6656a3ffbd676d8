import type { CellId } from "../../contract/document"
import type { Failure } from "../../contract/failure"
import { copyText } from "../commands/outputs"
import type { Page } from "../page"
import { locate } from "../store/page"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"

interface Props {
  readonly cellId: CellId
  readonly failure: Failure
}

/** The whole text with the suggestion in place, as one undo step. */
function applyFix(page: Page, cellId: CellId, failure: Failure): void {
  page.editors.flush()
  const cell = locate(page.state.notebook, cellId)?.cell
  const { range, fix } = failure
  if (cell === undefined || range === undefined || fix === undefined) return
  const source = cell.source.slice(0, range.from) + fix + cell.source.slice(range.to)
  const caret = range.from + fix.length
  page.change(
    {
      operations: [{ type: "setSource", cellId, source }],
      focus: { cellId, mode: "text", caret },
    },
    strings.labels.fix,
  )
}

function details(failure: Failure): string {
  const parts = [`${failure.code}: ${failure.message}`, failure.given, failure.hint, ...(failure.trace ?? [])]
  return parts.filter((part) => part !== undefined).join("\n")
}

/** What rule, what was given, what to do; then what the reader can do about it here. */
export function ErrorCard({ cellId, failure }: Props) {
  const page = usePage()
  const { message, given, hint, fix, help, trace, range } = failure
  return (
    <div className="error-card">
      <p>
        <strong>{message}</strong> {given !== undefined && strings.error.given(given)}
      </p>
      {hint !== undefined && <p>{hint}</p>}
      <p className="error-actions">
        {fix !== undefined && range !== undefined && (
          <>
            {strings.error.didYouMean} <code>{fix}</code>?{" "}
            <button type="button" className="link" onClick={() => applyFix(page, cellId, failure)}>
              {strings.error.apply}
            </button>
            {" · "}
          </>
        )}
        {range !== undefined && (
          <>
            <button type="button" className="link" onClick={() => page.focus(cellId, "text", range.from)}>
              {strings.error.place}
            </button>
            {" · "}
          </>
        )}
        {help !== undefined && (
          <>
            <button type="button" className="link" onClick={() => page.showHelp(help)}>
              {strings.error.helpFor(help)}
            </button>
            {" · "}
          </>
        )}
        <button type="button" className="link" onClick={() => void copyText(details(failure), null)}>
          {strings.output.copyDetails}
        </button>
      </p>
      {trace !== undefined && trace.length > 0 && (
        <details>
          <summary>{strings.error.trace}</summary>
          <ol>
            {trace.map((line, i) => (
              <li key={i}>
                <TraceLine line={line} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

/** A call of the reader's own procedure; it leads to the cell that defines it. */
function TraceLine({ line }: { readonly line: string }) {
  const page = usePage()
  const name = /^in ([A-Za-z_]\w*)\(/.exec(line)?.[1]
  const setBy = usePart((state) => state.notebook.variables.find((variable) => variable.name === name)?.setBy ?? null)
  if (setBy === null) return <code>{line}</code>
  return (
    <button type="button" className="link" onClick={() => page.focus(setBy, "text")}>
      <code>{line}</code>
    </button>
  )
}
