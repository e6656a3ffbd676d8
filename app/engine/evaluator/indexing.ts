import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { integerOf } from "../functions/inputs"
import { indexed } from "../symbolic/expression"
import { collectionOf, List, Sequence, StringValue, Table, type Value } from "../values"
import { keyOf } from "./text"

/** Parts by index: members of lists, sets, sequences and strings count from 1, and from the end with negative numbers. */

type Items = Extract<Value, { kind: "list" | "set" | "sequence" }>

/** The place, from 0, of the n-th of `count` members. */
function place(n: bigint, count: number, index: Value): number {
  const at = n > 0n ? Number(n) - 1 : count + Number(n)
  if (n !== 0n && at >= 0 && at < count) return at
  throw new EngineError(
    "argument",
    `An index here is from 1 to ${count}, or from -1 to -${count} counted from the end.`,
    {
      given: describe(index),
      ...(count === 0 ? { hint: "It has no members." } : {}),
    },
  )
}

/** The places of a slice, from 0: first and one past the last. */
function slice(range: Extract<Value, { kind: "range" }>, count: number): [number, number] {
  const from = integerOf(range.from)
  const to = integerOf(range.to)
  if (from === undefined || to === undefined)
    throw new EngineError("argument", "The ends of a slice are integers.", { given: describe(range) })
  const first = from > 0n ? Number(from) - 1 : count + Number(from)
  const last = to >= 0n ? Number(to) : count + Number(to) + 1
  if (first < 0 || last > count || last < first) {
    throw new EngineError("argument", `A slice here lies between 1 and ${count}.`, { given: describe(range) })
  }
  return [first, last]
}

function sliced(object: Items, range: Extract<Value, { kind: "range" }>): Value {
  const [first, last] = slice(range, object.items.length)
  const items = object.items.slice(first, last)
  return object.kind === "sequence" && items.length === 1 ? (items[0] as Value) : collectionOf(object.kind, items)
}

function member(object: Items, index: Value): Value {
  if (index.kind === "range") return sliced(object, index)
  const n = integerOf(index)
  if (n === undefined)
    throw new EngineError("argument", "An index into a list is an integer or a range.", { given: describe(index) })
  return object.items[place(n, object.items.length, index)] as Value
}

/** T[i, j] where T[i] is a list, as in the array of a matrix's rows. */
function entryOfEntry({ entries }: Table, [first, ...others]: readonly Value[]): Value | undefined {
  if (first === undefined || others.length === 0) return undefined
  const row = entries.get(keyOf([first]))?.value
  return row?.kind === "list" ? indexValue(row, others, row) : undefined
}

/** object[indices…]; `name` is what an unassigned entry stands for. */
export function indexValue(object: Value, indices: readonly Value[], name: Value): Value {
  const [first, ...others] = indices
  if (first === undefined) {
    return object.kind === "list" || object.kind === "set" ? new Sequence(object.items) : object
  }
  switch (object.kind) {
    case "list":
    case "set":
    case "sequence": {
      const value = member(object, first)
      return others.length === 0 ? value : indexValue(value, others, value)
    }
    case "table":
      return object.entries.get(keyOf(indices))?.value ?? entryOfEntry(object, indices) ?? unassigned(name, indices)
    case "string": {
      const characters = Array.from(object.text)
      if (first.kind === "range") return new StringValue(characters.slice(...slice(first, characters.length)).join(""))
      const n = integerOf(first)
      if (n !== undefined) return new StringValue(characters[place(n, characters.length, first)] ?? "")
      break
    }
    case "expr":
      if (object.isSymbol() || object.head === "indexed") return unassigned(object, indices)
      break
    case "relation":
    case "range":
    case "boolean":
    case "procedure":
    case "picture":
    case "series":
      break
  }
  const hint = object.kind === "series" ? "coeff(f, q, n) is a coefficient." : "op(n, e) is a part of an expression."
  throw new EngineError(
    "argument",
    "Lists, sets, sequences, strings, tables and names have members to take by index.",
    {
      given: describe(object),
      hint,
    },
  )
}

function unassigned(name: Value, indices: readonly Value[]): Value {
  const expressions = indices.filter((index) => index.kind === "expr")
  if (name.kind === "expr" && expressions.length === indices.length) return indexed(name, expressions)
  throw new EngineError("argument", "This entry of the table has no value.", {
    given: indices.map(describe).join(", "),
  })
}

/** A value with one member changed. Tables change themselves; lists are copied. */
export function withMember(object: Value | undefined, indices: readonly Value[], value: Value): Value {
  const [first, ...others] = indices
  if (object === undefined || (object.kind === "expr" && (object.isSymbol() || object.head === "indexed"))) {
    return withMember(emptyTable(), indices, value)
  }
  if (object.kind === "table") {
    const index: Value = indices.length === 1 && first !== undefined ? first : new Sequence(indices)
    object.entries.set(keyOf(indices), { index, value })
    return object
  }
  if (object.kind !== "list" || first === undefined) {
    throw new EngineError("argument", "Only members of lists and tables can be assigned.", { given: describe(object) })
  }
  const n = integerOf(first)
  if (n === undefined)
    throw new EngineError("argument", "An index into a list is an integer.", { given: describe(first) })
  const at = place(n, object.items.length, first)
  const items = object.items.slice()
  items[at] = others.length === 0 ? value : withMember(items[at], others, value)
  return new List(items)
}

function emptyTable(): Table {
  return new Table()
}
