import { baseOf, exponentOf, isNumber, numberValue, splitTerm, addRefs } from "./canonical"
import type { Arena, Ref } from "./arena"
import { ETA, FIRST_FUNCTION, INDEXED, INTEGER, ORDER, POWER, PRODUCT, RATIONAL, SUM, SYMBOL } from "./heads"
import { addRational, compareRational, ONE, ZERO, type Rational } from "./numbers"

/**
 * The order in which a reader sees terms and factors; every printer and `args` use it. It depends on content only.
 *
 *   - Terms of a sum: total degree ascending, where every factor counts with its rational exponent and symbolic exponents count as 0; among equal
 *     degrees the term with the higher power of the earlier factor first: 1-q-q^2, X[1]^2+X[1]*X[2]+X[2]^2. O-terms come last.
 *   - Factors of a product: numbers under radicals, names, indexed names, sums, powers of anything else, functions by name and arguments;
 *     names compare letter by letter, digits as numbers. Eta factors come with the larger multiple of tau first, as Garvan prints them.
 */
export function compareForDisplay(arena: Arena, a: Ref, b: Ref): number {
  if (a === b) return 0
  const x = rank(arena, a)
  const y = rank(arena, b)
  if (x !== y) return x - y
  if (x === 0) return compareRational(numberValue(arena, a), numberValue(arena, b))
  if (x === 2) return compareNames(arena.symbolName(a), arena.symbolName(b))
  if (arena.head(a) === SUM) return compareSums(arena, displayTerms(arena, a), displayTerms(arena, b))
  if (arena.head(a) === POWER || arena.head(b) === POWER || arena.head(a) === PRODUCT || arena.head(b) === PRODUCT) {
    return compareTerms(arena, a, b)
  }
  return compareNodes(arena, a, b)
}

function rank(arena: Arena, ref: Ref): number {
  switch (arena.head(ref)) {
    case INTEGER:
    case RATIONAL:
      return 0
    case SYMBOL:
      return 2
    case INDEXED:
      return 3
    case SUM:
      return 4
    case POWER:
    case PRODUCT:
      return 5
    default:
      return 6
  }
}

function compareNodes(arena: Arena, a: Ref, b: Ref): number {
  const heads = compareHeads(arena, arena.head(a), arena.head(b))
  if (heads !== 0) return heads
  const order = compareLists(arena, arena.children(a), arena.children(b))
  return arena.head(a) === ETA ? -order : order
}

function compareHeads(arena: Arena, a: number, b: number): number {
  if (a === b) return 0
  if (a >= FIRST_FUNCTION && b >= FIRST_FUNCTION) return compareNames(arena.functionName(a), arena.functionName(b))
  return a - b
}

