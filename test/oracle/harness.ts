import { Evaluator, valueText } from "../../app/engine/evaluator"
import { registry } from "../../app/engine/functions"
import { EngineError } from "../../app/engine/errors"
import { seriesOf } from "../../app/engine/symbolic/series"
import type { QSeries } from "../../app/engine/series/series"
import { type QExpr, setCurrentArena, Arena } from "../../app/engine/symbolic/expression"
import type { Value } from "../../app/engine/values"
import { loadAddon } from "../../app/engine/native/load"

/** Runs texts of the language in one fresh session. */
export class Worksheet {
  readonly evaluator: Evaluator
  readonly printed: string[] = []

  constructor() {
    const arena = new Arena(loadAddon().integer)
    setCurrentArena(arena)
    this.evaluator = new Evaluator({ functions: registry, arena })
  }

  /** The value of the last statement. */
  run(source: string): Value {
    try {
      const results = this.evaluator.run(source, { print: (text) => this.printed.push(text) })
      const last = results[results.length - 1]
      if (last === undefined) throw new Error(`No value: ${source}`)
      return last.value
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const { given, hint } = error.details
      throw new Error([error.message, given, hint].filter((part) => part !== undefined).join(" · "), { cause: error })
    }
  }

  /** The texts of all values that are shown, in their order. */
  shown(source: string): string[] {
    return this.evaluator
      .run(source)
      .filter((result) => !result.hidden)
      .map((result) => valueText(result.value))
  }

  text(source: string): string {
    return valueText(this.run(source))
  }
}

/** The members of a value as polynomials scaled to one form: relations are the same up to a rational factor. */
export function sameRelations(sheet: Worksheet, actual: Value, expected: Value): boolean {
  const left = relationItems(actual)
  const right = relationItems(expected)
  if (left.length !== right.length) return false
  const rest = [...right]
  for (const a of left) {
    const index = rest.findIndex((b) => proportional(sheet, a, b))
    if (index < 0) return false
    rest.splice(index, 1)
  }
  return true
}

function relationItems(value: Value): readonly Value[] {
  return value.kind === "set" ? value.items : [value]
}

function proportional(sheet: Worksheet, a: Value, b: Value): boolean {
  const x = valueText(a)
  const y = valueText(b)
  if (x === y) return true
  return a.kind === "expr" && b.kind === "expr" && /^-?\d+(\/\d+)?$/.test(sheet.text(`normal((${x})/(${y}))`))
}

/** The coefficients of a value at the exponents of a term list, and that there are no others below the order. */
export function sameTerms(
  value: Value,
  terms: readonly (readonly [number, number | string])[],
  order: number | undefined,
  variable = "q",
): string | null {
  const series = asSeries(value, variable, order ?? Math.max(0, ...terms.map(([e]) => e)) + 1)
  if (order !== undefined && series.integerOrder !== null && series.integerOrder < order)
    return `known only to O(q^${series.integerOrder})`
  const wanted = new Map(terms.map(([e, c]) => [String(e), String(c)]))
  for (const { exponent, coefficient } of series.terms()) {
    if (order !== undefined && exponent.numerator >= order * exponent.denominator) break
    const key =
      exponent.denominator === 1 ? String(exponent.numerator) : `${exponent.numerator}/${exponent.denominator}`
    if (wanted.get(key) !== coefficient)
      return `coefficient of q^${key} is ${coefficient}, expected ${wanted.get(key) ?? "0"}`
    wanted.delete(key)
  }
  const [missing] = wanted
  return missing === undefined ? null : `coefficient of q^${missing[0]} is missing, expected ${missing[1]}`
}

function asSeries(value: Value, variable: string, order: number): QSeries {
  if (value.kind === "series") return value
  if (value.kind === "expr") return seriesOf(value satisfies QExpr, variable, order)
  throw new Error(`No series: ${valueText(value)}`)
}

export { valueText }
