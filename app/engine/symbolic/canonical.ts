import { gcd } from "../number-theory"
import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { contentOf } from "./content"
import { CYCLOTOMIC, INFINITY, INTEGER, POWER, PRODUCT, RATIONAL, SUM, SYMBOL } from "./heads"
import { ONE, addRational, bitLength, exactRoot, mulRational, powRational, rationalOf, type Rational } from "./numbers"

/**
 * The automatic canonical form. It costs no more than merging sorted lists, and it changes no value:
 *
 *   - sums and products are flat; terms with equal non-numeric part are collected, and so are factors with equal base;
 *   - numbers are folded; x + 0, 1 x, 0 x, x^1, x^0 and 1^x disappear (a removable zero divides out, as in every field of rational functions);
 *   - a number times a single sum is multiplied into it: 2 (x + y) becomes 2 x + 2 y, nothing else is expanded; beside other factors and under
 *     whole powers a sum gives up its content: (14 + 2 x) y becomes 2 (7 + x) y, see content.ts;
 *   - (x^a)^n, (x y)^n for integers n, and x^a x^b = x^(a+b); (x^a)^b for other b only where principal values allow it (-1 < a <= 1);
 *   - rational powers of rationals lose what is an exact power: 8^(1/3) = 2, 2^(3/2) = 2 2^(1/2), (-3)^(1/2) = (-1)^(1/2) 3^(1/2);
 *   - powers of a root of unity zeta_n are reduced modulo n, and zeta_2 = -1;
 *   - terms and factors are stored in the order of their content's hash; what a reader sees is ordered in order.ts.
 *
 * A product is not expanded, sums are not put over a common denominator, sqrt(x^2) stays.
 */

export function isNumber(arena: Arena, ref: Ref): boolean {
  const head = arena.head(ref)
  return head === INTEGER || head === RATIONAL
}

export function numberValue(arena: Arena, ref: Ref): Rational {
  if (arena.head(ref) === RATIONAL) {
    return { numerator: arena.integerValue(arena.word(ref, 0)), denominator: arena.integerValue(arena.word(ref, 1)) }
  }
  return { numerator: arena.integerValue(ref), denominator: 1n }
}

export function rationalRef(arena: Arena, value: Rational): Ref {
  if (value.denominator === 1n) return arena.integer(value.numerator)
  return arena.intern(RATIONAL, [arena.integer(value.numerator), arena.integer(value.denominator)])
}

const MAX_SMALL = 1 << 25

export function addNumbers(arena: Arena, a: Ref, b: Ref): Ref {
  const x = arena.immediate(a)
  const y = arena.immediate(b)
  if (x !== undefined && y !== undefined) return arena.smallInteger(x + y)
  return rationalRef(arena, addRational(numberValue(arena, a), numberValue(arena, b)))
}

export function mulNumbers(arena: Arena, a: Ref, b: Ref): Ref {
  const x = arena.immediate(a)
  const y = arena.immediate(b)
  if (x !== undefined && y !== undefined && Math.abs(x) < MAX_SMALL && Math.abs(y) < MAX_SMALL)
    return arena.smallInteger(x * y)
  return rationalRef(arena, mulRational(numberValue(arena, a), numberValue(arena, b)))
}

export function isZero(arena: Arena, ref: Ref): boolean {
  return arena.immediate(ref) === 0
}

export function isOne(arena: Arena, ref: Ref): boolean {
  return arena.immediate(ref) === 1
}

/** Order of storage: by hash, ties by structure. Depends on content only. */
export function storageOrder(arena: Arena, a: Ref, b: Ref): number {
  if (a === b) return 0
  const x = arena.hash(a)
  const y = arena.hash(b)
  return x !== y ? (x < y ? -1 : 1) : compareStructure(arena, a, b)
}

function compareStructure(arena: Arena, a: Ref, b: Ref): number {
  if (a === b) return 0
  const heads = arena.head(a) - arena.head(b)
  if (heads !== 0) return heads
  if (arena.isInteger(a)) return arena.integerValue(a) < arena.integerValue(b) ? -1 : 1
  if (arena.head(a) === SYMBOL) return arena.symbolName(a) < arena.symbolName(b) ? -1 : 1
  const size = arena.arity(a) - arena.arity(b)
  if (size !== 0) return size
  for (let i = 0; i < arena.arity(a); i++) {
    const order = compareStructure(arena, arena.word(a, i), arena.word(b, i))
    if (order !== 0) return order
  }
  return 0
}

// sums

