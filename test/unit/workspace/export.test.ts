import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { outputId, type Cell, type DocumentContent, type Output } from "../../../app/contract"
import { newCell } from "../../../app/main/notebook/document-store"
import { setWidth, splitTerms } from "../../../app/language/tex"
import { displayed, mathML } from "../../../app/main/workspace/export/formula"
import { escapeHtml, writeHtml } from "../../../app/main/workspace/export/html"
import { writeLatex } from "../../../app/main/workspace/export/latex"
import { escapeLatex } from "../../../app/main/workspace/export/latex-letters"
import { writeMarkdown } from "../../../app/main/workspace/export/markdown"
import { readScript, writeScript } from "../../../app/main/workspace/export/script"
import { importText, readMarkdown, readWorksheet } from "../../../app/main/workspace/import"
import { multiplier } from "../../support/documents/scratch"

function notebook(...cells: (Cell | string)[]): DocumentContent {
  return {
    cells: cells.map((cell) => (typeof cell === "string" ? newCell("code", cell) : cell)),
    order: 50,
    language: { ours: true, name: "q-series" },
  }
}
const text = (source: string) => newCell("text", source)
const withOutput = (source: string, ...outputs: Output[]): Cell => ({
  ...newCell("code", source),
  outputs: outputs.map((output, i) => ({ id: outputId.parse(`o${i}`), output })),
})
const terms = Array.from({ length: 50 }, (_, i) => `${i + 2}q^{${i}}`).join("+") + "+O(q^{50})"
const series: Output = {
  kind: "series",
  handle: null,
  text: "2 + 3*q + O(q^50)",
  variable: "q",
  order: "50",
  terms: [],
  termCount: 50,
  certainty: "order",
  latex: terms,
}
const brief = (cells: readonly { kind: string; source: string }[]) => cells.map(({ kind, source }) => [kind, source])

describe("scripts", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("", "# %%", "#%%", "# %% [markdown]", "## %%", "#", "# text", "x := 1:", "> x"),
  )
  const source = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n").replace(/\r/g, ""))
  const cell = fc.record({ kind: fc.constantFrom("code" as const, "text" as const, "raw" as const), source })

  test("written and read again give the same cells", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const script = writeScript(notebook(...cells.map(({ kind, source: text }) => newCell(kind, text))))
        expect(brief(readScript(script))).toEqual(brief(cells))
      }),
      { numRuns: 300 * multiplier },
    )
  })

  test("text cells are comments, so the script runs as it is", () => {
    expect(writeScript(notebook(text("# Title\n\nwords"), "a := 1;"))).toBe(
      "# %% [markdown]\n# # Title\n#\n# words\n\n# %%\na := 1;\n",
    )
  })

  test("titles of other editors' cells become headings", () => {
    expect(brief(readScript("\n#%% Products\na;\n# %%\nb;"))).toEqual([
      ["text", "## Products"],
      ["code", "a;"],
      ["code", "b;"],
    ])
  })

  test("a script without dividers is one cell", () => {
    expect(brief(readScript("a := 1;\n\nb := 2;\n"))).toEqual([["code", "a := 1;\n\nb := 2;"]])
  })
})

describe("imports", () => {
  test("Markdown: fences of ours and Maple's are cells, others stay text", () => {
    const cells = readMarkdown("# T\n\n```durfee\na;\n```\n\ntext\n```python\nx\n```\n~~~maple\nb;\n~~~\n")
    expect(brief(cells)).toEqual([
      ["text", "# T"],
      ["code", "a;"],
      ["text", "text\n```python\nx\n```"],
      ["code", "b;"],
    ])
  })

  test("exported Markdown comes back with its text and code", () => {
    const content = notebook(text("# T\n\n`a`"), 'a := "```";\nb;', text("end"))
    expect(brief(readMarkdown(writeMarkdown(content)))).toEqual(brief(content.cells))
  })

  test("a Maple worksheet: input behind prompts, text behind #, results left out and counted", () => {
    const { cells, results } = readWorksheet(
      "# 1. Products\n> with(qseries):\n> etaq(q,1,\n>   20);\n\n     1 - q\n   2\n> a;\n",
    )
    expect(brief(cells)).toEqual([
      ["text", "## 1. Products"],
      ["code", "with(qseries):\netaq(q,1,\n  20);"],
      ["code", "a;"],
    ])
    expect(results).toBe(2)
  })

  test("the kind is told by the name and the prompts", () => {
    expect(importText("a.md", "x").content.cells[0]?.kind).toBe("text")
    expect(importText("a.txt", "> x;\ny").notice).toContain("1 line of printed results")
    expect(importText("tutorial.qs", "\ufeffa;\r\nb;")).toMatchObject({ title: "tutorial", notice: null })
    expect(importText("empty.qs", "").content.cells).toHaveLength(1)
  })
})

