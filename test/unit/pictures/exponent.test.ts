import { expect, test } from "vitest"
import { exponentText } from "../../../app/pictures/exponent"

test("exponents are read in lowest terms", () => {
  expect(exponentText(5)).toBe("5")
  expect(exponentText(0, 24)).toBe("0")
  expect(exponentText(48, 24)).toBe("2")
  expect(exponentText(-1, 24)).toBe("-1/24")
  expect(exponentText(10, 4)).toBe("5/2")
  expect(exponentText(-24, 24)).toBe("-1")
})
