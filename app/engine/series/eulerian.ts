import type { CallContext } from "../values"
import { QSeries } from "./series"

/*
 * Sums of the Eulerian form: sum over n >= start of sign(n) q^exponent(n) weight(n) P_n, where P_n is a quotient of q-Pochhammer
 * symbols. P_n comes from P_(n-1) by a few short factors, so each term costs one multiplication and one division, at an order that
 * shrinks as the exponent grows: about sqrt(T) terms for a quadratic exponent, T terms for a linear one.
 */

/** A short polynomial in q with constant term: [coefficient, exponent] pairs. */
export type ShortFactor = readonly (readonly [number, number])[]

export interface EulerianSum {
  readonly start: number
  /** Strictly increasing from start on. */
  readonly exponent: (n: number) => number
  readonly sign?: (n: number) => 1 | -1
  /** Factors that P_n has beyond P_(n-1). */
  readonly numerator?: (n: number) => readonly ShortFactor[]
  readonly denominator?: (n: number) => readonly ShortFactor[]
  /** A factor of the n-th term alone. */
  readonly weight?: (n: number) => ShortFactor
}

/** 1 + q^e */
export const plus = (e: number): ShortFactor => [
  [1, 0],
  [1, e],
]
/** 1 - q^e */
export const minus = (e: number): ShortFactor => [
  [1, 0],
  [-1, e],
]

function product(factors: readonly ShortFactor[], variable: string): QSeries | null {
  let result: QSeries | null = null
  for (const factor of factors) {
    const series = polynomial(factor, variable)
    result = result === null ? series : result.mul(series)
  }
  return result
}

function polynomial(factor: ShortFactor, variable: string): QSeries {
  const merged = new Map<number, number>()
  for (const [c, e] of factor) merged.set(e, (merged.get(e) ?? 0) + c)
  const entries = [...merged].filter(([, c]) => c !== 0).sort((a, b) => a[0] - b[0])
  return QSeries.fromTerms(
    entries.map(([e]) => e),
    entries.map(([, c]) => BigInt(c)),
    variable,
    null,
  )
}

/** The sum to O(q^order). */
export function eulerianSum(sum: EulerianSum, variable: string, order: number, context?: CallContext): QSeries {
  let total = QSeries.zero(variable, order)
  let current: QSeries | null = null
  for (let n = sum.start; sum.exponent(n) < order; n++) {
    context?.checkStop()
    const e = sum.exponent(n)
    const known: QSeries = (current ?? QSeries.constant(1n, variable, order)).truncate(order - e)
    const numerator = product(sum.numerator?.(n) ?? [], variable)
    const denominator = product(sum.denominator?.(n) ?? [], variable)
    const multiplied: QSeries = numerator === null ? known : known.mul(numerator)
    current = denominator === null ? multiplied : multiplied.div(denominator)
    const weighted = sum.weight === undefined ? current : current.mul(polynomial(sum.weight(n), variable))
    const term = weighted.shift(e)
    total = sum.sign?.(n) === -1 ? total.sub(term) : total.add(term)
  }
  return total
}
