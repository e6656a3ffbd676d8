import { linter, setDiagnostics, type Diagnostic } from "@codemirror/lint"
import { StateEffect, StateField, type Extension } from "@codemirror/state"
import type { EditorView } from "@codemirror/view"
import { diagnostics } from "../../language/services/diagnostics"
import { functions } from "../functions"
import type { Page } from "../page"

const DELAY = 700

const setFailed = StateEffect.define<Diagnostic | null>()

/** What the last run failed at. It moves with the text around it, and goes when its own text is changed. */
const failedMark = StateField.define<Diagnostic | null>({
  create: () => null,
  update: (mark, transaction) => {
    for (const effect of transaction.effects) if (effect.is(setFailed)) return effect.value
    if (mark === null || !transaction.docChanged) return mark
    const { changes } = transaction
    if (changes.touchesRange(mark.from, mark.to) !== false) return null
    return { ...mark, from: changes.mapPos(mark.from, 1), to: changes.mapPos(mark.to, -1) }
  },
})

/** Underlines what the last run failed at, or takes the mark away; the checks while typing leave it there. */
export function showFailed(view: EditorView, mark: Diagnostic | null): void {
  view.dispatch(setDiagnostics(view.state, mark === null ? [] : [mark]), { effects: setFailed.of(mark) })
}

/** Mistakes in the text while it is typed, after a pause, and never on the line that the caret is in. */
export function liveChecks(page: Page): Extension {
  const look = (view: EditorView): Diagnostic[] => {
    const failed = view.state.field(failedMark)
    const found = page.state.window.settings.liveChecks ? marksOf(page, view) : []
    return failed === null ? found : [failed, ...found.filter(({ from, to }) => from >= failed.to || to <= failed.from)]
  }
  return [failedMark, linter(look, { delay: DELAY })]
}

function marksOf(page: Page, view: EditorView): Diagnostic[] {
  const text = view.state.doc.toString()
  if (text.trim() === "") return []
  const assigned = new Set(page.state.notebook.variables.map((variable) => variable.name))
  const caretLine = view.hasFocus ? view.state.doc.lineAt(view.state.selection.main.head) : null
  return diagnostics(text, functions, assigned).flatMap(({ severity, failure }): Diagnostic[] => {
    const from = Math.min(failure.range?.from ?? 0, text.length)
    const to = Math.min(Math.max(failure.range?.to ?? from, from), text.length)
    if (caretLine !== null && from >= caretLine.from && from <= caretLine.to) return []
    return [
      {
        from,
        to,
        severity,
        message: [failure.message, failure.given, failure.hint].filter(Boolean).join(" "),
      },
    ]
  })
}
