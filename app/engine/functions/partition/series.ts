import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { type EulerianSum, eulerianSum, minus } from "../../series/eulerian"
import { QSeries } from "../../series/series"
import { splitPower } from "../inputs"
import { type QExpr, integer as int, symbol } from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import type { CallContext } from "../../values"
import { mod } from "./cores"

/*
 * Generating functions of partitions. Ranks and cranks are counted by the sums of Atkin and Swinnerton-Dyer and their relatives:
 *
 *   prefactor * sum over k >= 1 of sign(k) q^(e(k)) (…) q^(|m| k step),
 *
 * a few sparse terms for each k <= sqrt(T), added in machine integers and multiplied once by the prefactor.
 */

const eta = (factors: readonly (readonly [number, number])[], variable: string, T: number): QSeries =>
  QSeries.etaQuotient(
    factors.map(([scale, exponent]) => ({ scale, exponent })),
    variable,
    T,
  )

export const partitionSeries = (v: string, T: number): QSeries => eta([[1, -1]], v, T)
export const distinctSeries = (v: string, T: number): QSeries =>
  eta(
    [
      [2, 1],
      [1, -1],
    ],
    v,
    T,
  )
export const overpartitionSeries = (v: string, T: number): QSeries =>
  eta(
    [
      [2, 1],
      [1, -2],
    ],
    v,
    T,
  )
export const coloredSeries = (k: number, v: string, T: number): QSeries => eta([[1, -k]], v, T)
export const coreSeries = (t: number, v: string, T: number): QSeries =>
  t === 1
    ? QSeries.constant(1n, v, T)
    : eta(
        [
          [t, t],
          [1, -1],
        ],
        v,
        T,
      )

/** prod over n <= m of 1/(1-q^n) */
export function boundedSeries(m: number, v: string, T: number): QSeries {
  if (m <= 0) return QSeries.constant(1n, v, T)
  return QSeries.pochhammer([{ numerator: 1n, denominator: 1n, start: 1, step: 1, count: m, exponent: -1 }], v, T)
}

/** prod of 1/(1 - q^(start + step n)), n below count when it is given. */
export function productSeries(
  factors: readonly { readonly start: number; readonly step: number; readonly count?: number }[],
  v: string,
  T: number,
): QSeries {
  return QSeries.pochhammer(
    factors.map(({ start, step, count }) => ({
      numerator: 1n,
      denominator: 1n,
      start,
      step,
      count: count ?? null,
      exponent: -1,
    })),
    v,
    T,
  )
}

/** Parts that differ by at least d: sum of q^(n + d n(n-1)/2)/(q;q)_n. */
export function differenceSeries(d: number, v: string, T: number, context: CallContext): QSeries {
  if (d === 0) return partitionSeries(v, T)
  const sum: EulerianSum = {
    start: 0,
    exponent: (n) => n + (d * n * (n - 1)) / 2,
    denominator: (n) => (n === 0 ? [] : [minus(n)]),
  }
  return eulerianSum(sum, v, T, context)
}

/** Refuses, before a table of numbers is laid out, more of them than a session should hold. */
export function requireTable(T: number, most: number, name: string): void {
  if (T <= most) return
  throw new EngineError("tooLarge", `${name} is computed to at most ${most} coefficients.`, {
    given: `T = ${T}`,
    help: name,
  })
}

/** Plane partitions: prod (1-q^n)^(-n) = exp(sum sigma_2(n) q^n/n). */
export function planeSeries(v: string, T: number): QSeries {
  if (T <= 1) return QSeries.constant(1n, v, T)
  requireTable(T, 2_000_000, "plane_partition_gf")
  const sigma = loadAddon().series.lambert(2, BigInt64Array.of(1n), BigInt64Array.of(1n), T)
  const values = loadAddon().series.window(sigma, 0, T)
  const logarithm = QSeries.fromTerms(
    values.map((_, n) => n).slice(1),
    values.slice(1).map((s, i) => `${s}/${i + 1}`),
    v,
    T,
  )
  return logarithm.exp().changeRing({ kind: "Z" })
}

