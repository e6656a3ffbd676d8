import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import Ajv from "ajv-draft-04"
import { describe, expect, test } from "vitest"
import { outputId, type Cell, type DocumentContent, type Output } from "../../../app/contract"
import { newCell } from "../../../app/main/notebook/document-store"
import { readNotebook, NO_ORIGINALS, writeNotebook } from "../../../app/main/notebook/notebook-file"
import { CAPS, VALUE_TYPE } from "../../../app/main/notebook/output-bundles"

const schema: object = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../corpus/schema/nbformat.v4.5.schema.json", import.meta.url)), "utf8"),
)
const valid = new Ajv({ strict: false }).compile(schema)

const shown = { handle: "h1", text: "1 - q - q^2 + O(q^5)" }
const series: Output = {
  kind: "series",
  ...shown,
  name: "E",
  variable: "q",
  order: "5",
  terms: [
    { exponent: "0", coefficient: "1" },
    { exponent: "1", coefficient: "-1" },
    { exponent: "2", coefficient: "-12345678901234567890…", digits: 400 },
  ],
  termCount: 3,
  certainty: "order",
  latex: "1-q-q^{2}+O(q^{5})",
  bytes: 1e21,
}
const outputs: Output[] = [
  series,
  {
    kind: "formula",
    ...shown,
    valueKind: "equation",
    latex: ["a", "= b"],
    certainty: "proved",
    evidence: { certainty: "proved", sentence: "Proved." },
  },
  { kind: "list", ...shown, valueKind: "set", items: [{ text: "1", latex: "1" }], count: 1 },
  { kind: "list", ...shown, valueKind: "list", items: [], count: 0 },
  { kind: "text", text: "printed\ntwo lines\n" },
  { kind: "warning", text: "careful" },
  {
    kind: "error",
    failure: {
      code: "syntax",
      message: "A bracket is missing",
      given: "f(",
      hint: "Close it",
      range: { from: 1, to: 2 },
      trace: ["in f"],
    },
  },
  {
    kind: "table",
    ...shown,
    caption: "Ranks",
    columns: [
      { title: "n", align: "right" },
      { title: "rank", align: "left" },
    ],
    rows: [["1", "0"]],
    rowCount: 1,
  },
  {
    kind: "picture",
    ...shown,
    caption: "Zeros",
    description: "Three zeros. None inside.",
    picture: { type: "roots", roots: [{ re: 0.000001234, im: -1e-9, radius: 1e-12, order: 1 }] },
  },
]

function withOutputs(list: readonly Output[]): DocumentContent {
  const cell: Cell = {
    ...newCell("code", "f(\n"),
    outputs: list.map((output, i) => ({ id: outputId.parse(`o${i}`), output })),
    executionCount: 3,
    view: { codeHidden: true, views: { "0": "table" } },
  }
  return {
    cells: [newCell("text", "# Title"), cell, newCell("raw", "raw")],
    order: 40,
    language: { ours: true, name: "q-series" },
  }
}

const write = (content: DocumentContent) => Buffer.from(writeNotebook(content, NO_ORIGINALS, "1.0.0")).toString()

function read(text: string): DocumentContent {
  const outcome = readNotebook(Buffer.from(text))
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  return outcome.file.content
}

const reopened = (list: readonly Output[]) =>
  read(write(withOutputs(list))).cells[1]?.outputs.map(({ output }) => output)

test("what we write is a valid notebook of format 4.5", () => {
  const file: unknown = JSON.parse(write(withOutputs(outputs)))
  expect(valid(file), JSON.stringify(valid.errors)).toBe(true)
  // The validator does refuse what the format forbids.
  expect(valid({ ...(file as object), extra: 1 })).toBe(false)
})

