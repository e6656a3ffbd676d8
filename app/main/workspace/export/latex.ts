import type { Nodes, Parent } from "mdast"
import type { DocumentContent, Output } from "../../../contract"
import { displayed } from "./formula"
import { outputFormula, outputText } from "./plain-output"
import { readProse } from "./prose"

/**
 * A paper that compiles as it is with pdfLaTeX, XeLaTeX or LuaLaTeX and nothing beyond amsmath and amssymb. Long sums are broken between their terms
 * in align*. Letters that a plain TeX font does not have are written as formulas in prose, by name in program text.
 */

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "varepsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ϑ: "vartheta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "varphi",
  ϕ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  Γ: "Gamma",
  Δ: "Delta",
  Θ: "Theta",
  Λ: "Lambda",
  Ξ: "Xi",
  Π: "Pi",
  Σ: "Sigma",
  Φ: "Phi",
  Ψ: "Psi",
  Ω: "Omega",
  "≤": "leq",
  "≥": "geq",
  "≠": "neq",
  "≡": "equiv",
  "≈": "approx",
  "∞": "infty",
  "±": "pm",
  "×": "times",
  "·": "cdot",
  "→": "to",
  "∈": "in",
  "∑": "sum",
  "∏": "prod",
  "−": "-",
  "√": "surd",
  "…": "ldots",
  ℤ: "mathbb{Z}",
  ℚ: "mathbb{Q}",
  ℂ: "mathbb{C}",
  "′": "prime",
  "⌊": "lfloor",
  "⌋": "rfloor",
}
const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "“": "``",
  "”": "''",
  "‘": "`",
  "’": "'",
  "–": "--",
  "—": "---",
  "\u00a0": "~",
}

function letter(sign: string): string {
  const special = SPECIAL[sign]
  if (special !== undefined) return special
  const name = GREEK[sign]
  if (name !== undefined) return `\\ensuremath{${/^[a-z]/i.test(name) ? "\\" : ""}${name}}`
  // Latin letters with accents are in every encoding; anything further is named by its number.
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x20 && sign !== "\n" && sign !== "\t") return ""
  return code < 0x180 ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`
}

export const escapeLatex = (text: string): string => [...text].map(letter).join("")

/** Program text: verbatim knows no commands, so names stand for letters. */
function verbatim(text: string): string {
  const plain = [...text.replaceAll("\\end{verbatim}", "\\end {verbatim}")].map((sign) => {
    const code = sign.codePointAt(0) ?? 0
    if ((code >= 0x20 && code < 0x7f) || sign === "\n" || sign === "\t") return sign
    if (code < 0x20 || code === 0x7f) return ""
    return GREEK[sign] ?? `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`
  })
  return `\\begin{verbatim}\n${plain.join("").replace(/\n$/, "")}\n\\end{verbatim}`
}

const inner = (node: Parent): string => node.children.map(nodeLatex).join("")
const SECTIONS = ["section", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph"]

function mathLatex(value: string): string {
  const trimmed = value.replace(/\n\s*\n/g, "\n").trim()
  return /^\\begin\{(?:align|equation|gather|multline)\*?\}/.test(trimmed) ? trimmed : `\\[\n${trimmed}\n\\]`
}

function tableLatex(node: Nodes & { type: "table" }): string {
  const columns = (node.align ?? []).map((side) => (side === "right" ? "r" : side === "center" ? "c" : "l")).join("")
  const rows = node.children.map((row) => row.children.map(inner).join(" & ") + " \\\\")
  const [head = "", ...body] = rows
  return `\\begin{center}\\begin{tabular}{${columns}}\n${[head, "\\hline", ...body].join("\n")}\n\\end{tabular}\\end{center}\n\n`
}

function nodeLatex(node: Nodes): string {
  switch (node.type) {
    case "text":
    case "html":
      return escapeLatex(node.value)
    case "heading":
      return `\\${SECTIONS[node.depth] ?? "paragraph"}*{${inner(node)}}\n\n`
    case "paragraph":
      return `${inner(node)}\n\n`
    case "emphasis":
      return `\\emph{${inner(node)}}`
    case "strong":
      return `\\textbf{${inner(node)}}`
    case "inlineCode":
      return `\\texttt{${escapeLatex(node.value)}}`
    case "code":
      return `${verbatim(node.value)}\n\n`
    case "inlineMath":
      return `$${node.value.trim()}$`
    case "math":
      return `${mathLatex(node.value)}\n\n`
    case "break":
      return "\\\\\n"
    case "thematicBreak":
      return "\\medskip\\hrule\\medskip\n\n"
    case "link":
      return /^https?:/i.test(node.url) ? `${inner(node)} (\\texttt{${escapeLatex(node.url)}})` : inner(node)
    case "image":
      return escapeLatex(`[${node.alt ?? "picture"}]`)
    case "blockquote":
      return `\\begin{quote}\n${inner(node)}\\end{quote}\n\n`
    case "list": {
      const kind = node.ordered === true ? "enumerate" : "itemize"
      return `\\begin{${kind}}\n${inner(node)}\\end{${kind}}\n\n`
    }
    case "listItem":
      return `\\item ${inner(node).trim()}\n`
    case "table":
      return tableLatex(node)
    default:
      return "children" in node ? inner(node) : ""
  }
}

function tableOutput(output: Output & { kind: "table" }): string {
  const columns = output.columns.map((column) => column.align.charAt(0)).join("")
  const row = (texts: readonly string[]): string => texts.map(escapeLatex).join(" & ") + " \\\\"
  const lines = [row(output.columns.map((column) => column.title)), "\\hline", ...output.rows.map(row)]
  return `\\begin{center}\\begin{tabular}{${columns}}\n${lines.join("\n")}\n\\end{tabular}\\end{center}`
}

function outputLatex(output: Output): string {
  if (output.kind === "table" && output.columns.length > 0) return tableOutput(output)
  const formula = outputFormula(output)
  const shown = formula === null ? "" : displayed(formula)
  if (shown !== "") return shown
  const text = outputText(output).replace(/\n$/, "")
  return text === "" ? "" : verbatim(text)
}

function evidenceLatex(output: Output): string {
  const sentence = "evidence" in output ? output.evidence?.sentence : undefined
  return sentence === undefined ? "" : `\\noindent{\\small ${escapeLatex(sentence)}}`
}

const PREAMBLE = `\\documentclass[11pt]{article}
\\usepackage{iftex}
\\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\fi
\\usepackage{amsmath,amssymb}
\\allowdisplaybreaks
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
  return `${PREAMBLE}\\title{${escapeLatex(title)}}\n\\date{}\n\\begin{document}\n\\maketitle\n\n${body}\n\n\\end{document}\n`
}