/** spt(n) of Andrews: (1/E_1)(sum sigma(n) q^n + sum (-1)^n q^(n(3n+1)/2) (1+q^n)/(1-q^n)^2). */
export function sptSeries(v: string, T: number): QSeries {
  requireTable(T, 20_000_000, "spt_gf")
  const sigma = QSeries.of(loadAddon().series.lambert(1, BigInt64Array.of(1n), BigInt64Array.of(1n), T), v)
  const values = new Array<number>(Math.max(T, 0)).fill(0)
  for (let n = 1; (n * (3 * n + 1)) / 2 < T; n++) {
    const s = n % 2 === 0 ? 1 : -1
    // (1+x)/(1-x)^2 = 1 + 3x + 5x^2 + …
    for (let i = 0, e = (n * (3 * n + 1)) / 2; e < T; i++, e += n) values[e] = (values[e] ?? 0) + s * (2 * i + 1)
  }
  return sigma.add(fromNumbers(values, v)).mul(partitionSeries(v, T))
}

function fromNumbers(values: readonly number[], v: string): QSeries {
  const native = loadAddon().series.fromInt64(BigInt64Array.from(values, BigInt), 0, values.length)
  return QSeries.of(native, v)
}

/** Which m are counted: one m, or all m in a class. */
export type Count = { readonly m: number } | { readonly residue: number; readonly modulus: number }

/** The values |m| below a limit, each as often as it occurs. */
function* sizes(count: Count, limit: number): Generator<number> {
  if ("m" in count) {
    if (Math.abs(count.m) < limit) yield Math.abs(count.m)
    return
  }
  const { modulus } = count
  const r = mod(count.residue, modulus)
  for (let m = r; m < limit; m += modulus) yield m
  for (let m = modulus - r; m < limit; m += modulus) yield m
}

export type RankKind = "rank" | "crank" | "sptCrank" | "m2Rank" | "overpartitionRank" | "residualCrank"

interface RankSum {
  /** Terms [coefficient, exponent] of the k-th summand, without q^(|m| k step). */
  readonly terms: (k: number) => readonly (readonly [number, number])[]
  readonly step: number
  /** Division of the k-th summand by 1 - ratio q^(k). */
  readonly ratio?: 1 | -1
  readonly prefactor: (v: string, T: number) => QSeries
  /** 1 when the empty partition is counted at m = 0 besides the sum. */
  readonly empty: 0 | 1
}

const flip = (k: number): 1 | -1 => (k % 2 === 1 ? 1 : -1)

const SUMS: Readonly<Record<RankKind, RankSum>> = {
  // Atkin and Swinnerton-Dyer 1954; Andrews and Garvan 1988
  rank: { step: 1, empty: 1, prefactor: partitionSeries, terms: (k) => pair(flip(k), (k * (3 * k - 1)) / 2, k) },
  crank: { step: 1, empty: 0, prefactor: partitionSeries, terms: (k) => pair(flip(k), (k * (k - 1)) / 2, k) },
  // Andrews, Garvan and Liang 2012
  sptCrank: {
    step: 1,
    empty: 0,
    ratio: 1,
    prefactor: partitionSeries,
    terms: (k) => pair(flip(k), (k * (k + 1)) / 2, k * k),
  },
  // Lovejoy and Osburn 2009
  m2Rank: {
    step: 2,
    empty: 1,
    prefactor: (v, T) =>
      eta(
        [
          [2, 1],
          [1, -1],
          [4, -1],
        ],
        v,
        T,
      ),
    terms: (k) => pair(flip(k), 2 * k * k - k, 2 * k),
  },
  // Lovejoy 2005
  overpartitionRank: {
    step: 1,
    empty: 1,
    ratio: -1,
    prefactor: (v, T) => overpartitionSeries(v, T).scale(2),
    terms: (k) => pair(flip(k), k * k, k),
  },
  // Bringmann, Lovejoy and Osburn 2010
  residualCrank: {
    step: 1,
    empty: 0,
    prefactor: overpartitionSeries,
    terms: (k) => pair(flip(k), (k * (k - 1)) / 2, k),
  },
}

function pair(sign: number, exponent: number, width: number): readonly (readonly [number, number])[] {
  return [
    [sign, exponent],
    [-sign, exponent + width],
  ]
}

