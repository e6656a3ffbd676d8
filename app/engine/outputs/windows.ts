import type { Term } from "../../contract"
import { EngineError } from "../errors"
import { compareExponents, parseExponent, type Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import { shownTerm } from "./coefficients"

/** Windows onto a series: a page never gets more than it draws, however long the series is. */

/** Non-zero terms number from, …, from+count-1. */
export function termWindow(series: QSeries, from: number, count: number): { terms: Term[]; total: number } {
  const total = series.termCount
  return { terms: from >= total ? [] : series.terms(from, count).map(shownTerm), total }
}

/** First exponent of the table, as a multiple of 1/denominator: the constant term, or lower when the series begins lower. */
export function firstRow(series: QSeries): number {
  return Math.min(0, series.info.valuation ?? 0)
}

/** Rows of a table in all: every known exponent, zero coefficients included; a polynomial's end with its degree. */
export function rowCount(series: QSeries): number {
  const end = series.info.order ?? (series.info.degree ?? 0) + 1
  return Math.max(0, end - firstRow(series))
}

/** The coefficient of variable^exponent in full. Throws "precision" at or beyond the order. */
export function wholeCoefficient(series: QSeries, exponentOf: string): string {
  return series.coefficientText(readExponent(exponentOf))
}

function readExponent(text: string): Exponent {
  try {
    return parseExponent(text)
  } catch (error) {
    if (error instanceof RangeError)
      throw new EngineError("argument", "An exponent is a whole number or a fraction.", { given: text })
    throw error
  }
}

/** The series cut to its first `count` terms: a polynomial in full, or known only below the first term that is left out. */
export function firstTerms(series: QSeries, count: number): QSeries {
  if (series.termCount <= count) return series
  const next = series.terms(count, 1)[0]
  return next === undefined || isBeyond(series, next.exponent) ? series : series.truncate(next.exponent)
}

function isBeyond(series: QSeries, e: Exponent): boolean {
  return series.order !== null && compareExponents(e, series.order) >= 0
}
