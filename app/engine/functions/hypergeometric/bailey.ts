import { EngineError } from "../../errors"
import type { QSeries } from "../../series/series"
import {
  type QExpr,
  add,
  infinity,
  integer as int,
  mul,
  qPochhammer,
  rational,
  symbol,
} from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import { declare, signature } from "../declare"
import { describe } from "../describe"
import { splitPower } from "../inputs"
import { expression, integer, optional, order, variable, word } from "../parameters"
import { family } from "./series"

/*
 * Bailey pairs relative to a: sequences with beta_n = sum over r <= n of alpha_r/((q)_(n-r) (aq)_(n+r)). The terms are written with
 * (aq)_(n-1) in place of (a)_n/(1-a), which has its limit at a = 1 in it.
 */

interface BaileyPair {
  readonly alpha: (a: QExpr, q: QExpr, n: number) => QExpr
  readonly beta: (a: QExpr, q: QExpr, n: number) => QExpr
}

const one = () => int(1)
const zero = () => int(0)
/** (a;q)_n factor by factor, so that terms of a pair cancel. */
const poch = (a: QExpr, q: QExpr, n: number) => mul(Array.from({ length: n }, (_, k) => one().sub(a.mul(q.pow(k)))))
const sign = (n: number) => int(n % 2 === 0 ? 1 : -1)

/** (-1)^n q^e (aq)_(n-1) (1 - a q^(2n))/(q)_n times the factor; 1 for n = 0. */
function wellPoised(a: QExpr, q: QExpr, n: number, e: number, factor: QExpr): QExpr {
  if (n === 0) return one()
  const top = mul([
    sign(n),
    q.pow(rational(BigInt(e), 1n)),
    poch(a.mul(q), q, n - 1),
    one().sub(a.mul(q.pow(2 * n))),
    factor,
  ])
  return top.div(poch(q, q, n))
}

const PAIRS = {
  unit: {
    alpha: (a, q, n) => wellPoised(a, q, n, (n * (n - 1)) / 2, one()),
    beta: (_a, _q, n) => (n === 0 ? one() : zero()),
  },
  trivial: {
    alpha: (_a, _q, n) => (n === 0 ? one() : zero()),
    beta: (a, q, n) => one().div(poch(q, q, n).mul(poch(a.mul(q), q, n))),
  },
  rogers_ramanujan: {
    alpha: (a, q, n) => wellPoised(a, q, n, (n * (3 * n - 1)) / 2, a.pow(n)),
    beta: (_a, q, n) => one().div(poch(q, q, n)),
  },
} as const satisfies Record<string, BaileyPair>

const NAMES = Object.keys(PAIRS) as (keyof typeof PAIRS)[]
const pair = word("pair", "the pair's name", NAMES)
const a = expression("a", "what the pair is relative to: 1, or a constant times a power of q")
const n = integer("n", "the index", { min: 0, max: 1000 })
const q = optional(variable())
const ANDREWS = "G. E. Andrews, q-Series: Their Development and Application, CBMS 66 (1986), chapter 3"
const MEMBERS = "unit (beta_n = 0 for n > 0), trivial (alpha_n = 0 for n > 0), rogers_ramanujan (beta_n = 1/(q;q)_n)"

function member(name: "alpha" | "beta") {
  return declare({
    name: `bailey_${name}`,
    family,
    summary: `The term ${name}_n of a Bailey pair relative to a: ${MEMBERS}.`,
    definition: String.raw`\beta_n=\sum_{r=0}^n\frac{\alpha_r}{(q;q)_{n-r}(aq;q)_{n+r}}`,
    source: ANDREWS,
    precision: "Exact.",
    signatures: [
      signature([pair, a, n, q], "an expression", ([which, value, index, v]) =>
        PAIRS[which][name](value, symbol(v ?? "q"), index),
      ),
    ],
    examples:
      name === "alpha"
        ? [
            {
              input: "normal(bailey_alpha(rogers_ramanujan,1,2))",
              result: "q^5+q^7",
              source: "(-1)^n q^(n(3n-1)/2) (1+q^n) at a = 1",
            },
            { input: "bailey_alpha(trivial,q,3)", result: "0", source: "definition" },
          ]
        : [
            {
              input:
                "normal(bailey_beta(rogers_ramanujan,q,2)-add(bailey_alpha(rogers_ramanujan,q,r)/(aqprod(q,q,2-r)*aqprod(q^2,q,2+r)),r=0..2))",
              result: "0",
              source: "the relation between alpha and beta",
            },
            { input: "bailey_beta(unit,1,4)", result: "0", source: "definition" },
          ],
    seeAlso: [name === "alpha" ? "bailey_beta" : "bailey_alpha", "bailey_weak_lemma"],
  })
}

