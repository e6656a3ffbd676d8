import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import type { Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import { add, currentArena, fromRational, indexed, integer, QExpr, rational, rootOfUnity, symbol } from "./expression"
import { rationalFromText } from "./numbers"
import { readIndexedName } from "./polynomial"
import { seriesOf } from "./series"

const MOST_TERMS = 1_000_000

/** Coefficient of the term with this exponent in t, over any ring. */
function nativeCoefficient(series: QSeries, text: string, exponent: number): QExpr {
  switch (series.ring.kind) {
    case "Z":
    case "Q":
    case "Zm":
      return fromRational(rationalFromText(text))
    case "cyclotomic":
      return cyclotomicCoefficient(text, series.ring.n)
    default:
      return algebraExpression(series, exponent)
  }
}

/** "-1/2 + 3*zeta^2" in powers of the generator. */
function cyclotomicCoefficient(text: string, n: number): QExpr {
  const bare = text.replace(/zeta\(\d+\)/g, "zeta").replace(/[()\s]/g, "")
  const terms = bare.match(/[+-]?[^+-]+/g) ?? []
  return add(
    terms.map((term) => {
      const match = /^([+-]?)(?:(\d+(?:\/\d+)?)\*?)?(zeta(?:\^(\d+))?)?$/.exec(term)
      if (match === null) throw new EngineError("internal", `A coefficient ${text} could not be read.`)
      const number = fromRational(rationalFromText(match[2] ?? "1"))
      const root = match[3] === undefined ? integer(1) : rootOfUnity(n, match[4] === undefined ? 1 : Number(match[4]))
      const product = number.mul(root)
      return match[1] === "-" ? product.neg() : product
    }),
  )
}

/** A Laurent polynomial or rational function in the ring's variables. */
function algebraExpression(series: QSeries, exponent: number): QExpr {
  const { rational: api, series: seriesApi } = loadAddon()
  const value = seriesApi.coefficientRational(series.native, exponent)
  const polynomial = (part: typeof value): QExpr => {
    const { variables, exponents, coefficients } = api.terms(part)
    const names = variables.map(variableExpression)
    return add(
      exponents.map((row, i) =>
        row.reduce(
          (term, e, j) => (e === 0 ? term : term.mul((names[j] as QExpr).pow(e))),
          fromRational(rationalFromText(coefficients[i] as string)),
        ),
      ),
    )
  }
  return polynomial(api.numerator(value)).div(polynomial(api.denominator(value)))
}

/** A name, or an indexed name such as X[1]. */
function variableExpression(name: string): QExpr {
  const known = readIndexedName(name)
  return known === undefined ? symbol(name) : indexed(symbol(known[0]), [integer(known[1])])
}

/** The coefficient of variable^n as an expression, over any ring. Throws "precision" at or beyond the order. */
export function coefficientExpression(series: QSeries, n: Exponent): QExpr {
  const text = series.coefficientText(n)
  const native = (n.numerator * series.denominator) / n.denominator
  return Number.isInteger(native) && text !== "0" ? nativeCoefficient(series, text, native) : integer(0)
}

/** The known terms of a series as a polynomial expression, O-term dropped. Linear in the number of terms, at most 10^6. */
export function seriesExpression(series: QSeries): QExpr {
  if (series.termCount > MOST_TERMS) {
    throw new EngineError("tooLarge", "A polynomial of more than a million terms stays a series.", {
      given: `${series.termCount} terms`,
    })
  }
  const variable = symbol(series.variable)
  const terms = series.terms().map(({ exponent: e, coefficient }) => {
    const native = (e.numerator * series.denominator) / e.denominator
    return nativeCoefficient(series, coefficient, native).mul(variable.pow(rational(e.numerator, e.denominator)))
  })
  return terms.length === 0 ? QExpr.of(currentArena(), currentArena().smallInteger(0)) : add(terms)
}

/** The names in the coefficients of a series. */
export function coefficientNames(series: QSeries): readonly string[] {
  const { ring } = series
  return ring.kind === "laurent" || ring.kind === "ratfun" ? ring.variables : []
}

/** The series with each coefficient changed; its order stays. */
export function mapCoefficients(series: QSeries, change: (coefficient: QExpr) => QExpr): QSeries {
  const variable = symbol(series.variable)
  const terms = series.terms().map(({ exponent: e, coefficient }) => {
    const native = (e.numerator * series.denominator) / e.denominator
    return change(nativeCoefficient(series, coefficient, native)).mul(
      variable.pow(rational(e.numerator, e.denominator)),
    )
  })
  const { order, degree } = series
  const beyond = degree === null ? 1 : Math.floor(degree.numerator / degree.denominator) + 1
  const changed = seriesOf(add([integer(0), ...terms]), series.variable, order ?? beyond)
  return order === null ? changed : changed.truncate(order)
}
