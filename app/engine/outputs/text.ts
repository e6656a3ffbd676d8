import { printName, printString } from "../../language"
import type { BooleanValue, Value } from "../values"

/** Values that need brackets beside an operator. */
const LOOSE: ReadonlySet<string> = new Set(["relation", "range", "sequence", "procedure"])

/** Terms of a series that are written out. */
const MAX_TERMS = 10_000

/**
 * A value in the notebook's own syntax; reading it back gives the value, but for procedures of the library. Series with more terms than `maxTerms` are cut, with
 * an ellipsis before the O-term.
 */
export function valueText(value: Value, maxTerms = MAX_TERMS): string {
  const inner = (part: Value): string => valueText(part, maxTerms)
  const operand = (part: Value): string => (LOOSE.has(part.kind) ? `(${inner(part)})` : inner(part))
  const items = (parts: readonly Value[]): string =>
    parts.map((part) => (part.kind === "sequence" ? `(${inner(part)})` : inner(part))).join(", ")
  switch (value.kind) {
    case "expr":
      return value.toString()
    case "series":
      return value.toString(maxTerms)
    case "boolean":
      return booleanText(value)
    case "string":
      return printString(value.text)
    case "relation":
      return `${operand(value.left)} ${value.operator} ${operand(value.right)}`
    case "range":
      return `${operand(value.from)}..${operand(value.to)}`
    case "list":
      return `[${items(value.items)}]`
    case "set":
      return `{${items(value.items)}}`
    case "sequence":
      return items(value.items)
    case "picture":
      return printString(value.caption)
    case "procedure":
      return value.source === "" ? printName(value.name ?? "unknown") : value.source
    case "table":
      return `table([${[...value.entries.values()].map((entry) => `${operand(entry.index)} = ${operand(entry.value)}`).join(", ")}])`
  }
}

/** "true to O(q^50)" says for which order it was seen; the two plain truth values say everything. */
export function booleanText({ value, knownTo }: BooleanValue): string {
  const text = String(value)
  return knownTo === undefined ? text : `${text} to ${knownTo.startsWith("O(") ? knownTo : `O(${knownTo})`}`
}
