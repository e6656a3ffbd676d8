import { valueLatex } from "./outputs/latex"
import { valueText } from "./outputs/text"
import { QSeries } from "./series/series"
import { QExpr } from "./symbolic/expression"
import type { Value } from "./values"

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

/**
 * Displays that look for a method find one: `util.inspect` and the console show the plain text, JavaScript kernels for Jupyter, which call
 * Symbol.for("Jupyter.display"), get all forms.
 */
function teachDisplay(prototype: QExpr | QSeries): void {
  Object.defineProperties(prototype, {
    [Symbol.for("Jupyter.display")]: {
      value(this: QExpr | QSeries): DisplayForms {
        return display(this)
      },
    },
    [Symbol.for("nodejs.util.inspect.custom")]: {
      value(this: QExpr | QSeries): string {
        return valueText(this, SHOWN_TERMS)
      },
    },
  })
}

teachDisplay(QExpr.prototype)
teachDisplay(QSeries.prototype)
Object.defineProperty(QSeries.prototype, "toLatex", {
  value(this: QSeries): string {
    return valueLatex(this)
  },
})
