import { EngineError } from "../../errors"
import type { List, Value } from "../../values"
import { type Declaration, type DeclaredFunction, type Parameter, type Signature, declare, signature } from "../declare"
import { anyValue, integer, integerList, list, partition } from "../parameters"
import { bit, integers, listOf, text, whole } from "../results"
import {
  alphaVector,
  coreCrank,
  coreFromNVector,
  coreOf,
  coresOf,
  fromCoreAndQuotient,
  isCore,
  nVector,
  quotientOf,
  rVector,
  residueDiagram,
  residueWords,
} from "./cores"
import type { Partition } from "./statistics"

const family = "t-cores"
const GKS = "F. Garvan, D. Kim and D. Stanton, Cranks and t-cores, Invent. Math. 101 (1990)"
const t = integer("t", "the core size", { min: 2, max: 10_000 })
const list1 = (parts: Partition): List => integers(parts)
const lists = (all: readonly Partition[]): List => listOf(all.map(list1))

type Text = Pick<Declaration, "name" | "summary" | "definition" | "examples"> &
  Partial<Pick<Declaration, "seeAlso" | "errors" | "source">>

function make(words: Text, signatures: readonly Signature[]): DeclaredFunction {
  return declare({
    family,
    source: GKS,
    precision: "Exact.",
    errors: ["The parts of a partition are positive integers."],
    ...words,
    signatures,
  })
}

/** name(ptn, t) */
function ofPartition(words: Text, returns: string, compute: (p: Partition, t: number) => Value): DeclaredFunction {
  return make(words, [signature([partition(), t], returns, ([p, size]) => compute(p, size))])
}

function refuse(rule: string, given: string, fn: string): EngineError {
  return new EngineError("domain", rule, { given, argument: 0, help: fn })
}

const nvec = (name: string): Parameter<readonly number[]> => integerList(name, "the n-vector: integers with sum 0")

function checkedVector(n: readonly number[], fn: string): readonly number[] {
  const sum = n.reduce((a, b) => a + b, 0)
  if (sum !== 0 || n.length < 2)
    throw refuse("An n-vector has at least two entries with sum 0.", `entries with sum ${sum}`, fn)
  return n
}

const oddPrime: Parameter<number> = {
  ...integer("t", "an odd prime", { min: 3, max: 1000 }),
  domain: "an odd prime",
  read(value, context) {
    const n = t.read(value, context)
    if (n !== undefined && !isOddPrime(n)) throw new EngineError("domain", "t is an odd prime.", { given: String(n) })
    return n
  },
}

function isOddPrime(n: number): boolean {
  if (n < 3 || n % 2 === 0) return false
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false
  return true
}

