import type { CellOutput } from "../../contract/document"
import type { Dialect } from "../../contract/outputs"
import type { Page } from "../page"
import { cellAt } from "../store/cells"
import { strings } from "../strings"

/** How many more terms one press shows. */
export const GROW_BY = 200
/** Past this many shown terms the next press opens the table. */
export const TABLE_AFTER = 2000

/** The output that holds the keyboard's focus, else the focused cell's first series, else its first value. */
function focusedOutput(page: Page): CellOutput | undefined {
  const cell = cellAt(page.state.notebook, page.state.notebook.focus.cellId)
  const inside = document.activeElement?.closest<HTMLElement>("[data-output]")?.dataset["output"]
  const outputs = cell?.outputs ?? []
  return (
    outputs.find(({ id }) => id === inside) ??
    outputs.find(({ output }) => output.kind === "series") ??
    outputs.find(({ output }) => output.kind !== "text" && output.kind !== "warning" && output.kind !== "error")
  )
}

export function moreTerms(page: Page): void {
  const focused = focusedOutput(page)
  if (focused?.output.kind !== "series") return
  const shown = page.state.window.termsShown.get(focused.id) ?? focused.output.terms.length
  page.window({
    type: "termsShown",
    output: focused.id,
    terms: Math.min(focused.output.termCount, shown + GROW_BY),
  })
}

export function fewerTerms(page: Page): void {
  const focused = focusedOutput(page)
  if (focused?.output.kind !== "series") return
  const shown = page.state.window.termsShown.get(focused.id)
  if (shown === undefined) return
  const fewer = shown - GROW_BY
  page.window({
    type: "termsShown",
    output: focused.id,
    terms: fewer > focused.output.terms.length ? fewer : null,
  })
}

export function copyFocused(page: Page): void {
  const focused = focusedOutput(page)
  if (focused !== undefined) page.window({ type: "copying", output: focused.id })
}

export async function copyAgain(page: Page): Promise<void> {
  const focused = focusedOutput(page)
  if (focused !== undefined) await copyValue(page, { outputId: focused.id }, page.state.window.dialect, null)
}

/** What is copied: an output's value, or a variable's. */
export type CopySource = { readonly outputId: CellOutput["id"] } | { readonly variable: string }

/** The value's text in a dialect, made by the session; null when it cannot be had. */
export async function dialectText(page: Page, source: CopySource, dialect: Dialect, terms: number | null) {
  const { documentId } = page.state.notebook
  if (documentId === null) return null
  const made =
    "outputId" in source
      ? page.client["output.copy"]({ documentId, outputId: source.outputId, dialect, terms })
      : page.client["variable.copy"]({ documentId, name: source.variable, dialect, terms })
  return page.attempt(made.result)
}

export async function copyValue(page: Page, source: CopySource, dialect: Dialect, terms: number | null): Promise<void> {
  const made = await dialectText(page, source, dialect, terms)
  if (made === null) return
  await copyText(made.text, dialect === "mathml" ? made.text : null)
  page.window({ type: "dialect", dialect })
  page.toast(strings.output.copied(strings.dialects[dialect]))
}

/** MathML goes to the clipboard as rich text too, for word processors. */
export async function copyText(text: string, html: string | null): Promise<void> {
  if (html === null || typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(text)
  const plain = new Blob([text], { type: "text/plain" })
  await navigator.clipboard.write([
    new ClipboardItem({
      "text/plain": plain,
      "text/html": new Blob([html], { type: "text/html" }),
    }),
  ])
}
