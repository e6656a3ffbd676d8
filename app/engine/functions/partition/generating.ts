import type { QSeries } from "../../series/series"
import { integer as int, rational } from "../../symbolic/expression"
import type { CallContext } from "../../values"
import { type Declaration, type DeclaredFunction, type Signature, declare, signature } from "../declare"
import { exactSignature } from "../exact"
import { expression, integer, list, order, variable, withDefault } from "../parameters"
import {
  type Count,
  type RankKind,
  boundedSeries,
  cachedCoefficient,
  coloredSeries,
  coreSeries,
  differenceSeries,
  distinctSeries,
  overpartitionSeries,
  partitionSeries,
  planeSeries,
  productSeries,
  rankCount,
  rankFunction,
  rankSeries,
  sptSeries,
} from "./series"

const ANDREWS = "Andrews, The Theory of Partitions"
const family = "partitions"
const KNOWN = "Known below exponent T."
const KNOWN_OR_EXACT = "Known below exponent T; exact without T."
const EXACT = "Exact."
const q = withDefault(variable(), "q", "q")
const T = order()

type Text = Pick<Declaration, "name" | "summary" | "definition" | "source" | "examples"> &
  Partial<Pick<Declaration, "aliases" | "seeAlso" | "cost" | "errors">>

function make(text: Text, precision: string, signatures: readonly Signature[]): DeclaredFunction {
  return declare({ family, errors: [], ...text, precision, signatures })
}

/** A generating function of T alone, of the variable and T, or of an argument alone, then exact. */
function generating(text: Text, series: (v: string, T: number) => QSeries): DeclaredFunction {
  return make(text, KNOWN_OR_EXACT, [
    signature([T], "a series in q", ([n]) => series("q", n)),
    signature([variable(), T], "a series", ([v, n]) => series(v, n)),
    exactSignature(text.name, [], (_, v, n) => series(v, n)),
  ])
}

