import fc from "fast-check"
import { expect, test } from "vitest"
import { chunksOf, type Chunk } from "../../../app/renderer/cells/chunks"
import { id } from "./build"

const ids = (names: readonly (string | number)[]) => names.map((name) => id(String(name)))
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)
const keyOf = (chunks: readonly Chunk[], name: string) => chunks.find((chunk) => chunk.ids.includes(id(name)))?.key

test("a new notebook is cut into chunks of twenty, in order", () => {
  const chunks = chunksOf(ids(numbers(50)), [])
  expect(chunks.map(({ from, ids }) => [from, ids.length])).toEqual([
    [0, 20],
    [20, 20],
    [40, 10],
  ])
})

test("a cell put in, taken out, or moved leaves the others in their chunks", () => {
  const before = chunksOf(ids(numbers(60)), [])
  const inserted = chunksOf(ids([...numbers(60).slice(0, 5), "new", ...numbers(60).slice(5)]), before)
  const removed = chunksOf(ids(numbers(60).filter((n) => n !== 20)), before)
  const moved = chunksOf(ids([...numbers(60).slice(1, 45), 0, ...numbers(60).slice(45)]), before)
  for (const after of [inserted, removed, moved])
    for (const n of numbers(60).filter((n) => n !== 0 && n !== 20))
      expect(keyOf(after, String(n))).toBe(keyOf(before, String(n)))
})

test("a chunk that did not change is the same object", () => {
  const before = chunksOf(ids(numbers(55)), [])
  const after = chunksOf(ids([...numbers(55), "new"]), before)
  expect(after[0]).toBe(before[0])
  expect(after[1]).toBe(before[1])
  expect(after[2]).not.toBe(before[2])
})

test("whatever is done to the order, the chunks hold it, each cell once, under different keys", () => {
  const order = fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 70 })
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 5 }), (orders) => {
      let chunks: readonly Chunk[] = []
      for (const next of orders) {
        chunks = chunksOf(ids(next), chunks)
        expect(chunks.flatMap((chunk) => chunk.ids)).toEqual(ids(next))
        expect(new Set(chunks.map((chunk) => chunk.key)).size).toBe(chunks.length)
        expect(chunks.every((chunk) => chunk.ids.length > 0)).toBe(true)
      }
    }),
  )
})
