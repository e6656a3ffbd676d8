import { failure, value } from "../../support/evaluation"
import { describe, expect, test } from "vitest"
import {
  add,
  call,
  div,
  etaFactor,
  geta,
  indexed,
  indexedProduct,
  indexedSum,
  infinity,
  integer,
  jac,
  mul,
  orderTerm,
  pow,
  qBinomial,
  type QExpr,
  qPochhammer,
  rational,
  rootOf,
  rootOfUnity,
  rPhiS,
  rPsiS,
  symbol,
  theta,
  theta2,
  theta3,
  theta4,
} from "../../../app/engine/symbolic/expression"
import { seriesExpression } from "../../../app/engine/symbolic/from-series"
import { seriesOf } from "../../../app/engine/symbolic/series"

const [q, z, n, x] = ["q", "z", "n", "x"].map(symbol) as [QExpr, QExpr, QExpr, QExpr]
const one = integer(1)
const inf = infinity()
const coefficients = (value: QExpr, order: number, from = 0): string[] =>
  seriesOf(value, "q", order).window(from, order - from)
const text = (value: QExpr, order: number): string => seriesOf(value, "q", order).toString()

/** Expected coefficients: PARI/GP 2.15, series of the same expressions. */
describe("against PARI/GP", () => {
  const eta = mul([
    etaFactor(5).pow(3),
    etaFactor(2).pow(2),
    q.pow(rational(-5, 24)),
    etaFactor(10).pow(-1),
    etaFactor(1).pow(-4),
  ])
  const cases: readonly (readonly [string, QExpr, string[], number])[] = [
    ["an eta quotient", eta, "1 4 12 32 76 165 340 668 1260 2304 4097 7108".split(" "), 0],
    [
      "a square root",
      pow(add([one, q, q.pow(3)]), rational(1, 2)),
      "1 1/2 -1/8 9/16 -37/128 55/256 -309/1024 697/2048 -12141/32768 30123/65536".split(" "),
      0,
    ],
    [
      "an exponential",
      call("exp", [q.div(one.sub(q))]),
      "1 1 3/2 13/6 73/24 167/40 4051/720 37633/5040 43817/4480".split(" "),
      0,
    ],
    ["a logarithm", call("log", [add([one, q, q.pow(2).neg()])]), "0 1 -3/2 4/3 -7/4 11/5 -3 29/7".split(" "), 0],
    ["a pole", one.div(add([q.pow(2), q.pow(3).neg(), q.pow(7)])), "1 1 1 1 1 0 -1 -2 -3 -4".split(" "), -2],
    [
      "an inverse square",
      add([one, q.mul(-2), q.pow(2).mul(3)]).pow(-2),
      "1 4 6 -4 -37 -72 -20 232 597 476".split(" "),
      0,
    ],
    [
      "the Rogers-Ramanujan sum",
      add([0, 1, 2, 3, 4].map((k) => q.pow(k * k).div(qPochhammer(q, q, integer(k))))),
      "1 1 1 1 2 2 3 3 4 5 6 7 9 10 12 14 17 19 23 26".split(" "),
      0,
    ],
    [
      "a fractional power",
      one.add(q).pow(rational(2, 3)),
      "1 2/3 -1/9 4/81 -7/243 14/729 -91/6561 208/19683".split(" "),
      0,
    ],
    ["2phi1", rPhiS([q.pow(2), q.pow(3)], [q.pow(5)], q, q), "1 1 2 2 2 1 2 1 1 1 1 1".split(" "), 0],
    ["JAC(1,5,infinity)", jac(one, integer(5)), "1 -1 0 0 -1 0 0 1 0 0 0 0 0 1 0 0 0 0 -1 0".split(" "), 0],
  ]
  test.each(cases)("%s", (_, value, expected, from) => {
    expect(coefficients(value, from + expected.length, from)).toEqual(expected)
  })
  test("at a number in place of a symbol: 1/(2q;q)_inf", () => {
    const general = seriesExpression(seriesOf(div(one, qPochhammer(z.mul(q), q, inf)), "q", 9))
    expect(coefficients(general.subs([z, 2]), 9)).toEqual("1 2 6 14 34 74 166 350 746".split(" "))
  })
})