const simple: readonly DeclaredFunction[] = [
  generating(
    {
      name: "partition_gf",
      summary: "The generating function of all partitions.",
      definition: "\\sum_{n\\ge0} p(n) q^n = \\frac{1}{(q;q)_\\infty}",
      source: `${ANDREWS}, theorem 1.1`,
      examples: [
        {
          input: "partition_gf(10)",
          result: "1 + q + 2*q^2 + 3*q^3 + 5*q^4 + 7*q^5 + 11*q^6 + 15*q^7 + 22*q^8 + 30*q^9 + O(q^10)",
          source: "OEIS A000041",
        },
        { input: "coeff(partition_gf(301),q,300)-numbpart(300)", result: "0", source: "Rademacher's series" },
      ],
      seeAlso: ["numbpart", "distinct_parts_gf"],
    },
    partitionSeries,
  ),
  generating(
    {
      name: "distinct_parts_gf",
      summary: "The generating function of partitions into distinct parts.",
      definition: "(-q;q)_\\infty = \\frac{(q^2;q^2)_\\infty}{(q;q)_\\infty}",
      source: `${ANDREWS}, (1.2.4)`,
      examples: [
        {
          input: "distinct_parts_gf(10)",
          result: "1 + q + q^2 + 2*q^3 + 2*q^4 + 3*q^5 + 4*q^6 + 5*q^7 + 6*q^8 + 8*q^9 + O(q^10)",
          source: "OEIS A000009",
        },
        {
          input: "series(distinct_parts_gf(30)-aqprod(-q,q,infinity),q,30)",
          result: "O(q^30)",
          source: "the definition",
        },
      ],
      seeAlso: ["odd_parts_gf", "PDP"],
    },
    distinctSeries,
  ),
  generating(
    {
      name: "odd_parts_gf",
      summary: "The generating function of partitions into odd parts.",
      definition: "\\frac{1}{(q;q^2)_\\infty}",
      source: `${ANDREWS}, corollary 1.2`,
      examples: [
        {
          input: "odd_parts_gf(10)",
          result: "1 + q + q^2 + 2*q^3 + 2*q^4 + 3*q^5 + 4*q^6 + 5*q^7 + 6*q^8 + 8*q^9 + O(q^10)",
          source: "OEIS A000009 (Euler)",
        },
        { input: "series(odd_parts_gf(60)-distinct_parts_gf(60),q,60)", result: "O(q^60)", source: "Euler's theorem" },
      ],
      seeAlso: ["distinct_parts_gf"],
    },
    (v, n) => productSeries([{ start: 1, step: 2 }], v, n),
  ),
  generating(
    {
      name: "plane_partition_gf",
      summary: "The generating function of plane partitions.",
      definition: "\\prod_{n\\ge1} \\frac{1}{(1-q^n)^n}",
      source: `${ANDREWS}, corollary 11.3 (MacMahon)`,
      examples: [
        {
          input: "plane_partition_gf(9)",
          result: "1 + q + 3*q^2 + 6*q^3 + 13*q^4 + 24*q^5 + 48*q^6 + 86*q^7 + 160*q^8 + O(q^9)",
          source: "OEIS A000219",
        },
        {
          input: "prodmake(plane_partition_gf(9),q,9,list)",
          result: "[-1, -2, -3, -4, -5, -6, -7, -8]",
          source: "the definition",
        },
      ],
      seeAlso: ["partition_gf"],
    },
    planeSeries,
  ),
  generating(
    {
      name: "overpartition_gf",
      summary: "The generating function of overpartitions.",
      definition: "\\frac{(-q;q)_\\infty}{(q;q)_\\infty} = \\frac{(q^2;q^2)_\\infty}{(q;q)_\\infty^2}",
      source: "S. Corteel and J. Lovejoy, Overpartitions, Trans. Amer. Math. Soc. 356 (2004)",
      examples: [
        {
          input: "overpartition_gf(8)",
          result: "1 + 2*q + 4*q^2 + 8*q^3 + 14*q^4 + 24*q^5 + 40*q^6 + 64*q^7 + O(q^8)",
          source: "OEIS A015128",
        },
        { input: "series(overpartition_gf(40)*theta4(q,40),q,40)", result: "1 + O(q^40)", source: "Gauss" },
      ],
      seeAlso: ["pbar", "overptns"],
    },
    overpartitionSeries,
  ),
  generating(
    {
      name: "spt_gf",
      summary: "The generating function of spt(n), the number of smallest parts in the partitions of n.",
      definition: "\\sum_{n\\ge1} \\frac{q^n}{(1-q^n)^2 (q^{n+1};q)_\\infty}",
      source: "G. E. Andrews, The number of smallest parts in the partitions of n, J. reine angew. Math. 624 (2008)",
      examples: [
        {
          input: "spt_gf(9)",
          result: "q + 3*q^2 + 5*q^3 + 10*q^4 + 14*q^5 + 26*q^6 + 35*q^7 + 57*q^8 + O(q^9)",
          source: "OEIS A092269",
        },
        { input: "modp(coeff(spt_gf(55),q,54),5)", result: "0", source: "spt(5n+4) = 0 mod 5 (Andrews)" },
      ],
      seeAlso: ["spt", "NS"],
    },
    sptSeries,
  ),
]

