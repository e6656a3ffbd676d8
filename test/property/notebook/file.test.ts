import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import fc from "fast-check"
import { expect, test, vi } from "vitest"
import {
  applyOperations,
  cell as cellSchema,
  cellId,
  differenceOf,
  type Cell,
  type DocumentContent,
} from "../../../app/contract"
import {
  fromJson,
  JsonError,
  readJson,
  sameJson,
  toJson,
  writeCompact,
  writeJson,
  type Json,
} from "../../../app/main/notebook/json"
import { readNotebook, writeNotebook } from "../../../app/main/notebook/notebook-file"
import { recoverable, recoverNotebook } from "../../../app/main/notebook/repair"
import { multiplier } from "../../support/documents/scratch"

vi.setConfig({ testTimeout: 30_000 * multiplier })

const folder = fileURLToPath(new URL("../../corpus/notebooks/", import.meta.url))
const corpus = readdirSync(folder).map((name) => readFileSync(folder + name))

function read(text: string): Json | undefined {
  try {
    return readJson(text)
  } catch (error) {
    if (error instanceof JsonError) {
      expect(error.at).toBeGreaterThanOrEqual(0)
      expect(error.at).toBeLessThanOrEqual(text.length)
      return undefined
    }
    throw error
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

test("any value is written and read again", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: "binary" }), (value) => {
      const tree = toJson(value)
      for (const text of [writeJson(tree), writeCompact(tree)]) {
        const back = readJson(text)
        expect(sameJson(back, tree)).toBe(true)
        expect(fromJson(back)).toEqual(JSON.parse(text))
      }
    }),
    { numRuns: 300 * multiplier },
  )
})

test("a damaged text is read exactly when JSON.parse reads it, with the same value", () => {
  let accepted = 0
  let seen = 0
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    '"a"',
    '"b":',
    "1",
    "-",
    "0",
    ".5",
    "e3",
    "null",
    "true",
    " ",
    "\n",
    "\\",
    "\\u00e9",
    "\u0000",
    "ä",
  )
  const wellFormed = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 1))
  const damaged = fc.tuple(wellFormed, fc.nat(), fc.nat(3), piece).map(([text, at, cut, extra]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + extra + text.slice(place + cut)
  })
  fc.assert(
    fc.property(
      fc.oneof(
        wellFormed,
        damaged,
        fc.array(piece, { maxLength: 8 }).map((list) => list.join("")),
      ),
      (text) => {
        seen++
        const ours = read(text)
        const theirs = parse(text)
        // A second key of one name is refused here, and NaN is read as Python reads it.
        if (ours === undefined && theirs !== undefined) return expect(() => readJson(text)).toThrow(/occurs twice/)
        if (ours === undefined || /NaN|Infinity/.test(text)) return
        accepted++
        expect(fromJson(ours)).toEqual(theirs?.value)
      },
    ),
    { numRuns: 2_000 * multiplier },
  )
  // Both kinds must occur, or the test tests nothing.
  expect(accepted / seen).toBeGreaterThan(0.05)
  expect(accepted / seen).toBeLessThan(0.95)
})

test("of damaged notebooks every one opens or is described, and what opens can be saved", () => {
  let opened = 0
  let broken = 0
  const edit = fc.record({
    at: fc.nat(),
    length: fc.nat(30),
    bytes: fc.uint8Array({ maxLength: 6 }),
    bits: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.constantFrom(...corpus), fc.array(edit, { maxLength: 2 }), (original, edits) => {
      let bytes = Buffer.from(original)
      for (const { at, length, bytes: inserted, bits } of edits) {
        const place = at % bytes.length
        if (bits) bytes[place] = (bytes[place] ?? 0) ^ (1 << (length & 7))
        else bytes = Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(place + length)])
      }
      const outcome = readNotebook(bytes)
      if (!outcome.ok) {
        broken++
        expect(outcome.broken.problem).not.toBe("")
        expect(outcome.broken.at).toBeLessThanOrEqual(outcome.broken.text.length)
        const recovered = recoverNotebook(outcome.broken, "1.0.0")
        expect(recovered.content.cells.length).toBe(recoverable(outcome.broken))
        return
      }
      opened++
      const once = writeNotebook(outcome.file.content, outcome.file.originals, "1.0.0")
      const again = readNotebook(once)
      if (!again.ok) throw new Error(again.broken.problem)
      expect(again.file.content.cells.map((cell) => cell.source)).toEqual(
        outcome.file.content.cells.map((cell) => cell.source),
      )
      const twice = writeNotebook(again.file.content, again.file.originals, "1.0.0")
      expect(Buffer.from(twice).equals(Buffer.from(once))).toBe(true)
    }),
    { numRuns: 300 * multiplier },
  )
  expect(opened).toBeGreaterThan(0)
  expect(broken).toBeGreaterThan(0)
})

const ids = ["a", "b", "c", "d", "e"]
const aCell: fc.Arbitrary<Cell> = fc
  .record({
    id: fc.constantFrom(...ids),
    kind: fc.constantFrom("code", "text", "raw"),
    source: fc.constantFrom("", "x", "y"),
    outputs: fc.constantFrom([], [{ id: "o", output: { kind: "text", text: "t" } }]),
    executionCount: fc.constantFrom(null, 1),
    view: fc.constantFrom({}, { locked: true }),
    metadata: fc.constantFrom("{}", '{"a":1.0}'),
    attachments: fc.constantFrom(null, "{}"),
  })
  .map((value) => cellSchema.parse({ ...value, id: cellId.parse(value.id) }))
const content: fc.Arbitrary<DocumentContent> = fc.record({
  cells: fc.uniqueArray(aCell, { selector: (cell) => cell.id, maxLength: 5 }),
  order: fc.integer({ min: 1, max: 3 }),
  language: fc.constant({ ours: true, name: "q-series" }),
})

test("the difference of two documents leads from one to the other, and is empty only between equals", () => {
  fc.assert(
    fc.property(content, content, (from, to) => {
      const operations = differenceOf(from, to)
      const outcome = applyOperations(from, operations)
      expect(outcome.ok && outcome.value).toEqual(to)
      expect(operations.length === 0).toBe(JSON.stringify(from) === JSON.stringify(to))
      expect(differenceOf(to, to)).toEqual([])
    }),
    { numRuns: 300 * multiplier },
  )
})
