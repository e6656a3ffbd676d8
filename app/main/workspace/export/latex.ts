import type { Nodes, Parent } from "mdast"
import type { DocumentContent, Output, PictureOutput } from "../../../contract"
import { sceneOf } from "../../notebook/picture-files"
import { displayed, mathML } from "./formula"
import { escapeLatex, formulaLetters, verbatim } from "./latex-letters"
import { PICTURE_PREAMBLE, pictureLatex } from "./latex-picture"
import { outputFormula, outputText } from "./plain-output"
import { readProse } from "./prose"

/**
 * A paper that compiles as it is with pdfLaTeX, XeLaTeX or LuaLaTeX and nothing beyond what every LaTeX has with amsmath and amssymb. Long sums are
 * broken between their terms in align*. A formula that no TeX reads stands as the text that it is.
 */

const inner = (node: Parent, depth: number): string => node.children.map((child) => nodeLatex(child, depth)).join("")
const SECTIONS = ["section", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph"]
/** LaTeX has four levels of each kind of list. */
const DEEPEST_LIST = 4
/** Rows that stand on one page; more are a table that goes on over the page. */
const ROWS_OF_A_PAGE = 36

const DISPLAYS = /^\\begin\{(align|equation|gather|multline)(\*?)\}([^]*)\\end\{\1\2\}$/

/** Formulas of the reader's own: comments, empty lines and what no TeX reads would end the paper. */
function readable(value: string): string | null {
  const plain = value
    .replace(/(^|[^\\])%.*$/gm, "$1")
    .replace(/\n\s*\n/g, "\n")
    .trim()
  return plain === "" || mathML(plain, true) === undefined ? null : formulaLetters(plain)
}

/** Displays within a formula have names of their own. */
function nested(latex: string): string {
  return latex
    .replace(/\\(begin|end)\{align(?:at)?\*?\}/g, "\\$1{aligned}")
    .replace(/\\(begin|end)\{(?:gather|multline)\*?\}/g, "\\$1{gathered}")
    .replace(/\\(?:begin|end)\{equation\*?\}/g, "")
    .replace(/\\tag\*?\{([^{}]*)\}/g, "\\quad(\\text{$1})")
    .replace(/\\(?:notag|nonumber)(?![A-Za-z])/g, "")
}

function mathLatex(value: string): string {
  const latex = readable(value)
  if (latex === null) return verbatim(value)
  const display = DISPLAYS.exec(latex)
  if (display === null) return `\\[\n${nested(latex)}\n\\]`
  // Labels without numbers: a paper made of cells refers to none.
  const [, kind = "align", , body = ""] = display
  return `\\begin{${kind}*}${body.trimEnd().replace(/\\label\{[^}]*\}/g, "")}\n\\end{${kind}*}`
}

function inlineLatex(value: string): string {
  const latex = readable(value)
  return latex === null ? `\\texttt{${escapeLatex(value.trim())}}` : `$${nested(latex)}$`
}

/** A row of a table; {} keeps a bracket or a star at its start from being read as an argument of the row's end before it. */
function rowLatex(cells: readonly string[]): string {
  const row = cells.join(" & ")
  return `${/^\s*[[*]/.test(row) ? "{}" : ""}${row} \\\\`
}

/** Letters of a line, in a table. */
const LINE = 80

/** Columns of a table, of fixed width when the rows would run off the paper. */
function columnsLatex(sides: string, rows: readonly (readonly string[])[]): string {
  const widths = [...sides].map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)))
  const total = widths.reduce((sum, width) => sum + width, 0)
  if (total <= LINE) return sides
  return widths.map((width) => `p{${((0.9 * width) / total).toFixed(3)}\\linewidth}`).join("")
}

function tableLatex(columns: string, [head = "", ...body]: readonly string[]): string {
  const lines = [head, "\\hline", ...body].join("\n")
  return body.length > ROWS_OF_A_PAGE
    ? `\\begin{longtable}{${columns}}\n${lines}\n\\end{longtable}`
    : `\\begin{center}\\begin{tabular}{${columns}}\n${lines}\n\\end{tabular}\\end{center}`
}

function listLatex(node: Nodes & { type: "list" }, depth: number): string {
  if (depth >= DEEPEST_LIST) return `\n${inner(node, depth).replaceAll("\\item{} ", "\n")}\n`
  const kind = node.ordered === true ? "enumerate" : "itemize"
  return `\\begin{${kind}}\n${inner(node, depth + 1)}\\end{${kind}}\n\n`
}