const familyOf: readonly DeclaredFunction[] = [
  make(
    {
      name: "bounded_parts_gf",
      summary: "The generating function of partitions with no part above m.",
      definition: "\\prod_{k=1}^{m} \\frac{1}{1-q^k}",
      source: `${ANDREWS}, chapter 3`,
      examples: [
        {
          input: "bounded_parts_gf(3,10)",
          result: "1 + q + 2*q^2 + 3*q^3 + 4*q^4 + 5*q^5 + 7*q^6 + 8*q^7 + 10*q^8 + 12*q^9 + O(q^10)",
          source: "OEIS A001399",
        },
        { input: "bounded_parts_gf(0,5)", result: "1 + O(q^5)", source: "the empty product" },
      ],
      seeAlso: ["numbpart", "partition_gf"],
    },
    KNOWN,
    [signature([integer("m", "the largest part allowed"), T, q], "a series", ([m, n, v]) => boundedSeries(m, v, n))],
  ),
  make(
    {
      name: "partitions_residue_gf",
      summary: "The generating function of partitions into parts from given residue classes.",
      definition: "\\prod_{s\\in S} \\frac{1}{(q^s;q^m)_\\infty}",
      source: `${ANDREWS}, chapter 7`,
      examples: [
        {
          input: "partitions_residue_gf([1,4],5,10)",
          result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + O(q^10)",
          source: "OEIS A003114",
        },
        {
          input: "series(partitions_residue_gf([1,5],6,30)-partitions_residue_gf([1,5,7,11],12,30),q,30)",
          result: "O(q^30)",
          source: "the same parts",
        },
      ],
      seeAlso: ["residueprod", "difference_gf"],
    },
    KNOWN,
    [
      signature(
        [list(integer("s", "a residue"), "S", "the residues", 1), integer("m", "the modulus", { min: 1 }), T, q],
        "a series",
        ([S, m, n, v]) => {
          const starts = new Set(S.map((s) => (((s % m) + m - 1) % m) + 1))
          return productSeries(
            [...starts].map((start) => ({ start, step: m })),
            v,
            n,
          )
        },
      ),
    ],
  ),
  make(
    {
      name: "difference_gf",
      summary: "The generating function of partitions whose parts differ by at least d.",
      definition: "\\sum_{n\\ge0} \\frac{q^{n+dn(n-1)/2}}{(q;q)_n}",
      source: `${ANDREWS}, chapter 7`,
      examples: [
        {
          input: "difference_gf(2,10)",
          result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + O(q^10)",
          source: "OEIS A003114",
        },
        {
          input: "series(difference_gf(1,40)-distinct_parts_gf(40),q,40)",
          result: "O(q^40)",
          source: "parts that differ by at least 1 are distinct",
        },
      ],
      seeAlso: ["partitions_residue_gf", "PRR"],
    },
    KNOWN,
    [
      signature([integer("d", "the least difference", { min: 0 }), T, q], "a series", ([d, n, v], context) =>
        differenceSeries(d, v, n, context),
      ),
    ],
  ),
  make(
    {
      name: "colored_gf",
      summary: "The generating function of partitions whose parts come in k colours.",
      definition: "\\frac{1}{(q;q)_\\infty^k}",
      source: `${ANDREWS}, chapter 1`,
      examples: [
        {
          input: "colored_gf(2,8)",
          result: "1 + 2*q + 5*q^2 + 10*q^3 + 20*q^4 + 36*q^5 + 65*q^6 + 110*q^7 + O(q^8)",
          source: "OEIS A000712",
        },
        {
          input: "colored_gf(-1,8)",
          result: "1 - q - q^2 + q^5 + q^7 + O(q^8)",
          source: "Euler's pentagonal number theorem",
        },
      ],
      seeAlso: ["partition_gf"],
    },
    KNOWN,
    [
      signature(
        [integer("k", "the number of colours; negative for powers of (q;q)_inf"), T, q],
        "a series",
        ([k, n, v]) => coloredSeries(k, v, n),
      ),
    ],
  ),
  make(
    {
      name: "tcore_gf",
      summary: "The generating function of t-cores.",
      definition: "\\frac{(q^t;q^t)_\\infty^t}{(q;q)_\\infty}",
      source: "F. Garvan, D. Kim and D. Stanton, Cranks and t-cores, Invent. Math. 101 (1990), (2.1)",
      examples: [
        {
          input: "tcore_gf(3,10)",
          result: "1 + q + 2*q^2 + 2*q^4 + q^5 + 2*q^6 + q^8 + 2*q^9 + O(q^10)",
          source: "OEIS A033687",
        },
        { input: "tcore_gf(2,12)", result: "1 + q + q^3 + q^6 + q^10 + O(q^12)", source: "2-cores are staircases" },
      ],
      seeAlso: ["tcores", "istcore"],
    },
    KNOWN,
    [signature([integer("t", "the core size", { min: 1 }), T, q], "a series", ([t, n, v]) => coreSeries(t, v, n))],
  ),
]

const ASD =
  "A. O. L. Atkin and H. P. F. Swinnerton-Dyer, Some properties of partitions, Proc. London Math. Soc. 4 (1954)"
const ANDREWS_GARVAN = "G. E. Andrews and F. G. Garvan, Dyson's crank of a partition, Bull. Amer. Math. Soc. 18 (1988)"
const z = expression("z", "a rational, a name, or a root of unity zeta(n)^k; not 0")

