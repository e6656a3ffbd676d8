import { valueLatex } from "./outputs/latex"
import { valueText } from "./outputs/text"
import { QSeries } from "./series/series"
import { QExpr } from "./symbolic/expression"
import { Shown, type Value } from "./values"

/** A value's forms by media type, as notebooks and other displays ask for them. */
export interface DisplayForms {
  readonly "text/plain": string
  /** With delimiters, one line, drawn alike by KaTeX and MathJax. */
  readonly "text/latex": string
}

/** Terms of a series in a display. */
const SHOWN_TERMS = 60

export function display(value: Value): DisplayForms {
  return { "text/plain": valueText(value, SHOWN_TERMS), "text/latex": `$\\displaystyle ${valueLatex(value)}$` }
}

declare module "./series/series" {
  interface QSeries {
    /** The first 60 terms and the O-term in LaTeX, no delimiters. */
    toLatex(): string
  }
}

declare module "./values" {
  interface Shown {
    /** In the notebook's own syntax; series inside it show their first 60 terms. */
    toString(): string
    /** In LaTeX, no delimiters. */
    toLatex(): string
  }
}

function method(name: string | symbol, body: (value: Value) => unknown): [string | symbol, PropertyDescriptor] {
  const value = function (this: Value): unknown {
    return body(this)
  }
  Object.defineProperty(value, "name", { value: String(name) })
  return [name, { value, configurable: true, writable: true }]
}

const text = (value: Value): string => valueText(value, SHOWN_TERMS)

/**
 * Displays that look for a method find one on every value: `util.inspect` and the console show the plain text, JavaScript kernels for Jupyter, which call
 * Symbol.for("Jupyter.display"), get all forms. An expression and a series write their own text.
 */
const forms = [method(Symbol.for("Jupyter.display"), display), method(Symbol.for("nodejs.util.inspect.custom"), text)]
const latex = method("toLatex", valueLatex)

Object.defineProperties(QExpr.prototype, Object.fromEntries(forms))
Object.defineProperties(QSeries.prototype, Object.fromEntries([...forms, latex]))
Object.defineProperties(Shown.prototype, Object.fromEntries([...forms, latex, method("toString", text)]))
