import { describe, expect, test } from "vitest"
import { EngineError } from "../../../app/engine/errors"
import { exponent, exponentText, parseExponent, powerText } from "../../../app/engine/series/exponent"
import { QSeries } from "../../../app/engine/series/series"

const q = (coefficients: readonly (bigint | string)[], order: number | null = coefficients.length, from = 0) =>
  QSeries.fromCoefficients(coefficients, "q", from, order)
const E = (k: number, T: number) => QSeries.etaQuotient([{ scale: k, exponent: 1 }], "q", T)

function code(run: () => unknown): string {
  try {
    run()
    return "no error"
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error)
  }
}

describe("precision", () => {
  test("a product is known below min(T_f + v_g, T_g + v_f)", () => {
    const f = q([1n, 1n, 1n], 3).shift(2)
    const g = q([1n, 1n], 2).shift(-1)
    expect(String(f.mul(g))).toBe("q + 2*q^2 + O(q^3)")
  })

  test("a sum is known below the smaller order", () => {
    expect(String(q([1n, 1n, 1n]).add(q([0n, 1n])))).toBe("1 + 2*q + O(q^2)")
  })

  test("a coefficient at or beyond the order is an error, below the valuation 0", () => {
    const f = E(1, 10)
    expect(code(() => f.coefficient(10))).toBe("precision")
    expect(f.coefficient(-3)).toEqual({ numerator: 0n, denominator: 1n })
    expect(f.coefficient(exponent(1, 2))).toEqual({ numerator: 0n, denominator: 1n })
    expect(code(() => f.coefficient(exponent(21, 2)))).toBe("precision")
  })

  test("the inverse loses twice the valuation", () => {
    expect(String(E(1, 5).shift(2).inverse())).toBe("q^(-2) + q^(-1) + 2 + 3*q + 5*q^2 + O(q^3)")
  })

  test("dividing by O(q^T) or by zero says why it cannot", () => {
    expect(code(() => QSeries.zero("q", 5).inverse())).toBe("precision")
    expect(code(() => QSeries.zero("q").inverse())).toBe("domain")
  })

  test("the inverse of a polynomial needs an order, unless it divides", () => {
    const f = q([1n, -1n], null)
    expect(code(() => f.inverse())).toBe("precision")
    expect(String(f.inverse(4))).toBe("1 + q + q^2 + q^3 + O(q^4)")
    expect(String(q([1n, 0n, -1n], null).div(f))).toBe("1 + q")
  })

  test("truncating never extends", () => {
    expect(String(E(1, 4).truncate(10))).toBe("1 - q - q^2 + O(q^4)")
  })
})

describe("powers", () => {
  const z = (order: number) =>
    QSeries.fromTerms([-1, 0, 2], ["1", "z", "1"], "q", order, { kind: "laurent", variables: ["z"] })

  test("of a series with a pole are known as far as the products are", () => {
    expect(String(z(1).pow(5))).toBe("q^(-5) + 5*z*q^(-4) + O(q^(-3))")
    const f = z(3)
    expect(String(f.pow(4))).toBe(String(f.mul(f).mul(f).mul(f)))
  })

  test("of q and -q have any exponent that a series may have", () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(String(QSeries.monomial(-1, 1, "q").pow(most))).toBe(`-q^${most}`)
    expect(String(q([-1n], 2, 1).pow(most - 9))).toBe(`q^${most - 9} + O(q^${most - 8})`)
    expect(String(QSeries.monomial(3, most, "q").substitute({ numerator: -1n, denominator: 1n }, 1))).toBe(
      `-3*q^${most}`,
    )
    expect(code(() => QSeries.monomial(2, 1, "q").pow(most))).toBe("tooLarge")
  })

  test("of products may be as long as an exponent", () => {
    const e = Number.MAX_SAFE_INTEGER
    const factor = { numerator: -1n, denominator: 1n, start: 1, step: 1, count: 1, exponent: e }
    const pairs = (BigInt(e) * BigInt(e - 1)) / 2n
    expect(String(QSeries.pochhammer([factor], "q", 3))).toBe(`1 + ${e}*q + ${pairs}*q^2 + O(q^3)`)
    expect(QSeries.pochhammer([factor], "q", 150).integerCoefficient(2)).toBe(pairs)
  })

  test("modulo a number are as large as what is left of them", () => {
    // Lucas: binomial(10^6, k) is odd when the binary digits of k are among those of 10^6, seven of which are 1.
    expect(q([1n, 1n], null).mod(2n).pow(1_000_000).termCount).toBe(2 ** 7)
  })
})

