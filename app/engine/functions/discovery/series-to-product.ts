import { EngineError } from "../../errors"
import {
  type EtaForm,
  type ProductExponents,
  etaForm,
  height,
  integerExponents,
  looksRandom,
  plusExponents,
  productExponents,
} from "../../discovery/exponents"
import { etaText } from "../../discovery/eta"
import { jacText, jacprodOf } from "../../discovery/jac"
import { compareExponents, exponent } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import {
  type QExpr,
  fromRational,
  infinity,
  integer as int,
  mul,
  qPochhammer,
  rational,
} from "../../symbolic/expression"
import type { CallContext, Value } from "../../values"
import { declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { integer, optional, order, series, variable, word } from "../parameters"
import { exponentExpr, listOf, oneMinus, power } from "../results"

const GARVAN = "Garvan, A q-product tutorial for a q-series Maple package, Sém. Lothar. Combin. 42 (1999)"
const ANDREWS = "Andrews, q-Series: Their Development and Application, chapter 10"
const family = "product conversion"
const f = series("f", "the series, or an expression that has one")
const q = optional(variable())
const T = order("exponents n below T are found")

/** b_n for n < T, and as far beyond as a series is known: the rest checks what the first ones say. */
function exponentsOf(
  value: QSeries | QExpr,
  q: string,
  T: number,
  beyond: number,
): { product: ProductExponents; name: string } {
  const input = new SeriesInput(value, q)
  const reach = T + beyond
  let known = value.kind === "series" ? input.known(reach) : input.expand(reach)
  const { valuation } = known
  if (value.kind === "expr" && valuation !== null && valuation.numerator !== 0) {
    known = input.expand(reach + Math.ceil(valuation.numerator / valuation.denominator))
  }
  const limit = value.kind === "series" && !value.isExact ? Number.MAX_SAFE_INTEGER : reach
  return { product: productExponents(known, limit), name: q }
}

function wholeExponents(product: ProductExponents, fn: string): number[] {
  const found = integerExponents(product.exponents)
  if ("values" in found) return found.values
  if (product.exponents[found.failsAt - 1]?.denominator === 1n) {
    throw new EngineError("unable", "The series shows no product: the exponents keep growing.", {
      given: `the exponent of 1 - q^${found.failsAt} is beyond 2^53`,
      help: fn,
    })
  }
  throw new EngineError("unable", "The series is no product of whole powers of 1 - q^n.", {
    given: `the exponent of 1 - q^${found.failsAt} would be ${rationalGiven(product, found.failsAt)}`,
    help: fn,
  })
}

function rationalGiven(product: ProductExponents, n: number): string {
  const b = product.exponents[n - 1]
  return b === undefined ? "unknown" : `${b.numerator}/${b.denominator}`
}

/** c q^l */
function leading(product: ProductExponents, name: string): QExpr {
  return rational(product.constant.numerator, product.constant.denominator).mul(power(name, product.power))
}

function refuseNoise(values: readonly number[], fn: string): void {
  if (!looksRandom(values)) return
  throw new EngineError("unable", "The series shows no product: the exponents keep growing.", {
    given: `|exponents| up to ${height(values)} among the first ${values.length}`,
    hint: "prodmake(f, q, T, list) shows the exponents all the same.",
    help: fn,
  })
}

function tellProduct(context: CallContext, name: string, count: number): void {
  context.report({
    certainty: "order",
    sentence: `The product agrees with the series below O(${name}^${count + 1}) after its leading term; each exponent rests on one coefficient.`,
    used: count + 1,
    beyond: 0,
  })
}

const prodmake = declare({
  name: "prodmake",
  family,
  aliases: ["newprodmake"],
  summary: "Writes a series as a product of powers of 1 - q^n, n < T.",
  definition: "f(q) = c\\,q^l \\prod_{n\\ge1} (1-q^n)^{b_n}",
  source: `${ANDREWS}, theorem 10.3; ${GARVAN}, section 3`,
  precision: "The product agrees with f below exponent T above its lowest one; T is lowered to what f is known to.",
  cost: "One logarithmic derivative.",
  signatures: [
    signature([f, q, T], "a product", ([value, name, n], context) => {
      const v = name ?? variableOf(value)
      const { product } = exponentsOf(value, v, n, 0)
      const values = wholeExponents(product, "prodmake").slice(0, Math.max(0, n - 1))
      refuseNoise(values, "prodmake")
      tellProduct(context, v, values.length)
      return mul([leading(product, v), ...values.map((b, i) => oneMinus(v, i + 1).pow(b))])
    }),
    signature(
      [f, q, T, word("form", "the exponents themselves", ["list"])],
      "the list [b_1, b_2, ...]",
      ([value, name, n]) => {
        const { product } = exponentsOf(value, name ?? variableOf(value), n, 0)
        return listOf(product.exponents.slice(0, Math.max(0, n - 1)).map(fromRational))
      },
    ),
  ],
  examples: [
    {
      input: "prodmake(partition_gf(50),q,11,list)",
      result: "[-1, -1, -1, -1, -1, -1, -1, -1, -1, -1]",
      source: "Euler",
    },
    {
      input: "prodmake(theta3(q,50),q,21,list)",
      result: "[-2, 3, -2, 1, -2, 3, -2, 1, -2, 3, -2, 1, -2, 3, -2, 1, -2, 3, -2, 1]",
      source: "theta3 = eta(2tau)^5/(eta(tau)^2 eta(4tau)^2)",
    },
    {
      input: "prodmake(rogers_ramanujan_G(20),order=12)",
      result: "1/((1-q)*(1-q^4)*(1-q^6)*(1-q^9)*(1-q^11))",
      source: "Rogers-Ramanujan",
    },
  ],
  seeAlso: ["etamake", "jacprodmake", "qfactor", "checkprod"],
  errors: [
    "The series is no product of whole powers of 1 - q^n.",
    "The series shows no product: the exponents keep growing.",
    "The zero series is no product.",
  ],
})

interface EtaFinding {
  readonly product: ProductExponents
  readonly form: EtaForm
}

/** The eta quotient behind a series: found below T, checked on all coefficients that are known. */
function findEta(value: QSeries | QExpr, name: string, n: number, fn: string): EtaFinding {
  const { product } = exponentsOf(value, name, n, n)
  const found = integerExponents(product.exponents)
  const values = "values" in found ? found.values : []
  const within = etaForm(values.slice(0, Math.max(0, n - 1)), 0)
  const largest = within?.factors[within.factors.length - 1]?.scale ?? 0
  const form = "values" in found ? etaForm(values, Math.max(4, Math.ceil(largest / 4))) : null
  if (form === null) {
    throw new EngineError("unable", "The series is no eta quotient as far as it is known.", {
      given:
        "values" in found
          ? `the exponents of 1 - q^n for n up to ${values.length}, the last of them still in need of a new factor`
          : `an exponent of 1 - q^${found.failsAt} that is no integer below 2^53`,
      hint: "If it should be one, give more coefficients.",
      help: fn,
    })
  }
  return { product, form }
}

function tellEta(context: CallContext, { form }: EtaFinding): void {
  context.report({
    certainty: "checked",
    sentence: `Found from ${form.used + 1} coefficients and checked on ${form.beyond} more.`,
    used: form.used + 1,
    beyond: form.beyond,
  })
}

const etamake = declare({
  name: "etamake",
  family,
  summary: "Writes a series as an eta quotient times a constant and a power of q.",
  definition: "f(q) = c\\,q^{s} \\prod_{d} \\eta(d\\tau)^{r_d}",
  source: `${GARVAN}, section 3.2`,
  precision: "A finding: the factors are found below T and checked on every coefficient that f is known to beyond.",
  signatures: [
    signature([f, q, T], "an eta quotient", ([value, name, n], context) => {
      const v = name ?? variableOf(value)
      const found = findEta(value, v, n, "etamake")
      tellEta(context, found)
      return etaText(found.product, found.form, v)
    }),
  ],
  examples: [
    {
      input: "etamake(theta3(q,100),q,100)",
      result: "eta(2*tau)^5/(eta(4*tau)^2*eta(tau)^2)",
      source: "Jacobi's triple product",
    },
    { input: "etamake(partition_gf(50),q,10)", result: "q^(1/24)/eta(tau)", source: "Euler" },
    {
      input: "etamake(sift(partition_gf(300),q,5,4,299),order=40)",
      result: "5*eta(5*tau)^5/(q^(19/24)*eta(tau)^6)",
      source: "Ramanujan, p(5n+4)",
    },
  ],
  seeAlso: ["prodmake", "jacprodmake", "qetamake", "eta"],
  errors: ["The series is no eta quotient as far as it is known."],
})

const qetamake = declare({
  name: "qetamake",
  family,
  summary: "As etamake, with E_k = (q^k;q^k)_inf in place of eta(k*tau): no fractional powers of q arise.",
  definition: "f(q) = c\\,q^{l} \\prod_{d} (q^d;q^d)_\\infty^{r_d}",
  source: `${GARVAN}, section 3.2`,
  precision: "A finding, checked on every coefficient that f is known to beyond T.",
  signatures: [
    signature([f, q, T], "a product of (q^k;q^k)_inf", ([value, name, n], context) => {
      const v = name ?? variableOf(value)
      const found = findEta(value, v, n, "qetamake")
      tellEta(context, found)
      return mul([
        leading(found.product, v),
        ...found.form.factors.map(({ scale, exponent: r }) =>
          qPochhammer(power(v, scale), power(v, scale), infinity()).pow(r),
        ),
      ])
    }),
  ],
  examples: [
    { input: "qetamake(partition_gf(50),q,20)", result: "1/(q,q)_inf", source: "Euler" },
    { input: "qetamake(distinct_parts_gf(50),q,20)", result: "(q^2,q^2)_inf/(q,q)_inf", source: "Euler" },
  ],
  seeAlso: ["etamake", "prodmake"],
  errors: ["The series is no eta quotient as far as it is known."],
})

const jacprodmake = declare({
  name: "jacprodmake",
  family,
  summary:
    "Writes a series as a product of JAC(a,b,infinity), half-integer powers included; with P, only periods that divide P are tried.",
  definition: "f(q) = c\\,q^l \\prod_{a} \\mathrm{JAC}(a,b,\\infty)^{e_a}, \\quad b_n = b_{n+b} = b_{-n}",
  source: `${GARVAN}, section 3.4`,
  precision: "A finding: at least a fifth of the exponents lie beyond the period and agree.",
  signatures: [
    signature(
      [f, q, T, optional(integer("P", "a multiple of the period", { min: 1 }))],
      "a product of JACs",
      ([value, name, n, P], context) => {
        const v = name ?? variableOf(value)
        const input = new SeriesInput(value, v)
        const known = value.kind === "series" ? input.known(n) : input.expand(n)
        if (known.isZero && known.isExact) throw new EngineError("domain", "The zero series is no product.")
        const found = jacprodOf(known, n, P ?? null)
        if (found === null) {
          throw new EngineError("unable", "The product exponents of the series have no period that is symmetric.", {
            given: `${n} coefficients${P === undefined ? "" : `, periods dividing ${P}`}`,
            hint: "A period b shows when about 5b/4 coefficients are known.",
            help: "jacprodmake",
          })
        }
        context.report({
          certainty: "checked",
          sentence: `Period ${found.period}: found from ${found.used} exponents and checked on ${found.beyond} more.`,
          used: found.used,
          beyond: found.beyond,
        })
        return jacText(found, v)
      },
    ),
  ],
  examples: [
    {
      input: "jacprodmake(rogers_ramanujan_G(60),q,60)",
      result: "JAC(0,5,infinity)/JAC(1,5,infinity)",
      source: "Rogers-Ramanujan",
    },
    { input: "jacprodmake(theta4(q,30),q,30)", result: "JAC(1,2,infinity)", source: "Gauss" },
    {
      input: "jacprodmake(rogers_ramanujan_H(60),q,60,10)",
      result: "JAC(0,5,infinity)/JAC(2,5,infinity)",
      source: "Rogers-Ramanujan",
    },
  ],
  seeAlso: ["JAC", "jac2prod", "etamake", "qs2jaccombo"],
  errors: ["The product exponents of the series have no period that is symmetric."],
})

const mprodmake = declare({
  name: "mprodmake",
  family,
  summary: "Writes a series as a product of powers of 1 + q^n, n < T.",
  definition: "f(q) = c\\,q^l \\prod_{n\\ge1} (1+q^n)^{m_n}",
  source: `${GARVAN}, section 3`,
  precision: "The product agrees with f below exponent T above its lowest one.",
  signatures: [
    signature([f, q, T], "a product", ([value, name, n], context) => {
      const v = name ?? variableOf(value)
      const { product } = exponentsOf(value, v, n, 0)
      const values = wholeExponents(product, "mprodmake").slice(0, Math.max(0, n - 1))
      refuseNoise(values, "mprodmake")
      tellProduct(context, v, values.length)
      return mul([
        leading(product, v),
        ...plusExponents(values).map((m, i) =>
          int(1)
            .add(power(v, i + 1))
            .pow(m),
        ),
      ])
    }),
  ],
  examples: [
    { input: "mprodmake(distinct_parts_gf(50),q,5)", result: "(1+q)*(1+q^2)*(1+q^3)*(1+q^4)", source: "Euler" },
    {
      input: "mprodmake(etaq(q,2,100)^2/etaq(q,4,100)/etaq(q,1,100),q,8)",
      result: "(1+q)*(1+q^3)*(1+q^5)*(1+q^7)",
      source: "(-q;q^2)_inf",
    },
  ],
  seeAlso: ["prodmake"],
  errors: ["The series is no product of whole powers of 1 - q^n."],
})

/**
 * Garvan's verdict: [l, 1] nice, [l, max |b|] not, [[l, c], -1] when dividing by the leading coefficient leaves fractions. `seen` is the
 * number of exponents that the known coefficients give, at most Q.
 */
export function productVerdict(
  series: QSeries,
  M: number,
  Q: number,
): { readonly lowest: Value; readonly verdict: Value; readonly nice: boolean; readonly seen: number } {
  const product = productExponents(series.truncate(Q + 1 + ceilOf(series)), Q + 1)
  const lowest = exponentExpr(product.power)
  const { numerator: c, denominator: d } = product.constant
  const seen = product.exponents.length
  const integral = series.ring.kind === "Z" && d === 1n && (c === 1n || c === -1n)
  if (!integral && !dividesAll(series, c, d, Q))
    return { lowest: listOf([lowest, rational(c, d)]), verdict: int(-1), nice: false, seen }
  // The exponents of an integer series with leading coefficient 1 are integers.
  let most = 0n
  for (const { numerator: b } of product.exponents) most = b > most ? b : -b > most ? -b : most
  const nice = most < BigInt(M)
  return { lowest, verdict: int(nice ? 1n : most), nice, seen }
}

function ceilOf(series: QSeries): number {
  const { valuation } = series
  return valuation === null ? 0 : Math.ceil(valuation.numerator / valuation.denominator)
}

function dividesAll(series: QSeries, c: bigint, d: bigint, Q: number): boolean {
  for (const { exponent: e, coefficient } of series.terms(0, Math.min(series.termCount, Q + 1))) {
    if (compareExponents(e, exponent(Q + 1 + ceilOf(series))) >= 0) break
    const [n, m] = coefficient.split("/")
    if ((BigInt(n ?? "0") * d) % (c * BigInt(m ?? "1")) !== 0n) return false
  }
  return true
}

const checkprod = declare({
  name: "checkprod",
  family,
  summary:
    "Says whether a series looks like a product: nice when all exponents b_n, n <= Q, are smaller than M in size.",
  definition: "f(q) = c\\,q^l \\prod_{n\\ge1} (1-q^n)^{b_n}, \\quad |b_n| < M \\ (n \\le Q)",
  source: "Garvan, qseries package, checkprod",
  precision: "A statement about the exponents up to Q.",
  signatures: [
    signature(
      [
        f,
        integer("M", "the bound for the exponents", { min: 1 }),
        integer("Q", "the last exponent looked at", { min: 1 }),
      ],
      "[l, 1], [l, max |b_n|], or [[l, c], -1]",
      ([value, M, Q], context) => {
        const v = variableOf(value)
        const input = new SeriesInput(value, v)
        const { lowest, verdict, seen } = productVerdict(
          value.kind === "series" ? input.known(Q + 1) : input.expand(2 * Q + 1),
          M,
          Q,
        )
        context.report({
          certainty: "checked",
          sentence: `A statement about the exponents of 1 - ${v}^n for n up to ${seen}.`,
          used: seen + 1,
          beyond: 0,
        })
        return listOf([lowest, verdict])
      },
    ),
  ],
  examples: [
    { input: "checkprod(etaq(q,1,30),10,30)", result: "[0, 1]", source: "all exponents are 1" },
    { input: "checkprod(q^2*partition_gf(30)^12,10,20)", result: "[2, 12]", source: "all exponents are -12" },
    { input: "checkprod(2+q+O(q^5),10,4)", result: "[[0, 2], -1]", source: "1/2 is no integer" },
    { input: "checkprod(1-9*q+O(q^5),10,2)", result: "[0, 36]", source: "1 - 9q = (1-q)^9 (1-q^2)^36 ..." },
  ],
  seeAlso: ["prodmake", "findprod"],
  errors: ["The zero series is no product."],
})

interface Multiplicativity {
  readonly failures: readonly (readonly [number, number])[]
  readonly first: bigint
}

function multiplicativity(series: QSeries, T: number, all: boolean, context: CallContext): Multiplicativity {
  const values = series.window(0, T + 1).map((c) => {
    const [n, d] = c.split("/")
    return { numerator: BigInt(n ?? "0"), denominator: BigInt(d ?? "1") }
  })
  const failures: [number, number][] = []
  for (let m = 2; m <= T / 2; m++) {
    context.checkStop()
    for (let n = all ? 2 : m + 1; m * n <= T; n++) {
      if (commonDivisor(m, n) !== 1) continue
      const [a, b, c] = [values[m], values[n], values[m * n]]
      if (a === undefined || b === undefined || c === undefined) continue
      if (a.numerator * b.numerator * c.denominator === c.numerator * a.denominator * b.denominator) continue
      failures.push(all ? [m, n] : [n, m])
      if (!all) return { failures, first: 0n }
    }
  }
  const one = values[1]
  return { failures, first: one !== undefined && one.numerator === one.denominator ? 1n : 0n }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

function multiplicative(value: QSeries | QExpr, T: number, all: boolean, context: CallContext): Value {
  const v = variableOf(value)
  const input = new SeriesInput(value, v)
  const given = value.kind === "series" ? input.known(T + 1) : input.expand(T + 1)
  const known = given.wholeExponents()
  const fit = known !== null && (known.ring.kind === "Z" || known.ring.kind === "Q")
  if (!fit)
    throw new EngineError("domain", "checkmult takes a series with whole exponents and rational coefficients.", {
      given: given.toString(3),
      help: "checkmult",
    })
  const { failures, first } = multiplicativity(known, T, all, context)
  const good = failures.length === 0 && first === 1n
  if (good) context.print(`MULTIPLICATIVE to ${v}^${T}`)
  else if (failures.length === 0) context.print("NOT MULTIPLICATIVE: a(1) is not 1")
  else for (const [m, n] of failures) context.print(`NOT MULTIPLICATIVE: a(${m})*a(${n}) differs from a(${m * n})`)
  if (good)
    context.report({ certainty: "order", sentence: `a(mn) = a(m)a(n) for all coprime m, n with mn up to ${T}.` })
  return int(good ? 1 : 0)
}

const checkmult = declare({
  name: "checkmult",
  family,
  summary:
    "1 when a(mn) = a(m)a(n) for all coprime m, n with mn <= T and a(1) = 1; with yes, all failures are printed.",
  definition: "f(q) = \\sum_n a(n) q^n, \\quad a(mn) = a(m)a(n) \\ (\\gcd(m,n)=1,\\ mn \\le T)",
  source: "Garvan, qseries package, checkmult",
  precision: "A statement about the coefficients up to T; T beyond what the series knows is an error.",
  signatures: [
    signature(
      [series("QS", "the series"), integer("T", "the last product mn looked at", { min: 1 })],
      "1 or 0",
      ([value, n], context) => multiplicative(value, n, false, context),
    ),
    signature(
      [
        series("QS", "the series"),
        integer("T", "the last product mn looked at", { min: 1 }),
        word("all", "print all failures", ["yes", "no"]),
      ],
      "1 or 0",
      ([value, n, all], context) => multiplicative(value, n, all === "yes", context),
    ),
  ],
  examples: [
    { input: "checkmult(DELTA12(101),100)", result: "1", source: "Ramanujan's tau is multiplicative (Mordell)" },
    { input: "checkmult(partition_gf(31),30)", result: "0", source: "p(6) = 11 is not p(2) p(3) = 6" },
  ],
  seeAlso: ["etamake"],
  errors: ["checkmult takes a series with whole exponents and rational coefficients."],
})

export const seriesToProduct = [prodmake, etamake, qetamake, jacprodmake, mprodmake, checkprod, checkmult]
