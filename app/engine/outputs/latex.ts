import { latexName, latexText } from "../symbolic/print/latex"
import type { QExpr } from "../symbolic/expression"
import type { Table, Value } from "../values"
import { shortenDigits, sumLatex } from "./coefficients"
import { booleanText } from "./text"

/** Terms of a series in TeX; what is longer is not for a typesetter. */
const MAX_TERMS = 60
/** Rows of a table in TeX. */
const MAX_ROWS = 60
/** Digits of an integer in one piece, so that a page can break its line. */
const DIGITS_IN_PIECE = 30
/** Digits of an integer that is written out. */
const MAX_DIGITS = 1000

const RELATIONS = { "=": "=", "<>": "\\neq ", "<": "<", "<=": "\\leq ", ">": ">", ">=": "\\geq " } as const

/** TeX of a value, without delimiters. */
export function valueLatex(value: Value): string {
  switch (value.kind) {
    case "expr":
      return expressionLatex(value)
    case "series":
      return sumLatex(value.variable, value.terms(0, MAX_TERMS), value.order, value.termCount > MAX_TERMS)
    case "boolean":
      return `\\mathrm{${booleanText(value).replaceAll(" ", "\\ ")}}`
    case "string":
      return textLatex(value.text)
    case "relation":
      return `${valueLatex(value.left)} ${RELATIONS[value.operator]} ${valueLatex(value.right)}`
    case "range":
      return `${valueLatex(value.from)}\\,..\\,${valueLatex(value.to)}`
    case "list":
      return `\\left[${itemsLatex(value.items)}\\right]`
    case "set":
      return `\\left\\{${itemsLatex(value.items)}\\right\\}`
    case "sequence":
      return itemsLatex(value.items)
    case "procedure":
      return value.name === null ? `\\texttt{${escaped(value.source)}}` : latexName(value.name)
    case "table":
      return tableLatex(value)
    case "picture":
      return textLatex(value.caption)
  }
}

/** One row for each index, as far as a typesetter should go. */
function tableLatex(table: Table): string {
  const rows = [...table.entries.values()]
    .slice(0, MAX_ROWS)
    .map((entry) => `${valueLatex(entry.index)} & ${valueLatex(entry.value)}`)
  const more = table.entries.size > MAX_ROWS ? [" \\vdots & \\vdots"] : []
  return `\\begin{array}{r|l} ${[...rows, ...more].join(" \\\\ ")} \\end{array}`
}

function itemsLatex(items: readonly Value[]): string {
  return items.map(valueLatex).join(", ")
}

function expressionLatex(value: QExpr): string {
  return value.isInteger() ? shortenInteger(value.toString()).text : latexText(value.arena, value.ref)
}

/** Words in TeX's text mode. */
export function textLatex(text: string): string {
  return `\\text{${escaped(text)}}`
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\textbackslash ")
    .replace(/[#$%&_{}]/g, "\\$&")
    .replaceAll("~", "\\textasciitilde ")
    .replaceAll("^", "\\textasciicircum ")
}

/** An integer as it is shown by itself: whole, or by its ends. */
export function shortenInteger(digits: string): { text: string; digits?: number } {
  const count = digits.startsWith("-") ? digits.length - 1 : digits.length
  return count <= MAX_DIGITS
    ? { text: digits }
    : { text: shortenDigits(digits).replace("…", "\\ldots "), digits: count }
}

/** TeX in pieces between which a line may break: the terms of a sum, the factors of a product, the sides of a relation. */
export function latexPieces(value: Value): string[] {
  if (value.kind === "relation") {
    return [...latexPieces(value.left), RELATIONS[value.operator], ...latexPieces(value.right)]
  }
  if (value.kind !== "expr") return [valueLatex(value)]
  if (value.isInteger()) return digitPieces(shortenInteger(value.toString()).text)
  if (value.head === "sum") return sumPieces(value)
  return [expressionLatex(value)]
}

function digitPieces(text: string): string[] {
  return text.length <= DIGITS_IN_PIECE || text.includes("\\") ? [text] : (text.match(/-?\d{1,30}/g) ?? [text])
}

function sumPieces(value: QExpr): string[] {
  return value.args.map((term, index) => {
    const latex = expressionLatex(term)
    if (index === 0) return latex
    return latex.startsWith("-") ? ` - ${latex.slice(1)}` : ` + ${latex}`
  })
}