/** A sum under construction: a constant and terms (coefficient 1) with their coefficients, in storage order. */
interface SumParts {
  constant: Ref
  readonly terms: Ref[]
  readonly coefficients: Ref[]
}

/** Coefficient and term with coefficient 1 of a non-number. */
export function splitTerm(arena: Arena, ref: Ref): { readonly coefficient: Ref; readonly term: Ref } {
  arena.tick()
  if (arena.head(ref) !== PRODUCT || isOne(arena, arena.word(ref, 0)))
    return { coefficient: arena.smallInteger(1), term: ref }
  const coefficient = arena.word(ref, 0)
  if (arena.arity(ref) === 2) return { coefficient, term: arena.word(ref, 1) }
  const words = arena.children(ref)
  words[0] = arena.smallInteger(1)
  return { coefficient, term: arena.intern(PRODUCT, words) }
}

function sumParts(arena: Arena, ref: Ref): SumParts {
  if (isNumber(arena, ref)) return { constant: ref, terms: [], coefficients: [] }
  if (arena.head(ref) !== SUM) {
    const { coefficient, term } = splitTerm(arena, ref)
    return { constant: arena.smallInteger(0), terms: [term], coefficients: [coefficient] }
  }
  const parts: SumParts = { constant: arena.word(ref, 0), terms: [], coefficients: [] }
  for (let i = 1; i < arena.arity(ref); i += 2) {
    parts.terms.push(arena.word(ref, i))
    parts.coefficients.push(arena.word(ref, i + 1))
  }
  return parts
}

function mergeParts(arena: Arena, a: SumParts, b: SumParts): SumParts {
  const merged: SumParts = { constant: addNumbers(arena, a.constant, b.constant), terms: [], coefficients: [] }
  const put = (term: Ref, coefficient: Ref): void => {
    if (isZero(arena, coefficient)) return
    merged.terms.push(term)
    merged.coefficients.push(coefficient)
  }
  let i = 0
  let j = 0
  while (i < a.terms.length && j < b.terms.length) {
    arena.tick()
    const x = a.terms[i] as Ref
    const y = b.terms[j] as Ref
    const order = storageOrder(arena, x, y)
    if (order === 0) put(x, addCoefficients(arena, x, a.coefficients[i++] as Ref, b.coefficients[j++] as Ref))
    else if (order < 0) put(x, a.coefficients[i++] as Ref)
    else put(y, b.coefficients[j++] as Ref)
  }
  for (; i < a.terms.length; i++) put(a.terms[i] as Ref, a.coefficients[i] as Ref)
  for (; j < b.terms.length; j++) put(b.terms[j] as Ref, b.coefficients[j] as Ref)
  return merged
}

/** infinity + infinity is infinity, however many there are; their difference has no value. */
function addCoefficients(arena: Arena, term: Ref, a: Ref, b: Ref): Ref {
  if (arena.head(term) !== INFINITY) return addNumbers(arena, a, b)
  if (signOf(arena, a) !== signOf(arena, b)) throw new EngineError("domain", "infinity - infinity has no value.")
  return a
}

function signOf(arena: Arena, number: Ref): number {
  return numberValue(arena, number).numerator > 0n ? 1 : -1
}

function buildSum(arena: Arena, parts: SumParts): Ref {
  const { constant, terms, coefficients } = parts
  if (terms.length === 0) return constant
  if (terms.length === 1 && isZero(arena, constant)) return scaleTerm(arena, terms[0] as Ref, coefficients[0] as Ref)
  const words: Ref[] = [constant]
  for (let i = 0; i < terms.length; i++) words.push(terms[i] as Ref, coefficients[i] as Ref)
  return arena.intern(SUM, words)
}

/** coefficient * term for a term with coefficient 1 that is no number and no sum. */
function scaleTerm(arena: Arena, term: Ref, coefficient: Ref): Ref {
  if (isOne(arena, coefficient)) return term
  if (arena.head(term) === SUM) return scaleSum(arena, term, coefficient)
  if (arena.head(term) !== PRODUCT) return arena.intern(PRODUCT, [coefficient, term])
  const words = arena.children(term)
  words[0] = coefficient
  return arena.intern(PRODUCT, words)
}

function scaleSum(arena: Arena, sum: Ref, coefficient: Ref): Ref {
  const words = arena.children(sum)
  words[0] = mulNumbers(arena, words[0] as Ref, coefficient)
  for (let i = 2; i < words.length; i += 2) {
    const scaled = mulNumbers(arena, words[i] as Ref, coefficient)
    const infinite = arena.head(words[i - 1] as Ref) === INFINITY
    words[i] = infinite ? arena.smallInteger(signOf(arena, scaled)) : scaled
  }
  return arena.intern(SUM, words)
}

