import { describe, expect, test } from "vitest"
import {
  bitLength,
  decimalDigits,
  decimalText,
  greatestCommonDivisor,
  integerFromText,
  integerRoot,
  power,
  product,
  quotient,
  remainder,
} from "../../app/engine/long-integers"

/* Against BigInt's own operators, on both sides of the length where the addon takes over. */

const short = [0n, 1n, -1n, 7n, -(2n ** 64n), 2n ** 64n - 1n, 10n ** 30n]
const long = [
  2n ** 65_536n,
  2n ** 65_536n - 1n,
  -(2n ** 65_536n) - 1n,
  3n ** 41_349n,
  -(3n ** 60_000n),
  7n ** 100_000n + 1n,
  (2n ** 1_100_000n - 1n) * 5n,
]
const all = [...short, ...long]
const pairs = all.flatMap((a) => all.map((b) => [a, b] as const))

/** Texts of a million digits are no help in a failure. */
function same(found: bigint, expected: bigint): void {
  expect(found === expected).toBe(true)
}

describe("long integers", () => {
  test("are multiplied", () => {
    for (const [a, b] of pairs) same(product(a, b), a * b)
  })

  test("are divided as BigInt divides", () => {
    for (const [a, b] of pairs.filter(([, b]) => b !== 0n)) {
      same(quotient(a, b), a / b)
      same(remainder(a, b), a % b)
    }
  })

  test("are raised to powers", () => {
    for (const base of [-3n, -1n, 0n, 1n, 2n, 10n, 12_345_678_901_234_567_890n])
      for (const exponent of [0n, 1n, 2n, 1000n, 30_001n]) same(power(base, exponent), base ** exponent)
    same(power(1n, 10n ** 30n), 1n)
    same(power(3n ** 50_000n, 3n), 3n ** 150_000n)
  })

  test("have roots", () => {
    for (const n of all.filter((n) => n >= 0n))
      for (const k of [1, 2, 3, 17]) {
        const root = integerRoot(n, k)
        expect(root ** BigInt(k) <= n && n < (root + 1n) ** BigInt(k)).toBe(true)
      }
    same(integerRoot(7n ** 300_000n, 3), 7n ** 100_000n)
    same(integerRoot(7n ** 300_000n - 1n, 3), 7n ** 100_000n - 1n)
  })

  test("have greatest common divisors", () => {
    same(greatestCommonDivisor(0n, 0n), 0n)
    same(greatestCommonDivisor(0n, -(3n ** 60_000n)), 3n ** 60_000n)
    same(greatestCommonDivisor(-(6n ** 60_000n), 15n ** 50_000n), 3n ** 50_000n)
    same(greatestCommonDivisor(6n ** 60_000n, 15n), 3n)
    same(greatestCommonDivisor(2n ** 65_536n + 1n, 2n ** 65_536n - 1n), 1n)
  })

  test("are written and read", () => {
    for (const n of all) {
      const text = n.toString()
      expect(decimalText(n) === text).toBe(true)
      same(integerFromText(text), n)
      expect(decimalDigits(n)).toBe(text.replace("-", "").length)
    }
  })

  test("have a number of bits", () => {
    for (const n of all) {
      const bits = n === 0n ? 0 : (n < 0n ? -n : n).toString(2).length
      expect(bitLength(n) - bits).toBeGreaterThanOrEqual(0)
      expect(bitLength(n) - bits).toBeLessThan(4)
    }
  })
})
