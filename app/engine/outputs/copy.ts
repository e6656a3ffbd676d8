import type { Dialect } from "../../contract"
import { EngineError } from "../errors"
import { exponent, exponentText } from "../series/exponent"
import type { QSeries } from "../series/series"
import { latexText } from "../symbolic/print/latex"
import type { Value } from "../values"
import { dialectText } from "./dialects"
import { valueLatex } from "./latex"
import { mathmlText } from "./mathml"
import { denseCoefficients, seriesLatex, seriesText } from "./series-text"
import { firstTerms } from "./windows"

/** Characters of a copy; a clipboard with more is of no use to anybody. */
const MAX_CHARACTERS = 50_000_000

/**
 * A value as text for other programs.
 * @param series the expansion that the output shows, if it shows one
 * @param terms the number of terms to copy; null for the whole value: an infinite product is then copied as its formula
 */
export function copyText(value: Value, series: QSeries | null, dialect: Dialect, terms: number | null): string {
  const text = coefficientsOnly(dialect)
    ? coefficientText(series, dialect, terms)
    : formulaText(value, series, dialect, terms)
  if (text.length > MAX_CHARACTERS) {
    throw new EngineError("tooLarge", "A copy holds at most 50 million characters.", {
      given: `${text.length} characters`,
      hint: "Copy fewer terms.",
    })
  }
  return text
}

type CoefficientDialect = "list" | "csv" | "tsv" | "bfile"

function coefficientsOnly(dialect: Dialect): dialect is CoefficientDialect {
  return dialect === "list" || dialect === "csv" || dialect === "tsv" || dialect === "bfile"
}

function formulaText(
  value: Value,
  series: QSeries | null,
  dialect: Exclude<Dialect, CoefficientDialect>,
  terms: number | null,
): string {
  const asSeries = value.kind === "series" || (terms !== null && series !== null)
  const shown = !asSeries || series === null ? null : terms === null ? series : firstTerms(series, terms)
  if (dialect === "mathml") return mathmlText(value, shown)
  if (dialect === "latex") {
    if (shown !== null) return seriesLatex(shown)
    return value.kind === "expr" ? latexText(value.arena, value.ref) : valueLatex(value)
  }
  return shown === null ? dialectText(value, dialect) : seriesText(shown, dialect)
}

function coefficientText(series: QSeries | null, dialect: CoefficientDialect, terms: number | null): string {
  if (series === null) {
    throw new EngineError("domain", "Only a series or a polynomial in one variable has a list of coefficients.", {
      hint: "Copy it in another form.",
    })
  }
  const { from, coefficients } = denseCoefficients(series, terms)
  const n = (index: number): string => exponentText(exponent(from + index, series.denominator))
  switch (dialect) {
    case "list":
      return `[${coefficients.join(", ")}]`
    case "csv":
      return ["n,coefficient", ...coefficients.map((c, index) => `${n(index)},${csvField(c)}`)].join("\n") + "\n"
    case "tsv":
      return ["n\tcoefficient", ...coefficients.map((c, index) => `${n(index)}\t${c}`)].join("\n") + "\n"
    case "bfile":
      if (coefficients.some((c) => !/^-?\d+$/.test(c)) || series.denominator !== 1) {
        throw new EngineError("domain", "A b-file holds integers at whole exponents.", {
          hint: "Copy the coefficients as CSV.",
        })
      }
      return coefficients.map((c, index) => `${n(index)} ${c}\n`).join("")
  }
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
