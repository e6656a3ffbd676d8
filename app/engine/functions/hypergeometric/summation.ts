import { EngineError } from "../../errors"
import { baseAndExponent, integer, mul, qPochhammer, symbol, type QExpr } from "../../symbolic/expression"
import { declare, signature } from "../declare"
import * as p from "../parameters"
import { argument, expanded, family, lower, upper } from "./series"
import { quotient } from "./transformations"

/**
 * Summation theorems for basic hypergeometric series, tried in order. Parameters are compared as expressions, so symbols are as good as powers of q.
 * Source: G. Gasper and M. Rahman, Basic Hypergeometric Series, 2nd ed., Appendix II.
 */
interface Closed {
  readonly theorem: string
  readonly value: QExpr
}

interface Sum {
  readonly upper: readonly QExpr[]
  readonly lower: readonly QExpr[]
  readonly q: QExpr
  readonly z: QExpr
}

/** n when x = q^(-n) with a whole n >= 0. */
function terminatesAfter(x: QExpr, q: QExpr): number | undefined {
  if (x.isOne()) return 0
  const { base, exponent } = baseAndExponent(x)
  const n = exponent.asSafeInteger()
  return base.equals(q) && n !== undefined && n <= 0 ? -n : undefined
}

/** (x_1)_n … / (y_1)_n …, written out. */
function finite(q: QExpr, n: number, above: readonly QExpr[], below: readonly QExpr[]): QExpr {
  const length = integer(n)
  return mul(above.map((x) => qPochhammer(x, q, length))).div(mul(below.map((x) => qPochhammer(x, q, length))))
}

function gauss({ upper, lower, q, z }: Sum): Closed | null {
  const [a, b] = upper
  const [c] = lower
  if (upper.length !== 2 || lower.length !== 1 || a === undefined || b === undefined || c === undefined) return null
  const cOverAB = c.div(a.mul(b))
  return z.equals(cOverAB)
    ? { theorem: "q-Gauss sum (II.8)", value: quotient(q, [c.div(a), c.div(b)], [c, cOverAB]) }
    : null
}

function vandermonde({ upper, lower, q, z }: Sum): Closed | null {
  const [c] = lower
  if (upper.length !== 2 || lower.length !== 1 || c === undefined) return null
  for (const [i, end] of upper.entries()) {
    const n = terminatesAfter(end, q)
    const a = upper[1 - i]
    if (n === undefined || a === undefined) continue
    if (z.equals(q)) return { theorem: "q-Vandermonde sum (II.6)", value: a.pow(n).mul(finite(q, n, [c.div(a)], [c])) }
    if (z.equals(c.mul(q.pow(n)).div(a)))
      return { theorem: "q-Vandermonde sum (II.7)", value: finite(q, n, [c.div(a)], [c]) }
  }
  return null
}

function saalschuetz({ upper, lower, q, z }: Sum): Closed | null {
  if (upper.length !== 3 || lower.length !== 2 || !z.equals(q)) return null
  for (const [i, end] of upper.entries()) {
    const n = terminatesAfter(end, q)
    const [a, b] = upper.filter((_, k) => k !== i)
    if (n === undefined || a === undefined || b === undefined) continue
    for (const [j, c] of lower.entries()) {
      const other = lower[1 - j]
      if (
        other?.equals(
          a
            .mul(b)
            .mul(q.pow(1 - n))
            .div(c),
        ) !== true
      )
        continue
      return { theorem: "q-Saalschütz sum (II.12)", value: finite(q, n, [c.div(a), c.div(b)], [c, c.div(a.mul(b))]) }
    }
  }
  return null
}

function baileyDaum({ upper, lower, q, z }: Sum): Closed | null {
  const [c] = lower
  if (upper.length !== 2 || lower.length !== 1 || c === undefined) return null
  for (const [i, b] of upper.entries()) {
    const a = upper[1 - i]
    if (a === undefined || !z.equals(q.div(b).neg()) || !c.equals(a.mul(q).div(b))) continue
    const square = q.pow(2)
    const halves = quotient(square, [a.mul(q), a.mul(square).div(b.pow(2))], [])
    return { theorem: "Bailey–Daum sum (II.9)", value: quotient(q, [q.neg()], [z, c]).mul(halves) }
  }
  return null
}

/** 3phi2(q^-2n, b, c; q^(1-2n)/b, q^(1-2n)/c; q, q^(2-n)/(bc)) */
function dixon({ upper, lower, q, z }: Sum): Closed | null {
  if (upper.length !== 3 || lower.length !== 2) return null
  for (const [i, end] of upper.entries()) {
    const twice = terminatesAfter(end, q)
    const [b, c] = upper.filter((_, k) => k !== i)
    if (twice === undefined || twice % 2 !== 0 || b === undefined || c === undefined) continue
    const n = twice / 2
    const wanted = [b, c].map((x) => q.pow(1 - twice).div(x))
    const fits = [lower, [...lower].reverse()].some((order) => order.every((x, k) => x.equals(wanted[k] ?? x.neg())))
    if (!fits || !z.equals(q.pow(2 - n).div(b.mul(c)))) continue
    const bc = b.mul(c)
    const value = finite(q, n, [b, c], [q, bc]).mul(finite(q, twice, [q, bc], [b, c]))
    return { theorem: "q-Dixon sum (II.14)", value }
  }
  return null
}

const theorems = [gauss, vandermonde, saalschuetz, baileyDaum, dixon]

export const trySummation = declare({
  name: "try_summation",
  aliases: ["qgauss"],
  family,
  summary: "Sums a basic hypergeometric series in closed form when a summation theorem applies, and names the theorem.",
  definition: String.raw`{}_2\phi_1(a,b;c;q,c/ab)=\frac{(c/a,c/b;q)_\infty}{(c,c/ab;q)_\infty},\ \dots`,
  source: "G. Gasper and M. Rahman, Basic Hypergeometric Series, 2nd ed., (II.6) to (II.9), (II.12), (II.14)",
  precision: "Exact without T; known below q^T with it.",
  signatures: [
    signature(
      [upper(), lower(), p.variable(), argument(), p.optional(p.order())],
      "product, or its series when an order is given",
      ([a, b, q, z, T], context) => {
        const sum: Sum = { upper: a, lower: b, q: symbol(q), z }
        for (const theorem of theorems) {
          const closed = theorem(sum)
          if (closed === null) continue
          context.report({ certainty: "proved", sentence: `By the ${closed.theorem} of Gasper and Rahman.` })
          return expanded(closed.value, q, T)
        }
        throw new EngineError("unable", "No summation theorem of try_summation applies to this series.", {
          given: `${a.length} parameters above, ${b.length} below`,
          hint: "phi(…) expands it; heine1, heine2 and heine3 transform a 2phi1.",
          help: "try_summation",
        })
      },
    ),
  ],
  examples: [
    {
      input: "series(try_summation([q^2,q^3],[q^8],q,q^3) - phi([q^2,q^3],[q^8],q,q^3,30), q, 30);",
      result: "O(q^30)",
      source: "both sides expanded",
    },
    {
      input: "series(try_summation([q^(-3),q^2],[q^5],q,q) - phi([q^(-3),q^2],[q^5],q,q,30), q, 30);",
      result: "O(q^30)",
      source: "both sides expanded",
    },
  ],
  seeAlso: ["phi", "heine1"],
  errors: ["No summation theorem of try_summation applies to this series."],
})
