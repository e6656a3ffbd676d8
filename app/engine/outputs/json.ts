import type { Evidence, ValueKind } from "../../contract"
import { EngineError } from "../errors"
import { exponentText } from "../series/exponent"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import type { Value } from "../values"
import { expansionOf } from "./expansion"
import { valueLatex } from "./latex"
import { valueText } from "./text"

/** A value as the command line's `--json` writes it. */
export interface ValueJson {
  readonly kind: ValueKind
  readonly text: string
  readonly latex: string
  /** The name it was assigned to. */
  readonly name?: string
  readonly variable?: string
  /** T of O(q^T); null when exact. Given with `terms`. */
  readonly order?: string | null
  /** Non-zero terms, ascending: exponent and coefficient. */
  readonly terms?: readonly (readonly [string, string])[]
  readonly items?: readonly ValueJson[]
  readonly entries?: readonly { readonly index: ValueJson; readonly value: ValueJson }[]
  readonly left?: ValueJson
  readonly right?: ValueJson
  readonly operator?: string
  readonly evidence?: Evidence
}

/** Terms that are written for one value; a series beyond that is asked for in pieces. */
const MAX_TERMS = 1_000_000

/** Parts of lists, sets and tables that are written for one value. */
const MAX_PARTS = 600_000

/**
 * A value with everything that a program would want of it.
 * @param displayOrder T for what has no order of its own
 * @throws EngineError "tooLarge" for a list of more than 600,000 parts, those of its items counted
 */
export function valueJson(
  value: Value,
  displayOrder: number,
  about: { name?: string | undefined; evidence?: Evidence | undefined } = {},
): ValueJson {
  if (countParts(value, MAX_PARTS) > MAX_PARTS) throw tooLong(`a ${value.kind} of more than ${MAX_PARTS} parts`)
  return {
    ...shapeOf(value, displayOrder),
    ...(about.name === undefined ? {} : { name: about.name }),
    ...(about.evidence === undefined ? {} : { evidence: about.evidence }),
  }
}

/** What a reader is told of a value that is too long to be written out. */
export function tooLong(given: string): EngineError {
  return new EngineError("tooLarge", "The value is too long to be written out.", {
    given,
    hint: "End the statement with a colon, and ask for a part of it: nops(L), L[1..10].",
  })
}

/** The items of nested collections; counting ends soon after the limit. */
function countParts(value: Value, limit: number): number {
  if (value.kind !== "list" && value.kind !== "set" && value.kind !== "sequence") return 1
  let count = 1
  for (const item of value.items) {
    if (count > limit) break
    count += countParts(item, limit - count)
  }
  return count
}

function shapeOf(value: Value, displayOrder: number): ValueJson {
  const common = { text: valueText(value, MAX_TERMS), latex: valueLatex(value) }
  const inner = (part: Value): ValueJson => shapeOf(part, displayOrder)
  switch (value.kind) {
    case "expr":
      return expressionJson(value, displayOrder, common)
    case "series":
      return { kind: value.isExact ? "polynomial" : "series", ...common, ...termsOf(value) }
    case "boolean":
      return { kind: "boolean", ...common }
    case "string":
      return { kind: "string", ...common }
    case "relation":
      return {
        kind: "equation",
        ...common,
        operator: value.operator,
        left: inner(value.left),
        right: inner(value.right),
      }
    case "range":
      return { kind: "expression", ...common, left: inner(value.from), right: inner(value.to) }
    case "list":
    case "set":
      return { kind: value.kind, ...common, items: value.items.map(inner) }
    case "sequence":
      return value.items.length === 0
        ? { kind: "null", text: "", latex: "" }
        : { kind: "sequence", ...common, items: value.items.map(inner) }
    case "picture":
      return { kind: "picture", ...common }
    case "procedure":
      return { kind: "procedure", ...common }
    case "table": {
      const entries = [...value.entries.values()].map((entry) => ({
        index: inner(entry.index),
        value: inner(entry.value),
      }))
      return { kind: "table", ...common, entries }
    }
  }
}

/** What an expression is by itself, before any expansion. */
export function expressionKind(value: QExpr): ValueKind {
  if (value.isInteger()) return "integer"
  if (value.isNumber()) return "rational"
  return value.isSymbol() ? "name" : "expression"
}

function expressionJson(value: QExpr, displayOrder: number, common: { text: string; latex: string }): ValueJson {
  const kind = expressionKind(value)
  if (kind === "integer" || kind === "rational") return { kind, ...common }
  const expansion = expansionOf(value, displayOrder)
  if (expansion === null) return { kind, ...common }
  const isPolynomial = expansion.form === "written" || expansion.form === "finite"
  return { kind: isPolynomial ? "polynomial" : "expression", ...common, ...termsOf(expansion.series) }
}

function termsOf(series: QSeries): Pick<ValueJson, "variable" | "order" | "terms"> {
  const { variable, order } = series
  const terms = series.terms(0, Math.min(series.termCount, MAX_TERMS))
  return {
    variable,
    order: order === null ? null : exponentText(order),
    terms: terms.map(({ exponent, coefficient }) => [exponentText(exponent), coefficient] as const),
  }
}
