import { EngineError } from "../errors"
import { compareExponents, exponent } from "../series/exponent"
import { QSeries } from "../series/series"
import { baseAndExponent, type QExpr } from "../symbolic/expression"
import { seriesOf } from "../symbolic/series"

/**
 * Expressions in one variable as series: exactly, when they are Laurent polynomials however written, and to the display order, when a
 * denominator, an infinite product or an infinite sum stands in them. What has several variables has none.
 */
export interface Expansion {
  readonly series: QSeries
  /**
   * "written": a sum of powers as it stands; "finite": a polynomial in another form, perhaps a quotient that divides; "rational" and "infinite": a rational
   * function, an infinite product or sum, known to the display order only.
   */
  readonly form: "written" | "finite" | "rational" | "infinite"
}

/** Degree up to which a finite product is multiplied out when its terms are asked for. */
const MAX_DEGREE = 200_000

const INFINITE_HEADS: ReadonlySet<string> = new Set([
  "infinity",
  "theta",
  "theta2",
  "theta3",
  "theta4",
  "jac",
  "geta",
  "eeta",
  "eta",
])

/** The expansion of an expression; null when it has none of the kinds above. */
export function expansionOf(value: QExpr, displayOrder: number, maxDegree = MAX_DEGREE): Expansion | null {
  const variable = variableOf(value)
  if (variable === null || value.isSymbol()) return null
  const polynomial = polynomialOf(value, variable, maxDegree)
  if (polynomial !== null) return { series: polynomial, form: isWritten(value) ? "written" : "finite" }
  const quotient = quotientOf(value, variable, maxDegree)
  if (quotient === null && !mentions(value, INFINITE_HEADS)) return null
  if (quotient !== null && quotient.exact !== null) return { series: quotient.exact, form: "finite" }
  const series = expandOrNull(value, variable, displayOrder)
  return series === null ? null : { series, form: quotient === null ? "infinite" : "rational" }
}

/** The Laurent polynomial that an expression multiplies out to; null when its form does not show that it is one, or it is too long. */
function polynomialOf(value: QExpr, variable: string, maxDegree: number): QSeries | null {
  const degree = degreeBound(value, variable)
  if (degree === null || degree > maxDegree) return null
  const known = expandOrNull(value, variable, degree + 1)
  // Known beyond its degree, the polynomial is known in full.
  const reaches = known !== null && (known.order === null || compareExponents(known.order, exponent(degree)) > 0)
  return reaches ? known.toPolynomial() : null
}

/** For a quotient of two polynomials, the polynomial that it is, or null where it leaves a remainder; null for what is no quotient. */
function quotientOf(value: QExpr, variable: string, maxDegree: number): { exact: QSeries | null } | null {
  const factors = (value.head === "product" ? value.args : [value]).map(baseAndExponent)
  const isBelow = ({ exponent: power }: { exponent: QExpr }): boolean => (power.asRational()?.numerator ?? 0n) < 0n
  const part = (parts: readonly { base: QExpr; exponent: QExpr }[], sign: 1 | -1): QSeries | null => {
    const [first, ...rest] = parts.map(({ base, exponent: power }) => base.pow(power.mul(sign)))
    return first === undefined ? QSeries.constant(1, variable) : polynomialOf(first.mul(...rest), variable, maxDegree)
  }
  const below = factors.filter(isBelow)
  if (below.length === 0) return null
  const [top, bottom] = [
    part(
      factors.filter((factor) => !isBelow(factor)),
      1,
    ),
    part(below, -1),
  ]
  if (top === null || bottom === null) return null
  return { exact: divideExactly(top, bottom) }
}

function divideExactly(top: QSeries, bottom: QSeries): QSeries | null {
  try {
    return top.div(bottom)
  } catch (error) {
    if (error instanceof EngineError && error.code !== "cancelled") return null
    throw error
  }
}

