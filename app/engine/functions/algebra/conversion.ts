import { EngineError } from "../../errors"
import { call, integer, rootOfUnity, symbol, type QExpr } from "../../symbolic/expression"
import { expandRef } from "../../symbolic/expand"
import { partialFractionsRef } from "../../symbolic/partial-fractions"
import { normalRef } from "../../symbolic/rational-function"
import { thetaAsEta } from "../../symbolic/eta-form"
import type { Value } from "../../values"
import { addValues, mulValues } from "../../evaluator/arithmetic"
import { valueText } from "../../evaluator/text"
import { declare, signature, type Parameter } from "../declare"
import { describe } from "../describe"
import { integerOf } from "../inputs"
import { anyValue, integer as whole, word } from "../parameters"
import { listOf, setOf, text } from "../results"
import { equationSide, MAPLE, made, isUnknown, mapExpressions, polynomialOf, unknown } from "./common"

const FORMS = [
  "polynom",
  "list",
  "set",
  "string",
  "name",
  "symbol",
  "fraction",
  "rational",
  "expanded",
  "normal",
  "eta",
  "binary",
  "octal",
  "hex",
  "+",
  "*",
] as const
type Form = (typeof FORMS)[number]

function members(value: Value): readonly Value[] {
  switch (value.kind) {
    case "list":
    case "set":
    case "sequence":
      return value.items
    case "expr":
      return value.args.length === 0 ? [value] : value.args
    case "relation":
      return [value.left, value.right]
    case "string":
      return Array.from(value.text, text)
    default:
      return [value]
  }
}

function converted(value: Value, form: Form): Value {
  switch (form) {
    case "polynom":
      return mapExpressions(
        value,
        (expression) => expression,
        (series) => series.toPolynomial(),
      )
    case "list":
      return listOf(members(value))
    case "set":
      return setOf(members(value))
    case "string":
      return text(valueText(value))
    case "name":
    case "symbol":
      return nameOf(value)
    case "+":
      return addValues(members(value))
    case "*":
      return mulValues(members(value))
    case "binary":
      return integer(BigInt(based(value, 2)))
    case "octal":
      return integer(BigInt(based(value, 8)))
    case "hex":
      return symbol(based(value, 16).toUpperCase())
    case "fraction":
    case "rational":
      return value
    default:
      return mapExpressions(
        value,
        (expression) => rewritten(expression, form),
        (series) => series,
      )
  }
}

function based(value: Value, base: 2 | 8 | 16): string {
  const number = value.kind === "expr" ? value.asInteger() : undefined
  if (number !== undefined) return number.toString(base)
  throw new EngineError("argument", "convert writes an integer in another base.", {
    given: describe(value),
    help: "convert",
  })
}

function nameOf(value: Value): Value {
  if (value.kind === "expr" && value.isSymbol()) return value
  if (value.kind === "string") return symbol(value.text)
  throw new EngineError("argument", "convert makes a name of a name or a string.", {
    given: describe(value),
    hint: "cat builds names.",
    help: "convert",
  })
}

function rewritten(value: QExpr, form: "expanded" | "normal" | "eta"): QExpr {
  const algorithm = form === "expanded" ? expandRef : form === "normal" ? normalRef : thetaAsEta
  return made(value, algorithm(value.arena, value.ref))
}

/** Units first, as Maple gives them. Quadratic in the number of digits, which only short numbers have. */
function digits(n: bigint, base: bigint): QExpr[] {
  const list: QExpr[] = []
  for (let rest = n; rest > 0n; rest /= base) list.push(integer(rest % base))
  return list
}

function inBase(value: Value, by: Value): Value {
  const number = integerOf(value)
  const base = integerOf(by)
  if (number !== undefined && number >= 0n && base !== undefined && base >= 2n) return listOf(digits(number, base))
  throw new EngineError("argument", "convert writes an integer, at least 0, in a base of at least 2.", {
    given: `${describe(value)} in base ${describe(by)}`,
    help: "convert",
  })
}

function inPartialFractions(value: Value, by: Value): Value {
  const f = polynomialOf(value)
  if (f !== undefined && by.kind === "expr" && isUnknown(by))
    return made(f, partialFractionsRef(f.arena, f.ref, by.ref))
  throw new EngineError("argument", "convert gives partial fractions of a rational function in a name.", {
    given: `${describe(value)} in ${describe(by)}`,
    help: "convert",
  })
}

