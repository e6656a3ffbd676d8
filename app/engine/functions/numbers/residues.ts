import { EngineError } from "../../errors"
import type { QExpr } from "../../symbolic/expression"
import { add, integer, mul } from "../../symbolic/expression"
import { QSeries } from "../../series/series"
import { List, Relation, type Value } from "../../values"
import { declare, signature, type DeclaredFunction } from "../declare"
import { describe } from "../describe"
import { anyValue, bigInteger } from "../parameters"
import { inverseMod, residue } from "./theory"

/** Remainders of numbers and of the coefficients of polynomials, series and lists of them. */

type Reduce = (n: bigint, m: bigint) => bigint

function reduceNumber(value: QExpr, m: bigint, reduce: Reduce, name: string): QExpr {
  const number = value.asRational()
  if (number === undefined) return value
  const inverse = number.denominator === 1n ? 1n : inverseMod(number.denominator, m)
  if (inverse === undefined) {
    throw new EngineError("domain", "A fraction has a remainder only when its denominator is prime to the modulus.", {
      given: `${describe(value)} mod ${m}`,
      argument: 0,
      help: name,
    })
  }
  return integer(reduce(number.numerator * inverse, m))
}

/** Coefficients of sums and products are reduced; exponents are not. */
function reduceExpression(value: QExpr, m: bigint, reduce: Reduce, name: string): QExpr {
  if (value.isNumber()) return reduceNumber(value, m, reduce, name)
  const again = (part: QExpr): QExpr => reduceExpression(part, m, reduce, name)
  if (value.head === "sum") return add(value.args.map(again))
  if (value.head === "product") return mul(value.args.map(again))
  if (value.head !== "power") return value
  const [base, exponent] = value.args as [QExpr, QExpr]
  return base.isNumber() && !exponent.isInteger() ? value : again(base).pow(exponent)
}

/** The residues as integers again, so that the result combines with other series over Z. */
function reduceSeries(series: QSeries, m: bigint, symmetric: boolean): QSeries {
  const reduced = series.mod(m)
  if (symmetric) return reduced.liftSymmetric()
  const { denominator, info } = reduced
  const terms = reduced.terms()
  return QSeries.fromTerms(
    terms.map(({ exponent }) => (exponent.numerator * denominator) / exponent.denominator),
    terms.map(({ coefficient }) => residue(BigInt(coefficient), m)),
    series.variable,
    info.order,
    { kind: "Z" },
    denominator,
  )
}

function reduceValue(value: Value, m: bigint, symmetric: boolean, name: string): Value {
  const reduce: Reduce = symmetric ? symmetricResidue : residue
  switch (value.kind) {
    case "expr":
      return reduceExpression(value, m, reduce, name)
    case "series":
      return reduceSeries(value, m, symmetric)
    case "list":
      return new List(value.items.map((item) => reduceValue(item, m, symmetric, name)))
    case "relation":
      return new Relation(
        value.operator,
        reduceValue(value.left, m, symmetric, name),
        reduceValue(value.right, m, symmetric, name),
      )
    default:
      throw new EngineError("argument", `${name} takes a number, or a polynomial, a series or a list of them.`, {
        given: describe(value),
        argument: 0,
        help: name,
      })
  }
}

/** In (-m/2, m/2]. */
function symmetricResidue(n: bigint, m: bigint): bigint {
  const r = residue(n, m)
  return 2n * r > m ? r - m : r
}

function remainder(
  name: "modp" | "mods",
  summary: string,
  definition: string,
  symmetric: boolean,
  examples: readonly (readonly [string, string])[],
): DeclaredFunction {
  return declare({
    name,
    family: "number theory",
    summary,
    definition,
    source: "Maple's modp and mods",
    precision: "Exact; a series keeps its order.",
    signatures: [
      signature(
        [
          anyValue("a", "what is reduced", "a number, or a polynomial, a series or a list"),
          bigInteger("m", "the modulus", 1n),
        ],
        "of the kind of a",
        ([a, m]) => reduceValue(a, m, symmetric, name),
      ),
    ],
    examples: examples.map(([input, result]) => ({ input, result, source: "definition" })),
    seeAlso: [symmetric ? "modp" : "mods", "irem"],
    errors: ["A fraction has a remainder only when its denominator is prime to the modulus."],
  })
}

export const residueFunctions: readonly DeclaredFunction[] = [
  remainder(
    "modp",
    "The remainder from 0 to m - 1, also written a mod m; of each coefficient of a polynomial or series.",
    "a \\bmod m \\in [0, m)",
    false,
    [
      ["modp(-7, 3)", "2"],
      ["modp(1/3, 7)", "5"],
      ["10 mod 4", "2"],
    ],
  ),
  remainder(
    "mods",
    "The remainder of least size, from -m/2 to m/2; of each coefficient of a polynomial or series.",
    "a \\bmod m \\in (-m/2, m/2]",
    true,
    [
      ["mods(5, 3)", "-1"],
      ["mods(4, 7)", "-3"],
    ],
  ),
]
