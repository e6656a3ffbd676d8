import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { List, NULL, SetValue, type Value } from "../values"
import { addValues, divTwo, mulValues, negate, powTwo } from "./arithmetic"
import { makeSet } from "./compare"
import { valueKey } from "./text"

/** Operators as functions: map(`+`, L, 1), `union`(A, B). */
export const OPERATORS: ReadonlyMap<string, (values: readonly Value[]) => Value> = new Map<
  string,
  (values: readonly Value[]) => Value
>([
  ["+", addValues],
  ["*", mulValues],
  ["-", ([a, b]) => (b === undefined ? negate(a ?? NULL) : addValues([a ?? NULL, negate(b)]))],
  ["/", ([a, b]) => divTwo(a ?? NULL, b ?? NULL)],
  ["^", ([a, b]) => powTwo(a ?? NULL, b ?? NULL)],
  ["union", (values) => values.reduce((a, b) => setOperation("union", a, b))],
  ["intersect", (values) => values.reduce((a, b) => setOperation("intersect", a, b))],
  ["minus", (values) => values.reduce((a, b) => setOperation("minus", a, b))],
  ["[]", (items) => new List(items)],
  ["{}", (items) => makeSet(items)],
])

export function asSet(value: Value, operator: string): Extract<Value, { kind: "set" }> {
  if (value.kind === "set") return value
  const hint = value.kind === "list" ? "Write {op(L)} to make a set of a list." : "Write the members between { and }."
  throw new EngineError("argument", `${operator} combines sets.`, { given: describe(value), hint })
}

export function setOperation(operator: "union" | "intersect" | "minus", a: Value, b: Value): Value {
  const left = asSet(a, operator)
  const right = asSet(b, operator)
  if (operator === "union") return makeSet([...left.items, ...right.items])
  const keys = new Set(right.items.map(valueKey))
  return new SetValue(left.items.filter((item) => keys.has(valueKey(item)) === (operator === "intersect")))
}
