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

describe("zqfactor of truncated series", () => {
  const noProduct = "zqfactor finds no product of powers of 1 - z^i*q^j."

  // Below q^14 the exponents of this rational function, which has a zero and a pole inside the unit circle, pass 200.
  test.each([8, 12, 60, 1000])("a rational function known to O(q^%i) is no product", (order) => {
    expect(failure(`zqfactor(series((1+z*q+z^3*q^2)/(1-q-z*q),q,${order}),z,q);`).message).toBe(noProduct)
  })

  test("the refusal says what grows", () => {
    expect(failure("zqfactor(series((1+z*q+z^3*q^2)/(1-q-z*q),q,1000),z,q);").given).toBe(
      "the exponent of 1 - z^8*q^14 would be -212",
    )
    expect(failure("zqfactor(series((1+z*q+z^3*q^2)/(1-q-z*q),q,12),z,q);").given).toBe(
      "85 factors below q^12, ever more beside one power of q: 15 beside the last",
    )
  })

  test("a period is claimed only when it was seen twice", () => {
    // prod (1 - z^n q^n): each power of z has one factor, which repeats nowhere.
    const factors = Array.from({ length: 19 }, (_, k) => (k === 0 ? "(1-q*z)" : `(1-q^${k + 1}*z^${k + 1})`))
    expect(value("zqfactor(series(product(1-z^n*q^n,n=1..25),q,20)+O(q^20),z,q);")).toBe(factors.join("*"))
  })

  test("a product with growing exponents is found", () => {
    expect(value("zqfactor(series(product((1-z*q^n)^n,n=1..25),q,9)+O(q^9),z,q);")).toBe(
      "(1-q*z)*(1-q^2*z)^2*(1-q^3*z)^3*(1-q^4*z)^4*(1-q^5*z)^5*(1-q^6*z)^6*(1-q^7*z)^7*(1-q^8*z)^8",
    )
  })
})
