/** Formulas in TeX, cut where a line may break: TeX itself breaks none in a display, nor does the page's typesetter. */

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

/**
 * A term that is wider than a line, as pieces between which a line may break: a fraction becomes num / {den}, a product its factors. The factors after
 * the first are led by TIMES.
 */
export function brokenTerm(term: string, width: number): string[] {
  const [, sign = "", body = ""] = /^(\s*[+-]?\s*)([^]*)$/.exec(term) ?? []
  const above = body.startsWith("\\frac") ? group(body.slice("\\frac".length)) : null
  const below = above === null ? null : group(above.rest)
  if (above === null || below === null || below.rest.trim() !== "")
    return setWidth(term) <= width ? [term] : withTimes(splitFactors(term))
  if (Math.max(setWidth(above.inner), setWidth(below.inner)) <= width) return [term]
  const [first = "", ...factors] = splitFactors(below.inner)
  return [
    ...withTimes(splitFactors(`${sign}${above.inner}`)),
    `\\,\\big/\\,\\bigl\\{${first}`,
    ...withTimes(["", ...factors]).slice(1),
    "\\bigr\\}",
  ]
}

/** Where a line that begins with a factor has a sign of multiplication, which is left out elsewhere. */
export const TIMES = "\u0000"

function withTimes([first = "", ...factors]: readonly string[]): string[] {
  return [first, ...factors.map((factor) => `${TIMES}${factor}`)]
}
