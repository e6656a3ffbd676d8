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
import { program, patience, runs } from "../../support/programs"

/** Pieces of the language in any order: closer to real mistakes than random characters are. */
const token = fc.constantFrom(
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
)
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
