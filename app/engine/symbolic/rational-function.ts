import { EngineError } from "../errors"
import type { NativeRational } from "../native/addon"
import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, isNumber, mulRefs, negRef, numberValue, powRef, rationalRef } from "./canonical"
import { FIRST_FUNCTION, POWER, PRODUCT, SUM, SYMBOL } from "./heads"
import { rationalOf } from "./numbers"
import { compareForDisplay, displayTerms } from "./order"
import { PolynomialBridge, rationalApi } from "./polynomial"
import { plainText } from "./print/plain"
import { hasRelations, reduceUnity } from "./relations"
import { isLeaf, mapChildren, subexpressions } from "./rewrite"

/**
 * Rational functions in the names and function values that occur: normal form, numerator and denominator, factors, common divisors, resultants.
 * All of it runs on FLINT's multivariate types through polynomial.ts.
 */

/** A quotient of two expanded polynomials without common factor; the denominator's first term as shown is positive. */
export function normalRef(arena: Arena, ref: Ref): Ref {
  const { numerator, denominator } = fraction(arena, ref)
  return divRefs(arena, numerator, denominator)
}

export interface Fraction {
  readonly numerator: Ref
  readonly denominator: Ref
}

/** Numerator and denominator of the normal form. */
export function fraction(arena: Arena, ref: Ref): Fraction {
  const prepared = normalInside(arena, ref)
  if (isNumber(arena, prepared)) return numberFraction(arena, prepared)
  const bridge = PolynomialBridge.for(arena, [prepared])
  const api = rationalApi()
  const value = bridge.toNative(prepared)
  const numerator = reduceUnity(arena, bridge.polynomialToRef(api.numerator(value)))
  const denominator = reduceUnity(arena, bridge.polynomialToRef(api.denominator(value)))
  if (arena.immediate(denominator) === 0)
    throw new EngineError("domain", "Division by 0 has no value.", { given: plainText(arena, ref) })
  return firstTermPositive(arena, numerator, denominator)
}

function numberFraction(arena: Arena, ref: Ref): Fraction {
  const value = numberValue(arena, ref)
  return { numerator: arena.integer(value.numerator), denominator: arena.integer(value.denominator) }
}

function firstTermPositive(arena: Arena, numerator: Ref, denominator: Ref): Fraction {
  const first = displayTerms(arena, denominator)[0]
  if (first === undefined || first.coefficient.numerator > 0n) return { numerator, denominator }
  return { numerator: negRef(arena, numerator), denominator: negRef(arena, denominator) }
}

/** Normal forms inside function arguments, so that f((x^2-1)/(x-1)) and f(x+1) meet. */
function normalInside(arena: Arena, ref: Ref): Ref {
  const head = arena.head(ref)
  if (isLeaf(head)) return ref
  if (head === SUM || head === PRODUCT || head === POWER)
    return mapChildren(arena, ref, (child) => normalInside(arena, child))
  return head >= FIRST_FUNCTION ? mapChildren(arena, ref, (child) => normalRef(arena, child)) : ref
}

/**
 * Whether an expression is zero: true or false when it is a rational function of names, true when its normal form vanishes, otherwise "FAIL":
 * function values may satisfy relations that are not known here.
 */
export function isZeroRef(arena: Arena, ref: Ref): boolean | "FAIL" {
  if (isNumber(arena, ref)) return arena.immediate(ref) === 0
  const { numerator } = fraction(arena, ref)
  if (arena.immediate(numerator) === 0) return true
  return isRationalInNames(arena, numerator) ? false : "FAIL"
}

function isRationalInNames(arena: Arena, ref: Ref): boolean {
  return (
    subexpressions(arena, ref).every((part) => {
      const head = arena.head(part)
      if (head === POWER) {
        const power = arena.word(part, 1)
        return isNumber(arena, power) && arena.head(arena.word(part, 0)) === SYMBOL
      }
      return head === SUM || head === PRODUCT || isLeaf(head)
    }) && !hasRelations(arena, ref)
  )
}

// factors

export interface Factorization {
  readonly unit: Ref
  readonly factors: readonly (readonly [Ref, number])[]
}

