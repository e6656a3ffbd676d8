import { expect, test } from "vitest"
import { identify } from "../../../app/engine/discovery/identify"
import { Worksheet } from "../../oracle/harness"

const sheet = new Worksheet()
const { context } = sheet.evaluator

/** What identify finds for a series, and that each form, expanded, is the series again. */
function forms(source: string): string[] {
  const series = sheet.run(source)
  if (series.kind !== "series") throw new TypeError(`No series: ${source}`)
  return identify(series, "q", { context }).map(({ form }) => {
    const text = form.toString()
    const expanded = text.replace(/mock\((\w+),(\d+),q\)/g, "mock($1,$2,200)")
    expect(sheet.text(`series((${expanded})-(${source}),q,200)`), text).toBe("O(q^200)")
    return text
  })
}

test("a polynomial in a named series may have a constant term", () => {
  expect(forms("series(-50-36*mock(F1,5,200)-80*mock(F1,5,200)^2,q,200)")).toContain(
    "-50-36*mock(F1,5,q)-80*mock(F1,5,q)^2",
  )
})

test.each(["", "-"])("a square root begins with the sign of the series: %s", (sign) => {
  const found = forms(`series(${sign}(4+12*mock(F1,5,200)+20*mock(F1,5,200)^4)^(1/2),q,200)`)
  expect(found).toEqual([`${sign}(4+12*mock(F1,5,q)+20*mock(F1,5,q)^4)^(1/2)`])
})
