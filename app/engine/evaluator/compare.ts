import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import type { QSeries } from "../series/series"
import { powerText } from "../series/exponent"
import { currentArena, type QExpr, type Rational } from "../symbolic/expression"
import { compareRational } from "../symbolic/numbers"
import { seriesOf } from "../symbolic/series"
import { BooleanValue, FAIL, FALSE, type Relation, SetValue, TRUE, type Value } from "../values"
import { valueKey, valueText } from "./text"

/** Equality, order and truth of values. Truth has three outcomes: true, false, and FAIL where it could not be decided. */

/** Decides whether an expression is zero; true and false only when it is sure. */
export type ZeroTest = (value: QExpr) => boolean | "FAIL"

function truth(value: boolean | "FAIL"): BooleanValue {
  return value === "FAIL" ? FAIL : value ? TRUE : FALSE
}

/** Whether all known coefficients agree; "true to O(q^T)" when not all are known. */
function equalSeries(a: QSeries, b: QSeries): BooleanValue {
  if (a.variable !== b.variable && !a.isConstant && !b.isConstant) return a.isExact && b.isExact ? FALSE : FAIL
  const { differsAt, comparedTo } = a.compare(b)
  if (differsAt !== null) return FALSE
  if (comparedTo === null) return TRUE
  const variable = a.isConstant ? b.variable : a.variable
  return new BooleanValue(true, `O(${powerText(variable, comparedTo)})`)
}

/** How far two exact things are compared when one has no end. */
function seriesAgainst(series: QSeries, value: QExpr): BooleanValue {
  const order = series.order ?? (series.degree === null ? 1 : series.degree.numerator / series.degree.denominator + 1)
  return equalSeries(series, seriesOf(value, series.variable, typeof order === "number" ? Math.ceil(order) : order))
}

function equalItems(a: readonly Value[], b: readonly Value[], isZero: ZeroTest): BooleanValue {
  if (a.length !== b.length) return FALSE
  let result = TRUE
  for (const [i, item] of a.entries()) {
    const same = equal(item, b[i] as Value, isZero)
    if (same.value === false) return FALSE
    if (same.value === "FAIL" || (same.knownTo !== undefined && result.value !== "FAIL")) result = same
  }
  return result
}

/** Mathematical equality. Two names are equal when they are the same name. */
export function equal(a: Value, b: Value, isZero: ZeroTest): BooleanValue {
  if (a.kind === "expr" && b.kind === "expr") {
    if (a.equals(b)) return TRUE
    if (a.isInfinity() || b.isInfinity()) return FALSE
    return truth(isZero(a.sub(b)))
  }
  if (a.kind === "series" && b.kind === "series") return equalSeries(a, b)
  if (a.kind === "series" && b.kind === "expr") return seriesAgainst(a, b)
  if (a.kind === "expr" && b.kind === "series") return seriesAgainst(b, a)
  if (a.kind !== b.kind) return FALSE
  switch (a.kind) {
    case "list":
    case "set":
    case "sequence":
      return equalItems(a.items, (b as typeof a).items, isZero)
    case "relation": {
      const other = b as Relation
      return a.operator === other.operator ? equalItems([a.left, a.right], [other.left, other.right], isZero) : FALSE
    }
    case "range":
      return equalItems([a.from, a.to], [(b as typeof a).from, (b as typeof a).to], isZero)
    case "procedure":
      return truth(a === b || a.callable === (b as typeof a).callable)
    default:
      return truth(a === b || valueKey(a) === valueKey(b))
  }
}

/** -1, 0 or 1 for rational numbers and infinities; null when the order is not known. */
export function compareNumbers(a: Value, b: Value): number | null {
  const x = magnitude(a)
  const y = magnitude(b)
  return x === null || y === null ? null : compareMagnitudes(x, y)
}

function compareMagnitudes(x: Magnitude, y: Magnitude): number | null {
  if (typeof x === "number" || typeof y === "number") {
    const left = typeof x === "number" ? x : 0
    const right = typeof y === "number" ? y : 0
    return left === right ? null : Math.sign(left - right)
  }
  return Math.sign(compareRational(x, y))
}

/** A rational; for an infinity its sign. */
type Magnitude = number | Rational

