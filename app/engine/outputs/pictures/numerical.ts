import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import type { QSeries } from "../../series/series"
import { range } from "./view"

const TERMS = 400
/** What the terms left out may add before a point is not told. */
const TAIL = 1 / 256
/** A slope measured on finitely many terms falls a little short of the true one. */
const MARGIN = 1.05
/** Beyond this a Float64 is no longer far from overflow. */
const LARGEST_LOG10 = 250

export interface NumericalSeries {
  /** a(valuation), a(valuation + 1), … in floating point. */
  readonly coefficients: readonly number[]
  readonly valuation: number
  /** Where |q| is below this, the terms left out add at most 1/256 if they grow as those here do. */
  readonly radius: number
  /** Nothing is left out. */
  readonly isWhole: boolean
}

/**
 * A series for pictures on the disk. The terms beyond those taken are held to grow as the last half of them does, as e^(c sqrt n), which is how the
 * coefficients of products of eta type grow.
 * @param picture what is drawn, for the message: "A phase portrait"
 */
export function numericalSeries(series: QSeries, picture: string): NumericalSeries {
  if (series.denominator !== 1 || (series.ring.kind !== "Z" && series.ring.kind !== "Q")) {
    throw new EngineError("domain", `${picture} is of a series with rational coefficients and whole exponents.`, {
      given: series.toString(3),
    })
  }
  const valuation = series.info.valuation ?? 0
  const { from, count: rows } = range(series, TERMS + Math.max(0, valuation))
  const count = rows - (valuation - from)
  const { log10, sign } = loadAddon().series.windowLog10(series.native, valuation, Math.max(0, count))
  let used = 0
  while (used < count && (sign[used] === 0 || (log10[used] ?? 0) < LARGEST_LOG10)) used++
  const coefficients = Array.from({ length: used }, (_, i) =>
    sign[i] === 0 ? 0 : (sign[i] ?? 0) * 10 ** (log10[i] ?? 0),
  )
  const isWhole = series.isExact && valuation + used > (series.degree?.numerator ?? -1)
  return { coefficients, valuation, radius: isWhole ? 1 : safeRadius(log10, sign, used), isWhole }
}

/** log|a(n)| <= level + slope * sqrt n for the terms of the second half, the slope that of their peaks with a margin. */
function growthBound(log10: Float64Array, sign: Int8Array, used: number): { level: number; slope: number } {
  const size = (n: number): number => (sign[n] === 0 ? -Infinity : (log10[n] ?? 0) * Math.LN10)
  const peak = (from: number, to: number): { n: number; log: number } => {
    let best = { n: from, log: -Infinity }
    for (let n = from; n < to; n++) if (size(n) >= best.log) best = { n, log: size(n) }
    return best
  }
  const [half, late] = [Math.floor(used / 2), Math.floor((3 * used) / 4)]
  const [a, b] = [peak(half, late), peak(late, used)]
  const measured = (b.log - a.log) / (Math.sqrt(b.n) - Math.sqrt(a.n))
  const slope = Number.isFinite(measured) ? MARGIN * Math.max(0, measured) : 0
  let level = -Infinity
  for (let n = half; n < used; n++) level = Math.max(level, size(n) - slope * Math.sqrt(n))
  return { level, slope }
}

function safeRadius(log10: Float64Array, sign: Int8Array, used: number): number {
  if (used < 8) return 0
  const { level, slope } = growthBound(log10, sign, used)
  const tail = (r: number): number => {
    const ratio = r * Math.exp(slope / (2 * Math.sqrt(used)))
    return ratio >= 1 ? Infinity : Math.exp(level + slope * Math.sqrt(used) + used * Math.log(r)) / (1 - ratio)
  }
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (tail(middle) <= TAIL) low = middle
    else high = middle
  }
  return low
}
