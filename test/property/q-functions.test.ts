import { StringValue } from "../../app/engine/values"
import { describe, expect, test } from "vitest"
import { linearRelations } from "../../app/engine/discovery/kernel"
import { integerExponents, productExponents } from "../../app/engine/discovery/exponents"
import { eulerianSum } from "../../app/engine/series/eulerian"
import { rogersRamanujanSeries } from "../../app/engine/series/modular"
import { exponent } from "../../app/engine/series/exponent"
import { QSeries } from "../../app/engine/series/series"
import { MOCK_THETA } from "../../app/engine/functions/mock/table"
import { mockSeries } from "../../app/engine/functions/mock/declarations"
import { Worksheet, valueText } from "../oracle/harness"
import { source } from "../support/identify-members"

const multiplier = Number(process.env["TEST_MULTIPLIER"] ?? "1")
const context = new Worksheet().evaluator.context

/** Sum side minus product side; each is written in the language, and both sides are known beyond the 1,000 coefficients compared. */
const IDENTITIES: readonly (readonly [string, string])[] = [
  ["Euler's pentagonal theorem", "etaq(q,1,1010)-aqprod(q,q,infinity)"],
  ["Jacobi: theta3", "theta3(q,1010)-aqprod(-q,q^2,infinity)^2*aqprod(q^2,q^2,infinity)"],
  ["Gauss: theta4", "theta4(q,1010)-aqprod(q,q,infinity)/aqprod(-q,q,infinity)"],
  ["Gauss: psi", "ramanujan_psi(q,1010)-aqprod(q^2,q^2,infinity)/aqprod(q,q^2,infinity)"],
  ["theta2", "theta2(q,1010)-2*q^(1/4)*aqprod(-q^2,q^2,infinity)^2*aqprod(q^2,q^2,infinity)"],
  ["theta3^4 = theta2^4 + theta4^4", "theta3(q,1010)^4-theta2(q,1010)^4-theta4(q,1010)^4"],
  [
    "triple product, base q^3",
    "tripleprod(-q^2,q^3,700)-aqprod(-q^2,q^3,infinity)*aqprod(-q,q^3,infinity)*etaq(q,3,1010)",
  ],
  ["triple product, z = 2", "tripleprod(2,q,1010)-aqprod(2,q,infinity)*aqprod(q/2,q,infinity)*etaq(q,1,1010)"],
  [
    "quintuple product",
    "quinprod(q,q^5,300)-aqprod(-q,q^5,infinity)*aqprod(-q^4,q^5,infinity)*aqprod(q^7,q^10,infinity)*aqprod(q^3,q^10,infinity)*etaq(q,5,1010)",
  ],
  [
    "Winquist's product",
    "winquist(q^5,q^3,q^11,200)-aqprod(q^5,q^11,infinity)*aqprod(q^6,q^11,infinity)*aqprod(q^3,q^11,infinity)*aqprod(q^8,q^11,infinity)*aqprod(q^8,q^11,infinity)*aqprod(q^3,q^11,infinity)*aqprod(q^2,q^11,infinity)*aqprod(q^9,q^11,infinity)*etaq(q,11,1010)^2",
  ],
  ["Rogers-Ramanujan G", "rogers_ramanujan_G(1010)-add(q^(n^2)/aqprod(q,q,n),n=0..31)"],
  ["Rogers-Ramanujan H", "rogers_ramanujan_H(1010)-add(q^(n^2+n)/aqprod(q,q,n),n=0..31)"],
  ["JAC(2,7)", "jac2series(JAC(2,7,infinity),1010)-tripleprod(q^2,q^7,300)"],
  ["f(a,b)", "ramanujan_f(q,q^4,1010)-aqprod(-q,q^5,infinity)*aqprod(-q^4,q^5,infinity)*etaq(q,5,1010)"],
  ["cubic a", "cubic_a(1010)-theta3(q,1010)*theta3(q^3,340)-theta2(q,1010)*theta2(q^3,340)"],
  ["a^3 = b^3 + c^3", "cubic_a(1010)^3-cubic_b(1010)^3-cubic_c(1010)^3"],
  ["E4^3 - E6^2 = 1728 Delta", "EISENq(4,1010)^3-EISENq(6,1010)^2-1728*DELTA12(1010)"],
  ["distinct and odd parts", "distinct_parts_gf(1010)-odd_parts_gf(1010)"],
  ["gaps two", "difference_gf(2,1010)-partitions_residue_gf([1,4],5,1010)"],
  ["ranks add up", "rank_gf(1,q,1010)-partition_gf(1010)"],
  ["f(q) is the rank at -1", "rank_gf(-1,q,1010)-mock_theta_f3(1010)"],
  ["crank at -1", "crank_gf(-1,q,1010)-etaq(q,1,1010)^3/etaq(q,2,1010)^2"],
  ["Appell-Lerch sum and f(q)", "4*appell_m(-q,q^3,q,1010)+theta4(q^3,340)^2/etaq(q,1,1010)-mock_theta_f3(1010)"],
]

describe("both sides of an identity agree", () => {
  test.each(IDENTITIES)("%s", (_name, difference) => {
    const value = new Worksheet().run(`series(${difference},q,1000)`)
    expect(value.kind).toBe("series")
    if (value.kind !== "series") return
    expect(value.isZero, value.toString(3)).toBe(true)
    expect(value.integerOrder).toBe(1000)
  })
})

