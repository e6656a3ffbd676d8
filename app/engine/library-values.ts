import { EngineError } from "./errors"
import { QSeries } from "./series/series"
import { integer, QExpr } from "./symbolic/expression"
import { BooleanValue, List, Range, Relation, SetValue, Shown, StringValue, type Value } from "./values"

/** What a program may give where a function wants a value of the language. */
export type Input = Value | bigint | number | boolean | string | readonly Input[] | ReadonlySet<Input>

/** A JavaScript value as a value of the language. `check` sees every expression that is given. */
export function toValue(input: Input, check: (expression: QExpr) => void): Value {
  switch (typeof input) {
    case "bigint":
      return integer(input)
    case "number":
      if (Number.isSafeInteger(input)) return integer(BigInt(input))
      throw new EngineError("argument", "A JavaScript number stands for an integer of at most 53 bits.", {
        given: String(input),
        hint: "Write a bigint, or rational(numerator, denominator).",
      })
    case "boolean":
      return new BooleanValue(input)
    case "string":
      return new StringValue(input)
    default:
      return objectValue(input, check)
  }
}

function objectValue(
  input: Exclude<Input, bigint | number | boolean | string>,
  check: (expression: QExpr) => void,
): Value {
  if (input instanceof QExpr) {
    check(input)
    return input
  }
  if (input instanceof QSeries) return input
  if (isList(input)) return new List(input.map((item) => toValue(item, check)))
  if (input instanceof Set) return new SetValue([...input].map((item: Input) => toValue(item, check)))
  if ((input as unknown) instanceof Shown) return checkedValue(input as Value, check)
  throw new EngineError("argument", "This is no value of the language.", {
    given: typeof input === "object" && (input as unknown) !== null ? "an object" : String(input as unknown),
    hint: "Give expressions, series, numbers, strings, booleans, arrays or sets.",
  })
}

function isList(input: object): input is readonly Input[] {
  return Array.isArray(input)
}

/** Looks for expressions of another session inside a value. */
function checkedValue(value: Value, check: (expression: QExpr) => void): Value {
  const visit = (part: Value): void => {
    switch (part.kind) {
      case "expr":
        check(part)
        return
      case "list":
      case "set":
      case "sequence":
        part.items.forEach(visit)
        return
      case "relation":
        visit(part.left)
        visit(part.right)
        return
      case "range":
        visit(part.from)
        visit(part.to)
        return
      default:
    }
  }
  visit(value)
  return value
}

/** left = right, for functions such as subs and solve. */
export function equation(left: Value, right: Value): Value {
  return new Relation("=", left, right)
}

/** from..to */
export function range(from: Value, to: Value): Value {
  return new Range(from, to)
}
