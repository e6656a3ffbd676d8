import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { stripVTControlCharacters } from "node:util"
import { afterEach, beforeEach, expect, test } from "vitest"
import { multiplier, scratchFolder } from "../../support/documents/scratch"

/** Do the tests of saving see a fault? Each fault is planted in a copy of the sources, and the tests must fail there. */

const root = fileURLToPath(new URL("../../../", import.meta.url))
let copy: string

beforeEach(async () => {
  copy = await scratchFolder("planted")
  mkdirSync(join(copy, "test", "unit", "notebook"), { recursive: true })
  for (const path of [
    "app/contract",
    "app/main/notebook",
    "app/main/workspace",
    "test/support",
    "tsconfig.base.json",
    "vitest.config.ts",
    "package.json",
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  writeFileSync(join(copy, "tsconfig.json"), '{ "extends": "./tsconfig.base.json" }')
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"))
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

function runTests(file: string): { passed: boolean; failed: boolean; output: string } {
  cpSync(join(root, "test/unit/notebook", file), join(copy, "test/unit/notebook", file))
  const args = ["node_modules/vitest/vitest.mjs", "run", "--root", copy, `test/unit/notebook/${file}`]
  const run = spawnSync(process.execPath, args, {
    cwd: copy,
    env: { ...process.env, TEST_MULTIPLIER: "1", TEST_SEED: "1" },
    encoding: "utf8",
  })
  const output = stripVTControlCharacters(run.stdout + run.stderr)
  return { passed: run.status === 0, failed: /^\s*Tests .*\d failed/m.test(output), output }
}

function plant(file: string, from: string, to: string): void {
  const path = join(copy, "app/main/notebook", file)
  const text = readFileSync(path, "utf8")
  expect(text.split(from).length, `the place in ${file}`).toBe(2)
  writeFileSync(path, text.replace(from, to))
}

const inPlace = `const open = await fs.open(target, "update")
    await writeAll(fs, open, bytes, 0)
    await fs.close(open)
    await fs.unlink(temporary)`

const faults: readonly [name: string, test: string, file: string, from: string, to: string][] = [
  [
    "no fsync of the file",
    "atomic-save.test.ts",
    "atomic-save.ts",
    "    await fs.fsync(handle)\n    closed = true\n",
    "    closed = true\n",
  ],
  [
    "no fsync of the folder",
    "atomic-save.test.ts",
    "atomic-save.ts",
    "  await syncFolder(fs, folder, options.platform)\n",
    "",
  ],
  [
    "a write in place",
    "atomic-save.test.ts",
    "atomic-save.ts",
    "await replace(fs, temporary, target, options)",
    inPlace,
  ],
  ["no conflict check", "atomic-save.test.ts", "atomic-save.ts", '  if (expected === "any") return\n', "  return\n"],
  [
    "the temporary file left",
    "atomic-save.test.ts",
    "atomic-save.ts",
    "await quietly(fs.close(handle))\n    await quietly(fs.unlink(path))\n",
    "await quietly(fs.close(handle))\n",
  ],
  [
    "an acknowledgement before the fsync",
    "document-faults.test.ts",
    "journal.ts",
    "    await this.#fs.fsync(this.#handle)\n",
    "",
  ],
  ["a torn record taken for whole", "journal.test.ts", "journal.ts", "|| seq <= last) break", "&& seq <= last) break"],
  [
    "a journal dropped before the save",
    "document-faults.test.ts",
    "open-document.ts",
    "      await this.#keeping.announce(hash)\n",
    "      await this.#keeping.drop()\n",
  ],
]

// Two minutes of test runs in test runs: in the long run only.
test.skipIf(multiplier === 1)("without a fault the copied tests pass", { timeout: 300_000 }, () => {
  for (const file of new Set(faults.map(([, tests]) => tests))) {
    const { passed, output } = runTests(file)
    expect(passed, output).toBe(true)
  }
})

test.skipIf(multiplier === 1).each(faults)("%s is seen by %s", { timeout: 300_000 }, (_name, tests, file, from, to) => {
  plant(file, from, to)
  const { failed, output } = runTests(tests)
  expect(failed, output).toBe(true)
})
