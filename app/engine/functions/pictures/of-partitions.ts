import type { Picture } from "../../../contract"
import { EngineError } from "../../errors"
import { type CallContext, PictureValue } from "../../values"
import { type Declaration, declare, type DeclaredFunction, signature } from "../declare"
import { integer, optional, partition } from "../parameters"
import { rankCount, type RankKind } from "../partition/series"
import {
  conjugate,
  crank,
  durfeeSquare,
  frobeniusSymbol,
  type Partition,
  partitionsOf,
  rank,
  size,
} from "../partition/statistics"

/* Pictures of partitions: Ferrers diagrams, and tables of ranks and cranks. */

const family = "pictures"
const RETURNS = "a picture"
const EXACT = "Exact."
const MOST_PARTS = 200
const MOST_SIZE = 5000
const MOST_STEPPED = 30
const MOST_ROWS = 40

type Ferrers = Extract<Picture, { type: "ferrers" }>

function diagram(given: Partition): Omit<Ferrers, "type" | "all"> {
  const parts = given.toSorted((a, b) => b - a)
  const [above, below] = frobeniusSymbol(parts)
  return {
    parts,
    durfee: durfeeSquare(parts),
    rank: rank(parts),
    crank: crank(parts),
    conjugate: [...conjugate(parts)],
    frobenius: [[...above], [...below]],
  }
}

function sumText(parts: readonly number[]): string {
  return parts.length === 0 ? "the empty partition" : parts.join(" + ")
}

function ferrersPicture(parts: Partition): PictureValue {
  if (parts.length > MOST_PARTS || size(parts) > MOST_SIZE) {
    throw new EngineError("tooLarge", `A Ferrers diagram has at most ${MOST_PARTS} rows and ${MOST_SIZE} dots.`, {
      given: `${parts.length} rows, ${size(parts)} dots`,
      help: "ferrers",
    })
  }
  const drawn = diagram(parts)
  return new PictureValue({
    picture: { type: "ferrers", ...drawn },
    caption: `Ferrers diagram of ${sumText(drawn.parts)}`,
    description: `Ferrers diagram of ${sumText(drawn.parts)}, a partition of ${size(parts)}. Its Durfee square has side ${drawn.durfee}, its rank is ${drawn.rank}, its crank ${drawn.crank}.`,
  })
}

function allDiagrams(n: number): PictureValue {
  const all = [...partitionsOf(n)].map(diagram)
  const [first] = all
  if (first === undefined) throw new TypeError("Every number has a partition")
  return new PictureValue({
    picture: { type: "ferrers", ...first, all },
    caption: `Ferrers diagrams of the ${all.length} ${all.length === 1 ? "partition" : "partitions"} of ${n}`,
    description: `Ferrers diagrams of all ${all.length} partitions of ${n}, one at a time. The first is ${sumText(first.parts)}.`,
  })
}

const ferrers = declare({
  name: "ferrers",
  family,
  summary:
    "Draws the Ferrers diagram of a partition with its Durfee square, hooks, conjugate, rank and crank; of a number, those of all its partitions in turn.",
  definition: "\\{(i,j) : 1\\le j\\le\\lambda_i\\}",
  source: "Andrews, The Theory of Partitions, section 1.3",
  precision: EXACT,
  signatures: [
    signature([partition()], RETURNS, ([parts]) => ferrersPicture(parts)),
    signature([integer("n", "all its partitions, one at a time", { min: 0, max: MOST_STEPPED })], RETURNS, ([n]) =>
      allDiagrams(n),
    ),
  ],
  examples: [
    { input: "ferrers([5,4,4,1])", result: '"Ferrers diagram of 5 + 4 + 4 + 1"', source: "the argument" },
    { input: "ferrers(5)", result: '"Ferrers diagrams of the 7 partitions of 5"', source: "p(5) = 7, OEIS A000041" },
  ],
  seeAlso: ["drank", "agcrank", "ranktable"],
  errors: [
    "The parts of a partition are positive integers.",
    `A Ferrers diagram has at most ${MOST_PARTS} rows and ${MOST_SIZE} dots.`,
  ],
})

