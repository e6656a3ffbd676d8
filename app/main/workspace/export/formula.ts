import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js"
import { STATE } from "mathjax-full/js/core/MathItem.js"
import type { MmlNode } from "mathjax-full/js/core/MmlTree/MmlNode.js"
import { SerializedMmlVisitor } from "mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js"
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js"
import { TeX } from "mathjax-full/js/input/tex.js"
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js"
import { mathjax } from "mathjax-full/js/mathjax.js"
import { brokenTerm, setWidth, splitTerms, TIMES } from "../../../language/tex"

/** Formulas for exports: MathML for pages that need no script and no fonts, and lines for paper. */

let toMathML: ((latex: string, display: boolean) => string) | undefined

/** Made at the first formula: MathJax takes a while to load its tables. */
function makeConverter(): (latex: string, display: boolean) => string {
  RegisterHTMLHandler(liteAdaptor())
  const input = new TeX({
    packages: ["base", "ams"],
    maxBuffer: 200_000,
    maxMacros: 1_000,
    formatError: (_jax: unknown, error: Error) => {
      throw new FormulaError(error.message)
    },
  })
  const document = mathjax.document("", { InputJax: input })
  const visitor = new SerializedMmlVisitor()
  return (latex, display) => visitor.visitTree(document.convert(latex, { display, end: STATE.CONVERT }) as MmlNode)
}

class FormulaError extends Error {}

/** MathML of a formula; undefined when it is no TeX that MathJax reads. */
export function mathML(latex: string, display: boolean): string | undefined {
  try {
    toMathML ??= makeConverter()
    return toMathML(latex, display)
  } catch (error) {
    if (error instanceof FormulaError) return undefined
    throw error
  }
}

const PAPER_WIDTH = 74

/** A displayed formula for paper: one line, or an align* broken between terms and factors and never inside one. No package beyond amsmath. */
export function displayed(pieces: readonly string[]): string {
  const lines: string[] = []
  let line = ""
  for (const piece of pieces.flatMap(splitTerms).flatMap((term) => brokenTerm(term, PAPER_WIDTH))) {
    if (line !== "" && setWidth(line + piece) > PAPER_WIDTH) {
      lines.push(line)
      line = piece.replace(TIMES, "\\times ")
    } else line += piece.replace(TIMES, "")
  }
  lines.push(line)
  const trimmed = lines.map((text) => text.trim()).filter((text) => text !== "")
  if (trimmed.length === 0) return ""
  if (trimmed.length === 1) return `\\[\n${trimmed[0] ?? ""}\n\\]`
  // {} before a sign makes it stand between terms, also at the start of a line.
  const body = trimmed.map((text, i) => (i === 0 ? `& ${text}` : `&\\quad {}${text}`)).join(" \\\\\n")
  return `\\begin{align*}\n${body}\n\\end{align*}`
}
