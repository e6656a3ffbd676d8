import type { Term } from "../../contract/outputs"

/**
 * How wide a term will be, from TeX's own font metrics (in em of the series' size), so that the terms that fit three lines are known before
 * anything is drawn and nothing jumps. Widths: digits 0.5, binary signs 0.778 with 0.222 either side, q 0.46, exponents at 70.7 %.
 */
const DIGIT = 0.5
const SIGN = 0.778 + 2 * 0.222
const VARIABLE = 0.46
const SCRIPT = 0.707
const SCRIPT_GAP = 0.05
const FRACTION_MARKS = 0.6
const NARROW = new Set([..."()[],.ijl|'"])

function charWidth(character: string): number {
  if (character >= "0" && character <= "9") return DIGIT
  if (character === "+" || character === "-" || character === "−") return 0.778
  return NARROW.has(character) ? 0.36 : 0.54
}

function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += charWidth(character)
  return width
}

/** What a term is drawn as: sign, the coefficient without it, and whether the coefficient is left out beside a power (1·q = q). */
export interface TermShape {
  readonly negative: boolean
  /** Empty when the coefficient is 1 beside a power. */
  readonly coefficient: string
  /** A sum as coefficient stands in brackets. */
  readonly bracketed: boolean
  readonly power: "none" | "variable" | "raised"
}

const NUMBER = /^-?[0-9]+(\/[0-9]+)?$/

export function isNumber(coefficient: string): boolean {
  return NUMBER.test(coefficient) || /^-?[0-9]+…[0-9]+$/.test(coefficient)
}

export function shapeOf(term: Term): TermShape {
  const numeric = isNumber(term.coefficient)
  const negative = numeric && term.coefficient.startsWith("-")
  const size = negative ? term.coefficient.slice(1) : term.coefficient
  const power = term.exponent === "0" ? "none" : term.exponent === "1" ? "variable" : "raised"
  const bracketed = !numeric && /[+\-]/.test(size.slice(1)) && power !== "none"
  return {
    negative,
    coefficient: size === "1" && power !== "none" ? "" : size,
    bracketed,
    power,
  }
}

/** First 8 digits, last 4: what is left of a coefficient too long to read. */
export function foldDigits(
  coefficient: string,
  limit: number,
): { readonly text: string; readonly digits: number } | null {
  const digits = coefficient.replace(/^-/, "")
  if (!/^[0-9]+$/.test(digits) || digits.length <= limit) return null
  return {
    text: `${digits.slice(0, 8)}…${digits.slice(-4)}`,
    digits: digits.length,
  }
}

/** Width of a term with its sign, in em. Exact for numbers, an estimate for symbolic coefficients. */
export function termWidth(term: Term, isFirst: boolean, foldAfter: number, variable: string): number {
  const shape = shapeOf(term)
  const folded = foldDigits(shape.coefficient, foldAfter)
  let width = isFirst ? (shape.negative ? 0.778 : 0) : SIGN
  if (folded !== null || term.digits !== undefined)
    width += 13 * DIGIT + 1 + `(${term.digits ?? folded?.digits ?? 0} digits)`.length * 0.36
  else width += fractionWidth(shape.coefficient) + (shape.bracketed ? 0.78 : 0)
  if (shape.power !== "none") width += variable.length === 1 ? VARIABLE : textWidth(variable)
  if (shape.power === "raised") width += SCRIPT_GAP + SCRIPT * textWidth(term.exponent)
  return width
}

/** A fraction's parts are script-sized, with a slash of half an em and some room behind it. */
function fractionWidth(coefficient: string): number {
  const [above = "", below] = coefficient.split("/")
  return below === undefined || !isNumber(coefficient)
    ? textWidth(coefficient)
    : SCRIPT * (textWidth(above) + textWidth(below)) + FRACTION_MARKS
}

const ELLIPSIS = SIGN + 1.172 + 0.25

/** Width of the tail: the dots, the button that shows more, and the O-term. */
export function tailWidth(rest: number, order: string | null, variable: string): number {
  const more = rest > 0 ? ELLIPSIS + (`${rest} more terms`.length * 7 + 24) / 19 : 0
  const o = order === null ? 0 : SIGN + 0.763 + 0.78 + textWidth(variable) + SCRIPT * textWidth(order) + SCRIPT_GAP
  return more + o
}

/** The width of a short formula, by its characters: a fraction is as wide as its wider half, at script size. */
export function formWidth(tex: string): number {
  const fraction = /^\\frac\{/.exec(tex)
  if (fraction !== null) {
    const top = group(tex, 5)
    const bottom = group(tex, 5 + top.length + 2)
    const rest = tex.slice(5 + top.length + bottom.length + 4)
    return SCRIPT * Math.max(formWidth(top), formWidth(bottom)) + 0.3 + formWidth(rest)
  }
  const inner = tex.search(/\\frac\{/)
  if (inner > 0) return formWidth(tex.slice(0, inner)) + formWidth(tex.slice(inner))
  const scripts = [...tex.matchAll(/[_^](?:\{([^{}]*)\}|(\\?\w))/g)].reduce(
    (sum, match) => sum + visible(match[1] ?? match[2] ?? "").length,
    0,
  )
  return 0.52 * (visible(tex).length - (1 - SCRIPT) * scripts)
}

function visible(tex: string): string {
  return tex
    .replace(/\\(?:left|right|displaystyle|[,;!: ])/g, "")
    .replace(/\\[a-zA-Z]+/g, "xx")
    .replace(/[{}_^\s]/g, "")
}

/** The text of the braces that open at `from`. */
function group(tex: string, from: number): string {
  let depth = 0
  for (let i = from; i < tex.length; i++) {
    if (tex[i] === "{") depth += 1
    if (tex[i] === "}") depth -= 1
    if (depth === 0) return tex.slice(from + 1, i)
  }
  return tex.slice(from + 1)
}

interface Layout {
  readonly order: string | null
  readonly variable: string
  readonly foldAfter: number
  /** TeX that stands before the first term, with an equals sign. */
  readonly closedForm?: string | undefined
}

const LINES = 3
const MIN_TERMS = 8
const MAX_TERMS = 40

/**
 * How many terms to show first: as many as fit three lines of `width` em beside the tail, at least 8 and at most 40 (all of them when there are
 * no more than 8).
 */
export function firstTerms(terms: readonly Term[], total: number, width: number, options: Layout): number {
  const most = Math.min(terms.length, MAX_TERMS)
  const least = Math.min(terms.length, MIN_TERMS)
  let line = 0
  let used = options.closedForm === undefined ? 0 : formWidth(options.closedForm) + SIGN
  let fitting = 0
  for (let i = 0; i < most; i++) {
    const term = terms[i]
    if (term === undefined) break
    const wide = termWidth(term, i === 0, options.foldAfter, options.variable)
    if (used + wide > width) {
      line += 1
      used = 0
    }
    if (line >= LINES) break
    used += wide
    const tail = tailWidth(total - (i + 1), options.order, options.variable)
    if (line < LINES - 1 || used + tail <= width) fitting = i + 1
  }
  return Math.max(least, fitting)
}
