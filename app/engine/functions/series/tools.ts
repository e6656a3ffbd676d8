import { EngineError } from "../../errors"
import type { QSeries } from "../../series/series"
import { type QExpr, add, integer as int, rational, symbol } from "../../symbolic/expression"
import { expandRef } from "../../symbolic/expand"
import { displayTerms } from "../../symbolic/order"
import { asPolynomial } from "../../symbolic/monomial"
import { polynomialSeries } from "../../symbolic/series"
import type { Value } from "../../values"
import { type DeclaredFunction, declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { integer, optional, order, rationalNumber, series, variable } from "../parameters"
import { reversion } from "./reversion"
import { series as seriesFunction } from "./series"
import { bit, exponentExpr, listOf, whole } from "../results"

const family = "series tools"
const GARVAN = "Garvan, A q-product tutorial for a q-series Maple package"
const f = series("f", "the series or polynomial")
const EXACT_FOR_EXACT = "A polynomial gives a polynomial; a series keeps the order that its terms allow."

/** The series itself, or a polynomial in the variable as an exact series. */
function exactSeries(value: QSeries | QExpr, name: string, fn: string): QSeries {
  if (value.kind === "series") return value
  const { arena } = value
  const terms = asPolynomial(arena, expandRef(arena, value.ref), symbol(name).ref)
  if (terms === undefined) {
    throw new EngineError("domain", `${fn} takes a series, or a polynomial in ${name}.`, {
      given: value.toString().slice(0, 80),
      hint: `Write series(f, ${name}, T) first.`,
      help: fn,
    })
  }
  return polynomialSeries(terms, name)
}

/** A series result as it came: exact ones go back to expressions when they came as such. */
function like(result: QSeries, given: QSeries | QExpr): Value {
  if (given.kind === "series" || !result.isExact) return result
  const { kind } = result.ring
  if (kind !== "Z" && kind !== "Q") return result
  return add(
    result.terms().map(({ exponent: e, coefficient }) => {
      const [n, d] = coefficient.split("/")
      return rational(BigInt(n ?? "0"), BigInt(d ?? "1")).mul(symbol(result.variable).pow(exponentExpr(e)))
    }),
  )
}

const sift = declare({
  name: "sift",
  family,
  summary: "Takes every n-th coefficient from the k-th on: the sum of a(ni+k) q^i with ni + k <= T.",
  definition: "\\sum_{i} a(ni+k)\\, q^i, \\quad f(q) = \\sum_m a(m) q^m",
  source: `${GARVAN}, section 5`,
  precision: "Known below floor((T-k)/n) + 1, or as far as f allows when that is less.",
  signatures: [
    signature(
      [
        series("s", "the series"),
        optional(variable()),
        integer("n", "the step", { min: 1 }),
        integer("k", "the residue, less than n", { min: 0 }),
        optional({ ...order("the last exponent that is read") }),
      ],
      "a series",
      ([s, name, n, k, T]) => {
        const q = name ?? variableOf(s)
        if (k >= n)
          throw new EngineError("domain", "sift(s, q, n, k, T) needs 0 <= k < n.", {
            given: `n = ${n}, k = ${k}`,
            argument: 3,
            help: "sift",
          })
        const input = new SeriesInput(s, q)
        if (T === undefined) return exactSeries(s, q, "sift").sift(n, k)
        const known = s.kind === "series" ? input.known(T + 1) : input.expand(T + 1)
        return known.sift(n, k).truncate(T < k ? 0 : Math.floor((T - k) / n) + 1)
      },
    ),
  ],
  examples: [
    {
      input: "sift(partition_gf(50),q,5,4,49)",
      result:
        "5 + 30*q + 135*q^2 + 490*q^3 + 1575*q^4 + 4565*q^5 + 12310*q^6 + 31185*q^7 + 75175*q^8 + 173525*q^9 + O(q^10)",
      source: "OEIS A071734, p(5n+4)",
    },
    {
      input: "sift(partition_gf(50),q,7,5,49)",
      result: "7 + 77*q + 490*q^2 + 2436*q^3 + 10143*q^4 + 37338*q^5 + 124754*q^6 + O(q^7)",
      source: "OEIS A071746, p(7n+5)",
    },
  ],
  seeAlso: ["dissect", "siftfindrange", "etamake"],
  errors: ["sift(s, q, n, k, T) needs 0 <= k < n.", "Sifting needs whole exponents."],
})

const nterms = declare({
  name: "nterms",
  family,
  summary: "The number of non-zero terms: of a series among the known ones, of a polynomial in all.",
  definition: "\\#\\{n : a(n) \\ne 0\\}",
  source: "Garvan, qseries package",
  precision: "Counts what is known.",
  signatures: [
    signature([f], "an integer", ([value]) => {
      if (value.kind === "series") return whole(value.termCount)
      const { arena } = value
      return whole(value.isZero() ? 0 : displayTerms(arena, expandRef(arena, value.ref)).length)
    }),
  ],
  examples: [
    { input: "nterms(etaq(q,1,20))", result: "7", source: "pentagonal numbers below 20" },
    { input: "nterms((1+q)^5)", result: "6", source: "binomial theorem" },
  ],
  seeAlso: ["sieveqcheck"],
  errors: [],
})

type Side = (s: QSeries) => { numerator: number; denominator: number } | null

function degreeFunction(
  name: string,
  summary: string,
  definition: string,
  side: Side,
  examples: Parameters<typeof declare>[0]["examples"],
  seeAlso: readonly string[],
): DeclaredFunction {
  return declare({
    name,
    family,
    summary,
    definition,
    source: "Garvan, qseries package",
    precision: "Of a series, among the known terms.",
    signatures: [
      signature([f, optional(variable())], "an exponent", ([value, q]) => {
        const e = side(exactSeries(value, q ?? variableOf(value), name))
        if (e === null)
          throw new EngineError("domain", `${name} is not defined for zero.`, {
            given: value.toString().slice(0, 40),
            help: name,
          })
        return exponentExpr(e)
      }),
    ],
    examples,
    seeAlso,
    errors: [`${name} is not defined for zero.`],
  })
}

const qdegree = degreeFunction(
  "qdegree",
  "The highest exponent with a non-zero coefficient.",
  "\\max\\{n : a(n) \\ne 0\\}",
  (s) => s.degree,
  [
    { input: "qdegree(theta3(q,10))", result: "9", source: "squares below 10" },
    { input: "qdegree((1-q)*(1-q^2)*(1-q^3))", result: "6", source: "1 + 2 + 3" },
  ],
  ["lqdegree", "lqdegree0"],
)
const lqdegree = degreeFunction(
  "lqdegree",
  "The lowest exponent with a non-zero coefficient.",
  "\\min\\{n : a(n) \\ne 0\\}",
  (s) => s.valuation,
  [
    { input: "lqdegree(DELTA12(10))", result: "1", source: "Delta = q - 24q^2 + ..." },
    { input: "lqdegree(q^3*(1+q)+q^7)", result: "3", source: "the definition" },
  ],
  ["qdegree"],
)
const lqdegree0 = degreeFunction(
  "lqdegree0",
  "The power of q in a monomial; of anything else its lowest exponent.",
  "\\deg_q (c\\,q^n) = n",
  (s) => s.valuation,
  [
    { input: "lqdegree0(5*q^7)", result: "7", source: "the definition" },
    { input: "lqdegree0(3)", result: "0", source: "the definition" },
  ],
  ["lqdegree"],
)

const dilly = declare({
  name: "dilly",
  family,
  aliases: ["subs_q"],
  summary: "Replaces q by q^d.",
  definition: "f(q) \\mapsto f(q^d)",
  source: "the definition",
  precision: "The order is multiplied by d.",
  signatures: [
    signature([f, integer("d", "the power", { min: 1 })], "a series or polynomial", ([value, d]) =>
      like(exactSeries(value, variableOf(value), "dilly").dilate(d), value),
    ),
  ],
  examples: [
    {
      input: "dilly(etaq(q,1,10),2)",
      result: "1 - q^2 - q^4 + q^10 + q^14 + O(q^20)",
      source: "Euler's pentagonal number theorem",
    },
    { input: "dilly(1+q+q^3,3)", result: "1+q^3+q^9", source: "the definition" },
  ],
  seeAlso: ["sift", "subs"],
  errors: [],
})

const qdiff = declare({
  name: "qdiff",
  family,
  summary: "The derivative q d/dq.",
  definition: "q \\frac{d}{dq} \\sum_n a(n) q^n = \\sum_n n\\,a(n) q^n",
  source: "Ramanujan, On certain arithmetical functions (1916)",
  precision: EXACT_FOR_EXACT,
  signatures: [
    signature([f], "a series or polynomial", ([value]) =>
      like(exactSeries(value, variableOf(value), "qdiff").derivative(), value),
    ),
  ],
  examples: [
    {
      input: "series(qdiff(EISENq(2,30))-(EISENq(2,30)^2-EISENq(4,30))/12,q,30)",
      result: "O(q^30)",
      source: "Ramanujan's differential equations",
    },
    { input: "qdiff(1+q+q^3)", result: "q+3*q^3", source: "the definition" },
  ],
  seeAlso: ["EISENq"],
  errors: [],
})

const dissect = declare({
  name: "dissect",
  family,
  summary: "The m-dissection: the list of all m siftings.",
  definition: "f(q) = \\sum_{k=0}^{m-1} q^k f_k(q^m), \\quad f_k(q) = \\sum_i a(mi+k) q^i",
  source: `${GARVAN}, section 5`,
  precision: "Each section is known as far as f allows.",
  signatures: [
    signature(
      [
        f,
        integer("m", "the number of sections", { min: 1, max: 10_000 }),
        optional(order("f is taken below this exponent")),
      ],
      "a list of series",
      ([value, m, T]) => {
        const q = variableOf(value)
        const s = T === undefined ? exactSeries(value, q, "dissect") : new SeriesInput(value, q).expand(T)
        return listOf(s.siftAll(m))
      },
    ),
  ],
  examples: [
    {
      input: "dissect(theta4(q,30),2)",
      result: "[1 + 2*q^2 + 2*q^8 + O(q^15), -2 - 2*q^4 - 2*q^12 + O(q^15)]",
      source: "squares by parity",
    },
    { input: "nops(dissect(etaq(q,1,100),5))", result: "5", source: "the definition" },
  ],
  seeAlso: ["sift"],
  errors: ["Sifting needs whole exponents."],
})

const sieveqcheck = declare({
  name: "sieveqcheck",
  family,
  summary: "1 when all exponents that occur lie in one class modulo p, else 0.",
  definition: "a(m)a(n) \\ne 0 \\Rightarrow m \\equiv n \\pmod p",
  source: "Garvan, qseries package",
  precision: "A statement about the known terms.",
  signatures: [
    signature([f, integer("p", "the modulus", { min: 1, max: 100_000 })], "1 or 0", ([value, p]) => {
      const sections = exactSeries(value, variableOf(value), "sieveqcheck").siftAll(p)
      return bit(sections.filter((s) => !s.isZero).length <= 1)
    }),
  ],
  examples: [
    { input: "sieveqcheck(q^2+q^7+q^12,5)", result: "1", source: "exponents 2 mod 5" },
    { input: "sieveqcheck(theta3(q,30),4)", result: "0", source: "squares are 0 and 1 mod 4" },
  ],
  seeAlso: ["sift", "siftfindrange"],
  errors: ["Sifting needs whole exponents."],
})

const siftfindrange = declare({
  name: "siftfindrange",
  family,
  summary:
    "The class k modulo p in which the fewest non-zero terms with exponents up to T lie; the least k when several do.",
  definition: "\\operatorname{argmin}_{0\\le k<p} \\#\\{i : a(pi+k)\\ne0,\\ pi+k\\le T\\}",
  source: "Garvan, qseries package",
  precision: "A statement about the terms up to T.",
  signatures: [
    signature(
      [f, integer("p", "the modulus", { min: 1, max: 100_000 }), order("the last exponent looked at")],
      "an integer from 0 to p-1",
      ([value, p, T]) => {
        const counts = new SeriesInput(value, variableOf(value))
          .expand(T + 1)
          .siftAll(p)
          .map((s) => s.termCount)
        return whole(counts.indexOf(Math.min(...counts)))
      },
    ),
  ],
  examples: [
    { input: "siftfindrange(etaq(q,1,100),5,99)", result: "3", source: "pentagonal numbers are 0, 1, 2 mod 5" },
    { input: "siftfindrange(theta3(q,100),3,99)", result: "2", source: "squares are 0, 1 mod 3" },
  ],
  seeAlso: ["sift", "sieveqcheck"],
  errors: [],
})

const polyfind = declare({
  name: "polyfind",
  family,
  summary:
    "The quadratic polynomial in n with given values at n = 0, 1, 2; with T, the list of its values for n = 0, ..., T.",
  definition: "p(n) = n_0 + (n_1-n_0)n + (n_2-2n_1+n_0)\\binom n2",
  source: "Newton's interpolation formula",
  precision: "Exact.",
  signatures: [
    signature(
      [
        rationalNumber("n0", "p(0)"),
        rationalNumber("n1", "p(1)"),
        rationalNumber("n2", "p(2)"),
        optional(integer("T", "the last n", { min: 0, max: 1_000_000 })),
      ],
      "a polynomial, or a list of values",
      ([a, b, c, T]) => {
        const [x, y, z] = [a, b, c].map((r) => rational(r.numerator, r.denominator))
        if (x === undefined || y === undefined || z === undefined) throw new TypeError("polyfind reads three values")
        const second = z.sub(y.mul(2)).add(x)
        const at = (n: QExpr): QExpr => x.add(y.sub(x).mul(n), second.div(2).mul(n, n.sub(1)))
        if (T !== undefined) return listOf(Array.from({ length: T + 1 }, (_, n) => at(int(n))))
        const n = symbol("n")
        const linear = y.sub(x).sub(second.div(2))
        return x.add(linear.mul(n), second.div(2).mul(n.pow(2)))
      },
    ),
  ],
  examples: [
    { input: "polyfind(0,1,5)", result: "-1/2*n+3/2*n^2", source: "pentagonal numbers 0, 1, 5" },
    { input: "polyfind(0,1,4,5)", result: "[0, 1, 4, 9, 16, 25]", source: "squares" },
  ],
  seeAlso: [],
  errors: [],
})

export const seriesTools: readonly DeclaredFunction[] = [
  seriesFunction,
  sift,
  nterms,
  qdegree,
  lqdegree,
  lqdegree0,
  dilly,
  qdiff,
  reversion,
  dissect,
  sieveqcheck,
  siftfindrange,
  polyfind,
]