/** The sum in canonical form. Linear for two operands; n log n for many. */
export function addRefs(arena: Arena, operands: readonly Ref[]): Ref {
  const infinite = infiniteSum(arena, operands)
  if (infinite !== undefined) return infinite
  let level = operands.map((operand) => sumParts(arena, operand))
  while (level.length > 1) {
    const next: SumParts[] = []
    for (let i = 0; i + 1 < level.length; i += 2)
      next.push(mergeParts(arena, level[i] as SumParts, level[i + 1] as SumParts))
    if (level.length % 2 === 1) next.push(level[level.length - 1] as SumParts)
    level = next
  }
  return buildSum(arena, level[0] ?? { constant: arena.smallInteger(0), terms: [], coefficients: [] })
}

function isInfinite(arena: Arena, ref: Ref): number {
  if (arena.head(ref) === INFINITY) return 1
  if (arena.head(ref) !== PRODUCT || arena.arity(ref) !== 2 || arena.head(arena.word(ref, 1)) !== INFINITY) return 0
  return signOf(arena, arena.word(ref, 0))
}

function infiniteSum(arena: Arena, operands: readonly Ref[]): Ref | undefined {
  let sign = 0
  let allNumbers = true
  for (const operand of operands) {
    const infinite = isInfinite(arena, operand)
    if (infinite === 0) allNumbers &&= isNumber(arena, operand)
    else if (sign !== 0 && sign !== infinite) throw new EngineError("domain", "infinity - infinity has no value.")
    else sign = infinite
  }
  return sign !== 0 && allNumbers ? infinityRef(arena, sign) : undefined
}

export function infinityRef(arena: Arena, sign: number): Ref {
  const plain = arena.intern(INFINITY, [])
  return sign > 0 ? plain : arena.intern(PRODUCT, [arena.smallInteger(-1), plain])
}

// products

export function baseOf(arena: Arena, factor: Ref): Ref {
  return arena.head(factor) === POWER ? arena.word(factor, 0) : factor
}

export function exponentOf(arena: Arena, factor: Ref): Ref {
  return arena.head(factor) === POWER ? arena.word(factor, 1) : arena.smallInteger(1)
}

interface ProductParts {
  coefficient: Ref
  factors: Ref[]
}

function productParts(arena: Arena, ref: Ref): ProductParts {
  if (isNumber(arena, ref)) return { coefficient: ref, factors: [] }
  if (arena.head(ref) === SUM) return primitiveParts(arena, ref)
  if (arena.head(ref) !== PRODUCT) return { coefficient: arena.smallInteger(1), factors: [ref] }
  const words = arena.children(ref)
  return { coefficient: words[0] as Ref, factors: words.slice(1) }
}

/** A sum as its content times a primitive sum. */
function primitiveParts(arena: Arena, sum: Ref): ProductParts {
  const content = contentOf(arena, sum)
  if (content.numerator === 1n && content.denominator === 1n)
    return { coefficient: arena.smallInteger(1), factors: [sum] }
  const coefficient = rationalRef(arena, content)
  return { coefficient, factors: [scaleSum(arena, sum, rationalRef(arena, inverse(content)))] }
}

function mergeFactors(arena: Arena, a: ProductParts, b: ProductParts): ProductParts {
  const merged: ProductParts = { coefficient: mulNumbers(arena, a.coefficient, b.coefficient), factors: [] }
  const loose: Ref[] = []
  let i = 0
  let j = 0
  while (i < a.factors.length && j < b.factors.length) {
    const x = a.factors[i] as Ref
    const y = b.factors[j] as Ref
    const order = storageOrder(arena, baseOf(arena, x), baseOf(arena, y))
    if (order < 0) merged.factors.push(a.factors[i++] as Ref)
    else if (order > 0) merged.factors.push(b.factors[j++] as Ref)
    else {
      i++
      j++
      putCombined(arena, merged, loose, x, y)
    }
  }
  for (; i < a.factors.length; i++) merged.factors.push(a.factors[i] as Ref)
  for (; j < b.factors.length; j++) merged.factors.push(b.factors[j] as Ref)
  return loose.reduce((parts, factor) => mergeFactors(arena, parts, productParts(arena, factor)), merged)
}

