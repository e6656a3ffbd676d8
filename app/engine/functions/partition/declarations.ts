import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import type { QSeries } from "../../series/series"
import { integer as int } from "../../symbolic/expression"
import type { List } from "../../values"
import { type Declaration, type DeclaredFunction, declare, signature } from "../declare"
import { integer, partition } from "../parameters"
import { bit, integers, listOf, whole } from "../results"
import {
  type Partition,
  conjugate,
  crank,
  durfeeSquare,
  evenParts,
  frobeniusSymbol,
  hasDistinctParts,
  hasEvenBelowOdd,
  hasGapsThree,
  hasGapsTwo,
  hasOddParts,
  hookLengths,
  isSchur,
  largestEvenMultiplicity,
  m2Rank,
  overpartitionRank,
  overpartitionsOf,
  partitionsIn,
  partsAboveEven,
  rank,
  size,
  span,
} from "./statistics"
import { boundedSeries, cachedCoefficient, distinctSeries, productSeries } from "./series"

const ANDREWS = "Andrews, The Theory of Partitions"
const GARVAN = "Garvan, partitions package for Maple"
const EXACT = "Exact."
const MOST_PARTITIONS = 2_000_000n

const family = "partitions"
const list = (parts: Partition): List => integers(parts)

const numbpart = declare({
  name: "numbpart",
  family,
  aliases: ["partition_count"],
  summary: "The number of partitions of n; with m, those with no part above m.",
  definition: "p(n) = [q^n] \\prod_{k\\ge1} \\frac{1}{1-q^k}, \\quad p(n,m) = [q^n] \\prod_{k=1}^{m} \\frac{1}{1-q^k}",
  source: `${ANDREWS}, chapter 5 (Rademacher's series) and chapter 3`,
  precision: EXACT,
  cost: "One value by Rademacher's series: p(10^9) takes seconds.",
  signatures: [
    signature([integer("n", "any integer; negative ones give 0", { max: 10 ** 15 })], "an integer", ([n]) =>
      n < 0 ? int(0) : int(loadAddon().integer.toBigInt(loadAddon().integer.partitions(n))),
    ),
    signature(
      [integer("n", "any integer", { max: 10_000_000 }), integer("m", "the largest part allowed")],
      "an integer",
      ([n, m]) => {
        if (n < 0) return int(0)
        return int(boundedSeries(Math.min(m, n), "q", n + 1).integerCoefficient(n))
      },
    ),
  ],
  examples: [
    { input: "numbpart(100)", result: "190569292", source: "MacMahon's table; OEIS A000041" },
    { input: "numbpart(200)", result: "3972999029388", source: "MacMahon's table; OEIS A000041" },
    { input: "numbpart(10,3)", result: "14", source: "OEIS A008284, row sums" },
  ],
  seeAlso: ["partitions", "partition_gf", "pbar"],
  errors: ["n is an integer, at most 10000000000."],
})

const partitions = declare({
  name: "partitions",
  family,
  aliases: ["partition"],
  summary: "All partitions of n, each with descending parts, in lexicographically decreasing order.",
  definition: "\\{\\lambda_1\\ge\\lambda_2\\ge\\cdots\\ge\\lambda_k\\ge1 : \\lambda_1+\\cdots+\\lambda_k=n\\}",
  source: `${ANDREWS}, chapter 1`,
  precision: EXACT,
  signatures: [
    signature([integer("n", "the number to split", { min: 0, max: 1000 })], "a list of lists", ([n], context) => {
      const count = loadAddon().integer.toBigInt(loadAddon().integer.partitions(n))
      if (count > MOST_PARTITIONS) {
        throw new EngineError("tooLarge", `A list of more than ${MOST_PARTITIONS} partitions is refused.`, {
          given: `p(${n}) = ${count}`,
          hint: "numbpart(n) counts them.",
          help: "partitions",
        })
      }
      const found: List[] = []
      const parts = Array.from({ length: n + 1 }, (_, part) => whole(part))
      for (const p of partitionsIn(n, parts)) {
        if (found.length % 1024 === 0) context.checkStop()
        found.push(listOf(p))
      }
      return listOf(found)
    }),
  ],
  examples: [
    {
      input: "partitions(4)",
      result: "[[4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1]]",
      source: `${ANDREWS}, chapter 1`,
    },
    { input: "nops(partitions(5))", result: "7", source: "OEIS A000041" },
  ],
  seeAlso: ["numbpart", "overptns", "tcores"],
  errors: ["A list of more than 2000000 partitions is refused."],
})

