import { describe, expect, test } from "vitest"
import {
  add,
  call,
  div,
  etaFactor,
  infinity,
  integer,
  jac,
  mul,
  pow,
  qPochhammer,
  rational,
  rootOfUnity,
  symbol,
  Arena,
  withArena,
  type QExpr,
} from "../../../app/engine/symbolic/expression"

const q = symbol("q")
const x = symbol("x")
const y = symbol("y")
const text = (value: QExpr): string => value.toString()

describe("canonical form", () => {
  test("sums collect like terms in any order", () => {
    expect(x.add(y, x, 2, -2).equals(add([y, x.mul(2)]))).toBe(true)
    expect(x.sub(x).isZero()).toBe(true)
    expect(text(x.add(y).mul(2))).toBe("2*x+2*y")
  })
  test("sums that hold infinity keep one, and have no difference", () => {
    const endless = x.add(infinity())
    expect(text(endless.add(infinity()))).toBe("x+infinity")
    expect(text(endless.mul(2))).toBe("2*x+infinity")
    expect(text(endless.mul(-2))).toBe("-2*x-infinity")
    expect(() => endless.sub(y.add(infinity()))).toThrow("infinity - infinity has no value")
  })
  test("products collect powers of a base", () => {
    expect(text(q.mul(q.pow(rational(1, 2))))).toBe("q^(3/2)")
    expect(
      x
        .mul(y)
        .pow(3)
        .equals(x.pow(3).mul(y.pow(3))),
    ).toBe(true)
    expect(x.mul(x.pow(-1)).isOne()).toBe(true)
  })
  test("numbers are folded and radicals lose exact powers", () => {
    expect(text(pow(integer(8), rational(1, 3)))).toBe("2")
    expect(text(pow(integer(2), rational(3, 2)))).toBe("2*2^(1/2)")
    expect(text(pow(rational(4, 9), rational(-1, 2)))).toBe("3/2")
    expect(text(pow(integer(2), rational(1, 2)).pow(2))).toBe("2")
    expect(text(pow(integer(-4), rational(1, 2)))).toBe("2*(-1)^(1/2)")
  })
  test("what may be wrong for special values stays", () => {
    expect(text(x.pow(2).pow(rational(1, 2)))).toBe("(x^2)^(1/2)")
    expect(text(x.mul(y).pow(rational(1, 2)))).toBe("(x*y)^(1/2)")
  })
  test("roots of unity are reduced", () => {
    expect(text(rootOfUnity(4, 2))).toBe("-1")
    expect(text(rootOfUnity(6, 2))).toBe("zeta(3)")
    expect(text(rootOfUnity(5, 5))).toBe("1")
    expect(text(rootOfUnity(8, 5))).toBe("-zeta(8)")
  })
  test("division by zero and infinity minus infinity are errors", () => {
    expect(() => div(x, integer(0))).toThrow("Division by 0")
    expect(() => infinity().sub(infinity())).toThrow("infinity - infinity")
    expect(text(infinity().add(3))).toBe("infinity")
    expect(text(infinity().mul(-2))).toBe("-infinity")
  })
})

describe("plain text", () => {
  const one = integer(1)
  test("Garvan's habits", () => {
    const quotient = mul([
      etaFactor(5).pow(3),
      etaFactor(2).pow(2),
      q.pow(rational(-5, 24)),
      etaFactor(10).pow(-1),
      etaFactor(1).pow(-4),
    ])
    expect(text(quotient)).toBe("eta(5*tau)^3*eta(2*tau)^2/(q^(5/24)*eta(10*tau)*eta(tau)^4)")
    expect(text(q.pow(rational(1, 24)).div(etaFactor(1)))).toBe("q^(1/24)/eta(tau)")
    expect(text(jac(integer(0), integer(5)).div(jac(integer(1), integer(5))))).toBe(
      "JAC(0,5,infinity)/JAC(1,5,infinity)",
    )
    expect(text(mul([one.sub(q), one.sub(q.pow(2))]))).toBe("(1-q)*(1-q^2)")
    const five = q.pow(5)
    expect(text(one.div(mul([qPochhammer(q, five, infinity()), qPochhammer(q.pow(4), five, infinity())])))).toBe(
      "1/((q,q^5)_inf*(q^4,q^5)_inf)",
    )
  })
  test("sums ascend in degree, then by the earlier name", () => {
    expect(text(add([y.pow(2), x.pow(2), x.mul(y), x, one.neg()]))).toBe("-1+x+x^2+x*y+y^2")
  })
  test("fractions", () => {
    expect(text(x.mul(rational(3, 2)))).toBe("3/2*x")
    expect(text(rational(1, 2).div(x))).toBe("1/(2*x)")
    expect(text(x.add(1).pow(-1))).toBe("1/(1+x)")
    expect(text(pow(integer(-1), symbol("k")))).toBe("(-1)^k")
    expect(text(x.pow(y.neg()))).toBe("x^(-y)")
    expect(text(call("f", [x.neg(), y]))).toBe("f(-x,y)")
  })
})

describe("the arena", () => {
  test("mixing two arenas is an error", () => {
    const foreign = withArena(new Arena(), () => symbol("x"))
    expect(() => x.add(foreign)).toThrow("two sessions")
    expect(() => x.equals(foreign)).toThrow("two sessions")
    expect(x.hash()).toBe(foreign.hash())
  })
  test("compaction keeps live expressions and their equality", () => {
    const arena = new Arena()
    withArena(arena, () => {
      const a = symbol("a")
      const kept = a.add(integer(10n ** 40n)).pow(symbol("n"))
      const before = kept.toString()
      for (let i = 0; i < 1000; i++) arena.intern(arena.functionHead("f"), [arena.smallInteger(i)])
      const nodes = arena.stats().nodes
      arena.compact()
      expect(arena.stats().nodes).toBeLessThan(nodes - 900)
      expect(kept.toString()).toBe(before)
      expect(
        symbol("a")
          .add(integer(10n ** 40n))
          .pow(symbol("n"))
          .equals(kept),
      ).toBe(true)
    })
  })
  test("storage order does not depend on history", () => {
    const build = (first: string[]) =>
      withArena(new Arena(), () => {
        first.forEach((name) => symbol(name))
        return add(["c", "a", "b", "d"].map((name) => symbol(name).pow(2))).hash()
      })
    expect(build([])).toBe(build(["d", "b", "zz"]))
  })
})
