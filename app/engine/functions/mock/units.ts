import { lcm } from "../../number-theory"
import { EngineError } from "../../errors"
import { type Exponent, compareExponents, exponent, multiplyExponents } from "../../series/exponent"
import { QSeries } from "../../series/series"
import { type QExpr, baseAndExponent } from "../../symbolic/expression"
import {
  ONE,
  type Rational,
  ZERO,
  addRational,
  inverseRational,
  mulRational,
  powRational,
  rationalText,
} from "../../symbolic/numbers"
import { splitPower } from "../inputs"

/*
 * Numbers r*zeta_n^k, r rational: closed under products, inverses and powers. Arguments c*q^m of theta-like sums have such c, and the
 * terms of the sums are such numbers too.
 */
export interface Unit {
  readonly rational: Rational
  /** Order of the root of unity. */
  readonly n: number
  readonly k: number
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  const n = lcm(a.n, b.n)
  return { rational: mulRational(a.rational, b.rational), n, k: ((a.k * n) / a.n + (b.k * n) / b.n) % n }
}

export function powUnit(a: Unit, e: number): Unit {
  return { rational: powRational(a.rational, BigInt(e)), n: a.n, k: (((a.k * e) % a.n) + a.n) % a.n }
}

export function inverseUnit(a: Unit): Unit {
  return { rational: inverseRational(a.rational), n: a.n, k: (a.n - a.k) % a.n }
}

/** Whether the number is 1: zeta_n^k with k = 0, or k = n/2 and rational part -1. */
export function isOneUnit({ rational, n, k }: Unit): boolean {
  if (rational.denominator !== 1n) return false
  return (rational.numerator === 1n && k === 0) || (rational.numerator === -1n && 2 * k === n)
}

export const UNIT: Unit = { rational: ONE, n: 1, k: 0 }

/** Reads a rational times a power of a root of unity. */
function unitOf(value: QExpr): Unit | undefined {
  let result: Unit = UNIT
  for (const factor of value.head === "product" ? value.args : [value]) {
    const r = factor.asRational()
    if (r !== undefined) {
      result = multiplyUnits(result, { rational: r, n: 1, k: 0 })
      continue
    }
    const { base, exponent: e } = baseAndExponent(factor)
    const n = base.head === "cyclotomic" ? base.args[0]?.asSafeInteger() : undefined
    const k = e.asSafeInteger()
    if (n === undefined || k === undefined) return undefined
    result = multiplyUnits(result, { rational: ONE, n, k: ((k % n) + n) % n })
  }
  return result
}

/** c*q^m, c a rational times a root of unity and not 0. */
export interface UnitMonomial {
  readonly unit: Unit
  readonly exponent: Exponent
}

/** What is said of an argument that is no rational multiple of a root of unity times a power of the variable. */
export function unitSentence(name: string, fn: string, variable = "q"): string {
  return `${fn} takes ${name} = c*${variable}^m, c a rational number or a root of unity times one.`
}

export function unitMonomial(value: QExpr, variable: string, name: string, fn: string): UnitMonomial {
  const split = splitPower(value, variable)
  const unit = split === undefined ? undefined : unitOf(split.coefficient)
  if (split === undefined || unit === undefined) {
    throw new EngineError("domain", unitSentence(name, fn, variable), { given: value.toString(), help: fn })
  }
  if (unit.rational.numerator === 0n)
    throw new EngineError("domain", `${fn} is not defined for ${name} = 0.`, { given: "0", help: fn })
  return { unit, exponent: split.exponent }
}

export function scaleExponent(e: Exponent, n: number): Exponent {
  return multiplyExponents(e, exponent(n))
}

/** A sum of terms r*zeta^k*q^e, known below the order. */
export class UnitSum {
  readonly #terms = new Map<string, { readonly e: Exponent; readonly powers: Map<number, Rational> }>()
  #n = 1
  readonly #order: Exponent

  constructor(order: Exponent, n: number) {
    this.#order = order
    this.#n = n
  }

  add(unit: Unit, e: Exponent): void {
    if (compareExponents(e, this.#order) >= 0) return
    const key = `${e.numerator}/${e.denominator}`
    const entry = this.#terms.get(key) ?? { e, powers: new Map<number, Rational>() }
    const k = (unit.k * this.#n) / unit.n
    entry.powers.set(k, addRational(entry.powers.get(k) ?? ZERO, unit.rational))
    this.#terms.set(key, entry)
  }

  series(variable: string): QSeries {
    const entries = [...this.#terms.values()].sort((a, b) => compareExponents(a.e, b.e))
    const denominator = entries.reduce((d, { e }) => lcm(d, e.denominator), this.#order.denominator)
    const exponents = entries.map(({ e }) => (e.numerator * denominator) / e.denominator)
    const coefficients = entries.map(({ powers }) => coefficientText(powers))
    const order = (this.#order.numerator * denominator) / this.#order.denominator
    const ring = this.#n <= 2 ? undefined : ({ kind: "cyclotomic", n: this.#n } as const)
    const texts = this.#n <= 2 ? entries.map(({ powers }) => realText(powers)) : coefficients
    return QSeries.fromTerms(exponents, texts, variable, order, ring, denominator)
  }
}

/** For n = 1 and n = 2, where zeta is 1 or -1. */
function realText(powers: ReadonlyMap<number, Rational>): string {
  let sum = ZERO
  for (const [k, r] of powers)
    sum = addRational(sum, k === 0 ? r : { numerator: -r.numerator, denominator: r.denominator })
  return rationalText(sum)
}

function coefficientText(powers: ReadonlyMap<number, Rational>): string {
  const parts = [...powers]
    .filter(([, r]) => r.numerator !== 0n)
    .map(([k, r]) => (k === 0 ? `(${rationalText(r)})` : `(${rationalText(r)})*zeta^${k}`))
  return parts.length === 0 ? "0" : parts.join(" + ")
}
