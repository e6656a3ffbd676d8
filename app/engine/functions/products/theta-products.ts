import { Relation } from "../../values"
import { EngineError } from "../../errors"
import { QSeries } from "../../series/series"
import { type QExpr, indexedSum, infinity, integer as int, mul, qPochhammer, symbol } from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import { declare, signature } from "../declare"
import { powerArgument } from "../exact"
import { base, expression, integer, order, word } from "../parameters"
import { type ThetaTerm, cutSum, isBasePower, monomialArgument } from "./sums"

const sign = (n: number): 1 | -1 => (n % 2 === 0 ? 1 : -1)
const bound = order("bound of the sum: all terms whose power of the base is at most T, and one more on each side")

const doubleBound = integer("T", "bound of the double sum, a power of the base", {
  min: 0,
  max: 100_000,
  keywords: ["order"],
})

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}

export const jacprod = declare({
  name: "jacprod",
  family: "products",
  summary: "The product of two infinite products (q^a;q^b)_inf (q^(b-a);q^b)_inf.",
  definition: "(q^a;q^b)_\\infty (q^{b-a};q^b)_\\infty",
  source: "Garvan, A q-product tutorial for a q-series Maple package, section 3",
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature(
      [integer("a", "the residue", { min: 1 }), integer("b", "the modulus", { min: 2 }), powerArgument(), order()],
      "a series",
      ([a, b, { value, variable, power, plain }, T]) => {
        requireBetween(a, b)
        if (!plain || power.numerator !== power.denominator) return seriesOf(jacobiPair(a, b, value), variable, T)
        const factor = (start: number) => ({ numerator: 1n, denominator: 1n, start, step: b, count: null, exponent: 1 })
        return QSeries.pochhammer([factor(a), factor(b - a)], variable, T)
      },
    ),
    signature(
      [integer("a", "the residue", { min: 1 }), integer("b", "the modulus", { min: 2 }), powerArgument()],
      "an exact product",
      ([a, b, { value }]) => {
        requireBetween(a, b)
        return jacobiPair(a, b, value)
      },
    ),
  ],
  examples: [
    {
      input: "series(jacprod(1,5,q,12),q,12)",
      result: "1 - q - q^4 + q^5 - q^6 + q^7 - q^9 + 2*q^10 - 2*q^11 + O(q^12)",
      source: "product multiplied out",
    },
    {
      input: "series(jacprod(1,2,q,30)*etaq(q,2,30)-theta4(q,30),q,30)",
      result: "O(q^30)",
      source: "theta4 = (q;q^2)^2 (q^2;q^2), Andrews (2.2.12)",
    },
    {
      input: "series(jacprod(1,4,-q,30)*jacprod(1,4,q,30)-jacprod(2,8,q,30),q,30)",
      result: "O(q^30)",
      source: "(1-x)(1+x) = 1-x^2",
    },
  ],
  seeAlso: ["JAC", "jac2series", "tripleprod"],
  errors: ["jacprod(a, b, q, T) needs 0 < a < b."],
})

/** (q^a;q^b)_inf (q^(b-a);q^b)_inf */
function jacobiPair(a: number, b: number, q: QExpr): QExpr {
  const base = q.pow(b)
  return qPochhammer(q.pow(a), base, infinity()).mul(qPochhammer(q.pow(b - a), base, infinity()))
}

function requireBetween(a: number, b: number): void {
  if (a >= b)
    throw new EngineError("domain", "jacprod(a, b, q, T) needs 0 < a < b.", {
      given: `a = ${a}, b = ${b}`,
      argument: 0,
      help: "jacprod",
    })
}

const triple = (n: number): ThetaTerm => ({ sign: sign(n), powers: [n], exponent: (n * (n - 1)) / 2 })

/** |n| to which tripleprod sums: one beyond the last n with n(n-1)/2 <= T. */
function tripleBound(T: number): number {
  return Math.floor((1 + Math.sqrt(1 + 8 * T)) / 2) + 1
}