function compareLists(arena: Arena, a: readonly Ref[], b: readonly Ref[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareForDisplay(arena, a[i] as Ref, b[i] as Ref)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Natural order: a2 before a10, capital letters before small ones. */
export function compareNames(a: string, b: string): number {
  const x = a.match(/\d+|\D/g) ?? []
  const y = b.match(/\d+|\D/g) ?? []
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const s = x[i] as string
    const t = y[i] as string
    if (s === t) continue
    const numbers = /^\d/.test(s) && /^\d/.test(t) ? Number(s) - Number(t) : 0
    return numbers !== 0 ? numbers : s < t ? -1 : 1
  }
  return x.length - y.length
}

// factors

/** The factors of a term with coefficient 1, as a reader sees them. */
export function displayFactors(arena: Arena, term: Ref): Ref[] {
  arena.tick()
  if (arena.head(term) !== PRODUCT) return isNumber(arena, term) ? [] : [term]
  return arena
    .children(term)
    .slice(1)
    .sort((a, b) => compareFactors(arena, a, b))
}

function compareFactors(arena: Arena, a: Ref, b: Ref): number {
  const bases = compareForDisplay(arena, baseOf(arena, a), baseOf(arena, b))
  return bases !== 0 ? bases : compareForDisplay(arena, exponentOf(arena, a), exponentOf(arena, b))
}

function numericExponent(arena: Arena, factor: Ref): Rational {
  const exponent = exponentOf(arena, factor)
  if (isNumber(arena, exponent)) return numberValue(arena, exponent)
  return arena.head(exponent) === SUM ? numberValue(arena, arena.word(exponent, 0)) : ZERO
}

function degreeOf(arena: Arena, factors: readonly Ref[]): Rational {
  return factors.reduce(
    (degree, factor) =>
      addRational(degree, isNumber(arena, baseOf(arena, factor)) ? ZERO : numericExponent(arena, factor)),
    ZERO,
  )
}

// terms

function compareTerms(arena: Arena, a: Ref, b: Ref): number {
  const x = splitTerm(arena, a)
  const y = splitTerm(arena, b)
  const order = compareKeys(arena, termKey(arena, x.term), termKey(arena, y.term))
  return order !== 0 ? order : compareForDisplay(arena, x.coefficient, y.coefficient)
}

interface TermKey {
  readonly term: Ref
  readonly degree: Rational
  readonly factors: readonly Ref[]
}

function termKey(arena: Arena, term: Ref): TermKey {
  arena.tick()
  const factors = displayFactors(arena, term)
  return { term, factors, degree: degreeOf(arena, factors) }
}

function compareKeys(arena: Arena, a: TermKey, b: TermKey): number {
  arena.tick()
  if (a.term === b.term) return 0
  const tails = Number(arena.head(a.term) === ORDER) - Number(arena.head(b.term) === ORDER)
  if (tails !== 0) return tails
  const degrees = compareRational(a.degree, b.degree)
  if (degrees !== 0) return degrees
  for (let i = 0; i < Math.min(a.factors.length, b.factors.length); i++) {
    const x = a.factors[i] as Ref
    const y = b.factors[i] as Ref
    if (x === y) continue
    const bases = compareForDisplay(arena, baseOf(arena, x), baseOf(arena, y))
    if (bases !== 0) return bases
    const exponents = compareRational(numericExponent(arena, y), numericExponent(arena, x))
    return exponents !== 0 ? exponents : compareForDisplay(arena, exponentOf(arena, x), exponentOf(arena, y))
  }
  return a.factors.length - b.factors.length
}

/** A term of a sum with its coefficient, in display order; the constant comes with the number 1 as its term. */
export interface DisplayTerm {
  readonly coefficient: Rational
  readonly term: Ref
}

/** The terms of any expression as a reader sees them. n log n comparisons of terms. */
export function displayTerms(arena: Arena, ref: Ref): DisplayTerm[] {
  if (arena.head(ref) !== SUM) {
    if (isNumber(arena, ref)) return [{ coefficient: numberValue(arena, ref), term: arena.smallInteger(1) }]
    const { coefficient, term } = splitTerm(arena, ref)
    return [{ coefficient: numberValue(arena, coefficient), term }]
  }
  const one = arena.smallInteger(1)
  const rows: { coefficient: Rational; key: TermKey }[] = []
  const constant = numberValue(arena, arena.word(ref, 0))
  if (constant.numerator !== 0n) rows.push({ coefficient: constant, key: { term: one, degree: ZERO, factors: [] } })
  for (let i = 1; i < arena.arity(ref); i += 2) {
    rows.push({ coefficient: numberValue(arena, arena.word(ref, i + 1)), key: termKey(arena, arena.word(ref, i)) })
  }
  rows.sort((a, b) => compareKeys(arena, a.key, b.key))
  return rows.map(({ coefficient, key }) => ({ coefficient, term: key.term }))
}

/** Term by term: first by what stands there, then by its coefficient, so that 1-q comes before 1+q and both before 1-q^2. */
function compareSums(arena: Arena, a: readonly DisplayTerm[], b: readonly DisplayTerm[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i] as DisplayTerm
    const y = b[i] as DisplayTerm
    const terms = compareForDisplay(arena, x.term, y.term)
    if (terms !== 0) return terms
    const coefficients = compareRational(x.coefficient, y.coefficient)
    if (coefficients !== 0) return coefficients
  }
  return a.length - b.length
}

/** coefficient * term as a node. */
export function termRef(arena: Arena, coefficient: Rational, term: Ref): Ref {
  if (compareRational(coefficient, ONE) === 0) return term
  return addRefs(arena, [scaled(arena, coefficient, term)])
}

function scaled(arena: Arena, coefficient: Rational, term: Ref): Ref {
  const number =
    coefficient.denominator === 1n
      ? arena.integer(coefficient.numerator)
      : arena.intern(RATIONAL, [arena.integer(coefficient.numerator), arena.integer(coefficient.denominator)])
  if (isNumber(arena, term)) return number
  if (arena.head(term) !== PRODUCT) return arena.intern(PRODUCT, [number, term])
  const words = arena.children(term)
  words[0] = number
  return arena.intern(PRODUCT, words)
}
