import { EngineError } from "../../errors"
import { factorFunction, factoredExpr } from "../../discovery/cyclotomic-factors"
import { type ZqProduct, refuseSpreading, rowPattern, zqProduct } from "../../discovery/two-variable"
import type { QSeries } from "../../series/series"
import {
  type QExpr,
  add,
  fromRational,
  infinity,
  integer as int,
  mul,
  qPochhammer,
  rational,
  symbol,
} from "../../symbolic/expression"
import { degreeBound, seriesOf } from "../../symbolic/series"
import type { CallContext } from "../../values"
import { type DeclaredFunction, declare, signature } from "../declare"
import { variableOf } from "../inputs"
import { integer, optional, order, series, variable } from "../parameters"
import { exponentExpr, power } from "../results"

const GARVAN = "Garvan, A q-product tutorial for a q-series Maple package"
const family = "product conversion"
const f = series("f", "a rational function of the variable")

/** An exact series as the polynomial it is; a truncated one is no rational function. */
function exactExpression(value: QSeries | QExpr, fn: string): QExpr {
  if (value.kind === "expr") return value
  if (!value.isExact) {
    throw new EngineError("domain", `${fn} takes an exact rational function.`, {
      given: `a series known to O(${value.variable}^${value.integerOrder ?? 0})`,
      hint: "For a series use prodmake(f, q, T).",
      help: fn,
    })
  }
  return add(
    value.terms().map(({ exponent: e, coefficient }) => {
      const [n, d] = coefficient.split("/")
      return rational(BigInt(n ?? "0"), BigInt(d ?? "1")).mul(symbol(value.variable).pow(exponentExpr(e)))
    }),
  )
}

function factored(value: QSeries | QExpr, name: string | undefined, most: number | undefined): QExpr {
  const v = name ?? variableOf(value)
  const expression = exactExpression(value, "qfactor")
  const others = expression.freeSymbols().filter((s) => s !== v)
  if (others.length > 0)
    throw new EngineError("domain", `qfactor takes a rational function of ${v} alone.`, {
      given: `also ${others.join(", ")}`,
      help: "qfactor",
    })
  if (expression.isZero())
    throw new EngineError("domain", "Zero has no factors.", { given: "0", argument: 0, help: "qfactor" })
  return factoredExpr(factorFunction(expression, v, most ?? null), v)
}

const qfactor = declare({
  name: "qfactor",
  family,
  summary:
    "Factors a rational function of q into powers of 1 - q^n as far as it has such factors; the rest stays beside them.",
  definition: "f(q) = c\\,q^l \\prod_n (1-q^n)^{b_n} \\cdot r(q)",
  source: `${GARVAN}, section 3.1`,
  precision: "Exact. With T, only cyclotomic factors of index up to T are written with 1 - q^n.",
  cost: "One factorization over the rationals.",
  signatures: [
    signature([f, order("the largest index of a cyclotomic factor that is used")], "a product", ([value, T]) =>
      factored(value, undefined, T),
    ),
    signature(
      [f, optional(variable()), optional(order("the largest index of a cyclotomic factor that is used"))],
      "a product",
      ([value, q, T]) => factored(value, q, T),
    ),
  ],
  examples: [
    { input: "qfactor(aqprod(q,q,5),20)", result: "(1-q)*(1-q^2)*(1-q^3)*(1-q^4)*(1-q^5)", source: "the definition" },
    {
      input: "qfactor(qbin(q,3,6))",
      result: "(1-q^4)*(1-q^5)*(1-q^6)/((1-q)*(1-q^2)*(1-q^3))",
      source: "Andrews, The Theory of Partitions, (3.3.1)",
    },
    { input: "qfactor((1+q)*(2+q))", result: "(2+q)*(1-q^2)/(1-q)", source: "1 + q = (1-q^2)/(1-q)" },
  ],
  seeAlso: ["prodmake", "zqfactor", "factor"],
  errors: ["Zero has no factors.", "qfactor takes an exact rational function."],
})

const EXACT_ORDER = 30

/** A polynomial in q as it is, anything else to the order up to which factors are looked for. */
function twoVariableSeries(value: QExpr, q: string, N: number): QSeries {
  const degree = degreeBound(value, q)
  const whole = degree === undefined ? undefined : Math.floor(degree.numerator / degree.denominator) + 1
  return seriesOf(value, q, whole !== undefined && whole <= MOST_ROWS ? Math.max(whole, 1) : Math.min(N, EXACT_ORDER))
}

/** Powers of q up to which a polynomial is compared with its product. */
const MOST_ROWS = 5000

/**
 * The finite product that a polynomial is. Factors are looked for below 4d + 3, d the degree, as qfactor does. The two sides, denominators
 * multiplied out, are polynomials: they are equal when they agree to the greater of their degrees.
 */
function polynomialProduct(f: QSeries, z: string, context: CallContext): ZqProduct {
  const from = f.info.valuation ?? 0
  const degree = (f.info.degree ?? 0) - from
  const first = zqProduct(f.truncate(from + 4 * degree + 3), z, context)
  const exponents = [...first.rows.values()].flatMap((row) => row.map((a, k) => a * (k + 1)))
  const above = exponents.reduce((sum, weight) => sum + Math.max(weight, 0), 0)
  const below = exponents.reduce((sum, weight) => sum + Math.max(-weight, 0), degree)
  const needed = Math.max(above, below) + 1
  if (needed <= first.order) return first
  if (needed > MOST_ROWS) throw noFiniteProduct(f)
  const second = zqProduct(f.truncate(from + needed), z, context)
  for (const row of second.rows.values()) {
    if (row.some((a, k) => a !== 0 && k + 1 >= first.order)) throw noFiniteProduct(f)
  }
  return second
}

