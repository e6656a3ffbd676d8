import {
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete"
import type { Extension } from "@codemirror/state"
import { EditorView, hoverTooltip, type Tooltip } from "@codemirror/view"
import { qSeries } from "../../language/codemirror"
import { completion } from "../../language/services/completion"
import { hover } from "../../language/services/hover"
import { functions } from "../functions"
import type { Page } from "../page"
import { liveChecks } from "./checks"
import { signatureHints } from "./signature"

/**
 * What a code cell's editor knows: the language, completion, hover, signatures, and marks while typing. All of it is read from the grammar, the
 * declarations and the last list of variables; the session is never asked, so a running cell delays nothing.
 */
export function codeExtensions(page: Page): Extension {
  const isOurs = page.state.notebook.content.language.ours
  if (!isOurs) return []
  return [
    qSeries(),
    slashMakesText(page),
    autocompletion({
      override: [(context) => complete(page, context)],
      icons: false,
      activateOnTypingDelay: 60,
      defaultKeymap: false,
    }),
    // A list that was still on its way when the caret left would open over a page that goes on.
    EditorView.domEventHandlers({
      blur: (_event, view) => {
        closeCompletion(view)
      },
    }),
    hoverTooltip((view, at) => hoverBox(page, view.state.doc.toString(), at), {
      hoverTime: 400,
    }),
    signatureHints(),
    liveChecks(page),
  ]
}

/** A slash as the first character of an empty cell makes it a text cell. */
function slashMakesText(page: Page): Extension {
  return EditorView.inputHandler.of((view, _from, _to, text) => {
    if (text !== "/" || view.state.doc.length > 0) return false
    page.command("cell.toText")
    return true
  })
}

function complete(page: Page, context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString()
  const found = completion(text, context.pos, functions, page.state.notebook.variables, context.explicit)
  // One letter is a variable's whole name more often than a function's beginning; Enter then begins a line, as it should.
  if (found === null || (!context.explicit && context.pos - found.from < 2)) return null
  const options = found.options.map((option, i): Completion => {
    const info = option.info === undefined ? {} : { info: option.info }
    return {
      label: option.label,
      detail: option.detail,
      type: option.kind,
      boost: 99 - Math.min(198, i),
      ...info,
    }
  })
  return { from: found.from, to: found.to, options, filter: false }
}

function hoverBox(page: Page, text: string, at: number): Tooltip | null {
  const found = hover(text, at, functions, page.state.notebook.variables)
  if (found === null) return null
  return {
    pos: found.range.from,
    end: found.range.to,
    above: true,
    create: () => ({ dom: hoverContent(found) }),
  }
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement("div")
  element.className = className
  element.textContent = text
  return element
}

function hoverContent(found: NonNullable<ReturnType<typeof hover>>): HTMLElement {
  const box = document.createElement("div")
  box.className = "hover-box"
  switch (found.kind) {
    case "function":
      box.append(
        ...found.signatures.map((signature) => line("hover-code", signature)),
        line("hover-words", found.function.summary),
      )
      break
    case "variable":
      box.append(
        line("hover-code", `${found.variable.name} := ${found.variable.text}`),
        line("hover-words", found.variable.kind),
      )
      break
    case "keyword":
      box.append(line("hover-words", found.sentence))
  }
  return box
}