/** The exponent m >= 0 of a = c q^m. */
function exponentOf(value: QExpr, v: string): number {
  const found = splitPower(value, v)
  const m = found === undefined ? -1 : found.exponent.numerator / found.exponent.denominator
  if (found !== undefined && m >= 0 && found.coefficient.asRational() !== undefined && !value.isZero()) return m
  throw new EngineError("domain", "bailey_weak_lemma takes a = c*q^m with c rational, not 0, and m at least 0.", {
    given: describe(value),
    hint: `Take a = 1 or a = ${v}.`,
  })
}

/** Both sides of the weak lemma from the terms up to N, to the order that the omitted ones leave. */
function sides(which: keyof typeof PAIRS, value: QExpr, N: number, T: number, v: string): [QSeries, QSeries] {
  const m = exponentOf(value, v)
  const base = symbol(v)
  const known = Math.min(T, Math.ceil((N + 1) * (N + 1 + m)))
  const sum = (name: "alpha" | "beta"): QExpr => {
    const terms: QExpr[] = []
    for (let k = 0; k <= N && k * (k + m) < known; k++)
      terms.push(mul([base.pow(k * k), value.pow(k), PAIRS[which][name](value, base, k)]))
    return add(terms)
  }
  const right = sum("alpha").div(qPochhammer(value.mul(base), base, infinity()))
  return [seriesOf(sum("beta"), v, known).truncate(known), seriesOf(right, v, known).truncate(known)]
}

const weakLemma = declare({
  name: "bailey_weak_lemma",
  family,
  summary: `Both sides of the weak form of Bailey's lemma for a pair relative to a, expanded and compared: ${MEMBERS}.`,
  definition: String.raw`\sum_{n\ge0}q^{n^2}a^n\beta_n=\frac1{(aq;q)_\infty}\sum_{n\ge0}q^{n^2}a^n\alpha_n`,
  source: `${ANDREWS}, (3.33)`,
  precision: "Known below exponent T, or below the first omitted term's exponent (N+1)^2 + (N+1)m for a = c q^m.",
  cost: "N + 1 terms on either side.",
  signatures: [
    signature(
      [pair, a, integer("N", "terms n = 0..N of both sums are taken", { min: 0, max: 1000 }), order(), q],
      "the series that both sides are",
      ([which, value, N, T, v], context) => {
        const [left, right] = sides(which, value, N, T, v ?? "q")
        const { differsAt } = left.compare(right)
        if (differsAt !== null) throw new RangeError(`The sides of Bailey's lemma differ for the pair ${which}`)
        context.report({ certainty: "order", sentence: "Both sides of the lemma have this expansion." })
        return left
      },
    ),
  ],
  examples: [
    {
      input: "bailey_weak_lemma(rogers_ramanujan,1,5,12)",
      result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + 6*q^10 + 7*q^11 + O(q^12)",
      source: "Rogers and Ramanujan: G(q)",
    },
    {
      input: "series(bailey_weak_lemma(rogers_ramanujan,q,10,60)-rogers_ramanujan_H(60),q,60)",
      result: "O(q^60)",
      source: "Rogers and Ramanujan: H(q)",
    },
    { input: "bailey_weak_lemma(unit,q,6,30)", result: "1 + O(q^30)", source: "beta_n = 0 for n > 0" },
    {
      input: "series(bailey_weak_lemma(trivial,q,6,30)-1/aqprod(q^2,q,infinity),q,30)",
      result: "O(q^30)",
      source: "Cauchy: the right side is 1/(aq;q)_inf",
    },
  ],
  errors: ["bailey_weak_lemma takes a = c*q^m with c rational, not 0, and m at least 0."],
  seeAlso: ["bailey_alpha", "bailey_beta", "rogers_ramanujan_G"],
})

/** Bailey pairs and the lemma that makes identities of them. */
export const baileyFunctions = [member("alpha"), member("beta"), weakLemma]