export const coreFunctions: readonly DeclaredFunction[] = [
  ofPartition(
    {
      name: "istcore",
      summary: "1 when no hook length of the partition is divisible by t.",
      definition: "t \\nmid h(i,j) \\text{ for all cells } (i,j)",
      examples: [
        { input: "istcore([3,1],3)", result: "1", source: "hooks 4, 2, 1, 1" },
        { input: "istcore([4,2,2,1],3)", result: "0", source: "it has a hook of length 3" },
      ],
      seeAlso: ["tcoreofptn", "hooks"],
    },
    "1 or 0",
    (p, size) => bit(isCore(p, size)),
  ),
  ofPartition(
    {
      name: "tcoreofptn",
      summary: "The t-core of a partition: what is left after removing rim hooks of length t.",
      definition: "\\lambda \\mapsto \\tilde\\lambda",
      examples: [
        { input: "tcoreofptn([4,2,2,1],3)", result: "[4, 2]", source: "one rim hook of length 3 removed" },
        { input: "tcoreofptn([5,5],2)", result: "[]", source: "dominoes" },
      ],
      seeAlso: ["tquot", "phi1", "istcore"],
    },
    "a partition",
    (p, size) => list1(coreOf(p, size)),
  ),
  make(
    {
      name: "tcores",
      summary: "All t-cores of n, in lexicographically decreasing order.",
      definition: "\\#\\{t\\text{-cores of } n\\} = [q^n] \\frac{(q^t;q^t)_\\infty^t}{(q;q)_\\infty}",
      errors: ["t is an integer from 2 to 10000."],
      examples: [
        { input: "tcores(2,3)", result: "[[2, 1]]", source: "2-cores are staircases" },
        { input: "nops(tcores(5,20))-coeff(tcore_gf(5,21),q,20)", result: "0", source: "the generating function" },
      ],
      seeAlso: ["tcore_gf", "istcore"],
    },
    [
      signature(
        [integer("t", "the core size", { min: 2, max: 12 }), integer("n", "the size", { min: 0, max: 2000 })],
        "a list of partitions",
        ([size, n]) => lists(coresOf(size, n)),
      ),
    ],
  ),
  make(
    {
      name: "rvec",
      summary: "The number of cells of residue k, where the cell in row i and column j has residue j - i mod t.",
      definition: "r_k(\\lambda) = \\#\\{(i,j) : j-i \\equiv k \\pmod t\\}",
      examples: [
        { input: "rvec([4,2,2,1],3,2)", result: "3", source: "the residue diagram" },
        { input: "rvec([4,2,2,1],3,0)", result: "4", source: "the residue diagram" },
      ],
      seeAlso: ["ptn2rvec", "tresdiag"],
    },
    [
      signature([partition(), t, integer("k", "the residue")], "an integer", ([p, size, k]) =>
        whole(rVector(p, size)[((k % size) + size) % size] ?? 0),
      ),
    ],
  ),
  ofPartition(
    {
      name: "ptn2rvec",
      summary: "The numbers of cells of residue 0, 1, ..., t-1.",
      definition: "(r_0,\\ldots,r_{t-1})",
      examples: [
        { input: "ptn2rvec([4,2,2,1],3)", result: "[4, 2, 3]", source: "the residue diagram" },
        { input: "ptn2rvec([2,1],2)", result: "[1, 2]", source: "the residue diagram" },
      ],
      seeAlso: ["ptn2nvec", "rvec"],
    },
    "a list",
    (p, size) => integers(rVector(p, size)),
  ),
  ofPartition(
    {
      name: "ptn2nvec",
      summary: "The n-vector of a partition; it determines its t-core.",
      definition: "n_i = r_i - r_{i+1}",
      examples: [
        { input: "ptn2nvec([4,2,2,1],3)", result: "[2, -1, -1]", source: "differences of the r-vector" },
        { input: "ptn2nvec([3,1],3)", result: "[0, -1, 1]", source: "differences of the r-vector" },
      ],
      seeAlso: ["nvec2ptn", "ptn2rvec"],
    },
    "a list",
    (p, size) => integers(nVector(p, size)),
  ),
  make(
    {
      name: "nvec2ptn",
      summary: "The t-core with the given n-vector, t being its length.",
      definition: "|\\lambda| = \\tfrac t2 \\|n\\|^2 + \\sum_i i\\,n_i",
      errors: ["An n-vector has at least two entries with sum 0."],
      examples: [
        { input: "nvec2ptn([1,-1,0])", result: "[1, 1]", source: "GKS, section 2" },
        { input: "nvec2ptn([0,0,-1,0,1])", result: "[5, 1, 1]", source: "GKS, section 2" },
      ],
      seeAlso: ["ptn2nvec"],
    },
    [signature([nvec("nvec")], "a partition", ([n]) => list1(coreFromNVector(checkedVector(n, "nvec2ptn"))))],
  ),
  make(
    {
      name: "nvec2alphavec",
      summary:
        "The alpha-vector of a 5-core of 5n+4 or a 7-core of 7n+5: its cyclic shifts are the cores of one orbit.",
      definition:
        "n = \\sum_i \\alpha_i v_i, \\quad \\sum_i \\alpha_i = 1, \\quad |\\lambda| = t\\left(\\sum \\alpha_i^2 - \\sum \\alpha_i\\alpha_{i+1}\\right) - \\tfrac{t^2-1}{24}",
      errors: ["nvec2alphavec takes the n-vector of a 5-core of 5n+4 or of a 7-core of 7n+5."],
      examples: [
        { input: "nvec2alphavec(ptn2nvec([4],5))", result: "[0, 0, 0, 1, 0]", source: "GKS, section 4" },
        { input: "add(a,a in nvec2alphavec(ptn2nvec([5],7)))", result: "1", source: "GKS, section 5" },
      ],
      seeAlso: ["ptn2nvec", "tcrank"],
    },
    [
      signature([nvec("nvec")], "a list", ([n]) => {
        const alpha = alphaVector(checkedVector(n, "nvec2alphavec"))
        if (alpha === null)
          throw refuse(
            "nvec2alphavec takes the n-vector of a 5-core of 5n+4 or of a 7-core of 7n+5.",
            `[${n.join(", ")}]`,
            "nvec2alphavec",
          )
        return integers(alpha)
      }),
    ],
  ),
  ofPartition(
    {
      name: "tquot",
      summary: "The t-quotient of a partition: t partitions.",
      definition:
        "\\lambda \\mapsto (\\hat\\lambda_0,\\ldots,\\hat\\lambda_{t-1}), \\quad |\\lambda| = |\\tilde\\lambda| + t\\sum_i |\\hat\\lambda_i|",
      examples: [
        {
          input: "ptnnorm(tcoreofptn([7,5,2,1],3))+3*add(ptnnorm(p),p in tquot([7,5,2,1],3))",
          result: "15",
          source: "the size of the partition",
        },
        { input: "tquot([4,2],3)", result: "[[], [], []]", source: "a 3-core" },
      ],
      seeAlso: ["tcoreofptn", "phi1"],
    },
    "a list of partitions",
    (p, size) => lists(quotientOf(p, size)),
  ),
  ofPartition(
    {
      name: "phi1",
      summary: "The bijection of Littlewood: [t-core, t-quotient].",
      definition: "\\phi_1(\\lambda) = (\\tilde\\lambda, (\\hat\\lambda_0,\\ldots,\\hat\\lambda_{t-1}))",
      examples: [
        { input: "invphi1(phi1([7,5,2,1],3))", result: "[7, 5, 2, 1]", source: "phi1 is a bijection" },
        { input: "phi1([4,2],3)", result: "[[4, 2], [[], [], []]]", source: "a 3-core" },
      ],
      seeAlso: ["invphi1", "tcoreofptn", "tquot"],
    },
    "[core, quotient]",
    (p, size) => listOf([list1(coreOf(p, size)), lists(quotientOf(p, size))]),
  ),
  make(
    {
      name: "invphi1",
      summary: "The partition with the given t-core and t-quotient; the inverse of phi1.",
      definition: "\\phi_1^{-1}(\\tilde\\lambda, (\\hat\\lambda_0,\\ldots,\\hat\\lambda_{t-1})) = \\lambda",
      errors: ["The first partition is a t-core, t being the number of partitions in the quotient."],
      examples: [
        { input: "invphi1([],[[1],[]])", result: "[1, 1]", source: "one domino on runner 0" },
        { input: "invphi1(phi1([6,4,4,1],5))", result: "[6, 4, 4, 1]", source: "phi1 is a bijection" },
      ],
      seeAlso: ["phi1"],
    },
    [
      signature(
        [partition("core", "a t-core"), list(partition(), "quotient", "t partitions", 2)],
        "a partition",
        ([core, quotient]) => list1(joined(core, quotient)),
      ),
      signature(
        [list(anyValue("part", "the core or the quotient"), "pair", "[core, quotient]", 2)],
        "a partition",
        ([pair], context) => {
          const core = pair[0] === undefined ? undefined : partition().read(pair[0], context)
          const quotient =
            pair[1] === undefined ? undefined : list(partition(), "quotient", "t partitions", 2).read(pair[1], context)
          if (core === undefined || quotient === undefined || pair.length !== 2)
            throw refuse("invphi1 takes [core, quotient].", `${pair.length} items`, "invphi1")
          return list1(joined(core, quotient))
        },
      ),
    ],
  ),
  make(
    {
      name: "tcrank",
      summary: "The t-core crank, t an odd prime; it splits the partitions of 5n+4, 7n+5 and 11n+6 into equal classes.",
      definition: "\\sum_{i=0}^{t-1} \\left(i-\\tfrac{t-1}{2}\\right)^{t-3} n_i \\pmod t",
      errors: ["t is an odd prime."],
      examples: [
        {
          input: "sort([seq(tcrank(p,5), p in partitions(4))])",
          result: "[0, 1, 2, 3, 4]",
          source: "GKS: it splits the partitions of 5n+4",
        },
        { input: "nops(select(p->tcrank(p,7)=3,partitions(12)))", result: "11", source: "p(12)/7" },
      ],
      seeAlso: ["agcrank", "ptn2nvec"],
    },
    [signature([partition(), oddPrime], "an integer from 0 to t-1", ([p, size]) => whole(coreCrank(p, size)))],
  ),
  ofPartition(
    {
      name: "tresdiag",
      summary: "The t-residue diagram: rows of residues j - i mod t.",
      definition: "(i,j) \\mapsto j - i \\bmod t",
      examples: [
        { input: "tresdiag([4,2,2,1],3)", result: "[[0, 1, 2, 0], [2, 0], [1, 2], [0]]", source: "the definition" },
        { input: "tresdiag([2,1],2)", result: "[[0, 1], [1]]", source: "the definition" },
      ],
      seeAlso: ["ptn2rvec"],
    },
    "a list of lists",
    (p, size) => lists(residueDiagram(p, size)),
  ),
  make(
    {
      name: "makebiw",
      summary:
        "The bi-infinite words of the extended residue diagram for the regions -m, ..., m: E marks an exposed cell.",
      definition:
        "W_i = \\cdots w_{-1} w_0 w_1 \\cdots, \\quad w_r = E \\text{ when region } r \\text{ has an exposed cell of residue } i, \\text{ else } N",
      examples: [
        { input: "makebiw([4,2,2,1],3,2)", result: '["EEEEE", "EENNN", "ENENN"]', source: "GKS, section 2" },
        { input: "makebiw([],2,1)", result: '["EEN", "EEN"]', source: "GKS, section 2" },
      ],
      seeAlso: ["phi1", "tresdiag"],
    },
    [
      signature(
        [partition(), t, integer("m", "the last region", { min: 0, max: 10_000 })],
        "a list of words",
        ([p, size, m]) => listOf(residueWords(p, size, m).map(text)),
      ),
    ],
  ),
]

function joined(core: Partition, quotient: readonly Partition[]): Partition {
  if (!isCore(core, quotient.length)) {
    throw refuse(
      "The first partition is a t-core, t being the number of partitions in the quotient.",
      `[${core.join(", ")}] with t = ${quotient.length}`,
      "invphi1",
    )
  }
  return fromCoreAndQuotient(core, quotient)
}
