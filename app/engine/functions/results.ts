import type { Exponent } from "../series/exponent"
import { makeSet } from "../evaluator/compare"
import type { QSeries } from "../series/series"
import { type QExpr, add, fromRational, integer, qPochhammer, rational, symbol, infinity } from "../symbolic/expression"
import { rationalFromText } from "../symbolic/numbers"
import { BooleanValue, List, type SetValue, StringValue, type Value } from "../values"

/** Values out of plain numbers and lists, for the functions' results. */

export function whole(n: bigint | number): QExpr {
  return integer(n)
}

export function listOf(items: readonly Value[]): List {
  return new List(items)
}

export function integers(values: readonly (bigint | number)[]): List {
  return listOf(values.map(whole))
}

export function setOf(items: readonly Value[]): SetValue {
  return makeSet(items)
}

export function text(value: string): StringValue {
  return new StringValue(value)
}

export function truth(value: boolean): BooleanValue {
  return new BooleanValue(value)
}

/** 1 or 0, as Garvan's predicates answer. */
export function bit(value: boolean): QExpr {
  return integer(value ? 1 : 0)
}

export function exponentExpr(e: Exponent): QExpr {
  return rational(e.numerator, e.denominator)
}

/** variable^e */
export function power(variable: string, e: Exponent | number): QExpr {
  return symbol(variable).pow(typeof e === "number" ? integer(e) : exponentExpr(e))
}

/** 1 - variable^n */
export function oneMinus(variable: string, n: number): QExpr {
  return integer(1).sub(power(variable, n))
}

/** (a; q)_infinity with a = variable^start, q = variable^step */
export function infiniteProduct(variable: string, start: number, step: number): QExpr {
  return qPochhammer(power(variable, start), power(variable, step), infinity())
}

const MOST_TERMS = 200_000

/** The polynomial of an exact series over Z, Q as an expression. */
export function polynomialExpr(series: QSeries): QExpr {
  if (series.termCount > MOST_TERMS) throw new RangeError(`A polynomial of ${series.termCount} terms stays a series`)
  return add(
    series
      .terms()
      .map(({ exponent: e, coefficient }) =>
        fromRational(rationalFromText(coefficient)).mul(power(series.variable, e)),
      ),
  )
}