export const tripleprod = declare({
  name: "tripleprod",
  family: "products",
  summary: "Jacobi's triple product as its sum; the base may be a power of the variable and z any monomial or name.",
  definition: "\\sum_{n=-\\infty}^{\\infty} (-1)^n z^n q^{n(n-1)/2} = (z;q)_\\infty (q/z;q)_\\infty (q;q)_\\infty",
  source: "Andrews, The Theory of Partitions, theorem 2.8; Gasper and Rahman (1.6.1)",
  precision: "T bounds the sum; the order is the exponent of the first term left out.",
  signatures: [
    signature(
      [expression("z", "a power of the variable, a number, a name, or a product of these"), base(), bound],
      "a series, or 0 where the product vanishes",
      ([z, q, T]) => {
        const argument = monomialArgument(z, q, "z", "tripleprod")
        if (isBasePower(argument, q)) return int(0)
        const N = tripleBound(T)
        return cutSum(range(-N, N).map(triple), [triple(N + 1), triple(-N - 1)], [argument], q)
      },
    ),
  ],
  examples: [
    {
      input: "tripleprod(q,q^3,10)",
      result: "1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + q^22 + q^26 - q^35 - q^40 + q^51 + q^57 + O(q^70)",
      source: "Euler's pentagonal number theorem",
    },
    {
      input: "series(tripleprod(-1,q,30),q,30)",
      result: "2 + 2*q + 2*q^3 + 2*q^6 + 2*q^10 + 2*q^15 + 2*q^21 + 2*q^28 + O(q^30)",
      source: "Gauss: twice the sum over triangular numbers",
    },
    { input: "tripleprod(q^2,q,10)", result: "0", source: "the factor 1 - z q^(-2) vanishes" },
  ],
  seeAlso: ["quinprod", "winquist", "theta", "JAC"],
  errors: ["tripleprod is not defined for z = 0.", "tripleprod needs z to be a power of q times a factor free of q."],
})

/** The two terms of index m: (-z)^(-3m) and -(-z)^(3m+1), times q^(m(3m+1)/2). */
const quintuple = (m: number): ThetaTerm[] => [
  { sign: sign(3 * m), powers: [-3 * m], exponent: (m * (3 * m + 1)) / 2 },
  { sign: sign(3 * m), powers: [3 * m + 1], exponent: (m * (3 * m + 1)) / 2 },
]

function quintupleSides(z: QExpr, q: QExpr): { product: QExpr; sum: QExpr } {
  const inf = infinity()
  const minusZ = z.neg()
  const factors = [
    qPochhammer(minusZ, q, inf),
    qPochhammer(q.div(z).neg(), q, inf),
    qPochhammer(z.pow(2).mul(q), q.pow(2), inf),
    qPochhammer(q.div(z.pow(2)), q.pow(2), inf),
    qPochhammer(q, q, inf),
  ]
  const m = symbol("m")
  const body = minusZ
    .pow(m.mul(-3))
    .sub(minusZ.pow(m.mul(3).add(1)))
    .mul(q.pow(m.mul(m.mul(3).add(1)).div(2)))
  return { product: mul(factors), sum: indexedSum(body, m, inf.neg(), inf) }
}

export const quinprod = declare({
  name: "quinprod",
  family: "products",
  summary: "The quintuple product as its sum, with Garvan's sign; prodid and seriesid give the identity itself.",
  definition:
    "(-z;q)_\\infty(-q/z;q)_\\infty(z^2q;q^2)_\\infty(q/z^2;q^2)_\\infty(q;q)_\\infty = \\sum_{m=-\\infty}^{\\infty} \\left((-z)^{-3m}-(-z)^{3m+1}\\right) q^{m(3m+1)/2}",
  source: "Gasper and Rahman, exercise 5.6; Garvan, A q-product tutorial, (6.3)",
  precision: "T bounds the sum; the order is the exponent of the first term left out. prodid and seriesid are exact.",
  signatures: [
    signature(
      [expression("z", "a power of the variable, a number, a name, or a product of these"), base(), bound],
      "a series",
      ([z, q, T]) => {
        const argument = monomialArgument(z, q, "z", "quinprod")
        const M = Math.floor((1 + Math.sqrt(1 + 24 * T)) / 6) + 1
        return cutSum(range(-M, M).flatMap(quintuple), [...quintuple(M + 1), ...quintuple(-M - 1)], [argument], q)
      },
    ),
    signature(
      [
        expression("z", "the parameter"),
        expression("q", "the base"),
        word("form", "which side comes first", ["prodid", "seriesid"]),
      ],
      "an equation",
      ([z, q, form]) => {
        const { product, sum } = quintupleSides(z, q)
        return form === "prodid" ? new Relation("=", product, sum) : new Relation("=", sum, product)
      },
    ),
  ],
  examples: [
    {
      input: "series(quinprod(q,q^5,20),q,85)",
      result: "1 + q - q^3 - q^7 - q^8 - q^14 + q^20 + q^29 + q^31 + q^42 - q^52 - q^66 - q^69 + O(q^85)",
      source: "Garvan, A q-product tutorial, section 6.2",
    },
    {
      input:
        "series(quinprod(2,q,30)-aqprod(-2,q,infinity)*aqprod(-q/2,q,infinity)*aqprod(4*q,q^2,infinity)*aqprod(q/4,q^2,infinity)*etaq(q,1,30),q,30)",
      result: "O(q^30)",
      source: "product multiplied out",
    },
  ],
  seeAlso: ["tripleprod", "winquist"],
  errors: ["quinprod is not defined for z = 0."],
})

