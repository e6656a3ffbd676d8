import { describe, expect, test } from "vitest"
import { Session } from "../../support/evaluation"

// Exponents at the ends of what a series can hold: an answer or a sentence, at once.
describe("exponents near 2^53", () => {
  test.each([
    ["series(aqprod(q^9007199254740991,q,infinity),q,5)", "1 + O(q^5)"],
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
