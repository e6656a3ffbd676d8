import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { generateLanguage, grammarStamp } from "../../../setup/generate-language.mjs"

function committed(name: string): string {
  return readFileSync(new URL(`../../../app/language/generated/${name}`, import.meta.url), "utf8")
}

it("the generated parser is that of the grammar and the generator's version", () => {
  expect(committed("grammar.stamp")).toBe(grammarStamp())
})

// Making the tables takes seconds: only the long run compares them byte by byte.
it.runIf(Number(process.env["TEST_MULTIPLIER"] ?? "1") > 1)(
  "the generated files are what the generator writes",
  { timeout: 300_000 },
  () => {
    const { parser, terms } = generateLanguage()
    expect(committed("parser.ts")).toBe(parser)
    expect(committed("terms.ts")).toBe(terms)
  },
)
