import type { PictureViewName } from "../../../contract"
import { EngineError } from "../../errors"
import { congruenceView, DEFAULT_STEP, LARGEST_STEP } from "../../outputs/pictures/congruences"
import { dissectionView } from "../../outputs/pictures/dissection"
import { phaseView } from "../../outputs/pictures/phase"
import { LARGEST_DEGREE, rootsView } from "../../outputs/pictures/roots"
import type { View } from "../../outputs/pictures/view"
import { seriesView, type ViewOptions } from "../../outputs/views"
import type { QSeries } from "../../series/series"
import type { QExpr, Rational } from "../../symbolic/expression"
import { PictureValue } from "../../values"
import { type Declaration, declare, type DeclaredFunction, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { integer, integerList, optional, order, rationalNumber, series, withDefault } from "../parameters"

/*
 * Pictures of a series as functions. The same pictures are views of every series in the notebook; a function names its range, and its picture can be kept in a
 * variable or stand beside others in one cell.
 */

const family = "pictures"
const ORDER = 500
const f = series("f", "a series, or an expression that has one")
const T = withDefault(order("an expression without an end is expanded below this exponent"), String(ORDER), ORDER)
const RETURNS = "a picture"
const EXACT = "The coefficients drawn are exact; nothing beyond the known order is drawn."
const PARTITIONS = "partition_gf(100)"

type Text = Pick<Declaration, "name" | "summary" | "definition" | "source" | "examples"> &
  Partial<Pick<Declaration, "seeAlso" | "errors" | "cost" | "precision">>

export function pictureValue(view: View): PictureValue {
  return new PictureValue(view)
}

export function known(value: QSeries | QExpr, to: number): QSeries {
  return new SeriesInput(value, variableOf(value)).known(to)
}

function simple(view: PictureViewName, text: Text): DeclaredFunction {
  return declare({
    family,
    precision: EXACT,
    seeAlso: ["stems", "growth", "residues"].filter((name) => name !== text.name),
    ...text,
    signatures: [
      signature([f, T], RETURNS, ([value, to], { checkStop }) =>
        pictureValue(seriesView(known(value, to), view, { checkStop })),
      ),
    ],
  })
}

const stems = declare({
  family,
  precision: EXACT,
  seeAlso: ["growth", "residues"],
  errors: [],
  signatures: [
    signature(
      [f, T, optional(integer("start", "the first exponent drawn", { min: 0, max: 1_000_000_000 }))],
      RETURNS,
      ([value, to, from]) => pictureValue(seriesView(known(value, to), "plot", { from })),
    ),
  ],
  name: "stems",
  aliases: ["plot"],
  summary: "Plots the coefficients against their exponents, the first thousand of them.",
  definition: "n \\mapsto a(n)",
  source: "definition",
  examples: [
    {
      input: `stems(${PARTITIONS})`,
      result: '"Coefficients a(n) of q^n, n = 0 to 99"',
      source: "the range of the series",
    },
    {
      input: "stems(theta3(q,9),start=2)",
      result: '"Coefficients a(n) of q^n, n = 2 to 8"',
      source: "the range of the series",
    },
  ],
})

const growth = simple("growth", {
  name: "growth",
  summary:
    "Plots the sizes of the coefficients, and for a product with periodic exponents their ratio to the leading asymptotic term.",
  definition: "n \\mapsto \\log_{10}|a(n)|, \\quad n \\mapsto a(n)/\\alpha(n)",
  source: "Andrews, The Theory of Partitions, theorem 6.2 (Meinardus)",
  examples: [
    {
      input: `growth(${PARTITIONS})`,
      result: '"Digits of the coefficients, n = 0 to 99"',
      source: "the range of the series",
    },
    {
      input: "growth(1/aqprod(q,q,infinity),50)",
      result: '"Digits of the coefficients, n = 0 to 49"',
      source: "the order given",
    },
  ],
})

const signs = simple("signs", {
  name: "signs",
  summary: "Draws the signs of the coefficients in rows, as long as their period when they have one.",
  definition: "n \\mapsto \\operatorname{sgn} a(n)",
  source: "definition",
  examples: [
    {
      input: "signs(etaq(q,1,60))",
      result: '"Signs of the coefficients, n = 0 to 59"',
      source: "the range of the series",
    },
    { input: "signs(1/(1+q),20)", result: '"Signs of the coefficients, n = 0 to 19"', source: "the order given" },
  ],
})

const barcode = simple("zeros", {
  name: "barcode",
  summary:
    "Draws a bar at each exponent whose coefficient is not zero, and says whether all are squares, triangular or pentagonal numbers.",
  definition: "\\{n : a(n) \\neq 0\\}",
  source: "definition",
  examples: [
    {
      input: "barcode(theta3(q,50))",
      result: '"Where the coefficients do not vanish, n = 0 to 49"',
      source: "the range of the series",
    },
    {
      input: "barcode(etaq(q,1,30))",
      result: '"Where the coefficients do not vanish, n = 0 to 29"',
      source: "the range of the series",
    },
  ],
})

const productstrip = simple("product", {
  name: "productstrip",
  summary: "Draws the exponents of the product that a series is; a period shows as equal rows.",
  definition: "f(q) = \\prod_{n\\ge1} (1-q^n)^{a_n}",
  source: "Andrews, The Theory of Partitions, theorem 10.3",
  errors: ["A product of powers of 1 - q^n has whole exponents and the leading coefficient 1."],
  seeAlso: ["prodmake", "etamake"],
  examples: [
    {
      input: "productstrip(rogers_ramanujan_G(31))",
      result: '"Exponents a(n) of the product of (1 - q^n)^a(n), n = 1 to 30; period 5"',
      source: "Rogers-Ramanujan",
    },
    {
      input: "productstrip(theta3(q,21))",
      result: '"Exponents a(n) of the product of (1 - q^n)^a(n), n = 1 to 20; period 4"',
      source: "theta3 = eta(2tau)^5/(eta(tau)^2 eta(4tau)^2)",
    },
  ],
})

const residues = declare({
  name: "residues",
  family,
  summary: "Draws the coefficients mod m in rows; a class of exponents that vanishes shows as a column.",
  definition: "n \\mapsto a(n) \\bmod m",
  source: "S. Ramanujan, Congruence properties of partitions, Proc. London Math. Soc. 18 (1920)",
  precision: EXACT,
  signatures: [
    signature(
      [
        f,
        withDefault(integer("m", "the modulus", { min: 2, max: 2_000_000_000, keywords: ["modulus"] }), "5", 5),
        optional(integer("columns", "length of a row; a multiple of m near 40 when left out", { min: 1, max: 1000 })),
        T,
      ],
      RETURNS,
      ([value, modulus, columns, to]) => {
        const options: ViewOptions = { modulus, columns }
        return pictureValue(seriesView(known(value, to), "residues", options))
      },
    ),
  ],
  examples: [
    {
      input: `residues(${PARTITIONS},5,columns=20)`,
      result: '"Coefficients mod 5 in rows of 20, n = 0 to 99"',
      source: "the arguments",
    },
    {
      input: `residues(${PARTITIONS},7)`,
      result: '"Coefficients mod 7 in rows of 42, n = 0 to 99"',
      source: "42 = 6*7 is near 40",
    },
  ],
  seeAlso: ["congruences", "findcong", "sift"],
  errors: ["Residues are those of integer coefficients."],
})

const congruences = declare({
  name: "congruences",
  family,
  summary: "Draws the progressions An + B on which all known coefficients are 0 mod a prime below 29, and lists them.",
  definition: "a(An+B) \\equiv 0 \\pmod p",
  source: "S. Ramanujan, Congruence properties of partitions, Proc. London Math. Soc. 18 (1920)",
  precision: "A finding: each is seen on at least six coefficients, and on all that are known.",
  signatures: [
    signature(
      [
        f,
        withDefault(
          integer("A", "the largest step", { min: 1, max: LARGEST_STEP }),
          String(DEFAULT_STEP),
          DEFAULT_STEP,
        ),
        T,
      ],
      RETURNS,
      ([value, most, to]) => pictureValue(congruenceView(known(value, to), most)),
    ),
  ],
  examples: [
    {
      input: "congruences(partition_gf(500),11)",
      result: '"Progressions An + B on which the coefficients vanish mod a prime, A up to 11, 500 coefficients"',
      source: "the arguments",
    },
    {
      input: "congruences(etaq(q,1,100),5)",
      result: '"Progressions An + B on which the coefficients vanish mod a prime, A up to 5, 100 coefficients"',
      source: "the arguments",
    },
  ],
  seeAlso: ["findcong", "residues"],
  errors: ["Congruences are those of integer coefficients at whole exponents."],
})

const dissection = declare({
  name: "dissection",
  family,
  summary: "Shows the k classes of exponents of a series side by side: series, a product that fits it, residues mod k.",
  definition: "f(q) = \\sum_{r=0}^{k-1} q^r f_r(q^k)",
  source: "Garvan, A q-product tutorial for a q-series Maple package, section 5",
  precision: "Each class is known as far as f allows; a product is a finding that fits all known coefficients.",
  signatures: [
    signature([f, integer("k", "the number of classes", { min: 1, max: 60 }), T], RETURNS, ([value, k, to]) =>
      pictureValue(dissectionView(known(value, to), k)),
    ),
  ],
  examples: [
    {
      input: "dissection(etaq(q,1,200),5)",
      result: '"The 5-dissection: coefficients of q^(5n + r) for r = 0 to 4"',
      source: "the arguments",
    },
    {
      input: `dissection(${PARTITIONS},2)`,
      result: '"The 2-dissection: coefficients of q^(2n + r) for r = 0 to 1"',
      source: "the arguments",
    },
  ],
  seeAlso: ["dissect", "sift"],
  errors: ["A dissection is of a series with whole exponents."],
})

const zeros = declare({
  name: "zeros",
  family,
  summary: "Draws the complex zeros of truncations of a series beside the unit circle, each with a proved error.",
  definition: "\\Big\\{z : \\sum_{n<N} a(n) z^n = 0\\Big\\}",
  source: "B. T. Smith, Error bounds for zeros of a polynomial based upon Gerschgorin's theorems, J. ACM 17 (1970)",
  precision: "Each zero lies within the error given beside it; a disk of that radius holds no other.",
  cost: `About degree^3; the degree is at most ${LARGEST_DEGREE}.`,
  signatures: [
    signature(
      [f, integer("N", "the terms below this exponent are taken", { min: 1, max: 100_000 })],
      RETURNS,
      ([value, n], { checkStop }) => pictureValue(rootsView(known(value, n), [n], checkStop)),
    ),
    signature([f, integerList("L", "several truncations")], RETURNS, ([value, list], { checkStop }) => {
      const [first] = list
      if (first === undefined || list.some((n) => n < 1)) {
        throw new EngineError("domain", "A list of truncations has positive integers.", { help: "zeros", argument: 1 })
      }
      return pictureValue(rootsView(known(value, Math.max(...list)), list, checkStop))
    }),
  ],
  examples: [
    { input: "zeros(1-q^6,7)", result: '"Zeros of the terms below q^7"', source: "the arguments" },
    { input: `zeros(${PARTITIONS},[10,20])`, result: '"Zeros of the terms below q^10, q^20"', source: "the arguments" },
  ],
  seeAlso: ["phase"],
  errors: [
    "Zeros are those of truncations with rational coefficients and whole exponents.",
    "The zeros of a truncation are told apart only when they are simple.",
    "A truncation has only known terms.",
    `Zeros are found for truncations of degree at most ${LARGEST_DEGREE}.`,
    "A list of truncations has positive integers.",
  ],
})

function radiusOf(asked: Rational | undefined): number | undefined {
  if (asked === undefined) return undefined
  const radius = Number(asked.numerator) / Number(asked.denominator)
  if (radius > 0 && radius <= 1) return radius
  throw new EngineError("domain", "The radius of a phase portrait is above 0 and at most 1.", {
    given: String(radius),
    help: "phase",
    argument: 1,
  })
}

const phase = declare({
  name: "phase",
  family,
  summary:
    "Draws the phase of a series on the unit disk: argument as hue, size as rings, hatched where the terms left out may matter.",
  definition: "q \\mapsto \\arg f(q), \\quad |q|<1",
  source: "E. Wegert, Visual Complex Functions, Birkhäuser (2012)",
  precision: "Floating point; the radius is where the terms left out, if they grow as those drawn, add at most 1/256.",
  signatures: [
    signature(
      [f, optional(rationalNumber("r", "the largest radius that is coloured")), T],
      RETURNS,
      ([value, asked, to]) => pictureValue(phaseView(known(value, to), radiusOf(asked))),
    ),
  ],
  examples: [
    {
      input: "phase(1-q+q^3)",
      result: '"Phase on the disk |q| < 1.000, 4 terms"',
      source: "a polynomial is drawn whole",
    },
    { input: "phase(1+q,1/2)", result: '"Phase on the disk |q| < 0.500, 2 terms"', source: "the radius given" },
  ],
  seeAlso: ["zeros"],
  errors: [
    "A phase portrait is of a series with rational coefficients and whole exponents.",
    "The radius of a phase portrait is above 0 and at most 1.",
  ],
})

export const seriesPictures: readonly DeclaredFunction[] = [
  stems,
  growth,
  residues,
  congruences,
  signs,
  barcode,
  productstrip,
  dissection,
  zeros,
  phase,
]
