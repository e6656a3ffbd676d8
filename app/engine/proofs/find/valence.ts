import { divisors } from "../../number-theory"
import type { EtaTerm, ValenceCertificate, Verdict } from "../certificate"
import { cuspsOfGamma0, cuspWidth, newmanFailure, orderAtCusp, type Cusp, type EtaExponents } from "./gamma0"

/**
 * Proofs that a sum of eta quotients vanishes, by the valence formula on Gamma_0(N).
 *
 * All terms are divided by the first, which has no zeros on the upper half plane; each quotient must then be a modular function on Gamma_0(N)
 * (Newman). At each cusp other than infinity the sum has a pole of at most the largest order among its terms; all together -B poles. A modular
 * function that is not zero has as many zeros as poles, so a zero of order above -B at infinity makes the sum zero: it is enough that the
 * coefficients of q^n vanish for all n <= -B. One coefficient fewer proves nothing.
 * Source: F. G. Garvan and J. Liang, Automatic proof of theta-function identities, section 2.
 */

/** Coefficient of q^n, n = 0..to, of prod (q^d; q^d)_inf^r; supplied by the caller, since expanding is the series layer's job. */
export type ExpandEtaProduct = (eta: EtaExponents, to: number) => bigint[]

/** Proves, or refutes, that the terms add up to zero, at the given level, or at the first level that carries them. */
export function proveEtaSum(given: readonly EtaTerm[], level: number | null, expand: ExpandEtaProduct): Verdict {
  const terms = collect(given)
  if (terms.length === 0)
    return { verdict: "unknown", reason: "every term cancels against another, so nothing is left to prove" }
  if (terms.length === 1)
    return {
      verdict: "disproved",
      exponent: exponentText(terms[0]),
      coefficient: "a single eta quotient, which is not zero",
    }
  const quotients = terms.map((term) => divide(term.eta, terms[0]?.eta ?? []))
  const candidates = level === null ? candidateLevels(terms) : [level]
  const carrying = candidates.find((one) => quotients.every((eta) => newmanFailure(eta, one) === null))
  if (carrying === undefined) return { verdict: "unknown", reason: refusal(terms, quotients, candidates) }
  return valence(terms, quotients, carrying, expand)
}

function refusal(terms: readonly EtaTerm[], quotients: readonly EtaExponents[], candidates: readonly number[]): string {
  const level = candidates.at(-1) ?? 1
  const index = quotients.findIndex((eta) => newmanFailure(eta, level) !== null)
  return `term ${index + 1} over term 1 is no modular function on Gamma_0(${level}): ${newmanFailure(quotients[index] ?? [], level)} (${terms.length} terms)`
}

function valence(
  terms: readonly EtaTerm[],
  quotients: readonly EtaExponents[],
  level: number,
  expand: ExpandEtaProduct,
): Verdict {
  const cusps = cuspsOfGamma0(level)
  const orders = quotients.map((eta) => cusps.map((cusp) => wholeOrder(eta, cusp, level)))
  const bound = cusps.reduce(
    (total, cusp, j) => (cusp.c === 0 ? total : total + Math.min(0, ...orders.map((row) => row[j] ?? 0))),
    0,
  )
  const witness = firstNonZero(terms, quotients, -bound, expand)
  if (witness) return { verdict: "disproved", ...witness }
  const certificate: ValenceCertificate = {
    certificate: "valence",
    format: 1,
    group: "Gamma0",
    level,
    terms: terms.map(({ numerator, denominator, eta }) => ({
      coefficient: denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`,
      eta: eta.map(([d, r]) => [d, r]),
    })),
    cusps: cusps.map((cusp) => ({ a: cusp.a, c: cusp.c === 0 ? level : cusp.c, width: cuspWidth(cusp, level) })),
    orders,
    bound,
    checkedTo: -bound,
    theorems: ["Newman 1959 (modularity of eta quotients)", "Ligozat 1975 (orders at cusps)", "valence formula"],
  }
  return { verdict: "proved", certificate }
}

/** An order that Newman's conditions make whole; anything else is a fault of ours. */
function wholeOrder(eta: EtaExponents, cusp: Cusp, level: number): number {
  const order = orderAtCusp(eta, cusp, level)
  if (order.denominator !== 1n)
    throw new RangeError(`Order ${order.numerator}/${order.denominator} of a modular function is not whole`)
  return Number(order.numerator)
}

/** The first exponent at or below `to` where the normalised sum has a coefficient, with that coefficient. */
function firstNonZero(
  terms: readonly EtaTerm[],
  quotients: readonly EtaExponents[],
  to: number,
  expand: ExpandEtaProduct,
) {
  const shifts = quotients.map((eta) => eta.reduce((sum, [d, r]) => sum + d * r, 0) / 24)
  const lowest = Math.min(...shifts)
  const common = terms.reduce((product, term) => (product * term.denominator) / gcdBig(product, term.denominator), 1n)
  const sums = new Array<bigint>(Math.max(0, to - lowest + 1)).fill(0n)
  quotients.forEach((eta, i) => {
    const term = terms[i]
    const shift = shifts[i] ?? 0
    if (term === undefined || shift > to) return
    const factor = (term.numerator * common) / term.denominator
    expand(eta, to - shift).forEach((coefficient, n) => {
      const at = n + shift - lowest
      if (at < sums.length) sums[at] = (sums[at] ?? 0n) + factor * coefficient
    })
  })
  const at = sums.findIndex((sum) => sum !== 0n)
  if (at < 0) return null
  const value = sums[at] ?? 0n
  const divisor = gcdBig(value, common)
  const denominator = common / divisor
  return {
    exponent: `${at + lowest}`,
    coefficient: denominator === 1n ? `${value / divisor}` : `${value / divisor}/${denominator}`,
  }
}

function exponentText(term: EtaTerm | undefined): string {
  const sum = term?.eta.reduce((total, [d, r]) => total + d * r, 0) ?? 0
  return sum % 24 === 0 ? `${sum / 24}` : `${sum}/24`
}

function gcdBig(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}

function divide(eta: EtaExponents, by: EtaExponents): EtaExponents {
  return normalise([...eta, ...by.map(([d, r]) => [d, -r] as const)])
}

/** d ascending, each once, r non-zero. */
export function normalise(eta: EtaExponents): EtaExponents {
  const sums = new Map<number, number>()
  for (const [d, r] of eta) sums.set(d, (sums.get(d) ?? 0) + r)
  return [...sums].filter(([, r]) => r !== 0).sort(([a], [b]) => a - b)
}

/** Like terms added, zero terms dropped, the order of first appearance kept. */
function collect(terms: readonly EtaTerm[]): EtaTerm[] {
  const byKey = new Map<string, EtaTerm>()
  for (const term of terms) {
    const eta = normalise(term.eta)
    const key = JSON.stringify(eta)
    const other = byKey.get(key)
    const numerator = other ? term.numerator * other.denominator + other.numerator * term.denominator : term.numerator
    const denominator = other ? term.denominator * other.denominator : term.denominator
    const divisor = gcdBig(numerator, denominator)
    byKey.set(key, { numerator: numerator / divisor, denominator: denominator / divisor, eta })
  }
  return [...byKey.values()].filter((term) => term.numerator !== 0n)
}

/** Levels worth trying: multiples, by divisors of 24, of the least common multiple of all d. */
function candidateLevels(terms: readonly EtaTerm[]): number[] {
  const base = terms
    .flatMap((term) => term.eta.map(([d]) => d))
    .reduce((product, d) => product * (d / Number(gcdBig(BigInt(product), BigInt(d)))), 1)
  return divisors(24).map((factor) => base * factor)
}