test("every output reads back as it was, without the handle of the session that is gone", () => {
  const expected = outputs.map((output) => {
    if (!("handle" in output)) return output
    // The memory that a value took is no part of the document.
    const { bytes: _bytes, ...rest } = { bytes: 0, ...output, handle: null }
    return rest
  })
  expect(reopened(outputs)).toEqual(expected)
})

test("what we wrote, read and written again is the same to the byte", () => {
  const text = write(withOutputs(outputs))
  const outcome = readNotebook(Buffer.from(text))
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  const { content, originals } = outcome.file
  expect(Buffer.from(writeNotebook(content, originals, "9.9.9")).toString()).toBe(text)
  expect(content).toMatchObject({
    order: 40,
    cells: [{}, { view: { codeHidden: true, views: { "0": "table" } }, executionCount: 3 }, {}],
  })
})

test("stored terms go with their series as far as the cap allows, and come back", () => {
  const stored = Array.from({ length: 3_000 }, (_, n) => ({ exponent: String(n), coefficient: "9".repeat(200) }))
  const content = withOutputs([series])
  const originals = { ...NO_ORIGINALS, terms: new Map([[outputId.parse("o0"), stored]]) }
  const bytes = writeNotebook(content, originals, "1.0.0")
  expect(valid(JSON.parse(Buffer.from(bytes).toString()))).toBe(true)
  expect(bytes.length).toBeLessThan(CAPS.output)
  const outcome = readNotebook(bytes)
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  const [back = []] = [...outcome.file.originals.terms.values()]
  expect(back.length).toBeGreaterThan(1_000)
  expect(back).toEqual(stored.slice(0, back.length))
})

describe("bundles for other programs", () => {
  interface Bundle {
    data: Record<string, unknown>
    metadata: Record<string, unknown>
  }
  const bundle = (output: Output): Bundle => {
    const file = JSON.parse(write(withOutputs([output]))) as { cells: { outputs: Bundle[] }[] }
    return file.cells[1]?.outputs[0] ?? { data: {}, metadata: {} }
  }

  test("a series has text, a formula in dollars, and its value", () => {
    const { data, metadata } = bundle(series)
    expect(Object.keys(data).sort()).toEqual([VALUE_TYPE, "text/latex", "text/plain"].sort())
    expect(data["text/plain"]).toEqual([shown.text])
    expect(data["text/latex"]).toEqual(["$\\displaystyle 1-q-q^{2}+O(q^{5}) $"])
    expect(metadata[VALUE_TYPE]).toEqual({ terms: 3, certainty: "order" })
  })

  test("nothing is HTML, and no plain JSON that others would show in place of the formula", () => {
    for (const output of outputs) {
      const { data = {} } = bundle(output)
      expect(Object.keys(data)).not.toContain("text/html")
      expect(Object.keys(data)).not.toContain("application/json")
    }
  })

  test("a formula that is too long, or that would break the delimiters, is left out", () => {
    const formula = (latex: string): Output => ({
      kind: "formula",
      ...shown,
      valueKind: "expression",
      latex: [latex],
      certainty: "exact",
    })
    expect(bundle(formula("x+".repeat(CAPS.latex))).data["text/latex"]).toBeUndefined()
    expect(bundle(formula("\\text{a $x$}")).data["text/latex"]).toBeUndefined()
    expect(bundle(formula("a\n\n+b")).data["text/latex"]).toEqual(["$\\displaystyle a +b $"])
  })

  test("an output past the cap is cut between words and still no larger than the cap", () => {
    const text = "12345 ".repeat(200_000)
    const output: Output = {
      kind: "formula",
      handle: null,
      text,
      valueKind: "expression",
      latex: ["x"],
      certainty: "exact",
    }
    const file = write(withOutputs([output]))
    expect(file.length).toBeLessThan(CAPS.output)
    const plain = (bundle(output).data["text/plain"] as string[]).join("")
    expect(plain.endsWith("12345 …")).toBe(true)
    expect(write(withOutputs([{ kind: "text", text }])).length).toBeLessThan(CAPS.output + 10_000)
  })
})

