import { afterAll, beforeAll, describe, expect, test } from "vitest"
import {
  add,
  type Arena,
  currentArena,
  integer,
  newArena,
  setCurrentArena,
  symbol,
} from "../../../app/engine/symbolic/expression"

describe("memory of the arena", () => {
  const outer = currentArena()
  const arena: Arena = newArena()
  beforeAll(() => setCurrentArena(arena))
  afterAll(() => setCurrentArena(outer))

  test("a loop of 10^6 temporary expressions stays in bounded memory", () => {
    const x = symbol("x")
    const kept = add([1, 2, 3].map((n) => x.pow(n).mul(n)))
    const text = kept.toString()
    let most = 0
    for (let i = 0; i < 1_000_000; i++) {
      x.pow(i + 2).add(i)
      if (i % 64 === 0) arena.breathe()
      if (i % 50_000 === 0) most = Math.max(most, arena.stats().bytes)
    }
    arena.collect()
    expect(most).toBeLessThan(256 << 20)
    expect(arena.stats().nodes).toBeLessThan(20_000)
    expect(arena.stats().bytes).toBeLessThan(4 << 20)
    expect(kept.toString()).toBe(text)
    expect(add([x.pow(3).mul(3), x, x.pow(2).mul(2)]).equals(kept)).toBe(true)
  })

  test("interning reaches a million nodes a second", () => {
    const head = arena.functionHead("g")
    const words = [0, 0]
    const count = 500_000
    // Processor time, the best of three runs: the machine may have other things to do.
    const rates = [0, 1, 2].map((run) => {
      const begun = process.cpuUsage()
      for (let i = 0; i < count; i++) {
        words[0] = arena.smallInteger(i + run * count)
        words[1] = arena.smallInteger(i >> 3)
        arena.intern(head, words)
      }
      return (count / process.cpuUsage(begun).user) * 1e6
    })
    expect(Math.max(...rates)).toBeGreaterThan(1_000_000)
  })

  test("integers above 4,096 bits are kept natively and come back whole", () => {
    const value = 3n ** 5000n
    const large = integer(value)
    expect(large.asInteger()).toBe(value)
    expect(integer(3n ** 5000n).equals(large)).toBe(true)
    arena.collect()
    expect(large.asInteger()).toBe(value)
    expect(large.sub(integer(value)).isZero()).toBe(true)
  })

  test("a disposed arena says so", () => {
    const gone = newArena()
    setCurrentArena(gone)
    const value = symbol("z").add(1)
    gone.dispose()
    gone.dispose()
    setCurrentArena(arena)
    expect(() => value.toString()).toThrow("disposed")
    expect(() => value.mul(2)).toThrow("disposed")
  })
})
