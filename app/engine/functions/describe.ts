import type { Arena, Ref } from "../symbolic/arena"
import type { QExpr } from "../symbolic/expression"
import type { Value } from "../values"

const LONGEST = 80

/** A value as the "given" part of an error: its text, shortened, and its kind where the text does not show it. */
export function describe(value: Value): string {
  const text = brief(value)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

/** Expressions of more nodes are told in words: their text would take longer to write than the error is worth. */
const MOST_NODES = 2000

function isLong(arena: Arena, root: Ref): boolean {
  let left = MOST_NODES
  const visit = (ref: Ref): boolean => --left < 0 || arena.children(ref).some(visit)
  return arena.arity(root) > MOST_NODES || visit(root)
}

function longWords({ arena, ref, head }: QExpr): string {
  if (head === "sum") return `a sum of about ${arena.arity(ref) >> 1} terms`
  return head === "product" ? `a product of ${arena.arity(ref) - 1} factors` : "a long expression"
}

function brief(value: Value): string {
  switch (value.kind) {
    case "expr":
      return isLong(value.arena, value.ref) ? longWords(value) : value.toString()
    case "series":
      return value.toString(8)
    case "boolean":
      return String(value.value)
    case "string":
      return JSON.stringify(value.text.slice(0, LONGEST))
    case "relation":
      return `${brief(value.left)} ${value.operator} ${brief(value.right)}`
    case "range":
      return `${brief(value.from)}..${brief(value.to)}`
    case "list":
      return `[${items(value.items)}]`
    case "set":
      return `{${items(value.items)}}`
    case "sequence":
      return value.items.length === 0 ? "nothing (NULL)" : items(value.items)
    case "picture":
      return "a picture"
    case "procedure":
      return value.name === null ? "a procedure" : `the procedure ${value.name}`
    case "table":
      return "a table"
  }
}

function items(values: readonly Value[]): string {
  const shown = values.slice(0, 6).map(brief).join(", ")
  return values.length > 6 ? `${shown}, …` : shown
}
