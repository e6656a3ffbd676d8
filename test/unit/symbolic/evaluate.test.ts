import { describe, expect, test } from "vitest"
import { decimalText } from "../../../app/engine/symbolic/evaluate"
import type { QExpr } from "../../../app/engine/symbolic/expression"
import { call, infinity, integer, pow, qPochhammer, rational, symbol } from "../../../app/engine/symbolic/expression"

const digits = (value: QExpr, n: number): string => decimalText(value.arena, value.ref, n)

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
  })
})
