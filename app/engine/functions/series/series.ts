import { EngineError } from "../../errors"
import type { QSeries } from "../../series/series"
import type { QExpr } from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import { type Parameter, declare, signature } from "../declare"
import { variableOf } from "../inputs"
import { integer, optional, series as seriesParameter } from "../parameters"

/** q, or q = 0 as Maple writes it. */
const point: Parameter<string> = {
  name: "q",
  keywords: ["variable"],
  meaning: "the variable, or q = 0",
  domain: "a name, such as q, or q = 0",
  takesEquation: true,
  optional: false,
  read(value) {
    if (value.kind === "expr" && value.isSymbol()) return value.name
    if (value.kind !== "relation" || value.operator !== "=" || value.left.kind !== "expr" || !value.left.isSymbol())
      return undefined
    if (value.right.kind === "expr" && value.right.isZero()) return value.left.name
    throw new EngineError("domain", "series expands at 0 only.", {
      given: "another point",
      hint: "Substitute q = q + a first.",
      help: "series",
    })
  },
}

const order = {
  ...integer("T", "the result is known below this exponent", { min: -1_000_000_000, max: 1_000_000_000 }),
  keywords: ["order"],
}

function expanded(value: QSeries | QExpr, variable: string, T: number): QSeries {
  const cut = Math.max(T, 0)
  if (value.kind === "expr") return seriesOf(value, variable, cut)
  if (value.variable !== variable && !value.isConstant) {
    throw new EngineError("domain", "A series is expanded in its own variable.", {
      given: `a series in ${value.variable}, to be expanded in ${variable}`,
      argument: 1,
      help: "series",
    })
  }
  return value.truncate(cut)
}

export const series = declare({
  name: "series",
  family: "series tools",
  aliases: ["taylor"],
  summary:
    "Expands anything that has a series - rational functions, products, eta and theta functions, JACs, sums - to O(q^T), or cuts a series there.",
  definition: "f(q) = \\sum_{n<T} a(n) q^n + O(q^T)",
  source: "Maple, series; Garvan, A q-product tutorial for a q-series Maple package",
  precision:
    "Known below exponent T, or as far as f is known when that is less; nothing is ever extended. T below 0 counts as 0.",
  cost: "Planned: products go through sparse kernels, a quotient through one division.",
  signatures: [
    signature([seriesParameter(), optional(point), order], "a series", ([f, q, T]) =>
      expanded(f, q ?? variableOf(f), T),
    ),
  ],
  examples: [
    {
      input: "series(1/aqprod(q,q,5),q,10)",
      result: "1 + q + 2*q^2 + 3*q^3 + 5*q^4 + 7*q^5 + 10*q^6 + 13*q^7 + 18*q^8 + 23*q^9 + O(q^10)",
      source: "OEIS A001401",
    },
    {
      input: "series(aqprod(q,q,infinity),q,10)",
      result: "1 - q - q^2 + q^5 + q^7 + O(q^10)",
      source: "Euler's pentagonal number theorem",
    },
    { input: "series(etaq(q,1,5),q,10)", result: "1 - q - q^2 + O(q^5)", source: "a series is never extended" },
    { input: "taylor(1/(1-q),q=0,4)", result: "1 + q + q^2 + q^3 + O(q^4)", source: "geometric series" },
    { input: "series(1/(q-q^2),q,3)", result: "q^(-1) + 1 + q + q^2 + O(q^3)", source: "geometric series" },
    {
      input: "series(1/(1-zeta(5)*q),q,4)",
      result: "1 + zeta(5)*q + zeta(5)^2*q^2 + zeta(5)^3*q^3 + O(q^4)",
      source: "geometric series",
    },
  ],
  seeAlso: ["coeff", "sift", "prodmake", "reversion"],
  errors: ["A series is expanded in its own variable.", "series expands at 0 only."],
})