type Text = Pick<Declaration, "summary" | "definition" | "source" | "examples"> & {
  readonly seeAlso?: readonly string[]
  readonly aliases?: readonly string[]
}

const PARTITION_ERRORS = ["The parts of a partition are positive integers."]

function statistic(name: string, compute: (p: Partition) => number, text: Text): DeclaredFunction {
  return declare({
    name,
    family,
    precision: EXACT,
    errors: PARTITION_ERRORS,
    ...text,
    signatures: [signature([partition()], "an integer", ([p]) => whole(compute(p)))],
  })
}

function predicate(name: string, test: (p: Partition) => boolean, text: Text): DeclaredFunction {
  return declare({
    name,
    family,
    precision: EXACT,
    errors: PARTITION_ERRORS,
    ...text,
    signatures: [signature([partition()], "1 or 0", ([p]) => bit(test(p)))],
  })
}

const DYSON = "F. J. Dyson, Some guesses in the theory of partitions, Eureka 8 (1944)"
const ANDREWS_GARVAN = "G. E. Andrews and F. G. Garvan, Dyson's crank of a partition, Bull. Amer. Math. Soc. 18 (1988)"

const statistics: readonly DeclaredFunction[] = [
  statistic("drank", rank, {
    summary: "Dyson's rank of a partition; 0 for the empty one.",
    definition: "\\mathrm{rank}(\\lambda) = \\lambda_1 - \\ell(\\lambda)",
    source: DYSON,
    examples: [
      { input: "drank([1,1,1])", result: "-2", source: "the definition" },
      { input: "[seq(drank(p), p in partitions(4))]", result: "[3, 1, 0, -1, -3]", source: `${DYSON}, table` },
    ],
    seeAlso: ["agcrank", "rankgf", "N"],
  }),
  statistic("agcrank", crank, {
    summary:
      "The crank of a partition: the largest part if there is no 1, else the number of parts above w, minus w, where w counts the ones.",
    definition:
      "\\mathrm{crank}(\\lambda) = \\begin{cases}\\lambda_1 & \\omega(\\lambda)=0\\\\ \\mu(\\lambda)-\\omega(\\lambda) & \\omega(\\lambda)>0\\end{cases}",
    source: ANDREWS_GARVAN,
    examples: [
      { input: "agcrank([3,2,1,1])", result: "-1", source: "the definition" },
      {
        input: "[seq(agcrank(p), p in partitions(4))]",
        result: "[4, 0, 2, -2, -4]",
        source: `${ANDREWS_GARVAN}, table`,
      },
    ],
    seeAlso: ["drank", "crankgf", "M"],
  }),
  statistic("m2rank", m2Rank, {
    summary: "The M2-rank: half the largest part, rounded up, minus the number of parts.",
    definition: "M_2\\text{-rank}(\\lambda) = \\lceil \\lambda_1/2 \\rceil - \\ell(\\lambda)",
    source: "A. Berkovich and F. G. Garvan, J. Combin. Theory A 100 (2002)",
    examples: [
      { input: "m2rank([5,2])", result: "1", source: "the definition" },
      { input: "m2rank([4,3,1])", result: "-1", source: "the definition" },
    ],
    seeAlso: ["M2N", "drank"],
  }),
  statistic("lp", (p) => p[0] ?? 0, {
    summary: "The largest part; 0 for the empty partition.",
    definition: "\\lambda_1",
    source: GARVAN,
    examples: [
      { input: "lp([4,2,2,1])", result: "4", source: "the definition" },
      { input: "lp([])", result: "0", source: "the definition" },
    ],
    seeAlso: ["np_parts"],
  }),
  statistic("np_parts", (p) => p.length, {
    summary: "The number of parts.",
    definition: "\\ell(\\lambda)",
    source: GARVAN,
    examples: [
      { input: "np_parts([4,2,2,1])", result: "4", source: "the definition" },
      { input: "np_parts([])", result: "0", source: "the definition" },
    ],
    seeAlso: ["lp"],
  }),
  statistic("nep", evenParts, {
    summary: "The number of even parts.",
    definition: "\\#\\{i : \\lambda_i \\text{ even}\\}",
    source: GARVAN,
    examples: [
      { input: "nep([4,2,2,1])", result: "3", source: "the definition" },
      { input: "nep([5,3,1])", result: "0", source: "the definition" },
    ],
  }),
  statistic("ptnnorm", size, {
    summary: "The sum of the parts.",
    definition: "|\\lambda| = \\sum_i \\lambda_i",
    source: GARVAN,
    examples: [
      { input: "ptnnorm([5,3,2,1])", result: "11", source: "the definition" },
      { input: "ptnnorm([])", result: "0", source: "the definition" },
    ],
  }),
  statistic("lamPD", span, {
    summary: "The largest part minus the smallest.",
    definition: "\\lambda_1 - \\lambda_{\\ell(\\lambda)}",
    source: GARVAN,
    examples: [
      { input: "lamPD([5,3,2])", result: "3", source: "the definition" },
      { input: "lamPD([4])", result: "0", source: "the definition" },
    ],
  }),
  statistic("kapPD", partsAboveEven, {
    summary: "The number of parts above the largest even part.",
    definition: "\\#\\{i : \\lambda_i > \\max\\{\\lambda_j \\text{ even}\\}\\}",
    source: GARVAN,
    examples: [
      { input: "kapPD([7,5,4,3])", result: "2", source: "the definition" },
      { input: "kapPD([6,3])", result: "0", source: "the definition" },
    ],
  }),
  statistic("numLE", largestEvenMultiplicity, {
    summary: "How often the largest even part occurs.",
    definition: "\\#\\{i : \\lambda_i = \\max\\{\\lambda_j \\text{ even}\\}\\}",
    source: GARVAN,
    examples: [
      { input: "numLE([5,4,4,2])", result: "2", source: "the definition" },
      { input: "numLE([5,3])", result: "0", source: "the definition" },
    ],
  }),
  statistic("durfee", durfeeSquare, {
    summary: "The side of the Durfee square: the largest d with at least d parts that are at least d.",
    definition: "d(\\lambda) = \\max\\{d : \\lambda_d \\ge d\\}",
    source: `${ANDREWS}, section 2.2`,
    aliases: ["durfeesquare"],
    examples: [
      { input: "durfee([5,4,4,1])", result: "3", source: "the definition" },
      { input: "durfee([1,1,1])", result: "1", source: "the definition" },
    ],
    seeAlso: ["frobenius", "conjpart"],
  }),
]