function twoVariable(text: Text, shift: 3 | 1): DeclaredFunction {
  return make(
    {
      ...text,
      errors: ["z must not be 0.", "The rank and crank functions have a pole where z is a power of q other than 1."],
    },
    KNOWN,
    [
      signature([z, variable(), T], "a series, its coefficients Laurent polynomials in z", ([value, v, n], context) =>
        rankFunction(shift, value, v, n, context),
      ),
      signature(
        [integer("znum", "numerator of z"), integer("zden", "denominator of z", { min: 1 }), T],
        "a series in q",
        ([a, b, n], context) => rankFunction(shift, rational(a, b), "q", n, context),
      ),
      signature([z, T], "a series in q", ([value, n], context) => rankFunction(shift, value, "q", n, context)),
    ],
  )
}

function fixed(text: Text, kind: RankKind): DeclaredFunction {
  const value = integer("m", "the rank or crank")
  return make(text, KNOWN_OR_EXACT, [
    signature([value, T, q], "a series", ([m, n, v], context) => rankSeries(kind, { m }, v, n, context)),
    exactSignature(text.name, [value], ([m = 0], v, n) => rankSeries(kind, { m }, v, n)),
  ])
}

const ranks: readonly DeclaredFunction[] = [
  twoVariable(
    {
      name: "rank_gf",
      summary: "The two-variable generating function of Dyson's rank.",
      definition: "R(z;q) = 1+\\sum_{n\\ge1} \\frac{q^{n^2}}{(zq;q)_n(q/z;q)_n} = \\sum_{m,n} N(m,n) z^m q^n",
      source: `${ASD}, (2.12)`,
      examples: [
        {
          input: "rank_gf(1,1,10)",
          result: "1 + q + 2*q^2 + 3*q^3 + 5*q^4 + 7*q^5 + 11*q^6 + 15*q^7 + 22*q^8 + 30*q^9 + O(q^10)",
          source: "OEIS A000041, z = 1",
        },
        { input: "series(rank_gf(-1,q,40)-mock_theta_f3(40),q,40)", result: "O(q^40)", source: "R(-1;q) = f(q)" },
      ],
      seeAlso: ["rankgf", "N", "crank_gf"],
    },
    3,
  ),
  twoVariable(
    {
      name: "crank_gf",
      summary: "The two-variable generating function of the crank; M(0,1) = -1 and M(1,1) = M(-1,1) = 1.",
      definition: "C(z;q) = \\frac{(q;q)_\\infty}{(zq;q)_\\infty(q/z;q)_\\infty} = \\sum_{m,n} M(m,n) z^m q^n",
      source: ANDREWS_GARVAN,
      examples: [
        {
          input: "crank_gf(1,1,10)",
          result: "1 + q + 2*q^2 + 3*q^3 + 5*q^4 + 7*q^5 + 11*q^6 + 15*q^7 + 22*q^8 + 30*q^9 + O(q^10)",
          source: "OEIS A000041, z = 1",
        },
        {
          input: "series(crank_gf(-1,q,30)-etaq(q,1,30)^3/etaq(q,2,30)^2,q,30)",
          result: "O(q^30)",
          source: "the product at z = -1",
        },
      ],
      seeAlso: ["crankgf", "M", "rank_gf"],
    },
    1,
  ),
  fixed(
    {
      name: "rankgf",
      summary: "The generating function of the number of partitions of n with rank m.",
      definition:
        "\\sum_n N(m,n) q^n = \\frac{1}{(q;q)_\\infty} \\sum_{k\\ge1} (-1)^{k-1} q^{k(3k-1)/2+|m|k}(1-q^k) \\quad (+1 \\text{ for } m=0)",
      source: `${ASD}, (2.12)`,
      examples: [
        { input: "coeff(rankgf(0,20),q,7)", result: "3", source: "ranks of the 15 partitions of 7" },
        { input: "rankgf(0,8)", result: "1 + q + q^3 + q^4 + q^5 + q^6 + 3*q^7 + O(q^8)", source: "OEIS A047993" },
      ],
      seeAlso: ["rank_gf", "N"],
    },
    "rank",
  ),
  fixed(
    {
      name: "crankgf",
      summary: "The generating function of the number of partitions of n with crank m.",
      definition: "\\sum_n M(m,n) q^n = \\frac{1}{(q;q)_\\infty} \\sum_{k\\ge1} (-1)^{k-1} q^{k(k-1)/2+|m|k}(1-q^k)",
      source: ANDREWS_GARVAN,
      examples: [
        { input: "coeff(crankgf(1,20),q,7)", result: "2", source: "cranks of the 15 partitions of 7" },
        {
          input: "crankgf(0,8)",
          result: "1 - q + q^3 + q^4 + q^5 + q^6 + q^7 + O(q^8)",
          source: "OEIS A064410 with M(0,1) = -1",
        },
      ],
      seeAlso: ["crank_gf", "M"],
    },
    "crank",
  ),
]

