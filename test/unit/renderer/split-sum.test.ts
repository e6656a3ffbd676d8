import { expect, test } from "vitest"
import { splitSum } from "../../../app/renderer/math/split-sum"

const long = (tail: string): string => `${"1+".repeat(50)}1${tail}`

test("a long sum is cut before each outermost sign, and the pieces joined are the sum", () => {
  const pieces = splitSum(long("-q^{2+3}+(a+b)q"))
  expect(pieces.join("")).toBe(long("-q^{2+3}+(a+b)q"))
  expect(pieces.slice(-3)).toEqual(["+1", "-q^{2+3}", "+(a+b)q"])
})

test("signs in brackets, in fractions and of numbers are left alone", () => {
  expect(splitSum(long("+\\frac{1+q}{1-q}")).at(-1)).toBe("+\\frac{1+q}{1-q}")
  expect(splitSum(long("+O\\left(q^{20}\\right)")).at(-1)).toBe("+O\\left(q^{20}\\right)")
  expect(splitSum(`-${"x".repeat(120)}`)).toEqual([`-${"x".repeat(120)}`])
  expect(splitSum(`${"x".repeat(120)}=-1`)).toHaveLength(1)
})

test("a short formula stays whole", () => {
  expect(splitSum("a+b")).toEqual(["a+b"])
})
