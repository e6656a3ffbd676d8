import { expect, test } from "vitest"
import { Worksheet } from "../../oracle/harness"

const pairs = ["unit", "trivial", "rogers_ramanujan"]
const places = ["1", "q", "q^2", "2*q", "-q"]

test.each(pairs.flatMap((pair) => places.map((a) => [pair, a] as const)))(
  "beta_n is the sum over alpha_r for the pair %s relative to %s",
  (pair, a) => {
    const sheet = new Worksheet()
    for (const n of [0, 1, 2, 3]) {
      const sum = `add(bailey_alpha(${pair},${a},r)/(aqprod(q,q,${n}-r)*aqprod((${a})*q,q,${n}+r)),r=0..${n})`
      expect(sheet.text(`normal(bailey_beta(${pair},${a},${n})-${sum})`)).toBe("0")
    }
  },
)

test("the weak lemma is known as far as the omitted terms leave it", () => {
  const sheet = new Worksheet()
  expect(sheet.text("series(bailey_weak_lemma(rogers_ramanujan,1,3,100)-rogers_ramanujan_G(100),q,100)")).toBe(
    "O(q^16)",
  )
  expect(sheet.text("series(bailey_weak_lemma(rogers_ramanujan,q,3,100)-rogers_ramanujan_H(100),q,100)")).toBe(
    "O(q^20)",
  )
})

test("the weak lemma is refused where its sums have no such order", () => {
  expect(() => new Worksheet().text("bailey_weak_lemma(unit,1/q,3,10)")).toThrow("m at least 0")
})
