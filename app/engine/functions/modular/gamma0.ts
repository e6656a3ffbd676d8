import { EngineError } from "../../errors"
import type { Certificate, EtaTerm } from "../../proofs/certificate"
import {
  cuspsOfGamma0,
  cuspText,
  cuspWidth,
  fractionText,
  invariantOrder,
  newmanFailure,
  orderAtCusp,
  type EtaExponents,
} from "../../proofs/find/gamma0"
import { normalise, proveEtaSum } from "../../proofs/find/valence"
import { QSeries } from "../../series/series"
import { fromRational } from "../../symbolic/expression"
import { rationalOf } from "../../symbolic/numbers"
import type { CallContext, Value } from "../../values"
import { declare, signature } from "../declare"
import * as p from "../parameters"
import { bit, integers, listOf, setOf, text, truth, whole } from "../results"
import { cusp, cuspValue } from "./cusps"
import { etaProduct, etaProductExpr, etaSum, etaSumExpr } from "./eta-sums"

/**
 * Garvan's ETA package: eta products as modular functions on Gamma_0(N), their orders at the cusps, and proofs of identities between them.
 */
const family = "eta identities"
const level = () => p.integer("N", "the level of Gamma_0(N)", { min: 1, max: 1_000_000 })
const LIGOZAT = "G. Ligozat, Courbes modulaires de genre 1 (1975), Proposition 3.2.8"
const NEWMAN =
  "M. Newman, Construction and application of a class of modular functions II, Proc. London Math. Soc. 9 (1959)"
const exact = "Exact."

const order24 = (eta: EtaExponents): number => eta.reduce((sum, [d, r]) => sum + d * r, 0)

const GPmake = declare({
  name: "GPmake",
  family,
  summary: "Writes an eta product as the list [t1, r1, t2, r2, …] of its factors eta(t*tau)^r.",
  definition: String.raw`\prod_i\eta(t_i\tau)^{r_i}\mapsto[t_1,r_1,t_2,r_2,\dots]`,
  source: "F. G. Garvan, ETA package, GPmake",
  precision: exact,
  signatures: [signature([etaProduct()], "list", ([{ eta }]) => integers(eta.flatMap(([d, r]) => [d, r])))],
  examples: [
    { input: "GPmake(eta(5*tau)^6/eta(tau)^6);", result: "[1, -6, 5, 6]", source: "by definition" },
    { input: "GPmake(eta(2*tau));", result: "[2, 1]", source: "by definition" },
  ],
  seeAlso: ["gammacheck", "cuspORD"],
})

const gammacheck = declare({
  name: "gammacheck",
  family,
  summary: "1 when an eta product is a modular function on Gamma_0(N), 0 when one of Newman's conditions fails.",
  definition: String.raw`t\mid N,\quad\sum r=0,\quad\sum tr\equiv\sum\tfrac Nt r\equiv0\pmod{24},\quad\prod t^{|r|}\text{ a square}`,
  source: NEWMAN,
  precision: exact,
  signatures: [
    signature([etaProduct(), level()], "1 or 0", ([{ eta }, N], context) => {
      const failure = newmanFailure(eta, N)
      if (failure !== null) context.print(`Not a modular function on Gamma_0(${N}): ${failure}.`)
      return bit(failure === null)
    }),
  ],
  examples: [
    { input: "gammacheck(eta(5*tau)^6/eta(tau)^6, 5);", result: "1", source: "Hauptmodul of Gamma_0(5)" },
    {
      input: "gammacheck(eta(tau)^(-4)*eta(2*tau)^(-2)*eta(4*tau)^(-2)*eta(8*tau)^8, 8);",
      result: "0",
      source: "the sum of (N/t) r is -36",
    },
  ],
  seeAlso: ["GPmake", "provemodfuncGAMMA0id"],
})

