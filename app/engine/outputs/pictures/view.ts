import type { Picture, ViewWindow } from "../../../contract"
import { exponent, exponentText } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import { rowCount } from "../windows"

/** A picture as data, with its words. */
export interface View {
  readonly picture: Picture
  readonly caption: string
  /** Two sentences: kind and range, extremes and pattern found. */
  readonly description: string
  /** There when the picture shows a part of what there is. */
  readonly window?: ViewWindow
}

/** First exponent shown, and how many are; in units of 1/denominator of the variable. */
export function range(series: QSeries, limit: number): { from: number; count: number } {
  const from = Math.min(0, series.info.valuation ?? 0)
  return { from, count: Math.min(limit, rowCount(series)) }
}

/** At most `limit` coefficients from an exponent on; the beginning when none is given, the end when that lies beyond it. */
export function windowFrom(
  series: QSeries,
  limit: number,
  start: number | undefined,
): { from: number; count: number; window?: ViewWindow } {
  const all = range(series, Number.MAX_SAFE_INTEGER)
  const { denominator } = series
  const end = all.from + all.count
  const asked = start === undefined ? all.from : Math.max(all.from, start * denominator)
  const from = asked < end ? asked : Math.max(all.from, end - limit)
  const count = Math.min(limit, end - from)
  if (count === all.count) return { from, count }
  const [first, last] = [Math.ceil(all.from / denominator), Math.floor((end - 1) / denominator)]
  const span = Math.max(1, Math.floor(count / denominator))
  return { from, count, window: { from: Math.floor(from / denominator), count: span, first, last } }
}

export function at(series: QSeries, n: number): string {
  return exponentText(exponent(n, series.denominator))
}

export function spanText(series: QSeries, from: number, count: number): string {
  return count === 0 ? "no n" : `n = ${at(series, from)} to ${at(series, from + count - 1)}`
}
