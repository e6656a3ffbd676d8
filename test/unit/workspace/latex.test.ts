import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { outputId, type Cell, type DocumentContent, type Output } from "../../../app/contract"
import { display } from "../../../app/engine/outputs/display"
import { newCell } from "../../../app/main/notebook/document-store"
import { readNotebook } from "../../../app/main/notebook/notebook-file"
import { setWidth, splitFactors } from "../../../app/language/tex"
import { displayed } from "../../../app/main/workspace/export/formula"
import { escapeLatex, formulaLetters, verbatim } from "../../../app/main/workspace/export/latex-letters"
import { writeLatex } from "../../../app/main/workspace/export/latex"
import { pictureSources } from "../../support/documents/pictures"
import { Worksheet } from "../../oracle/harness"

const examples = join(import.meta.dirname, "../../../examples")
const folder = mkdtempSync(join(tmpdir(), "latex-"))
afterAll(() => rmSync(folder, { recursive: true }))

const tex = spawnSync("pdflatex", ["--version"], { encoding: "utf8" })
const hasTex = tex.status === 0
if (!hasTex) process.stderr.write("· papers are not compiled here, for want of pdflatex (Debian: texlive-latex-base)\n")

function notebook(...cells: (Cell | string)[]): DocumentContent {
  return {
    cells: cells.map((cell) => (typeof cell === "string" ? newCell("code", cell) : cell)),
    order: 50,
    language: { ours: true, name: "q-series" },
  }
}
const text = (source: string): Cell => newCell("text", source)
const withOutputs = (source: string, outputs: readonly Output[]): Cell => ({
  ...newCell("code", source),
  outputs: outputs.map((output, i) => ({ id: outputId.parse(`o${i}`), output })),
})

/** A cell with the output that the engine makes of it. */
function computed(source: string): Cell {
  const output = display(new Worksheet().run(source), { displayOrder: 20, hold: () => "h" })
  return withOutputs(source, output === null ? [] : [output])
}

/** The log's lines that name an error; empty when a PDF came of it. */
function compile(latex: string, program = "pdflatex"): string[] {
  writeFileSync(join(folder, "paper.tex"), latex)
  const { status, stdout } = spawnSync(program, ["-interaction=nonstopmode", "-halt-on-error", "paper.tex"], {
    cwd: folder,
    encoding: "latin1",
    maxBuffer: 1 << 26,
  })
  const errors = stdout.split("\n").flatMap((line, i, all) => (line.startsWith("!") ? all.slice(i, i + 8) : []))
  return status === 0 ? errors : [...errors, `${program} ended with ${status ?? "a signal"}`]
}

const PROSE = String.raw`# η, θ and $\vartheta_3(q)$ — 100 % of "it"

A [link](https://example.org/a_b#c), *emphasis*, **strong**, ${"`q^2_{x} -- \\n`"}, ~~not~~, a < b > c & d_e \ f^g {h}. Čebyšev, Erdős, Łódź, 日本, 🙂, ①, ½, x², ₅.
A line\
[broken] by a backslash.

- [1,2,3] begins with a bracket
- * a star
  - deeper
    - deeper
      - deeper
        - deeper
          - the sixth
1. one
2. two

> quoted $a\lt b$

| $n$ | p(n) |
|:--|--:|
| [0] | 1 |
| *1* | 1 |
| 2 & 3 | 2 |

$$
\begin{align}
a &= b + c \\
  &= d % a comment
\end{align}
$$

$$ \sum_{n\ge0} p(n) q^n = \prod_{n=1}^\infty \frac1{1-q^n} \tag{1} $$

Inline α: $α + \text{é} ≤ 日$, unreadable $\undefined{x}$ and $a_b_c$, $\mathscr{L}$, $50\%$, $x % no more$

---
${"```\n\\end{verbatim} π ≡ 日 " + "long ".repeat(40) + "\n```"}
`

const series = "1/etaq(q,1,60)"
const kinds = [
  ...["123456789^30", "2/3", series, "(1+q)^3", "aqprod(a,q,n)", "x=y_1", "[1,2,[3]]", "{a,b}", '"text & more_"'],
  ...["true", "prodmake(1/etaq(q,1,40),q,30)", "etamake(etaq(q,1,40)^3,q,30)", "eta(5*tau)^6/eta(tau)^6"],
]