const predicates: readonly DeclaredFunction[] = [
  predicate("ptnDP", hasDistinctParts, {
    summary: "1 when all parts are different.",
    definition: "\\lambda_i > \\lambda_{i+1}",
    source: GARVAN,
    examples: [
      { input: "ptnDP([5,3,1])", result: "1", source: "the definition" },
      { input: "ptnDP([3,3,1])", result: "0", source: "the definition" },
    ],
    seeAlso: ["PDP"],
  }),
  predicate("ptnOP", hasOddParts, {
    summary: "1 when all parts are odd.",
    definition: "\\lambda_i \\equiv 1 \\pmod 2",
    source: GARVAN,
    examples: [
      { input: "ptnOP([5,3,3,1])", result: "1", source: "the definition" },
      { input: "ptnOP([4,3,1])", result: "0", source: "the definition" },
    ],
  }),
  predicate("ptnRR", hasGapsTwo, {
    summary: "1 when the parts differ by at least 2 (Rogers-Ramanujan).",
    definition: "\\lambda_i - \\lambda_{i+1} \\ge 2",
    source: GARVAN,
    examples: [
      { input: "ptnRR([5,3,1])", result: "1", source: "the definition" },
      { input: "ptnRR([3,2,1])", result: "0", source: "the definition" },
    ],
    seeAlso: ["PRR"],
  }),
  predicate("ptnCC", hasGapsThree, {
    summary: "1 when the parts differ by at least 3.",
    definition: "\\lambda_i - \\lambda_{i+1} \\ge 3",
    source: GARVAN,
    examples: [
      { input: "ptnCC([7,4,1])", result: "1", source: "the definition" },
      { input: "ptnCC([5,3,1])", result: "0", source: "the definition" },
    ],
  }),
  predicate("ptnSCHUR", isSchur, {
    summary: "1 when the parts differ by at least 3 and multiples of 3 by more than 3 (Schur 1926).",
    definition:
      "\\lambda_i - \\lambda_{i+1} \\ge 3, \\text{ and } > 3 \\text{ when } 3 \\mid \\lambda_i, \\lambda_{i+1}",
    source: `I. Schur, Zur additiven Zahlentheorie (1926); ${ANDREWS}, section 7.4`,
    examples: [
      { input: "ptnSCHUR([7,4,1])", result: "1", source: "the definition" },
      { input: "ptnSCHUR([6,3])", result: "0", source: "the definition" },
    ],
    seeAlso: ["PSCHUR"],
  }),
  predicate("ptnOE", hasEvenBelowOdd, {
    summary: "1 when every even part is smaller than every odd part.",
    definition: "\\lambda_i \\text{ even},\\ \\lambda_j \\text{ odd} \\Rightarrow \\lambda_i < \\lambda_j",
    source: GARVAN,
    examples: [
      { input: "ptnOE([5,3,2])", result: "1", source: "the definition" },
      { input: "ptnOE([4,1])", result: "0", source: "the definition" },
    ],
    seeAlso: ["POE"],
  }),
]

