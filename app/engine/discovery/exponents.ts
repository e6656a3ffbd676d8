import { EngineError } from "../errors"
import { type Exponent, exponent, exponentText } from "../series/exponent"
import type { QSeries } from "../series/series"
import { type Coefficient } from "../series/series"
import { type Rational, rationalFromText } from "../symbolic/numbers"
import { loadAddon } from "../native/load"

/*
 * Every series with a leading term is c q^l prod (1 - q^n)^(b_n) with rational b_n: the b_n follow from the logarithmic derivative
 * (Andrews, The Theory of Partitions, exercise 10.1 f.; Garvan, "A q-product tutorial", section 3). The functions here read off
 * the b_n and say whether they have a form: finitely many, an eta quotient, periodic.
 *
 * A known order T and lowest exponent l give b_n for n < T - l. An integer series has integer b_n always, so integrality alone says
 * nothing; what does is a pattern that leaves b_n over to be checked.
 */

export interface ProductExponents {
  readonly constant: Coefficient
  readonly power: Exponent
  /** b_1, b_2, … */
  readonly exponents: readonly Rational[]
}

/** b_n of f for n < limit, as far as f is known; an exact f is taken as far as asked. */
export function productExponents(f: QSeries, limit: number): ProductExponents {
  const { valuation } = f
  if (valuation === null) {
    if (f.isExact) throw new EngineError("domain", "The zero series is no product.")
    throw new EngineError("precision", "A product is found only for a series whose leading term is known.", {
      given: f.toString(5),
    })
  }
  const constant = f.coefficient(valuation)
  const body = f.shift(exponent(-valuation.numerator, valuation.denominator)).wholeExponents()
  if (body === null) {
    throw new EngineError("domain", "The exponents of a product's series differ by whole numbers.", {
      given: `a series in ${f.variable}^(1/${f.denominator}) with lowest exponent ${exponentText(valuation)}`,
      hint: `Substitute ${f.variable} = ${f.variable}^${f.denominator} first.`,
    })
  }
  const known = body.integerOrder
  const order = known === null ? limit : Math.min(known, limit)
  if (order <= 1) return { constant, power: valuation, exponents: [] }
  const text = loadAddon().series.productExponents(known === null ? body.truncate(order).native : body.native, order)
  return { constant, power: valuation, exponents: text.map(rationalFromText) }
}

/** The b_n as numbers when all are integers below 2^53 in size; otherwise the first n where they are not. */
export function integerExponents(
  exponents: readonly Rational[],
): { readonly values: number[] } | { readonly failsAt: number } {
  const values: number[] = []
  for (const [i, b] of exponents.entries()) {
    if (b.denominator !== 1n || b.numerator > 9_007_199_254_740_991n || b.numerator < -9_007_199_254_740_991n)
      return { failsAt: i + 1 }
    values.push(Number(b.numerator))
  }
  return { values }
}

export interface EtaForm {
  /** r_d of prod (q^d; q^d)_inf^(r_d), without zeros, d ascending. */
  readonly factors: readonly { readonly scale: number; readonly exponent: number }[]
  /** The b_n that determined the r_d, and those beyond that agree. */
  readonly used: number
  readonly beyond: number
}

/** r_d with b_n = sum over d | n of r_d; null when no r_d vanish at the end, that is when nothing speaks for an eta quotient. */
export function etaForm(values: readonly number[], beyond: number): EtaForm | null {
  const r = [0, ...values]
  for (let d = 1; d < r.length; d++) {
    const value = r[d] ?? 0
    if (value !== 0) for (let n = 2 * d; n < r.length; n += d) r[n] = (r[n] ?? 0) - value
  }
  let last = r.length - 1
  while (last > 0 && r[last] === 0) last--
  if (values.length - last < beyond) return null
  const factors = r.map((value, scale) => ({ scale, exponent: value })).filter((f) => f.exponent !== 0)
  return { factors, used: last, beyond: values.length - last }
}

export interface PeriodicForm {
  readonly period: number
  /** b_0 (that of the multiples of the period), b_1, …, b_(period-1) */
  readonly values: readonly number[]
  readonly used: number
  readonly beyond: number
}

/**
 * Smallest period b with b_n = b_(n+b), and b_n = b_(b-n) when `symmetric`, over the whole range; at least a fifth of the range lies
 * beyond the first period. When `divides` is given only its divisors are tried.
 */
export function periodicForm(
  values: readonly number[],
  symmetric: boolean,
  divides: number | null = null,
): PeriodicForm | null {
  const n = values.length
  const most = Math.floor(n * 0.8)
  for (let period = 1; period <= most; period++) {
    if (divides !== null && divides % period !== 0) continue
    const cycle = Array.from({ length: period }, (_, k) => values[(k === 0 ? period : k) - 1] ?? 0)
    if (!values.every((b, i) => b === cycle[(i + 1) % period])) continue
    if (symmetric && !cycle.every((b, k) => b === cycle[(period - k) % period])) continue
    const determined = symmetric ? Math.floor(period / 2) + 1 : period
    return { period, values: cycle, used: determined, beyond: n - determined }
  }
  return null
}

/** Finitely many exponents: all b_n beyond the last non-zero one vanish, at least `beyond` of them. */
export function finiteForm(
  values: readonly number[],
  beyond: number,
): { readonly length: number; readonly beyond: number } | null {
  let length = values.length
  while (length > 0 && values[length - 1] === 0) length--
  return values.length - length >= beyond ? { length, beyond: values.length - length } : null
}

export interface JacFactor {
  readonly a: number
  /** Exponent, a multiple of 1/2. */
  readonly exponent: Rational
}

/**
 * Exponents of JAC(a, b, infinity), 0 <= a <= b/2, for a symmetric period b: JAC(a,b) has (q^b;q^b) and, when a = b/2, the square of
 * (q^a;q^b), so half-integers occur.
 */
export function jacFactors({ period, values }: PeriodicForm): JacFactor[] {
  const factors: JacFactor[] = []
  let doubled = 0
  for (let a = 1; 2 * a <= period; a++) {
    const value = values[a] ?? 0
    const twice = 2 * a === period ? value : 2 * value
    doubled += twice
    if (twice !== 0) factors.push({ a, exponent: half(twice) })
  }
  const rest = 2 * (values[0] ?? 0) - doubled
  if (rest !== 0) factors.unshift({ a: 0, exponent: half(rest) })
  return factors
}

function half(twice: number): Rational {
  return twice % 2 === 0
    ? { numerator: BigInt(twice / 2), denominator: 1n }
    : { numerator: BigInt(twice), denominator: 2n }
}

/** m_n of prod (1 + q^n)^(m_n): (1+q^n) = (1-q^(2n))/(1-q^n), so m_n = m_(n/2) - b_n. */
export function plusExponents(values: readonly number[]): number[] {
  const m: number[] = []
  values.forEach((b, i) => {
    const n = i + 1
    m.push((n % 2 === 0 ? (m[n / 2 - 1] ?? 0) : 0) - b)
  })
  return m
}

/** Largest |b_n|. */
export function height(values: readonly number[]): number {
  return values.reduce((most, b) => Math.max(most, Math.abs(b)), 0)
}

/** Whether the exponents look like those of an arbitrary integer series: their size keeps growing through the range. */
export function looksRandom(values: readonly number[]): boolean {
  if (values.length < 12) return false
  const third = Math.floor(values.length / 3)
  const early = height(values.slice(0, third))
  const middle = height(values.slice(third, 2 * third))
  const late = height(values.slice(2 * third))
  return late > 4 * middle && middle > 2 * early && late > 1000
}
