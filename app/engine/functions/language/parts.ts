import { EngineError } from "../../errors"
import type { QExpr } from "../../symbolic/expression"
import { add as addExpressions, call, integer, mul as mulExpressions, symbol } from "../../symbolic/expression"
import { seriesExpression } from "../../symbolic/from-series"
import { collectionOf, List, Range, Relation, SetValue, Table, type Value } from "../../values"
import { makeSet } from "../../evaluator/compare"
import { describe } from "../describe"

/** A value's parts, and a value of the same kind from other parts: what op, map, select and their like share. */

/** The operands of a value. Linear in their number. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "list":
    case "set":
    case "sequence":
      return value.items
    case "relation":
      return [value.left, value.right]
    case "range":
      return [value.from, value.to]
    case "table":
      return [...value.entries.values()].map((entry) => entry.value)
    case "expr":
      return expressionParts(value)
    case "series": {
      const polynomial = seriesExpression(value.toPolynomial())
      return polynomial.head === "sum" ? polynomial.args : [polynomial]
    }
    default:
      return [value]
  }
}

function expressionParts(value: QExpr): readonly Value[] {
  const number = value.asRational()
  if (number !== undefined)
    return number.denominator === 1n ? [value] : [integer(number.numerator), integer(number.denominator)]
  if (value.isSymbol() || value.isInfinity()) return [value]
  if (value.head === "indexed") return value.args.slice(1)
  return value.args
}

/** How many operands; a series counts its non-zero known terms. */
export function partCount(value: Value): number {
  if (value.kind === "series") return value.termCount
  if (value.kind === "table") return value.entries.size
  return partsOf(value).length
}

/** op(0, e): what the operands are put together with. */
export function headOf(value: Value): QExpr {
  switch (value.kind) {
    case "relation":
      return symbol(value.operator)
    case "range":
      return symbol("..")
    case "expr":
      return expressionHead(value)
    default:
      return symbol(value.kind)
  }
}

function expressionHead(value: QExpr): QExpr {
  switch (value.head) {
    case "integer":
      return symbol("Integer")
    case "rational":
      return symbol("Fraction")
    case "symbol":
    case "infinity":
      return symbol("symbol")
    case "sum":
      return symbol("+")
    case "product":
      return symbol("*")
    case "power":
      return symbol("^")
    case "indexed":
      return value.args[0] ?? symbol("symbol")
    default:
      return symbol(value.name ?? "function")
  }
}

/** Whether map and select look into a value, or take it whole. */
export function isCompound(value: Value): boolean {
  if (value.kind === "expr")
    return !value.isNumber() && !value.isSymbol() && !value.isInfinity() && value.args.length > 0
  return value.kind !== "string" && value.kind !== "boolean" && value.kind !== "procedure" && value.kind !== "series"
}

/** A value like `like` with these operands. */
export function rebuilt(
  like: Value,
  parts: readonly Value[],
  calling: (name: string, values: readonly Value[]) => Value,
): Value {
  switch (like.kind) {
    case "list":
    case "sequence":
      return collectionOf(like.kind, flattened(parts))
    case "set":
      return makeSet(flattened(parts))
    case "relation":
      return new Relation(like.operator, needed(parts, 0), needed(parts, 1))
    case "range":
      return new Range(needed(parts, 0), needed(parts, 1))
    case "table": {
      const keys = [...like.entries]
      const entries = keys.map(([key, { index }], i) => [key, { index, value: needed(parts, i) }] as const)
      return new Table(new Map(entries))
    }
    case "expr":
      return rebuiltExpression(like, parts, calling)
    default:
      return needed(parts, 0)
  }
}

function flattened(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (value.kind === "sequence" ? value.items : [value]))
}

function needed(parts: readonly Value[], index: number): Value {
  const part = parts[index]
  if (part === undefined) throw new RangeError(`Part ${index} of ${parts.length} is missing`)
  return part
}

function rebuiltExpression(
  like: QExpr,
  parts: readonly Value[],
  calling: (name: string, values: readonly Value[]) => Value,
): Value {
  if (like.head === "sum") return calling("+", parts)
  if (like.head === "product") return calling("*", parts)
  if (like.head === "power") return calling("^", parts)
  const expressions = parts.filter((part) => part.kind === "expr")
  if (expressions.length !== parts.length) return calling(like.name ?? "", parts)
  return like.head === "function" ? calling(like.name ?? "", parts) : call(like.name ?? "", expressions)
}

/** The operands that are kept of a sum or product, or members of a list or set. */
export function subset(like: Value, kept: readonly Value[], fn: string): Value {
  if (like.kind === "list") return new List(kept)
  if (like.kind === "set") return new SetValue(kept)
  const expressions = kept.filter((part) => part.kind === "expr")
  if (like.kind === "expr" && expressions.length === kept.length) {
    if (like.head === "sum") return addExpressions(expressions)
    if (like.head === "product") return mulExpressions(expressions)
  }
  throw new EngineError("argument", `${fn} takes members out of a list, a set, a sum or a product.`, {
    given: describe(like),
    argument: 1,
    help: fn,
  })
}
