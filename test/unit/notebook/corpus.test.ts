import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { cellId, type Cell } from "../../../app/contract"
import { readNotebook, writeNotebook, type NotebookFile } from "../../../app/main/notebook/notebook-file"

const folder = fileURLToPath(new URL("../../corpus/notebooks/", import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"))

function read(bytes: Uint8Array): NotebookFile {
  const outcome = readNotebook(bytes)
  if (!outcome.ok) throw new Error(outcome.broken.problem)
  return outcome.file
}

// A notebook without a kernel is taken for one of ours, and gets our kernel when a change of it is saved.
const withoutKernel = new Set(["minimal.ipynb"])

describe("notebooks written by nbformat", () => {
  test.each(names)("%s: reading and writing gives the same bytes", (name) => {
    const bytes = readFileSync(folder + name)
    const { content, originals } = read(bytes)
    expect(Buffer.from(writeNotebook(content, originals, "1.0.0")).toString()).toBe(bytes.toString())
  })

  test.each(names)("%s: writing after a cell was added and removed again gives the same bytes", (name) => {
    const bytes = readFileSync(folder + name)
    const { content, originals } = read(bytes)
    const added: Cell = {
      id: cellId.parse("added"),
      kind: "code",
      source: "1;",
      outputs: [],
      executionCount: null,
      view: {},
      metadata: "{}",
      attachments: null,
    }
    const language = withoutKernel.has(name) ? { ours: false, name: "none" } : content.language
    const written = writeNotebook({ ...content, language, cells: [added, ...content.cells] }, originals, "1.0.0")
    const again = read(written)
    const removed = { ...again.content, language, cells: again.content.cells.slice(1) }
    expect(Buffer.from(writeNotebook(removed, again.originals, "1.0.0")).toString()).toBe(bytes.toString())
  })

  test("cells sent to a page as JSON and back keep their bytes", () => {
    for (const name of names) {
      const bytes = readFileSync(folder + name)
      const { content, originals } = read(bytes)
      const travelled = JSON.parse(JSON.stringify(content)) as typeof content
      expect(Buffer.from(writeNotebook(travelled, originals, "1.0.0")).equals(bytes)).toBe(true)
    }
  })

  test("foreign outputs are shown from the allowlist", () => {
    const { content } = read(readFileSync(folder + "every-output.ipynb"))
    const shown = content.cells[0]?.outputs.map(({ output }) =>
      output.kind === "foreign" ? output.shown.as : output.kind,
    )
    expect(shown).toEqual(["text", "text", "image", "text", "text", "source"])
    expect(content.language).toEqual({ ours: false, name: "Python 3 (ipykernel)" })
  })

  test("Jupyter's own keys become the view, and a changed view goes back under them", () => {
    const file = read(readFileSync(folder + "cells-of-all-kinds.ipynb"))
    const hidden = file.content.cells[1]
    expect(hidden?.view).toEqual({ codeHidden: true, outputFolded: true, locked: true })
    const cells = file.content.cells.map((cell) => (cell === hidden ? { ...cell, view: {} } : cell))
    const again = read(writeNotebook({ ...file.content, cells }, file.originals, "1.0.0"))
    expect(again.content.cells[1]?.view).toEqual({})
    expect(JSON.parse(again.content.cells[1]?.metadata ?? "")).toEqual({
      scrolled: "auto",
      tags: ["a", "b"],
      execution: { "iopub.execute_input": "2026-01-01T00:00:00.000000Z" },
    })
  })
})
