import { exponentText, type Exponent } from "../series/exponent"
import type { QSeries, SeriesTerm } from "../series/series"
import { sumLatex } from "./coefficients"

/** How a series is written on one line in a notation. */
interface Notation {
  readonly minus: string
  readonly times: string
  /** variable^exponent for an exponent other than 0. */
  power(variable: string, e: Exponent): string
  orderTerm(variable: string, e: Exponent): string
}

function caretPower(variable: string, e: Exponent): string {
  if (e.denominator === 1 && e.numerator === 1) return variable
  return e.denominator === 1 && e.numerator >= 0 ? `${variable}^${e.numerator}` : `${variable}^(${exponentText(e)})`
}

function bigO(variable: string, e: Exponent): string {
  return e.numerator === 0 ? "O(1)" : `O(${caretPower(variable, e)})`
}

const plain: Notation = { minus: "-", times: "*", power: caretPower, orderTerm: bigO }

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻", "/": "ᐟ",
} // prettier-ignore

function raised(variable: string, e: Exponent): string {
  if (e.denominator === 1 && e.numerator === 1) return variable
  return variable + [...exponentText(e)].map((digit) => SUPERSCRIPTS[digit] ?? digit).join("")
}

export const NOTATIONS = {
  plain,
  unicode: {
    minus: "−",
    times: "",
    power: raised,
    orderTerm: (variable, e) => (e.numerator === 0 ? "O(1)" : `O(${raised(variable, e)})`),
  },
  maple: plain,
  mathematica: {
    ...plain,
    orderTerm: (variable, e) =>
      `O[${variable}]^${e.denominator === 1 && e.numerator >= 0 ? e.numerator : `(${exponentText(e)})`}`,
  },
  sage: plain,
  pari: plain,
} as const satisfies Readonly<Record<string, Notation>>
export type SeriesNotation = keyof typeof NOTATIONS

/** The series in a notation, ascending with the O-term last; all its terms. */
export function seriesText(series: QSeries, name: SeriesNotation): string {
  const notation = NOTATIONS[name]
  const terms = series.terms().map((term, index) => termText(series.variable, term, notation, index === 0))
  if (series.order !== null) {
    const tail = notation.orderTerm(series.variable, series.order)
    terms.push(terms.length === 0 ? tail : ` + ${tail}`)
  }
  return terms.length === 0 ? "0" : terms.join("")
}

function termText(variable: string, { exponent, coefficient }: SeriesTerm, notation: Notation, first: boolean): string {
  const compound = !/^-?\d+(\/\d+)?$/.test(coefficient) && /[+-]/.test(coefficient.slice(1))
  const negative = !compound && coefficient.startsWith("-")
  const size = compound ? `(${coefficient})` : negative ? coefficient.slice(1) : coefficient
  const power = exponent.numerator === 0 ? "" : notation.power(variable, exponent)
  const body = power === "" ? size : size === "1" ? power : `${size}${notation.times}${power}`
  if (first) return negative ? `${notation.minus}${body}` : body
  return ` ${negative ? notation.minus : "+"} ${body}`
}

export function seriesLatex(series: QSeries): string {
  return sumLatex(series.variable, series.terms(), series.order, false)
}

/** Every coefficient from the constant term, or the lowest exponent when that is negative, zeros included. */
export function denseCoefficients(series: QSeries, count: number | null): { from: number; coefficients: string[] } {
  const from = Math.min(0, series.info.valuation ?? 0)
  const end = series.info.order ?? (series.info.degree ?? 0) + 1
  const total = Math.max(0, end - from)
  return { from, coefficients: series.window(from, count === null ? total : Math.min(count, total)) }
}
