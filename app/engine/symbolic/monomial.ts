import { type Exponent, exponent } from "../series/exponent"
import type { Arena, Ref } from "./arena"
import { baseOf, exponentOf, isNumber, numberValue } from "./canonical"
import { PRODUCT, SUM } from "./heads"
import { ONE, type Rational } from "./numbers"

/** c * variable^exponent with a rational c. */
export interface Monomial {
  readonly coefficient: Rational
  readonly exponent: Exponent
}

/** A rational as an exponent; undefined when its parts are no safe integers. */
export function exponentFrom(value: Rational): Exponent | undefined {
  const numerator = Number(value.numerator)
  const denominator = Number(value.denominator)
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return undefined
  return exponent(numerator, denominator)
}

/** Reads c * variable^r; undefined when the expression is of another form. */
export function asMonomial(arena: Arena, ref: Ref, variable: Ref): Monomial | undefined {
  if (isNumber(arena, ref)) return { coefficient: numberValue(arena, ref), exponent: exponent(0) }
  if (arena.head(ref) !== PRODUCT) {
    const power = variablePower(arena, ref, variable)
    return power === undefined ? undefined : { coefficient: ONE, exponent: power }
  }
  if (arena.arity(ref) !== 2) return undefined
  const power = variablePower(arena, arena.word(ref, 1), variable)
  return power === undefined ? undefined : { coefficient: numberValue(arena, arena.word(ref, 0)), exponent: power }
}

function variablePower(arena: Arena, factor: Ref, variable: Ref): Exponent | undefined {
  if (baseOf(arena, factor) !== variable) return undefined
  const power = exponentOf(arena, factor)
  return isNumber(arena, power) ? exponentFrom(numberValue(arena, power)) : undefined
}

/** Reads a sum of monomials in one variable, or one monomial; undefined when a term is of another form. */
export function asPolynomial(arena: Arena, ref: Ref, variable: Ref): Monomial[] | undefined {
  if (arena.head(ref) !== SUM) {
    const monomial = asMonomial(arena, ref, variable)
    return monomial === undefined ? undefined : [monomial]
  }
  const monomials: Monomial[] = []
  const constant = numberValue(arena, arena.word(ref, 0))
  if (constant.numerator !== 0n) monomials.push({ coefficient: constant, exponent: exponent(0) })
  for (let i = 1; i < arena.arity(ref); i += 2) {
    const power = variablePower(arena, arena.word(ref, i), variable)
    if (power === undefined) return undefined
    monomials.push({ coefficient: numberValue(arena, arena.word(ref, i + 1)), exponent: power })
  }
  return monomials
}
