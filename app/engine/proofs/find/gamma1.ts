import { gcd } from "../../number-theory"
import { fraction, requireLevel, type Cusp, type Fraction, INFINITY } from "./gamma0"

/**
 * Gamma_1(N): its cusps, and the orders of generalised eta quotients there. Cusps a/c and a'/c' are equivalent when, up to a common sign,
 * c = c' mod N and a = a' mod gcd(c, N).
 * Sources: S. Robins, Generalized Dedekind eta products (1994); J. Biagioli, A proof of some identities of Ramanujan using modular forms (1989).
 */

/** One representative of each cusp: infinity, 0, then a/c by ascending a and c. There are (1/2) sum phi(d) phi(N/d) for N >= 5. */
export function cuspsOfGamma1(level: number): Cusp[] {
  requireLevel(level)
  const found: Cusp[] = []
  for (let c = 1; 2 * c <= level; c++) {
    const modulus = gcd(c, level)
    const isOwnOpposite = 2 * c === level
    for (const a of residues(modulus, isOwnOpposite)) found.push({ a: lift(a, modulus, c), c })
  }
  const atInfinity = residues(level, true).filter((a) => a > 1)
  for (const a of atInfinity) found.push({ a, c: level })
  const isZero = (cusp: Cusp) => cusp.c === 1
  const zero = level > 1 ? [{ a: 0, c: 1 }] : []
  const rest = found.filter((cusp) => !isZero(cusp)).sort((x, y) => x.a - y.a || x.c - y.c)
  return [INFINITY, ...zero, ...rest]
}

/** Units modulo `modulus`, smallest of each pair a, -a when `folded`; 0 stands for the only class modulo 1. */
function residues(modulus: number, folded: boolean): number[] {
  if (modulus === 1) return [0]
  const units: number[] = []
  for (let a = 1; a < modulus; a++) if (gcd(a, modulus) === 1 && (!folded || 2 * a <= modulus)) units.push(a)
  return units
}

function lift(residue: number, modulus: number, c: number): number {
  for (let a = residue; ; a += modulus) if (gcd(a, c) === 1) return a
}

/** Width on Gamma_1(N): N/gcd(c, N), but 1 for the cusp 1/2 of Gamma_1(4), which is irregular. */
export function cuspWidth1(cusp: Cusp, level: number): number {
  const c = cusp.c === 0 ? level : cusp.c
  return level === 4 && c % 4 === 2 ? 1 : level / gcd(c, level)
}

/** P_2(t) = {t}^2 - {t} + 1/6 at t = numerator/denominator. */
export function secondBernoulli(numerator: bigint, denominator: bigint): Fraction {
  const t = ((numerator % denominator) + denominator) % denominator
  return fraction(6n * t * t - 6n * t * denominator + denominator * denominator, 6n * denominator * denominator)
}

/** Order of eta_{n,r} at a/c: g^2/(2n) P_2(a r/g), g = gcd(n, c). Source: Robins, Theorem 4. */
export function getaOrder(n: number, r: number, cusp: Cusp): Fraction {
  const g = cusp.c === 0 ? n : gcd(n, cusp.c)
  const p = secondBernoulli(BigInt(cusp.a) * BigInt(r), BigInt(g))
  return fraction(BigInt(g) ** 2n * p.numerator, 2n * BigInt(n) * p.denominator)
}

/** Order at a/c of f_{n,r} = q^((n-2r)^2/(8n)) (q^r, q^(n-r), q^n; q^n)_inf: g^2/(2n) ({a r/g} - 1/2)^2. Source: Biagioli, Lemma 3.2. */
export function biagioliOrder(n: number, r: number, cusp: Cusp): Fraction {
  const g = BigInt(cusp.c === 0 ? n : gcd(n, cusp.c))
  const t = (((BigInt(cusp.a) * BigInt(r)) % g) + g) % g
  // ({t/g} - 1/2)^2 g^2 = (2t - g)^2 / 4
  return fraction((2n * t - g) ** 2n, 8n * BigInt(n))
}
