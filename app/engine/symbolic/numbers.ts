import { gcd } from "../number-theory"
import { EngineError } from "../errors"

/** An exact rational in lowest terms, denominator positive. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n }
export const ONE: Rational = { numerator: 1n, denominator: 1n }
export const MINUS_ONE: Rational = { numerator: -1n, denominator: 1n }

export function absolute(n: bigint): bigint {
  return n < 0n ? -n : n
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = absolute(a)
  let y = absolute(b)
  while (y !== 0n) {
    if (x <= 0x1fffffffffffffn && y <= 0x1fffffffffffffn) return BigInt(gcd(Number(x), Number(y)))
    ;[x, y] = [y, x % y]
  }
  return x
}

/** numerator/denominator in lowest terms. A zero denominator is an error. */
export function rationalOf(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator }
  if (denominator === 0n) {
    throw new EngineError("domain", "A fraction needs a denominator other than 0.", { given: `${numerator}/0` })
  }
  const divisor = greatestCommonDivisor(numerator, denominator)
  const sign = denominator < 0n ? -1n : 1n
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

export function addRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n) return { numerator: a.numerator + b.numerator, denominator: 1n }
  return rationalOf(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function mulRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n) return { numerator: a.numerator * b.numerator, denominator: 1n }
  return rationalOf(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function negRational(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator }
}

export function inverseRational(a: Rational): Rational {
  return rationalOf(a.denominator, a.numerator)
}

export function compareRational(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
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
  return { numerator: base.numerator ** power, denominator: base.denominator ** power }
}

/** Number of bits of |n|; an upper estimate within 4 for large n. */
export function bitLength(n: bigint): number {
  const magnitude = absolute(n)
  if (magnitude < 0x20000000000000n) return magnitude === 0n ? 0 : Math.floor(Math.log2(Number(magnitude))) + 1
  return magnitude.toString(16).length * 4
}

/** The k-th root of n >= 0 when it is an integer. */
export function exactRoot(n: bigint, k: number): bigint | undefined {
  if (n < 0n) return undefined
  if (n < 2n) return n
  let root = BigInt(1) << BigInt(Math.ceil(bitLength(n) / k))
  const degree = BigInt(k)
  for (;;) {
    const next = ((degree - 1n) * root + n / root ** (degree - 1n)) / degree
    if (next >= root) break
    root = next
  }
  return root ** degree === n ? root : undefined
}

/** a^(p/s) when it is rational: positive a with exact roots, or negative a with odd s (the real root is not the principal one, so only s = 1). */
export function rationalRoot(a: Rational, k: number): Rational | undefined {
  const numerator = exactRoot(a.numerator, k)
  if (numerator === undefined) return undefined
  const denominator = exactRoot(a.denominator, k)
  return denominator === undefined ? undefined : { numerator, denominator }
}

export function rationalText(a: Rational): string {
  return a.denominator === 1n ? a.numerator.toString() : `${a.numerator}/${a.denominator}`
}

/** Reads "num" or "num/den", as native code writes coefficients. */
export function rationalFromText(text: string): Rational {
  const slash = text.indexOf("/")
  if (slash < 0) return { numerator: BigInt(text), denominator: 1n }
  return rationalOf(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)))
}
