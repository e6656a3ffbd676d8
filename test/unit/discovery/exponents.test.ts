import { describe, expect, test } from "vitest"
import {
  etaForm,
  finiteForm,
  jacFactors,
  looksRandom,
  periodicForm,
  plusExponents,
} from "../../../app/engine/discovery/exponents"
import { boxMonomials, homogeneousMonomials, monomialsTo } from "../../../app/engine/discovery/monomials"
import { cyclotomicIndex } from "../../../app/engine/discovery/cyclotomic-factors"
import { liesIn, shortestRecurrence, spanOf } from "../../../app/engine/discovery/identify/modular"
import { cyclotomicPolynomial } from "../../../app/engine/symbolic/cyclotomic"

const exponentsOfEta = (factors: readonly (readonly [number, number])[], count: number): number[] =>
  Array.from({ length: count }, (_, i) => factors.reduce((sum, [d, r]) => sum + ((i + 1) % d === 0 ? r : 0), 0))

describe("eta quotients", () => {
  test("are read off by Möbius inversion", () => {
    const values = exponentsOfEta(
      [
        [1, -2],
        [2, 5],
        [4, -2],
      ],
      40,
    )
    expect(etaForm(values, 4)).toEqual({
      factors: [
        { scale: 1, exponent: -2 },
        { scale: 2, exponent: 5 },
        { scale: 4, exponent: -2 },
      ],
      used: 4,
      beyond: 36,
    })
  })

  test("are not claimed when the last exponents still need a factor", () => {
    const values = exponentsOfEta([[1, 1]], 40)
    values[38] = 7
    expect(etaForm(values, 4)).toBeNull()
  })
})

describe("periods", () => {
  test("the smallest one that fits the whole range, a fifth of it beyond", () => {
    const values = Array.from({ length: 30 }, (_, i) => ([1, 4].includes((i + 1) % 5) ? -1 : 0))
    expect(periodicForm(values, true)).toMatchObject({ period: 5, values: [0, -1, 0, 0, -1] })
    expect(periodicForm(values.slice(0, 6), true)).toBeNull()
    expect(periodicForm(values, true, 7)).toBeNull()
  })

  test("a one-sided period is no symmetric one", () => {
    const values = Array.from({ length: 40 }, (_, i) => ((i + 1) % 5 === 1 ? 1 : 0))
    expect(periodicForm(values, true)).toBeNull()
    expect(periodicForm(values, false)?.period).toBe(5)
  })

  test("half-integer powers occur in the middle of an even period", () => {
    const half = jacFactors({ period: 2, values: [0, 1], used: 2, beyond: 20 })
    expect(half).toEqual([
      { a: 0, exponent: { numerator: -1n, denominator: 2n } },
      { a: 1, exponent: { numerator: 1n, denominator: 2n } },
    ])
  })
})

test("finite and random-looking exponents", () => {
  expect(finiteForm([2, -1, 0, 3, 0, 0, 0, 0], 4)).toEqual({ length: 4, beyond: 4 })
  expect(finiteForm([2, -1, 0, 3, 0, 0], 4)).toBeNull()
  expect(looksRandom(Array.from({ length: 30 }, (_, n) => 3 ** n))).toBe(true)
  expect(looksRandom(Array.from({ length: 30 }, (_, n) => -n))).toBe(false)
})

test("1 + q^n in terms of 1 - q^n and back", () => {
  const b = Array.from({ length: 16 }, (_, i) => ((i + 1) % 2 === 0 ? 0 : -1))
  expect(plusExponents(b)).toEqual(new Array<number>(16).fill(1))
})

test("monomials come highest degree first, X[1] before X[2]", () => {
  expect(homogeneousMonomials(2, 2)).toEqual([
    [2, 0],
    [1, 1],
    [0, 2],
  ])
  expect(monomialsTo(2, 2).length).toBe(6)
  expect(boxMonomials([1, 7]).length).toBe(16)
  expect(() => homogeneousMonomials(12, 12)).toThrow(/refused/)
})

test("cyclotomic polynomials are known by their coefficients", () => {
  for (const m of [1, 2, 6, 30, 105]) expect(cyclotomicIndex(cyclotomicPolynomial(m), 500)).toBe(m)
  expect(cyclotomicIndex([1, 1, 0, 1], 500)).toBeNull()
})

test("the shortest recurrence of a proper fraction has the degree of its denominator", () => {
  const fibonacci = [1, 1]
  while (fibonacci.length < 40) fibonacci.push(((fibonacci.at(-1) ?? 0) + (fibonacci.at(-2) ?? 0)) % 16_777_213)
  expect(shortestRecurrence(fibonacci, 10)).toEqual({ length: 2, degree: 2 })
  const spoilt = fibonacci.map((c, n) => (n === 3 ? c + 1 : c))
  const found = shortestRecurrence(spoilt, 10)
  expect(found !== null && found.length === found.degree).toBe(false)
})

test("a span knows its members", () => {
  const span = spanOf([
    [1, 2, 3, 4],
    [2, 4, 6, 9],
  ])
  expect(span.rows.length).toBe(2)
  expect([liesIn([3, 6, 9, 13], span), liesIn([3, 6, 10, 13], span)]).toEqual([true, false])
})
