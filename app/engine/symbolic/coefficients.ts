import { EngineError } from "../errors"
import { compareExponents, exponent, type Exponent } from "../series/exponent"
import type { Arena, Ref } from "./arena"
import { addRefs, baseOf, exponentOf, isNumber, mulRefs, numberValue } from "./canonical"
import { expandRef } from "./expand"
import { PRODUCT, SUM } from "./heads"
import { exponentFrom } from "./monomial"
import { plainText } from "./print/plain"
import { dependsOn } from "./rewrite"

/** Coefficients, degrees and indeterminates of expressions that are Laurent polynomials, with fractional exponents if need be, in a variable. */
export interface PowerTerm {
  readonly exponent: Exponent
  readonly coefficient: Ref
}

/**
 * The expanded expression by powers of a variable (a name, or any other subexpression such as X[1] or f(x)), ascending.
 * @throws EngineError "domain" when the variable also occurs otherwise than in powers
 */
export function powersOf(arena: Arena, ref: Ref, variable: Ref): PowerTerm[] {
  const groups = new Map<string, { exponent: Exponent; coefficients: Ref[] }>()
  for (const term of summands(arena, expandRef(arena, ref))) {
    const { exponent: e, coefficient } = splitPower(arena, term, variable)
    const key = `${e.numerator}/${e.denominator}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { exponent: e, coefficients: [coefficient] })
    else group.coefficients.push(coefficient)
  }
  return [...groups.values()]
    .map((group) => ({ exponent: group.exponent, coefficient: addRefs(arena, group.coefficients) }))
    .filter(({ coefficient }) => arena.immediate(coefficient) !== 0)
    .sort((a, b) => compareExponents(a.exponent, b.exponent))
}

/** The terms of a sum with their coefficients; the expression itself when it is none. */
export function summands(arena: Arena, ref: Ref): Ref[] {
  if (arena.head(ref) !== SUM) return [ref]
  const words = arena.children(ref)
  const terms = arena.immediate(words[0] as Ref) === 0 ? [] : [words[0] as Ref]
  for (let i = 1; i < words.length; i += 2) terms.push(mulRefs(arena, [words[i + 1] as Ref, words[i] as Ref]))
  return terms
}

function splitPower(arena: Arena, term: Ref, variable: Ref): PowerTerm {
  let power = exponent(0)
  const rest: Ref[] = []
  for (const factor of arena.head(term) === PRODUCT ? arena.children(term) : [term]) {
    const e = exponentOf(arena, factor)
    const value =
      baseOf(arena, factor) === variable && isNumber(arena, e) ? exponentFrom(numberValue(arena, e)) : undefined
    if (value !== undefined) power = value
    else if (containsPart(arena, factor, variable)) throw notInPowers(arena, factor, variable)
    else rest.push(factor)
  }
  return { exponent: power, coefficient: mulRefs(arena, rest) }
}

function containsPart(arena: Arena, ref: Ref, part: Ref): boolean {
  return dependsOn(arena, ref, part)
}

function notInPowers(arena: Arena, factor: Ref, variable: Ref): EngineError {
  const name = plainText(arena, variable)
  return new EngineError("domain", `The expression is no polynomial in ${name}.`, {
    given: plainText(arena, factor).slice(0, 80),
    hint: `Expand it as a series in ${name} first, or use numer and denom.`,
  })
}

/** Coefficient of variable^n; 0 when the power does not occur. */
export function coefficientOf(arena: Arena, ref: Ref, variable: Ref, n: Exponent): Ref {
  const term = powersOf(arena, ref, variable).find(({ exponent: e }) => compareExponents(e, n) === 0)
  return term?.coefficient ?? arena.smallInteger(0)
}

/** The term with the least exponent; undefined for 0. */
export function lowestTerm(arena: Arena, ref: Ref, variable: Ref): PowerTerm | undefined {
  return powersOf(arena, ref, variable)[0]
}

export function highestTerm(arena: Arena, ref: Ref, variable: Ref): PowerTerm | undefined {
  return powersOf(arena, ref, variable).at(-1)
}