const cuspmake = declare({
  name: "cuspmake",
  family,
  summary: "The inequivalent cusps of Gamma_0(N).",
  definition: String.raw`\{\infty,\,a/c:\ c\mid N,\ a\bmod\gcd(c,N/c)\text{ coprime to it}\}`,
  source: "G. Shimura, Introduction to the Arithmetic Theory of Automorphic Functions, section 1.6",
  precision: exact,
  signatures: [signature([level()], "set", ([N]) => setOf(cuspsOfGamma0(N).map(cuspValue)))],
  examples: [
    { input: "nops(cuspmake(12));", result: "6", source: "sum of phi(gcd(d, 12/d)) over d dividing 12; OEIS A001616" },
    { input: "nops(cuspmake(36));", result: "12", source: "OEIS A001616" },
  ],
  seeAlso: ["cuspwidth", "cuspORDS"],
})

const cuspwidth = declare({
  name: "cuspwidth",
  family,
  summary: "Width of a cusp of Gamma_0(N).",
  definition: String.raw`\frac{N}{\gcd(c^2,N)}\quad\text{at }a/c`,
  source: LIGOZAT,
  precision: exact,
  signatures: [signature([cusp(), level()], "integer", ([at, N]) => whole(cuspWidth(at, N)))],
  examples: [
    { input: "cuspwidth(1/2, 12);", result: "3", source: "12/gcd(4, 12)" },
    { input: "cuspwidth(oo, 12);", result: "1", source: "by definition" },
  ],
  seeAlso: ["cuspmake"],
})

const cuspord = declare({
  name: "cuspord",
  family,
  summary: "Order of an eta product at a cusp in the variable of infinity carried there, without the width.",
  definition: String.raw`\frac1{24}\sum_t\frac{\gcd(t,c)^2\,r_t}{t}`,
  source: LIGOZAT,
  precision: exact,
  signatures: [
    signature([etaProduct(), level(), cusp()], "rational", ([{ eta }, , at]) => fromRational(invariantOrder(eta, at))),
    signature([etaProduct(), cusp()], "rational", ([{ eta }, at]) => fromRational(invariantOrder(eta, at))),
  ],
  examples: [
    { input: "cuspord(eta(5*tau)^6/eta(tau)^6, oo);", result: "1", source: "(5*6 - 6)/24" },
    { input: "cuspord(eta(5*tau)^6/eta(tau)^6, 5, 0);", result: "-1/5", source: "(6/5 - 6)/24" },
  ],
  seeAlso: ["cuspORD"],
})

const cuspORD = declare({
  name: "cuspORD",
  family,
  summary: "Order of an eta product at a cusp of Gamma_0(N), in the local parameter.",
  definition: String.raw`\frac{N}{\gcd(c^2,N)}\cdot\frac1{24}\sum_t\frac{\gcd(t,c)^2\,r_t}{t}`,
  source: LIGOZAT,
  precision: exact,
  signatures: [
    signature([etaProduct(), level(), cusp()], "rational", ([{ eta }, N, at]) => fromRational(orderAtCusp(eta, at, N))),
  ],
  examples: [
    { input: "cuspORD(eta(5*tau)^6/eta(tau)^6, 5, 0);", result: "-1", source: "a Hauptmodul has one simple pole" },
    {
      input: "cuspORD(eta(25*tau)/eta(tau), 25, 1/5);",
      result: "0",
      source: "the orders add up to 0: -1, 0, 0, 0, 0, 1",
    },
  ],
  seeAlso: ["cuspord", "cuspORDS"],
})

function orders(eta: EtaExponents, N: number, withInfinity: boolean): Value {
  const cusps = cuspsOfGamma0(N).filter(({ c }) => withInfinity || c !== 0)
  return listOf(cusps.map((at) => listOf([cuspValue(at), fromRational(orderAtCusp(eta, at, N))])))
}

const cuspORDS = declare({
  name: "cuspORDS",
  family,
  summary: "Orders of an eta product at all cusps of Gamma_0(N), as pairs [cusp, order].",
  definition: String.raw`[\,[s,\operatorname{ORD}(f,s)]:\ s\text{ a cusp of }\Gamma_0(N)\,]`,
  source: LIGOZAT,
  precision: exact,
  signatures: [signature([etaProduct(), level()], "list", ([{ eta }, N]) => orders(eta, N, true))],
  examples: [
    {
      input: "cuspORDS(eta(5*tau)^6/eta(tau)^6, 5);",
      result: "[[oo, 1], [0, -1]]",
      source: "a Hauptmodul has one simple zero and one simple pole",
    },
    {
      input: "cuspORDS(eta(2*tau)*eta(6*tau)^5/(eta(tau)^5*eta(3*tau)), 6);",
      result: "[[oo, 1], [0, -1], [1/2, 0], [1/3, 0]]",
      source: "Hauptmodul of Gamma_0(6)",
    },
  ],
  seeAlso: ["cuspORD", "cuspORDSnotoo"],
})

