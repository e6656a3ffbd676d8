import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parse, print } from "../../../app/language"
import { bare, expression, program, patience, runs } from "../../support/programs"

describe("printing and parsing", () => {
  it("gives back every program", patience, () => {
    fc.assert(
      fc.property(program, (tree) => {
        const text = print(tree)
        const parsed = parse(text)
        expect(parsed.failures, text).toEqual([])
        expect(bare(parsed.program), text).toEqual(bare(tree))
      }),
      { numRuns: runs(400) },
    )
  })

  it("gives back every expression", patience, () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const whole = { statements: [{ action: tree, hidden: true, range: tree.range }], range: tree.range }
        const text = print(whole)
        expect(bare(parse(text).program), text).toEqual(bare(whole))
      }),
      { numRuns: runs(600) },
    )
  })

  it("prints what it parsed from its own print alike", patience, () => {
    fc.assert(
      fc.property(program, (tree) => {
        const text = print(tree)
        const { program: again } = parse(text)
        expect(again === null ? null : print(again)).toBe(text)
      }),
      { numRuns: runs(200) },
    )
  })
})