describe("outputs that only look like ours", () => {
  const withBundle = (data: object) =>
    read(
      JSON.stringify({
        cells: [
          {
            cell_type: "code",
            execution_count: 1,
            id: "a",
            metadata: {},
            outputs: [{ output_type: "display_data", data, metadata: {} }],
            source: "",
          },
        ],
        metadata: { kernelspec: { display_name: "q-series", name: "durfee" } },
        nbformat: 4,
        nbformat_minor: 5,
      }),
    ).cells[0]?.outputs[0]?.output

  test.each([
    ["an unknown kind", { kind: "hologram" }],
    [
      "a handle into a session",
      { kind: "formula", text: "x", valueKind: "name", latex: ["x"], certainty: "exact", extra: 1 },
    ],
    ["markup in place of a value", { kind: "foreign", shown: { as: "source", mime: "text/html", text: "<b>" } }],
    ["no object", 7],
  ])("%s is shown from its text", (_, output) => {
    expect(withBundle({ "text/plain": "plain", [VALUE_TYPE]: { format: 1, output } })).toEqual({
      kind: "foreign",
      shown: { as: "text", text: "plain" },
    })
  })

  test("HTML and script are shown as source, never as themselves", () => {
    expect(withBundle({ "text/html": "<script>x</script>" })).toEqual({
      kind: "foreign",
      shown: { as: "source", mime: "text/html", text: "<script>x</script>" },
    })
    expect(withBundle({ "application/javascript": "x" })).toMatchObject({ shown: { as: "source" } })
    expect(withBundle({ "image/png": "<svg onload=x>", "text/plain": "p" })).toMatchObject({
      shown: { as: "text", text: "p" },
    })
  })

  test("one formula is a formula, a text with formulas in it is not", () => {
    expect(withBundle({ "text/latex": "$\\displaystyle \\frac{1}{2}$" })).toMatchObject({
      shown: { as: "latex", latex: "\\frac{1}{2}" },
    })
    expect(withBundle({ "text/latex": "a $x$ b", "text/plain": "p" })).toMatchObject({
      shown: { as: "text", text: "p" },
    })
  })
})

test("metadata that must never be in a file are stripped, ids are made valid and unique", () => {
  const cells = ["x", "x", "a b", "", undefined].map((id) => ({
    cell_type: "raw",
    id,
    metadata: { trusted: true, kept: 1.5 },
    source: "",
  }))
  const text = JSON.stringify({
    cells,
    metadata: { orig_nbformat: 4, signature: "s", title: "t" },
    nbformat: 4,
    nbformat_minor: 2,
  })
  const outcome = readNotebook(Buffer.from(text))
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  const again = readNotebook(Buffer.from(text))
  expect(again.ok && again.file.content).toEqual(outcome.file.content)
  const ids = outcome.file.content.cells.map((cell) => cell.id)
  expect(ids[0]).toBe("x")
  expect(new Set(ids).size).toBe(5)
  const file = JSON.parse(Buffer.from(writeNotebook(outcome.file.content, outcome.file.originals, "1")).toString())
  expect(valid(file), JSON.stringify(valid.errors)).toBe(true)
  expect(file).toMatchObject({ metadata: { title: "t" }, nbformat_minor: 5 })
  expect(JSON.stringify(file)).not.toMatch(/trusted|orig_nbformat|signature/)
})

test("attachments that an edited cell no longer refers to are dropped, others stay", () => {
  const cell = {
    ...newCell("text", "![a](attachment:a.png)"),
    attachments: '{"a.png":{"image/png":"AA=="},"b.png":{"image/png":"AA=="}}',
  }
  const file = JSON.parse(write({ ...withOutputs([]), cells: [cell] }))
  expect(valid(file)).toBe(true)
  expect(file.cells[0].attachments).toEqual({ "a.png": { "image/png": "AA==" } })
})