/** The one variable of an expression; eta functions and JAC, which name none, are in q. Null when there are none or several. */
function variableOf(value: QExpr): string | null {
  const names = new Set(value.freeSymbols())
  if (names.delete("tau") || mentions(value, IMPLICIT_HEADS)) names.add("q")
  const [only, ...others] = names
  return only === undefined || others.length > 0 ? null : only
}

const IMPLICIT_HEADS: ReadonlySet<string> = new Set(["eta", "jac", "geta", "eeta"])

function expandOrNull(value: QExpr, variable: string, order: number): QSeries | null {
  try {
    return seriesOf(value, variable, order)
  } catch (error) {
    // A formula that has no expansion is shown as it is; stopping is the reader's wish and goes on up.
    if (error instanceof EngineError && error.code !== "cancelled") return null
    throw error
  }
}

/** Whether a form with one of these heads stands anywhere in the expression. A node that occurs often is looked at once. */
function mentions(value: QExpr, heads: ReadonlySet<string>, seen = new Set<number>()): boolean {
  if (seen.has(value.ref)) return false
  seen.add(value.ref)
  return heads.has(value.head) || value.args.some((part) => mentions(part, heads, seen))
}

/** A sum of numbers times powers of the variable, or one such term. */
function isWritten(value: QExpr): boolean {
  return value.head === "sum" ? value.args.every(isTerm) : isTerm(value)
}

function isTerm(value: QExpr): boolean {
  if (value.isNumber() || value.isSymbol()) return true
  if (value.head === "power") return value.args[0]?.isSymbol() === true
  return value.head === "product" && value.args.every(isTerm)
}

/** A bound of the degree of an expression that multiplies out to a Laurent polynomial; null when that is not seen from its form. */
function degreeBound(value: QExpr, variable: string): number | null {
  if (value.isNumber()) return 0
  const { args } = value
  switch (value.head) {
    case "symbol":
      return value.isSymbol(variable) ? 1 : null
    case "sum":
      return combine(args, variable, (degrees) => degrees.reduce((most, degree) => Math.max(most, degree), 0))
    case "product":
      return combine(args, variable, (degrees) => degrees.reduce((sum, degree) => sum + degree, 0))
    case "power":
      return powerBound(args[0], args[1], variable)
    case "qPochhammer":
      return pochhammerBound(args, variable)
    case "qBinomial": {
      const [m, n] = [args[1]?.asSafeInteger(), args[2]?.asSafeInteger()]
      return m === undefined || n === undefined ? null : scaled(args[0], variable, Math.max(0, m * (n - m)))
    }
    case "qNumber":
    case "qFactorial": {
      const n = args[0]?.asSafeInteger()
      return n === undefined || n < 0 ? null : scaled(args[1], variable, value.head === "qNumber" ? n : (n * n) / 2)
    }
    default:
      return null
  }
}

function combine(parts: readonly QExpr[], variable: string, join: (degrees: number[]) => number): number | null {
  const degrees: number[] = []
  for (const part of parts) {
    const degree = degreeBound(part, variable)
    if (degree === null) return null
    degrees.push(degree)
  }
  return join(degrees)
}

function powerBound(base: QExpr | undefined, exponent: QExpr | undefined, variable: string): number | null {
  if (base === undefined || exponent === undefined) return null
  const power = exponent.asRational()
  if (power === undefined) return null
  const n = Number(power.numerator) / Number(power.denominator)
  if (base.isSymbol(variable)) return Math.max(0, Math.ceil(n))
  if (power.denominator !== 1n || n < 0) return null
  return scaled(base, variable, n)
}

function pochhammerBound([n, q, ...parameters]: readonly QExpr[], variable: string): number | null {
  const count = n?.asSafeInteger()
  if (count === undefined || count < 0) return null
  const step = scaled(q, variable, (count * (count - 1)) / 2)
  const starts = combine(parameters, variable, (degrees) => degrees.reduce((sum, degree) => sum + degree * count, 0))
  return step === null || starts === null ? null : step * parameters.length + starts
}

function scaled(base: QExpr | undefined, variable: string, by: number): number | null {
  const degree = base === undefined ? null : degreeBound(base, variable)
  return degree === null ? null : degree * by
}
