import type { FunctionData } from "../../contract"
import { KEYWORDS } from "../tree"
import { caretContext, identifiers, wordAt } from "./scan"
import { signatureText } from "./signature"

/** A name the session holds, as the editor knows it. */
export interface KnownVariable {
  readonly name: string
  /** One line of its value. */
  readonly text: string
  readonly kind: string
}

export interface CompletionOption {
  readonly label: string
  readonly kind: "function" | "variable" | "local" | "keyword" | "constant"
  /** Beside the label: a signature, or a value. */
  readonly detail: string
  /** One sentence. */
  readonly info?: string
  /** Name of the function whose help tells more. */
  readonly help?: string
}

export interface Completion {
  /** The word that a chosen option replaces. */
  readonly from: number
  readonly to: number
  /** Best first. */
  readonly options: readonly CompletionOption[]
}

const CONSTANTS: Readonly<Record<string, string>> = {
  infinity: "no bound",
  true: "truth",
  false: "falsehood",
  FAIL: "undecided",
  NULL: "the empty sequence",
  Pi: "3.14159…",
}
const MAX_OPTIONS = 100

/** How well a name fits what was typed: 0 best; null when it does not. */
function fit(name: string, typed: string, lower: string): number | null {
  if (name.startsWith(typed)) return 0
  const small = name.toLowerCase()
  if (small.startsWith(lower)) return 1
  if (small.split("_").some((part) => part.startsWith(lower))) return 2
  return lower.length > 2 && small.includes(lower) ? 3 : null
}

function candidates(
  text: string,
  at: number,
  functions: readonly FunctionData[],
  variables: readonly KnownVariable[],
): Map<string, CompletionOption> {
  const found = new Map<string, CompletionOption>()
  for (const { name, text: value } of variables) found.set(name, { label: name, kind: "variable", detail: value })
  for (const entry of functions) {
    for (const label of [entry.name, ...entry.aliases]) {
      if (found.has(label)) continue
      const [first] = entry.signatures
      const detail = first === undefined ? "" : signatureText(label, first)
      found.set(label, { label, kind: "function", detail, info: entry.summary, help: entry.name })
    }
  }
  for (const [label, detail] of Object.entries(CONSTANTS))
    if (!found.has(label)) found.set(label, { label, kind: "constant", detail })
  for (const label of KEYWORDS) if (!found.has(label)) found.set(label, { label, kind: "keyword", detail: "" })
  for (const label of identifiers(text, at))
    if (!found.has(label)) found.set(label, { label, kind: "local", detail: "in this cell" })
  return found
}

/**
 * What the word at the caret may become: names of the session, functions, words of the language, names of the cell. Null in comments and
 * strings. With nothing typed, options are offered only when asked for (`explicit`).
 */
export function completion(
  text: string,
  at: number,
  functions: readonly FunctionData[],
  variables: readonly KnownVariable[],
  explicit = false,
): Completion | null {
  const word = wordAt(text, at)
  const typed = text.slice(word.from, at)
  if (typed === "" ? !explicit : /^[0-9]/.test(typed)) return null
  if (caretContext(text, at).inside !== "code") return null
  const lower = typed.toLowerCase()
  const ranked: { option: CompletionOption; score: number }[] = []
  for (const option of candidates(text, at, functions, variables).values()) {
    const score = fit(option.label, typed, lower)
    if (score !== null) ranked.push({ option, score })
  }
  ranked.sort(
    (a, b) =>
      a.score - b.score || a.option.label.length - b.option.label.length || (a.option.label < b.option.label ? -1 : 1),
  )
  return { from: word.from, to: word.to, options: ranked.slice(0, MAX_OPTIONS).map(({ option }) => option) }
}
