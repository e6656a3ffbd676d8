import { expect, test } from "vitest"
import { cuspText, fractionText } from "../../../app/engine/proofs/find/gamma0"
import { biagioliOrder, cuspsOfGamma1, cuspWidth1, getaOrder } from "../../../app/engine/proofs/find/gamma1"

const phi = (n: number) => Array.from({ length: n }, (_, i) => i + 1).filter((a) => gcd(a, n) === 1).length
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

test("the number of cusps for N = 1..60", () => {
  for (let N = 1; N <= 60; N++) {
    const divisors = Array.from({ length: N }, (_, i) => i + 1).filter((d) => N % d === 0)
    const expected = N <= 4 ? [1, 2, 2, 3][N - 1] : divisors.reduce((sum, d) => sum + phi(d) * phi(N / d), 0) / 2
    expect([N, cuspsOfGamma1(N).length]).toEqual([N, expected])
  }
})

test("the widths add up to the index of Gamma_1(N)", () => {
  for (let N = 3; N <= 60; N++) {
    let index = (N * N) / 2
    for (let p = 2; p <= N; p++)
      if (N % p === 0 && Array.from({ length: p - 2 }, (_, i) => i + 2).every((d) => p % d !== 0))
        index *= 1 - 1 / (p * p)
    const widths = cuspsOfGamma1(N).reduce((sum, cusp) => sum + cuspWidth1(cusp, N), 0)
    expect([N, widths]).toEqual([N, Math.round(index)])
  }
})

test("the cusps of Gamma_1(12) as Garvan's package lists them", () => {
  const cusps = cuspsOfGamma1(12)
  expect(cusps.map(cuspText)).toEqual(["oo", "0", "1/2", "1/3", "1/4", "1/5", "1/6", "2/3", "3/4", "5/12"])
  expect(cusps.map((cusp) => cuspWidth1(cusp, 12))).toEqual([1, 12, 6, 4, 3, 12, 2, 4, 3, 1])
})

test("orders from Garvan's pages", () => {
  expect(fractionText(biagioliOrder(3, 1, { a: 1, c: 0 }))).toBe("1/24")
  expect(fractionText(biagioliOrder(25, 5, { a: 1, c: 5 }))).toBe("1/8")
  expect(fractionText(biagioliOrder(5, 1, { a: 1, c: 5 }))).toBe("9/40")
  expect(fractionText(getaOrder(5, 1, { a: 1, c: 0 }))).toBe("1/60")
})
