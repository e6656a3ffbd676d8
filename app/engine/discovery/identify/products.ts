import { gcd, lcm } from "../../number-theory"
import { factorFunction, factoredExpr } from "../cyclotomic-factors"
import {
  type EtaForm,
  type ProductExponents,
  etaForm,
  finiteForm,
  integerExponents,
  jacFactors,
  periodicForm,
  productExponents,
} from "../exponents"
import { primitive } from "../kernel"
import { loadAddon } from "../../native/load"
import { cuspText, cuspsOfGamma0, fractionText, orderAtCusp } from "../../proofs/find/gamma0"
import { addExponents, exponent } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import {
  type QExpr,
  etaFactor,
  fromRational,
  infinity,
  integer,
  jac,
  mul,
  qPochhammer,
  rational,
  symbol,
} from "../../symbolic/expression"
import { rationalFromText } from "../../symbolic/numbers"
import { oneMinus, power } from "../../functions/results"
import type { Finding, Subject } from "./finding"
import { PRIME, shortestRecurrence } from "./modular"

/** Coefficients that must agree beyond those that determine a form. */
function enough(used: number, known: number): boolean {
  return known - used >= Math.max(10, Math.ceil(used / 3))
}

/** c q^l P/Q with deg P < deg Q, denominators of products of 1 - q^n written so. */
export function rationalFunction({ series, variable, known }: Subject): Finding | null {
  const body = monicPart(series)
  if (body === null || body.integerOrder === null) return null
  const K = body.integerOrder
  const most = Math.floor((K - 10) / 2.5)
  const found = shortestRecurrence(loadAddon().series.windowMod(body.native, 0, K, PRIME), most)
  if (found === null || found.length < 1 || found.degree !== found.length || !enough(2 * found.length, K)) return null
  const L = found.length
  const { matrix } = loadAddon()
  const columns = Array.from({ length: L + 1 }, (_, i) => body.shift(i).truncate(K).native)
  const kernel = matrix.kernel(matrix.fromSeries(columns, L, K))
  const [vector] = kernel
  if (vector === undefined || kernel.length !== 1) return null
  const denominator = primitive(vector.map(rationalFromText))
  const q = symbol(variable)
  const below = denominator.reduce<QExpr>((sum, c, i) => sum.add(q.pow(i).mul(c)), integer(0))
  let above = integer(0)
  for (let n = 0; n < L; n++) {
    let c: QExpr = integer(0)
    for (let i = 0; i <= n; i++) {
      const { numerator: a, denominator: b } = body.coefficient(n - i)
      c = c.add(rational(a * (denominator[i] ?? 0n), b))
    }
    above = above.add(q.pow(n).mul(c))
  }
  const { valuation } = series
  const form = factoredExpr(factorFunction(above.div(below), variable, null), variable).mul(
    power(variable, valuation ?? 0),
  )
  return {
    kind: "rational function",
    form,
    details: `recurrence of order ${L}`,
    used: 2 * L,
    beyond: known - 2 * L,
    size: 2 * L,
  }
}

/** f/q^l with whole exponents. */
function monicPart(series: QSeries): QSeries | null {
  const { valuation } = series
  return valuation === null
    ? null
    : series.shift(exponent(-valuation.numerator, valuation.denominator)).wholeExponents()
}

interface Exponents {
  readonly product: ProductExponents
  readonly values: number[]
}

function wholeExponentsOf(series: QSeries): Exponents | null {
  const body = monicPart(series)
  if (body === null || body.termCount < 2) return null
  const product = productExponents(series, Number.MAX_SAFE_INTEGER)
  const found = integerExponents(product.exponents)
  return "values" in found ? { product, values: found.values } : null
}

function leading({ product }: Exponents, variable: string): QExpr {
  return rational(product.constant.numerator, product.constant.denominator).mul(power(variable, product.power))
}

