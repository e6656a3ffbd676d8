import { EngineError } from "../../errors"
import { QSeries } from "../../series/series"
import { divisorSeries, sigmaSeries } from "../../series/modular"
import type { Argument, Callable } from "../../values"
import { requireTable } from "../partition/series"
import { type DeclaredFunction, type Parameter, declare, signature } from "../declare"
import { exactSignature } from "../exact"
import { rationalOf } from "../inputs"
import { kroneckerSymbol } from "../numbers/theory"
import { integer, order, variable, withDefault } from "../parameters"
import { whole } from "../results"

const q = withDefault(variable(), "q", "q")
const T = order()

const divisorPower = integer("j", "the power of the divisors", { min: 0, max: 10_000 })

const Phiq = declare({
  name: "Phiq",
  family: "modular forms",
  summary: "The generating function of the divisor sums sigma_j(n).",
  definition: "\\Phi_j(q) = \\sum_{n\\ge1} \\sigma_j(n) q^n",
  source: "Ramanujan, On certain arithmetical functions (1916)",
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([divisorPower, T, q], "a series", ([j, n, name]) => sigmaSeries(j, name, n)),
    exactSignature("Phiq", [divisorPower], ([j = 0], name, n) => sigmaSeries(j, name, n)),
  ],
  examples: [
    {
      input: "Phiq(1,8)",
      result: "q + 3*q^2 + 4*q^3 + 7*q^4 + 6*q^5 + 12*q^6 + 8*q^7 + O(q^8)",
      source: "OEIS A000203",
    },
    {
      input: "Phiq(0,8)",
      result: "q + 2*q^2 + 2*q^3 + 3*q^4 + 2*q^5 + 4*q^6 + 2*q^7 + O(q^8)",
      source: "OEIS A000005",
    },
  ],
  seeAlso: ["EISENq", "lambert"],
  errors: [],
})

/** The character (D/.) by its values on one period. */
function characterValues(D: number): BigInt64Array {
  return BigInt64Array.from({ length: Math.abs(D) }, (_, n) => BigInt(kroneckerSymbol(BigInt(D), BigInt(n))))
}

/** sum of sigma_j(n) q^n with the character (D/.) of the divisor and (E/.) of the other divisor. */
export function twistedSigmaSeries(j: number, D: number, E: number, name: string, n: number): QSeries {
  return divisorSeries(j, characterValues(D), characterValues(E), name, n)
}

/** D of a character (D/.) that has the period |D|. */
function discriminant(name: string, meaning: string): Parameter<number> {
  const any = integer(name, meaning, { min: -1_000_000, max: 1_000_000 })
  return {
    ...any,
    domain: "a discriminant: 1, or an integer that leaves 0 or 1 when divided by 4, up to 1000000 in size and not 0",
    read(value, context) {
      const D = any.read(value, context)
      if (D === undefined) return undefined
      if (D === 0 || ((D % 4) + 4) % 4 > 1)
        throw new EngineError("domain", "A discriminant leaves 0 or 1 when divided by 4, and is not 0.", {
          given: String(D),
        })
      return D
    },
  }
}

const dividing = discriminant("D", "the character (D/d) of the divisors d; 1 for none")
const codividing = discriminant("E", "the character (E/(n/d)) of the other divisors; 1 for none")

