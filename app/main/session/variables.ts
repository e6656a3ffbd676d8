import type { SessionVariable } from "../../contract/session"
import { expressionKind } from "../../engine/outputs/json"
import { valueText } from "../../engine/outputs/text"
import { exponentText } from "../../engine/series/exponent"
import { collectionOf, StringValue, type Value } from "../../engine/values"

const MAX_TEXT = 200
/** Terms of a series, and items of a list, that may fit into the line. */
const FEW = 12

/** A variable as the panel lists it: one line, its kind, its order, its size. */
export function describeVariable(name: string, value: Value): SessionVariable {
  const order = value.kind === "series" ? value.order : null
  return {
    name,
    text: lineOf(value),
    kind: kindOf(value),
    order: order === null ? null : exponentText(order),
    bytes: bytesOf(value),
  }
}

function lineOf(value: Value): string {
  const text = valueText(firstItems(value), FEW).replace(/\s+/g, " ")
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`
}

/** The value with no more items than the line can show, so that a list of a million is not written out for it. */
function firstItems(value: Value): Value {
  if (value.kind !== "list" && value.kind !== "set" && value.kind !== "sequence") return value
  if (value.items.length <= FEW) return collectionOf(value.kind, value.items.map(firstItems))
  const rest = new StringValue(`${value.items.length - FEW} more`)
  return collectionOf(value.kind, [...value.items.slice(0, FEW).map(firstItems), rest])
}

function kindOf(value: Value): string {
  switch (value.kind) {
    case "expr":
      return expressionKind(value)
    case "series":
      return value.isExact ? "polynomial" : "series"
    case "relation":
      return "equation"
    default:
      return value.kind
  }
}

/** Bytes that the value keeps alive, about; what two values share counts for both. */
function bytesOf(value: Value): number {
  switch (value.kind) {
    case "series":
      return value.info.bytes
    case "list":
    case "set":
    case "sequence":
      return value.items.reduce((sum, item) => sum + bytesOf(item), 32)
    case "table":
      return [...value.entries.values()].reduce((sum, entry) => sum + bytesOf(entry.index) + bytesOf(entry.value), 32)
    case "relation":
      return bytesOf(value.left) + bytesOf(value.right)
    case "string":
      return 2 * value.text.length
    case "procedure":
      return 2 * value.source.length
    default:
      return 64
  }
}