describe("theorems", () => {
  const same = (left: QExpr, right: QExpr, order = 60): void => {
    const { differsAt, comparedTo } = seriesOf(left, "q", order).compare(seriesOf(right, "q", order))
    expect(differsAt).toBeNull()
    expect(comparedTo === null || comparedTo.numerator / comparedTo.denominator >= order).toBe(true)
  }
  test("theta constants as eta quotients, sparse against products", () => {
    same(
      theta3(q),
      etaFactor(2)
        .pow(5)
        .div(etaFactor(1).pow(2).mul(etaFactor(4).pow(2))),
    )
    same(theta4(q.pow(2)), etaFactor(2).pow(2).div(etaFactor(4)))
    same(theta2(q), etaFactor(4).pow(2).mul(2).div(etaFactor(2)))
  })
  test("Jacobi's aequatio identica", () => {
    same(theta3(q).pow(4), theta2(q).pow(4).add(theta4(q).pow(4)))
  })
  test("the triple product with a symbol", () => {
    const product = qPochhammer([q.mul(z).neg(), q.div(z).neg(), q.pow(2)], q.pow(2), inf)
    same(theta(z, q), product, 20)
  })
  test("q-Gauss", () => {
    const [a, b, c] = [q.pow(2), q.pow(3), q.pow(8)]
    const closed = qPochhammer([c.div(a), c.div(b)], q, inf).div(qPochhammer([c, c.div(a.mul(b))], q, inf))
    same(rPhiS([a, b], [c], q, c.div(a.mul(b))), closed)
  })
  test("Ramanujan's 1psi1", () => {
    const [a, b, y] = [q.pow(-1).mul(2), q.pow(3).mul(5), q.pow(2)]
    const closed = qPochhammer([q, b.div(a), a.mul(y), q.div(a.mul(y))], q, inf).div(
      qPochhammer([b, q.div(a), y, b.div(a.mul(y))], q, inf),
    )
    same(rPsiS([a], [b], q, y), closed, 30)
  })
  test("generalised eta: eta_{5,1} eta_{5,2} = eta(tau)/eta(5 tau)", () => {
    same(mul([geta(integer(5), one), geta(integer(5), integer(2))]), etaFactor(1).div(etaFactor(5)))
  })
  test("roots of unity: the three shifted products make one", () => {
    const products = [0, 1, 2].map((k) => qPochhammer(rootOfUnity(3, k).mul(q), q, inf))
    same(mul(products), qPochhammer(q.pow(3), q.pow(3), inf), 25)
    const single = seriesOf(one.div(one.sub(rootOfUnity(5).mul(q))), "q", 4)
    expect(seriesExpression(single).toString()).toBe("1+q*zeta(5)+q^2*zeta(5)^2+q^3*zeta(5)^3")
    const marked = seriesOf(one.div(one.sub(indexed(symbol("X"), [one]).mul(q))), "q", 3)
    expect(marked.toString()).toBe("1 + X[1]*q + X[1]^2*q^2 + O(q^3)")
    expect(seriesExpression(marked).toString()).toBe("1+q*X[1]+q^2*X[1]^2")
    const omega = rootOf(x.pow(2).add(x).add(1))
    same(
      mul([omega, omega.pow(2), one].map((w) => qPochhammer(w.mul(q), q, inf))),
      qPochhammer(q.pow(3), q.pow(3), inf),
      25,
    )
  })
  test("sums and products without end", () => {
    const rogers = indexedSum(q.pow(n.pow(2)).div(qPochhammer(q, q, n)), n, integer(0), inf)
    same(rogers, div(one, qPochhammer([q, q.pow(4)], q.pow(5), inf)))
    const pentagonal = indexedSum(pow(integer(-1), n).mul(q.pow(n.mul(n.mul(3).sub(1)).div(2))), n, inf.neg(), inf)
    same(pentagonal, qPochhammer(q, q, inf))
    same(indexedProduct(one.add(q.pow(n)), n, one, inf), qPochhammer(q.neg(), q, inf))
    const lambert = indexedSum(q.pow(n).div(one.sub(q.pow(n))), n, one, inf)
    expect(coefficients(lambert, 13)).toEqual("0 1 2 2 3 2 4 2 4 3 4 2 6".split(" "))
    expect(() => seriesOf(indexedSum(one.add(q.pow(n)), n, one, inf), "q", 5)).toThrow("cannot be read off")
    expect(() => seriesOf(indexedSum(q.pow(n.neg()), n, one, inf), "q", 5)).toThrow("cannot be read off")
  })
  test("finite sums and products over an index", () => {
    same(indexedSum(q.pow(n), n, integer(0), integer(4)), add([0, 1, 2, 3, 4].map((k) => q.pow(k))))
    same(indexedProduct(one.sub(q.pow(n)), n, one, integer(5)), qPochhammer(q, q, integer(5)))
  })
})

