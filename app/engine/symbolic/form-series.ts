import { lcm } from "../number-theory"
import { EngineError } from "../errors"
import {
  type Exponent,
  addExponents,
  compareExponents,
  exponent,
  multiplyExponents,
  negateExponent,
} from "../series/exponent"
import { QSeries } from "../series/series"
import type { Ref } from "./arena"
import {
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  JAC,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  R_PHI_S,
  R_PSI_S,
  THETA,
  THETA2,
  THETA4,
} from "./heads"
import { negRef } from "./canonical"
import { summands } from "./coefficients"
import { firstBeyond, growsWithoutBound, growthLaw, positiveFrom } from "./growth"
import { asMonomial } from "./monomial"
import { rationalOf, rationalText, type Rational } from "./numbers"
import { hypergeometricParts } from "./print/plain"
import { substitute } from "./rewrite"
import { noExpansion } from "./no-expansion"
import { type PowerArgument, factorSeries, innerOrder, powerArgument, seriesAt } from "./power-argument"
import type { SeriesPlanner } from "./series"

/** Series of the field's forms that are no plain products: theta functions by their sparse sums, q-Pochhammer symbols with symbolic parameters,
 * basic hypergeometric series, finite indexed sums and products. */

/** base = variable^k, k > 0 */
function positivePower(planner: SeriesPlanner, q: Ref): Exponent | undefined {
  const x = powerArgument(planner.arena, q, planner.variable)
  return x?.factor === null ? x.exponent : undefined
}

/** sum of sign^n variable^(a n^2/2 + b n/2) over all n, a and b rational, a > 0 */
function thetaSum(planner: SeriesPlanner, a: Exponent, b: Exponent, sign: 1 | -1, order: Exponent): QSeries {
  const scale = 2 * lcm(a.denominator, b.denominator)
  const whole = (e: Exponent): number => (e.numerator * scale) / e.denominator
  const cut = Math.ceil((order.numerator * scale) / order.denominator)
  return QSeries.theta(whole(a), whole(b), 0, sign, planner.name, cut).dilate(exponent(1, scale))
}