const cuspORDSnotoo = declare({
  name: "cuspORDSnotoo",
  family,
  summary: "Orders of an eta product at the cusps of Gamma_0(N) other than infinity.",
  definition: String.raw`[\,[s,\operatorname{ORD}(f,s)]:\ s\ne\infty\,]`,
  source: LIGOZAT,
  precision: exact,
  signatures: [signature([etaProduct(), level()], "list", ([{ eta }, N]) => orders(eta, N, false))],
  examples: [
    {
      input: "cuspORDSnotoo(eta(5*tau)^6/eta(tau)^6, 5);",
      result: "[[0, -1]]",
      source: "a Hauptmodul has one simple pole",
    },
    {
      input: "cuspORDSnotoo(eta(tau)^24/eta(2*tau)^24, 2);",
      result: "[[0, 1]]",
      source: "inverse of the Hauptmodul of Gamma_0(2)",
    },
  ],
  seeAlso: ["cuspORDS"],
})

/** The bound B of the valence argument for functions f_j on Gamma_0(N). */
function valenceBound(products: readonly EtaExponents[], N: number): bigint {
  let bound = 0n
  for (const at of cuspsOfGamma0(N)) {
    if (at.c === 0) continue
    let least = 0n
    for (const eta of products) {
      const { numerator, denominator } = orderAtCusp(eta, at, N)
      if (denominator !== 1n) {
        throw new EngineError("domain", "mintotGAMMA0ORDS needs modular functions on Gamma_0(N).", {
          given: `the order of ${etaProductExpr(eta).toString()} at ${cuspText(at)} is ${fractionText({ numerator, denominator })}`,
          hint: "gammacheck names the condition that fails.",
        })
      }
      if (numerator < least) least = numerator
    }
    bound += least
  }
  return bound
}

const mintotGAMMA0ORDS = declare({
  name: "mintotGAMMA0ORDS",
  family,
  summary: "The bound B on the poles, outside infinity, of any linear combination of the given eta products.",
  definition: String.raw`B=\sum_{s\ne\infty}\min\bigl(0,\min_j\operatorname{ORD}(f_j,s)\bigr)`,
  source: "F. G. Garvan and J. Liang, Automatic proof of theta-function identities",
  precision: exact,
  signatures: [
    signature([p.list(etaProduct(), "L", "eta products on Gamma_0(N)", 1), level()], "integer", ([products, N]) =>
      whole(
        valenceBound(
          products.map(({ eta }) => eta),
          N,
        ),
      ),
    ),
  ],
  examples: [
    { input: "mintotGAMMA0ORDS([eta(5*tau)^6/eta(tau)^6], 5);", result: "-1", source: "one simple pole, at 0" },
    { input: "mintotGAMMA0ORDS([eta(5*tau)^60/eta(tau)^60], 5);", result: "-10", source: "the tenth power of it" },
  ],
  seeAlso: ["provemodfuncGAMMA0id", "cuspORDS"],
})

/** q^(sum d r/24) times the product of the (q^d; q^d)_inf^r, known below q^T. */
export function etaSeries(eta: EtaExponents, T: number): QSeries {
  const shift = order24(eta)
  const whole = Math.max(1, Math.ceil(T - shift / 24))
  const product = QSeries.etaQuotient(
    eta.map(([scale, exponent]) => ({ scale, exponent })),
    "q",
    whole,
  )
  return shift % 24 === 0 ? product.shift(shift / 24) : product.shift({ numerator: shift, denominator: 24 })
}