const sigma_gf = declare({
  name: "sigma_gf",
  family: "modular forms",
  summary:
    "The generating function of divisor sums with characters: d^j weighted by the Kronecker symbols (D/d) and (E/(n/d)).",
  definition: "\\sum_{n\\ge1} \\sum_{d\\mid n} \\Big(\\frac{D}{d}\\Big) \\Big(\\frac{E}{n/d}\\Big) d^j q^n",
  source: "Diamond and Shurman, A First Course in Modular Forms, section 4.5",
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([divisorPower, dividing, codividing, T, q], "a series", ([j, D, E, n, name]) =>
      twistedSigmaSeries(j, D, E, name, n),
    ),
    exactSignature("sigma_gf", [divisorPower, dividing, codividing], ([j = 0, D = 1, E = 1], name, n) =>
      twistedSigmaSeries(j, D, E, name, n),
    ),
  ],
  examples: [
    {
      input: "series(1+4*sigma_gf(0,-4,1,q)-theta3(q)^2,q,60)",
      result: "O(q^60)",
      source: "Jacobi's theorem on sums of two squares, Hardy and Wright, theorem 278",
    },
    { input: "series(sigma_gf(3,1,1,q)-Phiq(3,q),q,40)", result: "O(q^40)", source: "the definition" },
    {
      input: "series(1+16*sigma_gf(2,1,-4,q)-4*sigma_gf(2,-4,1,q)-theta3(q)^6,q,60)",
      result: "O(q^60)",
      source: "Jacobi's theorem on sums of six squares, Hardy and Wright, section 20.13",
    },
  ],
  seeAlso: ["Phiq", "EISENq", "lambert", "kronecker"],
  errors: ["A discriminant leaves 0 or 1 when divided by 4, and is not 0."],
})

const arithmetic: Parameter<Callable> = {
  name: "f",
  meaning: "an arithmetic function: it is called with 1, 2, 3, ...",
  domain: "a procedure of one integer, such as n -> n^3",
  optional: false,
  read: (value) => (value.kind === "procedure" ? value.callable : undefined),
}

const lambert = declare({
  name: "lambert",
  family: "modular forms",
  summary: "The Lambert series of an arithmetic function.",
  definition: "\\sum_{n\\ge1} f(n) \\frac{q^n}{1-q^n} = \\sum_{n\\ge1} \\Big(\\sum_{d\\mid n} f(d)\\Big) q^n",
  source: "Hardy and Wright, An Introduction to the Theory of Numbers, section 17.10",
  precision: "Known below exponent T.",
  cost: "T calls of f and about T log T additions.",
  signatures: [
    signature([arithmetic, q, T], "a series", ([f, name, n], context, given) => {
      requireTable(n, 5_000_000, "lambert")
      const sums = new Array<{ numerator: bigint; denominator: bigint }>(Math.max(n, 0)).fill({
        numerator: 0n,
        denominator: 1n,
      })
      for (let d = 1; d < n; d++) {
        context.checkStop()
        const value = rationalOf(context.apply(f, [whole(d)]))
        if (value === undefined) throw notRational(d, given)
        if (value.numerator === 0n) continue
        for (let m = d; m < n; m += d) sums[m] = sum(sums[m] ?? value, value)
      }
      return QSeries.fromTerms(
        sums.map((_, i) => i),
        sums.map((c) => (c.denominator === 1n ? c.numerator : `${c.numerator}/${c.denominator}`)),
        name,
        n,
      )
    }),
  ],
  examples: [
    {
      input: "lambert(n->n,q,8)",
      result: "q + 3*q^2 + 4*q^3 + 7*q^4 + 6*q^5 + 12*q^6 + 8*q^7 + O(q^8)",
      source: "OEIS A000203",
    },
    { input: "lambert(n->mobius(n),q,8)", result: "q + O(q^8)", source: "Hardy and Wright, theorem 308" },
  ],
  seeAlso: ["Phiq", "EISENq"],
  errors: ["lambert needs a rational value of f at every n below T."],
})

function sum(a: { numerator: bigint; denominator: bigint }, b: { numerator: bigint; denominator: bigint }) {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }
}

function notRational(n: number, given: readonly Argument[]): EngineError {
  return new EngineError("domain", "lambert needs a rational value of f at every n below T.", {
    given: `another value at n = ${n}`,
    argument: given.length > 0 ? 0 : -1,
    help: "lambert",
  })
}

export const lambertSeries: readonly DeclaredFunction[] = [Phiq, sigma_gf, lambert]