/** name(m, n) and name(r, t, n). */
function counting(text: Text, kind: RankKind): DeclaredFunction {
  const n = integer("n", "the number that is partitioned; negative ones give 0", { max: 5_000_000 })
  return make(text, EXACT, [
    signature([integer("m", "the value of the statistic"), n], "an integer", ([m, size], context) =>
      int(rankCount(kind, { m }, size, context)),
    ),
    signature(
      [integer("r", "the residue"), integer("t", "the modulus", { min: 1 }), n],
      "an integer",
      ([residue, modulus, size], context) => int(rankCount(kind, { residue, modulus }, size, context)),
    ),
  ])
}

const counts: readonly DeclaredFunction[] = [
  counting(
    {
      name: "N",
      summary: "N(m,n): partitions of n with rank m; N(r,t,n): with rank congruent to r mod t.",
      definition: "N(m,n) = [z^m q^n] R(z;q), \\quad N(r,t,n) = \\sum_{m\\equiv r\\,(t)} N(m,n)",
      source: ASD,
      examples: [
        { input: "N(1,10)", result: "5", source: "ranks of the 42 partitions of 10" },
        {
          input: "[seq(N(r,5,9),r=0..4)]",
          result: "[6, 6, 6, 6, 6]",
          source: "Dyson's conjecture, proved by Atkin and Swinnerton-Dyer",
        },
      ],
      seeAlso: ["M", "rankgf", "drank"],
    },
    "rank",
  ),
  counting(
    {
      name: "M",
      summary: "M(m,n): partitions of n with crank m; M(r,t,n): with crank congruent to r mod t.",
      definition: "M(m,n) = [z^m q^n] C(z;q), \\quad M(r,t,n) = \\sum_{m\\equiv r\\,(t)} M(m,n)",
      source: ANDREWS_GARVAN,
      examples: [
        { input: "M(2,10)", result: "4", source: "cranks of the 42 partitions of 10" },
        {
          input: "[seq(M(r,11,6),r=0..10)]",
          result: "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
          source: `${ANDREWS_GARVAN}: the crank splits 11n+6`,
        },
      ],
      seeAlso: ["N", "crankgf", "agcrank"],
    },
    "crank",
  ),
  counting(
    {
      name: "NS",
      summary: "NS(m,n): the spt-crank counts; they sum to spt(n) over all m.",
      definition: "\\sum_{m,n} N_S(m,n) z^m q^n = \\frac{R(z;q)-C(z;q)}{(1-z)(1-z^{-1})}",
      source:
        "G. E. Andrews, F. G. Garvan and J. Liang, Combinatorial interpretations of congruences for the spt-function, Ramanujan J. 29 (2012)",
      examples: [
        { input: "add(NS(m,5),m=-5..5)-spt(5)", result: "0", source: "sum over m is spt(n)" },
        {
          input: "[seq(NS(r,5,9),r=0..4)]",
          result: "[16, 16, 16, 16, 16]",
          source: "Andrews, Garvan and Liang, theorem 2.2, and spt(9) = 80",
        },
      ],
      seeAlso: ["spt", "sptcrankresnum"],
    },
    "sptCrank",
  ),
  counting(
    {
      name: "M2N",
      summary:
        "M2N(m,n): partitions of n without repeated odd parts and with M2-rank m; M2N(k,r,n): with M2-rank congruent to k mod r.",
      definition: "\\sum_{m,n} N_2(m,n) z^m q^n = \\sum_{n\\ge0} \\frac{q^{n^2}(-q;q^2)_n}{(zq^2;q^2)_n(q^2/z;q^2)_n}",
      source:
        "J. Lovejoy and R. Osburn, M2-rank differences for partitions without repeated odd parts, J. Théor. Nombres Bordeaux 21 (2009)",
      examples: [
        { input: "M2N(0,10)", result: "4", source: "counted one by one" },
        {
          input: "add(M2N(m,12),m=-12..12)-coeff(series(aqprod(-q,q^2,infinity)/aqprod(q^2,q^2,infinity),q,13),q,12)",
          result: "0",
          source: "sum over m",
        },
      ],
      seeAlso: ["GFDM2N", "m2rank"],
    },
    "m2Rank",
  ),
  counting(
    {
      name: "NBAR",
      summary: "NBAR(m,n): overpartitions of n with Dyson's rank m; NBAR(r,t,n): with rank congruent to r mod t.",
      definition:
        "\\sum_n \\overline N(m,n) q^n = 2\\frac{(-q;q)_\\infty}{(q;q)_\\infty} \\sum_{k\\ge1} (-1)^{k-1} q^{k^2+|m|k} \\frac{1-q^k}{1+q^k} \\quad (+1 \\text{ for } m=0)",
      source:
        "J. Lovejoy, Rank and conjugation for the Frobenius representation of an overpartition, Ann. Comb. 9 (2005)",
      examples: [
        {
          input: "NBAR(0,4)-nops(select(p->overptnrank(p[1],p[2])=0,overptns(4)))",
          result: "0",
          source: "counted one by one",
        },
        { input: "add(NBAR(m,8),m=-8..8)-pbar(8)", result: "0", source: "sum over m" },
      ],
      seeAlso: ["MBAR", "overptnrank", "pbar"],
    },
    "overpartitionRank",
  ),
  counting(
    {
      name: "MBAR",
      summary:
        "MBAR(m,n): overpartitions of n by their first residual crank m; MBAR(k,r,n): crank congruent to k mod r.",
      definition: "\\sum_{m,n} \\overline M(m,n) z^m q^n = (-q;q)_\\infty\\, C(z;q)",
      source:
        "K. Bringmann, J. Lovejoy and R. Osburn, Automorphic properties of generating functions for generalized rank moments, IMRN (2010)",
      examples: [
        { input: "MBAR(1,5)", result: "3", source: "M(1,1) times 2 plus M(1,5)" },
        { input: "add(MBAR(m,7),m=-7..7)-pbar(7)", result: "0", source: "sum over m" },
      ],
      seeAlso: ["ocrankresnum", "NBAR", "overptncrank"],
    },
    "residualCrank",
  ),
]

