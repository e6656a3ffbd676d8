import { NAMED } from "../../app/engine/discovery/identify/named"
import { divisorSeries, eisensteinSeries } from "../../app/engine/series/modular"
import { QSeries } from "../../app/engine/series/series"
import { seed } from "./seed"

/*
 * Seeded members of the classes that identify is judged by: level at most 36, exponents at most 24 in size, weight at most 12, up to
 * 3 terms with coefficients at most 100 in size, shifts at most 10; 200 coefficients from the lowest exponent on.
 */

export const COEFFICIENTS = 200

/** A repeatable source of integers (mulberry32). */
export function source(seed: number): (from: number, to: number) => number {
  let state = seed >>> 0
  return (from, to) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    const unit = ((t ^ (t >>> 14)) >>> 0) / 4294967296
    return from + Math.floor(unit * (to - from + 1))
  }
}

type Random = ReturnType<typeof source>

function nonZero(random: Random, most: number): number {
  const n = random(1, most)
  return random(0, 1) === 0 ? n : -n
}

const divisors = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0)

function finished(series: QSeries, random: Random): QSeries {
  return series.scale(nonZero(random, 100)).shift(random(0, 10))
}

const T = COEFFICIENTS

const CLASSES: readonly (readonly [string, (random: Random) => QSeries])[] = [
  [
    "rational function",
    (random) => {
      const degree = random(2, 8)
      const bottom = [1, ...Array.from({ length: degree - 1 }, () => random(-4, 4)), nonZero(random, 4)]
      const top = [nonZero(random, 9), ...Array.from({ length: degree - 1 }, () => random(-9, 9))]
      const polynomial = (c: readonly number[]) =>
        QSeries.fromTerms(
          c.map((_, i) => i),
          c.map(BigInt),
          "q",
          T,
        )
      return polynomial(top).div(polynomial(bottom)).shift(random(0, 10))
    },
  ],
  [
    "finite product",
    (random) => {
      const factors = Array.from({ length: random(2, 8) }, () => ({
        numerator: 1n,
        denominator: 1n,
        start: random(1, 12),
        step: 1,
        count: 1,
        exponent: nonZero(random, 6),
      }))
      return finished(QSeries.pochhammer(factors, "q", T), random)
    },
  ],
  [
    "infinite product",
    (random) => {
      const period = random(2, 36)
      const factors = Array.from({ length: random(1, 6) }, () => ({
        numerator: 1n,
        denominator: 1n,
        start: random(1, period),
        step: period,
        count: null,
        exponent: nonZero(random, 24),
      }))
      return finished(QSeries.pochhammer(factors, "q", T), random)
    },
  ],
  [
    "eta quotient",
    (random) => {
      const scales = divisors(random(1, 36))
      const factors = scales.map((scale) => ({ scale, exponent: random(-24, 24) })).filter((f) => f.exponent !== 0)
      const series = finished(
        QSeries.etaQuotient(factors.length === 0 ? [{ scale: 1, exponent: 1 }] : factors, "q", T),
        random,
      )
      return random(0, 1) === 0 ? series : series.shift({ numerator: random(1, 23), denominator: 24 })
    },
  ],
  [
    "theta quotient",
    (random) => {
      const b = random(3, 36)
      const jac = (a: number, e: number) =>
        [a, b - a, b].map((start) => ({ numerator: 1n, denominator: 1n, start, step: b, count: null, exponent: e }))
      return finished(
        QSeries.pochhammer(
          Array.from({ length: random(1, 4) }, () => jac(random(1, b - 1), nonZero(random, 6))).flat(),
          "q",
          T,
        ),
        random,
      )
    },
  ],
  [
    "Eisenstein combination",
    (random) => {
      const scales = divisors(random(1, 36))
      const k = 2 * random(1, 6)
      const one = BigInt64Array.of(1n)
      const base = random(0, 1) === 0 ? eisensteinSeries(k, "q", T) : divisorSeries(k - 1, one, one, "q", T)
      return sum(
        Array.from({ length: random(1, 3) }, () =>
          base
            .dilate(scales[random(0, scales.length - 1)] ?? 1)
            .truncate(T)
            .scale(nonZero(random, 100)),
        ),
        base,
      )
    },
  ],
  [
    "named series",
    (random) => {
      const series = pick(random)
      const twisted =
        random(0, 2) === 0 && series.denominator === 1
          ? series.substitute({ numerator: -1n, denominator: 1n }, 1)
          : series
      return finished(twisted.dilate(random(1, 4)).truncate(T), random)
    },
  ],
  [
    "combination",
    (random) => {
      const terms = Array.from({ length: random(2, 3) }, () => pick(random, true).scale(nonZero(random, 100)))
      return sum(terms, terms[0] ?? QSeries.constant(1n, "q", T))
    },
  ],
  [
    "algebraic",
    (random) => {
      const F = pick(random, true)
      const a = F.scale(nonZero(random, 100)).add(F.pow(random(2, 3)).scale(nonZero(random, 100)))
      return a.truncate(T)
    },
  ],
]

function sum(terms: readonly QSeries[], fallback: QSeries): QSeries {
  const total = terms.reduce((a, b) => a.add(b))
  return total.termCount < 4 ? fallback : total
}

function pick(random: Random, regular = false): QSeries {
  for (;;) {
    const series = NAMED[random(0, NAMED.length - 1)]?.make("q", T)
    if (series === undefined) continue
    if (!regular || (series.denominator === 1 && (series.info.valuation ?? 0) >= 0)) return series
  }
}

export interface Member {
  readonly kind: string
  readonly series: QSeries
}

/** The source of one series of a run: the run's seed and the series' own number, mixed so that near numbers are far apart. */
function sourceOf(n: number): Random {
  return source(Math.imul(seed, 0x9e3779b1) + n)
}

/** The n-th member: classes in turn, all from the seed of the run. */
export function member(n: number): Member {
  const [kind, make] = CLASSES[n % CLASSES.length] ?? ["", () => QSeries.zero("q")]
  return { kind, series: make(sourceOf(7919 * n + 17)) }
}

/**
 * The member with one coefficient changed, at a random place, to another that is not zero: without a term that stood alone in its class of
 * exponents a member is often another member.
 */
export function spoilt(n: number): QSeries {
  const { series } = member(n)
  const random = sourceOf(104_729 * n + 3)
  const { valuation, order } = series.info
  const from = valuation ?? 0
  const to = (order ?? T) - 1
  const steps = random(0, Math.floor((to - from) / series.denominator))
  // A member plus a constant is a member: a polynomial in a named series.
  const at = from + (from + steps * series.denominator === 0 ? steps + 1 : steps) * series.denominator
  const spot = QSeries.fromTerms([at], [BigInt(nonZero(random, 50))], "q", null, undefined, series.denominator)
  const result = series.add(spot)
  const place = spot.valuation
  return place !== null && result.coefficientText(place) === "0" ? series.add(spot.scale(2)) : result
}

/** A series with random integer coefficients, sizes from 1 to 10^6 by turns. */
export function noise(n: number): QSeries {
  const random = sourceOf(15_485_863 * n + 5)
  const size = 10 ** (n % 7)
  const values = Array.from({ length: T }, (_, i) => BigInt(i === 0 ? nonZero(random, size) : random(-size, size)))
  return QSeries.fromCoefficients(values, "q")
}
