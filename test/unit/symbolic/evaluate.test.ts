import { describe, expect, test } from "vitest"
import { decimalText } from "../../../app/engine/symbolic/evaluate"
import type { QExpr } from "../../../app/engine/symbolic/expression"
import {
  add,
  call,
  indexedProduct,
  indexedSum,
  infinity,
  integer,
  pow,
  qPochhammer,
  rational,
  rootOf,
  symbol,
  theta,
  theta2,
  theta3,
  theta4,
} from "../../../app/engine/symbolic/expression"

const digits = (value: QExpr, n: number): string => decimalText(value.arena, value.ref, n)

/** Coefficients in x, constant first. */
const polynomial = (coefficients: readonly number[]): QExpr =>
  add(coefficients.map((c, i) => symbol("x").pow(i).mul(c)))

/** Expected digits: PARI/GP 2.15 at 60 digits, rounded. */
describe("decimal digits", () => {
  test.each([
    [pow(integer(2), rational(1, 2)), 40, "1.414213562373095048801688724209698078570"],
    [symbol("Pi"), 40, "3.141592653589793238462643383279502884197"],
    [call("exp", [integer(1)]), 30, "2.71828182845904523536028747135"],
    [call("exp", [integer(-20)]), 12, "2.06115362244e-9"],
    [call("log", [integer(10)]), 30, "2.30258509299404568401799145468"],
    [call("log", [rational(1, 1000)]), 15, "-6.90775527898214"],
    [qPochhammer(rational(1, 2), rational(1, 2), infinity()), 25, "0.2887880950866024212788997"],
    [pow(integer(10), integer(20)).add(rational(1, 3)), 24, "100000000000000000000.333"],
    [theta2(rational(1, 2)), 30, "2.12893125051302755859161340258"],
    [theta3(rational(-1, 2)), 20, "0.12112420800258050246"],
    [theta4(rational(9, 10)), 30, "7.37352693847306804796913547547e-10"],
    [theta(integer(2), rational(1, 3)), 30, "1.88621563508001862566062400090"],
    [rootOf(polynomial([3, 0, 0, 0, -9, 2])), 30, "0.797826821147625394761834392771"],
    [rootOf(polynomial([1, 3, 1])), 20, "-0.38196601125010515180"],
    [rootOf(polynomial([-1, -1, 0, 1])), 25, "1.324717957244746025960909"],
    // The harmonic number H_10 = 7381/2520, and the product (1 - 1/k^2) = (n+1)/(2n).
    [indexedSum(symbol("k").pow(-1), symbol("k"), integer(1), integer(10)), 10, "2.928968254"],
    [indexedProduct(integer(1).sub(symbol("k").pow(-2)), symbol("k"), integer(2), integer(100)), 5, "0.50500"],
    [call("abs", [rational(-1, 3)]), 5, "0.33333"],
    [integer(0), 10, "0"],
    [rational(-1, 3), 5, "-0.33333"],
  ] as const)("%s", (value, n, expected) => {
    expect(digits(value, n)).toBe(expected)
  })
  test("what is no constant, or cannot be told from 0, is refused", () => {
    expect(() => digits(symbol("x"), 10)).toThrow("real constants")
    const root = pow(integer(2), rational(1, 2))
    const zero = root.mul(pow(integer(3), rational(1, 2))).sub(pow(integer(6), rational(1, 2)))
    expect(() => digits(zero, 10)).toThrow("cannot be told from 0")
    expect(() => digits(pow(integer(-2), rational(1, 2)), 10)).toThrow("negative")
    expect(() => digits(rootOf(polynomial([1, 1, 1])), 10)).toThrow("no real root")
    expect(() => digits(theta3(integer(2)), 10)).toThrow("absolute value 1 or more")
    // Jacobi's identity theta3^4 = theta2^4 + theta4^4.
    const nome = rational(1, 3)
    const jacobi = theta3(nome).pow(4).sub(theta2(nome).pow(4)).sub(theta4(nome).pow(4))
    expect(() => digits(jacobi, 10)).toThrow("cannot be told from 0")
  })
})
