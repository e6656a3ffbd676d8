import { describe, expect, test } from "vitest"
import { add, infinity, newArena, type QExpr, setCurrentArena, symbol } from "../../../app/engine/symbolic/expression"

setCurrentArena(newArena())
const x = symbol("x")
const terms = (n: number): QExpr[] => Array.from({ length: n }, (_, i) => x.pow(i).mul(i + 1))
const oneByOne = (values: readonly QExpr[]): QExpr => values.reduce((sum, term) => sum.add(term))

/** Milliseconds of processor time. */
function cost(work: () => unknown): number {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}

describe("a sum that is built term by term", () => {
  test("is the sum of all its terms at once, wherever it is looked at", () => {
    const values = terms(3000)
    let sum = values[0] as QExpr
    for (let i = 1; i < values.length; i++) {
      sum = sum.add(values[i] as QExpr)
      if (i % 611 === 0) expect(sum.equals(add(values.slice(0, i + 1)))).toBe(true)
    }
    expect(sum.equals(add(values))).toBe(true)
  })

  test("may branch: each branch has its own terms", () => {
    const trunk = oneByOne(terms(1000))
    const y = symbol("y")
    const left = trunk.add(y)
    const right = trunk.add(y.pow(2))
    const further = left.add(y.pow(3))
    expect(left.sub(trunk).equals(y)).toBe(true)
    expect(right.sub(trunk).equals(y.pow(2))).toBe(true)
    expect(further.sub(trunk).equals(y.add(y.pow(3)))).toBe(true)
    expect(trunk.equals(add(terms(1000)))).toBe(true)
  })

  test("loses what cancels, down to nothing", () => {
    const values = terms(1000)
    let sum = oneByOne(values)
    for (const term of values) sum = sum.sub(term)
    expect(sum.isZero()).toBe(true)
    expect(sum.toString()).toBe("0")
  })

  test("says at once that infinity has no difference with itself", () => {
    const endless = oneByOne(terms(500)).add(infinity())
    expect(() => endless.sub(infinity())).toThrow("infinity - infinity has no value")
  })

  test("survives a compaction while it grows", () => {
    const arena = newArena()
    setCurrentArena(arena)
    const z = symbol("z")
    let sum = z
    for (let i = 2; i <= 2000; i++) {
      sum = sum.add(z.pow(i))
      if (i % 150 === 0) arena.collect()
    }
    expect(sum.equals(add(Array.from({ length: 2000 }, (_, i) => z.pow(i + 1))))).toBe(true)
    setCurrentArena(x.arena)
  })

  test("costs about eight times as much at eight times the length", { retry: 2 }, () => {
    cost(() => oneByOne(terms(4000)))
    const short = cost(() => oneByOne(terms(4000)).ref)
    const long = cost(() => oneByOne(terms(32_000)).ref)
    // Copied at each step it would be 64 times.
    expect(long / short).toBeLessThan(25)
  })
})
