import { EngineError } from "../../errors"
import { declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { optional, order, series, variable } from "../parameters"
import { exponentExpr } from "../results"
import { symbol } from "../../symbolic/expression"

const LEADING_RULE = "reversion takes a series that begins with a multiple of its variable."
const ORDER_RULE = "reversion(f, q, T) needs the order T when f is exact."

export const reversion = declare({
  name: "reversion",
  family: "series tools",
  summary: "The compositional inverse: the series g with f(g(q)) = q. f begins with a multiple of q.",
  definition:
    "f(g(q)) = q, \\quad g(q) = \\sum_{n \\ge 1} \\frac{q^n}{n}\\, [x^{n-1}] \\left(\\frac{x}{f(x)}\\right)^n",
  source: "Lagrange's inversion formula; Stanley, Enumerative Combinatorics 2, section 5.4",
  precision: "Known below exponent T, or as far as f when that is less or T is left out.",
  cost: "About a dozen products of that length for each doubling of T.",
  signatures: [
    signature(
      [
        series("f", "the series, or an expression that has one"),
        optional(variable()),
        optional(order("the result is known below this exponent")),
      ],
      "a series",
      ([f, name, T]) => {
        const q = name ?? variableOf(f)
        const input = new SeriesInput(f, q)
        if (T === undefined && input.limit === null)
          throw new EngineError("argument", ORDER_RULE, { given: "no order", help: "reversion" })
        // The leading term is looked at even when the result keeps nothing of it.
        const known = input.known(Math.max(T ?? 2, 2))
        const { valuation } = known
        if (valuation === null || valuation.numerator !== valuation.denominator)
          throw new EngineError("domain", LEADING_RULE, {
            given:
              valuation === null
                ? "a series that is zero as far as it is known"
                : `a series that begins with a multiple of ${String(symbol(q).pow(exponentExpr(valuation)))}`,
            argument: 1,
            help: "reversion",
          })
        return T === undefined ? known.reversion() : known.reversion(Math.max(T, 0))
      },
    ),
  ],
  examples: [
    {
      input: "reversion(q*exp(-q), q, 6)",
      result: "q + q^2 + 3/2*q^3 + 8/3*q^4 + 125/24*q^5 + O(q^6)",
      source: "Cayley: n^(n-1) rooted labelled trees, over n!",
    },
    {
      input: "reversion(q-q^2, q, 7)",
      result: "q + q^2 + 2*q^3 + 5*q^4 + 14*q^5 + 42*q^6 + O(q^7)",
      source: "OEIS A000108, Catalan numbers",
    },
    { input: "reversion(q/(1-q) + O(q^4))", result: "q - q^2 + q^3 + O(q^4)", source: "q/(1+q)" },
  ],
  seeAlso: ["series", "subs"],
  errors: [LEADING_RULE, ORDER_RULE, "Reversion needs whole exponents."],
})