const etaprodtoqseries = declare({
  name: "etaprodtoqseries",
  family,
  summary: "The q-expansion of an eta product, the power q^(sum t r/24) included.",
  definition: String.raw`\prod_t\eta(t\tau)^{r_t}=q^{\sum tr_t/24}\prod_t(q^t;q^t)_\infty^{r_t}`,
  source: "by definition of eta",
  precision: "Known below q^T.",
  signatures: [
    signature([etaProduct(), p.order()], "series", ([{ eta, coefficient }, T]) =>
      etaSeries(eta, T).scale(coefficient.numerator, coefficient.denominator).truncate(T),
    ),
  ],
  examples: [
    {
      input: "etaprodtoqseries(eta(tau)^24, 6);",
      result: "q - 24*q^2 + 252*q^3 - 1472*q^4 + 4830*q^5 + O(q^6)",
      source: "Ramanujan's tau; OEIS A000594",
    },
    {
      input: "etaprodtoqseries(eta(5*tau)^5/eta(tau), 5);",
      result: "q + q^2 + 2*q^3 + 3*q^4 + O(q^5)",
      source: "1/E_1 below q^4, times q",
    },
  ],
  seeAlso: ["etamake"],
})

const etanormalid = declare({
  name: "etanormalid",
  family,
  summary: "Divides a sum of eta products by its last term, so that a constant appears; the divisor is printed.",
  definition: String.raw`\sum_j c_jf_j\mapsto\sum_j\frac{c_j}{c_m}\frac{f_j}{f_m}`,
  source: "F. G. Garvan, ETA package, etanormalid",
  precision: exact,
  signatures: [
    signature([etaSum("etaid", "a sum of eta products")], "expression", ([terms], context) => {
      const last = terms.at(-1)
      if (last === undefined)
        throw new EngineError("domain", "etanormalid needs a sum of eta products that is not zero.")
      context.print(`Divided by ${etaProductExpr(last.eta, last).toString()}.`)
      return etaSumExpr(terms.map((term) => divided(term, last)))
    }),
  ],
  examples: [
    { input: "etanormalid(2*eta(2*tau)^24 + 3*eta(2*tau)^24);", result: "1", source: "one term over itself" },
    { input: "etanormalid(-eta(tau)^8);", result: "1", source: "one term over itself" },
  ],
  seeAlso: ["provemodfuncGAMMA0id"],
})

function divided(term: EtaTerm, by: EtaTerm): EtaTerm {
  const quotient = rationalOf(term.numerator * by.denominator, term.denominator * by.numerator)
  return { ...quotient, eta: normalise([...term.eta, ...by.eta.map(([d, r]) => [d, -r] as const)]) }
}

function prove(terms: readonly EtaTerm[], N: number | null, context: CallContext): Certificate | null {
  const result = proveEtaSum(terms, N, (eta, to) => {
    const series = QSeries.etaQuotient(
      eta.map(([scale, exponent]) => ({ scale, exponent })),
      "q",
      to + 1,
    )
    return series.window(0, to + 1).map(BigInt)
  })
  if (result.verdict === "unknown") {
    throw new EngineError(
      "unable",
      "provemodfuncGAMMA0id needs terms whose quotients are modular functions on Gamma_0(N).",
      {
        given: result.reason,
        hint: "Give another level, or leave it out to have one found.",
      },
    )
  }
  if (result.verdict === "disproved") {
    context.report({
      certainty: "proved",
      sentence: `Not zero: divided by its first term, the sum has the coefficient ${result.coefficient} at q^${result.exponent}.`,
    })
    return null
  }
  const { bound, level: found, cusps, orders: rows } = result.certificate
  context.print(
    table(
      cusps.map(({ a, c, width }) => ({ name: c === found ? "oo" : cuspText({ a, c }), width })),
      rows,
    ),
  )
  context.report({
    certainty: "proved",
    sentence: `Proved by the valence formula on Gamma_0(${found}): ${cusps.length} cusps, B = ${bound}; the coefficients up to q^${-bound} vanish.`,
    used: -bound + 1,
  })
  return result.certificate
}

