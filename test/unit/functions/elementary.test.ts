import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

describe("O-terms", () => {
  test.each([
    // The rules min(T, S) for sums and min(T + w, S + v) for products, by hand.
    ["O(q^5) - O(q^5)", "O(q^5)"],
    ["(1 + O(q^3)) - (2 + O(q^3))", "-1 + O(q^3)"],
    ["f := q + O(q^3): f/f", "1 + O(q^2)"],
    ["f := q + O(q^3): f - f", "O(q^3)"],
    ["O(q^5)*O(q^(-2))", "O(q^3)"],
    ["3*O(7*q^5) + O(q^9)", "O(q^5)"],
    ["series(q^(-1) + O(1), q, 20)", "q^(-1) + O(1)"],
    ["O(z^2) + z", "z + O(z^2)"],
    ["(1 + O(q^(1/2)))*q^(1/4)", "q^(1/4) + O(q^(3/4))"],
    ["a*q + O(a*q^2)", "a*q + O(q^2)"],
  ])("%s = %s", (text, expected) => {
    expect(value(`${text};`)).toBe(value(`${expected};`))
  })

  test.each(["O(1 + q);", "O(0);", "O(x*y);", "O(q^n);"])("%s is refused", (text) => {
    expect(failure(text).message).toBe("An O-term holds a power of one variable with a rational exponent.")
  })
})

describe("exp and log of series", () => {
  test.each([
    // PARI/GP: exp(q+q^2+O(q^5)), log(1-q+q^3+O(q^5)), sqrt(1-4*q+O(q^5))
    ["exp(q + q^2 + O(q^5))", "1 + q + 3/2*q^2 + 7/6*q^3 + 25/24*q^4 + O(q^5)"],
    ["log(1 - q + q^3 + O(q^5))", "-q - 1/2*q^2 + 2/3*q^3 + 3/4*q^4 + O(q^5)"],
    ["sqrt(1 - 4*q + O(q^5))", "1 - 2*q - 2*q^2 - 4*q^3 - 10*q^4 + O(q^5)"],
    ["exp(O(q))", "1 + O(q)"],
    ["exp(0)", "1"],
    ["ln(1)", "0"],
  ])("%s = %s", (text, expected) => {
    expect(value(`${text};`)).toBe(expected)
  })

  test("a constant term has no exponential, other ones than 1 no logarithm", () => {
    expect(failure("exp(1 + q + O(q^3));").message).toBe(
      "exp of a series needs a series without constant term and poles.",
    )
    expect(failure("log(2 + q + O(q^3));").message).toBe("log of a series needs constant term 1 and no poles.")
    expect(failure("log(q + O(q^3));").message).toBe("log of a series needs constant term 1 and no poles.")
  })
})

describe("reversions", () => {
  test.each([
    // Lagrange's formula: over Q(zeta_3) and with a second variable, by hand to three terms: q - a q^2 + 2 a^2 q^3.
    ["reversion(q + zeta(3)*q^2, q, 4)", "q - zeta(3)*q^2 + 2*zeta(3)^2*q^3 + O(q^4)"],
    ["reversion(q + z*q^2, q, 4)", "q - z*q^2 + 2*z^2*q^3 + O(q^4)"],
    ["reversion(2*q + O(q^3))", "1/2*q + O(q^3)"],
    // A series is never extended, and T below the leading term leaves nothing.
    ["reversion(q + O(q^3), q, 9)", "q + O(q^3)"],
    ["reversion(q - q^2, q, 1)", "O(q)"],
  ])("%s = %s", (text, expected) => {
    expect(value(`series(${text} - (${expected}), q, 9);`)).toBe(value(`series(${expected} - (${expected}), q, 9);`))
  })

  test.each(["reversion(1 + q, q, 4);", "reversion(q^2 + q^3, q, 4);", "reversion(O(q^3), q, 4);"])(
    "%s is refused",
    (text) => {
      expect(failure(text).message).toBe("reversion takes a series that begins with a multiple of its variable.")
    },
  )

  test("an exact series needs an order", () => {
    expect(failure("reversion(q - q^2);").message).toBe("reversion(f, q, T) needs the order T when f is exact.")
  })
})