describe("formulas on paper", () => {
  test("are cut between terms only", () => {
    expect(splitTerms("a+b-c")).toEqual(["a", "+b", "-c"])
    expect(splitTerms("-a-\\frac{x+y}{2}")).toEqual(["-a", "-\\frac{x+y}{2}"])
    expect(splitTerms("\\left(a+b\\right)+q^{-1}+(c-d)")).toEqual(["\\left(a+b\\right)", "+q^{-1}", "+(c-d)"])
    expect(splitTerms("a=-b+c")).toEqual(["a=-b", "+c"])
    expect(splitTerms("\\begin{matrix}a+b\\end{matrix}-c")).toEqual(["\\begin{matrix}a+b\\end{matrix}", "-c"])
    expect(splitTerms("2\\cdot -3+x")).toEqual(["2\\cdot -3", "+x"])
  })

  test("lose nothing and stay within the line", () => {
    const lines = displayed([terms])
      .replace(/\\(?:begin|end)\{align\*\}/g, "")
      .split("\\\\")
      .map((line) => line.replace(/&\\quad \{\}|& /g, "").trim())
    expect(lines.join("")).toBe(terms)
    expect(lines.length).toBeGreaterThan(4)
    for (const line of lines) expect(setWidth(line)).toBeLessThanOrEqual(74)
  })

  test("become MathML; what is no TeX does not", () => {
    expect(mathML("\\frac{1}{(q;q)_\\infty}", true)).toMatch(/^<math[^>]*display="block"[\s\S]*<mfrac>/)
    expect(mathML("\\frac{1", true)).toBeUndefined()
    expect(mathML("\\href{javascript:x}{y}", false) ?? "").not.toContain("href")
    expect(mathML("<script>", false)).not.toContain("<script")
  })
})

describe("pages", () => {
  test("hold no script, no address and no markup of the notebook's own", () => {
    const hostile =
      "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](http://x/y.png) <script>alert(1)</script> \"'&"
    const html = writeHtml(
      notebook(
        text(hostile),
        withOutput(hostile, { kind: "text", text: hostile }),
        text("| a |\n|---|\n| " + hostile + " |"),
      ),
      hostile,
    )
    const withoutText = html.replace(/&#\d+;/g, "")
    expect(withoutText).not.toMatch(/<script|<img|onerror=[^a]|javascript:[^a]/i)
    expect(html).not.toMatch(/(?:src|href)="(?!data:|#|https?:\/\/|mailto:)/)
    expect(html).not.toContain('http://x/y.png"')
    expect(html).toContain("default-src 'none'")
  })

  test("show formulas as MathML, tables as tables, evidence in words", () => {
    const guess: Output = { ...series, evidence: { certainty: "checked", sentence: "Guessed & checked on 20 more." } }
    const html = writeHtml(
      notebook(
        text("$x_1$ and\n\n\\begin{align}a&=b\\end{align}\n\n| n | p |\n|--:|---|\n| 1 | 2 |"),
        withOutput("a;", guess),
      ),
      "T",
    )
    expect(html.match(/<math/g)?.length).toBe(3)
    expect(html).toContain('<td class="right">1</td>')
    expect(html).toContain("Guessed &#38; checked on 20 more.")
  })

  test("keep pictures of text cells inside the page", () => {
    const cell = { ...text("![p](attachment:a%20b.png)"), attachments: '{"a b.png":{"image/png":"AA=="}}' }
    expect(writeHtml(notebook(cell), "T")).toContain('<img src="data:image&#47;png'.replace("&#47;", "/"))
  })

  test("escaping leaves no sign that HTML reads", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const escaped = escapeHtml(value)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))).toBe(value)
      }),
      { numRuns: 200 * multiplier },
    )
  })
})

describe("papers", () => {
  // No TeX is at hand in the tests: these are the rules whose breach stops every TeX.
  function check(latex: string): void {
    const environments: string[] = []
    const program = /\\begin\{verbatim\}[\s\S]*?\\end\{verbatim\}/g
    for (const [, kind, name = ""] of latex.replace(program, "").matchAll(/\\(begin|end)\{([a-z*]+)\}/g))
      if (kind === "begin") environments.push(name)
      else expect(environments.pop()).toBe(name)
    expect(environments).toEqual([])
    for (const block of latex.match(program) ?? []) expect(block).toMatch(/^[\n\t\x20-\x7e]*$/)
    expect(latex).toMatch(/^[\n\t\x20-\u017f]*$/)
    const braces = latex.replace(program, "").replace(/\\[\\{}$&#_%]/g, "")
    let depth = 0
    for (const sign of braces) {
      depth += sign === "{" ? 1 : sign === "}" ? -1 : 0
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
    for (const [formula = ""] of latex
      .replace(program, "")
      .matchAll(/\\\[[\s\S]*?\\\]|\\begin\{align\*\}[\s\S]*?\\end\{align\*\}/g))
      expect(formula).not.toMatch(/\n\s*\n/)
  }

  test("break long sums in align* and keep short ones on a line", () => {
    const latex = writeLatex(
      notebook(
        text("# η and θ\n\n100% of $x_1$ & more_\n\n- a\n- b\n\n| a | b |\n|---|--:|\n| 1 | 2 |"),
        withOutput("η(τ); \\end{verbatim}", series, { kind: "text", text: "π" }),
      ),
      "A_B & C",
    )
    check(latex)
    expect(latex).toContain("\\begin{align*}\n& 2q^{0}")
    expect(latex).toContain("\\title{A\\_B \\& C}")
    expect(latex).toContain("\\section*{\\ensuremath{\\eta} and \\ensuremath{\\theta}}")
  })

  test("survive any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (prose, code) => {
        // In prose between dollars the reader writes TeX himself.
        const words = prose.replace(/\$/g, "").replace(/\\begin/g, "")
        check(writeLatex(notebook(text(words), withOutput(code, { kind: "text", text: code })), code))
        expect(escapeLatex(words)).toMatch(/^[\n\t\x20-\u017f]*$/)
      }),
      { numRuns: 200 * multiplier },
    )
  })
})
