import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  cellNames,
  completion,
  diagnostics,
  foldingRanges,
  hover,
  parse,
  print,
  renameLocal,
  signatureHelp,
} from "../../../app/language"
import { functions } from "../../../app/language/generated/functions"
import { program, patience, runs } from "../../support/programs"
import { isLong, Random } from "../../support/random"

/** Pieces of the language in any order: closer to real mistakes than random characters are. */
const TOKENS: readonly string[] = [
  ..."if then elif else fi for from to by in do od while proc local global option end return break next try catch finally error use read and or not mod union".split(
    " ",
  ),
  ..."( ) [ ] { } , ; : := -> .. = < > <= <> + - * / ^ ** ! $ % %% ' ` \" :: :- || @ @@ # (* *) \\ \n > q> & ? é ≤ × ² “ ” π".split(
    " ",
  ),
  "x",
  "f",
  "12",
  "1.5",
  '"text"',
  "`a b`",
  " ",
  "\n",
]
const token = fc.constantFrom(...TOKENS)
const soup = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(" "))
const glued = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(""))

interface Change {
  readonly at: number
  readonly drop: number
  readonly put: string
}
const change = fc.record({ at: fc.nat(1000), drop: fc.nat(3), put: fc.oneof(token, fc.string({ maxLength: 3 })) })

function mutate(text: string, changes: readonly Change[]): string {
  return changes.reduce((current, { at, drop, put }) => {
    const place = current.length === 0 ? 0 : at % current.length
    return current.slice(0, place) + put + current.slice(place + drop)
  }, text)
}
const mutated = fc
  .tuple(program, fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([tree, changes]) => mutate(print(tree), changes))

function check(text: string): void {
  const { program: tree, failures } = parse(text)
  expect(tree === null).toBe(failures.length > 0)
  for (const { message, range, fix } of failures) {
    expect(message.length).toBeGreaterThan(0)
    if (range !== undefined) {
      expect(range.from).toBeLessThanOrEqual(range.to)
      expect(range.to).toBeLessThanOrEqual(text.length)
    }
    if (fix !== undefined) expect(range).toBeDefined()
  }
}

describe("the parser", () => {
  it("answers any characters", patience, () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), check), { numRuns: runs(600) })
  })
  it("answers any tokens", patience, () => {
    fc.assert(fc.property(fc.oneof(soup, glued), check), { numRuns: runs(1000) })
  })
  it("answers programs with mistakes in them", patience, () => {
    fc.assert(fc.property(mutated, check), { numRuns: runs(400) })
  })
})

/** Programs that people wrote: the tutorial worksheet by statements, and every example of the declarations. */
const written: readonly string[] = [
  ...readFileSync(join(import.meta.dirname, "../../../examples/qseries-tutorial.qs"), "utf8").split(/\n\s*\n/),
  ...functions.flatMap(({ examples }) => examples.map(({ input }) => input)),
]

function randomText(random: Random): string {
  const length = 1 + random.below(30)
  return Array.from({ length }, () =>
    String.fromCodePoint(random.below(4) === 0 ? random.below(0x10ffff) : 32 + random.below(96)),
  ).join("")
}

function randomTokens(random: Random): string {
  const between = random.below(2) === 0 ? " " : ""
  return Array.from({ length: 1 + random.below(25) }, () => random.pick(TOKENS)).join(between)
}

/** A written program with some characters taken away, doubled, or replaced by tokens, or the head of one before the tail of another. */
function mutatedProgram(random: Random): string {
  let text = random.pick(written)
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.below(text.length + 1)
    const put = random.pick([random.pick(TOKENS), text.slice(at, at + 1 + random.below(6)), ""])
    text = text.slice(0, at) + put + text.slice(at + random.below(4))
  }
  if (random.below(8) > 0) return text
  const other = random.pick(written)
  return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1))
}

const INPUTS = isLong ? 1_000_000 : 4_000

describe("the parser, at length", () => {
  it(`throws on none of ${INPUTS} random and mutated texts`, { timeout: 3_600_000 }, () => {
    const random = new Random()
    const kinds = [randomText, randomTokens, mutatedProgram, mutatedProgram]
    for (let i = 0; i < INPUTS; i++) {
      const text = random.pick(kinds)(random)
      try {
        check(text)
      } catch (error) {
        throw new Error(`${JSON.stringify(text)}: ${String(error)}`, { cause: error })
      }
    }
  })
})

describe("the services", () => {
  it("answer any text at any place", patience, () => {
    fc.assert(
      fc.property(fc.oneof(soup, glued, mutated), fc.nat(200), (text, place) => {
        const at = Math.min(place, text.length)
        completion(text, at, [], [], true)
        signatureHelp(text, at, [])
        hover(text, at, [], [])
        diagnostics(text, [], new Set())
        foldingRanges(text)
        cellNames(text)
        renameLocal(text, at, "fresh")
      }),
      { numRuns: runs(300) },
    )
  })
})
