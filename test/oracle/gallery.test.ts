import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, test } from "vitest"

// The notebooks that people learn from, each run anew by the command line: what they say is what they compute. The built command line is needed,
// which `npm test` makes first.
const root = join(import.meta.dirname, "../..")
const cli = join(root, "build/node/cli.js")
const folder = mkdtempSync(join(tmpdir(), "gallery-"))
afterAll(() => rmSync(folder, { recursive: true }))
const run = promisify(execFile)

interface Notebook {
  metadata: { durfee: { gallery: { title: string; line: string; minutes: number; order: number } } }
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

test("the gallery is in one order, without gaps in its cards", () => {
  const cards = examples.map((name) => read(join(root, "examples", name)).metadata.durfee.gallery)
  const places = cards.map(({ order }) => order)
  expect(new Set(places).size).toBe(places.length)
  for (const { title, line, minutes } of cards)
    expect([title.length > 0, line.length > 0, minutes > 0]).toEqual([true, true, true])
})
