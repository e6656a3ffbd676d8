import { EngineError } from "../errors"
import {
  absolute,
  bitLength,
  decimalText,
  greatestCommonDivisor,
  integerFromText,
  integerRoot,
  power as powerOf,
  product,
  quotient,
} from "../long-integers"

export { absolute, bitLength, greatestCommonDivisor }

/** An exact rational in lowest terms, denominator positive. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n }
export const ONE: Rational = { numerator: 1n, denominator: 1n }
export const MINUS_ONE: Rational = { numerator: -1n, denominator: 1n }

/** numerator/denominator in lowest terms. A zero denominator is an error. */
export function rationalOf(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator }
  if (denominator === 0n) {
    throw new EngineError("domain", "A fraction needs a denominator other than 0.", { given: `${numerator}/0` })
  }
  const divisor = greatestCommonDivisor(numerator, denominator)
  const sign = denominator < 0n ? -1n : 1n
  return { numerator: quotient(sign * numerator, divisor), denominator: quotient(sign * denominator, divisor) }
}

export function addRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n) return { numerator: a.numerator + b.numerator, denominator: 1n }
  return rationalOf(
    product(a.numerator, b.denominator) + product(b.numerator, a.denominator),
    product(a.denominator, b.denominator),
  )
}

export function mulRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n)
    return { numerator: product(a.numerator, b.numerator), denominator: 1n }
  return rationalOf(product(a.numerator, b.numerator), product(a.denominator, b.denominator))
}

export function negRational(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator }
}

export function inverseRational(a: Rational): Rational {
  return rationalOf(a.denominator, a.numerator)
}

export function compareRational(a: Rational, b: Rational): number {
  const left = product(a.numerator, b.denominator)
  const right = product(b.numerator, a.denominator)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Largest power that is computed here: 2^30 bits is where V8's BigInt ends, this stays well below. */
const MAX_POWER_BITS = 1 << 28

/** a^k for an integer k. Refused when the result would exceed 2^28 bits; 0 to a negative power is an error. */
export function powRational(a: Rational, exponent: bigint): Rational {
  if (exponent < 0n && a.numerator === 0n) {
    throw new EngineError("domain", "0 has no negative power.", { given: `0^(${exponent})` })
  }
  const base = exponent < 0n ? inverseRational(a) : a
  const power = exponent < 0n ? -exponent : exponent
  if (base.denominator === 1n && (base.numerator === 0n || base.numerator === 1n)) return power === 0n ? ONE : base
  if (base.denominator === 1n && base.numerator === -1n) return power % 2n === 0n ? ONE : base
  const bits = BigInt(Math.max(bitLength(base.numerator), bitLength(base.denominator)))
  if (bits * power > BigInt(MAX_POWER_BITS)) {
    throw new EngineError("tooLarge", "A power of more than 2^28 bits is refused.", {
      given: `a base of ${bits} bits to the power ${exponent}`,
    })
  }
  return { numerator: powerOf(base.numerator, power), denominator: powerOf(base.denominator, power) }
}

/** The k-th root of n >= 0 when it is an integer. */
export function exactRoot(n: bigint, k: number): bigint | undefined {
  if (n < 0n) return undefined
  const root = integerRoot(n, k)
  return powerOf(root, BigInt(k)) === n ? root : undefined
}

/** a^(p/s) when it is rational: positive a with exact roots, or negative a with odd s (the real root is not the principal one, so only s = 1). */
export function rationalRoot(a: Rational, k: number): Rational | undefined {
  const numerator = exactRoot(a.numerator, k)
  if (numerator === undefined) return undefined
  const denominator = exactRoot(a.denominator, k)
  return denominator === undefined ? undefined : { numerator, denominator }
}

export function rationalText(a: Rational): string {
  return a.denominator === 1n ? decimalText(a.numerator) : `${decimalText(a.numerator)}/${decimalText(a.denominator)}`
}

/** Reads "num" or "num/den", as native code writes coefficients. */
export function rationalFromText(text: string): Rational {
  const slash = text.indexOf("/")
  if (slash < 0) return { numerator: integerFromText(text), denominator: 1n }
  return rationalOf(integerFromText(text.slice(0, slash)), integerFromText(text.slice(slash + 1)))
}