/** x and y have the same base: their product goes in place when it is still a factor with that base, else it is merged anew. */
function putCombined(arena: Arena, merged: ProductParts, loose: Ref[], x: Ref, y: Ref): void {
  const base = baseOf(arena, x)
  const power = powRef(arena, base, addRefs(arena, [exponentOf(arena, x), exponentOf(arena, y)]))
  if (isNumber(arena, power)) merged.coefficient = mulNumbers(arena, merged.coefficient, power)
  else if (arena.head(power) !== PRODUCT && arena.head(power) !== SUM && baseOf(arena, power) === base)
    merged.factors.push(power)
  else loose.push(power)
}

/** The product in canonical form. Linear for two operands; n log n for many. */
export function mulRefs(arena: Arena, operands: readonly Ref[]): Ref {
  let level = operands.map((operand) => productParts(arena, operand))
  while (level.length > 1) {
    const next: ProductParts[] = []
    for (let i = 0; i + 1 < level.length; i += 2)
      next.push(mergeFactors(arena, level[i] as ProductParts, level[i + 1] as ProductParts))
    if (level.length % 2 === 1) next.push(level[level.length - 1] as ProductParts)
    level = next
  }
  return buildProduct(arena, level[0] ?? { coefficient: arena.smallInteger(1), factors: [] })
}

function buildProduct(arena: Arena, parts: ProductParts): Ref {
  const { coefficient, factors } = parts
  if (factors.length === 0) return coefficient
  const only = factors[0] as Ref
  if (factors.length === 1 && arena.head(only) === INFINITY) return infiniteProduct(arena, coefficient)
  if (isZero(arena, coefficient)) return coefficient
  if (factors.length === 1) return scaleTerm(arena, only, coefficient)
  return arena.intern(PRODUCT, [coefficient, ...factors])
}

function infiniteProduct(arena: Arena, coefficient: Ref): Ref {
  const { numerator } = numberValue(arena, coefficient)
  if (numerator === 0n) throw new EngineError("domain", "0 times infinity has no value.")
  return infinityRef(arena, numerator > 0n ? 1 : -1)
}

// powers

export function powRef(arena: Arena, base: Ref, exponent: Ref): Ref {
  if (isZero(arena, exponent)) return arena.smallInteger(1)
  if (isOne(arena, exponent)) return base
  if (isNumber(arena, exponent)) return numericPower(arena, base, exponent, numberValue(arena, exponent))
  if (isOne(arena, base)) return base
  if (arena.immediate(base) === -1 && arena.head(exponent) === SUM) return signPower(arena, base, exponent)
  return arena.intern(POWER, [base, exponent])
}

/** (-1)^(c + e) = (-1)^c (-1)^e for an integer c. */
function signPower(arena: Arena, base: Ref, exponent: Ref): Ref {
  const constant = numberValue(arena, arena.word(exponent, 0))
  if (constant.numerator === 0n || constant.denominator !== 1n) return arena.intern(POWER, [base, exponent])
  const rest = addRefs(arena, [exponent, arena.integer(-constant.numerator)])
  const power = powRef(arena, base, rest)
  return constant.numerator % 2n === 0n ? power : mulRefs(arena, [base, power])
}

function numericPower(arena: Arena, base: Ref, exponent: Ref, value: Rational): Ref {
  const integral = value.denominator === 1n
  switch (arena.head(base)) {
    case INTEGER:
    case RATIONAL:
      return integral
        ? rationalRef(arena, powRational(numberValue(arena, base), value.numerator))
        : radical(arena, numberValue(arena, base), value)
    case INFINITY:
      return value.numerator > 0n ? base : arena.smallInteger(0)
    case CYCLOTOMIC:
      return integral ? rootOfUnityPower(arena, base, value.numerator) : arena.intern(POWER, [base, exponent])
    case POWER:
      return powerOfPower(arena, base, exponent, integral)
    case PRODUCT:
      return powerOfProduct(arena, base, exponent, integral)
    case SUM:
      return integral ? powerOfSum(arena, base, exponent) : arena.intern(POWER, [base, exponent])
    default:
      return arena.intern(POWER, [base, exponent])
  }
}

/** (c s)^n = c^n s^n for the content c of a sum. */
function powerOfSum(arena: Arena, sum: Ref, exponent: Ref): Ref {
  const { coefficient, factors } = primitiveParts(arena, sum)
  const power = arena.intern(POWER, [factors[0] as Ref, exponent])
  return isOne(arena, coefficient) ? power : scaleTerm(arena, power, powRef(arena, coefficient, exponent))
}

function powerOfPower(arena: Arena, base: Ref, exponent: Ref, integral: boolean): Ref {
  const inner = arena.word(base, 1)
  if (integral || insideUnit(arena, inner)) return powRef(arena, arena.word(base, 0), mulRefs(arena, [inner, exponent]))
  return arena.intern(POWER, [base, exponent])
}