/** A theta function or JAC standing alone, as a sparse sum; undefined when its arguments are not monomials of the right form. */
export function expandTheta(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries | undefined {
  const { arena } = planner
  const head = arena.head(ref)
  if (head === JAC) {
    const a = arena.immediate(arena.word(ref, 0))
    const b = arena.immediate(arena.word(ref, 1))
    if (a === undefined || b === undefined || a <= 0 || a >= b) return undefined
    return thetaSum(planner, exponent(b), exponent(2 * a - b), -1, order)
  }
  const x = powerArgument(arena, arena.word(ref, head === THETA ? 1 : 0), planner.variable)
  if (x === undefined) return undefined
  if (head !== THETA) return expandConstant(planner, head, x, order)
  const z = asMonomial(arena, arena.word(ref, 0), planner.variable)
  const unit = z === undefined ? undefined : rationalText(z.coefficient)
  if (z !== undefined && x.factor === null && (unit === "1" || unit === "-1")) {
    const double = multiplyExponents(x.exponent, exponent(2))
    return thetaSum(planner, double, multiplyExponents(z.exponent, exponent(2)), unit === "1" ? 1 : -1, order)
  }
  return generalTheta(planner, arena.word(ref, 0), x, order)
}

/** theta2, theta3 or theta4 at x = c variable^k. */
function expandConstant(planner: SeriesPlanner, head: number, x: PowerArgument, order: Exponent): QSeries {
  const inner = exponent(innerOrder(order, x.exponent))
  const two = exponent(2)
  const quarter = exponent(1, 4)
  const series =
    head === THETA2
      ? thetaSum(planner, two, two, 1, addExponents(inner, negateExponent(quarter))).shift(quarter)
      : thetaSum(planner, two, exponent(0), head === THETA4 ? -1 : 1, inner)
  return seriesAt(planner, series, x).truncate(order)
}

/** sum of z^n x^(n^2) for any z = c variable^r, c free of the variable and not 0, and x = d variable^k */
function generalTheta(planner: SeriesPlanner, z: Ref, x: PowerArgument, order: Exponent): QSeries {
  const k = x.exponent
  const series = planner.expand(z, order)
  if (!series.isExact || series.termCount !== 1)
    throw noExpansion(planner.arena, z, planner.name, "theta(z,q) is expanded for a monomial z")
  const inverse = series.inverse()
  const valuation = series.valuation ?? exponent(0)
  const d = factorSeries(planner, x)
  let total = QSeries.constant(1, planner.name)
  for (const [factor, v] of [
    [series, valuation],
    [inverse, negateExponent(valuation)],
  ] as const) {
    let power = d === null ? factor : factor.mul(d)
    for (let n = 1; ; n++) {
      const by = multiplyExponents(k, exponent(n * n))
      const least = addExponents(by, multiplyExponents(v, exponent(n)))
      const growing = addExponents(multiplyExponents(k, exponent(2 * n + 1)), v).numerator > 0
      if (growing && compareExponents(least, order) >= 0) break
      if (compareExponents(least, order) < 0) total = total.add(power.shift(by))
      power = power.mul(factor)
      if (d !== null) power = power.mul(d.pow(2 * n + 1))
    }
  }
  return total.truncate(order)
}

/** (a_1, …; q)_n with parameters that are no plain monomials: factor by factor to the order. */
export function expandProductSymbol(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries {
  const { arena } = planner
  const [n, q, ...parameters] = arena.children(ref) as [Ref, Ref, ...Ref[]]
  const base = powerArgument(arena, q, planner.variable)
  const count = arena.head(n) === INFINITY ? Infinity : arena.immediate(n)
  if (base === undefined) throw noExpansion(arena, ref, planner.name, `its base is not c*${planner.name}^k with k > 0`)
  if (count === undefined) throw noExpansion(arena, ref, planner.name, "its length is neither a number nor infinity")
  if (count < 0) {
    const shifted = parameters.map((a) => shiftedParameter(planner, a, q, count))
    const positive = arena.intern(Q_POCHHAMMER, [arena.smallInteger(-count), q, ...shifted])
    return planner.inverse(positive, order)
  }
  return parameters.map((a) => symbolProduct(planner, a, base, count, order)).reduce((x, y) => x.mul(y))
}

function shiftedParameter(planner: SeriesPlanner, a: Ref, q: Ref, count: number): Ref {
  return planner.product([a, planner.power(q, count)])
}

function symbolProduct(planner: SeriesPlanner, a: Ref, base: PowerArgument, count: number, order: Exponent): QSeries {
  const { exponent: step } = base
  const least = planner.lower(a)
  const at = (j: number): Exponent => addExponents(least, multiplyExponents(step, exponent(j)))
  let deficit = exponent(0)
  for (let j = 0; j < count && at(j).numerator < 0; j++) deficit = addExponents(deficit, at(j))
  const needed = addExponents(order, negateExponent(deficit))
  let parameter = planner.expand(
    a,
    addExponents(needed, exponent(Math.max(0, -Math.floor(least.numerator / least.denominator)))),
  )
  const factor = factorSeries(planner, base)
  const one = QSeries.constant(1, planner.name)
  let product = one
  for (let j = 0; j < count && compareExponents(at(j), needed) < 0; j++) {
    product = product.mul(one.sub(parameter.shift(multiplyExponents(step, exponent(j)))))
    product = product.truncate(needed)
    if (factor !== null) parameter = parameter.mul(factor)
  }
  return product
}

/** qbin, qnumber and qfactorial with whole arguments in a base that is no plain power: quotients of products. */
function expandQuotient(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries | undefined {
  const { arena } = planner
  const head = arena.head(ref)
  const children = arena.children(ref)
  const q = children[head === Q_BINOMIAL ? 0 : 1] as Ref
  const [m, n] = (head === Q_BINOMIAL ? children.slice(1) : children.slice(0, 1)).map((c) => arena.immediate(c))
  if (m === undefined || (head === Q_BINOMIAL && n === undefined)) return undefined
  const product = (from: number, length: number): Ref =>
    arena.intern(Q_POCHHAMMER, [arena.smallInteger(length), q, planner.power(q, from)])
  const over = (top: Ref, bottom: Ref): QSeries =>
    planner.expand(planner.product([top, planner.power(bottom, -1)]), order)
  if (head === Q_NUMBER) return over(product(m, 1), product(1, 1))
  if (head === Q_FACTORIAL) return over(product(1, m), planner.power(product(1, 1), m))
  return over(product((n as number) - m + 1, m), product(1, m))
}

/** 1 - a q^n of a hypergeometric term: the series and its valuation, or null when it vanishes. */
interface TermFactor {
  readonly series: QSeries
  readonly valuation: Exponent
}

function termFactor(planner: SeriesPlanner, parameter: QSeries, shift: Exponent): TermFactor | null {
  const series = QSeries.constant(1, planner.name).sub(parameter.shift(shift))
  return series.valuation === null ? null : { series, valuation: series.valuation }
}

interface Hypergeometric {
  readonly upper: readonly QSeries[]
  readonly lower: readonly QSeries[]
  readonly step: Exponent
  readonly z: QSeries
  /** 1 + s - r, or s - r for a bilateral series */
  readonly twist: number
  readonly bilateral: boolean
}

/** t_(n+1)/t_n as factors above and below. */
interface TermRatio {
  readonly above: readonly TermFactor[]
  readonly below: readonly TermFactor[]
  readonly valuation: Exponent
  readonly vanishes: boolean
}

function termRatio(planner: SeriesPlanner, form: Hypergeometric, n: number, ref: Ref): TermRatio {
  const shift = multiplyExponents(form.step, exponent(n))
  const above = form.upper.map((a) => termFactor(planner, a, shift))
  const below = form.lower.map((b) => termFactor(planner, b, shift))
  if (!form.bilateral)
    below.push(termFactor(planner, QSeries.constant(1, planner.name), multiplyExponents(form.step, exponent(n + 1))))
  const vanishes = above.includes(null)
  if (!vanishes && below.includes(null)) throw poleError(planner, ref, n)
  const twist = QSeries.constant(form.twist % 2 === 0 ? 1 : -1, planner.name).shift(
    multiplyExponents(shift, exponent(form.twist)),
  )
  const argument = form.z.mul(twist)
  const tops = [...(above as TermFactor[]), { series: argument, valuation: argument.valuation ?? exponent(0) }]
  const bottoms = below as TermFactor[]
  const valuation = vanishes
    ? exponent(0)
    : bottoms.reduce(
        (sum, f) => addExponents(sum, negateExponent(f.valuation)),
        tops.reduce((sum, f) => addExponents(sum, f.valuation), exponent(0)),
      )
  return { above: tops, below: bottoms, valuation, vanishes }
}

function poleError(planner: SeriesPlanner, ref: Ref, n: number): EngineError {
  return new EngineError(
    "domain",
    "A lower parameter makes the denominator of a hypergeometric term 0 before the series ends.",
    {
      given: `the term of index ${n + 1} of ${planner.text(ref)}`,
    },
  )
}

function readHypergeometric(planner: SeriesPlanner, ref: Ref, order: Exponent): Hypergeometric {
  const { upper, lower, q, z } = hypergeometricParts(planner.arena, ref)
  const step = positivePower(planner, q)
  if (step === undefined)
    throw noExpansion(planner.arena, ref, planner.name, `its base is no positive power of ${planner.name}`)
  const exact = (parameter: Ref): QSeries => {
    const series = planner.expand(parameter, order)
    if (!series.isExact) throw noExpansion(planner.arena, ref, planner.name, "its parameters are not all polynomials")
    return series
  }
  const bilateral = planner.arena.head(ref) === R_PSI_S
  const twist = lower.length - upper.length + (bilateral ? 0 : 1)
  return { upper: upper.map(exact), lower: lower.map(exact), step, z: exact(z), twist, bilateral }
}

function parameterValuation(series: QSeries): Exponent {
  return series.valuation ?? exponent(0)
}

const MAX_TERMS = 1_000_000

/** r phi s and r psi s: term by term from the ratio of neighbours, to the relative precision that the lowest term needs. */
function expandHypergeometric(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries {
  const form = readHypergeometric(planner, ref, order)
  if (form.z.isZero) return QSeries.constant(1, planner.name)
  const up = termRatios(planner, form, order, ref)
  const down = form.bilateral ? downwardRatios(planner, form, order, ref) : []
  let least = exponent(0)
  for (const ratios of [up, down]) {
    let v = exponent(0)
    for (const ratio of ratios) {
      v = addExponents(v, ratio.valuation)
      if (compareExponents(v, least) < 0) least = v
    }
  }
  const relative = addExponents(order, negateExponent(least))
  const start = QSeries.constant(1, planner.name, Math.max(1, Math.ceil(relative.numerator / relative.denominator)))
  return addTerms(start, up, addTerms(start, down, start))
}

function addTerms(start: QSeries, ratios: readonly TermRatio[], total: QSeries): QSeries {
  let term = start
  let sum = total
  for (const { above, below } of ratios) {
    for (const factor of above) term = term.mul(factor.series)
    for (const factor of below) term = term.div(factor.series)
    sum = sum.add(term)
  }
  return sum
}

function termRatios(planner: SeriesPlanner, form: Hypergeometric, order: Exponent, ref: Ref): TermRatio[] {
  const ratios: TermRatio[] = []
  let valuation = exponent(0)
  for (let n = 0; n < MAX_TERMS; n++) {
    const ratio = termRatio(planner, form, n, ref)
    if (ratio.vanishes) return ratios
    const at = multiplyExponents(form.step, exponent(n))
    const settled = [...form.upper, ...form.lower].every((p) => addExponents(parameterValuation(p), at).numerator > 0)
    if (settled && ratio.valuation.numerator <= 0 && form.twist <= 0) {
      throw noExpansion(planner.arena, ref, planner.name, "its terms do not tend to 0 as power series")
    }
    valuation = addExponents(valuation, ratio.valuation)
    if (settled && ratio.valuation.numerator > 0 && form.twist >= 0 && compareExponents(valuation, order) >= 0)
      return ratios
    ratios.push(ratio)
  }
  throw noExpansion(planner.arena, ref, planner.name, "more than a million terms would be needed")
}

/** Ratios t_(-n-1)/t_(-n) for n = 0, 1, … */
function downwardRatios(planner: SeriesPlanner, form: Hypergeometric, order: Exponent, ref: Ref): TermRatio[] {
  const ratios: TermRatio[] = []
  let valuation = exponent(0)
  for (let n = 1; n < MAX_TERMS; n++) {
    const { above, below, valuation: v, vanishes } = invertedRatio(planner, form, -n, ref)
    if (vanishes) return ratios
    const at = multiplyExponents(form.step, exponent(-n))
    const settled = [...form.upper, ...form.lower].every(
      (p) => p.isZero || addExponents(parameterValuation(p), at).numerator < 0,
    )
    if (settled && v.numerator <= 0)
      throw noExpansion(planner.arena, ref, planner.name, "its terms of negative index do not tend to 0")
    valuation = addExponents(valuation, v)
    if (settled && compareExponents(valuation, order) >= 0) return ratios
    ratios.push({ above, below, valuation: v, vanishes })
  }
  throw noExpansion(planner.arena, ref, planner.name, "more than a million terms would be needed")
}

function invertedRatio(planner: SeriesPlanner, form: Hypergeometric, n: number, ref: Ref): TermRatio {
  const swapped: Hypergeometric = {
    ...form,
    upper: form.lower,
    lower: form.upper,
    twist: -form.twist,
    z: form.z.inverse(),
  }
  return termRatio(planner, swapped, n, ref)
}

/** Sums and products over an index, hypergeometric series; anything else has no expansion here. */
export function expandIndexedForm(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries {
  const { arena } = planner
  const head = arena.head(ref)
  if (head === R_PHI_S || head === R_PSI_S) return expandHypergeometric(planner, ref, order)
  const quotient =
    head === Q_BINOMIAL || head === Q_NUMBER || head === Q_FACTORIAL ? expandQuotient(planner, ref, order) : undefined
  if (quotient !== undefined) return quotient
  if (head !== INDEXED_SUM && head !== INDEXED_PRODUCT)
    throw noExpansion(arena, ref, planner.name, "its arguments are not of a form that can be expanded")
  const [, , from, to] = arena.children(ref) as [Ref, Ref, Ref, Ref]
  const last = arena.immediate(to)
  const first = arena.immediate(from)
  if (first === undefined || last === undefined) return expandInfinite(planner, ref, order)
  if (last - first > MAX_TERMS) {
    throw new EngineError("tooLarge", "An indexed sum or product is expanded over at most a million terms.")
  }
  return expandRange(planner, ref, first, last, order)
}

/** The terms of an indexed sum or the factors of an indexed product from `first` to `last`. */
function expandRange(planner: SeriesPlanner, ref: Ref, first: number, last: number, order: Exponent): QSeries {
  const { arena } = planner
  const [body, index] = arena.children(ref) as [Ref, Ref]
  const terms: Ref[] = []
  for (let n = first; n <= last; n++) terms.push(substitute(arena, body, new Map([[index, arena.smallInteger(n)]])))
  return planner.expand(arena.head(ref) === INDEXED_SUM ? planner.sum(terms) : planner.product(terms), order)
}

/** Sums and products without end, cut where a bound of the exponents, read off the body, has passed the order. */
function expandInfinite(planner: SeriesPlanner, ref: Ref, order: Exponent): QSeries {
  const { arena } = planner
  const [body, index, from, to] = arena.children(ref) as [Ref, Ref, Ref, Ref]
  const isSum = arena.head(ref) === INDEXED_SUM
  const first = arena.immediate(from)
  const last = arena.immediate(to)
  const up = arena.head(to) === INFINITY
  const down = arena.head(negRef(arena, from)) === INFINITY
  if ((first === undefined && !down) || (last === undefined && !up)) {
    throw noExpansion(arena, ref, planner.name, "its bounds are neither integers nor infinite")
  }
  const start = first ?? last ?? 0
  // What must vanish: the terms of a sum, and what the factors of a product differ from 1 by.
  const parts = isSum ? summands(arena, body) : summands(arena, planner.sum([body, arena.smallInteger(-1)]))
  const end = (direction: 1 | -1): number => {
    const ends = parts.map((part) => indexBeyond(planner, ref, part, index, start, direction, order, isSum))
    return direction > 0 ? Math.max(start, ...ends) : Math.min(start, ...ends)
  }
  const upper = up ? end(1) : (last as number)
  const lower = down ? end(-1) : (first as number)
  return expandRange(planner, ref, lower, upper, order).truncate(order)
}

function indexBeyond(
  planner: SeriesPlanner,
  ref: Ref,
  part: Ref,
  index: Ref,
  from: number,
  direction: 1 | -1,
  order: Exponent,
  isSum: boolean,
): number {
  const { arena, variable } = planner
  const bound = (piece: Ref, below: boolean): Rational => {
    const e = below ? planner.valuation(piece) : planner.lower(piece)
    return rationalOf(BigInt(e.numerator), BigInt(e.denominator))
  }
  const law = growthLaw({ arena, variable, index, from, direction, bound }, part)
  if (law === undefined || !growsWithoutBound(law, direction)) {
    throw noExpansion(arena, ref, planner.name, "that its terms tend to 0 cannot be read off")
  }
  if (!isSum && !positiveFrom(law, { from, direction })) {
    throw noExpansion(arena, ref, planner.name, "its factors are not all 1 + higher powers")
  }
  return firstBeyond(law, rationalOf(BigInt(order.numerator), BigInt(order.denominator)), from, direction)
}
