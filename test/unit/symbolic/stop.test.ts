import { afterEach, describe, expect, test } from "vitest"
import { EngineError } from "../../../app/engine/errors"
import {
  add,
  currentArena,
  infinity,
  mul,
  newArena,
  type QExpr,
  qPochhammer,
  setCurrentArena,
  symbol,
} from "../../../app/engine/symbolic/expression"

/** Asks to stop after `milliseconds` of work, and tells how long the work ran on after that. */
function overrun(milliseconds: number, work: () => unknown): number {
  const arena = currentArena()
  const until = performance.now() + milliseconds
  arena.poll = () => {
    if (performance.now() > until) throw new EngineError("cancelled", "Stopped.")
  }
  expect(work).toThrow("Stopped")
  return performance.now() - until
}

describe("a stop reaches", () => {
  const outer = currentArena()
  afterEach(() => setCurrentArena(outer))
  const prepare = (): readonly [QExpr, QExpr, QExpr] => {
    setCurrentArena(newArena())
    return ["q", "a", "k"].map(symbol) as [QExpr, QExpr, QExpr]
  }

  // The bound is 100 ms of the program's own; a busy machine may take longer, so the test allows tenfold.
  test("simplification", () => {
    const [q, a, k] = prepare()
    const factors = Array.from({ length: 300 }, (_, i) =>
      qPochhammer(a.mul(i + 1), q, infinity()).div(qPochhammer(a.mul(i + 1, q.pow(k)), q, infinity())),
    )
    expect(overrun(20, () => mul(factors).simplify())).toBeLessThan(1000)
  })
  test("printing", () => {
    const [q, a] = prepare()
    const sum = add(Array.from({ length: 60_000 }, (_, i) => q.pow(i % 997).mul(a.pow(i % 1009), i + 1)))
    expect(overrun(20, () => sum.toString())).toBeLessThan(1000)
  })
})
