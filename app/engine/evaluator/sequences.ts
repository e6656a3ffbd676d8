import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { integerOf } from "../functions/inputs"
import { integer } from "../symbolic/expression"
import { NULL, Sequence, type Value } from "../values"
import { valueText } from "./text"

/** A sequence of the values; one value is itself. Sequences inside flatten. */
export function sequenceOf(values: readonly Value[]): Value {
  const items = values.some((value) => value.kind === "sequence")
    ? values.flatMap((value) => (value.kind === "sequence" ? value.items : [value]))
    : values
  const [only] = items
  if (items.length === 1 && only !== undefined) return only
  return items.length === 0 ? NULL : (new Sequence(items) satisfies Sequence)
}

/** The integers of a range. */
export function rangeMembers(range: Extract<Value, { kind: "range" }>): Value[] {
  const from = integerOf(range.from)
  const to = integerOf(range.to)
  if (from === undefined || to === undefined)
    throw new EngineError("argument", "The ends of this range are integers.", { given: describe(range) })
  if (to - from >= 1_000_000n)
    throw new EngineError("tooLarge", "A range of names or repetitions has a million members at most.", {
      given: describe(range),
    })
  const members: Value[] = []
  for (let n = from; n <= to; n++) members.push(integer(n))
  return members
}

/** What a value adds to a name in cat and ||. */
export function wordText(value: Value): string {
  if (value.kind === "string") return value.text
  if (value.kind === "expr" && value.isSymbol()) return value.name ?? ""
  return valueText(value)
}
