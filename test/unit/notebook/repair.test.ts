import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { readNotebook, writeNotebook, type BrokenFile } from "../../../app/main/notebook/notebook-file"
import { recoverable, recoverNotebook } from "../../../app/main/notebook/repair"

const many = readFileSync(fileURLToPath(new URL("../../corpus/notebooks/many-cells.ipynb", import.meta.url)), "utf8")

function broken(text: string | Uint8Array): BrokenFile {
  const outcome = readNotebook(typeof text === "string" ? Buffer.from(text) : text)
  if (outcome.ok) throw new Error("the file was read")
  return outcome.broken
}

const sources = (file: BrokenFile) => recoverNotebook(file, "1.0.0").content.cells.map((cell) => cell.source)

describe("broken files are described", () => {
  const notebook = (cells: string) => `{"cells": ${cells}, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`
  test.each([
    ["", /empty/, 0],
    ["# no notebook", /A value was expected, but "#" is there/, 0],
    ["[]", /must be an object/, 0],
    ["{}", /no nbformat number/, 0],
    ['{"nbformat": 3, "worksheets": []}', /format 3/, 0],
    ['{"nbformat": 4}', /no list of cells/, 0],
    [notebook("[7]"), /Cell 1 must be an object/, 11],
    [
      notebook('[{"cell_type": "code", "source": "a, [", "metadata": {}}, {"cell_type": "code", "source": 7}]'),
      /source of cell 2/,
      68,
    ],
    [notebook('[{"cell_type": "raw", "source": [1]}]'), /source of cell 1/, 11],
    [notebook('[{"source": ""}]'), /Cell 1 has no cell_type/, 11],
    [notebook('[{"cell_type": "raw", "source": "", "metadata": 1}]'), /metadata of cell 1/, 11],
    ['{"nbformat": 4, "nbformat": 4}', /occurs twice/, 16],
    ["<<<<<<< HEAD\n{}\n=======\n[]\n>>>>>>> other\n", /merge conflict/, 0],
  ])("%j", (text, problem, at) => {
    const file = broken(text)
    expect(file.problem).toMatch(problem)
    expect(file.at).toBe(at)
    expect(file.text).toBe(text)
  })

  test("bytes that are not UTF-8", () => {
    expect(broken(Buffer.from([0x7b, 0xff, 0x7d]))).toMatchObject({
      problem: expect.stringContaining("not UTF-8"),
      at: 1,
    })
    expect(broken(Buffer.from("\ufeff{}", "utf16le")).problem).toContain("UTF-16")
  })
})

test("a byte order mark is passed over, and not written", () => {
  const outcome = readNotebook(Buffer.from("\ufeff" + many))
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  expect(Buffer.from(writeNotebook(outcome.file.content, outcome.file.originals, "1.0.0")).toString()).toBe(many)
})

test("a file cut anywhere gives all cells before the cut", () => {
  const whole = readNotebook(Buffer.from(many))
  if (!whole.ok) throw new Error(whole.broken.problem)
  const all = whole.file.content.cells.map((cell) => cell.source)
  for (let end = 100; end < many.length - 120; end += 997) {
    const file = broken(many.slice(0, end))
    const found = sources(file)
    expect(found).toEqual(all.slice(0, found.length))
    expect(found.length).toBe(recoverable(file))
    expect(found.length).toBeGreaterThanOrEqual(Math.floor((end / many.length) * all.length) - 4)
  }
})

test("a damaged cell costs only itself", () => {
  const at = many.indexOf('"x = 30')
  const file = broken(many.slice(0, at) + many.slice(at + 1))
  const found = sources(file)
  expect(found).toHaveLength(119)
  expect(found).not.toContain("x = 30\nx * 1.0")
  expect(file.at).toBeGreaterThan(at - 10)
})

test("both sides of a merge conflict are kept, the differing cells beside each other", () => {
  const line = '    "x = 3\\n",\n'
  const conflict = `<<<<<<< HEAD\n${line}=======\n    "x = 333\\n",\n>>>>>>> branch\n`
  const file = broken(many.replace(line, conflict))
  expect(file.problem).toMatch(/merge conflict/)
  expect(file.at).toBe(many.indexOf(line))
  const found = sources(file)
  expect(found).toHaveLength(121)
  expect(found.slice(6, 8)).toEqual(["x = 3\nx * 1.0", "x = 333\nx * 1.0"])
})

test("cells of format 3 are taken over", () => {
  const cells = [
    { cell_type: "heading", level: 2, source: ["Title"], metadata: {} },
    { cell_type: "code", input: ["a := 1;\n", "a;"], outputs: [], language: "python" },
  ]
  const file = broken(JSON.stringify({ nbformat: 3, worksheets: [{ cells }] }))
  expect(sources(file)).toEqual(["## Title", "a := 1;\na;"])
})

test("the second of two equal keys is recovered, as Python reads them", () => {
  const file = broken('{"cells": [{"cell_type": "raw", "source": "a", "source": "b"}], "nbformat": 4}')
  expect(sources(file)).toEqual(["b"])
})
