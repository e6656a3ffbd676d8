import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js"
import { STATE } from "mathjax-full/js/core/MathItem.js"
import type { MmlNode } from "mathjax-full/js/core/MmlTree/MmlNode.js"
import { SerializedMmlVisitor } from "mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js"
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js"
import { TeX } from "mathjax-full/js/input/tex.js"
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js"
import { mathjax } from "mathjax-full/js/mathjax.js"

/** Formulas for exports: MathML for pages that need no script and no fonts, and lines for paper. */

let toMathML: ((latex: string, display: boolean) => string) | undefined

/** Made at the first formula: MathJax takes a while to load its tables. */
function makeConverter(): (latex: string, display: boolean) => string {
  RegisterHTMLHandler(liteAdaptor())
  const input = new TeX({
    packages: ["base", "ams"],
    maxBuffer: 200_000,
    maxMacros: 1_000,
    formatError: (_jax: unknown, error: Error) => {
      throw new FormulaError(error.message)
    },
  })
  const document = mathjax.document("", { InputJax: input })
  const visitor = new SerializedMmlVisitor()
  return (latex, display) => visitor.visitTree(document.convert(latex, { display, end: STATE.CONVERT }) as MmlNode)
}

class FormulaError extends Error {}

/** MathML of a formula; undefined when it is no TeX that MathJax reads. */
export function mathML(latex: string, display: boolean): string | undefined {
  try {
    toMathML ??= makeConverter()
    return toMathML(latex, display)
  } catch (error) {
    if (error instanceof FormulaError) return undefined
    throw error
  }
}

const OPENING = new Set(["{", "(", "["])
const CLOSING = new Set(["}", ")", "]"])
// Environments and \left…\right count as brackets; another control word is one token; so is an escaped character.
const TOKEN = /\\(?:begin|end)\{[^}]*\}|\\[A-Za-z]+|\\.|[\s\S]/g

/** A formula cut before each + and − that stands between terms at the top level. */
export function splitTerms(latex: string): string[] {
  const pieces: string[] = []
  let piece = ""
  let depth = 0
  let operand = false
  for (const token of latex.match(TOKEN) ?? []) {
    if ((token === "+" || token === "-") && depth === 0 && operand) {
      pieces.push(piece)
      piece = ""
      operand = false
    } else if (token.trim() !== "") operand = !/^(?:[-+=^_,]|\\(?:cdot|times|frac|left|quad|equiv))$/.test(token)
    if (OPENING.has(token) || token.startsWith("\\begin{") || token === "\\left") depth++
    if (CLOSING.has(token) || token.startsWith("\\end{") || token === "\\right") depth = Math.max(0, depth - 1)
    piece += token
  }
  return [...pieces, piece].filter((text) => text.trim() !== "")
}

/** About how many digits wide a formula is when set: signs stand between spaces, scripts are small, words are letters. */
export function setWidth(latex: string): number {
  const plain = latex
    .replace(/\\(?:left|right|bigl|bigr|big|displaystyle|[,;!])/g, "")
    .replace(/\\[A-Za-z]+/g, "x")
    .replace(/[\s\\]/g, "")
  const script = /[\^_](?:\{([^{}]*)\}|(.))/g
  const scripts = [...plain.matchAll(script)].reduce((sum, [, group, one]) => sum + (group ?? one ?? "").length, 0)
  const base = plain.replace(script, "").replace(/[{}]/g, "")
  return base.length + 1.4 * (base.match(/[-+=]/g) ?? []).length + 0.75 * scripts
}

const PAPER_WIDTH = 74

/** A product cut before each factor that begins with a bracket or a command, outside brackets. */
export function splitFactors(latex: string): string[] {
  const pieces: string[] = []
  let piece = ""
  let depth = 0
  // After a bracket or its exponent another factor may begin.
  let [isClosed, wasScript] = [false, false]
  for (const token of latex.match(TOKEN) ?? []) {
    if (depth === 0 && isClosed && !wasScript && (token === "(" || /^\\(?!infty|right|[,;!])[A-Za-z]/.test(token))) {
      pieces.push(piece)
      piece = ""
    }
    if (OPENING.has(token) || token.startsWith("\\begin{") || token === "\\left") depth++
    if (CLOSING.has(token) || token.startsWith("\\end{") || token === "\\right") depth = Math.max(0, depth - 1)
    const isScript = token === "^" || token === "_"
    if (token.trim() !== "") isClosed = CLOSING.has(token) || (isClosed && isScript) || wasScript
    wasScript = isClosed && isScript
    piece += token
  }
  return [...pieces, piece].filter((text) => text.trim() !== "")
}

/** The group in braces at the start of a text, and what follows it; null when there is none. */
function group(text: string): { readonly inner: string; readonly rest: string } | null {
  if (!text.startsWith("{")) return null
  let depth = 0
  for (const found of text.matchAll(/\\.|[{}]/g)) {
    depth += found[0] === "{" ? 1 : found[0] === "}" ? -1 : 0
    if (depth === 0) return { inner: text.slice(1, found.index), rest: text.slice(found.index + 1) }
  }
  return null
}

/** A term that is wider than the paper, as pieces between which a line may break: a fraction becomes num / {den}, a product its factors. */
function brokenTerm(term: string): string[] {
  const [, sign = "", body = ""] = /^(\s*[+-]?\s*)([^]*)$/.exec(term) ?? []
  const above = body.startsWith("\\frac") ? group(body.slice("\\frac".length)) : null
  const below = above === null ? null : group(above.rest)
  if (above === null || below === null || below.rest.trim() !== "")
    return setWidth(term) <= PAPER_WIDTH ? [term] : withTimes(splitFactors(term))
  if (Math.max(setWidth(above.inner), setWidth(below.inner)) <= PAPER_WIDTH) return [term]
  const [first = "", ...factors] = splitFactors(below.inner)
  return [
    ...withTimes(splitFactors(`${sign}${above.inner}`)),
    `\\,\\big/\\,\\bigl\\{${first}`,
    ...withTimes(["", ...factors]).slice(1),
    "\\bigr\\}",
  ]
}

/** A factor that begins a line is led by a sign of multiplication, which TeX leaves out elsewhere. */
const TIMES = "\u0000"

function withTimes([first = "", ...factors]: readonly string[]): string[] {
  return [first, ...factors.map((factor) => `${TIMES}${factor}`)]
}

/** A displayed formula for paper: one line, or an align* broken between terms and factors and never inside one. No package beyond amsmath. */
export function displayed(pieces: readonly string[]): string {
  const lines: string[] = []
  let line = ""
  for (const piece of pieces.flatMap(splitTerms).flatMap(brokenTerm)) {
    if (line !== "" && setWidth(line + piece) > PAPER_WIDTH) {
      lines.push(line)
      line = piece.replace(TIMES, "\\times ")
    } else line += piece.replace(TIMES, "")
  }
  lines.push(line)
  const trimmed = lines.map((text) => text.trim()).filter((text) => text !== "")
  if (trimmed.length === 0) return ""
  if (trimmed.length === 1) return `\\[\n${trimmed[0] ?? ""}\n\\]`
  // {} before a sign makes it stand between terms, also at the start of a line.
  const body = trimmed.map((text, i) => (i === 0 ? `& ${text}` : `&\\quad {}${text}`)).join(" \\\\\n")
  return `\\begin{align*}\n${body}\n\\end{align*}`
}
