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
  // What a sum or product sign stands before stays with it.
  let isBound = false
  for (const token of latex.match(TOKEN) ?? []) {
    if (depth === 0 && isClosed && !wasScript && (token === "(" || /^\\(?!infty|right|[,;!])[A-Za-z]/.test(token))) {
      if (!isBound) {
        pieces.push(piece)
        piece = ""
      }
      isBound = false
    }
    if (depth === 0 && /^\\(?:sum|prod)$/.test(token)) isBound = true
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

/** The halves of a term that is one fraction. */
function halves(body: string): readonly [above: string, below: string] | null {
  const above = body.startsWith("\\frac") ? group(body.slice("\\frac".length)) : null
  const below = above === null ? null : group(above.rest)
  return above === null || below === null || below.rest.trim() !== "" ? null : [above.inner, below.inner]
}

/** A factor in brackets: what stands in them, and its exponent; null for any other. */
function bracketed(factor: string): { readonly inner: string; readonly rest: string } | null {
  const tokens = factor.trim().match(TOKEN) ?? []
  const isLarge = tokens[0] === "\\left" && tokens[1] === "("
  if (!isLarge && tokens[0] !== "(") return null
  let depth = 0
  const end = tokens.findIndex((token) => {
    if (token === "(") depth++
    if (token === ")") depth--
    return token === ")" && depth === 0
  })
  const inner = tokens.slice(isLarge ? 2 : 1, isLarge ? end - 1 : end).join("")
  return end < 0 ? null : { inner, rest: tokens.slice(end + 1).join("") }
}

/** The terms of a sum between brackets that each stand in a piece of their own. */
function inBrackets(sum: string, width: number, rest = ""): string[] {
  const terms = splitTerms(sum).flatMap((term) => brokenTerm(term, width))
  return [`\\bigl(${terms[0] ?? ""}`, ...terms.slice(1), `\\bigr)${rest}`]
}

/** A factor, broken between the terms of its sum where it is wider than a line. */
function brokenFactor(factor: string, width: number): string[] {
  if (setWidth(factor) <= width) return [factor]
  const found = bracketed(factor)
  if (found !== null && splitTerms(found.inner).length > 1) return inBrackets(found.inner, width, found.rest)
  const terms = splitTerms(factor)
  return terms.length > 1 ? terms.flatMap((term) => brokenTerm(term, width)) : [factor]
}

function brokenProduct(product: string, width: number): string[] {
  return splitFactors(product).flatMap((factor, i) => {
    const [first = "", ...rest] = brokenFactor(factor, width)
    return [`${i > 0 ? TIMES : ""}${first}`, ...rest]
  })
}

/**
 * A term that is wider than a line, as pieces between which a line may break: a fraction becomes num / {den}, a product its factors, and a factor that
 * fills a line itself the terms of its sum. The factors after the first are led by TIMES.
 */
export function brokenTerm(term: string, width: number): string[] {
  const [, sign = "", body = ""] = /^(\s*[+-]?\s*)([^]*)$/.exec(term) ?? []
  const fraction = halves(body)
  if (fraction === null) return setWidth(term) <= width ? [term] : brokenProduct(term, width)
  const [above, below] = fraction
  if (Math.max(setWidth(above), setWidth(below)) <= width) return [term]
  const [firstAbove = "", ...restAbove] =
    splitTerms(above).length > 1 ? inBrackets(above, width) : brokenProduct(above, width)
  const [firstBelow = "", ...restBelow] = brokenProduct(below, width)
  return [`${sign}${firstAbove}`, ...restAbove, `\\,\\big/\\,\\bigl\\{${firstBelow}`, ...restBelow, "\\bigr\\}"]
}

/** Where a line that begins with a factor has a sign of multiplication, which is left out elsewhere. */
export const TIMES = "\u0000"
