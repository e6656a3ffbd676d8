import { EngineError } from "../../errors"
import type { QExpr } from "../../symbolic/expression"
import { integer } from "../../symbolic/expression"
import { expandRef } from "../../symbolic/expand"
import { collectRef, factorRef, factorization, normalRef } from "../../symbolic/rational-function"
import { radicalNormal } from "../../symbolic/radicals"
import { simplifyRef } from "../../symbolic/simplify"
import { seriesExpression } from "../../symbolic/from-series"
import type { QSeries } from "../../series/series"
import { type Callable, List, type Value } from "../../values"
import { declare, signature, type Parameter } from "../declare"
import { anyValue, optional } from "../parameters"
import { languageContext } from "../../evaluator/context"
import { MAPLE, made, mapExpressions, onExpression, polynomial, unknowns } from "./common"

const same = (series: QSeries): QSeries => series
const whatever = anyValue(
  "expression",
  "what is rewritten; lists, sets and equations member by member",
  "an expression, series, list, set or equation",
)

export const expand = declare({
  name: "expand",
  family: "algebra",
  summary:
    "Multiplies out products and powers of sums, and writes out q-Pochhammer symbols and q-binomials of numeric length.",
  definition: "(a+b)c = ac + bc",
  source: MAPLE,
  precision: "Exact; a series stays what it is.",
  cost: "That of the multiplications, on FLINT's multivariate polynomials.",
  signatures: [
    signature([whatever], "the expanded expression", ([value]) => mapExpressions(value, onExpression(expandRef), same)),
  ],
  examples: [
    { input: "expand((x+y)^3)", result: "x^3+3*x^2*y+3*x*y^2+y^3", source: "binomial theorem" },
    { input: "expand(mul(1-q^i,i=1..3))", result: "1-q-q^2+q^4+q^5-q^6", source: "PARI/GP: prod(i=1,3,1-q^i)" },
    { input: "expand(qbin(q,2,4))", result: "1+q+2*q^2+q^3+q^4", source: "Gasper and Rahman, appendix I" },
  ],
  seeAlso: ["factor", "normal", "collect"],
})

export const factor = declare({
  name: "factor",
  family: "algebra",
  summary:
    "The irreducible factors over the rationals, as a product; numerator and denominator of a quotient each for itself.",
  definition: "f = u \\prod_i p_i^{e_i}",
  source: MAPLE,
  precision: "Exact. A truncated series has no factors and is refused.",
  signatures: [
    signature([whatever], "a product", ([value]) =>
      mapExpressions(value, onExpression(factorRef), (series) => {
        if (!series.isExact)
          throw new EngineError(
            "domain",
            "factor takes polynomials; a series with an O-term has no irreducible factors.",
            { hint: "Use qfactor or prodmake, or convert(f, polynom)." },
          )
        const expression = seriesExpression(series)
        return made(expression, factorRef(expression.arena, expression.ref))
      }),
    ),
  ],
  examples: [
    { input: "factor(q^4-1)", result: "(q-1)*(q+1)*(q^2+1)", source: "cyclotomic polynomials of the divisors of 4" },
    { input: "factor(x^2-2*x*y+y^2)", result: "(x-y)^2", source: "binomial theorem" },
  ],
  seeAlso: ["factors", "qfactor", "expand"],
})

export const factors = declare({
  name: "factors",
  family: "algebra",
  summary: "The irreducible factors as data: the unit, and the list of factors with their multiplicities.",
  definition: "[u, [[p_1, e_1], …]]",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [polynomial("expression", "a polynomial or quotient of polynomials")],
      "[unit, [[factor, multiplicity], …]]",
      ([value]) => {
        const { unit, factors: list } = factorization(value.arena, value.ref)
        const pairs = list.map(([ref, multiplicity]): Value => new List([made(value, ref), integer(multiplicity)]))
        return new List([made(value, unit), new List(pairs)])
      },
    ),
  ],
  examples: [
    { input: "factors(2*x^2-2)", result: "[2, [[x-1, 1], [x+1, 1]]]", source: "2(x-1)(x+1)" },
    { input: "factors(x^2+1)", result: "[1, [[1+x^2, 1]]]", source: "definition" },
  ],
  seeAlso: ["factor"],
})