function residueNumber(
  text: Text,
  count: (k: number, r: number, n: number, context: CallContext) => bigint,
): DeclaredFunction {
  return make(text, EXACT, [
    signature(
      [
        integer("k", "the residue"),
        integer("r", "the modulus", { min: 1 }),
        integer("n", "the number; negative ones give 0", { max: 5_000_000 }),
      ],
      "an integer",
      ([k, r, n], context) => int(count(k, r, n, context)),
    ),
  ])
}

const inClass = (value: number, k: number, r: number): bigint => ((value - k) % r === 0 ? 1n : 0n)

const numbers: readonly DeclaredFunction[] = [
  make(
    {
      name: "pbar",
      summary: "The number of overpartitions of n.",
      definition: "[q^n] \\frac{(-q;q)_\\infty}{(q;q)_\\infty}",
      source: "S. Corteel and J. Lovejoy, Overpartitions, Trans. Amer. Math. Soc. 356 (2004)",
      examples: [
        { input: "pbar(5)", result: "24", source: "OEIS A015128" },
        { input: "pbar(10)", result: "232", source: "OEIS A015128" },
      ],
      seeAlso: ["overptns", "overpartition_gf"],
    },
    EXACT,
    [
      signature([integer("n", "any integer; negative ones give 0", { max: 10_000_000 })], "an integer", ([n]) =>
        int(cachedCoefficient("pbar", n, (t) => overpartitionSeries("q", t))),
      ),
    ],
  ),
  make(
    {
      name: "spt",
      summary: "The number of smallest parts, counted over all partitions of n.",
      definition: "\\mathrm{spt}(n) = n\\,p(n) - \\tfrac12 \\sum_m m^2 N(m,n)",
      source: "G. E. Andrews, The number of smallest parts in the partitions of n, J. reine angew. Math. 624 (2008)",
      examples: [
        { input: "spt(4)", result: "10", source: "OEIS A092269" },
        { input: "spt(20)-20*numbpart(20)+add(m^2*N(m,20),m=-20..20)/2", result: "0", source: "Andrews, theorem 3" },
      ],
      seeAlso: ["spt_gf", "NS"],
    },
    EXACT,
    [
      signature([integer("n", "any integer; negative ones give 0", { max: 5_000_000 })], "an integer", ([n]) =>
        int(cachedCoefficient("spt", n, (t) => sptSeries("q", t))),
      ),
    ],
  ),
  residueNumber(
    {
      name: "sptcrankresnum",
      summary: "The sum of the spt-crank counts NS(m,n) over m congruent to k mod r.",
      definition: "N_S(k,r,n) = \\sum_{m\\equiv k\\,(r)} N_S(m,n)",
      source: "G. E. Andrews, F. G. Garvan and J. Liang, Ramanujan J. 29 (2012)",
      examples: [
        {
          input: "[seq(sptcrankresnum(k,5,4),k=0..4)]",
          result: "[2, 2, 2, 2, 2]",
          source: "Andrews, Garvan and Liang, theorem 2.2",
        },
        {
          input: "[seq(sptcrankresnum(k,7,5),k=0..6)]",
          result: "[2, 2, 2, 2, 2, 2, 2]",
          source: "Andrews, Garvan and Liang, theorem 2.2",
        },
      ],
      seeAlso: ["NS", "spt"],
    },
    (residue, modulus, n, context) => rankCount("sptCrank", { residue, modulus }, n, context),
  ),
  residueNumber(
    {
      name: "ocrankresnum",
      summary:
        "The number of overpartitions of n whose first residual crank, as overptncrank gives it, is congruent to k mod r.",
      definition: "\\#\\{\\lambda : \\mathrm{overptncrank}(\\lambda) \\equiv k \\pmod r\\}",
      source: "K. Bringmann, J. Lovejoy and R. Osburn, IMRN (2010); the partition 1 counts with crank -1",
      examples: [
        { input: "add(ocrankresnum(k,3,8),k=0..2)-pbar(8)", result: "0", source: "sum over the classes" },
        {
          input: "ocrankresnum(1,3,6)-nops(select(p->modp(overptncrank(p[1],p[2]),3)=1,overptns(6)))",
          result: "0",
          source: "counted one by one",
        },
      ],
      seeAlso: ["MBAR", "overptncrank"],
    },
    // The generating function counts the partition 1 as 1, -1 and 1 at cranks -1, 0 and 1; its crank is -1.
    (k, r, n, context) =>
      rankCount("residualCrank", { residue: k, modulus: r }, n, context) -
      (inClass(1, k, r) - inClass(0, k, r)) * cachedCoefficient("PDP", n - 1, (t) => distinctSeries("q", t)),
  ),
  make(
    {
      name: "GFDM2N",
      summary: "The generating function of the M2-rank differences M2N(k1,t,tn+r) - M2N(k2,t,tn+r).",
      definition: "\\sum_{n\\ge0} \\left(N_2(k_1,t,tn+r)-N_2(k_2,t,tn+r)\\right) q^n",
      source: "J. Lovejoy and R. Osburn, J. Théor. Nombres Bordeaux 21 (2009)",
      examples: [
        {
          input: "GFDM2N(0,1,3,1,6)",
          result: "1 + q^2 + q^3 + 2*q^4 + q^5 + O(q^6)",
          source: "M2-ranks counted one by one",
        },
        { input: "coeff(GFDM2N(0,2,5,1,4),q,3)-M2N(0,5,16)+M2N(2,5,16)", result: "0", source: "the definition" },
      ],
      seeAlso: ["M2N"],
    },
    KNOWN,
    [
      signature(
        [
          integer("k1", "the first class"),
          integer("k2", "the second class"),
          integer("t", "the modulus", { min: 1 }),
          integer("r", "the progression tn + r", { min: 0 }),
          withDefault(order(), "30", 30),
          q,
        ],
        "a series",
        ([k1, k2, t, r, n, v], context) => {
          const inner = t * Math.max(n - 1, 0) + r + 1
          const of = (residue: number): QSeries =>
            rankSeries("m2Rank", { residue, modulus: t } satisfies Count, v, inner, context)
          const difference = of(k1).sub(of(k2))
          return difference
            .sift(t, r % t)
            .shift(-Math.floor(r / t))
            .truncate(n)
        },
      ),
    ],
  ),
]

export const partitionGenerating: readonly DeclaredFunction[] = [
  ...simple,
  ...familyOf,
  ...ranks,
  ...counts,
  ...numbers,
]
