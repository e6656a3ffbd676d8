import { expect, test } from "vitest"
import { brokenTerm, splitTerms, TIMES } from "../../../app/language/tex"

const factors = Array.from({ length: 12 }, (_, n) => `\\left(1 - q^{${n + 10}}\\right)`)

test("a term that fits a line stays whole", () => {
  expect(brokenTerm("\\frac{1}{1 - q}", 60)).toEqual(["\\frac{1}{1 - q}"])
})

test("a wide fraction is its numerator over the factors of its denominator", () => {
  const pieces = brokenTerm(`-\\frac{q}{${factors.join(" ")}}`, 60)
  expect(pieces[0]).toBe("-q")
  expect(pieces[1]).toBe(`\\,\\big/\\,\\bigl\\{${factors[0]} `)
  expect(pieces.at(-1)).toBe("\\bigr\\}")
  expect(pieces.slice(1, -1).join("").replaceAll(TIMES, "").replace("\\,\\big/\\,\\bigl\\{", "")).toBe(
    factors.join(" "),
  )
})

test("a wide product is cut before its factors and nowhere inside them", () => {
  const pieces = brokenTerm(factors.join(" "), 60)
  expect(pieces.map((piece) => piece.replace(TIMES, "").trim())).toEqual(factors)
})

const terms = Array.from({ length: 14 }, (_, n) => `${n === 0 ? "1" : ` + a_{${n}} q^{${n}}`}`)
const joined = (pieces: readonly string[]): string => pieces.join("").replaceAll(TIMES, "")

test("a wide sum inside brackets is cut before its signs, its exponent behind the last", () => {
  const pieces = brokenTerm(`\\left(${terms.join("")}\\right)^{2} \\eta(\\tau)`, 60)
  expect(pieces.length).toBeGreaterThan(10)
  expect(joined(pieces)).toBe(`\\bigl(${terms.join("")}\\bigr)^{2}\\eta(\\tau)`)
})

test("a wide fraction keeps sums above and below the line together", () => {
  expect(joined(brokenTerm(`\\frac{1 + q}{${terms.join("")}}`, 60))).toBe(
    `\\bigl(1 + q\\bigr)\\,\\big/\\,\\bigl\\{${terms.join("")}\\bigr\\}`,
  )
})

test("a sum sign keeps what it sums", () => {
  const sum = `\\sum_{n=0}^{\\infty} \\frac{q^{n}}{(q;q)_{n}} ${factors.join(" ")}`
  expect(brokenTerm(sum, 60)[0]).toBe("\\sum_{n=0}^{\\infty} \\frac{q^{n}}{(q;q)_{n}} ")
})

test("a sum is cut before each outermost sign, and the pieces joined are the sum", () => {
  const sum = "1+q-q^{2+3}+(a+b)q+\\frac{1+q}{1-q}+O\\left(q^{20}\\right)"
  const pieces = splitTerms(sum)
  expect(pieces.join("")).toBe(sum)
  expect(pieces).toEqual(["1", "+q", "-q^{2+3}", "+(a+b)q", "+\\frac{1+q}{1-q}", "+O\\left(q^{20}\\right)"])
})

test("the sign of a number is left alone", () => {
  expect(splitTerms("-x")).toEqual(["-x"])
  expect(splitTerms("x=-1")).toEqual(["x=-1"])
})