export const normal = declare({
  name: "normal",
  family: "algebra",
  summary: "A quotient of two expanded polynomials without common factor; 0 exactly when a rational expression is 0.",
  definition: "\\frac{a}{b} + \\frac{c}{d} = \\frac{ad+bc}{bd}",
  source: MAPLE,
  precision: "Exact; a series stays what it is.",
  signatures: [
    signature([whatever], "a quotient in lowest terms", ([value]) =>
      mapExpressions(value, onExpression(normalRef), same),
    ),
  ],
  examples: [
    { input: "normal((x^2-1)/(x-1))", result: "x+1", source: "x^2-1 = (x-1)(x+1)" },
    { input: "normal((1-q^(2*n))/(1-q^n))", result: "1+q^n", source: "difference of squares" },
  ],
  seeAlso: ["simplify", "numer", "denom"],
})

export const simplify = declare({
  name: "simplify",
  family: "algebra",
  summary:
    "A shorter equal form: q-Pochhammer symbols and their quotients by the rules of q-series, the rest by normal.",
  definition: "\\frac{(a;q)_\\infty}{(aq^n;q)_\\infty} = (a;q)_n",
  source: "Gasper and Rahman, Basic Hypergeometric Series, appendix I",
  precision: "Exact; a series stays what it is.",
  signatures: [
    signature([whatever], "an equal expression, not longer", ([value]) =>
      mapExpressions(value, onExpression(simplifyRef), same),
    ),
  ],
  examples: [
    { input: "simplify((x^2-1)/(x-1))", result: "x+1", source: "x^2-1 = (x-1)(x+1)" },
    { input: "simplify((a,q)_inf/(a*q^n,q)_inf)", result: "aqprod(a,q,n)", source: "Gasper and Rahman (I.5)" },
  ],
  seeAlso: ["normal", "expand"],
})

export const radsimp = declare({
  name: "radsimp",
  family: "algebra",
  summary: "Simplifies radicals: square factors leave the root, and quotients are brought to normal form.",
  definition: "\\sqrt{12} = 2\\sqrt{3}",
  source: MAPLE,
  precision: "Exact; a series stays what it is.",
  signatures: [
    signature([whatever], "an equal expression", ([value]) => mapExpressions(value, onExpression(radicalNormal), same)),
  ],
  examples: [
    { input: "radsimp(12^(1/2))", result: "2*3^(1/2)", source: "12 = 4*3" },
    { input: "radsimp(9^(1/2))", result: "3", source: "definition" },
  ],
  seeAlso: ["simplify"],
})

/** A function's name or a procedure, applied to each coefficient. */
function coefficientFunction(
  value: Value | undefined,
  context: Parameters<typeof languageContext>[0],
): (coefficient: QExpr) => QExpr {
  if (value === undefined) return (coefficient) => coefficient
  const { callable } = languageContext(context)
  const called: Callable | undefined = callable(value)
  if (called === undefined)
    throw new EngineError("argument", "The third argument of collect is a function such as factor.", {
      help: "collect",
    })
  return (coefficient) => {
    const result = context.apply(called, [coefficient])
    if (result.kind === "expr") return result
    throw new EngineError("argument", "collect's function gives expressions.", { help: "collect" })
  }
}

const collected: Parameter<readonly QExpr[]> = unknowns(
  "variables",
  "the names whose powers are collected, the outer first",
)

export const collect = declare({
  name: "collect",
  family: "algebra",
  summary:
    "Orders a polynomial by powers of one or more names; a function such as factor may be applied to each coefficient.",
  definition: "\\sum_i c_i x^i",
  source: MAPLE,
  precision: "Exact; a series is already ordered by powers of its variable.",
  signatures: [
    signature(
      [
        anyValue("expression", "a polynomial in the names"),
        collected,
        optional(anyValue("function", "applied to each coefficient", "a function")),
      ],
      "a polynomial in the names",
      ([value, variables, applied], context) => {
        const finish = coefficientFunction(applied, context)
        return mapExpressions(
          value,
          (expression) => {
            const { arena } = expression
            const names = variables.map((variable) => variable.ref)
            const ref = arena.holding(() =>
              collectRef(arena, expression.ref, names, (coefficient) => finish(made(expression, coefficient)).ref),
            )
            return made(expression, ref)
          },
          same,
        )
      },
    ),
  ],
  examples: [
    { input: "collect(x*y+x+2*y,x)", result: "x*(1+y)+2*y", source: "distributive law" },
    { input: "collect(a*x+b*x,x)", result: "x*(a+b)", source: "definition" },
  ],
  seeAlso: ["expand", "coeffs"],
})

export const formFunctions = [expand, factor, factors, normal, simplify, radsimp, collect]
