import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { readNotebook, writeNotebook } from "../../../app/main/notebook/notebook-file"

const script = fileURLToPath(new URL("../../corpus/random-notebooks.py", import.meta.url))
const count = Math.ceil(200 * Number(process.env["TEST_MULTIPLIER"] ?? 1))
const seed = process.env["TEST_SEED"] ?? "1917"
const hasNbformat = spawnSync("/usr/bin/python3", ["-c", "import nbformat"]).status === 0

// Jupyter's own writer makes these; where Debian's python3-nbformat is not installed, the corpus beside the script stands for it.
describe.runIf(hasNbformat)("random notebooks of nbformat", () => {
  test("open and save gives the same bytes", { timeout: 300_000 }, () => {
    const made = spawnSync("/usr/bin/python3", [script, seed, String(count)], { encoding: "utf8", maxBuffer: 2 ** 30 })
    expect(made.stderr).toBe("")
    const lines = made.stdout.trimEnd().split("\n")
    expect(lines).toHaveLength(count)
    for (const line of lines) {
      const bytes = Buffer.from(line, "base64")
      const outcome = readNotebook(bytes)
      if (!outcome.ok) throw new Error(`${outcome.broken.problem}\n${bytes.toString()}`)
      const { content, originals } = outcome.file
      // The way through a page and back is part of it.
      const travelled = JSON.parse(JSON.stringify(content)) as typeof content
      expect(Buffer.from(writeNotebook(travelled, originals, "1.0.0")).toString()).toBe(bytes.toString())
    }
  })
})
