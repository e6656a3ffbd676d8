import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  currentArena,
  div,
  infinity,
  integer,
  mul,
  QExpr,
  qBinomial,
  qFactorial,
  qPochhammer,
  symbol,
} from "../../../app/engine/symbolic/expression"
import { applyRule, simplifyRef } from "../../../app/engine/symbolic/simplify"
import { RULES, symbolRef, type SampleLetters } from "../../../app/engine/symbolic/simplify-rules"
import { substitute } from "../../../app/engine/symbolic/rewrite"
import { seriesOf } from "../../../app/engine/symbolic/series"
import { numeric } from "./numeric"

const arena = currentArena()
const [a, q, n, m] = ["a", "q", "n", "m"].map((name) => arena.symbol(name)) as [number, number, number, number]
const letters: SampleLetters = {
  arena,
  a,
  q,
  n,
  m,
  infinity: infinity().ref,
  symbol: (x, y, z) => symbolRef(arena, { a: x, q: y, n: z }),
}
const times = Number(process.env["TEST_MULTIPLIER"] ?? 1)

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
  const before = rule.sample(letters)
  const after = applyRule(arena, rule, before)

  test("applies to its sample", () => {
    expect(after).toBeDefined()
    expect(after).not.toBe(before)
  })

  test("is an identity at random points", () => {
    const unit = fc.double({ min: 0.2, max: 0.7, noNaN: true })
    const length = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(unit, unit, length, length, (x, y, k, l) => {
        const at = { a: x, q: y, n: k, m: l }
        const left = numeric(QExpr.of(arena, before), at)
        const right = numeric(QExpr.of(arena, after as number), at)
        // A point where both sides have a pole says nothing.
        fc.pre(Number.isFinite(left))
        expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(left)))
      }),
      { numRuns: 50 * times },
    )
  })

  test("is an identity of power series", () => {
    const power = arena.intern(5, [q, arena.smallInteger(7)])
    const place = new Map([
      [a, power],
      [n, arena.smallInteger(3)],
      [m, arena.smallInteger(2)],
    ])
    const left = seriesOf(QExpr.of(arena, substitute(arena, before, place)), "q", 40)
    const right = seriesOf(QExpr.of(arena, substitute(arena, after as number, place)), "q", 40)
    expect(left.compare(right).differsAt).toBeNull()
  })
})

describe("simplify", () => {
  const simplified = (value: QExpr): string => QExpr.of(value.arena, simplifyRef(value.arena, value.ref)).toString()
  const [A, Q, N] = ["a", "q", "n"].map(symbol) as [QExpr, QExpr, QExpr]
  const inf = infinity()

  test("quotients of infinite products become finite", () => {
    expect(simplified(div(qPochhammer(A, Q, inf), qPochhammer(A.mul(Q.pow(N)), Q, inf)))).toBe("aqprod(a,q,n)")
    expect(simplified(div(qPochhammer(A, Q, inf), qPochhammer(A.mul(Q), Q, inf)))).toBe("1-a")
    expect(simplified(div(qPochhammer(Q, Q, N.add(1)), qPochhammer(Q, Q, N)))).toBe("1-q^(1+n)")
  })
  test("Euler: distinct parts and odd parts", () => {
    const odd = div(integer(1), qPochhammer(Q, Q.pow(2), inf))
    const distinct = div(qPochhammer(Q.pow(2), Q.pow(2), inf), qPochhammer(Q, Q, inf))
    expect(simplified(odd)).toBe("(-q,q)_inf")
    expect(simplified(distinct)).toBe("(-q,q)_inf")
  })
  test("q-binomials", () => {
    const m2 = symbol("m")
    const quotient = div(qPochhammer(Q, Q, N), mul([qPochhammer(Q, Q, m2), qPochhammer(Q, Q, N.sub(m2))]))
    expect(simplified(quotient)).toMatch(/^qbin\(q,(m|-m\+n|n-m),n\)$/)
    expect(simplified(qBinomial(Q, integer(0), N))).toBe("1")
    expect(simplified(div(qFactorial(N.add(1), Q), qFactorial(N, Q)))).toBe("(1-q^(1+n))/(1-q)")
  })
  test("never longer than what was given", () => {
    const value = A.add(1).pow(30)
    expect(simplified(value)).toBe("(1+a)^30")
  })
})

describe("q-Pochhammer symbols with a factor 1 - 1", () => {
  const zeros = (a: QExpr, q: QExpr, n: QExpr) => qPochhammer(a, q, n).simplify().toString()
  const x = symbol("q")

  test("are 0", () => {
    expect(zeros(integer(1), x, infinity())).toBe("0")
    expect(zeros(x.pow(-2), x, infinity())).toBe("0")
    expect(zeros(x.pow(-4), x.pow(2), integer(3))).toBe("0")
    expect(
      mul([symbol("b"), qPochhammer(x.pow(-3), x, infinity())])
        .simplify()
        .toString(),
    ).toBe("0")
  })

  test("and only those", () => {
    expect(zeros(x.pow(-3), x.pow(2), infinity())).toBe("(1/q^3,q^2)_inf")
    expect(zeros(x.pow(2), x, infinity())).toBe("(q^2,q)_inf")
    expect(zeros(integer(1), x, symbol("n"))).toBe("aqprod(1,q,n)")
  })
})
