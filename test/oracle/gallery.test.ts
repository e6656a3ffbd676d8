import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js"
import type { LiteElement } from "mathjax-full/js/adaptors/lite/Element.js"
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js"
import { TeX } from "mathjax-full/js/input/tex.js"
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js"
import "mathjax-full/js/input/tex/base/BaseConfiguration.js"
import { mathjax } from "mathjax-full/js/mathjax.js"
import { SVG } from "mathjax-full/js/output/svg.js"
import { afterAll, describe, expect, test } from "vitest"

// The notebooks that people learn from, each run anew by the command line: what they say is what they compute. The built command line is needed,
// which `npm test` makes first.
const root = join(import.meta.dirname, "../..")
const cli = join(root, "build/node/cli.js")
const folder = mkdtempSync(join(tmpdir(), "gallery-"))
afterAll(() => rmSync(folder, { recursive: true }))
const run = promisify(execFile)

const adaptor = liteAdaptor()
RegisterHTMLHandler(adaptor)
const formulaDocument = mathjax.document("", {
  InputJax: new TeX({ packages: ["base", "ams"] }),
  OutputJax: new SVG({ fontCache: "none" }),
})

interface Notebook {
  metadata: { durfee: { gallery: { title: string; line: string; minutes: number; order: number; still: string[] } } }
  cells: {
    cell_type: string
    source: string[]
    outputs?: { output_type: string; text?: string[]; data?: Record<string, string[]> }[]
  }[]
}
const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Notebook
const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".ipynb"))

/** What a reader sees of each code cell: its words and its values as text. */
function shown(notebook: Notebook): string[][] {
  return notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) =>
      (cell.outputs ?? []).map((output) =>
        (output.text ?? output.data?.["text/plain"] ?? [output.output_type]).join(""),
      ),
    )
}

describe.skipIf(!existsSync(cli))("the gallery", () => {
  test.each(examples)("%s shows what it computes", { timeout: 120_000 }, async (name) => {
    const out = join(folder, name)
    await run(process.execPath, [cli, "run", join(root, "examples", name), "-o", out], { maxBuffer: 2 ** 26 })
    const stored = shown(read(join(root, "examples", name)))
    expect(stored.flat().length).toBeGreaterThan(3)
    expect(shown(read(out))).toEqual(stored)
  })

  test("the tutorial's worksheet runs as pasted", { timeout: 120_000 }, async () => {
    const { stdout } = await run(
      process.execPath,
      [cli, "eval", "--file", join(root, "examples/qseries-tutorial.qs")],
      { maxBuffer: 2 ** 26 },
    )
    expect(stdout).toContain("JAC(0,5,infinity)/JAC(1,5,infinity)")
    expect(stdout).toContain("5*eta(5*tau)^5/(q^(19/24)*eta(tau)^6)")
    expect(stdout).toContain("NOT A LINEAR COMBO.")
    expect(stdout).toContain("[24, 25, 25]")
  })
})

const lessons = examples.map((name) => ({ name, ...read(join(root, "examples", name)) }))

test("the gallery has twelve lessons in one order, each with its card", () => {
  const cards = lessons.map(({ metadata }) => metadata.durfee.gallery)
  expect(cards.map(({ order }) => order).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
  for (const { title, line, minutes, still } of cards) {
    expect([title.length > 0, line.length > 0, minutes > 0]).toEqual([true, true, true])
    expect(still.length).toBeGreaterThan(3)
    for (const row of still) expect(row).toMatch(new RegExp(`^[.#1-4]{${still[0]?.length ?? 0}}$`))
  }
})

test("the cards' small pictures show what their lessons are about", () => {
  const still = (name: string) => lessons.find((lesson) => lesson.name === name)?.metadata.durfee.gallery.still ?? []
  const marked = (name: string) => [...still(name).join("")].flatMap((tone, n) => (tone === "#" ? [n] : []))
  // k(3k-1)/2 for k = 0, 1, -1, 2, …; squares; p(5n+4) vanishes mod 5; Euler's product has no exponent 3 or 4 mod 5.
  expect(marked("partitions-and-pentagonal-numbers.ipynb").slice(0, 8)).toEqual([0, 1, 2, 5, 7, 12, 15, 22])
  expect(marked("theta-functions.ipynb")).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81])
  const vanishing = new Set(marked("ramanujan-congruences.ipynb"))
  for (let n = 4; n < 100; n += 5) expect(vanishing).toContain(n)
  expect(marked("dissections.ipynb").filter((n) => n % 5 > 2)).toEqual([])
})

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))("%s", (_name, { cells }) => {
  test("is short, opens with its title, and no cell of it has an error", () => {
    expect(cells.length).toBeLessThanOrEqual(25)
    expect(cells[0]?.source[0]).toMatch(/^# /)
    expect(cells.flatMap(({ outputs = [] }) => outputs.filter((o) => o.output_type === "error"))).toEqual([])
  })

  test("every formula of its text is typeset", () => {
    const words = cells.filter((cell) => cell.cell_type === "markdown").map((cell) => cell.source.join(""))
    const formulas = words.flatMap((text) =>
      [...text.replace(/`[^`]*`/g, "").matchAll(/\$\$([^$]+)\$\$|\$([^$]+)\$/g)].map(
        ([, display, inline]) => display ?? inline ?? "",
      ),
    )
    expect(formulas.filter((tex) => typeset(tex).includes("merror"))).toEqual([])
  })
})

/** As SVG, by the packages that the window loads; a mistake in the TeX becomes an merror node. */
function typeset(tex: string): string {
  return adaptor.outerHTML(formulaDocument.convert(tex) as LiteElement)
}
