/**
 * Exponents of a series: rational numbers in lowest terms with a positive denominator. Both parts are safe integers, since a native
 * series keeps its exponents as such.
 */
import { EngineError } from "../errors"
import { gcd } from "../number-theory"

export interface Exponent {
  readonly numerator: number
  readonly denominator: number
}

/** The exponent n/d in lowest terms. Throws RangeError when d is zero, EngineError when a part is no safe integer. */
export function exponent(numerator: number, denominator = 1): Exponent {
  if (denominator === 0) throw new RangeError(`Exponent ${numerator}/0 has no value`)
  const divisor = gcd(numerator, denominator) * Math.sign(denominator)
  const result = { numerator: numerator / divisor + 0, denominator: denominator / divisor }
  if (!Number.isSafeInteger(result.numerator) || !Number.isSafeInteger(result.denominator)) {
    throw new EngineError("tooLarge", "Exponents of series are below 2^53.", {
      given: denominator === 1 ? String(numerator) : `${numerator}/${denominator}`,
    })
  }
  return result
}

/** Reads "5", "-1/24"; throws RangeError for anything else. */
export function parseExponent(text: string): Exponent {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text)
  if (match === null) throw new RangeError(`"${text}" is no exponent`)
  return exponent(Number(match[1]), match[2] === undefined ? 1 : Number(match[2]))
}

/** An exponent or order as a caller gives it. Throws EngineError when it is neither a whole number nor a fraction of two. */
export function toExponent(value: number | Exponent): Exponent {
  if (typeof value === "number" && Number.isSafeInteger(value)) return { numerator: value, denominator: 1 }
  const given: unknown = value
  if (typeof given === "object" && given !== null && isFraction(given)) return given
  throw new EngineError("argument", "An exponent or order is a whole number, or a fraction of two.", {
    given: typeof given === "object" ? JSON.stringify(given) : String(given),
    hint: "Write a fraction as { numerator, denominator } with a positive denominator.",
  })
}

function isFraction(value: object): value is Exponent {
  const { numerator, denominator } = value as Partial<Exponent>
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && (denominator ?? 0) > 0
}

export function addExponents(a: Exponent, b: Exponent): Exponent {
  return exponent(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function multiplyExponents(a: Exponent, b: Exponent): Exponent {
  return exponent(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function negateExponent(a: Exponent): Exponent {
  return exponent(-a.numerator, a.denominator)
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareExponents(a: Exponent, b: Exponent): number {
  return a.numerator * b.denominator - b.numerator * a.denominator
}

export function exponentText(a: Exponent): string {
  return a.denominator === 1 ? String(a.numerator) : `${a.numerator}/${a.denominator}`
}

/** q, q^3, q^(-1), q^(5/24): the power in the notebook's syntax. */
export function powerText(variable: string, a: Exponent): string {
  if (a.denominator === 1 && a.numerator === 1) return variable
  return a.denominator === 1 && a.numerator >= 0 ? `${variable}^${a.numerator}` : `${variable}^(${exponentText(a)})`
}
