import { describe, expect, test } from "vitest"
import type { Term } from "../../../app/contract/outputs"
import {
  firstTerms,
  formWidth,
  foldDigits,
  isNumber,
  shapeOf,
  tailWidth,
  termWidth,
} from "../../../app/renderer/outputs/series-layout"

const term = (coefficient: string, exponent: string): Term => ({ coefficient, exponent })
const options = { order: "1500", variable: "q", foldAfter: 30 }
const ones = (count: number): Term[] => Array.from({ length: count }, (_, n) => term("7", String(n)))

describe("a term's shape", () => {
  test("the sign stands apart, 1 is left out beside a power", () => {
    expect(shapeOf(term("-1", "2"))).toEqual({ negative: true, coefficient: "", bracketed: false, power: "raised" })
    expect(shapeOf(term("1", "0"))).toEqual({ negative: false, coefficient: "1", bracketed: false, power: "none" })
    expect(shapeOf(term("3/2", "1"))).toEqual({
      negative: false,
      coefficient: "3/2",
      bracketed: false,
      power: "variable",
    })
  })

  test("a sum as coefficient is bracketed, a product is not", () => {
    expect(shapeOf(term("z+1/z", "3")).bracketed).toBe(true)
    expect(shapeOf(term("z*w", "3")).bracketed).toBe(false)
    expect(shapeOf(term("z+1", "0")).bracketed).toBe(false)
  })

  test("numbers are told from symbols", () => {
    expect(["12", "-12", "5/24", "-1/2", "12345678…9012"].every(isNumber)).toBe(true)
    expect(["z", "2*z", "1+z", ""].some(isNumber)).toBe(false)
  })
})

describe("folding of long numbers", () => {
  test("first 8 and last 4 digits stay, with their number", () => {
    expect(foldDigits("-" + "1234567890".repeat(4), 30)).toEqual({ text: "12345678…7890", digits: 40 })
    expect(foldDigits("1".repeat(30), 30)).toBeNull()
  })
})

describe("the first lines of a series", () => {
  // 1 + q + 2q² + … measured in Chromium with the shipped fonts: widths in em of 19 px.
  test("widths agree with the drawn ones within a tenth of an em", () => {
    const drawn: [Term, number][] = [
      [term("2", "2"), 2.56],
      [term("77", "12"), 3.42],
      [term("1002", "22"), 4.4],
    ]
    for (const [each, width] of drawn) expect(Math.abs(termWidth(each, false, 30, "q") - width)).toBeLessThan(0.1)
  })

  test("three lines are filled beside the tail, never more than 40 terms, never fewer than 8", () => {
    const wide = firstTerms(ones(60), 1500, 39, options)
    expect(wide).toBeGreaterThan(30)
    expect(wide).toBeLessThanOrEqual(40)
    expect(firstTerms(ones(60), 1500, 500, options)).toBe(40)
    expect(firstTerms(ones(60), 1500, 5, options)).toBe(8)
    expect(firstTerms(ones(3), 3, 5, options)).toBe(3)
  })

  test("the shown terms and the tail fit the lines they were given", () => {
    for (const width of [20, 27, 33, 39, 55]) {
      const terms = ones(60)
      const shown = firstTerms(terms, 1500, width, options)
      let lines = 1
      let used = 0
      for (const [i, each] of terms.slice(0, shown).entries()) {
        const wide = termWidth(each, i === 0, 30, "q")
        if (used + wide > width) {
          lines += 1
          used = 0
        }
        used += wide
      }
      if (shown > 8) expect(lines === 3 ? used + tailWidth(1500 - shown, "1500", "q") <= width : lines < 3).toBe(true)
    }
  })
})

test("a fraction is as wide as its wider half", () => {
  expect(formWidth("\\frac{1}{(q;q)_{\\infty}}")).toBeGreaterThan(formWidth("\\frac{1}{q}"))
  expect(formWidth("\\frac{aaaa}{b}")).toBeCloseTo(formWidth("\\frac{b}{aaaa}"))
})