function counter(name: string, make: (T: number) => QSeries, text: Text): DeclaredFunction {
  return declare({
    name,
    family,
    precision: EXACT,
    errors: [],
    ...text,
    signatures: [
      signature([integer("n", "any integer; negative ones give 0", { max: 10_000_000 })], "an integer", ([n]) =>
        int(cachedCoefficient(name, n, make)),
      ),
    ],
  })
}

const residueCount =
  (first: readonly number[], step: number) =>
  (T: number): QSeries =>
    residueSeries(first, step, "q", T)

function residueSeries(first: readonly number[], step: number, v: string, T: number): QSeries {
  return productSeries(
    first.map((start) => ({ start, step })),
    v,
    T,
  )
}

const counts: readonly DeclaredFunction[] = [
  counter("PDP", (T) => distinctSeries("q", T), {
    summary: "The number of partitions of n into distinct parts.",
    definition: "[q^n] (-q;q)_\\infty",
    source: `${ANDREWS}, corollary 1.2 (Euler)`,
    examples: [
      { input: "PDP(5)", result: "3", source: "OEIS A000009" },
      { input: "PDP(50)", result: "3658", source: "OEIS A000009" },
    ],
    seeAlso: ["ptnDP", "distinct_parts_gf"],
  }),
  counter(
    "POE",
    (T) =>
      productSeries(
        [
          { start: 1, step: 1, count: 1 },
          { start: 2, step: 2 },
        ],
        "q",
        T,
      ),
    {
      summary: "The number of partitions of n in which every even part is smaller than every odd part.",
      definition: "[q^n] \\frac{1}{(1-q)(q^2;q^2)_\\infty}",
      source: "Andrews, Partitions with parts separated by parity, Ann. Comb. 23 (2019)",
      examples: [
        { input: "POE(5)", result: "4", source: "5, 3+2, 3+1+1, 1+1+1+1+1" },
        { input: "POE(12)-nops(select(p->ptnOE(p)=1,partitions(12)))", result: "0", source: "counted one by one" },
      ],
      seeAlso: ["ptnOE"],
    },
  ),
  counter("PRR", residueCount([1, 4], 5), {
    summary: "The number of partitions of n whose parts differ by at least 2.",
    definition: "[q^n] \\frac{1}{(q;q^5)_\\infty(q^4;q^5)_\\infty}",
    source: `${ANDREWS}, corollary 7.6`,
    examples: [
      { input: "PRR(10)", result: "6", source: "OEIS A003114" },
      { input: "PRR(14)-nops(select(p->ptnRR(p)=1,partitions(14)))", result: "0", source: "counted one by one" },
    ],
    seeAlso: ["ptnRR", "rogers_ramanujan_G"],
  }),
  counter("PSCHUR", residueCount([1, 5], 6), {
    summary: "The number of partitions of n that satisfy Schur's condition.",
    definition: "[q^n] \\frac{1}{(q;q^6)_\\infty(q^5;q^6)_\\infty}",
    source: `${ANDREWS}, section 7.4 (Schur 1926)`,
    examples: [
      { input: "PSCHUR(10)", result: "4", source: "OEIS A003105" },
      { input: "PSCHUR(15)-nops(select(p->ptnSCHUR(p)=1,partitions(15)))", result: "0", source: "counted one by one" },
    ],
    seeAlso: ["ptnSCHUR"],
  }),
]

