import { lcm } from "../number-theory"
import type { Arena, Ref } from "./arena"
import { addRefs, isNumber, mulRefs, powRef, rationalRef } from "./canonical"
import { cyclotomicPolynomial } from "./cyclotomic"
import { CYCLOTOMIC, POWER, PRODUCT, ROOT_OF, SUM, SYMBOL } from "./heads"
import { asPolynomial } from "./monomial"
import { ONE, ZERO, addRational, inverseRational, mulRational, negRational, type Rational } from "./numbers"
import { mapChildren, subexpressions } from "./rewrite"

/**
 * Algebraic numbers satisfy relations that a conversion to independent generators does not know: powers of a root of unity are reduced modulo
 * its cyclotomic polynomial, powers of RootOf(p) modulo p. What remains after that is zero only if it is zero.
 */

/** Whether radicals or several algebraic numbers occur, so that independence of the generators is not certain. */
export function hasRelations(arena: Arena, ref: Ref): boolean {
  let algebraic = 0
  for (const part of subexpressions(arena, ref)) {
    const head = arena.head(part)
    if (head === ROOT_OF) algebraic++
    if (head === POWER && isNumber(arena, arena.word(part, 0))) return true
  }
  return algebraic > 1
}

/** Reduces powers of roots of unity and RootOf in an expanded expression; other expressions are returned as they are. */
export function reduceUnity(arena: Arena, ref: Ref): Ref {
  const parts = subexpressions(arena, ref)
  const order = parts.reduce(
    (n, part) => (arena.head(part) === CYCLOTOMIC ? lcm(n, arena.immediate(arena.word(part, 0)) ?? 1) : n),
    1,
  )
  let result = ref
  if (order > 1) result = reduceCyclotomic(arena, ref, order)
  const root = parts.find((part) => arena.head(part) === ROOT_OF)
  return root === undefined ? result : reduceRoot(arena, result, root)
}

/** All roots of unity as powers of one of the given order, reduced modulo its minimal polynomial. */
function reduceCyclotomic(arena: Arena, ref: Ref, order: number): Ref {
  const zeta = arena.intern(CYCLOTOMIC, [arena.smallInteger(order)])
  const minimal = cyclotomicPolynomial(order).map((c) => ({ numerator: BigInt(c), denominator: 1n }))
  const visit = (part: Ref): Ref => {
    const exponent = unityExponent(arena, part, order)
    if (exponent !== undefined) return reducedPower(arena, zeta, minimal, exponent)
    return mapChildren(arena, part, visit)
  }
  return mapTerms(arena, ref, visit)
}

/** k with part = zeta_order^k */
function unityExponent(arena: Arena, part: Ref, order: number): number | undefined {
  const isPower = arena.head(part) === POWER
  const base = isPower ? arena.word(part, 0) : part
  if (arena.head(base) !== CYCLOTOMIC) return undefined
  const n = arena.immediate(arena.word(base, 0)) ?? 1
  const power = isPower ? arena.immediate(arena.word(part, 1)) : 1
  if (power === undefined) return undefined
  return ((((order / n) * power) % order) + order) % order
}

/** Coefficients of t^k modulo a monic polynomial. */
function residue(minimal: readonly Rational[], k: number): Rational[] {
  const degree = minimal.length - 1
  let current: Rational[] = Array.from({ length: degree }, (_, i) => (i === 0 ? ONE : ZERO))
  for (let step = 0; step < k; step++) {
    const top = negRational(current[degree - 1] as Rational)
    current = current.map((_, i) =>
      addRational(i === 0 ? ZERO : (current[i - 1] as Rational), mulRational(top, minimal[i] as Rational)),
    )
  }
  return current
}

/** root^k reduced modulo its minimal polynomial. */
function reducedPower(arena: Arena, root: Ref, minimal: readonly Rational[], k: number): Ref {
  return addRefs(
    arena,
    residue(minimal, k).map((c, i) =>
      mulRefs(arena, [rationalRef(arena, c), powRef(arena, root, arena.smallInteger(i))]),
    ),
  )
}

function mapTerms(arena: Arena, ref: Ref, visit: (part: Ref) => Ref): Ref {
  if (arena.head(ref) !== SUM) return distributed(arena, visit(ref))
  const words = arena.children(ref)
  const terms = [words[0] as Ref]
  for (let i = 1; i < words.length; i += 2)
    terms.push(distributed(arena, mulRefs(arena, [words[i + 1] as Ref, visit(words[i] as Ref)])))
  return addRefs(arena, terms)
}

/** One sum among the factors is multiplied out. */
function distributed(arena: Arena, ref: Ref): Ref {
  if (arena.head(ref) !== PRODUCT) return ref
  const factors = arena.children(ref)
  const sum = factors.find((factor) => arena.head(factor) === SUM)
  if (sum === undefined) return ref
  const rest = mulRefs(
    arena,
    factors.filter((factor) => factor !== sum),
  )
  const words = arena.children(sum)
  const terms = [mulRefs(arena, [words[0] as Ref, rest])]
  for (let i = 1; i < words.length; i += 2) terms.push(mulRefs(arena, [words[i] as Ref, words[i + 1] as Ref, rest]))
  return addRefs(arena, terms)
}

/** Powers of RootOf(p) at or above the degree of p; p is a polynomial over Q in its one name. */
function reduceRoot(arena: Arena, ref: Ref, root: Ref): Ref {
  const minimal = monicCoefficients(arena, arena.word(root, 0))
  if (minimal === undefined) return ref
  const visit = (part: Ref): Ref => {
    const power =
      arena.head(part) === POWER && arena.word(part, 0) === root ? arena.immediate(arena.word(part, 1)) : undefined
    if (power !== undefined && power >= minimal.length - 1) return reducedPower(arena, root, minimal, power)
    return mapChildren(arena, part, visit)
  }
  return mapTerms(arena, ref, visit)
}

/** Coefficients from the constant term on, divided by the leading one. */
function monicCoefficients(arena: Arena, polynomial: Ref): Rational[] | undefined {
  const name = subexpressions(arena, polynomial).find((part) => arena.head(part) === SYMBOL)
  const terms = name === undefined ? undefined : asPolynomial(arena, polynomial, name)
  if (terms === undefined || terms.some(({ exponent: e }) => e.denominator !== 1 || e.numerator < 0)) return undefined
  const degree = Math.max(...terms.map(({ exponent: e }) => e.numerator))
  const leading = terms.find(({ exponent: e }) => e.numerator === degree)?.coefficient
  if (leading === undefined || degree < 1) return undefined
  const inverse = inverseRational(leading)
  const coefficients = new Array<Rational>(degree + 1).fill(ZERO)
  for (const { coefficient, exponent: e } of terms) coefficients[e.numerator] = mulRational(coefficient, inverse)
  return coefficients
}