describe("precision", () => {
  test("the order asked for is reached through cancellation in quotients", () => {
    const small = qPochhammer(q, q, inf).sub(one).add(q) // begins with -q^2
    expect(seriesOf(one.div(small), "q", 10).order).toEqual({ numerator: 10, denominator: 1 })
    expect(seriesOf(q.pow(rational(1, 3)).div(small), "q", 10).order?.numerator).toBe(10)
  })
  test("polynomials stay exact", () => {
    expect(text(one.add(q).pow(3), 10)).toBe("1 + 3*q + 3*q^2 + q^3")
    expect(text(one.add(q).pow(3), 2)).toBe("1 + 3*q + O(q^2)")
    expect(text(qBinomial(q, integer(2), integer(4)).mul(q.pow(-1)), 10)).toContain("q^(-1) + 1 + 2*q + q^2 + q^3")
  })
  test("an O-term limits what is known", () => {
    expect(text(add([one, q, orderTerm(q.pow(3))]).pow(2), 10)).toBe("1 + 2*q + q^2 + O(q^3)")
  })
  test("an order below every term gives the O-term alone", () => {
    expect(text(q.pow(5).div(one.sub(q)), 3)).toBe("O(q^3)")
  })
})

describe("what has no expansion says why", () => {
  test.each([
    [call("f", [q]), "nothing is known about the function f"],
    [q.pow(n), "the exponent n is no number"],
    [call("exp", [one.div(q)]), "poles"],
    [qPochhammer(q, q, n), "its length is neither a number nor infinity"],
    [one.div(one.add(q).pow(2).sub(one).sub(q.mul(2)).sub(q.pow(2))), "Division by 0"],
    [one.div(qPochhammer(q.pow(-2), q, inf)), "stands in the denominator"],
    [rPhiS([q], [q.pow(-2)], q, q), "lower parameter"],
    [rPhiS([q], [], q, one.div(q)), "do not tend to 0"],
    [jac(integer(7), integer(5)), "0 <= a < b"],
  ] as const)("%s", (value, sentence) => {
    expect(() => seriesOf(value, "q", 10)).toThrow(sentence)
  })
})

describe("algebraic coefficients", () => {
  test.each(["sqrt(5)", "5^(1/2)", "2^(1/3)", "RootOf(x^2-5)"])("%s is refused with the way out", (root) => {
    const { code, hint } = failure(`series(1/(1-(${root})*q), q, 5);`)
    expect(code).toBe("unable")
    expect(hint).toContain("rem(coeff(f, q, n), p, r)")
  })

  test("the way out gives the coefficients", () => {
    // 1/(1 - r q - q^2) with r^2 = 5: Chebyshev's recurrence c(n) = r c(n-1) + c(n-2), c(0) = 1.
    const program = "f := series(1/(1-r*q-q^2), q, 6): [seq(rem(coeff(f,q,n), r^2-5, r), n=0..4)];"
    expect(value(program)).toBe("[1, r, 6, 7*r, 41]")
  })

  test("square roots are there as sums of roots of unity", () => {
    const root = "(zeta(5)-zeta(5)^2-zeta(5)^3+zeta(5)^4)"
    expect(value(`coeff(series(1/(1-${root}*q), q, 5), q, 4);`)).toBe("25")
    expect(value("exp(2*Pi*I/5)^5, exp(Pi*I), exp(2*Pi*I*3/4);")).toBe("1, -1, -zeta(4)")
  })
})