/**
 * Winquist's double sum: sum over i >= 0, j in Z of (-1)^(i+j) [(a^(-3i) - a^(3i+3)) (b^(-3j) - b^(3j+1))
 * + (a^(-3j+1) - a^(3j+2)) (b^(3i+2) - b^(-3i-1))] q^(3i(i+1)/2 + j(3j+1)/2).
 */
function winquistTerms(i: number, j: number): ThetaTerm[] {
  const exponent = (3 * i * (i + 1)) / 2 + (j * (3 * j + 1)) / 2
  const s = sign(i + j)
  const opposite: 1 | -1 = s === 1 ? -1 : 1
  const term = (value: 1 | -1, x: number, y: number): ThetaTerm => ({ sign: value, powers: [x, y], exponent })
  return [
    term(s, -3 * i, -3 * j),
    term(opposite, -3 * i, 3 * j + 1),
    term(opposite, 3 * i + 3, -3 * j),
    term(s, 3 * i + 3, 3 * j + 1),
    term(s, -3 * j + 1, 3 * i + 2),
    term(opposite, -3 * j + 1, -3 * i - 1),
    term(opposite, 3 * j + 2, 3 * i + 2),
    term(s, 3 * j + 2, -3 * i - 1),
  ]
}

export const winquist = declare({
  name: "winquist",
  family: "products",
  summary: "Winquist's product of ten infinite products, as its double sum; it proves p(11n+6) = 0 mod 11.",
  definition:
    "(a)_\\infty(q/a)_\\infty(b)_\\infty(q/b)_\\infty(ab)_\\infty(q/(ab))_\\infty(a/b)_\\infty(bq/a)_\\infty(q)_\\infty^2, \\quad (x)_\\infty=(x;q)_\\infty",
  source: "L. Winquist, An elementary proof of p(11m+6) = 0 mod 11, J. Combin. Theory 6 (1969)",
  precision: "T bounds the power of the base in the double sum; the order is the exponent of the first term left out.",
  signatures: [
    signature(
      [expression("a", "a monomial"), expression("b", "a monomial"), base(), doubleBound],
      "a series",
      ([a, b, q, T]) => {
        const args = [monomialArgument(a, q, "a", "winquist"), monomialArgument(b, q, "b", "winquist")]
        const I = Math.floor((Math.sqrt(9 + 24 * T) - 3) / 6) + 1
        const J = Math.floor((1 + Math.sqrt(1 + 24 * T)) / 6) + 1
        const kept = range(0, I).flatMap((i) => range(-J, J).flatMap((j) => winquistTerms(i, j)))
        const beyond = [
          ...range(-J - 1, J + 1).flatMap((j) => winquistTerms(I + 1, j)),
          ...range(0, I + 1).flatMap((i) => [...winquistTerms(i, J + 1), ...winquistTerms(i, -J - 1)]),
        ]
        return cutSum(kept, beyond, args, q)
      },
    ),
  ],
  examples: [
    {
      input: "series(winquist(q^5,q^3,q^11,20),q,20)",
      result: "1 - q^2 - 2*q^3 + q^5 + q^7 + q^9 + q^11 + q^12 - q^13 - q^15 - q^16 - q^18 + O(q^20)",
      source: "product multiplied out",
    },
    {
      input:
        "series(winquist(2,3,q,12)-aqprod(2,q,infinity)*aqprod(q/2,q,infinity)*aqprod(3,q,infinity)*aqprod(q/3,q,infinity)*aqprod(6,q,infinity)*aqprod(q/6,q,infinity)*aqprod(2/3,q,infinity)*aqprod(3*q/2,q,infinity)*etaq(q,1,12)^2,q,12)",
      result: "O(q^12)",
      source: "product multiplied out",
    },
  ],
  seeAlso: ["tripleprod", "quinprod"],
  errors: ["winquist is not defined for a = 0.", "winquist is not defined for b = 0."],
})
