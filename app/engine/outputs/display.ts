import type { Certainty, Evidence, FormulaOutput, Output, SeriesOutput } from "../../contract"
import { exponentText } from "../series/exponent"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import { collectionOf, type Value } from "../values"
import { shownTerm, sumLatex } from "./coefficients"
import { expansionOf } from "./expansion"
import { expressionKind } from "./json"
import { latexPieces, shortenInteger, valueLatex } from "./latex"
import { valueText } from "./text"
import { firstTerms } from "./windows"

/**
 * A value as data for display. A series is its first terms and a handle; an exact infinite product is its formula with its expansion to the display order; a
 * formula is TeX in pieces between which a line may break. Nothing here is markup, and nothing is longer than a page can draw.
 */

const SHOWN_TERMS = 60
const SHOWN_ITEMS = 20
/** Characters of one item, or of a formula's text, that are sent. */
const ITEM_TEXT = 2000
const FORMULA_TEXT = 100_000
/** TeX longer than this is not for a typesetter; the text stands in for it. */
const FORMULA_LATEX = 20_000
const SHOWN_ROWS = 200
/** A finite product of higher degree is multiplied out only when its terms are asked for. */
const SHOWN_DEGREE = 5000

export interface ShowOptions {
  /** T for what has no order of its own. */
  readonly displayOrder: number
  readonly name?: string | undefined
  readonly evidence?: Evidence | undefined
  /** Keeps the value for windows and gives its handle. */
  readonly hold: (value: Value, series: QSeries | null) => string
}

/** The output for a value; null for NULL, which shows nothing. */
export function display(value: Value, options: ShowOptions): Output | null {
  switch (value.kind) {
    case "series":
      return seriesOutput(value, value, null, options)
    case "expr":
      return expressionOutput(value, options)
    case "string":
      return { kind: "text", text: value.text }
    case "list":
    case "set":
      return listOutput(value, value.kind, value.items, options)
    case "sequence":
      return value.items.length === 0 ? null : listOutput(value, "sequence", value.items, options)
    case "table":
      return tableOutput(value, options)
    case "procedure":
      return { kind: "text", text: valueText(value) }
    case "picture": {
      const { kind, picture, caption, description } = value
      return { kind, ...shown(value, null, options), text: caption, picture, caption, description }
    }
    case "boolean":
      return formulaOutput(value, "boolean", options, value.knownTo === undefined ? "exact" : "order")
    case "relation":
      return formulaOutput(value, "equation", options, "exact")
    case "range":
      return formulaOutput(value, "expression", options, "exact")
  }
}

function shown(value: Value, series: QSeries | null, { name, evidence, hold }: ShowOptions) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(evidence === undefined ? {} : { evidence }),
    handle: hold(value, series),
  }
}

function seriesOutput(value: Value, series: QSeries, closedForm: string | null, options: ShowOptions): SeriesOutput {
  const terms = series.terms(0, SHOWN_TERMS)
  const { order } = series
  return {
    kind: "series",
    ...shown(value, series, options),
    text: `${closedForm === null ? "" : `${cut(valueText(value), ITEM_TEXT)} = `}${firstTerms(series, SHOWN_TERMS).toString()}`,
    variable: series.variable,
    order: order === null ? null : exponentText(order),
    terms: terms.map(shownTerm),
    termCount: series.termCount,
    certainty: options.evidence?.certainty ?? (order === null || closedForm !== null ? "exact" : "order"),
    latex: sumLatex(series.variable, terms, order, series.termCount > SHOWN_TERMS),
    ...(closedForm === null ? {} : { closedForm }),
    bytes: series.info.bytes,
  }
}

function expressionOutput(value: QExpr, options: ShowOptions): Output {
  const kind = expressionKind(value)
  if (kind === "integer" || kind === "rational" || kind === "name") return formulaOutput(value, kind, options, "exact")
  const expansion = expansionOf(value, options.displayOrder, SHOWN_DEGREE)
  if (expansion === null || expansion.form === "rational") return formulaOutput(value, kind, options, "exact")
  if (expansion.form === "written" && expansion.series.termCount > 1) {
    return seriesOutput(value, expansion.series, null, options)
  }
  if (expansion.form === "infinite") return seriesOutput(value, expansion.series, valueLatex(value), options)
  return formulaOutput(value, "polynomial", options, "exact", expansion.series)
}

function formulaOutput(
  value: Value,
  valueKind: FormulaOutput["valueKind"],
  options: ShowOptions,
  certainty: Certainty,
  series: QSeries | null = null,
): FormulaOutput {
  const text = valueText(value)
  const latex = latexPieces(value)
  const digits = valueKind === "integer" ? shortenInteger(text).digits : undefined
  const fits = latex.reduce((sum, piece) => sum + piece.length, 0) <= FORMULA_LATEX
  return {
    kind: "formula",
    ...shown(value, series, options),
    text: cut(text, FORMULA_TEXT),
    valueKind,
    latex: fits ? latex : [],
    certainty: options.evidence?.certainty ?? certainty,
    ...(digits === undefined ? {} : { digits }),
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

/** An item of a list as it is shown: its text, and TeX when that is of a size to typeset. */
export function shownItem(value: Value): { text: string; latex: string } {
  const latex = valueLatex(value)
  return { text: cut(valueText(value, SHOWN_TERMS), ITEM_TEXT), latex: latex.length <= ITEM_TEXT ? latex : "" }
}

function listOutput(
  value: Value,
  valueKind: "list" | "set" | "sequence",
  items: readonly Value[],
  options: ShowOptions,
): Output {
  const first = items.slice(0, SHOWN_ITEMS)
  return {
    kind: "list",
    ...shown(value, null, options),
    text: valueText(items.length <= SHOWN_ITEMS ? value : collectionOf(valueKind, first), SHOWN_TERMS),
    valueKind,
    items: first.map(shownItem),
    count: items.length,
  }
}

function tableOutput(value: Value & { kind: "table" }, options: ShowOptions): Output {
  const entries = [...value.entries.values()]
  const rows = entries
    .slice(0, SHOWN_ROWS)
    .map(({ index, value: entry }) => [shownItem(index).text, shownItem(entry).text])
  return {
    kind: "table",
    ...shown(value, null, options),
    text: cut(valueText(value, SHOWN_TERMS), FORMULA_TEXT),
    caption: `A table with ${entries.length} ${entries.length === 1 ? "entry" : "entries"}`,
    columns: [
      { title: "index", align: "left" },
      { title: "value", align: "left" },
    ],
    rows,
    rowCount: entries.length,
  }
}
