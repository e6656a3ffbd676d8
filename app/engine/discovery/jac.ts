import type { Exponent } from "../series/exponent"
import { exponent } from "../series/exponent"
import type { Coefficient, QSeries } from "../series/series"
import { type QExpr, fromRational, integer, jac, mul, rational, symbol } from "../symbolic/expression"
import {
  type JacFactor,
  type PeriodicForm,
  integerExponents,
  jacFactors,
  periodicForm,
  productExponents,
} from "./exponents"

/** c q^l prod JAC(a, period, infinity)^e with what it rests on. */
export interface JacFinding {
  readonly constant: Coefficient
  readonly power: Exponent
  readonly period: number
  readonly factors: readonly JacFactor[]
  readonly used: number
  readonly beyond: number
}

/** The JAC product that a series agrees with on all known coefficients below T; null when its exponents have no symmetric period. */
export function jacprodOf(f: QSeries, T: number, divides: number | null): JacFinding | null {
  if (f.isZero) return null
  const { constant, power, exponents } = productExponents(f, T)
  const whole = integerExponents(exponents)
  if ("failsAt" in whole) return null
  const smallest = periodicForm(whole.values, true, divides)
  if (smallest === null) return null
  const form = withoutNegativeRoot(smallest, whole.values.length, divides)
  return { constant, power, period: form.period, factors: jacFactors(form), used: form.used, beyond: form.beyond }
}

/**
 * A negative odd exponent in the middle of an even period puts JAC(b/2,b)^(1/2) into a denominator. Twice the period needs no root;
 * it is taken when the known exponents show it twice over.
 */
function withoutNegativeRoot(form: PeriodicForm, known: number, divides: number | null): PeriodicForm {
  const { period, values } = form
  const middle = period % 2 === 0 ? (values[period / 2] ?? 0) : 0
  const allowed = divides === null || divides % (2 * period) === 0
  if (middle >= 0 || middle % 2 === 0 || !allowed || 4 * period > known) return form
  return { period: 2 * period, values: [...values, ...values], used: period + 1, beyond: known - period - 1 }
}

/** The finding as an expression in q, with q replaced by q^dilation. */
export function jacText(found: JacFinding, variable: string, dilation = 1): QExpr {
  const power = exponent(found.power.numerator * dilation, found.power.denominator)
  return mul([
    rational(found.constant.numerator, found.constant.denominator),
    symbol(variable).pow(rational(power.numerator, power.denominator)),
    ...found.factors.map(({ a, exponent: e }) =>
      jac(integer(a * dilation), integer(found.period * dilation)).pow(fromRational(e)),
    ),
  ])
}
