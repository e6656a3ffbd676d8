import { gcd } from "../number-theory"
import type { Arena, Ref } from "./arena"
import { POWER, RATIONAL, SYMBOL } from "./heads"
import { absolute, greatestCommonDivisor, rationalOf, type Rational } from "./numbers"

/**
 * The content of a sum: the rational c for which sum/c has coprime whole coefficients and a positive leading sign. As a factor of a product a sum
 * stands without its content, so that 2*(7+x)*y and (14+2*x)*y are one product, whichever way they were built.
 *
 * The leading sign is that of the constant; where there is none, that of the name that is first in the alphabet among the terms that are names,
 * then among powers of names, then of the first term as stored. So 1-q and x-y keep their signs as factors. Where that name is one of i, …, n, M, N, which
 * are indices, its sign counts before the constant's: n-1 keeps its sign.
 */
export function contentOf(arena: Arena, sum: Ref): Rational {
  const small = smallContent(arena, sum)
  const positive = small ?? largeContent(arena, sum)
  return leadingSign(arena, sum) < 0 ? { numerator: -positive.numerator, denominator: positive.denominator } : positive
}

/** The usual case: whole coefficients below 2^30. */
function smallContent(arena: Arena, sum: Ref): Rational | undefined {
  let divisor = 0
  for (let i = 0; i < arena.arity(sum); i += 2) {
    const n = arena.immediate(arena.word(sum, i))
    if (n === undefined) return undefined
    divisor = gcd(divisor, Math.abs(n))
    if (divisor === 1) {
      if (allWhole(arena, sum, i + 2)) return { numerator: 1n, denominator: 1n }
      return undefined
    }
  }
  return { numerator: BigInt(divisor), denominator: 1n }
}

function allWhole(arena: Arena, sum: Ref, from: number): boolean {
  for (let i = from; i < arena.arity(sum); i += 2) if (!arena.isInteger(arena.word(sum, i))) return false
  return true
}

function largeContent(arena: Arena, sum: Ref): Rational {
  let numerator = 0n
  let denominator = 1n
  for (let i = 0; i < arena.arity(sum); i += 2) {
    const word = arena.word(sum, i)
    const whole = arena.head(word) !== RATIONAL
    const n = arena.integerValue(whole ? word : arena.word(word, 0))
    const d = whole ? 1n : arena.integerValue(arena.word(word, 1))
    numerator = greatestCommonDivisor(numerator, absolute(n))
    denominator = (denominator / greatestCommonDivisor(denominator, d)) * d
  }
  return rationalOf(numerator, denominator)
}

/** Names that count: as factors k-1 and n+1 keep the name positive, where 1-q and 1-x keep the constant so. */
const INDICES = /^[i-nMN]$/

function leadingSign(arena: Arena, sum: Ref): number {
  let best = 1
  for (let i = 3; i < arena.arity(sum); i += 2) {
    if (comesBefore(arena, arena.word(sum, i), arena.word(sum, best))) best = i
  }
  const constant = signOf(arena, arena.word(sum, 0))
  const term = arena.word(sum, best)
  const index = arena.head(term) === SYMBOL && INDICES.test(arena.symbolName(term))
  return constant !== 0 && !index ? constant : signOf(arena, arena.word(sum, best + 1))
}

function comesBefore(arena: Arena, a: Ref, b: Ref): boolean {
  const [x, y] = [nameClass(arena, a), nameClass(arena, b)]
  if (x !== y) return x < y
  if (x === 2) return false
  const [s, t] = [nameOf(arena, a), nameOf(arena, b)]
  return s !== t && s < t
}

/** 0 for a name, 1 for a power of a name, 2 for anything else. */
function nameClass(arena: Arena, term: Ref): 0 | 1 | 2 {
  if (arena.head(term) === SYMBOL) return 0
  return arena.head(term) === POWER && arena.head(arena.word(term, 0)) === SYMBOL ? 1 : 2
}

function nameOf(arena: Arena, term: Ref): string {
  return arena.symbolName(arena.head(term) === SYMBOL ? term : arena.word(term, 0))
}

function signOf(arena: Arena, number: Ref): number {
  const small = arena.immediate(number)
  if (small !== undefined) return Math.sign(small)
  const value = arena.integerValue(arena.head(number) === RATIONAL ? arena.word(number, 0) : number)
  return value < 0n ? -1 : value > 0n ? 1 : 0
}