function nodeLatex(node: Nodes, depth = 0): string {
  switch (node.type) {
    case "text":
    case "html":
      return escapeLatex(node.value)
    case "heading":
      return `\\${SECTIONS[node.depth] ?? "paragraph"}*{${inner(node, depth)}}\n\n`
    case "paragraph":
      return `${inner(node, depth)}\n\n`
    case "emphasis":
      return `\\emph{${inner(node, depth)}}`
    case "strong":
      return `\\textbf{${inner(node, depth)}}`
    case "inlineCode":
      return `\\texttt{${escapeLatex(node.value)}}`
    case "code":
      return `${verbatim(node.value)}\n\n`
    case "inlineMath":
      return inlineLatex(node.value)
    case "math":
      return `${mathLatex(node.value)}\n\n`
    case "break":
      return "\\\\{}\n"
    case "thematicBreak":
      return "\\medskip\\hrule\\medskip\n\n"
    case "link":
      return /^https?:/i.test(node.url)
        ? `${inner(node, depth)} (\\texttt{${escapeLatex(node.url)}})`
        : inner(node, depth)
    case "image":
      return escapeLatex(`[${node.alt ?? "picture"}]`)
    case "blockquote":
      return `\\begin{quote}\n${inner(node, depth)}\\end{quote}\n\n`
    case "list":
      return listLatex(node, depth)
    case "listItem":
      return `\\item{} ${inner(node, depth).trim()}\n`
    case "table": {
      const columns = (node.align ?? [])
        .map((side) => (side === "right" ? "r" : side === "center" ? "c" : "l"))
        .join("")
      const rows = node.children.map((row) => row.children.map((cell) => inner(cell, depth)))
      return `${tableLatex(columnsLatex(columns, rows), rows.map(rowLatex))}\n\n`
    }
    default:
      return "children" in node ? inner(node, depth) : ""
  }
}

function tableOutput(output: Output & { kind: "table" }): string {
  const sides = output.columns.map((column) => column.align.charAt(0)).join("")
  const rows = [output.columns.map((column) => column.title), ...output.rows].map((texts) => texts.map(escapeLatex))
  return tableLatex(columnsLatex(sides, rows), rows.map(rowLatex))
}

function pictureOutput({ picture, caption, description }: PictureOutput): string {
  if (picture.type === "dissection") {
    const rows = picture.rows.map(({ residue, latex, product }) => [
      `$r=${residue}$`,
      `$${latex}$`,
      product === null ? "no product seen" : `$${product}$ (fits all known)`,
    ])
    return `${tableLatex("lll", [["class", "series", "product"], ...rows].map(rowLatex))}\n\n${captionLatex(caption, description)}`
  }
  const drawn = pictureLatex(sceneOf(picture))
  return drawn === null
    ? captionLatex(caption, `${description} (The picture has more marks than a page takes.)`)
    : `${drawn}\n\n${captionLatex(caption, description)}`
}

const captionLatex = (caption: string, description: string): string =>
  `\\begin{quote}\\small\\textbf{${escapeLatex(caption)}.} ${escapeLatex(description)}\\end{quote}`

function outputLatex(output: Output): string {
  if (output.kind === "table" && output.columns.length > 0) return tableOutput(output)
  if (output.kind === "picture") return pictureOutput(output)
  if (output.kind === "foreign" && output.shown.as === "latex") return mathLatex(output.shown.latex)
  const formula = outputFormula(output)
  const shown = formula === null ? "" : displayed(formula.map(formulaLetters))
  if (shown !== "") return shown
  const text = outputText(output).replace(/\n$/, "")
  return text === "" ? "" : verbatim(text)
}

function evidenceLatex(output: Output): string {
  const sentence = "evidence" in output ? output.evidence?.sentence : undefined
  return sentence === undefined ? "" : `\\noindent{\\small ${escapeLatex(sentence)}}`
}

// T1 with plain TeX's own fonts needs METAFONT; without Latin Modern the old encoding composes the accents. MathJax knows \\lt, \\gt and \\mathscr.
const preamble = (body: string): string => `\\documentclass[11pt]{article}
\\usepackage{iftex}
\\ifPDFTeX\\usepackage[utf8]{inputenc}\\IfFileExists{lmodern.sty}{\\usepackage[T1]{fontenc}\\usepackage{lmodern}}{}\\fi
\\usepackage{amsmath,amssymb}
${body.includes("\\begin{longtable}") ? "\\usepackage{longtable}\n" : ""}${body.includes("\\begin{picture}") ? PICTURE_PREAMBLE : ""}\\providecommand{\\lt}{<}\\providecommand{\\gt}{>}\\providecommand{\\mathscr}{\\mathcal}
\\allowdisplaybreaks
\\setlength{\\textwidth}{6.2in}\\setlength{\\oddsidemargin}{0.1in}\\setlength{\\evensidemargin}{0.1in}
\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}
`

/** The whole notebook as one .tex file. */
export function writeLatex(content: DocumentContent, title: string): string {
  const parts = content.cells.flatMap((cell) => {
    if (cell.kind === "text") return [nodeLatex(readProse(cell.source) as Nodes).trim()]
    const code = cell.source.trim() === "" || cell.view.codeHidden === true ? [] : [verbatim(cell.source)]
    return [...code, ...cell.outputs.flatMap(({ output }) => [outputLatex(output), evidenceLatex(output)])]
  })
  const body = parts.filter((part) => part !== "").join("\n\n")
  return `${preamble(body)}\\title{${escapeLatex(title)}}\n\\date{}\n\\begin{document}\n\\maketitle\n\n${body}\n\n\\end{document}\n`
}