/** Orders of the terms over the first at each cusp, a row a cusp. */
function table(
  cusps: readonly { readonly name: string; readonly width: number }[],
  rows: readonly (readonly number[])[],
): string {
  const lines = cusps.map(({ name, width }, j) => [name, `${width}`, ...rows.map((row) => `${row[j] ?? 0}`)])
  const all = [["cusp", "width", ...rows.map((_, i) => `f${i + 1}/f1`)], ...lines]
  const widths = all[0]?.map((_, k) => Math.max(...all.map((line) => line[k]?.length ?? 0))) ?? []
  return all.map((line) => line.map((word, k) => word.padStart(widths[k] ?? 0)).join("  ")).join("\n")
}

const provemodfuncGAMMA0id = declare({
  name: "provemodfuncGAMMA0id",
  family,
  summary: "Proves, or refutes, that a sum of eta products is zero, by the valence formula on Gamma_0(N).",
  definition: String.raw`\sum_jc_jf_j=0\iff\text{its order at }\infty\text{ exceeds }-B`,
  source: "F. G. Garvan and J. Liang, Automatic proof of theta-function identities",
  precision: "A proof: the answer is exact. The level may be left out; the first that carries all terms is taken.",
  signatures: [
    signature([etaSum(), p.optional(level())], "true or false", ([terms, N], context) =>
      truth(prove(terms, N ?? null, context) !== null),
    ),
  ],
  examples: [
    {
      input:
        "provemodfuncGAMMA0id(eta(2*tau)^20/(eta(tau)^8*eta(4*tau)^8) - eta(tau)^8/eta(2*tau)^4 - 16*eta(4*tau)^8/eta(2*tau)^4, 4);",
      result: "true",
      source: "Jacobi: theta3^4 = theta4^4 + theta2^4",
    },
    {
      input:
        "provemodfuncGAMMA0id(eta(2*tau)^20/(eta(tau)^8*eta(4*tau)^8) - eta(tau)^8/eta(2*tau)^4 - 15*eta(4*tau)^8/eta(2*tau)^4, 4);",
      result: "false",
      source: "the same with a wrong coefficient",
    },
  ],
  seeAlso: ["certificate", "gammacheck", "mintotGAMMA0ORDS", "etamake"],
  errors: ["provemodfuncGAMMA0id needs terms whose quotients are modular functions on Gamma_0(N)."],
})

const certificateOf = declare({
  name: "certificate",
  family,
  summary:
    "The certificate of a proof that a sum of eta products is zero, as JSON text that `durfee verify` checks by itself.",
  definition: String.raw`(N,\ f_j,\ \text{cusps},\ \operatorname{ORD}(f_j/f_1,s),\ B)`,
  source: "F. G. Garvan and J. Liang, Automatic proof of theta-function identities",
  precision: exact,
  signatures: [
    signature([etaSum(), p.optional(level())], "string", ([terms, N], context) => {
      const proof = prove(terms, N ?? null, context)
      if (proof === null)
        throw new EngineError("domain", "certificate needs a sum that is zero.", { given: "a sum that is not" })
      return text(JSON.stringify(proof))
    }),
  ],
  examples: [
    {
      input:
        "evalb(length(certificate(eta(2*tau)^20/(eta(tau)^8*eta(4*tau)^8) - eta(tau)^8/eta(2*tau)^4 - 16*eta(4*tau)^8/eta(2*tau)^4)) > 100);",
      result: "true",
      source: "Jacobi: theta3^4 = theta4^4 + theta2^4",
    },
    {
      input:
        "type(certificate(eta(2*tau)*eta(6*tau)^5/(eta(tau)^5*eta(3*tau))*8 + 1 - eta(2*tau)^4*eta(3*tau)^8/(eta(tau)^8*eta(6*tau)^4), 6), string);",
      result: "true",
      source: "1 + 8x for the Hauptmodul x of Gamma_0(6)",
    },
  ],
  seeAlso: ["provemodfuncGAMMA0id"],
  errors: ["certificate needs a sum that is zero."],
})

export const gamma0Functions = [
  GPmake,
  gammacheck,
  cuspmake,
  cuspwidth,
  cuspord,
  cuspORD,
  cuspORDS,
  cuspORDSnotoo,
  mintotGAMMA0ORDS,
  etaprodtoqseries,
  etanormalid,
  provemodfuncGAMMA0id,
  certificateOf,
]
