import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

// Troubles of other notebooks whose avoidance is tested end to end.
const RULES = [1, 2, 3, 4, 6, 8, 9, 11, 13, 18, 19, 20, 21, 24, 26, 27, 29, 30, 32, 35, 37, 38, 39, 40]

const root = join(import.meta.dirname, "../../..")
const rows = readFileSync(join(root, "docs/notebook-rules.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, number = "", , tests = ""] = line.split(/\s*(?<!\\)\|\s*/)
    return /^\d+$/.test(number) ? [{ number: Number(number), tests: tests.split("<br>") }] : []
  })

test("every rule has its line", () => {
  expect(rows.map(({ number }) => number)).toEqual(RULES)
})

test.each(rows.flatMap(({ number, tests }) => tests.map((named) => [number, named] as const)))(
  "rule %i: %s",
  (_number, named) => {
    const [, file = "", title = ""] = /^`(test\/[^`]+)`: (.+)$/.exec(named) ?? []
    expect(existsSync(join(root, file)), file).toBe(true)
    const source = readFileSync(join(root, file), "utf8")
    // In its own words, after test( or it(, or behind the table of a test.each.
    expect(
      ['"', "`", "'"].some((quote) => source.includes(`(${quote}${title}${quote}`)),
      title,
    ).toBe(true)
  },
)
