import type { Term } from "../../contract"
import { exponentText, type Exponent } from "../series/exponent"
import type { SeriesTerm } from "../series/series"
import { latexName } from "../symbolic/print/latex"

/** Coefficients with more digits than this are shown by their first and last digits. */
const LONG_DIGITS = 30
const FIRST_DIGITS = 8
const LAST_DIGITS = 4
/** Characters of a coefficient that is no number before it is cut. */
const LONG_TEXT = 1500

const NUMBER = /^-?\d+(\/\d+)?$/

export function isNumberText(coefficient: string): boolean {
  return NUMBER.test(coefficient)
}

export function digitCount(coefficient: string): number {
  let count = 0
  for (let at = 0; at < coefficient.length; at++) {
    const unit = coefficient.charCodeAt(at)
    if (unit >= 0x30 && unit <= 0x39) count++
  }
  return count
}

/** "12345678…4321" for a long run of digits, anything else as it is. */
export function shortenDigits(digits: string): string {
  const sign = digits.startsWith("-") ? "-" : ""
  const size = digits.slice(sign.length)
  if (size.length <= LONG_DIGITS) return digits
  return `${sign}${size.slice(0, FIRST_DIGITS)}…${size.slice(-LAST_DIGITS)}`
}

export interface ShownCoefficient {
  readonly text: string
  /** Digits of the whole when `text` is shortened. */
  readonly digits?: number
}

export function shownCoefficient(coefficient: string): ShownCoefficient {
  if (isNumberText(coefficient)) {
    const short = coefficient.split("/").map(shortenDigits).join("/")
    return short === coefficient ? { text: coefficient } : { text: short, digits: digitCount(coefficient) }
  }
  if (coefficient.length <= LONG_TEXT) return { text: coefficient }
  return { text: `${coefficient.slice(0, 60)}…${coefficient.slice(-20)}`, digits: digitCount(coefficient) }
}

/** A term as the page shows it. */
export function shownTerm({ exponent, coefficient }: SeriesTerm): Term {
  const { text, digits } = shownCoefficient(coefficient)
  return {
    exponent: exponentText(exponent),
    coefficient: text,
    ...(digits === undefined ? {} : { digits }),
    ...(isNumberText(coefficient) ? {} : { latex: coefficientLatex(text) }),
  }
}

/**
 * TeX of a coefficient in the plain syntax that the addon writes: sums, products, powers and quotients of names and integers. Its quotients stay on
 * the line, since a coefficient stands inside a sum.
 */
export function coefficientLatex(coefficient: string): string {
  if (isNumberText(coefficient)) return numberLatex(coefficient)
  return coefficient
    .replace(/\bzeta\((\d+)\)/g, "zeta_$1")
    .replace(/([A-Za-z_][A-Za-z_0-9]*)\[(\d+)\]/g, "$1_$2")
    .replace(/\^\(([^()]*)\)/g, "^{$1}")
    .replace(/\^(\d+)/g, "^{$1}")
    .replace(/[A-Za-z_][A-Za-z_0-9]*/g, (name) => `${latexName(name)} `)
    .replace(/ *\* */g, "\\,")
    .replace(/ +(?=[\^)}/]|$)/g, "")
    .replaceAll("…", "\\cdots ")
}

export function numberLatex(number: string): string {
  const [numerator = "", denominator] = number.replaceAll("…", "\\ldots ").split("/")
  if (denominator === undefined) return numerator
  const sign = numerator.startsWith("-") ? "-" : ""
  return `${sign}\\frac{${numerator.slice(sign.length)}}{${denominator}}`
}

/** q, q^{3}, q^{-5/24} as TeX. */
export function powerLatex(variable: string, e: Exponent): string {
  const name = latexName(variable)
  return e.denominator === 1 && e.numerator === 1 ? name : `${name}^{${exponentText(e)}}`
}

/** Terms joined as a sum in TeX, ascending, with the O-term last; null order for none. */
export function sumLatex(
  variable: string,
  terms: readonly SeriesTerm[],
  order: Exponent | null,
  more: boolean,
): string {
  const pieces = terms.map((term, index) => termLatex(variable, term, index === 0))
  if (more) pieces.push(" + \\cdots")
  if (order !== null) {
    const tail = `O\\left(${order.numerator === 0 ? "1" : powerLatex(variable, order)}\\right)`
    pieces.push(pieces.length === 0 ? tail : ` + ${tail}`)
  }
  return pieces.length === 0 ? "0" : pieces.join("")
}

function termLatex(variable: string, { exponent, coefficient }: SeriesTerm, first: boolean): string {
  const { text } = shownCoefficient(coefficient)
  const compound = /[+-]/.test(text.slice(1)) && !isNumberText(coefficient)
  const negative = !compound && text.startsWith("-")
  const size = compound ? `\\left(${coefficientLatex(text)}\\right)` : coefficientLatex(negative ? text.slice(1) : text)
  const isConstant = exponent.numerator === 0
  const body = isConstant
    ? size
    : size === "1"
      ? powerLatex(variable, exponent)
      : `${size}\\,${powerLatex(variable, exponent)}`
  if (first) return negative ? `-${body}` : body
  return ` ${negative ? "-" : "+"} ${body}`
}