const lists: readonly DeclaredFunction[] = [
  declare({
    name: "conjpart",
    family,
    summary: "The conjugate partition: columns of the Ferrers diagram become rows.",
    definition: "\\lambda'_j = \\#\\{i : \\lambda_i \\ge j\\}",
    source: `${ANDREWS}, section 1.3`,
    precision: EXACT,
    signatures: [signature([partition()], "a partition", ([p]) => list(conjugate(p)))],
    examples: [
      { input: "conjpart([4,2,2,1])", result: "[4, 3, 1, 1]", source: "the definition" },
      { input: "conjpart(conjpart([5,3,3,1]))", result: "[5, 3, 3, 1]", source: "conjugation is an involution" },
    ],
    seeAlso: ["frobenius", "durfee"],
    errors: PARTITION_ERRORS,
  }),
  declare({
    name: "frobenius",
    family,
    summary: "The Frobenius symbol: arms and legs of the diagonal of the Ferrers diagram.",
    definition:
      "\\begin{pmatrix} a_1 & \\cdots & a_d \\\\ b_1 & \\cdots & b_d \\end{pmatrix}, \\quad a_i = \\lambda_i - i,\\ b_i = \\lambda'_i - i",
    source: "G. E. Andrews, Generalized Frobenius partitions, Mem. Amer. Math. Soc. 301 (1984)",
    precision: EXACT,
    signatures: [
      signature([partition()], "two lists", ([p]) => listOf(frobeniusSymbol(p).map((row) => integers(row)))),
    ],
    examples: [
      { input: "frobenius([4,3,1])", result: "[[3, 1], [2, 0]]", source: "the definition" },
      { input: "frobenius([5])", result: "[[4], [0]]", source: "the definition" },
    ],
    seeAlso: ["conjpart", "durfee"],
    errors: PARTITION_ERRORS,
  }),
  declare({
    name: "hooks",
    family,
    summary: "The hook lengths of the cells, row by row.",
    definition: "h(i,j) = \\lambda_i - j + \\lambda'_j - i + 1",
    source: "Stanley, Enumerative Combinatorics 2, section 7.21",
    precision: EXACT,
    signatures: [
      signature([partition()], "a list of lists", ([p]) => listOf(hookLengths(p).map((row) => integers(row)))),
    ],
    examples: [
      { input: "hooks([4,2,2,1])", result: "[[7, 5, 2, 1], [4, 2], [3, 1], [1]]", source: "the definition" },
      { input: "hooks([2,1])", result: "[[3, 1], [1]]", source: "the definition" },
    ],
    seeAlso: ["istcore", "conjpart"],
    errors: PARTITION_ERRORS,
  }),
  declare({
    name: "overptns",
    family,
    summary: "All overpartitions of n, each as [overlined parts, other parts].",
    definition: "\\overline{p}(n) = [q^n] \\frac{(-q;q)_\\infty}{(q;q)_\\infty}",
    source: "S. Corteel and J. Lovejoy, Overpartitions, Trans. Amer. Math. Soc. 356 (2004)",
    precision: EXACT,
    signatures: [
      signature(
        [integer("n", "the number to split", { min: 0, max: 35 })],
        "a list of pairs of lists",
        ([n], context) => {
          const found: List[] = []
          for (const [overlined, rest] of overpartitionsOf(n)) {
            if (found.length % 1024 === 0) context.checkStop()
            found.push(listOf([list(overlined), list(rest)]))
          }
          return listOf(found)
        },
      ),
    ],
    examples: [
      { input: "nops(overptns(3))", result: "8", source: "OEIS A015128" },
      {
        input: "overptns(2)",
        result: "[[[2], []], [[1], [1]], [[], [2]], [[], [1, 1]]]",
        source: "Corteel and Lovejoy",
      },
    ],
    seeAlso: ["pbar", "overptnrank", "overptncrank"],
    errors: ["n is an integer from 0 to 35."],
  }),
  declare({
    name: "overptnrank",
    family,
    summary: "Dyson's rank of an overpartition: largest part minus number of parts.",
    definition: "\\max(\\lambda) - \\ell(\\lambda)",
    source:
      "J. Lovejoy, Rank and conjugation for the Frobenius representation of an overpartition, Ann. Comb. 9 (2005)",
    precision: EXACT,
    signatures: [
      signature(
        [partition("dptn", "the overlined parts"), partition("ptn", "the other parts")],
        "an integer",
        ([d, p]) => whole(overpartitionRank(d, p)),
      ),
    ],
    examples: [
      { input: "overptnrank([3,1],[2])", result: "0", source: "the definition" },
      { input: "overptnrank([],[4,1])", result: "2", source: "the definition" },
    ],
    seeAlso: ["NBAR", "overptns"],
    errors: PARTITION_ERRORS,
  }),
  declare({
    name: "overptncrank",
    family,
    summary: "The first residual crank of an overpartition: the crank of the parts that are not overlined.",
    definition: "\\mathrm{crank}(\\text{non-overlined parts})",
    source:
      "K. Bringmann, J. Lovejoy and R. Osburn, Automorphic properties of generating functions for generalized rank moments, IMRN (2010)",
    precision: EXACT,
    signatures: [
      signature(
        [partition("dptn", "the overlined parts"), partition("ptn", "the other parts")],
        "an integer",
        ([, p]) => whole(crank(p)),
      ),
    ],
    examples: [
      { input: "overptncrank([3,1],[2])", result: "2", source: "the definition" },
      { input: "overptncrank([3],[1,1])", result: "-2", source: "the definition" },
    ],
    seeAlso: ["MBAR", "overptns"],
    errors: PARTITION_ERRORS,
  }),
]

export const partitionFunctions: readonly DeclaredFunction[] = [
  numbpart,
  partitions,
  ...statistics,
  ...predicates,
  ...counts,
  ...lists,
]