test("the Rogers-Ramanujan functions have their product exponents", () => {
  const found = integerExponents(productExponents(rogersRamanujanSeries(1, "q", 200), 200).exponents)
  expect("values" in found && found.values.every((b, i) => b === ([1, 4].includes((i + 1) % 5) ? -1 : 0))).toBe(true)
})

const products = Math.round(50 * multiplier)

test(`product, then prodmake, then product is the identity on ${products} random products`, () => {
  for (let n = 0; n < products; n++) {
    const random = source(31 * n + 7)
    const length = random(1, 30)
    const exponents = Array.from({ length }, () => random(-9, 9))
    const factors = exponents.flatMap((b, i) =>
      b === 0 ? [] : [{ numerator: 1n, denominator: 1n, start: i + 1, step: 1, count: 1, exponent: b }],
    )
    const constant = BigInt(random(1, 50))
    const shift = exponent(random(-20, 20), random(1, 2) === 1 ? 1 : 24)
    const series = QSeries.pochhammer(factors, "q", 60).scale(constant).shift(shift)
    const found = productExponents(series, 61)
    const whole = integerExponents(found.exponents)
    expect("values" in whole ? whole.values : whole).toEqual([...exponents, ...new Array<number>(59 - length).fill(0)])
    expect(found.constant).toEqual({ numerator: constant, denominator: 1n })
    expect(found.power).toEqual(shift)
  }
})

/**
 * Exact inputs, the degree, and how many relations there are. Four monomials x^4, x^3 y, x y^3, y^4 (and x^6, x^5 y, x y^5, y^6) lie on one
 * quadric.
 */
const EXACT: readonly (readonly [string, readonly string[], number, number])[] = [
  ["theta functions of q and q^2", ["theta3(q)", "theta4(q)", "theta3(q^2)", "theta4(q^2)"], 2, 2],
  ["Jacobi's quartic", ["theta2(q)", "theta3(q)", "theta4(q)"], 4, 1],
  [
    "theta functions of q and q^3",
    ["theta3(q)^4", "theta3(q)^3*theta3(q^3)", "theta3(q)*theta3(q^3)^3", "theta3(q^3)^4"],
    2,
    1,
  ],
  [
    "the cubic functions",
    ["theta3(q)*theta3(q^3)+theta2(q)*theta2(q^3)", "eta(tau)^3/eta(3*tau)", "eta(3*tau)^3/eta(tau)"],
    3,
    1,
  ],
  ["Ramanujan's level 5", ["eta(tau)^6", "eta(5*tau)^6", "eta(tau)*eta(5*tau)^5", "eta(tau)^5*eta(5*tau)"], 2, 1],
  ["rational functions", ["1/(1-q)", "1/(1-q^2)", "q/(1-q^2)"], 1, 1],
  ["infinite products", ["aqprod(-q,q,infinity)*aqprod(q,q^2,infinity)", "1"], 1, 1],
]

test.each(EXACT)("relations of %s hold to twice the order that they were found at", (_name, L, degree, count) => {
  const sheet = new Worksheet()
  const [statement] = sheet.evaluator.run(`findhom([${L.join(",")}],q,${degree},0)`)
  const found = statement?.value
  expect(found?.kind === "set" && found.items.length, valueText(found ?? new StringValue(""))).toBe(count)
  if (found?.kind !== "set") return
  const { used = 0, beyond = 0 } = statement?.evidence ?? {}
  expect(beyond).toBeGreaterThanOrEqual(used)
  const order = 2 * used
  for (const relation of found.items) {
    let text = relation.kind === "expr" ? relation.toString() : ""
    L.forEach((f, i) => (text = text.replaceAll(`X[${i + 1}]`, `(${f})`)))
    const value = sheet.run(`series(${text},q,${order})`)
    if (value.kind === "series") expect([value.isZero, value.integerOrder ?? order]).toEqual([true, order])
    else expect(valueText(value)).toBe("0")
  }
})

test("a kernel is raised until it is stable: a relation that fails late is not reported", () => {
  const T = 400
  const f = QSeries.etaQuotient([{ scale: 1, exponent: 1 }], "q", T)
  const g = f.add(QSeries.monomial(1n, 390, "q"))
  const { vectors, rowsUsed } = linearRelations([f, g], { rows: 23, prime: null, context, name: "test" })
  expect(vectors).toEqual([])
  expect(rowsUsed).toBe(T)
  const same = linearRelations([f, f.scale(3)], { rows: 23, prime: null, context, name: "test" })
  expect(same.vectors).toEqual([[3n, -1n]])
  expect([same.rowsUsed, same.rowsBeyond]).toEqual([23, T - 23])
})

describe("mock theta functions", () => {
  test.each(MOCK_THETA.map((entry) => [`${entry.name} of order ${entry.order}`, entry] as const))(
    "%s agrees with the table",
    (_name, entry) => {
      const series = mockSeries(entry, "q", entry.coefficients.length)
      expect(entry.coefficients.map((_, n) => series.coefficientText(n))).toEqual(entry.coefficients.map(String))
    },
  )

  test("a longer sum begins as a shorter one", () => {
    for (const { sum } of MOCK_THETA)
      expect(
        eulerianSum(sum, "q", 80)
          .truncate(30)
          .compare(eulerianSum(sum, "q", 30)),
      ).toEqual({ differsAt: null, comparedTo: exponent(30) })
  })
})
