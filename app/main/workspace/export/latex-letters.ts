/** Letters that a plain TeX font does not have: written as formulas in prose, by name in program text. */

const NAMES: Readonly<Record<string, string>> = {
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
  ℝ: "mathbb{R}",
  ℂ: "mathbb{C}",
  "′": "prime",
  "⌊": "lfloor",
  "⌋": "rfloor",
  "✓": "checkmark",
  "◐": "circ",
  ...scripts("₀₁₂₃₄₅₆₇₈₉", "_"),
  ...scripts("⁰¹²³⁴⁵⁶⁷⁸⁹", "^"),
  ₙ: "_n",
  ⁿ: "^n",
}

function scripts(digits: string, sign: string): Record<string, string> {
  return Object.fromEntries([...digits].map((digit, value) => [digit, `${sign}${value}`]))
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
  // Two of them would be joined to a dash.
  "-": "-{}",
  "“": "``",
  "”": "''",
  "‘": "`",
  "’": "'",
  "–": "--",
  "—": "---",
  "\u00a0": "~",
}

/** Latin letters with accents that every encoding of LaTeX makes; ogoneks, strokes and half the signs are not among them. */
const ACCENTED =
  /^[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿĀāĂăĆćĈĉĊċČčĎďĒēĔĕĖėĚěĜĝĞğĠġĢĤĥĨĩĪīĬĭİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŴŵŶŷŸŹźŻżŽž§¶©£]$/u

const numbered = (sign: string): string =>
  `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`

const isPrintable = (sign: string): boolean => /^[\x20-\x7e\n\t]$/.test(sign)
const isControl = (sign: string): boolean => /^[\x00-\x1f\x7f]$/.test(sign)

function formula(name: string): string {
  return `\\ensuremath{${/^[a-z]/i.test(name) ? "\\" : ""}${name}}`
}

/** A letter of prose: itself, its command, or its number where LaTeX has neither. */
function letter(sign: string): string {
  const special = SPECIAL[sign]
  if (special !== undefined) return special
  const name = NAMES[sign]
  if (name !== undefined) return formula(name)
  if (isPrintable(sign) || ACCENTED.test(sign)) return sign
  return isControl(sign) ? "" : numbered(sign)
}

export const escapeLatex = (text: string): string => [...text].map(letter).join("")

/** A formula as the reader wrote it: letters that TeX has as commands only become them, others stand as text. */
export function formulaLetters(latex: string): string {
  return [...latex]
    .map((sign) => {
      if (isPrintable(sign)) return sign
      if (isControl(sign)) return " "
      const name = NAMES[sign]
      return name === undefined ? `\\text{${letter(sign)}}` : formula(name)
    })
    .join("")
}

/** Letters of a line of 6.2 inches. */
const LINE = 76

/** A line cut between words where the paper ends, what follows indented. */
function folded(line: string): string {
  if (line.length <= LINE) return line
  const space = line.lastIndexOf(" ", LINE)
  const end = space > LINE / 3 ? space : LINE
  return `${line.slice(0, end)}\n${folded(`    ${line.slice(end).trimStart()}`)}`
}

/** Program text: verbatim knows no commands, so names stand for letters. */
export function verbatim(text: string): string {
  const plain = [...text.replaceAll("\\end{verbatim}", "\\end {verbatim}")].map((sign) =>
    isPrintable(sign) ? sign : isControl(sign) ? "" : (NAMES[sign] ?? numbered(sign)),
  )
  const lines = plain.join("").replace(/\n$/, "").split("\n").map(folded)
  return `\\begin{verbatim}\n${lines.join("\n")}\n\\end{verbatim}`
}
