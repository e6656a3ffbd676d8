import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { formsAtPower } from "../functions/hidden-q"
import { indexed, QExpr } from "../symbolic/expression"
import { coefficientNames, mapCoefficients } from "../symbolic/from-series"
import { readIndexedName } from "../symbolic/polynomial"
import { substitute as substituteRefs } from "../symbolic/rewrite"
import { seriesOf } from "../symbolic/series"
import { QSeries } from "../series/series"
import { collectionOf, Range, Relation, type Value } from "../values"
import { addValues, mulValues, powTwo } from "./arithmetic"
import { makeSet } from "./compare"
import type { Replacement } from "./context"
import { valueKey } from "./text"

/** What building an expression anew needs: how to call its functions and read its indexed names. */
export interface Rebuilding {
  /** Undefined: the call stays as it is. */
  call(name: string, values: readonly Value[]): Value | undefined
  /** Undefined: the indexed name stays as it is. */
  index(name: QExpr, indices: readonly Value[]): Value | undefined
}

function replaced(value: QExpr, replacements: ReadonlyMap<string, Value>): Value | undefined {
  return replacements.size === 0 ? undefined : replacements.get(valueKey(value))
}

/** Whether all replacements are expressions, so that the arena can do the work by itself. */
function isPure(replacements: readonly Replacement[]): boolean {
  return replacements.every(({ from, to }) => from.kind === "expr" && to.kind === "expr")
}

class Rebuilder {
  private readonly replacements: ReadonlyMap<string, Value>
  private readonly pairs: readonly Replacement[]
  private readonly names: ReadonlySet<string>
  private readonly rebuilding: Rebuilding | null

  constructor(pairs: readonly Replacement[], rebuilding: Rebuilding | null) {
    this.pairs = pairs
    this.replacements = new Map(pairs.map(({ from, to }) => [valueKey(from), to]))
    this.names = new Set(pairs.flatMap(({ from }) => (from.kind === "expr" ? from.freeSymbols() : [])))
    this.rebuilding = rebuilding
  }

  private touches(value: QExpr): boolean {
    return this.rebuilding !== null || value.freeSymbols().some((name) => this.names.has(name)) || this.names.size === 0
  }

  expression(value: QExpr): Value {
    const found = replaced(value, this.replacements)
    if (found !== undefined) return found
    if (value.isNumber() || value.isSymbol() || value.isInfinity() || !this.touches(value)) return value
    switch (value.head) {
      case "sum":
        return addValues(value.args.map((part) => this.expression(part)))
      case "product":
        return mulValues(value.args.map((part) => this.expression(part)))
      case "power": {
        const [base, exponent] = value.args as [QExpr, QExpr]
        return powTwo(this.expression(base), this.expression(exponent))
      }
      case "function":
        return this.application(value)
      case "indexed":
        return this.indexedName(value)
      default:
        return this.form(value)
    }
  }

  private application(value: QExpr): Value {
    const args = value.args.map((part) => this.expression(part))
    const called = this.rebuilding?.call(value.name ?? "", args)
    if (called !== undefined) return called
    return this.form(value)
  }

  private indexedName(value: QExpr): Value {
    const [name, ...indices] = value.args as [QExpr, ...QExpr[]]
    const values = indices.map((index) => this.expression(index))
    const found = this.rebuilding?.index(name, values)
    if (found !== undefined) return found
    const expressions = values.filter((index) => index.kind === "expr")
    const rebuilt = expressions.length === values.length ? indexed(name, expressions) : value
    return replaced(rebuilt, this.replacements) ?? rebuilt
  }

  /** A form of the field: its parts can be replaced by expressions only. */
  private form(value: QExpr): Value {
    const { arena } = value
    const map = new Map(
      this.pairs.flatMap(({ from, to }) =>
        from.kind === "expr" && to.kind === "expr" ? [[from.ref, to.ref] as const] : [],
      ),
    )
    const result = QExpr.of(arena, substituteRefs(arena, value.ref, map))
    const left = this.pairs.find(({ from, to }) => to.kind !== "expr" && from.kind === "expr" && mentions(result, from))
    if (left !== undefined) {
      throw new EngineError("argument", `Only an expression can take the place of ${describe(left.from)} here.`, {
        given: `${describe(left.to)} in ${describe(value)}`,
        hint: "Expand with series first.",
      })
    }
    return result
  }
}

function mentions(value: QExpr, part: QExpr): boolean {
  const names = new Set(value.freeSymbols())
  return part.freeSymbols().some((name) => names.has(name))
}

/** A generator of a coefficient ring as it is written: X[1] travels to native code under a name of its own. */
function generatorText(name: string): string {
  const known = readIndexedName(name)
  return known === undefined ? name : `${known[0]}[${known[1]}]`
}

/** Names in the coefficients are replaced by expressions free of the variable. */
function intoCoefficients(series: QSeries, pairs: readonly Replacement[]): QSeries {
  const own = pairs.flatMap(({ from, to }): [QExpr, QExpr][] =>
    from.kind === "expr" && to.kind === "expr" ? [[from, to]] : [],
  )
  return own.length === 0 ? series : mapCoefficients(series, (coefficient) => coefficient.subs(...own))
}

/** Whether a value varies with the variable of a series. */
function varies(value: Value, variable: string): boolean {
  return value.kind === "series" || (value.kind === "expr" && value.freeSymbols().includes(variable))
}

