import type { QExpr } from "../../symbolic/expression"
import { rPhiS, rPsiS, symbol } from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import type { Value } from "../../values"
import { declare, signature, type Signature } from "../declare"
import { totientSignature } from "../numbers/index"
import * as p from "../parameters"

/** The basic hypergeometric series r phi s and r psi s, with any expressions as parameters. */
export const family = "hypergeometric"
export const upper = () => p.list(p.expression("a", "a parameter"), "upper", "the numerator parameters a1, …, ar")
export const lower = () => p.list(p.expression("b", "a parameter"), "lower", "the denominator parameters b1, …, bs")
export const argument = () => p.expression("z", "the argument")

/** An expression, or its series when an order is given. */
export function expanded(value: QExpr, variable: string, T: number | undefined): Value {
  return T === undefined ? value : seriesOf(value, variable, T)
}

const GASPER_RAHMAN = "G. Gasper and M. Rahman, Basic Hypergeometric Series, 2nd ed."

const phiSignature: Signature = signature(
  [upper(), lower(), p.variable(), argument(), p.optional(p.order())],
  "series, or the symbolic sum when no order is given",
  ([a, b, q, z, T]) => expanded(rPhiS(a, b, symbol(q), z), q, T),
)

export const phi = declare({
  name: "phi",
  aliases: ["qphihyper"],
  family,
  summary: "The basic hypergeometric series r phi s; of one integer, Euler's totient.",
  definition: String.raw`{}_r\phi_s\!\left[{a_1,\dots,a_r\atop b_1,\dots,b_s};q,z\right]=\sum_{n\ge0}\frac{(a_1,\dots,a_r;q)_n}{(q,b_1,\dots,b_s;q)_n}\left[(-1)^nq^{\binom n2}\right]^{1+s-r}z^n`,
  source: `${GASPER_RAHMAN}, (1.2.22)`,
  precision: "Known below q^T; exact and unexpanded without T.",
  signatures: [phiSignature, totientSignature],
  examples: [
    {
      input: "phi([q,q^2],[q^4],q,q,15);",
      result: "1 + q + q^2 + O(q^15)",
      source: "q-Gauss sum, Gasper and Rahman (1.5.1)",
    },
    {
      input: "phi([q^(-3),q^2],[q^5],q,q,14);",
      result: "q^6 - q^9 - q^10 + q^12 + 2*q^13 + O(q^14)",
      source: "q-Vandermonde sum, Gasper and Rahman (1.5.3)",
    },
    { input: "phi(12);", result: "4", source: "1, 5, 7 and 11 are prime to 12" },
  ],
  seeAlso: ["psi", "try_summation", "heine1", "euler_phi"],
  errors: ["The terms of the series do not tend to 0, or a denominator parameter q^(-k) makes one infinite."],
})

export const psi = declare({
  name: "psi",
  aliases: ["qpsihyper"],
  family,
  summary: "The bilateral basic hypergeometric series r psi s.",
  definition: String.raw`{}_r\psi_s\!\left[{a_1,\dots,a_r\atop b_1,\dots,b_s};q,z\right]=\sum_{n=-\infty}^\infty\frac{(a_1,\dots,a_r;q)_n}{(b_1,\dots,b_s;q)_n}\left[(-1)^nq^{\binom n2}\right]^{s-r}z^n`,
  source: `${GASPER_RAHMAN}, (5.1.1)`,
  precision: "Known below q^T; exact and unexpanded without T.",
  signatures: [
    signature(
      [upper(), lower(), p.variable(), argument(), p.optional(p.order())],
      "series, or the symbolic sum when no order is given",
      ([a, b, q, z, T]) => expanded(rPsiS(a, b, symbol(q), z), q, T),
    ),
  ],
  examples: [
    {
      input:
        "series(psi([-1/q],[-q^2],q,q^2,20) - aqprod(q,q,infinity)*aqprod(q^3,q,infinity)*aqprod(-q,q,infinity)*aqprod(-1,q,infinity)/(aqprod(-q^2,q,infinity)*aqprod(-q^2,q,infinity)*aqprod(q^2,q,infinity)*aqprod(q,q,infinity)), q, 18);",
      result: "O(q^18)",
      source: "Ramanujan's 1psi1 sum, Gasper and Rahman (5.2.1)",
    },
    {
      input:
        "series(psi([-q],[-q^4],q,q,20) - aqprod(q,q,infinity)*aqprod(q^3,q,infinity)*aqprod(-q^2,q,infinity)*aqprod(-1/q,q,infinity)/(aqprod(-q^4,q,infinity)*aqprod(-1,q,infinity)*aqprod(q,q,infinity)*aqprod(q^2,q,infinity)), q, 15);",
      result: "O(q^15)",
      source: "Ramanujan's 1psi1 sum, Gasper and Rahman (5.2.1)",
    },
  ],
  seeAlso: ["phi"],
  errors: ["The terms of the series do not tend to 0 in one direction."],
})