type Statistic = Extract<RankKind, "rank" | "crank">

/** Rows 0 to n of N(m, row) or M(m, row); with t, of the classes of m mod t. */
function countTable(kind: Statistic, n: number, t: number | undefined, context: CallContext): PictureValue {
  const rows = Array.from({ length: n + 1 }, (_, row) => row)
  const most = kind === "rank" ? Math.max(0, n - 1) : Math.max(1, n)
  const columns =
    t === undefined
      ? Array.from({ length: 2 * most + 1 }, (_, i) => i - most)
      : Array.from({ length: t }, (_, residue) => residue)
  const values = rows.map((row) => {
    context.checkStop()
    return columns.map((m) =>
      String(rankCount(kind, t === undefined ? { m } : { residue: m, modulus: t }, row, context)),
    )
  })
  const letter = kind === "rank" ? "N" : "M"
  const of = t === undefined ? `${letter}(m,n)` : `${letter}(m,${t},n)`
  const equal = t === undefined ? [] : rows.filter((row) => row > 1 && new Set(values[row]).size === 1)
  return new PictureValue({
    picture: { type: "heat", rowTitle: "n", columnTitle: t === undefined ? "m" : `m mod ${t}`, rows, columns, values },
    caption: `${of} for n = 0 to ${n}: partitions of n by ${kind}`,
    description: `Table of ${of}, the number of partitions of n with ${kind} ${t === undefined ? "m" : `m mod ${t}`}, n = 0 to ${n}. ${
      t === undefined
        ? "Rows are symmetric about m = 0."
        : equal.length === 0
          ? "No row has all classes equal."
          : `All classes are equal for n = ${equal.join(", ")}.`
    }`,
  })
}

function table(kind: Statistic, text: Pick<Declaration, "name" | "definition" | "source" | "examples" | "seeAlso">) {
  return declare({
    family,
    summary: `Draws the table of the numbers of partitions by ${kind}, tinted by size; with t, by ${kind} mod t.`,
    precision: EXACT,
    errors: [],
    ...text,
    signatures: [
      signature(
        [
          integer("n", "the last row", { min: 1, max: MOST_ROWS }),
          optional(integer("t", `the modulus of the ${kind}`, { min: 1, max: 60 })),
        ],
        RETURNS,
        ([n, t], context) => countTable(kind, n, t, context),
      ),
    ],
  })
}

const ranktable = table("rank", {
  name: "ranktable",
  definition: "(n,m) \\mapsto N(m,n)",
  source: "F. J. Dyson, Some guesses in the theory of partitions, Eureka 8 (1944)",
  seeAlso: ["N", "rankgf", "cranktable"],
  examples: [
    { input: "ranktable(10)", result: '"N(m,n) for n = 0 to 10: partitions of n by rank"', source: "the argument" },
    {
      input: "ranktable(14,5)",
      result: '"N(m,5,n) for n = 0 to 14: partitions of n by rank"',
      source: "the arguments",
    },
  ],
})

const cranktable = table("crank", {
  name: "cranktable",
  definition: "(n,m) \\mapsto M(m,n)",
  source: "G. E. Andrews and F. G. Garvan, Dyson's crank of a partition, Bull. Amer. Math. Soc. 18 (1988)",
  seeAlso: ["M", "crankgf", "ranktable"],
  examples: [
    { input: "cranktable(10)", result: '"M(m,n) for n = 0 to 10: partitions of n by crank"', source: "the argument" },
    {
      input: "cranktable(17,11)",
      result: '"M(m,11,n) for n = 0 to 17: partitions of n by crank"',
      source: "the arguments",
    },
  ],
})

export const partitionPictures: readonly DeclaredFunction[] = [ferrers, ranktable, cranktable]
