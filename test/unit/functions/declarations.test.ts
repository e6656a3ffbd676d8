import { describe, expect, test } from "vitest"
import { functionData } from "../../../app/contract"
import { declarationData, registry } from "../../../app/engine/functions"
import { Worksheet, valueText } from "../../oracle/harness"

/** Forms of the evaluator that are about names and take their arguments unevaluated. */
const ABOUT_NAMES = new Set(["assigned", "evaln"])

/** The value's text, or what went wrong. */
function textOf(source: string): string {
  try {
    return new Worksheet().text(source)
  } catch (error) {
    return error instanceof Error ? `Error: ${error.message}` : "Error"
  }
}

/** An expected text as our own parser and printer have it, for orders of terms that differ. */
function normalText(text: string): string {
  try {
    return valueText(new Worksheet().run(text))
  } catch {
    return text
  }
}

describe.each(registry.all().map((f) => [f.name, f] as const))("%s", (name, declared) => {
  test("has every part of a declaration", () => {
    const data = declarationData(declared)
    expect(functionData.safeParse(data).error).toBeUndefined()
    expect(data.family).not.toBe("")
    expect(data.summary).toMatch(/\.$/)
    expect(data.definition.length).toBeGreaterThan(0)
    expect(data.source.length).toBeGreaterThan(0)
    expect(data.precision).toMatch(/\.$/)
    expect(data.signatures.length).toBeGreaterThan(0)
    expect(data.examples.length).toBeGreaterThanOrEqual(2)
    for (const example of data.examples) expect([example.input, example.result, example.source]).not.toContain("")
    for (const { parameters, returns } of data.signatures) {
      expect(returns).not.toBe("")
      for (const p of parameters) expect([p.name, p.domain, p.meaning]).not.toContain("")
    }
    if (data.signatures.some((s) => s.parameters.length > 0)) expect(data.errors.length).toBeGreaterThan(0)
    expect(data.errors.every((sentence) => /[.?]$/.test(sentence))).toBe(true)
  })

  test("names neighbours that exist", () => {
    const missing = (declared.declaration.seeAlso ?? []).filter((other) => registry.lookup(other) === undefined)
    expect(missing).toEqual([])
  })

  test.each(declared.declaration.examples.map((e) => [e.input, e] as const))("%s", (_input, example) => {
    const actual = textOf(example.input)
    expect([example.result, normalText(example.result)]).toContain(actual)
  })

  test("refuses too many arguments with its name and signature", () => {
    if (ABOUT_NAMES.has(name) || declared.declaration.signatures.some((s) => s.parameters.some((p) => p.rest === true)))
      return
    const most = Math.max(...declared.declaration.signatures.map((s) => s.parameters.length))
    const message = textOf(`${name}(${Array.from({ length: most + 1 }, () => "undefined_name").join(",")})`)
    expect(message).toMatch(/^Error: /)
    expect(message).toContain(name)
  })
})

test("aliases and names are told apart by case", () => {
  expect(registry.lookup("AQPROD")).toBeUndefined()
  expect(registry.lookup("partition_count")?.name).toBe("numbpart")
})

test("misspelt names get suggestions with few wrong letters, and short ones none at random", () => {
  expect(registry.suggest("crank")).toEqual(["tcrank", "agcrank", "crankgf"])
  expect(registry.suggest("conj")).toEqual(["conjpart"])
  expect(registry.suggest("glot")).toEqual(["plot"])
  expect(registry.suggest("etamak")).toContain("etamake")
  expect(registry.suggest("aqprdo")[0]).toBe("aqprod")
  expect(registry.suggest("qqqqqqqqqq")).toEqual([])
})

test("keyword arguments reach their parameters", () => {
  expect(textOf("etamake(theta3(q,100), order = 100)")).toBe(textOf("etamake(theta3(q,100),q,100)"))
  expect(textOf("etaq(q, 0, 10)")).toContain("The second argument of etaq, k, is an integer, at least 1.")
  expect(textOf('etaq(q, "x", 10)')).toContain("The second argument of etaq, k,")
})
