import { describe, expect, test } from "vitest"
import { identify } from "../../../app/engine/discovery/identify"
import { libraryFor } from "../../../app/engine/discovery/identify/library"
import { NAMED } from "../../../app/engine/discovery/identify/named"
import { symbol } from "../../../app/engine/symbolic/expression"
import { Worksheet } from "../../oracle/harness"

const sheet = new Worksheet()
const { context } = sheet.evaluator

/** What identify finds for a series, and that each form, expanded, is the series again. */
function forms(source: string): string[] {
  const series = sheet.run(source)
  if (series.kind !== "series") throw new TypeError(`No series: ${source}`)
  return identify(series, "q", { context }).map(({ form }) => {
    const text = form.toString()
    expect(sheet.text(`series((${text})-(${source}),q,200)`), text).toBe("O(q^200)")
    return text
  })
}

test("a polynomial in a named series may have a constant term", () => {
  expect(forms("series(-50-36*mock(F1,5,200)-80*mock(F1,5,200)^2,q,200)")).toContain(
    "-50-36*mock_theta_cap_f1_5(q)-80*mock_theta_cap_f1_5(q)^2",
  )
})

test.each(["", "-"])("a square root begins with the sign of the series: %s", (sign) => {
  const found = forms(`series(${sign}(4+12*mock(F1,5,200)+20*mock(F1,5,200)^4)^(1/2),q,200)`)
  expect(found).toEqual([`${sign}(4+12*mock_theta_cap_f1_5(q)+20*mock_theta_cap_f1_5(q)^4)^(1/2)`])
})

describe("what identify writes can be typed and gives the series it names", () => {
  test.each(NAMED.map((named, i) => [i, named] as const))("named series %i", (_i, { form, make }) => {
    const q = symbol("q")
    for (const [argument, sign, k] of [
      [q, 1n, 1],
      [q.pow(3), 1n, 3],
      [q.neg(), -1n, 1],
      [q.pow(2).neg(), -1n, 2],
    ] as const) {
      const text = form(argument).toString()
      const series = make("q", 60)
      // theta2(-q) and cubic_c(-q) have roots of unity before their fractional powers: theta.test.ts looks at those.
      if (sign === -1n && series.denominator > 1) continue
      const expected = series.substitute({ numerator: sign, denominator: 1n }, k).truncate(60)
      expect(sheet.text(`series(${text},q,60)`), text).toBe(expected.toString())
    }
  })

  test("the divisor sums", () => {
    for (const { named, title } of libraryFor(100, context).divisorSpans) {
      const text = named.form(symbol("q").pow(2)).toString()
      expect(sheet.text(`series(${text},q,50)`), title).toBe(named.make("q", 25).dilate(2).toString())
    }
  })
})