/** -1 < exponent <= 1: there (x^a)^b = x^(ab) on principal values. */
function insideUnit(arena: Arena, exponent: Ref): boolean {
  if (!isNumber(arena, exponent)) return false
  const { numerator, denominator } = numberValue(arena, exponent)
  return numerator > -denominator && numerator <= denominator
}

function powerOfProduct(arena: Arena, base: Ref, exponent: Ref, integral: boolean): Ref {
  const [coefficient, ...factors] = arena.children(base)
  if (coefficient === undefined) throw new TypeError("A product has a coefficient")
  if (integral)
    return mulRefs(arena, [
      powRef(arena, coefficient, exponent),
      ...factors.map((factor) => powRef(arena, factor, exponent)),
    ])
  if (isOne(arena, coefficient) || numberValue(arena, coefficient).numerator < 0n)
    return arena.intern(POWER, [base, exponent])
  const { term } = splitTerm(arena, base)
  return mulRefs(arena, [powRef(arena, coefficient, exponent), powRef(arena, term, exponent)])
}

/** zeta_n^k with the fraction k/n in lowest terms and below 1/2: zeta_n^(n/2) = -1. */
function rootOfUnityPower(arena: Arena, base: Ref, exponent: bigint): Ref {
  const n = Number(arena.integerValue(arena.word(base, 0)))
  let k = Number(((exponent % BigInt(n)) + BigInt(n)) % BigInt(n))
  if (k === 0) return arena.smallInteger(1)
  const divisor = gcd(k, n)
  const order = n / divisor
  k /= divisor
  const negative = order % 2 === 0 && 2 * k >= order
  if (negative) k -= order / 2
  const sign = arena.smallInteger(negative ? -1 : 1)
  if (k === 0) return sign
  const reduced = gcd(k, order)
  const root = arena.intern(CYCLOTOMIC, [arena.smallInteger(order / reduced)])
  const power = k === reduced ? root : arena.intern(POWER, [root, arena.smallInteger(k / reduced)])
  return scaleTerm(arena, power, sign)
}

/** a^(p/s) for a rational a and s > 1, as a rational times radicals of integers with exponents between 0 and 1. */
function radical(arena: Arena, base: Rational, exponent: Rational): Ref {
  if (base.numerator === 0n) {
    if (exponent.numerator > 0n) return arena.smallInteger(0)
    throw new EngineError("domain", "0 has no negative power.")
  }
  const negative = base.numerator < 0n
  const parts = [
    ...(negative ? integerRadical(arena, -1n, exponent) : []),
    ...integerRadical(arena, negative ? -base.numerator : base.numerator, exponent),
    ...integerRadical(arena, base.denominator, { numerator: -exponent.numerator, denominator: exponent.denominator }),
  ]
  return mulRefs(arena, parts)
}

function integerRadical(arena: Arena, base: bigint, exponent: Rational): Ref[] {
  if (base === 1n) return []
  const [root, multiplicity] = perfectPower(base)
  const total = mulRational(exponent, rationalOf(BigInt(multiplicity)))
  const whole = floorDivide(total.numerator, total.denominator)
  const fraction = rationalOf(total.numerator - whole * total.denominator, total.denominator)
  const parts = [rationalRef(arena, powRational({ numerator: root, denominator: 1n }, whole))]
  if (fraction.numerator !== 0n) parts.push(arena.intern(POWER, [arena.integer(root), rationalRef(arena, fraction)]))
  return parts
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** n = root^multiplicity with the greatest multiplicity. */
function perfectPower(n: bigint): readonly [bigint, number] {
  if (n === -1n || n < 4n) return [n, 1]
  for (let k = bitLength(n); k > 1; k--) {
    const root = exactRoot(n, k)
    if (root !== undefined) return [root, k]
  }
  return [n, 1]
}

export function negRef(arena: Arena, ref: Ref): Ref {
  return mulRefs(arena, [arena.smallInteger(-1), ref])
}

export function divRefs(arena: Arena, a: Ref, b: Ref): Ref {
  if (isZero(arena, b))
    throw new EngineError("domain", "Division by 0 has no value.", { hint: "Check where the denominator vanishes." })
  if (isNumber(arena, b))
    return mulRefs(arena, [a, rationalRef(arena, mulRational(ONE, inverse(numberValue(arena, b))))])
  return mulRefs(arena, [a, powRef(arena, b, arena.smallInteger(-1))])
}

function inverse(value: Rational): Rational {
  return rationalOf(value.denominator, value.numerator)
}
