import { printName, printString } from "../../language"
import type { Value } from "../values"

/** Any value in the notebook's own syntax, in full. Linear in the text's length. */
export function valueText(value: Value): string {
  switch (value.kind) {
    case "expr":
      return value.toString()
    case "series":
      return value.toString(Number.POSITIVE_INFINITY)
    case "boolean":
      return value.knownTo === undefined ? String(value.value) : `${value.value} to ${value.knownTo}`
    case "string":
      return printString(value.text)
    case "relation":
      return `${operandText(value.left)} ${value.operator} ${operandText(value.right)}`
    case "range":
      return `${operandText(value.from)}..${operandText(value.to)}`
    case "list":
      return `[${itemsText(value.items)}]`
    case "set":
      return `{${itemsText(value.items)}}`
    case "sequence":
      return itemsText(value.items)
    case "picture":
      return printString(value.caption)
    case "procedure":
      return value.source === "" ? printName(value.name ?? "unknown") : value.source
    case "table":
      return `table([${[...value.entries.values()].map((entry) => `${operandText(entry.index)} = ${operandText(entry.value)}`).join(", ")}])`
  }
}

function operandText(value: Value): string {
  const text = valueText(value)
  const loose =
    value.kind === "relation" || value.kind === "range" || value.kind === "sequence" || value.kind === "procedure"
  return loose ? `(${text})` : text
}

function itemsText(items: readonly Value[]): string {
  return items.map((item) => (item.kind === "sequence" ? `(${valueText(item)})` : valueText(item))).join(", ")
}

/** A text that equal values share and different values do not: the key of tables and of remembered results. */
export function valueKey(value: Value): string {
  switch (value.kind) {
    case "expr": {
      const small = value.asSafeInteger()
      return small === undefined ? `e${value.hash()}:${value.toString()}` : `i${small}`
    }
    case "series":
      return `q${value.hash()}:${value.toString(40)}`
    case "list":
    case "set":
    case "sequence":
      return `${value.kind}(${value.items.map(valueKey).join(",")})`
    case "relation":
      return `${valueKey(value.left)}${value.operator}${valueKey(value.right)}`
    case "range":
      return `${valueKey(value.from)}..${valueKey(value.to)}`
    case "picture":
      return `picture:${JSON.stringify(value.picture)}`
    default:
      return `${value.kind}:${valueText(value)}`
  }
}

/** The key of several values together. */
export function keyOf(values: readonly Value[]): string {
  return values.map(valueKey).join(";")
}