function noFiniteProduct(f: QSeries): EngineError {
  return new EngineError("unable", "zqfactor finds no product of powers of 1 - z^i*q^j.", {
    given: `the polynomial ${f.toString(4).slice(0, 80)} is no finite one`,
    hint: "Give a truncated series, if an infinite product is meant.",
    help: "zqfactor",
  })
}

function twoVariable(value: QSeries | QExpr, z: string, q: string, N: number, context: CallContext): QExpr {
  const given = value.kind === "series" ? value : twoVariableSeries(value, q, N)
  const whole = given.wholeExponents()
  if (whole === null || whole.ring.kind === "Zm" || whole.ring.kind === "cyclotomic") {
    throw new EngineError(
      "domain",
      "zqfactor takes a series in whole powers of q with Laurent polynomials in z as coefficients.",
      { given: given.toString(3), argument: 0, help: "zqfactor" },
    )
  }
  const exact = whole.isExact
  const product = exact ? polynomialProduct(whole, z, context) : zqProduct(whole.truncate(N), z, context)
  if (!exact) refuseSpreading(product, q)
  const zq = (i: number, j: number): QExpr => symbol(z).pow(i).mul(power(q, j))
  // c z^(-sum i a_i) prod (1-z^i)^(a_i) reads better as ±c prod (1-z^(-i))^(a_i)
  const weight = product.atZero.reduce((sum, [i, a]) => sum + i * a, 0)
  const inverted = weight !== 0 && product.zPower === -weight
  const flips = product.atZero.reduce((sum, [, a]) => sum + a, 0)
  const constant = fromRational(product.constant).mul(inverted && flips % 2 !== 0 ? -1 : 1)
  const factors: QExpr[] = [constant, zq(inverted ? 0 : product.zPower, product.qPower)]
  for (const [i, a] of product.atZero)
    factors.push(
      int(1)
        .sub(symbol(z).pow(inverted ? -i : i))
        .pow(a),
    )
  let used = 1
  for (const [i, row] of product.rows) {
    const pattern = exact ? null : rowPattern(row)
    if (pattern === null) {
      row.forEach((a, k) =>
        factors.push(
          int(1)
            .sub(zq(i, k + 1))
            .pow(a),
        ),
      )
      used = Math.max(used, lastFactor(row) + 1)
      continue
    }
    pattern.values.forEach((a, r) => {
      const first = r === 0 ? pattern.period : r
      if (a !== 0) factors.push(qPochhammer(zq(i, first), power(q, pattern.period), infinity()).pow(a))
    })
    used = Math.max(used, pattern.period + 1)
  }
  if (!exact) tellProduct(context, q, used, product)
  return mul(factors)
}

/** The largest power of q that has a factor in the row. */
function lastFactor(row: readonly number[]): number {
  return row.findLastIndex((a) => a !== 0) + 1
}

/** What the product rests on: the powers of q up to its last single factor or the end of its longest period; the others check it. */
function tellProduct(context: CallContext, q: string, used: number, { order, qPower }: ZqProduct): void {
  const beyond = order - used
  const agrees = `The product agrees with the series below O(${q}^${qPower + order})`
  context.report(
    2 * used <= order + 1
      ? {
          certainty: "checked",
          sentence: `${agrees}: read off the first ${used} powers of ${q} and checked on the next ${beyond}.`,
          used,
          beyond,
        }
      : {
          certainty: "order",
          sentence: `${agrees}; its factors follow no pattern, and each rests on one coefficient.`,
          used: order,
          beyond: 0,
        },
  )
}

const zqfactor = declare({
  name: "zqfactor",
  family,
  summary:
    "Writes a series in z and q as a product of powers of 1 - z^i q^j; regular factors are gathered into infinite products.",
  definition: "F(z,q) = c\\,z^k q^l \\prod_{i,j} (1-z^i q^j)^{a_{ij}}",
  source: `${GARVAN}, section 3.3`,
  precision:
    "Exact for a polynomial in q. Otherwise a finding on the known powers of q, at most N; what has no order is expanded to 30 at most. Exponents beyond 200, more than 60 factors beside one power of q, or more and more of them are refused as no product.",
  signatures: [
    signature(
      [
        series("F", "the series in z and q"),
        variable("z", "the first variable"),
        variable(),
        optional(integer("N", "powers of q below N are used", { min: 1, max: 100_000 })),
      ],
      "a product",
      ([F, z, q, N], context) => twoVariable(F, z, q, N ?? 1000, context),
    ),
  ],
  examples: [
    {
      input: "zqfactor(tripleprod(z,q,20),z,q)",
      result: "(1-z)*(q*z,q)_inf*(q/z,q)_inf*(q,q)_inf",
      source: "Jacobi's triple product",
    },
    {
      input: "zqfactor(tripleprod(-z^2*q^3,q^4,10)-tripleprod(-z^2*q,q^4,10)/z,z,q)",
      result: "(1-1/z)*(q,q)_inf*(q/z,q)_inf*(q*z,q)_inf",
      source: "Garvan, A q-product tutorial, section 3.3",
    },
    { input: "zqfactor(1-z*q-z*q^2+z^2*q^3,z,q)", result: "(1-q*z)*(1-q^2*z)", source: "multiplied out" },
  ],
  seeAlso: ["qfactor", "prodmake", "tripleprod"],
  errors: [
    "zqfactor finds no product of powers of 1 - z^i*q^j.",
    "zqfactor takes a series in whole powers of q with Laurent polynomials in z as coefficients.",
  ],
})

export const factorFunctions: readonly DeclaredFunction[] = [qfactor, zqfactor]
