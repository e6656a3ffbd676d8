import { EngineError } from "../../errors"
import { antiderivative, derivative } from "../../symbolic/calculus"
import type { QExpr } from "../../symbolic/expression"
import { solveLinear, solvePolynomial } from "../../symbolic/solve"
import { evaluatedSums } from "../../symbolic/closed-sum"
import { substitute } from "../../symbolic/rewrite"
import type { QSeries } from "../../series/series"
import { List, Relation, Sequence, type Value } from "../../values"
import { declare, signature, type Parameter } from "../declare"
import { anyValue, rest } from "../parameters"
import { setOf } from "../results"
import { MAPLE, equationSide, isUnknown, made, mapExpressions, polynomial, unknown } from "./common"

/** d/dx term by term: q d/dq divided by q. */
function seriesDerivative(series: QSeries, variable: QExpr): QSeries {
  return variable.isSymbol(series.variable) ? series.derivative().shift(-1) : series.sub(series)
}

export const diff = declare({
  name: "diff",
  family: "algebra",
  summary: "The derivative with respect to one or more names, of an expression or term by term of a series.",
  definition: "\\frac{d}{dx} f",
  source: MAPLE,
  precision: "Exact; the order of a series drops by one.",
  signatures: [
    signature(
      [
        anyValue("expression", "what is differentiated"),
        unknown("variable", "the name"),
        rest(unknown("more", "further names")),
      ],
      "the derivative",
      ([value, variable, more]) =>
        [variable, ...more].reduce<Value>(
          (current, name) =>
            mapExpressions(
              current,
              (expression) => made(expression, derivative(expression.arena, expression.ref, name.ref)),
              (series) => seriesDerivative(series, name),
            ),
          value,
        ),
    ),
  ],
  examples: [
    { input: "diff(x^3+a*x,x)", result: "3*x^2+a", source: "read off" },
    { input: "diff(etaq(q,1,6),q)", result: "-1 - 2*q + 5*q^4 + O(q^5)", source: "1-q-q^2+q^5 term by term" },
  ],
  seeAlso: ["int", "qdiff"],
})

/** x, or x = a..b */
const over: Parameter<{ readonly variable: QExpr; readonly bounds?: readonly [QExpr, QExpr] }> = {
  name: "over",
  meaning: "the name, or name = a..b for a definite integral",
  domain: "a name, or an equation name = a..b",
  optional: false,
  read(value) {
    if (value.kind === "expr") return isUnknown(value) ? { variable: value } : undefined
    if (value.kind !== "relation" || value.left.kind !== "expr" || value.right.kind !== "range") return undefined
    const { from, to } = value.right
    return from.kind === "expr" && to.kind === "expr" ? { variable: value.left, bounds: [from, to] } : undefined
  },
}

export const int = declare({
  name: "int",
  family: "algebra",
  summary: "The integral of a Laurent polynomial, indefinite or between bounds.",
  definition: "\\int f\\,dx",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [polynomial("expression", "a polynomial in the name, negative and fractional powers allowed"), over],
      "an antiderivative, or its difference",
      ([value, { variable, bounds }]) => {
        const { arena } = value
        const primitive = antiderivative(arena, value.ref, variable.ref)
        if (bounds === undefined) return made(value, primitive)
        const at = (bound: QExpr): QExpr =>
          made(value, substitute(arena, primitive, new Map([[variable.ref, bound.ref]])))
        return at(bounds[1]).sub(at(bounds[0]))
      },
    ),
  ],
  examples: [
    { input: "int(x^2,x)", result: "1/3*x^3", source: "read off" },
    { input: "int(x^2,x=0..3)", result: "9", source: "read off" },
  ],
  seeAlso: ["diff"],
})

function equations(value: Value): readonly Value[] {
  return value.kind === "list" || value.kind === "set" ? value.items : [value]
}

function unknownsOf(value: Value): readonly QExpr[] {
  const items = value.kind === "list" || value.kind === "set" ? value.items : [value]
  const names = items.filter((item): item is QExpr => item.kind === "expr" && isUnknown(item))
  if (names.length === items.length && names.length > 0) return names
  throw new EngineError("argument", "solve's unknowns are names, one or a set of them.", { help: "solve", argument: 1 })
}

export const solve = declare({
  name: "solve",
  family: "algebra",
  summary:
    "Solves linear equations in any number of unknowns, or a polynomial equation in one: rational roots, and RootOf for the others.",
  definition: "f(x) = 0",
  source: MAPLE,
  precision: "Exact. All solutions of a linear system are given; NULL means there is none.",
  signatures: [
    signature(
      [
        anyValue("equations", "an equation, or a set of them"),
        anyValue("unknowns", "a name, or a set of names", "names"),
      ],
      "a sequence of roots, or a set of equations",
      ([given, wanted]) => {
        const sides = equations(given).map((equation) => equationSide(equation, "solve"))
        const names = unknownsOf(wanted)
        const [first] = sides
        const [name] = names
        if (first === undefined || name === undefined) return new Sequence([])
        if (wanted.kind === "expr" && sides.length === 1) {
          return new Sequence(solvePolynomial(first.arena, first.ref, name.ref).map((ref) => made(first, ref)))
        }
        const solution = solveLinear(
          first.arena,
          sides.map((side) => side.ref),
          names.map((each) => each.ref),
        )
        if (solution === null) return new Sequence([])
        const pairs = names.map(
          (each): Value => new Relation("=", each, made(first, solution.get(each.ref) ?? each.ref)),
        )
        return wanted.kind === "list" ? new List(pairs) : setOf(pairs)
      },
    ),
  ],
  examples: [
    { input: "solve({x+y=3,x-y=1},{x,y})", result: "{x = 2, y = 1}", source: "read off" },
    { input: "solve(x^2=1,x)", result: "-1, 1", source: "read off" },
    { input: "solve(a*x=b,x)", result: "b/a", source: "read off" },
  ],
  seeAlso: ["resultant", "RootOf"],
  errors: ["Equations are solved here when they are linear in the unknowns."],
})

export const value = declare({
  name: "value",
  family: "algebra",
  summary:
    "Computes the sums and products that Sum and Product only write: term by term between integers, in closed form where there is one.",
  definition: "\\textstyle\\sum_{i=a}^{b} e(i)",
  source: MAPLE,
  precision: "Exact. What has no closed form here stays as it is.",
  signatures: [
    signature([anyValue("expression", "an expression, or a list of such")], "the value", ([given]) =>
      mapExpressions(
        given,
        (expression) => made(expression, evaluatedSums(expression.arena, expression.ref)),
        (series) => series,
      ),
    ),
  ],
  examples: [
    { input: "value(Sum(i,i=1..n))", result: "1/2*n*(1+n)", source: "Gauss" },
    { input: "value(Product(1+q^k,k=1..3))", result: "(1+q)*(1+q^2)*(1+q^3)", source: "read off" },
    { input: "value(1+Sum(k^2,k=1..3))", result: "15", source: "1 + 1 + 4 + 9" },
  ],
  seeAlso: ["add", "eval"],
})

export const calculusFunctions = [diff, int, solve, value]
