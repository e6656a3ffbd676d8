import { linter, type Diagnostic } from "@codemirror/lint"
import type { Extension } from "@codemirror/state"
import type { EditorView } from "@codemirror/view"
import { diagnostics } from "../../language/services/diagnostics"
import { functions } from "../functions"
import type { Page } from "../page"

const DELAY = 700

/** Mistakes in the text while it is typed, after a pause, and never on the line that the caret is in. */
export function liveChecks(page: Page): Extension {
  return linter((view) => (page.state.window.settings.liveChecks ? marksOf(page, view) : []), { delay: DELAY })
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
