import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

describe("zqfactor of polynomials", () => {
  // The products were chosen first and multiplied out by expand.
  test.each([
    ["(1-z*q^7)*(1-z^2*q^9)*(1-q^30)"],
    ["1-z*q^40"],
    ["(1+z*q)^2*(1-q+q^2)"],
    ["q^3*z*(1-z)*(1-z*q)"],
    ["(1-z*q)*(1-z*q^2)*(1-z*q^4)"],
  ])("gives back %s", (product) => {
    expect(value(`F := expand(${product}): normal(zqfactor(F,z,q) - F);`)).toBe("0")
  })

  test("what is no finite product is refused, and soon", () => {
    expect(failure("zqfactor(1+z*q+z^2*q^2+q^7+z^5*q^9,z,q);").message).toBe(
      "zqfactor finds no product of powers of 1 - z^i*q^j.",
    )
    expect(failure("zqfactor(1+z*q+q^2,z,q);").message).toBe("zqfactor finds no product of powers of 1 - z^i*q^j.")
  })
})