describe("letters", () => {
  test("those of formulas that TeX has are commands, others text", () => {
    expect(formulaLetters("α+é")).toBe(String.raw`\ensuremath{\alpha}+\text{é}`)
    expect(escapeLatex("a--b ①")).toBe("a-{}-{}b [U+2460]")
    expect(escapeLatex("₁⁷")).toBe(String.raw`\ensuremath{_1}\ensuremath{^7}`)
  })

  test("lines of programs are cut between words where the paper ends", () => {
    const lines = verbatim("word ".repeat(40)).split("\n")
    expect(lines.every((line) => line.length <= 76)).toBe(true)
    expect(lines.join(" ").replace(/\s+/g, " ")).toContain("word ".repeat(40).trim())
  })
})

describe("long products", () => {
  const denominator = Array.from({ length: 30 }, (_, n) => `\\left(1-q^{${n + 1}}\\right)`).join("")

  test("are cut between factors, and a fraction that is too wide is written on the line", () => {
    expect(splitFactors("(a+b)(c)^{2}\\left(d\\right)\\eta(\\tau)")).toEqual([
      "(a+b)",
      "(c)^{2}",
      "\\left(d\\right)",
      "\\eta(\\tau)",
    ])
    const latex = displayed([`\\frac{1}{${denominator}}`])
    expect(latex).toContain("1\\,\\big/\\,\\bigl\\{\\left(1-q^{1}\\right)")
    const lines = latex.split("\n").slice(1, -1)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(setWidth(line)).toBeLessThan(75)
    // Every factor is there, once and in its order.
    expect([...latex.matchAll(/1-q\^\{(\d+)\}/g)].map(([, n]) => Number(n))).toEqual(
      Array.from({ length: 30 }, (_, n) => n + 1),
    )
    expect(displayed(["\\frac{1}{(q;q)_\\infty}"])).toBe("\\[\n\\frac{1}{(q;q)_\\infty}\n\\]")
  })
})

describe("pictures in LaTeX", () => {
  test.each(pictureSources)("%s is drawn with LaTeX's own commands", (_type, source) => {
    const latex = writeLatex(notebook(computed(source)), "Picture")
    const body = latex.slice(latex.indexOf("\\begin{document}"))
    // Drawn, a table, or a caption that says why not.
    expect(body).toMatch(/\\begin\{picture\}|\\begin\{tabular\}|more marks than a page takes/)
    expect(body).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe.runIf(hasTex)("papers compile with pdflatex", () => {
  test.each(readdirSync(examples).filter((name) => name.endsWith(".ipynb")))("%s", (name) => {
    const outcome = readNotebook(readFileSync(join(examples, name)))
    if (!outcome.ok) throw new Error(outcome.broken.problem)
    expect(compile(writeLatex(outcome.file.content, name))).toEqual([])
    // Nothing runs off the page by more than a letter or two.
    const log = readFileSync(join(folder, "paper.log"), "latin1")
    const overfull = [...log.matchAll(/Overfull \\hbox \((\d+)/g)].map(([, points]) => Number(points))
    expect(Math.max(0, ...overfull)).toBeLessThan(20)
  })

  test("prose with everything that Markdown has, and letters from everywhere", () => {
    expect(compile(writeLatex(notebook(text(PROSE)), "A_B & Č ①"))).toEqual([])
  })

  test("every kind of value", () => {
    expect(compile(writeLatex(notebook(...kinds.map(computed)), "Values"))).toEqual([])
  })

  test("outputs of other kinds", () => {
    const outputs: Output[] = [
      { kind: "text", text: "π & _ \\end{verbatim}\n" },
      { kind: "warning", text: "Precision fell from O(q^5) to O(q^3)." },
      { kind: "error", failure: { code: "domain", message: "a_b is no series", hint: "try #" } },
      { kind: "foreign", shown: { as: "latex", latex: "\\unknowncommand{x}" } },
      { kind: "foreign", shown: { as: "latex", latex: "\\begin{align}a&=b\\\\&=c\\end{align}" } },
      { kind: "foreign", shown: { as: "text", text: "<b>&</b>" } },
      { kind: "foreign", shown: { as: "image", mime: "image/png", base64: "", alt: "a_picture" } },
      {
        kind: "table",
        handle: null,
        text: "t",
        caption: "c",
        columns: [
          { title: "n_1", align: "left" },
          { title: "a", align: "right" },
        ],
        rows: Array.from({ length: 100 }, (_, i) => [`[${i}]`, "*"]),
        rowCount: 100,
      },
    ]
    expect(compile(writeLatex(notebook(withOutputs("x_1 := 5;", outputs)), "Kinds"))).toEqual([])
  })

  test("every picture", () => {
    expect(compile(writeLatex(notebook(...pictureSources.map(([, source]) => computed(source))), "Pictures"))).toEqual(
      [],
    )
  }, 60_000)
})
