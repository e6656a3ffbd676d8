import { EngineError } from "../errors"
import type { Source } from "../discovery/kernel"
import { type Exponent, exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import { type Rational } from "../symbolic/expression"
import { baseAndExponent } from "../symbolic/expression"
import { seriesOf } from "../symbolic/series"
import type { Value } from "../values"
import { describe } from "./describe"

/** A series, or an expression that becomes one: expanded only when the order is known that is needed. */
export class SeriesInput implements Source {
  readonly value: QSeries | QExpr
  /** The variable in which an expression is expanded. */
  readonly variable: string

  constructor(value: QSeries | QExpr, variable: string) {
    this.value = value
    this.variable = variable
  }

  /** A finite sum of powers, a number, a product without end: anything that can be expanded as far as one likes. */
  get limit(): Exponent | null {
    return this.value.kind === "series" ? this.value.order : null
  }

  /** The series to O(variable^order), or as far as it is known. */
  expand(order: number): QSeries {
    if (this.value.kind === "expr") return seriesOf(this.value, this.variable, order)
    requireVariable(this.value, this.variable)
    return this.value.isExact ? this.value : this.value.truncate(order)
  }

  /** All that is known of a series; an expression to the order given. */
  known(order: number): QSeries {
    if (this.value.kind === "expr") return seriesOf(this.value, this.variable, order)
    requireVariable(this.value, this.variable)
    return this.value
  }
}

function requireVariable(series: QSeries, variable: string): void {
  if (series.variable === variable || series.isConstant) return
  throw new EngineError("domain", `A series in ${variable} is needed here.`, {
    given: `a series in ${series.variable}`,
  })
}

/** An expression or series as the reader gave it. */
export function seriesLike(value: Value): QSeries | QExpr | undefined {
  return value.kind === "series" || value.kind === "expr" ? value : undefined
}

/** The variable a function works in when the reader names none: that of the series, the only name in an expression, else q. */
export function variableOf(...values: readonly (QSeries | QExpr)[]): string {
  for (const value of values) if (value.kind === "series" && !value.isConstant) return value.variable
  for (const value of values) {
    if (value.kind !== "expr") continue
    const names = value.freeSymbols()
    const [only] = names
    if (names.includes("q")) return "q"
    if (only !== undefined && names.length === 1 && only !== "tau") return only
  }
  return "q"
}

/** An exact integer, also when it comes as a constant series. */
export function integerOf(value: Value): bigint | undefined {
  if (value.kind === "expr") return value.asInteger()
  if (value.kind !== "series" || !value.isConstant || value.ring.kind !== "Z") return undefined
  return value.coefficient(0).numerator
}

export function rationalOf(value: Value): Rational | undefined {
  if (value.kind === "expr") return value.asRational()
  if (value.kind !== "series" || !value.isConstant) return undefined
  return value.ring.kind === "Z" || value.ring.kind === "Q" ? value.coefficient(0) : undefined
}

/** The name a value is, when it is a bare name or a string. */
export function wordOf(value: Value): string | undefined {
  if (value.kind === "string") return value.text
  if (value.kind === "boolean") return String(value.value)
  if (value.kind === "procedure") return value.name ?? undefined
  return value.kind === "expr" && value.isSymbol() ? value.name : undefined
}

/** A power of one variable times a factor free of it. */
export interface PowerOf {
  /** Does not contain the variable. */
  readonly coefficient: QExpr
  readonly exponent: Exponent
}

/** Writes an expression as coefficient * variable^exponent; undefined when it is not of that form. */
export function splitPower(value: QExpr, variable: string): PowerOf | undefined {
  if (!value.freeSymbols().includes(variable)) return { coefficient: value, exponent: exponent(0) }
  const factors = value.head === "product" ? value.args : [value]
  let power: Exponent = exponent(0)
  let coefficient: QExpr | null = null
  for (const factor of factors) {
    const { base, exponent: e } = baseAndExponent(factor)
    if (base.isSymbol(variable)) {
      const r = e.asRational()
      const n = r === undefined ? NaN : Number(r.numerator)
      if (r === undefined || !Number.isSafeInteger(n)) return undefined
      power = exponent(
        power.numerator * Number(r.denominator) + n * power.denominator,
        power.denominator * Number(r.denominator),
      )
    } else if (factor.freeSymbols().includes(variable)) return undefined
    else coefficient = coefficient === null ? factor : coefficient.mul(factor)
  }
  return { coefficient: coefficient ?? value.div(value), exponent: power }
}

/** Finds variable and power of q^k, k a positive rational. */
export function basePower(value: Value): { readonly variable: string; readonly power: Exponent } | undefined {
  if (value.kind !== "expr") return undefined
  const { base, exponent: e } = baseAndExponent(value)
  const variable = base.isSymbol() ? base.name : undefined
  const r = e.asRational()
  if (variable === undefined || r === undefined) return undefined
  const power = exponent(Number(r.numerator), Number(r.denominator))
  if (power.numerator <= 0) {
    throw new EngineError("domain", "The base is a positive power of a variable.", {
      given: describe(value),
      hint: "Write q or q^k with k > 0.",
    })
  }
  return { variable, power }
}
