import { EngineError } from "../errors"
import type { Ring } from "../native/addon"
import { type Exponent, addExponents, exponent, multiplyExponents } from "../series/exponent"
import { type Coefficient, QSeries } from "../series/series"
import type { Arena, Ref } from "./arena"
import { baseOf, exponentOf, isNumber, mulRefs, numberValue } from "./canonical"
import { coefficientSeries } from "./coefficient-series"
import { PRODUCT } from "./heads"
import { exponentFrom } from "./monomial"
import { rationalOf } from "./numbers"
import { polarForm } from "./polar-form"
import { rationalPower } from "./product-plan"
import { dependsOn } from "./rewrite"
import type { SeriesPlanner } from "./series"

/*
 * Functions of one power of the variable: F(x) = sum a_n x^n at x = c variable^k, k > 0. The factor c is a number, a root of unity, or any
 * expression free of the variable. Where the exponents n are fractions, as those of theta2, c^n is the principal power, so c must be a
 * rational number with such a root, times a root of unity.
 */

export interface PowerArgument {
  /** The factor c; null for 1. */
  readonly factor: Ref | null
  readonly exponent: Exponent
}

/** Reads c variable^k with k > 0; undefined when the expression is of another form. */
export function powerArgument(arena: Arena, ref: Ref, variable: Ref): PowerArgument | undefined {
  let power = exponent(0)
  const rest: Ref[] = []
  for (const factor of arena.head(ref) === PRODUCT ? arena.children(ref) : [ref]) {
    if (baseOf(arena, factor) !== variable) {
      if (dependsOn(arena, factor, variable)) return undefined
      rest.push(factor)
      continue
    }
    const e = exponentOf(arena, factor)
    const own = isNumber(arena, e) ? exponentFrom(numberValue(arena, e)) : undefined
    if (own === undefined) return undefined
    power = addExponents(power, own)
  }
  if (power.numerator <= 0) return undefined
  return { factor: rest.length === 0 ? null : mulRefs(arena, rest), exponent: power }
}

/** c as a constant series. */
export function factorSeries(planner: SeriesPlanner, { factor }: PowerArgument): QSeries | null {
  return factor === null ? null : coefficientSeries(planner, factor, planner.bridge)
}

/** F(c variable^k), known below k times the order of F. */
export function seriesAt(planner: SeriesPlanner, F: QSeries, x: PowerArgument): QSeries {
  const { factor, exponent: k } = x
  if (factor === null) return F.dilate(k)
  const { valuation } = F
  if (valuation === null) return F.dilate(k)
  const lead = factorPower(planner, factor, valuation).shift(multiplyExponents(k, valuation))
  const body = F.shift(exponent(-valuation.numerator, valuation.denominator))
  const d = body.denominator
  if (d === 1 && isNumber(planner.arena, factor))
    return body.substitute(numberValue(planner.arena, factor), k).mul(lead)
  // In t = variable^(1/d) the exponents are whole, and c^(1/d) stands before t.
  const inner = QSeries.of(body.native, body.variable)
  return withPowers(planner, inner, factorPower(planner, factor, exponent(1, d)))
    .dilate(multiplyExponents(k, exponent(1, d)))
    .mul(lead)
}

/** sum a_n c^n variable^n */
function withPowers(planner: SeriesPlanner, body: QSeries, c: QSeries): QSeries {
  const { ring } = body
  if (ring.kind !== "Z" && ring.kind !== "Q" && ring.kind !== "cyclotomic") {
    throw new EngineError(
      "unable",
      "A factor can be put before the variable only in a series with rational or cyclotomic coefficients.",
      {
        given: body.toString(3),
      },
    )
  }
  const terms: QSeries[] = []
  let power = QSeries.constant(1, planner.name)
  let at = 0
  for (const { exponent: e, coefficient } of body.terms()) {
    power = power.mul(c.pow(e.numerator - at))
    at = e.numerator
    terms.push(scaled(power, coefficient, ring).shift(e))
  }
  const sum = addedUp(terms) ?? QSeries.zero(planner.name)
  return body.order === null ? sum : sum.truncate(body.order)
}

/** A coefficient as it is written times a series. */
function scaled(series: QSeries, coefficient: string, ring: Ring): QSeries {
  if (ring.kind === "cyclotomic") {
    const text = coefficient.replaceAll(`zeta(${ring.n})`, "zeta")
    return series.mul(QSeries.fromTerms([0], [text], series.variable, null, ring))
  }
  const { numerator, denominator } = coefficientOf(coefficient)
  return series.scale(numerator, denominator)
}

function coefficientOf(text: string): Coefficient {
  const [numerator, denominator] = text.split("/")
  return { numerator: BigInt(numerator ?? "0"), denominator: BigInt(denominator ?? "1") }
}

function addedUp(terms: readonly QSeries[]): QSeries | undefined {
  if (terms.length <= 1) return terms[0]
  const middle = terms.length >> 1
  const low = addedUp(terms.slice(0, middle))
  const high = addedUp(terms.slice(middle))
  return low === undefined || high === undefined ? low : low.add(high)
}

/** c^e, for a fraction e the principal power. */
function factorPower(planner: SeriesPlanner, factor: Ref, e: Exponent): QSeries {
  const { arena, name } = planner
  if (e.denominator === 1) return coefficientSeries(planner, factor, planner.bridge).pow(e.numerator)
  const polar = polarForm(arena, factor)
  const size =
    polar === undefined ? undefined : rationalPower(polar.size, rationalOf(BigInt(e.numerator), BigInt(e.denominator)))
  if (polar === undefined || size === undefined) {
    throw new EngineError("unable", "A fractional power of the factor before the variable is no number known here.", {
      given: `the power ${e.numerator}/${e.denominator} of ${planner.text(factor)}`,
      hint: "Give an argument c*q^k where c is a root of unity, or a rational number with such a root.",
    })
  }
  const constant = QSeries.constant(size, name)
  const turn = multiplyExponents(polar.turn, e)
  if (turn.numerator === 0) return constant
  const n = planner.unityOrder
  const zeta = QSeries.fromTerms([0], ["zeta"], name, null, { kind: "cyclotomic", n })
  return constant.mul(zeta.pow((((turn.numerator * n) / turn.denominator) % n) + n))
}

/** How far F must be known for F(c variable^k) to be known below the order. */
export function innerOrder(order: Exponent, k: Exponent): number {
  return Math.max(1, Math.ceil((order.numerator * k.denominator) / (order.denominator * k.numerator)))
}