/** sum over n of (number of objects of n whose statistic is counted) q^n, to O(q^T). */
export function rankSeries(kind: RankKind, count: Count, v: string, T: number, context?: CallContext): QSeries {
  const { terms, step, ratio, prefactor, empty } = SUMS[kind]
  requireTable(T, 20_000_000, "rankgf")
  const values = new Array<number>(Math.max(T, 0)).fill(0)
  for (let k = 1; (terms(k)[0]?.[1] ?? T) < T; k++) {
    context?.checkStop()
    const part = ratio === undefined ? values : new Array<number>(T).fill(0)
    for (const [c, e] of terms(k)) {
      for (const m of sizes(count, (T - e) / (k * step))) part[e + m * k * step] = (part[e + m * k * step] ?? 0) + c
    }
    if (ratio === undefined) continue
    for (let i = k; i < T; i++) part[i] = (part[i] ?? 0) + ratio * (part[i - k] ?? 0)
    for (let i = 0; i < T; i++) values[i] = (values[i] ?? 0) + (part[i] ?? 0)
  }
  const series = fromNumbers(values, v).mul(prefactor(v, T))
  const counted = "m" in count ? count.m === 0 : count.residue % count.modulus === 0
  return empty === 1 && counted ? series.add(QSeries.constant(1n, v, T)) : series
}

const cache = new Map<string, QSeries>()
const CACHED = 64

/** Coefficient n of a generating function, from one that is kept and grown by doubling: a loop over n costs little more than its last n. */
export function cachedCoefficient(key: string, n: number, make: (T: number) => QSeries): bigint {
  if (n < 0) return 0n
  let series = cache.get(key)
  if (series === undefined || (series.integerOrder ?? 0) <= n) {
    series = make(Math.max(256, 2 ** Math.ceil(Math.log2(n + 1))))
    cache.delete(key)
    cache.set(key, series)
    const [oldest] = cache.keys()
    if (cache.size > CACHED && oldest !== undefined) cache.delete(oldest)
  }
  return series.integerCoefficient(n)
}

/** The number of objects of n whose statistic is counted. */
export function rankCount(kind: RankKind, count: Count, n: number, context: CallContext): bigint {
  const key =
    "m" in count ? `${kind} ${Math.abs(count.m)}` : `${kind} ${mod(count.residue, count.modulus)} mod ${count.modulus}`
  return cachedCoefficient(key, n, (T) => rankSeries(kind, count, "q", T, context))
}

/**
 * Two-variable rank (shift 3) or crank (shift 1) function at z: (1/E_1)(1 + sum (-1)^k q^(k(shift k + 1)/2) (1+q^k) (1-z)(1-1/z)
 * / ((1-zq^k)(1-q^k/z))). z may be a number, a name or a root of unity, each times a power of q: not a power of q alone, where a factor of a
 * denominator vanishes. At z = c q^m the numerators begin at q^(-|m|), so that as many more terms are taken.
 */
export function rankFunction(shift: 3 | 1, z: QExpr, v: string, order: number, context: CallContext): QSeries {
  if (z.isZero()) throw new EngineError("domain", "z must not be 0.", { given: "0" })
  const T = order + (order > 0 ? lostTo(z, v) : 0)
  const c = z.add(int(1).div(z))
  const q = symbol(v)
  const one = QSeries.constant(1n, v, T)
  let total = one
  const numerator = seriesOf(int(2).sub(c), v, Math.max(T, 1))
  for (let k = 1; (k * (shift * k + 1)) / 2 < T; k++) {
    context.checkStop()
    const start = (k * (shift * k + 1)) / 2
    const room = T - start
    const divisor = seriesOf(
      int(1)
        .sub(c.mul(q.pow(k)))
        .add(q.pow(2 * k)),
      v,
      Math.max(room, 1),
    )
    const top = QSeries.fromTerms([0, k], [1n, 1n], v, room)
    const term = top.mul(numerator).div(divisor).shift(start)
    total = k % 2 === 0 ? total.add(term) : total.sub(term)
  }
  return total.mul(partitionSeries(v, T)).truncate(order)
}

/** |m|, rounded up, for z = c q^m; refuses q^m alone with whole m other than 0, a pole. */
function lostTo(z: QExpr, v: string): number {
  const found = splitPower(z, v)
  if (found === undefined) return 0
  const { coefficient, exponent: m } = found
  if (m.denominator === 1 && m.numerator !== 0 && coefficient.asInteger() === 1n) {
    throw new EngineError("domain", "The rank and crank functions have a pole where z is a power of q other than 1.", {
      given: `z = ${z.toString()}`,
      hint: "Take z = 1, another number, a root of unity, or one of these times a power of q.",
    })
  }
  return Math.ceil(Math.abs(m.numerator) / m.denominator)
}