export const convert = declare({
  name: "convert",
  family: "algebra",
  summary:
    "Another form of the same: polynom drops a series' O-term; list, set, string; binary, octal, hex write an integer's digits; parfrac gives partial fractions; eta writes theta constants, JAC and q-products as eta functions.",
  definition: "f + O(q^T) \\mapsto f",
  source: MAPLE,
  precision: "polynom gives the known terms as an exact polynomial.",
  signatures: [
    signature(
      [anyValue("value", "what is converted"), word("form", "the form wanted", FORMS)],
      "the value in the form",
      ([value, form]) => converted(value, form),
    ),
    signature(
      [
        anyValue("f", "an integer, at least 0, or a rational function"),
        word("kind", "its digits or its partial fractions", ["base", "parfrac"] as const),
        anyValue("by", "the base, at least 2, or the variable"),
      ],
      "the list of the digits, units first, or the sum of the partial fractions over the rationals",
      ([f, kind, by]) => (kind === "base" ? inBase(f, by) : inPartialFractions(f, by)),
    ),
  ],
  examples: [
    { input: "convert(etaq(q,1,6),polynom)", result: "1 - q - q^2 + q^5", source: "Euler's pentagonal number theorem" },
    { input: "convert([1,2,3],`+`)", result: "6", source: "1 + 2 + 3" },
    { input: "convert(10,base,2)", result: "[0, 1, 0, 1]", source: "10 = 2 + 8" },
    { input: "convert(10,binary), convert(255,hex)", result: "1010, FF", source: "10 = 8 + 2, 255 = 15*16 + 15" },
    {
      input: "convert((x^5+1)/(x^2*(x-1)^2*(x^2+x+1)),parfrac,x)",
      result: "1/x^2+2/(3*(1-x)^2)+1/x+1/(3*(1-x))+1/3*x/(1+x+x^2)",
      source: "SymPy's apart",
    },
    { input: "convert({3,1,2},list)", result: "[1, 2, 3]", source: "read off" },
  ],
  seeAlso: ["series", "expand"],
})

/** A polynomial, or the equation that says that it is 0. */
const rootedPolynomial: Parameter<QExpr> = {
  name: "polynomial",
  meaning: "a polynomial over the rationals in one name, or an equation of such",
  domain: "a polynomial or an equation",
  optional: false,
  read: (value) =>
    value.kind === "relation" && value.operator === "=" ? equationSide(value, "RootOf") : polynomialOf(value),
}

export const rootOf = declare({
  name: "RootOf",
  family: "algebra",
  summary:
    "A root of a polynomial in one name, as an exact number; of a cyclotomic polynomial it is a root of unity in series.",
  definition: "\\alpha,\\ p(\\alpha) = 0",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([rootedPolynomial], "the root", ([value]) => {
      if (value.freeSymbols().length === 1) return call("RootOf", [value])
      throw new EngineError("domain", "RootOf takes a polynomial in one name.", {
        given: describe(value),
        help: "RootOf",
      })
    }),
    signature([rootedPolynomial, unknown("variable", "the polynomial's name")], "the root", ([value, variable]) => {
      const names = value.freeSymbols()
      if (names.length === 1 && variable.isSymbol(names[0])) return call("RootOf", [value])
      throw new EngineError("domain", "RootOf takes a polynomial in the name that is given, and in no other.", {
        given: describe(value),
        help: "RootOf",
      })
    }),
  ],
  examples: [
    { input: "normal(RootOf(z^2+z+1)^2+RootOf(z^2+z+1)+1)", result: "0", source: "definition" },
    { input: "normal(RootOf(z^2-2)^2)", result: "2", source: "definition" },
    { input: "normal(RootOf(z^2+z+1=0)^3)", result: "1", source: "a third root of unity" },
  ],
  seeAlso: ["solve"],
})

const zeta = declare({
  name: "zeta",
  family: "algebra",
  summary: "The root of unity exp(2 pi i/n), an exact number that series take as argument and coefficient.",
  definition: "\\zeta_n = e^{2\\pi i/n}",
  source: "Washington, Introduction to Cyclotomic Fields, chapter 2",
  precision: "Exact.",
  signatures: [
    signature([whole("n", "the order of the root", { min: 1, max: 10_000 })], "the root of unity", ([n]) =>
      rootOfUnity(n),
    ),
  ],
  examples: [
    { input: "zeta(4)^2", result: "-1", source: "i^2 = -1" },
    { input: "zeta(2)", result: "-1", source: "definition" },
    {
      input: "series(rank_gf(zeta(3),q,20)-rank_gf(RootOf(z^2+z+1),q,20),q,20)",
      result: "O(q^20)",
      source: "z^2+z+1 is the minimal polynomial of the third roots of unity",
    },
  ],
  seeAlso: ["RootOf", "rank_gf", "jtheta"],
})

export const conversionFunctions = [convert, rootOf, zeta]
