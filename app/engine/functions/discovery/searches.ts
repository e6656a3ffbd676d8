import { EngineError } from "../../errors"
import { congruences } from "../../discovery/congruences"
import type { QSeries } from "../../series/series"
import type { CallContext, Value } from "../../values"
import { type QExpr, integer as int } from "../../symbolic/expression"
import { type DeclaredFunction, declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { bigInteger, collection, integer, list, optional, series } from "../parameters"
import { integers, listOf, setOf, whole } from "../results"
import { productVerdict } from "./series-to-product"

const MOST_VECTORS = 2_000_000

/** All vectors with entries in [-T, T], coprime, first non-zero entry positive. */
function* primitiveVectors(length: number, T: number): Generator<readonly number[]> {
  const vector = new Array<number>(length).fill(-T)
  for (;;) {
    const first = vector.find((c) => c !== 0)
    if (first !== undefined && first > 0 && vector.reduce(commonDivisor, 0) === 1) yield [...vector]
    let i = length - 1
    while (i >= 0 && vector[i] === T) vector[i--] = -T
    if (i < 0) return
    vector[i] = (vector[i] ?? 0) + 1
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : commonDivisor(b, a % b)
}

function combination(members: readonly QSeries[], vector: readonly number[]): QSeries | null {
  let total: QSeries | null = null
  members.forEach((s, i) => {
    const c = vector[i] ?? 0
    if (c !== 0) total = total === null ? s.scale(c) : total.add(s.scale(c))
  })
  return total
}

const findprod = declare({
  name: "findprod",
  family: "relations",
  summary:
    "All primitive integer combinations of given series, coefficients at most T in size, that look like products.",
  definition: "\\sum_i c_i f_i = c\\,q^l \\prod_n (1-q^n)^{b_n}, \\quad |c_i| \\le T,\\ |b_n| < M \\ (n \\le Q)",
  source: "Garvan, qseries package, findprod",
  precision: "A finding: exponents below M in size up to Q; the vectors c and -c count once.",
  cost: "(2T+1)^k/2 combinations of k series.",
  signatures: [
    signature(
      [
        list(series("f", "a series"), "FL", "the series", 1),
        integer("T", "bound for the coefficients", { min: 1, max: 1000 }),
        integer("M", "bound for the exponents", { min: 1 }),
        integer("Q", "the last exponent looked at", { min: 1 }),
      ],
      "a list of [l, [c1, ..., ck]]",
      ([values, T, M, Q], context) => {
        if ((2 * T + 1) ** values.length > 2 * MOST_VECTORS) {
          throw new EngineError("tooLarge", `findprod tries at most ${MOST_VECTORS} combinations.`, {
            given: `(2*${T}+1)^${values.length}/2`,
            hint: "Lower T or leave out some series.",
            help: "findprod",
          })
        }
        const v = variableOf(...values)
        const members = values.map((value) =>
          value.kind === "series"
            ? new SeriesInput(value, v).known(Q + 1)
            : new SeriesInput(value, v).expand(2 * Q + 1),
        )
        const found: Value[] = []
        let least = Q
        for (const vector of primitiveVectors(members.length, T)) {
          context.checkStop()
          const total = combination(members, vector)
          if (total === null || total.isZero) continue
          const { lowest, nice, seen } = productVerdict(total, M, Q)
          if (!nice) continue
          found.push(listOf([lowest, integers(vector)]))
          least = Math.min(least, seen)
        }
        context.report({
          certainty: "checked",
          sentence: `Each combination has exponents below ${M} in size up to ${least}.`,
          used: least + 1,
        })
        return listOf(found)
      },
    ),
  ],
  examples: [
    {
      input: "findprod([theta3(q,60),theta4(q,60)],1,8,40)",
      result: "[[0, [0, 1]], [1, [1, -1]], [0, [1, 0]], [0, [1, 1]]]",
      source: "theta3 + theta4 = 2 theta3(q^4), theta3 - theta4 = 4q psi(q^8)",
    },
    {
      input: "findprod([EISENq(4,40),EISENq(6,40)],1,10,30)",
      result: "[]",
      source: "no combination of different weights is a product",
    },
  ],
  seeAlso: ["checkprod", "prodmake", "findlincombo"],
  errors: ["findprod tries at most 2000000 combinations."],
})

function runCongruences(
  value: QSeries | QExpr,
  T: number,
  LM: number | undefined,
  ignored: readonly bigint[],
  context: CallContext,
): Value {
  const v = variableOf(value)
  const input = new SeriesInput(value, v)
  const known = (value.kind === "series" ? input.known(T + 1) : input.expand(T + 1)).wholeExponents()
  if (known === null || known.ring.kind !== "Z") {
    throw new EngineError("domain", "findcong takes a series with whole exponents and integer coefficients.", {
      given: known === null ? "fractional exponents" : `coefficients in ${known.ring.kind}`,
      argument: 0,
      help: "findcong",
    })
  }
  const most = LM ?? Math.trunc(Math.sqrt(T))
  const { found, vanishing } = congruences(known, T, most, new Set(ignored), context)
  for (const { A, B } of vanishing) context.print(`a(${A}n+${B}) = 0 for all ${A}n+${B} up to ${T}`)
  const least = found.reduce((n, c) => Math.min(n, c.seen), T + 1)
  context.report({
    certainty: "checked",
    sentence: `Seen on all coefficients up to ${T}: at least ${least} for each congruence.`,
    used: least,
  })
  return setOf(found.map(({ B, A, R }) => listOf([whole(B), whole(A), int(R)])))
}

const findcong = declare({
  name: "findcong",
  family: "relations",
  summary:
    "Congruences a(An+B) = 0 mod R, R a prime power, among the coefficients up to T; consequences of others are left out.",
  definition: "a(An+B) \\equiv 0 \\pmod R \\quad (An+B \\le T,\\ A \\le L)",
  source: "Garvan, qseries package, findcong",
  precision: "A finding: seen on all coefficients up to T, at least four of them.",
  signatures: [
    signature(
      [
        series("QS", "the series"),
        integer("T", "the last exponent looked at", { min: 4 }),
        optional(integer("LM", "the largest A; the square root of T when left out", { min: 1 })),
        optional(collection(bigInteger("R", "a modulus"), "XSET", "moduli to leave out")),
      ],
      "a set of [B, A, R]",
      ([value, T, LM, ignored], context) => runCongruences(value, T, LM, ignored ?? [], context),
    ),
  ],
  examples: [
    {
      input: "findcong(partition_gf(1001),1000)",
      result: "{[4, 5, 5], [5, 7, 7], [6, 11, 11], [24, 25, 25]}",
      source: "Ramanujan 1919",
    },
    { input: "findcong(partition_gf(1001),1000,11,{5})", result: "{[5, 7, 7], [6, 11, 11]}", source: "Ramanujan 1919" },
  ],
  seeAlso: ["sift", "findprod"],
  errors: ["findcong takes a series with whole exponents and integer coefficients."],
})

export const searchFunctions: readonly DeclaredFunction[] = [findprod, findcong]
