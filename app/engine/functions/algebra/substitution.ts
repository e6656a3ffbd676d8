import { EngineError } from "../../errors"
import { languageContext, type Replacement } from "../../evaluator/context"
import { asPowerProduct, replacePowers } from "../../symbolic/algebraic-substitution"
import type { QSeries } from "../../series/series"
import type { Value } from "../../values"
import { declare, signature } from "../declare"
import { describe } from "../describe"
import { HIDDEN_Q } from "../hidden-q"
import { anyValue, rest } from "../parameters"
import { MAPLE, made, mapExpressions } from "./common"

/** The equations of an argument: one, or those of a list or set. */
function replacements(value: Value, fn: string): Replacement[] {
  if (value.kind === "relation" && value.operator === "=") return [{ from: value.left, to: value.right }]
  if (value.kind === "list" || value.kind === "set") return value.items.flatMap((item) => replacements(item, fn))
  throw new EngineError("argument", `${fn} replaces by equations such as x = 2.`, { given: describe(value), help: fn })
}

const given = rest(
  anyValue(
    "arguments",
    "equations, or lists or sets of them; last what they are used on",
    "equations, then an expression",
  ),
)

export const subs = declare({
  name: "subs",
  family: "algebra",
  summary:
    "Replaces names or whole subexpressions. Equations are used one after the other, those of one set or list at once.",
  definition: "f|_{x=v}",
  source: MAPLE,
  precision: "Exact; q = c q^k in a series scales its exponents and its order.",
  signatures: [
    signature([given], "the expression with the replacements made", ([args], context) => {
      const target = args.at(-1)
      if (target === undefined || args.length < 2) {
        throw new EngineError("argument", "subs takes equations, then the expression they are used on.", {
          hint: "Write subs(x=2, f).",
          help: "subs",
        })
      }
      return args
        .slice(0, -1)
        .reduce<Value>(
          (value, pairs) => languageContext(context).substitute(value, replacements(pairs, "subs"), false),
          target,
        )
    }),
  ],
  examples: [
    { input: "subs(q=1,1+q+q^2+q^3)", result: "4", source: "read off" },
    { input: "subs({x=y,y=x},x-2*y)", result: "y-2*x", source: "both at once" },
    {
      input: "subs(q=q^2,etaq(q,1,5))",
      result: "1 - q^2 - q^4 + O(q^10)",
      source: "Euler's pentagonal number theorem",
    },
    {
      input: "subs(q=q^2,JAC(1,5,infinity)*eta(3*tau)*q)",
      result: "q^2*JAC(2,10,infinity)*eta(6*tau)",
      source: "the definitions at q^2",
    },
  ],
  seeAlso: ["eval", "algsubs"],
  errors: [
    "subs takes equations, then the expression they are used on.",
    "subs replaces by equations such as x = 2.",
    HIDDEN_Q,
  ],
})

export const evaluate = declare({
  name: "eval",
  family: "algebra",
  summary: "The value of an expression where names have given values; functions of them are called anew.",
  definition: "f(v)",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([anyValue("expression", "what is evaluated")], "its value", ([value], context) =>
      languageContext(context).substitute(value, [], true),
    ),
    signature(
      [
        anyValue("expression", "what is evaluated"),
        anyValue("equations", "an equation, or a list or set of them", "equations"),
      ],
      "its value",
      ([value, pairs], context) => languageContext(context).substitute(value, replacements(pairs, "eval"), true),
    ),
  ],
  examples: [
    { input: "eval(x^2+y,x=3)", result: "9+y", source: "read off" },
    { input: "eval(x*y,{x=2,y=5})", result: "10", source: "definition" },
    { input: "eval(q*eta(tau),q=q^2)", result: "q^2*eta(2*tau)", source: "the definition of eta at q^2" },
  ],
  seeAlso: ["subs"],
  errors: ["eval replaces by equations such as x = 2.", HIDDEN_Q],
})

export const algsubs = declare({
  name: "algsubs",
  family: "algebra",
  summary: "Replaces a product of powers wherever it divides a term: x^2 = y turns x^5 into y^2*x.",
  definition: "x^5 \\mapsto y^2 x \\quad (x^2 = y)",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [anyValue("equation", "power product = expression", "an equation"), anyValue("expression", "where it is used")],
      "the expression with the replacements made",
      ([pair, value]) => {
        const [replacement, ...more] = replacements(pair, "algsubs")
        const { from, to } = replacement ?? {}
        if (from?.kind !== "expr" || to?.kind !== "expr" || more.length > 0) {
          throw new EngineError("argument", "algsubs replaces one power product, by an expression.", {
            given: describe(pair),
            help: "algsubs",
          })
        }
        const pattern = asPowerProduct(from.arena, from.ref)
        return mapExpressions(
          value,
          (expression) => made(expression, replacePowers(expression.arena, expression.ref, pattern, to.ref)),
          (series: QSeries) => series,
        )
      },
    ),
  ],
  examples: [
    { input: "algsubs(x^2=y,x^5+3*x)", result: "x*y^2+3*x", source: "x^5 = (x^2)^2 x" },
    { input: "algsubs(x^2=y,x^4)", result: "y^2", source: "definition" },
  ],
  seeAlso: ["subs"],
})

export const substitutionFunctions = [subs, evaluate, algsubs]
