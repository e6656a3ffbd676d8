import { describe, expect, test } from "vitest"
import { EngineError } from "../../../app/engine/errors"
import { declare, declarationData, signature, signatureText } from "../../../app/engine/functions/declare"
import * as p from "../../../app/engine/functions/parameters"
import { Registry, editDistance } from "../../../app/engine/functions/registry"
import { integers, whole } from "../../../app/engine/functions/results"
import { integer, symbol } from "../../../app/engine/symbolic/expression"
import { type Argument, List, Relation, type Value } from "../../../app/engine/values"
import { Worksheet, valueText } from "../../oracle/harness"

const { context } = new Worksheet().evaluator

const example = declare({
  name: "sample",
  aliases: ["Sample2"],
  family: "test",
  summary: "A sample.",
  definition: "n",
  source: "this test",
  precision: "Exact.",
  examples: [],
  signatures: [
    signature(
      [p.integer("n", "a count", { min: 1, max: 9 }), p.withDefault(p.order(), "30", 30)],
      "a number",
      ([n, T]) => whole(n * 100 + T),
    ),
    signature([p.partition(), p.rest(p.integer("k", "more"))], "a list", ([parts, more]) =>
      integers([...parts, ...more]),
    ),
  ],
})

const values = (...items: readonly Value[]): Argument[] =>
  items.map((value, i) => ({ value, range: { from: i, to: i + 1 } }))
const parts = (...items: readonly number[]): Value => new List(items.map((n) => integer(n)))

function outcome(args: readonly Argument[]): string {
  try {
    return valueText(example.call(args, context))
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return `${error.code}: ${error.message}`
  }
}

describe("dispatch", () => {
  test("takes the first signature that reads every argument, with defaults", () => {
    expect(outcome(values(integer(2)))).toBe("230")
    expect(outcome(values(integer(2), integer(5)))).toBe("205")
    expect(outcome(values(parts(1, 3, 2), integer(7), integer(8)))).toBe("[3, 2, 1, 7, 8]")
  })

  test("takes keyword arguments by name and as equations", () => {
    const keyed = { value: integer(5), range: { from: 1, to: 2 }, keyword: "order" }
    expect(outcome([...values(integer(2)), keyed])).toBe("205")
    const equation: Value = new Relation("=", symbol("order"), integer(6))
    expect(outcome(values(integer(2), equation))).toBe("206")
  })

  test("names the function, the place, what was expected and the usage", () => {
    expect(outcome(values(integer(12)))).toBe("domain: The first argument of sample, n, is an integer from 1 to 9.")
    expect(outcome(values(symbol("x")))).toBe("argument: The first argument of sample, n, is an integer from 1 to 9.")
    expect(outcome(values())).toContain("sample needs its argument")
    expect(
      outcome([...values(integer(2)), { value: integer(1), range: { from: 1, to: 2 }, keyword: "size" }]),
    ).toContain("sample has no option size")
    try {
      example.call(values(symbol("x")), context)
    } catch (error) {
      expect(error instanceof EngineError && error.details).toMatchObject({
        argument: 0,
        given: "x",
        hint: "Write sample(n[, T]) or sample(ptn[, k, …]).",
      })
    }
  })
})

test("a declaration's data says how each parameter is left out", () => {
  const [first] = declarationData(example).signatures
  expect(first?.parameters.map((x) => [x.name, x.default])).toEqual([
    ["n", undefined],
    ["T", "30"],
  ])
  expect(example.declaration.signatures.map((s) => signatureText("sample", s))).toEqual([
    "sample(n[, T])",
    "sample(ptn[, k, …])",
  ])
})

describe("registry", () => {
  const registry = new Registry([[example]])

  test("finds names and aliases, told apart by case", () => {
    expect([registry.lookup("sample"), registry.lookup("Sample2"), registry.lookup("SAMPLE")]).toEqual([
      example,
      example,
      undefined,
    ])
  })

  test("refuses a name declared twice", () => {
    expect(() => new Registry([[example, example]])).toThrow(/declared twice/)
  })

  test("suggests near names only, one for a function", () => {
    expect(registry.suggest("smaple")).toEqual(["sample"])
    expect(registry.suggest("qqqqqq")).toEqual([])
    expect([editDistance("etaq", "etqa", 3), editDistance("abc", "xyz", 3), editDistance("a", "abcdef", 3)]).toEqual([
      1, 3, 4,
    ])
  })
})
