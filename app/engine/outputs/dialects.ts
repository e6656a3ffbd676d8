import { printString } from "../../language"
import type { QExpr } from "../symbolic/expression"
import { mapleText } from "../symbolic/print/maple"
import { mathematicaText } from "../symbolic/print/mathematica"
import { pariText } from "../symbolic/print/pari"
import { sageText } from "../symbolic/print/sage"
import { unicodeText } from "../symbolic/print/unicode"
import type { BooleanValue, Value } from "../values"
import { seriesText, type SeriesNotation } from "./series-text"
import { booleanText, valueText } from "./text"

interface Brackets {
  readonly list: readonly [string, string]
  readonly set: readonly [string, string]
  readonly sequence: readonly [string, string]
  readonly relation: Readonly<Record<(Value & { kind: "relation" })["operator"], string>>
  boolean(value: BooleanValue): string
  expression(value: QExpr): string
}

const SAME = { "=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=" } as const
const TESTS = { "=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" } as const
const capitalised = (value: BooleanValue): string =>
  value.value === true ? "True" : value.value === false ? "False" : "None"

const DIALECTS: Readonly<Record<Exclude<SeriesNotation, "plain">, Brackets>> = {
  unicode: {
    list: ["[", "]"],
    set: ["{", "}"],
    sequence: ["", ""],
    relation: { ...SAME, "<>": "≠", "<=": "≤", ">=": "≥" },
    boolean: booleanText,
    expression: (value) => unicodeText(value.arena, value.ref),
  },
  maple: {
    list: ["[", "]"],
    set: ["{", "}"],
    sequence: ["", ""],
    relation: SAME,
    boolean: ({ value }) => String(value),
    expression: (value) => mapleText(value.arena, value.ref),
  },
  mathematica: {
    list: ["{", "}"],
    set: ["{", "}"],
    sequence: ["{", "}"],
    relation: TESTS,
    boolean: capitalised,
    expression: (value) => mathematicaText(value.arena, value.ref),
  },
  sage: {
    list: ["[", "]"],
    set: ["{", "}"],
    sequence: ["(", ")"],
    relation: TESTS,
    boolean: capitalised,
    expression: (value) => sageText(value.arena, value.ref),
  },
  pari: {
    list: ["[", "]"],
    set: ["Set([", "])"],
    sequence: ["[", "]"],
    relation: TESTS,
    boolean: ({ value }) => (value === true ? "1" : "0"),
    expression: (value) => pariText(value.arena, value.ref),
  },
}

/** A value in the syntax of another system; lists and relations around it too. */
export function dialectText(value: Value, dialect: SeriesNotation): string {
  if (dialect === "plain") return valueText(value, Number.MAX_SAFE_INTEGER)
  const notation = DIALECTS[dialect]
  const inner = (part: Value): string => dialectText(part, dialect)
  const wrapped = ([open, close]: readonly [string, string], items: readonly Value[]): string =>
    open + items.map(inner).join(", ") + close
  switch (value.kind) {
    case "expr":
      return notation.expression(value)
    case "series":
      return seriesText(value, dialect)
    case "boolean":
      return notation.boolean(value)
    case "string":
      return printString(value.text)
    case "relation":
      return `${inner(value.left)} ${notation.relation[value.operator]} ${inner(value.right)}`
    case "range":
      return `${inner(value.from)}..${inner(value.to)}`
    case "list":
    case "set":
    case "sequence":
      return wrapped(notation[value.kind], value.items)
    case "procedure":
    case "picture":
    case "table":
      return valueText(value)
  }
}
