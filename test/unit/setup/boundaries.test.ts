import { spawnSync } from "node:child_process"
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, cpSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"

// The rules are only worth something if they can fail: plant an import that each forbids and expect red.
const root = join(import.meta.dirname, "../../..")
const folder = mkdtempSync(join(tmpdir(), "boundaries-"))
afterAll(() => rmSync(folder, { recursive: true }))

function cruise(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  cpSync(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"))
  const result = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "app",
      "--config",
      join(root, "test/boundaries.config.cjs"),
    ],
    { cwd: folder, encoding: "utf8" },
  )
  return { status: result.status, text: result.stdout + result.stderr }
}

test("a clean pair of rooms passes", () => {
  const { status, text } = cruise({
    "app/contract/a.ts": "export const a = 1\n",
    "app/engine/b.ts": 'import { a } from "../contract/a"\nexport const b = a\n',
  })
  expect(text).toContain("no dependency violations found")
  expect(text).toMatch(/2 modules/)
  expect(status).toBe(0)
})

test.each([
  ["engine-below-main", "app/engine/bad.ts", 'import { m } from "../main/m"\nexport const x = m\n'],
  [
    "renderer-imports-contract-language-and-pictures",
    "app/renderer/bad.ts",
    'import { b } from "../engine/b"\nexport const x = b\n',
  ],
  [
    "engine-opens-nothing",
    "app/engine/open.ts",
    'import { readFileSync } from "node:fs"\nexport const x = readFileSync\n',
  ],
])("%s refuses a planted import", (rule, name, text) => {
  const result = cruise({ "app/main/m.ts": "export const m = 1\n", [name]: text })
  rmSync(join(folder, name))
  expect(result.text).toContain(rule)
  expect(result.status).not.toBe(0)
})
