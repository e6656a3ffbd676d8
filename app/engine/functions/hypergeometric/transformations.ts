import { EngineError } from "../../errors"
import { infinity, mul, qPochhammer, rPhiS, symbol, type QExpr } from "../../symbolic/expression"
import type { Value } from "../../values"
import { declare, signature, type DeclaredFunction } from "../declare"
import * as p from "../parameters"
import { listOf } from "../results"
import { argument, expanded, family, lower, upper } from "./series"

/** Heine's three transformations of 2phi1 and Sears' of 4phi3, each as the pair of its prefactor and the new sum. */
interface Transformed {
  readonly prefactor: QExpr
  readonly sum: QExpr
}

/** (x; q)_inf */
export function infinite(x: QExpr, q: QExpr): QExpr {
  return qPochhammer(x, q, infinity())
}

/** prod (numerators)_inf / prod (denominators)_inf */
export function quotient(q: QExpr, numerators: readonly QExpr[], denominators: readonly QExpr[]): QExpr {
  return mul(numerators.map((x) => infinite(x, q))).div(mul(denominators.map((x) => infinite(x, q))))
}

type Heine = (a: QExpr, b: QExpr, c: QExpr, z: QExpr, q: QExpr) => Transformed

function heine(
  name: string,
  equation: string,
  definition: string,
  rule: Heine,
  examples: DeclaredFunction["declaration"]["examples"],
): DeclaredFunction {
  return declare({
    name,
    family,
    summary: `Heine's transformation of a 2phi1 (${equation}), as the list [prefactor, transformed series].`,
    definition,
    source: `G. Gasper and M. Rahman, Basic Hypergeometric Series, 2nd ed., ${equation}`,
    precision: "Both known below q^T; exact and unexpanded without T.",
    signatures: [
      signature([upper(), lower(), p.variable(), argument(), p.optional(p.order())], "list", ([up, low, q, z, T]) => {
        const [a, b, ...more] = up
        const [c, ...rest] = low
        if (a === undefined || b === undefined || c === undefined || more.length + rest.length > 0) {
          throw new EngineError("domain", `${name} transforms a 2phi1, with two parameters above and one below.`, {
            given: `${up.length} above and ${low.length} below`,
            help: name,
          })
        }
        return pair(rule(a, b, c, z, symbol(q)), q, T)
      }),
    ],
    examples,
    seeAlso: ["phi", "heine1", "heine2", "heine3", "try_summation"].filter((other) => other !== name),
    errors: [`${name} transforms a 2phi1, with two parameters above and one below.`],
  })
}

function pair({ prefactor, sum }: Transformed, q: string, T: number | undefined): Value {
  return listOf([expanded(prefactor, q, T), expanded(sum, q, T)])
}

const check = (name: string, upTo: number) => ({
  input: `H := ${name}([q^2,q^3],[q^6],q,q^2,20): series(H[1]*H[2] - phi([q^2,q^3],[q^6],q,q^2,20), q, ${upTo});`,
  result: `O(q^${upTo})`,
  source: "both sides expanded",
})

export const heine1 = heine(
  "heine1",
  "(1.4.1)",
  String.raw`{}_2\phi_1(a,b;c;q,z)=\frac{(b,az;q)_\infty}{(c,z;q)_\infty}\,{}_2\phi_1(c/b,z;az;q,b)`,
  (a, b, c, z, q) => ({ prefactor: quotient(q, [b, a.mul(z)], [c, z]), sum: rPhiS([c.div(b), z], [a.mul(z)], q, b) }),
  [
    {
      input: "heine1([q^2,q^3],[q^6],q,q^2,20)[1];",
      result: "1 + q^2 - q^5 - q^7 + O(q^20)",
      source: "(q^3)(q^4)/((q^6)(q^2)) = (1-q^3)(1-q^4)(1-q^5)/(1-q^2)·1/(1-q^3), multiplied out",
    },
    check("heine1", 20),
  ],
)

export const heine2 = heine(
  "heine2",
  "(1.4.5)",
  String.raw`{}_2\phi_1(a,b;c;q,z)=\frac{(c/b,bz;q)_\infty}{(c,z;q)_\infty}\,{}_2\phi_1(abz/c,b;bz;q,c/b)`,
  (a, b, c, z, q) => ({
    prefactor: quotient(q, [c.div(b), b.mul(z)], [c, z]),
    sum: rPhiS([a.mul(b).mul(z).div(c), b], [b.mul(z)], q, c.div(b)),
  }),
  [
    {
      input: "heine2([q^2,q^3],[q^6],q,q^2,7)[1];",
      result: "1 + q^2 + q^4 - q^5 + q^6 + O(q^7)",
      source: "(q^3)(q^5)/((q^6)(q^2)) multiplied out",
    },
    check("heine2", 20),
  ],
)

export const heine3 = heine(
  "heine3",
  "(1.4.6)",
  String.raw`{}_2\phi_1(a,b;c;q,z)=\frac{(abz/c;q)_\infty}{(z;q)_\infty}\,{}_2\phi_1(c/a,c/b;c;q,abz/c)`,
  (a, b, c, z, q) => {
    const w = a.mul(b).mul(z).div(c)
    return { prefactor: quotient(q, [w], [z]), sum: rPhiS([c.div(a), c.div(b)], [c], q, w) }
  },
  [
    { input: "heine3([q^2,q^3],[q^6],q,q^2,20)[1];", result: "1 - q + O(q^20)", source: "(q)/(q^2) = 1 - q" },
    check("heine3", 19),
  ],
)