function magnitude(value: Value): Magnitude | null {
  if (value.kind === "series") return value.isConstant && /^[ZQ]$/.test(value.ring.kind) ? value.coefficient(0) : null
  if (value.kind !== "expr") return null
  if (value.isInfinity()) return 1
  if (value.head === "product" && value.neg().isInfinity()) return -1
  return value.asRational() ?? null
}

/** Decides an equation or inequality. */
export function decide(relation: Relation, isZero: ZeroTest): BooleanValue {
  const { operator, left, right } = relation
  if (operator === "=" || operator === "<>") {
    const same = equal(left, right, isZero)
    if (operator === "=" || same.value === "FAIL") return same
    return new BooleanValue(!same.value, same.knownTo)
  }
  const order = compareNumbers(left, right)
  if (order === null) {
    return left.kind === "expr" && right.kind === "expr" && left.equals(right) ? truth(operator.endsWith("=")) : FAIL
  }
  if (operator === "<") return truth(order < 0)
  if (operator === "<=") return truth(order <= 0)
  return truth(operator === ">" ? order > 0 : order >= 0)
}

/** What stands where a condition is needed. */
export function condition(value: Value, isZero: ZeroTest): BooleanValue {
  if (value.kind === "boolean") return value
  if (value.kind === "relation") return decide(value, isZero)
  if (value.kind === "expr" && value.isSymbol("FAIL")) return FAIL
  throw new EngineError("argument", "A condition is a comparison, or true or false.", {
    given: describe(value),
    hint:
      value.kind === "expr" && value.isSymbol()
        ? `The name ${value.toString()} has no value.`
        : "Compare it with something.",
  })
}

/** true or false for an if or while; a condition that cannot be decided is an error, never false. */
export function decided(value: Value, isZero: ZeroTest): boolean {
  const result = condition(value, isZero)
  if (result.value !== "FAIL") return result.value
  throw new EngineError("unable", "Whether the condition holds could not be decided.", {
    given: describe(value),
    hint: "Give the names in it values, or expand both sides as series first.",
  })
}

const KIND_ORDER = [
  "expr",
  "series",
  "boolean",
  "string",
  "relation",
  "range",
  "list",
  "set",
  "sequence",
  "procedure",
  "table",
]

/** What values are ordered by, read off each value once: texts are long to write. */
interface SortKey {
  readonly value: Value
  readonly magnitude: Magnitude | null
  readonly members: readonly SortKey[] | null
  readonly text: string
}

function sortKey(value: Value): SortKey {
  currentArena().tick()
  const size = magnitude(value)
  const members = value.kind === "list" || value.kind === "set" ? value.items.map(sortKey) : null
  return { value, magnitude: size, members, text: size === null && members === null ? valueText(value) : "" }
}

function compareKeys(a: SortKey, b: SortKey): number {
  currentArena().tick()
  if (a.magnitude !== null && b.magnitude !== null) return compareMagnitudes(a.magnitude, b.magnitude) ?? 0
  if (a.magnitude !== null) return -1
  if (b.magnitude !== null) return 1
  if (a.value.kind !== b.value.kind) return KIND_ORDER.indexOf(a.value.kind) - KIND_ORDER.indexOf(b.value.kind)
  if (a.members !== null && b.members !== null) {
    for (let i = 0; i < Math.min(a.members.length, b.members.length); i++) {
      const order = compareKeys(a.members[i] as SortKey, b.members[i] as SortKey)
      if (order !== 0) return order
    }
    return a.members.length - b.members.length
  }
  return a.text === b.text ? 0 : a.text < b.text ? -1 : 1
}

/** The order in which sets are shown and sort sorts: numbers by size, then everything by kind and text; lists member by member. */
export function sorted(values: readonly Value[]): Value[] {
  return values
    .map(sortKey)
    .sort(compareKeys)
    .map(({ value }) => value)
}

/** A set of the values: sorted, each once. */
export function makeSet(values: readonly Value[]): Extract<Value, { kind: "set" }> {
  const unique = new Map<string, Value>()
  for (const value of values) {
    currentArena().tick()
    const key = valueKey(value)
    if (!unique.has(key)) unique.set(key, value)
  }
  return new SetValue(sorted([...unique.values()]))
}
