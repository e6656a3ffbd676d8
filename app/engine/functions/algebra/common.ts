import { EngineError } from "../../errors"
import { QExpr } from "../../symbolic/expression"
import type { Arena, Ref } from "../../symbolic/arena"
import { seriesExpression } from "../../symbolic/from-series"
import type { QSeries } from "../../series/series"
import { collectionOf, Relation, type Value } from "../../values"
import type { Parameter } from "../declare"
import { describe } from "../describe"

export const MAPLE = "Maple's function of this name"

/** An algorithm on nodes, as a function on expressions. */
export function onExpression(algorithm: (arena: Arena, ref: Ref) => Ref): (value: QExpr) => QExpr {
  return (value) => QExpr.of(value.arena, algorithm(value.arena, value.ref))
}

export function made(like: QExpr, ref: Ref): QExpr {
  return QExpr.of(like.arena, ref)
}

/** Applies a function to an expression, to the members of lists and sets, and to both sides of equations; anything else stays. */
export function mapExpressions(
  value: Value,
  change: (value: QExpr) => Value,
  onSeries: (value: QSeries) => Value,
): Value {
  switch (value.kind) {
    case "expr":
      return change(value)
    case "series":
      return onSeries(value)
    case "list":
    case "set":
    case "sequence":
      return collectionOf(
        value.kind,
        value.items.map((item) => mapExpressions(item, change, onSeries)),
      )
    case "relation":
      return new Relation(
        value.operator,
        mapExpressions(value.left, change, onSeries),
        mapExpressions(value.right, change, onSeries),
      )
    default:
      return value
  }
}

/** An expression; an exact series counts as the polynomial it is. */
export function polynomialOf(value: Value): QExpr | undefined {
  if (value.kind === "expr") return value
  return value.kind === "series" && value.isExact ? seriesExpression(value) : undefined
}

/** An argument that is an expression, or an exact series read as a polynomial. */
export function polynomial(name: string, meaning: string): Parameter<QExpr> {
  return { name, meaning, domain: "a polynomial or rational expression", optional: false, read: polynomialOf }
}

/** A name, or a part such as X[1] or f(x) that can stand for one. */
export function unknown(name: string, meaning: string): Parameter<QExpr> {
  return {
    name,
    meaning,
    domain: "a name",
    optional: false,
    read: (value) => (value.kind === "expr" && isUnknown(value) ? value : undefined),
  }
}

export function isUnknown(value: QExpr): boolean {
  return value.isSymbol() || value.head === "indexed" || value.head === "function"
}

/** One name, or a list or set of names. */
export function unknowns(name: string, meaning: string): Parameter<readonly QExpr[]> {
  return {
    name,
    meaning,
    domain: "a name, or a list or set of names",
    optional: false,
    read(value) {
      const items = value.kind === "list" || value.kind === "set" ? value.items : [value]
      const names = items.filter((item): item is QExpr => item.kind === "expr" && isUnknown(item))
      return names.length === items.length ? names : undefined
    },
  }
}

/** left - right of an equation; an expression is meant to be 0. */
export function equationSide(value: Value, fn: string): QExpr {
  if (value.kind === "relation" && value.operator === "=") {
    const left = polynomialOf(value.left)
    const right = polynomialOf(value.right)
    if (left !== undefined && right !== undefined) return left.sub(right)
  }
  const expression = polynomialOf(value)
  if (expression !== undefined) return expression
  throw new EngineError("argument", `${fn} takes equations, or expressions that are to be 0.`, {
    given: describe(value),
    help: fn,
  })
}
