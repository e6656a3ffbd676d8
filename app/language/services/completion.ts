import type { FunctionData } from "../../contract"
import { KEYWORDS } from "../tree"
import { identifiers, wordAt } from "./scan"
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

interface Candidate {
  readonly score: number
  readonly option: CompletionOption
}

class Candidates {
  private readonly typed: string
  private readonly lower: string
  private readonly seen = new Set<string>()
  private readonly found: Candidate[] = []

  constructor(typed: string) {
    this.typed = typed
    this.lower = typed.toLowerCase()
  }

  /** Only what fits is described: there are hundreds of names, and a few are shown. */
  offer(label: string, describe: () => Omit<CompletionOption, "label">): void {
    if (this.seen.has(label)) return
    this.seen.add(label)
    const score = fit(label, this.typed, this.lower)
    if (score !== null) this.found.push({ score, option: { label, ...describe() } })
  }

  best(): CompletionOption[] {
    const order = (a: Candidate, b: Candidate): number =>
      a.score - b.score || a.option.label.length - b.option.label.length || (a.option.label < b.option.label ? -1 : 1)
    return this.found
      .sort(order)
      .slice(0, MAX_OPTIONS)
      .map(({ option }) => option)
  }
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
  const { names, inCode } = identifiers(text, at)
  if (!inCode) return null
  const candidates = new Candidates(typed)
  for (const { name, text: value } of variables) candidates.offer(name, () => ({ kind: "variable", detail: value }))
  for (const entry of functions) {
    const [first] = entry.signatures
    for (const label of [entry.name, ...entry.aliases]) {
      candidates.offer(label, () => ({
        kind: "function",
        detail: first === undefined ? "" : signatureText(label, first),
        info: entry.summary,
        help: entry.name,
      }))
    }
  }
  for (const [label, detail] of Object.entries(CONSTANTS)) candidates.offer(label, () => ({ kind: "constant", detail }))
  for (const label of KEYWORDS) candidates.offer(label, () => ({ kind: "keyword", detail: "" }))
  for (const label of names) candidates.offer(label, () => ({ kind: "local", detail: "in this cell" }))
  return { from: word.from, to: word.to, options: candidates.best() }
}
