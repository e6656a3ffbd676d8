import { totient, mobius } from "../number-theory"
import { exponent } from "../series/exponent"
import type { Arena, Ref } from "./arena"
import { asPolynomial } from "./monomial"
import { SYMBOL } from "./heads"
import { subexpressions } from "./rewrite"

/** Coefficients of the n-th cyclotomic polynomial, constant term first. Exact for n below 10^5: coefficients stay far below 2^53. */
export function cyclotomicPolynomial(n: number): number[] {
  let numerator = [1]
  let denominator = [1]
  for (let d = 1; d <= n; d++) {
    const mu = n % d === 0 ? mobius(n / d) : 0
    if (mu === 1) numerator = timesBinomial(numerator, d)
    else if (mu === -1) denominator = timesBinomial(denominator, d)
  }
  return exactQuotient(numerator, denominator)
}

/** times (x^d - 1) */
function timesBinomial(f: readonly number[], d: number): number[] {
  const product = new Array<number>(f.length + d).fill(0)
  f.forEach((c, i) => {
    product[i + d] = (product[i + d] as number) + c
    product[i] = (product[i] as number) - c
  })
  return product
}

function exactQuotient(f: readonly number[], g: readonly number[]): number[] {
  const rest = [...f]
  const quotient = new Array<number>(f.length - g.length + 1).fill(0)
  for (let i = quotient.length - 1; i >= 0; i--) {
    const c = rest[i + g.length - 1] as number
    quotient[i] = c
    for (let j = 0; j < g.length; j++) rest[i + j] = (rest[i + j] as number) - c * (g[j] as number)
  }
  return quotient
}

/** n when the expression is a rational multiple of the n-th cyclotomic polynomial in its one name, n > 2; undefined otherwise. */
export function cyclotomicIndex(arena: Arena, polynomial: Ref): number | undefined {
  const names = subexpressions(arena, polynomial).filter((ref) => arena.head(ref) === SYMBOL)
  const [name] = names
  if (name === undefined || names.length !== 1) return undefined
  const terms = asPolynomial(arena, polynomial, name)
  if (terms === undefined) return undefined
  const degree = terms.reduce((d, { exponent: e }) => Math.max(d, e.denominator === 1 ? e.numerator : 0), 0)
  const leading = terms.find(({ exponent: e }) => e.numerator === degree)?.coefficient
  if (leading === undefined) return undefined
  // phi(n) >= sqrt(n/2), so n <= 2 d^2.
  for (let n = 3; n <= 2 * degree * degree; n++) {
    if (totient(n) === degree && sameUpToFactor(terms, cyclotomicPolynomial(n), leading)) return n
  }
  return undefined
}

function sameUpToFactor(
  terms: NonNullable<ReturnType<typeof asPolynomial>>,
  coefficients: readonly number[],
  leading: { readonly numerator: bigint; readonly denominator: bigint },
): boolean {
  if (terms.length !== coefficients.filter((c) => c !== 0).length) return false
  return terms.every(({ coefficient, exponent: e }) => {
    if (exponent(e.numerator, e.denominator).denominator !== 1 || e.numerator < 0) return false
    const expected = BigInt(coefficients[e.numerator] ?? 0)
    return coefficient.numerator * leading.denominator === expected * leading.numerator * coefficient.denominator
  })
}
