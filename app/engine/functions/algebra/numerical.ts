import { EngineError } from "../../errors"
import { decimalText } from "../../symbolic/evaluate"
import { decimal } from "../../symbolic/expression"
import { valueLatex } from "../../outputs/latex"
import { declare, signature } from "../declare"
import { describe } from "../describe"
import { anyValue, integer, withDefault } from "../parameters"
import { text } from "../results"
import { MAPLE, mapExpressions } from "./common"

export const evalf = declare({
  name: "evalf",
  family: "algebra",
  summary: "Decimal digits of a real constant, all of them certain but for the rounding of the last.",
  definition: "x \\approx d_0.d_1d_2\\ldots",
  source: "ball arithmetic: van der Hoeven, Ball arithmetic (2009)",
  precision:
    "As many digits as asked for; the result is a numerical value, and further arithmetic does not compute with it. RootOf stands for the least positive root of its polynomial, or for the negative one next to 0.",
  signatures: [
    signature(
      [
        anyValue("value", "a real constant; lists member by member"),
        withDefault(integer("digits", "significant digits", { min: 1, max: 20_000 }), "10", 10),
      ],
      "a decimal number",
      ([value, digits], context) => {
        context.report({ certainty: "numerical", sentence: `rounded to ${digits} digits` })
        return mapExpressions(
          value,
          (expression) => decimal(decimalText(expression.arena, expression.ref, digits)),
          (series) => {
            throw new EngineError("domain", "evalf takes numbers; a series has none until its variable has a value.", {
              given: describe(series),
              help: "evalf",
            })
          },
        )
      },
    ),
  ],
  examples: [
    { input: "evalf(2^(1/2),20)", result: "1.4142135623730950488", source: "PARI/GP: sqrt(2)" },
    { input: "evalf(aqprod(1/2,1/2,infinity),15)", result: "0.288788095086602", source: "OEIS A048651" },
    { input: "evalf(22/7,5)", result: "3.1429", source: "long division" },
    { input: "evalf(theta3(1/10),20)", result: "1.2002000020000002000", source: "PARI/GP: 1+2*suminf(n=1,0.1^(n^2))" },
    { input: "evalf(RootOf(x^3-x-1),20)", result: "1.3247179572447460260", source: "PARI/GP: polrootsreal(x^3-x-1)" },
  ],
  seeAlso: ["eval"],
  errors: ["evalf takes real constants: numbers, Pi, roots, exp, log, q-products and theta functions at numbers."],
})

export const latex = declare({
  name: "latex",
  family: "algebra",
  summary: "The LaTeX source of a value, as a string.",
  definition: "x \\mapsto \\texttt{\\textbackslash frac...}",
  source: MAPLE,
  precision: "A series shows at most 60 terms.",
  signatures: [signature([anyValue("value", "any value")], "a string", ([value]) => text(valueLatex(value)))],
  examples: [
    { input: "latex(q^2/3)", result: '"\\\\frac{1}{3} q^{2}"', source: "read off" },
    { input: "latex(1+q)", result: '"1 + q"', source: "definition" },
  ],
  seeAlso: ["lprint"],
})

export const numericalFunctions = [evalf, latex]