/** Irreducible factors over Q of numerator (positive multiplicities) and denominator (negative), leading coefficients positive. */
export function factorization(arena: Arena, ref: Ref): Factorization {
  const bridge = PolynomialBridge.for(arena, [ref])
  const api = rationalApi()
  const value = bridge.toNative(ref)
  const top = api.factor(api.numerator(value))
  const bottom = api.factor(api.denominator(value))
  const unit = divRefs(
    arena,
    rationalRef(arena, rationalOf(top.unit[0], top.unit[1])),
    rationalRef(arena, rationalOf(bottom.unit[0], bottom.unit[1])),
  )
  const toRefs = (list: readonly (readonly [NativeRational, number])[], sign: number): (readonly [Ref, number])[] =>
    list
      .map(([factor, multiplicity]) => [bridge.polynomialToRef(factor), sign * multiplicity] as const)
      .sort((x, y) => compareForDisplay(arena, x[0], y[0]))
  return { unit, factors: [...toRefs(top.factors, 1), ...toRefs(bottom.factors, -1)] }
}

/** The product of the irreducible factors. */
export function factorRef(arena: Arena, ref: Ref): Ref {
  if (isNumber(arena, ref)) return ref
  const { unit, factors } = factorization(arena, ref)
  const powers = factors.map(([factor, multiplicity]) => powRef(arena, factor, arena.smallInteger(multiplicity)))
  const [only] = powers
  // A number times a single sum would be multiplied in again; that is the canonical form.
  return powers.length === 1 && only !== undefined ? mulRefs(arena, [unit, only]) : mulRefs(arena, [unit, ...powers])
}

// operations on two polynomials

type TwoPolynomials = (a: NativeRational, b: NativeRational, variable: string) => NativeRational

/** Applies a native operation to two polynomials; `variable` is the one with respect to which it is taken. */
export function combine(arena: Arena, a: Ref, b: Ref, variable: Ref | undefined, operation: TwoPolynomials): Ref {
  const bridge = PolynomialBridge.for(arena, variable === undefined ? [a, b] : [a, b, variable])
  const name = variable === undefined ? "" : variableName(arena, bridge, variable)
  requirePolynomials(arena, bridge, [a, b])
  return bridge.toRef(operation(bridge.toNative(a), bridge.toNative(b), name))
}

function requirePolynomials(arena: Arena, bridge: PolynomialBridge, refs: readonly Ref[]): void {
  const api = rationalApi()
  for (const ref of refs) {
    const denominator = bridge.polynomialToRef(api.denominator(bridge.toNative(ref)))
    if (!isNumber(arena, denominator)) throw notPolynomial(arena, ref)
  }
}

export function notPolynomial(arena: Arena, ref: Ref): EngineError {
  return new EngineError("domain", "A polynomial is needed here.", {
    given: plainText(arena, ref).slice(0, 80),
    hint: "Use numer and denom for the parts of a quotient.",
  })
}

export function variableName(arena: Arena, bridge: PolynomialBridge, variable: Ref): string {
  const name = bridge.nameOf(variable)
  if (name !== undefined && bridge.unitOf(variable) === 1n) return name
  throw new EngineError("domain", `The expression is no polynomial in ${plainText(arena, variable)}.`, {
    given: `fractional powers of ${plainText(arena, variable)}`,
  })
}

/** Coefficients with respect to a variable, index = power; the expression is a polynomial in it. */
export function coefficientList(arena: Arena, ref: Ref, variable: Ref): Ref[] {
  const bridge = PolynomialBridge.for(arena, [ref, variable])
  const name = variableName(arena, bridge, variable)
  const api = rationalApi()
  const value = bridge.toNative(ref)
  const denominator = api.denominator(value)
  if (api.degree(denominator, name) > 0) throw notPolynomial(arena, ref)
  return api.coefficients(api.numerator(value), name).map((c) => bridge.toRef(api.div(c, denominator)))
}

/** The expression as a polynomial in the variables given, innermost last; each coefficient is passed through `finish`. */
export function collectRef(arena: Arena, ref: Ref, variables: readonly Ref[], finish: (coefficient: Ref) => Ref): Ref {
  const [variable, ...rest] = variables
  if (variable === undefined) return finish(ref)
  const coefficients = coefficientList(arena, ref, variable)
  const terms = coefficients.map((c, i) =>
    mulRefs(arena, [collectRef(arena, c, rest, finish), powRef(arena, variable, arena.smallInteger(i))]),
  )
  return addRefs(arena, terms)
}