describe("fractional exponents", () => {
  const half = QSeries.fromTerms([1, 9, 25], [1n, 1n, 1n], "q", 40, undefined, 4)

  test("are kept, and vanish from products that have none", () => {
    expect(String(half)).toBe("q^(1/4) + q^(9/4) + q^(25/4) + O(q^10)")
    expect(
      half
        .pow(4)
        .terms()
        .every((t) => t.exponent.denominator === 1),
    ).toBe(true)
  })

  test("an order between whole exponents claims nothing beyond it", () => {
    const f = QSeries.fromTerms([0], [1n], "q", 1, undefined, 2)
    expect(String(f)).toBe("1 + O(q^(1/2))")
    expect(code(() => f.coefficient(exponent(1, 2)))).toBe("precision")
    expect(f.wholeExponents()?.integerOrder).toBe(0)
  })

  test("powers with a rational exponent keep the valuation", () => {
    expect(String(E(1, 4).powRational(1, 2).shift(exponent(1, 48)).pow(2))).toBe(String(E(1, 4).shift(exponent(1, 24))))
  })
})

describe("operations", () => {
  test("sift reaches as far as the series allows", () => {
    expect(String(QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", 20).sift(5, 4))).toBe(
      "5 + 30*q + 135*q^2 + 490*q^3 + O(q^4)",
    )
  })

  test("siftings put together are the series", () => {
    const f = QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", 60)
    const parts = f.siftAll(3).map((s, k) => s.dilate(3).shift(k))
    expect(parts.reduce((a, b) => a.add(b)).compare(f).differsAt).toBeNull()
  })

  test("dilation and a sign before the variable", () => {
    expect(String(q([1n, 1n, 1n]).substitute({ numerator: -1n, denominator: 1n }, 2))).toBe("1 - q^2 + q^4 + O(q^6)")
  })

  test("series in two variables do not combine, constants do", () => {
    expect(code(() => E(1, 5).add(QSeries.etaQuotient([{ scale: 1, exponent: 1 }], "t", 5)))).toBe("domain")
    expect(String(E(1, 3).add(QSeries.constant(2n, "t")))).toBe("3 - q - q^2 + O(q^3)")
  })

  test("comparison says where and how far", () => {
    expect(E(1, 10).compare(E(1, 6))).toEqual({ differsAt: null, comparedTo: exponent(6) })
    expect(E(1, 10).compare(E(2, 10)).differsAt).toEqual(exponent(1))
    expect(code(() => E(1, 10).equalsTo(E(1, 6), 8))).toBe("precision")
    expect(E(1, 10).equalsTo(E(1, 6), 6)).toBe(true)
  })

  test("rational coefficients and reductions", () => {
    expect(String(q([1n, "1/2"]).mul(q([2n, 3n])))).toBe("2 + 4*q + O(q^2)")
    expect(String(q([5n, -1n, 4n]).mod(5n).liftSymmetric())).toBe("-q - q^2 + O(q^3)")
  })
})

test("exponents are fractions in lowest terms", () => {
  expect(exponent(-4, -6)).toEqual({ numerator: 2, denominator: 3 })
  expect(exponentText(parseExponent("-10/24"))).toBe("-5/12")
  expect([powerText("q", exponent(1)), powerText("q", exponent(-1)), powerText("q", exponent(5, 24))]).toEqual([
    "q",
    "q^(-1)",
    "q^(5/24)",
  ])
  expect(() => exponent(1, 0)).toThrow(RangeError)
})
