import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import Ajv from "ajv-draft-04"
import katex from "katex"
import { expect, test } from "vitest"
import { readNotebook, writeNotebook } from "../../../app/main/notebook/notebook-file"
import { mathML } from "../../../app/main/workspace/export/formula"
import { writeHtml } from "../../../app/main/workspace/export/html"
import { writeLatex } from "../../../app/main/workspace/export/latex"

const folder = fileURLToPath(new URL("../../../examples/", import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"))
const schema: object = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../corpus/schema/nbformat.v4.5.schema.json", import.meta.url)), "utf8"),
)
const valid = new Ajv({ strict: false }).compile(schema)

interface File {
  cells: { outputs?: { data?: Record<string, string[]> }[] }[]
}

test.each(names)("%s is a valid notebook, in the bytes that we and Jupyter write", (name) => {
  const bytes = readFileSync(folder + name)
  expect(valid(JSON.parse(bytes.toString())), JSON.stringify(valid.errors)).toBe(true)
  const outcome = readNotebook(bytes)
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  expect(Buffer.from(writeNotebook(outcome.file.content, outcome.file.originals, "1.0.0")).toString()).toBe(
    bytes.toString(),
  )
  expect(writeHtml(outcome.file.content, name)).not.toContain("<script")
  expect(writeLatex(outcome.file.content, name)).toContain("\\end{document}")
})

test.each(names)("%s: each formula in its outputs is drawn by KaTeX in strict mode and by MathJax", (name) => {
  const file = JSON.parse(readFileSync(folder + name, "utf8")) as File
  for (const { outputs = [] } of file.cells)
    for (const { data = {} } of outputs) {
      const latex = data["text/latex"]?.join("")
      if (latex === undefined) continue
      expect(latex).toMatch(/^\$[^$]+\$$/)
      expect(latex).not.toContain("\n")
      const formula = latex.slice(1, -1)
      expect(() => katex.renderToString(formula, { strict: "error", throwOnError: true })).not.toThrow()
      expect(mathML(formula, false), formula).toBeDefined()
    }
})
