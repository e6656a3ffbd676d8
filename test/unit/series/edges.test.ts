import { describe, expect, test } from "vitest"
import { Session } from "../../support/evaluation"

// Exponents at the ends of what a series can hold: an answer or a sentence, at once.
describe("exponents near 2^53", () => {
  test.each([
    ["series(aqprod(q^9007199254740991,q,infinity),q,5)", "1 + O(q^5)"],
    ["series((1-z*q)^(10^13),q,2)", "1 - 10000000000000*z*q + O(q^2)"],
    ["series((1-z*q)^(-10^13),q,2)", "1 + 10000000000000*z*q + O(q^2)"],
    ["series((1+q+q^2)^(10^15),q,2)", "1 + 1000000000000000*q + O(q^2)"],
    ["series((1+q)^2,q,10)", "1 + 2*q + q^2"],
    ["series(etaq(q,1,3)^(10^15),q,2)", "1 - 1000000000000000*q + O(q^2)"],
    ["series(q^(1/9007199254740991),q,10)", "q^(1/9007199254740991)"],
    ["series(q^(1/1000000007),q,10)", "q^(1/1000000007)"],
  ])("%s", (source, expected) => {
    expect(new Session().value(source)).toBe(expected)
  })

  test.each(["series(q^9007199254740991*(1+q),q,10)", "series((q^9007199254740991+z)^3,q,5)"])(
    "%s is refused",
    (source) => {
      expect(new Session().failure(source)).toMatchObject({
        code: "tooLarge",
        message: "Exponents of series are below 2^53.",
      })
    },
  )
})
