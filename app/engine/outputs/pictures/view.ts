import type { Picture } from "../../../contract"
import { exponent, exponentText } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import { rowCount } from "../windows"

/** A picture as data, with its words. */
export interface View {
  readonly picture: Picture
  readonly caption: string
  /** Two sentences: kind and range, extremes and pattern found. */
  readonly description: string
}

/** First exponent shown, and how many are; in units of 1/denominator of the variable. */
export function range(series: QSeries, limit: number): { from: number; count: number } {
  const from = Math.min(0, series.info.valuation ?? 0)
  return { from, count: Math.min(limit, rowCount(series)) }
}

export function at(series: QSeries, n: number): string {
  return exponentText(exponent(n, series.denominator))
}

export function spanText(series: QSeries, from: number, count: number): string {
  return count === 0 ? "no n" : `n = ${at(series, from)} to ${at(series, from + count - 1)}`
}