function beginsWithConstant(value: Value, variable: string): boolean {
  const series = value.kind === "expr" ? seriesOf(value, variable, 1) : value
  return series.kind === "series" && series.valuation?.numerator === 0
}

/**
 * Names in the coefficients are replaced by functions of the variable. The coefficients that are not known may hold any power of the
 * name, so in a truncated series only a function that begins with a constant keeps the order.
 */
function intoCoefficientsVarying(
  given: QSeries,
  pairs: readonly Replacement[],
  asExpression: (series: QSeries) => QExpr,
): Value {
  const { variable, order } = given
  if (order === null) return new Rebuilder(pairs, null).expression(asExpression(given))
  const bad = pairs.find(({ to }) => varies(to, variable) && !beginsWithConstant(to, variable))
  if (bad !== undefined) {
    throw new EngineError("precision", COEFFICIENTS_OF_TRUNCATED, {
      given: `${describe(bad.from)} = ${describe(bad.to)}`,
      hint: "Replace all names at once, as in subs({a=f, b=g}, P), or before the series is expanded.",
    })
  }
  const known = new Rebuilder(pairs, null).expression(asExpression(given.toPolynomial()))
  return addValues([known, QSeries.zero(variable).truncate(order)])
}

const COEFFICIENTS_OF_TRUNCATED =
  "In the coefficients of a truncated series a name can become a function of the variable only when that begins with a constant."

/** q = c q^k in a series: exponents are scaled, the order with them. */
function intoSeries(
  given: QSeries,
  pairs: readonly Replacement[],
  asExpression: (series: QSeries) => QExpr,
  rebuilder: Rebuilder,
): Value {
  const names = new Set(coefficientNames(given).map(generatorText))
  const inside = pairs.filter(({ from }) => from.kind === "expr" && names.has(from.toString()))
  const varying = inside.some(({ to }) => varies(to, given.variable))
  const own = pairs.find(({ from }) => from.kind === "expr" && from.isSymbol(given.variable))
  if (own === undefined)
    return varying ? intoCoefficientsVarying(given, inside, asExpression) : intoCoefficients(given, inside)
  if (given.order === null) return rebuilder.expression(asExpression(given))
  const target = own.to
  const monomial = target.kind === "expr" ? monomialOf(target, given.variable) : null
  if (monomial === null) {
    throw new EngineError(
      "precision",
      `In a series known to a finite order only a power c*${given.variable}^k can take the place of ${given.variable}.`,
      {
        given: describe(target),
        hint: "convert(f, polynom) drops the O-term, if the finite sum is meant.",
      },
    )
  }
  const dilated = given.substitute(monomial.coefficient, monomial.exponent)
  return varying ? intoCoefficientsVarying(dilated, inside, asExpression) : intoCoefficients(dilated, inside)
}

function monomialOf(
  value: QExpr,
  variable: string,
): {
  coefficient: { numerator: bigint; denominator: bigint }
  exponent: { numerator: number; denominator: number }
} | null {
  const one = { numerator: 1n, denominator: 1n }
  let coefficient = one
  let exponent: { numerator: number; denominator: number } | null = null
  for (const factor of value.head === "product" ? value.args : [value]) {
    const number = factor.asRational()
    if (number !== undefined) {
      coefficient = number
      continue
    }
    const [base, power] = factor.head === "power" ? (factor.args as [QExpr, QExpr]) : [factor, null]
    const n = power === null ? one : power.asRational()
    if (!base.isSymbol(variable) || n === undefined || exponent !== null || n.numerator <= 0n) return null
    exponent = { numerator: Number(n.numerator), denominator: Number(n.denominator) }
  }
  return exponent === null || coefficient.numerator === 0n ? null : { coefficient, exponent }
}

/**
 * Replaces parts of a value all at once. Without `rebuilding` nothing is evaluated anew beyond arithmetic; with it functions are called and
 * indexed names read. Linear in the value's size for each evaluation of its parts.
 */
export function substituteValue(
  value: Value,
  pairs: readonly Replacement[],
  rebuilding: Rebuilding | null,
  asExpression: (series: QSeries) => QExpr,
): Value {
  const rebuilder = new Rebuilder(pairs, rebuilding)
  const ofQ = pairs.find(({ from }) => from.kind === "expr" && from.isSymbol("q"))
  const whole = new Map(pairs.filter(({ from }) => from.kind !== "expr").map(({ from, to }) => [valueKey(from), to]))
  const visit = (part: Value): Value => {
    const found = whole.size === 0 ? undefined : whole.get(valueKey(part))
    if (found !== undefined) return found
    switch (part.kind) {
      case "expr": {
        const placed = ofQ === undefined ? part : formsAtPower(part, ofQ.to)
        return rebuilding === null && isPure(pairs) ? pure(placed) : rebuilder.expression(placed)
      }
      case "series":
        return intoSeries(part, pairs, asExpression, rebuilder)
      case "list":
      case "sequence":
        return collectionOf(part.kind, part.items.map(visit))
      case "set":
        return makeSet(part.items.map(visit))
      case "relation":
        return new Relation(part.operator, visit(part.left), visit(part.right))
      case "range":
        return new Range(visit(part.from), visit(part.to))
      default:
        return part
    }
  }
  const pure = (part: QExpr): Value => {
    const map = new Map(
      pairs.flatMap(({ from, to }) =>
        from.kind === "expr" && to.kind === "expr" ? [[from.ref, to.ref] as const] : [],
      ),
    )
    return QExpr.of(part.arena, substituteRefs(part.arena, part.ref, map))
  }
  return visit(value)
}