/** Finite product, eta quotient, theta quotient, or product with periodic exponents: whichever needs the fewest parameters. */
export function productForms({ series, variable, known }: Subject): Finding[] {
  const found = wholeExponentsOf(series)
  if (found === null) return []
  const { values } = found
  const forms: Finding[] = []
  const finite = finiteForm(values, Math.max(10, Math.ceil(values.length / 4)))
  if (finite !== null && enough(finite.length, values.length)) {
    const factors = values.slice(0, finite.length).map((b, i) => oneMinus(variable, i + 1).pow(b))
    forms.push({
      kind: "finite product",
      form: mul([leading(found, variable), ...factors]),
      details: null,
      used: finite.length + 1,
      beyond: finite.beyond,
      size: values.filter((b) => b !== 0).length,
    })
  }
  const eta = etaForm(values, 10)
  if (eta !== null && enough(eta.used, values.length) && eta.factors.length > 0)
    forms.push(etaFinding(found, eta, variable, known))
  const symmetric = periodicForm(values, true)
  if (symmetric !== null && enough(symmetric.used, values.length) && symmetric.period <= values.length / 2) {
    const factors = jacFactors(symmetric)
    const form = mul([
      leading(found, variable),
      ...factors.map(({ a, exponent: e }) => jac(integer(a), integer(symmetric.period)).pow(fromRational(e))),
    ])
    forms.push({
      kind: "theta quotient",
      form,
      details: `period ${symmetric.period}`,
      used: symmetric.period,
      beyond: values.length - symmetric.period,
      size: factors.length + 1,
    })
  }
  const periodic = symmetric === null ? periodicForm(values, false) : null
  if (periodic !== null && enough(periodic.period, values.length) && periodic.period <= values.length / 2) {
    const factors = periodic.values.map((b, r) =>
      qPochhammer(power(variable, r === 0 ? periodic.period : r), power(variable, periodic.period), infinity()).pow(b),
    )
    forms.push({
      kind: "infinite product",
      form: mul([leading(found, variable), ...factors]),
      details: `exponents of period ${periodic.period}`,
      used: periodic.period,
      beyond: values.length - periodic.period,
      size: periodic.values.filter((b) => b !== 0).length + 1,
    })
  }
  return forms
}

function etaFinding(found: Exponents, eta: EtaForm, variable: string, known: number): Finding {
  const s = eta.factors.reduce((sum, { scale, exponent: r }) => sum + scale * r, 0)
  const shift = addExponents(found.product.power, exponent(-s, 24))
  const form = mul([
    rational(found.product.constant.numerator, found.product.constant.denominator),
    power(variable, shift),
    ...eta.factors.map(({ scale, exponent: r }) => etaFactor(scale).pow(r)),
  ])
  return {
    kind: "eta quotient",
    form,
    details: etaDetails(eta),
    used: eta.used + 1,
    beyond: known - eta.used - 1,
    size: eta.factors.length,
  }
}

/** Level, weight, character and orders at the cusps of the eta quotient, without the power of q beside it. */
function etaDetails({ factors }: EtaForm): string {
  const eta = factors.map(({ scale, exponent: r }) => [scale, r] as const)
  const weight = eta.reduce((sum, [, r]) => sum + r, 0)
  const common = eta.reduce((n, [d]) => lcm(n, d), 1)
  const down = eta.reduce((sum, [d, r]) => sum + (common / d) * r, 0)
  const level = common * (24 / gcd(24, down))
  const at = eta.reduce((sum, [d, r]) => sum + d * r, 0)
  const parts = [`level ${level}`, `weight ${weight % 2 === 0 ? weight / 2 : `${weight}/2`}`]
  if (at % 24 === 0 && weight % 2 === 0) parts.push(characterText(eta, weight / 2))
  if (level <= 2000)
    parts.push(
      `orders at the cusps ${cuspsOfGamma0(level)
        .map((c) => `${cuspText(c)}: ${fractionText(orderAtCusp(eta, c, level))}`)
        .join(", ")}`,
    )
  return parts.join("; ")
}

/** The character d -> ((-1)^k s / d), s = prod d^r, by its square-free kernel. */
function characterText(eta: readonly (readonly [number, number])[], k: number): string {
  let kernel = 1
  for (const [d, r] of eta) {
    if (r % 2 === 0) continue
    const g = gcd(kernel, squareFreePart(d))
    kernel = (kernel / g) * (squareFreePart(d) / g)
  }
  const D = k % 2 === 0 ? kernel : -kernel
  return D === 1 ? "trivial character" : `character (${D}/.)`
}

function squareFreePart(n: number): number {
  let result = n
  for (let p = 2; p * p <= result; p++) while (result % (p * p) === 0) result /= p * p
  return result
}
