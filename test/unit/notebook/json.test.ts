import { describe, expect, test } from "vitest"
import {
  compareCodePoints,
  JsonError,
  MAX_DEPTH,
  readJson,
  toJson,
  writeCompact,
  writeJson,
} from "../../../app/main/notebook/json"

function position(text: string): number {
  try {
    readJson(text)
  } catch (error) {
    if (error instanceof JsonError) return error.at
    throw error
  }
  throw new Error(`${text} was read`)
}

describe("what is read and written again unchanged", () => {
  test.each([
    ["1.0"],
    ["1e-05"],
    ["-0.0"],
    ["1e400"],
    ["123456789012345678901234567890"],
    ["NaN"],
    ["-Infinity"],
    ['"\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\/"'],
    ['"\u007f\u2028äη"'],
    ['"\\ud800"'],
    ["[]"],
    ["{}"],
    ['[\n 1,\n {\n  "10": 1,\n  "9": 2,\n  "__proto__": {}\n }\n]'],
  ])("%s", (text) => {
    expect(writeJson(readJson(text))).toBe(text)
  })
})

test("keys are sorted as Python sorts them, by code points", () => {
  // An astral character is above U+E000 by code point, and below it by UTF-16 units.
  expect(["\ud83d\ude00", "\ue000", "z", "10", "9", ""].sort(compareCodePoints)).toEqual([
    "",
    "10",
    "9",
    "z",
    "\ue000",
    "\ud83d\ude00",
  ])
})

describe("errors carry the offset of the first character that does not fit", () => {
  test.each([
    ["", 0],
    ["[1,]", 3],
    ['{"a" 1}', 5],
    ['{"a": 1,}', 8],
    ["[1] 2", 4],
    ["[01]", 2],
    ["[+1]", 1],
    ["[1.]", 2],
    ['["\\x"]', 2],
    ['["\\u12g4"]', 2],
    ['["a\nb"]', 3],
    ['["a\u0000"]', 3],
    ['["a', 3],
    ["[tru]", 1],
    ["{'a': 1}", 1],
    ['{"a": 1, "a": 2}', 9],
    ["\ufeff[]", 0],
  ])("%j at %i", (text, at) => {
    expect(position(text)).toBe(at)
  })
})

test("nesting ends at the depth that every later step can still copy", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth)
  expect(writeCompact(readJson(nested(MAX_DEPTH)))).toBe(nested(MAX_DEPTH))
  expect(position(nested(MAX_DEPTH + 1))).toBe(MAX_DEPTH)
  expect(position(nested(100_000))).toBe(MAX_DEPTH)
})

test("numbers are written as Python writes them", () => {
  // Right-hand sides: json.dumps of the same doubles in Python 3.11.
  const cases: [number, string][] = [
    [0.1, "0.1"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [0.000012345, "1.2345e-05"],
    [1e-7, "1e-07"],
    [-1.5e-10, "-1.5e-10"],
    [5e-324, "5e-324"],
    [1.5, "1.5"],
    [12345.678, "12345.678"],
  ]
  for (const [value, text] of cases) expect(writeJson(toJson(value))).toBe(text)
  expect(() => toJson(NaN)).toThrow(RangeError)
})
