import { greatestCommonDivisor } from "../../symbolic/numbers"
import { gcd, divisors } from "../../number-theory"
import { EngineError } from "../../errors"

/**
 * Gamma_0(N): its cusps, and when an eta quotient is a modular function on it.
 * Sources: G. Ligozat, Courbes modulaires de genre 1 (1975); M. Newman, Construction and application of a class of modular functions II (1959).
 */

/** Orders are rationals; numerator and positive denominator in lowest terms. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError(`${numerator}/0 is no fraction`)
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator, denominator) || 1n
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

export function fractionText(value: Fraction): string {
  return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`
}

/** A cusp a/c in lowest terms; infinity is 1/0. */
export interface Cusp {
  readonly a: number
  readonly c: number
}
export const INFINITY: Cusp = { a: 1, c: 0 }

export function cuspText(cusp: Cusp): string {
  if (cusp.c === 0) return "oo"
  return cusp.c === 1 ? `${cusp.a}` : `${cusp.a}/${cusp.c}`
}

/** Smallest a = residue mod modulus, a >= 0, that is coprime to c. */
function coprimeLift(residue: number, modulus: number, c: number): number {
  for (let a = residue; ; a += modulus) if (gcd(a, c) === 1) return a
}

/**
 * One representative of each cusp of Gamma_0(N): infinity first, then 0, then a/c by ascending c and a.
 * There are sum over d | N of phi(gcd(d, N/d)) of them. Cost: O(number of cusps).
 */
export function cuspsOfGamma0(level: number): Cusp[] {
  requireLevel(level)
  const cusps: Cusp[] = [INFINITY]
  for (const c of divisors(level)) {
    if (c === level && level > 1) continue
    if (c === 1) {
      if (level > 1) cusps.push({ a: 0, c: 1 })
      continue
    }
    const modulus = gcd(c, level / c)
    const found: number[] = []
    for (let a = 0; a < modulus; a++) if (gcd(a, modulus) === 1) found.push(coprimeLift(a, modulus, c))
    for (const a of found.sort((x, y) => x - y)) cusps.push({ a, c })
  }
  return cusps
}

/** Width of the cusp a/c on Gamma_0(N): N / gcd(c^2, N). */
export function cuspWidth(cusp: Cusp, level: number): number {
  return cusp.c === 0 ? 1 : level / gcd(cusp.c * cusp.c, level)
}

export function requireLevel(level: number): void {
  if (!Number.isSafeInteger(level) || level < 1 || level > 1_000_000) {
    throw new EngineError("domain", "The level of a congruence subgroup must be an integer from 1 to 1000000", {
      given: `It is ${level}`,
    })
  }
}

export type EtaExponents = readonly (readonly [number, number])[]

/**
 * Order of prod eta(d tau)^r at the cusp a/c in powers of the variable of infinity carried there (invariant, without the width):
 * (1/24) sum gcd(d, c)^2 r / d. At infinity: (1/24) sum d r. Source: Ligozat, Proposition 3.2.8.
 */
export function invariantOrder(eta: EtaExponents, cusp: Cusp): Fraction {
  let numerator = 0n
  const common = eta.reduce((product, [d]) => (product / greatestCommonDivisor(product, BigInt(d))) * BigInt(d), 1n)
  for (const [d, r] of eta) {
    const g = cusp.c === 0 ? d : gcd(d, cusp.c)
    numerator += (BigInt(g) ** 2n * BigInt(r) * common) / BigInt(d)
  }
  return fraction(numerator, 24n * common)
}

/** Order in the local parameter of Gamma_0(N): width times the invariant order. */
export function orderAtCusp(eta: EtaExponents, cusp: Cusp, level: number): Fraction {
  const order = invariantOrder(eta, cusp)
  return fraction(order.numerator * BigInt(cuspWidth(cusp, level)), order.denominator)
}

/** Newman's conditions, one by one, so that a failure can be named. */
export function newmanFailure(eta: EtaExponents, level: number): string | null {
  const stranger = eta.find(([d]) => level % d !== 0)
  if (stranger) return `${stranger[0]} does not divide the level ${level}`
  const sum = (weight: (d: number, r: number) => number) => eta.reduce((total, [d, r]) => total + weight(d, r), 0)
  const weight = sum((_d, r) => r)
  if (weight !== 0) return `the exponents add up to ${weight}, not to 0`
  const atInfinity = sum((d, r) => d * r)
  if (atInfinity % 24 !== 0) return `the sum of d*r is ${atInfinity}, no multiple of 24`
  const atZero = sum((d, r) => (level / d) * r)
  if (atZero % 24 !== 0) return `the sum of (N/d)*r is ${atZero}, no multiple of 24`
  if (!isSquare(eta.reduce((product, [d, r]) => (r % 2 === 0 ? product : product * BigInt(d)), 1n))) {
    return "the product of d^|r| is no square"
  }
  return null
}

function isSquare(n: bigint): boolean {
  if (n < 2n) return n >= 0n
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2))
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root * root === n
    root = next
  }
}
