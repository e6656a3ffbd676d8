import { exponentText, type Exponent } from "../series/exponent"
import type { QSeries, SeriesTerm } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import type { Value } from "../values"
import { valueText } from "./text"

/**
 * Presentation MathML as text for the clipboard, where word processors take it. It is data like every copy: the page never puts it into a document.
 */
export function mathmlText(value: Value, series: QSeries | null): string {
  const body = series === null ? valueElements(value) : seriesElements(series)
  return `<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>${body}</mrow></math>`
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}

const operator = (text: string): string => `<mo>${escape(text)}</mo>`
const number = (text: string): string => `<mn>${escape(text)}</mn>`
const identifier = (text: string): string => `<mi>${escape(text)}</mi>`
const row = (body: string): string => `<mrow>${body}</mrow>`
const raise = (base: string, exponent: string): string => `<msup>${base}${exponent}</msup>`
const brackets = (body: string): string => row(`${operator("(")}${body}${operator(")")}`)

function seriesElements(series: QSeries): string {
  const terms = series.terms().map((term, index) => termElements(series.variable, term, index === 0))
  if (series.order !== null) {
    const inside = series.order.numerator === 0 ? number("1") : powerElements(series.variable, series.order)
    terms.push(`${terms.length === 0 ? "" : operator("+")}${identifier("O")}${brackets(inside)}`)
  }
  return terms.length === 0 ? number("0") : terms.join("")
}

function powerElements(variable: string, e: Exponent): string {
  return e.numerator === 1 && e.denominator === 1
    ? identifier(variable)
    : raise(identifier(variable), row(numberElements(exponentText(e))))
}

function numberElements(text: string): string {
  const sign = text.startsWith("-") ? operator("−") : ""
  const [numerator = "", denominator] = text.replace("-", "").split("/")
  return (
    sign + (denominator === undefined ? number(numerator) : `<mfrac>${number(numerator)}${number(denominator)}</mfrac>`)
  )
}

function termElements(variable: string, { exponent, coefficient }: SeriesTerm, first: boolean): string {
  const isNumber = /^-?\d+(\/\d+)?$/.test(coefficient)
  const negative = isNumber && coefficient.startsWith("-")
  const size = isNumber
    ? numberElements(coefficient.replace("-", ""))
    : brackets(`<mtext>${escape(coefficient)}</mtext>`)
  const sign = negative ? operator("−") : first ? "" : operator("+")
  if (exponent.numerator === 0) return sign + size
  const power = powerElements(variable, exponent)
  return sign + (/^-?1$/.test(coefficient) ? power : `${size}${power}`)
}

const OPERATORS = { "=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥" } as const

function valueElements(value: Value): string {
  switch (value.kind) {
    case "expr":
      return expressionElements(value)
    case "series":
      return seriesElements(value)
    case "relation":
      return `${valueElements(value.left)}${operator(OPERATORS[value.operator])}${valueElements(value.right)}`
    case "list":
      return fenced("[", value.items, "]")
    case "set":
      return fenced("{", value.items, "}")
    case "sequence":
      return fenced("", value.items, "")
    default:
      return `<mtext>${escape(valueText(value))}</mtext>`
  }
}

function fenced(open: string, items: readonly Value[], close: string): string {
  const body = items.map((item) => row(valueElements(item))).join(operator(","))
  return `${open === "" ? "" : operator(open)}${body}${close === "" ? "" : operator(close)}`
}

function expressionElements(value: QExpr): string {
  if (value.isNumber()) return numberElements(value.toString())
  const { args } = value
  switch (value.head) {
    case "symbol":
      return identifier(value.name ?? "")
    case "infinity":
      return number("∞")
    case "sum":
      return args.map((term, index) => signed(expressionElements(term), index === 0)).join("")
    case "product":
      return args.map(factorElements).join(operator("\u2062"))
    case "power": {
      const [base, exponent] = args
      if (base === undefined || exponent === undefined) return ""
      return raise(
        row(base.isSymbol() ? expressionElements(base) : brackets(expressionElements(base))),
        row(expressionElements(exponent)),
      )
    }
    case "qPochhammer":
      return pochhammerElements(args)
    default:
      return `${identifier(value.name ?? value.head)}${brackets(args.map(expressionElements).join(operator(",")))}`
  }
}

function signed(term: string, first: boolean): string {
  return first || term.startsWith(operator("−")) ? term : `${operator("+")}${term}`
}

function factorElements(factor: QExpr): string {
  const body = expressionElements(factor)
  return factor.head === "sum" ? brackets(body) : body
}

function pochhammerElements([n, q, ...parameters]: readonly QExpr[]): string {
  if (n === undefined || q === undefined) return ""
  const inside = `${parameters.map(expressionElements).join(operator(","))}${operator(";")}${expressionElements(q)}`
  return `<msub>${brackets(inside)}${row(expressionElements(n))}</msub>`
}
