import { gcd } from "./number-theory"
import { loadAddon } from "./native/load"

/*
 * Arithmetic of integers that may be long. Short ones are BigInt's; from 65,536 bits on the addon is faster and, unlike BigInt, hears Stop: the
 * product of two integers of fifty million digits takes seconds.
 */

const LONG = 1n << 65_536n
const LONG_BELOW = -LONG
/** With a factor or divisor of one word BigInt is fast at any length. */
const WORD = 1n << 64n
const WORD_BELOW = -WORD
/** From here on GMP's greatest common divisor is faster than Euclid's steps on BigInts. */
const SHORT_DIVISOR = 1n << 512n

function integers(): ReturnType<typeof loadAddon>["integer"] {
  return loadAddon().integer
}

export function absolute(n: bigint): bigint {
  return n < 0n ? -n : n
}

/** Whether n has more than 65,536 bits. */
export function isLong(n: bigint): boolean {
  return n >= LONG || n <= LONG_BELOW
}

function isWord(n: bigint): boolean {
  return n < WORD && n > WORD_BELOW
}

export function product(a: bigint, b: bigint): bigint {
  return (isLong(a) || isLong(b)) && !isWord(a) && !isWord(b) ? integers().multiply(a, b) : a * b
}

/** a/b, rounded towards 0. A zero divisor is the caller's to refuse. */
export function quotient(a: bigint, b: bigint): bigint {
  return isLong(a) && !isWord(b) ? integers().divide(a, b)[0] : a / b
}

/** a - b*quotient(a, b), of the sign of a. */
export function remainder(a: bigint, b: bigint): bigint {
  return isLong(a) && !isWord(b) ? integers().divide(a, b)[1] : a % b
}

/** base^exponent for an exponent of at least 0. The caller refuses what has too many bits. */
export function power(base: bigint, exponent: bigint): bigint {
  if (absolute(base) < 2n || exponent * BigInt(bitLength(base)) < 65_536n) return base ** exponent
  return integers().toBigInt(integers().pow(base, Number(exponent)))
}

/** Not negative; gcd(0, 0) = 0. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = absolute(a)
  let y = absolute(b)
  if (x >= SHORT_DIVISOR && y >= SHORT_DIVISOR) return integers().gcd(x, y)
  while (y !== 0n) {
    if (x <= 0x1fffffffffffffn && y <= 0x1fffffffffffffn) return BigInt(gcd(Number(x), Number(y)))
    ;[x, y] = [y, remainder(x, y)]
  }
  return x
}

/** Number of bits of |n|; an upper estimate within 4 for n of more than 53 bits. */
export function bitLength(n: bigint): number {
  const magnitude = absolute(n)
  if (magnitude < 0x20000000000000n) return magnitude === 0n ? 0 : Math.floor(Math.log2(Number(magnitude))) + 1
  return isLong(magnitude) ? integers().bits(magnitude) : magnitude.toString(16).length * 4
}

/** The greatest integer whose k-th power is at most n, for n >= 0 and k >= 1. */
export function integerRoot(n: bigint, k: number): bigint {
  if (n < 2n || k === 1) return n
  if (isLong(n)) return integers().root(n, k)
  let root = 1n << BigInt(Math.ceil(bitLength(n) / k))
  const degree = BigInt(k)
  for (;;) {
    const next = ((degree - 1n) * root + n / root ** (degree - 1n)) / degree
    if (next >= root) return root
    root = next
  }
}

/** Decimal digits, with a sign for negative n. */
export function decimalText(n: bigint): string {
  return isLong(n) ? integers().toText(integers().fromBigInt(n)) : n.toString()
}

/** How many digits |n| has. */
export function decimalDigits(n: bigint): number {
  return isLong(n) ? integers().digits(integers().fromBigInt(n)) : absolute(n).toString().length
}

/** Texts up to which BigInt reads in about a millisecond. */
const LONG_TEXT = 20_000

/** The integer of these decimal digits, with an optional sign. */
export function integerFromText(digits: string): bigint {
  return digits.length > LONG_TEXT ? integers().toBigInt(integers().fromText(digits)) : BigInt(digits)
}
