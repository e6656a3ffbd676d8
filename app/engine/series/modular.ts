import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { exponent } from "./exponent"
import { QSeries } from "./series"

/*
 * Classical modular forms and functions by their q-expansions. Eisenstein and Lambert series are sums over divisors (one sieve in the
 * addon), everything else is an eta quotient or a product of a few of these.
 */

const ONE = BigInt64Array.of(1n)

/** sum over n >= 1 of (sum over d | n of chi(d) psi(n/d) d^power) q^n; chi and psi by their values on one period. */
export function divisorSeries(
  power: number,
  chi: BigInt64Array,
  psi: BigInt64Array,
  variable: string,
  T: number,
): QSeries {
  return QSeries.of(loadAddon().series.lambert(power, chi, psi, T), variable)
}

/** sum of sigma_j(n) q^n */
export function sigmaSeries(j: number, variable: string, T: number): QSeries {
  return divisorSeries(j, ONE, ONE, variable, T)
}

/** E_k = 1 - 2k/B_k sum sigma_(k-1)(n) q^n, k even and at least 2. */
export function eisensteinSeries(k: number, variable: string, T: number): QSeries {
  const b = loadAddon().integer.bernoulli(k)
  const factor = { numerator: -2n * BigInt(k) * b.denominator, denominator: b.numerator }
  const sum = sigmaSeries(k - 1, variable, T)
  const scaled =
    factor.denominator < 0n
      ? sum.scale(-factor.numerator, -factor.denominator)
      : sum.scale(factor.numerator, factor.denominator)
  return scaled.add(QSeries.constant(1n, variable, T))
}

/** Delta = q (q;q)^24 */
export function deltaSeries(variable: string, T: number): QSeries {
  return T <= 1
    ? QSeries.zero(variable, T)
    : QSeries.etaQuotient([{ scale: 1, exponent: 24 }], variable, T - 1).shift(1)
}

/** j = E_4^3/Delta = 1/q + 744 + … to O(q^T). */
export function jSeries(variable: string, T: number): QSeries {
  const inner = Math.max(T + 1, 1)
  const e4 = eisensteinSeries(4, variable, inner)
  return e4
    .pow(3)
    .mul(QSeries.etaQuotient([{ scale: 1, exponent: -24 }], variable, inner))
    .shift(-1)
    .truncate(T)
}

/** prod eta(d tau)^r with its power of q, to O(q^T). */
export function etaQuotientSeries(
  factors: readonly (readonly [number, number])[],
  variable: string,
  T: number,
): QSeries {
  const shift = exponent(
    factors.reduce((sum, [d, r]) => sum + d * r, 0),
    24,
  )
  const inner = Math.max(0, Math.ceil(T - shift.numerator / shift.denominator))
  const native = QSeries.etaQuotient(
    factors.map(([scale, r]) => ({ scale, exponent: r })),
    variable,
    inner,
  )
  return native.shift(shift).truncate(T)
}

/** Generators of the function fields of the Gamma_0(N) of genus 0, as eta quotients q^(-1) + … (Conway and Norton 1979, table 3). */
export const HAUPTMODULN: ReadonlyMap<number, readonly (readonly [number, number])[]> = new Map([
  [
    2,
    [
      [1, 24],
      [2, -24],
    ],
  ],
  [
    3,
    [
      [1, 12],
      [3, -12],
    ],
  ],
  [
    4,
    [
      [1, 8],
      [4, -8],
    ],
  ],
  [
    5,
    [
      [1, 6],
      [5, -6],
    ],
  ],
  [
    6,
    [
      [1, 5],
      [3, 1],
      [2, -1],
      [6, -5],
    ],
  ],
  [
    7,
    [
      [1, 4],
      [7, -4],
    ],
  ],
  [
    8,
    [
      [1, 4],
      [4, 2],
      [2, -2],
      [8, -4],
    ],
  ],
  [
    9,
    [
      [1, 3],
      [9, -3],
    ],
  ],
  [
    10,
    [
      [1, 3],
      [5, 1],
      [2, -1],
      [10, -3],
    ],
  ],
  [
    12,
    [
      [1, 3],
      [4, 1],
      [6, 2],
      [2, -2],
      [3, -1],
      [12, -3],
    ],
  ],
  [
    13,
    [
      [1, 2],
      [13, -2],
    ],
  ],
  [
    16,
    [
      [1, 2],
      [8, 1],
      [2, -1],
      [16, -2],
    ],
  ],
  [
    18,
    [
      [1, 2],
      [6, 1],
      [9, 1],
      [2, -1],
      [3, -1],
      [18, -2],
    ],
  ],
  [
    25,
    [
      [1, 1],
      [25, -1],
    ],
  ],
])

/** The Hauptmodul of Gamma_0(N); N = 1 gives j. */
export function hauptmodulSeries(N: number, variable: string, T: number): QSeries {
  if (N === 1) return jSeries(variable, T)
  const factors = HAUPTMODULN.get(N)
  if (factors === undefined) {
    throw new EngineError("domain", "Gamma_0(N) has genus 0 for N = 1 to 10, 12, 13, 16, 18 and 25 only.", {
      given: `N = ${N}`,
      argument: 0,
      help: "hauptmodul",
    })
  }
  return etaQuotientSeries(factors, variable, T)
}

/** a(q) of Borwein and Borwein: sum of q^(m^2+mn+n^2) = 1 + 6 sum (n/3) q^n/(1-q^n). */
export function cubicASeries(variable: string, T: number): QSeries {
  return divisorSeries(0, BigInt64Array.of(0n, 1n, -1n), ONE, variable, T)
    .scale(6)
    .add(QSeries.constant(1n, variable, T))
}

/** (q^a;q^5)(q^(5-a);q^5) inverted: G for a = 1, H for a = 2. */
export function rogersRamanujanSeries(a: 1 | 2, variable: string, T: number): QSeries {
  const factor = (start: number) => ({ numerator: 1n, denominator: 1n, start, step: 5, count: null, exponent: -1 })
  return QSeries.pochhammer([factor(a), factor(5 - a)], variable, T)
}

/** b = eta(tau)^3/eta(3 tau) */
export function cubicBSeries(variable: string, T: number): QSeries {
  return etaQuotientSeries(
    [
      [1, 3],
      [3, -1],
    ],
    variable,
    T,
  )
}

/** c = 3 eta(3 tau)^3/eta(tau), exponents in 1/3 + Z */
export function cubicCSeries(variable: string, T: number): QSeries {
  return etaQuotientSeries(
    [
      [3, 3],
      [1, -1],
    ],
    variable,
    T,
  ).scale(3)
}
