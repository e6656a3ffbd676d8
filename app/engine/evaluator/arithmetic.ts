import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { rationalOf, splitPower } from "../functions/inputs"
import type { Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import { add as addExpressions, integer, mul as mulExpressions, type Rational } from "../symbolic/expression"
import { seriesExpression } from "../symbolic/from-series"
import { polynomialSeries, seriesOf } from "../symbolic/series"
import { List, Relation, type Value } from "../values"

/**
 * Arithmetic on values of any kinds. Expressions combine in the arena, series in the addon. Where a series meets an expression, the
 * expression is expanded in the series' variable as far as the series is known, not less: the result is known as far as a product
 * or sum of the two can be. Other names in the expression become coefficients. An exact series is a polynomial, so beside an
 * expression that is none it becomes an expression itself. Lists, equations and ranges combine member by member.
 */

type Operation = (a: Value, b: Value) => Value

function refuse(operator: string, value: Value): EngineError {
  const hint =
    value.kind === "sequence" && value.items.length === 0
      ? "A call or a loop gave NULL here."
      : value.kind === "string"
        ? "A string is words; write the name without quotes."
        : "Take the numbers, expressions or series out of it first."
  return new EngineError("argument", `${operator} combines numbers, expressions and series.`, {
    given: describe(value),
    hint,
  })
}

function isNumeric(value: Value): value is QExpr | QSeries {
  return value.kind === "expr" || value.kind === "series"
}

/** The value inside a sequence of one. */
function single(value: Value): Value {
  const [only] = value.kind === "sequence" ? value.items : []
  return value.kind === "sequence" && value.items.length === 1 && only !== undefined ? only : value
}

// Lists and relations

function memberwise(operator: string, a: Value, b: Value, operation: Operation): Value {
  if (a.kind === "list" && b.kind === "list") {
    if (operator !== "+" && operator !== "-") throw refuse(operator, b)
    return zip(a, b, operation)
  }
  if (a.kind === "relation" || b.kind === "relation") return onSides(a, b, operation)
  if (a.kind === "list" && isNumeric(b) && operator !== "+" && operator !== "-") {
    return new List(a.items.map((item) => operation(item, b)))
  }
  if (b.kind === "list" && isNumeric(a) && operator === "*") {
    return new List(b.items.map((item) => operation(a, item)))
  }
  throw refuse(operator, isNumeric(a) || (a.kind === "list" && !isNumeric(b)) ? b : a)
}

function zip(a: List, b: List, operation: Operation): List {
  if (a.items.length !== b.items.length) {
    const given = `lists of ${a.items.length} and ${b.items.length} members`
    throw new EngineError("argument", "Lists are added member by member, so they have equally many.", { given })
  }
  return new List(a.items.map((item, i) => operation(item, b.items[i] as Value)))
}

function onSides(a: Value, b: Value, operation: Operation): Relation {
  if (a.kind === "relation" && b.kind === "relation") {
    if (a.operator !== "=" || b.operator !== "=") throw refuse("Arithmetic", a.operator === "=" ? b : a)
    return new Relation("=", operation(a.left, b.left), operation(a.right, b.right))
  }
  const relation = (a.kind === "relation" ? a : b) as Relation
  if (relation.operator !== "=") throw refuse("Arithmetic", relation)
  const side = (value: Value): Value => (a.kind === "relation" ? operation(value, b) : operation(a, value))
  return new Relation("=", side(relation.left), side(relation.right))
}

// Series beside expressions

function toNumber({ numerator, denominator }: Exponent): number {
  return numerator / denominator
}

/** Polynomials with greater exponents stay expressions: a series keeps every coefficient between its first and its last. */
const GREATEST_EXPONENT = 10_000_000

/** The polynomial's series, exact; null when the expression is no polynomial in the variable over the rationals. */
function exactSeries(value: QExpr, variable: string): QSeries | null {
  const terms: { exponent: Exponent; coefficient: Rational }[] = []
  const parts = value.head === "sum" ? value.args : [value]
  for (const part of parts) {
    const split = splitPower(part, variable)
    const coefficient = split?.coefficient.asRational()
    if (split === undefined || coefficient === undefined || Math.abs(split.exponent.numerator) > GREATEST_EXPONENT)
      return null
    terms.push({ exponent: split.exponent, coefficient })
  }
  return polynomialSeries(terms, variable)
}

/** Expansions whose leading term is not found below this exponent are taken as they are. */
const FARTHEST_LEADING_TERM = 1 << 14

/** The expression with at least `length` known exponents from its leading term on. */
function expandBy(value: QExpr, variable: string, length: number): QSeries {
  let order = Math.max(1, Math.ceil(length))
  for (;;) {
    const series = seriesOf(value, variable, order)
    const { valuation } = series
    if (valuation === null) {
      if (series.isExact || order >= FARTHEST_LEADING_TERM) return series
      order *= 2
      continue
    }
    const needed = Math.ceil(length + toNumber(valuation))
    if (series.isExact || needed <= order) return series
    order = needed
  }
}

/** How many exponents from the leading one on a truncated series knows; 0 when it knows none that is not zero. */
function knownLength(series: QSeries): number {
  const { order, valuation } = series
  if (order === null || valuation === null) return 0
  return toNumber(order) - toNumber(valuation)
}

function addMixed(series: QSeries, value: QExpr): Value {
  if (value.isZero()) return series
  if (series.order !== null) return series.add(seriesOf(value, series.variable, series.order))
  const exact = exactSeries(value, series.variable)
  return exact === null ? seriesExpression(series).add(value) : series.add(exact)
}

function scaleBy(series: QSeries, { numerator, denominator }: Rational): QSeries {
  return series.scale(numerator, denominator)
}

function mulMixed(series: QSeries, value: QExpr): Value {
  const power = splitPower(value, series.variable)
  const factor = power?.coefficient.asRational()
  if (power !== undefined && factor !== undefined) return scaleBy(series.shift(power.exponent), factor)
  if (series.order !== null) return series.mul(expandBy(value, series.variable, knownLength(series)))
  const exact = exactSeries(value, series.variable)
  return exact === null ? seriesExpression(series).mul(value) : series.mul(exact)
}

function divMixed(series: QSeries, value: QExpr): Value {
  if (value.isZero()) throw new EngineError("domain", "Nothing divides by zero.", { given: describe(value) })
  const power = splitPower(value, series.variable)
  const factor = power?.coefficient.asRational()
  if (power !== undefined && factor !== undefined) {
    const { numerator, denominator } = power.exponent
    const inverse = { numerator: factor.denominator, denominator: factor.numerator }
    return scaleBy(series.shift({ numerator: -numerator, denominator }), inverse)
  }
  if (series.order !== null) return series.div(expandBy(value, series.variable, knownLength(series)))
  return seriesExpression(series).div(value)
}

function divInto(value: QExpr, series: QSeries): Value {
  if (series.order === null)
    return series.termCount === 1 ? mulMixed(series.inverse(), value) : value.div(seriesExpression(series))
  const number = value.asRational()
  if (number !== undefined) return scaleBy(series.inverse(), number)
  return mulMixed(series.inverse(), value)
}

// Operations on two values

function addTwo(a: Value, b: Value): Value {
  const x = single(a)
  const y = single(b)
  if (x.kind === "expr" && y.kind === "expr") return x.add(y)
  if (x.kind === "series" && y.kind === "series") return x.add(y)
  if (x.kind === "series" && y.kind === "expr") return addMixed(x, y)
  if (x.kind === "expr" && y.kind === "series") return addMixed(y, x)
  return memberwise("+", x, y, addTwo)
}

export function mulTwo(a: Value, b: Value): Value {
  const x = single(a)
  const y = single(b)
  if (x.kind === "expr" && y.kind === "expr") return x.mul(y)
  if (x.kind === "series" && y.kind === "series") return x.mul(y)
  if (x.kind === "series" && y.kind === "expr") return mulMixed(x, y)
  if (x.kind === "expr" && y.kind === "series") return mulMixed(y, x)
  return memberwise("*", x, y, mulTwo)
}

export function divTwo(a: Value, b: Value): Value {
  const x = single(a)
  const y = single(b)
  if (x.kind === "expr" && y.kind === "expr") return x.div(y)
  if (x.kind === "series" && y.kind === "series") {
    if (x.order !== null || y.order !== null || y.termCount === 1) return x.div(y)
    return seriesExpression(x).div(seriesExpression(y))
  }
  if (x.kind === "series" && y.kind === "expr") return divMixed(x, y)
  if (x.kind === "expr" && y.kind === "series") return divInto(x, y)
  return memberwise("/", x, y, divTwo)
}

export function negate(a: Value): Value {
  const value = single(a)
  switch (value.kind) {
    case "expr":
    case "series":
      return value.neg()
    case "list":
      return new List(value.items.map(negate))
    case "relation":
      if (value.operator === "=") return new Relation("=", negate(value.left), negate(value.right))
      throw refuse("-", value)
    default:
      throw refuse("-", value)
  }
}

function sumOf(expressions: readonly QExpr[]): QExpr {
  const [first, second] = expressions
  if (first === undefined || expressions.length > 2) return addExpressions(expressions)
  return second === undefined ? first : first.add(second)
}

/** The sum of any number of values; expressions are added at once, for one by one would take quadratic time. */
export function addValues(values: readonly Value[]): Value {
  const expressions: QExpr[] = []
  const others: Value[] = []
  for (const each of values) {
    const value = single(each)
    if (value.kind === "expr") expressions.push(value)
    else others.push(value)
  }
  const sum = sumOf(expressions)
  if (others.length === 0) return sum
  const [first, ...rest] = others as [Value, ...Value[]]
  const total = rest.reduce(addTwo, first)
  return expressions.length === 0 ? total : addTwo(total, sum)
}

/** The product of any number of values. */
export function mulValues(values: readonly Value[]): Value {
  const expressions: QExpr[] = []
  const others: Value[] = []
  for (const each of values) {
    const value = single(each)
    if (value.kind === "expr") expressions.push(value)
    else others.push(value)
  }
  const product = mulExpressions(expressions)
  if (others.length === 0) return product
  const [first, ...rest] = others as [Value, ...Value[]]
  const total = rest.reduce(mulTwo, first)
  return expressions.length === 0 ? total : mulTwo(total, product)
}

const MOST_BITS = 1n << 25n

/** 2^(2^38) would end the process that tries it: refused before it begins. */
function refuseHugePower(base: QExpr, exponent: QExpr): void {
  const value = base.asRational()
  const power = exponent.asInteger()
  if (value === undefined || power === undefined) return
  const size = value.numerator < 0n ? -value.numerator : value.numerator
  const larger = size > value.denominator ? size : value.denominator
  if (larger <= 1n) return
  const bits = BigInt(larger.toString(16).length) * 4n - 3n
  const absolute = power < 0n ? -power : power
  if (bits * absolute <= MOST_BITS) return
  const digits = (bits * absolute * 30103n) / 100000n
  throw new EngineError("tooLarge", "A power of numbers may have 2^25 binary digits at most.", {
    given: `a power of about ${digits} digits`,
    hint: "Work modulo a number with modp, or keep the base a name.",
  })
}

function powSeries(series: QSeries, exponent: Value): Value {
  const power = rationalOf(exponent)
  if (power === undefined) {
    throw new EngineError("argument", "A series is raised to a rational power.", { given: describe(exponent) })
  }
  const n = Number(power.numerator)
  const d = Number(power.denominator)
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) {
    throw new EngineError("tooLarge", "A series is raised to a power of at most 53 binary digits.", {
      given: describe(exponent),
    })
  }
  const infinite = series.order === null && series.termCount > 1 && (n < 0 || d > 1)
  if (infinite) return seriesExpression(series).pow(exponent.kind === "expr" ? exponent : integer(n))
  return d === 1 ? series.pow(n) : series.powRational(n, d)
}

export function powTwo(a: Value, b: Value): Value {
  const base = single(a)
  const exponent = single(b)
  if (base.kind === "expr" && exponent.kind === "expr") {
    refuseHugePower(base, exponent)
    return base.pow(exponent)
  }
  if (base.kind === "series") return powSeries(base, exponent)
  if (base.kind === "expr" && exponent.kind === "series" && exponent.isConstant)
    return powTwo(base, seriesExpression(exponent))
  if (base.kind === "relation" && base.operator === "=" && isNumeric(exponent)) {
    return new Relation("=", powTwo(base.left, exponent), powTwo(base.right, exponent))
  }
  throw refuse("^", isNumeric(base) ? exponent : base)
}
