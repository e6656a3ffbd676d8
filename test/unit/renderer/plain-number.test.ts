import { expect, test } from "vitest"
import { plainNumber } from "../../../app/renderer/math/plain-number"

test("an integer needs no typesetter, and its minus is a minus sign", () => {
  expect(plainNumber("2")).toBe("2")
  expect(plainNumber("\\displaystyle 190569292")).toBe("190569292")
  expect(plainNumber("-24")).toBe("−24")
})

test("whatever else stands in a formula is set", () => {
  for (const tex of ["", "q", "1+1", "{}+3", "1.5", "\\frac{1}{2}", "-", "2^{3}", "1 2"])
    expect(plainNumber(tex)).toBe(null)
})
