import { gcd, lcm, primeDivisors } from "../number-theory"
import type { NativeSeries, PochhammerFactor, EtaFactor, Ring, SeriesApi, SeriesInfo } from "../native/addon"
import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import {
  type Exponent,
  addExponents,
  compareExponents,
  exponent,
  exponentText,
  powerText,
  toExponent,
} from "./exponent"

/*
 * A QSeries is a Laurent or Puiseux series in one variable that knows how far it is known.
 *
 * The coefficients live in the addon as a series in t, and the variable is t^denominator: theta2(q) = 2q^(1/4) + … has denominator 4.
 * The order T means that the coefficient of q^n is known for every n < T; it is null for a Laurent polynomial, all of which is known.
 * Every operation leaves the order that the valuations allow: T(fg) = min(T_f + v_g, T_g + v_f). A coefficient at or beyond the order
 * is an error, never zero. Values are immutable. Two series combine when they are in the same variable; a constant goes with any.
 * The addon is loaded by the first operation, not by importing this file.
 */

export interface Coefficient {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface SeriesTerm {
  readonly exponent: Exponent
  /** The coefficient in the notebook's syntax. */
  readonly coefficient: string
}

const Z: Ring = { kind: "Z" }
const Q: Ring = { kind: "Q" }

function api(): SeriesApi {
  return loadAddon().series
}

/** ceil(a/b) for integers, b > 0. */
function ceilDivide(a: number, b: number): number {
  return Math.ceil(a / b) + 0
}

/** Terms that an iteration asks for at once. */
const ITERATION_WINDOW = 1024

/** What arithmetic of series accepts; a number must be a safe integer. */
export type SeriesOperand = QSeries | bigint | number

export class QSeries {
  readonly kind = "series"
  readonly native: NativeSeries
  readonly variable: string
  /** Exponents are those of `native` divided by this. */
  readonly denominator: number
  #info: SeriesInfo | null = null

  private constructor(native: NativeSeries, variable: string, denominator: number) {
    this.native = native
    this.variable = variable
    this.denominator = denominator
  }

  /** A native series in t as a series in variable = t^denominator; the denominator is lowered as far as the terms allow. */
  static of(native: NativeSeries, variable: string, denominator = 1): QSeries {
    if (!Number.isSafeInteger(denominator) || denominator < 1)
      throw new RangeError(`Denominator ${denominator} is not positive`)
    return denominator === 1 ? new QSeries(native, variable, 1) : lowered(native, variable, denominator, QSeries.raw)
  }

  private static raw(this: void, native: NativeSeries, variable: string, denominator: number): QSeries {
    return new QSeries(native, variable, denominator)
  }

  /** The number c, exact or to the order given. */
  static constant(value: Coefficient | bigint | number, variable: string, order: number | null = null): QSeries {
    const c = typeof value === "object" ? value : { numerator: BigInt(value), denominator: 1n }
    return new QSeries(api().constant(c.numerator, c.denominator, order), variable, 1)
  }

  static zero(variable: string, order: number | null = null): QSeries {
    return new QSeries(api().zero(order), variable, 1)
  }

  /** c * variable^e, exact. */
  static monomial(value: Coefficient | bigint | number, e: Exponent | number, variable: string): QSeries {
    return QSeries.constant(value, variable).shift(e)
  }

  /**
   * From exponents and coefficients ("3", "-1/2", or BigInt).
   * @param order null for an exact Laurent polynomial
   * @param ring Z or Q is chosen by the coefficients when it is left out
   */
  static fromTerms(
    exponents: readonly number[],
    coefficients: readonly (bigint | string)[],
    variable: string,
    order: number | null,
    ring?: Ring,
    denominator = 1,
  ): QSeries {
    const chosen = ring ?? (coefficients.some((c) => typeof c === "string" && c.includes("/")) ? Q : Z)
    return QSeries.of(api().fromTerms(chosen, exponents, coefficients, order), variable, denominator)
  }

  /** Coefficients of variable^from, variable^(from+1), …, known below from + values.length unless an order is given. */
  static fromCoefficients(
    values: readonly (bigint | string)[],
    variable: string,
    from = 0,
    order: number | null = from + values.length,
  ): QSeries {
    return QSeries.fromTerms(
      values.map((_, i) => from + i),
      values,
      variable,
      order,
    )
  }

  /** prod (q^d; q^d)_inf^r to O(q^order), without the power q^(d r/24). */
  static etaQuotient(factors: readonly EtaFactor[], variable: string, order: number): QSeries {
    return new QSeries(api().etaQuotient(factors, Math.max(order, 0)), variable, 1)
  }

  /** prod over factors of prod_n (1 - c q^(start + step n))^exponent to O(q^order). */
  static pochhammer(factors: readonly PochhammerFactor[], variable: string, order: number): QSeries {
    return new QSeries(api().pochhammerProduct(factors, Math.max(order, 0)), variable, 1)
  }

  /** sum over n in Z (n >= 0 when half) of sign^n q^((a n^2 + b n)/2 + c) to O(q^order). */
  static theta(a: number, b: number, c: number, sign: 1 | -1, variable: string, order: number, half = false): QSeries {
    return new QSeries(api().theta(a, b, c, sign, order, half), variable, 1)
  }

  // reading

  get info(): SeriesInfo {
    this.#info ??= api().info(this.native)
    return this.#info
  }

  get ring(): Ring {
    return this.info.ring
  }

  /** Lowest exponent with a non-zero coefficient; null when there is none among the known. */
  get valuation(): Exponent | null {
    return this.scaled(this.info.valuation)
  }

  /** T of O(q^T); null for an exact Laurent polynomial. */
  get order(): Exponent | null {
    return this.scaled(this.info.order)
  }

  /** Highest exponent with a non-zero known coefficient. */
  get degree(): Exponent | null {
    return this.scaled(this.info.degree)
  }

  /** Number of non-zero known coefficients. */
  get termCount(): number {
    return this.info.termCount
  }

  get isExact(): boolean {
    return this.info.order === null
  }

  /** True when every known coefficient vanishes; for an exact series, when it is zero. */
  get isZero(): boolean {
    return this.info.termCount === 0
  }

  get isConstant(): boolean {
    return this.isExact && (this.isZero || (this.info.valuation === 0 && this.info.degree === 0))
  }

  /** Number of whole exponents below the order from exponent 0 on; for an exact series, up to its degree. */
  get integerOrder(): number | null {
    const { order } = this.info
    return order === null ? null : ceilDivide(order, this.denominator)
  }

  private scaled(e: number | null): Exponent | null {
    return e === null ? null : exponent(e, this.denominator)
  }

  /** Throws "precision" when the coefficient of variable^n is not known. Returns the native exponent, or null when no such exponent occurs. */
  private nativeExponent(n: Exponent | number): number | null {
    const e = toExponent(n)
    const { order } = this.info
    const scaledTo = (e.numerator * this.denominator) / e.denominator
    if (order !== null && scaledTo >= order) {
      throw new EngineError(
        "precision",
        `The coefficient of ${powerText(this.variable, e)} is not known to this series.`,
        {
          given: `a series known to O(${powerText(this.variable, exponent(order, this.denominator))})`,
          hint: `Compute the series to an order above ${exponentText(e)}.`,
        },
      )
    }
    return Number.isInteger(scaledTo) ? scaledTo : null
  }

  /** Coefficient of variable^n over Z, Q or Z/m. Throws "precision" at or beyond the order, "domain" when it is not a number. */
  coefficient(n: Exponent | number): Coefficient {
    const e = this.nativeExponent(n)
    return e === null ? { numerator: 0n, denominator: 1n } : api().coefficient(this.native, e)
  }

  /** Coefficient of variable^n in the notebook's syntax, over any ring. Throws "precision" at or beyond the order. */
  coefficientText(n: Exponent | number): string {
    const e = this.nativeExponent(n)
    return e === null ? "0" : this.written(api().coefficientText(this.native, e))
  }

  /** Integer coefficient of variable^n; throws "domain" when it is a fraction. */
  integerCoefficient(n: number): bigint {
    const c = this.coefficient(n)
    if (c.denominator !== 1n) {
      throw new EngineError("domain", "An integer coefficient is needed here.", {
        given: `the coefficient ${c.numerator}/${c.denominator} of ${powerText(this.variable, exponent(n))}`,
      })
    }
    return c.numerator
  }

  /** Non-zero terms number from, …, from+count-1 in ascending order. */
  terms(from = 0, count = this.termCount - from): SeriesTerm[] {
    const window = api().terms(this.native, from, Math.max(0, Math.min(count, this.termCount - from)))
    return window.exponents.map((e, i) => ({
      exponent: exponent(e, this.denominator),
      coefficient: this.written(window.coefficients[i] ?? "0"),
    }))
  }

  /** Number of non-zero known terms. */
  get length(): number {
    return this.termCount
  }

  /** The non-zero known terms, ascending, fetched in windows. */
  *[Symbol.iterator](): Generator<SeriesTerm> {
    for (let from = 0; from < this.termCount; from += ITERATION_WINDOW) yield* this.terms(from, ITERATION_WINDOW)
  }

  /**
   * Coefficients of variable^from, …, variable^(to-1) over Z, Q or Z/m, zeros included. Throws "precision" when `to` is beyond the order.
   */
  slice(from: number, to: number): Coefficient[] {
    return Array.from({ length: Math.max(0, to - from) }, (_, i) => this.coefficient(from + i))
  }

  /** Coefficients of t^from, …, t^(from+count-1), t = variable^(1/denominator), zeros included. Throws "precision" past the order. */
  window(from: number, count: number): string[] {
    const { order } = this.info
    if (order !== null && from + count > order) this.nativeExponent(exponent(from + count - 1, this.denominator))
    return count <= 0
      ? []
      : api()
          .window(this.native, from, count)
          .map((c) => this.written(c))
  }

  /** Native coefficient text in the notebook's syntax: zeta(n) names the root of unity, X[1] is written as such, negative powers stand in brackets. */
  private written(text: string): string {
    const { ring } = this
    if (ring.kind === "cyclotomic") return text.replaceAll("zeta", `zeta(${ring.n})`)
    return ring.kind === "laurent" || ring.kind === "ratfun"
      ? text.replace(/_at_(\d+)_(\w+)/g, "$2[$1]").replace(/\^(-\d+)/g, "^($1)")
      : text
  }

  // arithmetic

  /** The same series with exponents over the given multiple of its denominator. */
  private over(denominator: number): NativeSeries {
    return denominator === this.denominator
      ? this.native
      : api().compose(this.native, 1n, 1n, denominator / this.denominator)
  }

  private variableWith(other: QSeries): string {
    if (this.variable === other.variable || other.isConstant) return this.variable
    if (this.isConstant) return other.variable
    throw new EngineError("domain", "Two series combine only when they are in the same variable.", {
      given: `series in ${this.variable} and in ${other.variable}`,
      hint: "Substitute one variable for the other first.",
    })
  }

  private combine(other: QSeries, operation: (a: NativeSeries, b: NativeSeries) => NativeSeries): QSeries {
    const variable = this.variableWith(other)
    const denominator = lcm(this.denominator, other.denominator)
    return QSeries.of(operation(this.over(denominator), other.over(denominator)), variable, denominator)
  }

  /** A whole number as a constant series. */
  private operand(other: SeriesOperand): QSeries {
    if (other instanceof QSeries) return other
    if (typeof other === "bigint" || Number.isSafeInteger(other)) return QSeries.constant(BigInt(other), this.variable)
    throw new EngineError("argument", "Series combine with series and whole numbers.", {
      given: String(other),
      hint: "Expand an expression with series(variable, order) first.",
    })
  }

  add(other: SeriesOperand): QSeries {
    return this.combine(this.operand(other), (a, b) => api().add(a, b))
  }

  sub(other: SeriesOperand): QSeries {
    return this.combine(this.operand(other), (a, b) => api().sub(a, b))
  }

  neg(): QSeries {
    return new QSeries(api().neg(this.native), this.variable, this.denominator)
  }

  /** Product, known below min(T_f + v_g, T_g + v_f). */
  mul(by: SeriesOperand): QSeries {
    const other = this.operand(by)
    if (this.denominator === 1 && other.denominator === 1) return this.combine(other, (a, b) => api().mul(a, b))
    const a = this.split()
    const b = other.split()
    const product = a.part.combine(b.part, (x, y) => api().mul(x, y))
    return product.shift(addExponents(a.offset, b.offset))
  }

  /**
   * The series as variable^offset times one with as small a denominator as possible: q^(1/24) E(q) multiplies as E(q) does, not as a
   * series in q^(1/24).
   */
  private split(): { offset: Exponent; part: QSeries } {
    const { valuation } = this.info
    if (this.denominator === 1 || valuation === null) return { offset: exponent(0), part: this }
    const offset = exponent(valuation, this.denominator)
    return { offset, part: QSeries.of(api().shift(this.native, -valuation), this.variable, this.denominator) }
  }

  /** c * f, c a non-zero or zero rational. */
  scale(numerator: bigint | number, denominator: bigint | number = 1n): QSeries {
    return new QSeries(
      api().scale(this.native, BigInt(numerator), BigInt(denominator)),
      this.variable,
      this.denominator,
    )
  }

  /** variable^by * f */
  shift(by: Exponent | number): QSeries {
    const e = toExponent(by)
    if (e.numerator === 0) return this
    const denominator = lcm(this.denominator, e.denominator)
    return QSeries.of(
      api().shift(this.over(denominator), (e.numerator * denominator) / e.denominator),
      this.variable,
      denominator,
    )
  }

  private nativeOrder(order: Exponent | number | null, what: string): number | null {
    if (order !== null) {
      const e = toExponent(order)
      return ceilDivide(e.numerator * this.denominator, e.denominator)
    }
    const { order: own, termCount } = this.info
    if (own === null && termCount > 1) {
      throw new EngineError("precision", `${what} of a polynomial is an infinite series and needs an order.`, {
        hint: `Ask for series(…, ${this.variable}, T), or give the order.`,
      })
    }
    return null
  }

  private refuseZero(): void {
    if (!this.isZero) return
    const { order } = this.info
    if (order === null) throw new EngineError("domain", "Nothing divides by zero.", { given: "the zero series" })
    throw new EngineError("precision", "A series divides only when its leading term is known.", {
      given: `O(${powerText(this.variable, exponent(order, this.denominator))}), in which no term is known`,
      hint: "Compute the divisor to a higher order.",
    })
  }

  /** 1/f to the order T_f - 2 v_f, or to the order given. An exact f that is no monomial needs an order. */
  inverse(order: Exponent | number | null = null): QSeries {
    this.refuseZero()
    return QSeries.of(
      api().inverse(this.native, this.nativeOrder(order, "The inverse")),
      this.variable,
      this.denominator,
    )
  }

  /** Quotient, known as far as both allow. Two polynomials divide exactly, or need an order. */
  div(by: SeriesOperand, order: Exponent | number | null = null): QSeries {
    const other = this.operand(by)
    other.refuseZero()
    const variable = this.variableWith(other)
    const denominator = lcm(this.denominator, other.denominator)
    if (order === null && this.isExact && other.isExact) {
      const quotient = api().divExact(this.over(denominator), other.over(denominator))
      if (quotient !== null) return QSeries.of(quotient, variable, denominator)
      other.nativeOrder(null, "The quotient")
    }
    if (denominator > 1 && order === null) {
      const a = this.split()
      const b = other.split()
      const quotient = a.part.combine(b.part, (x, y) => api().div(x, y, null))
      return quotient.shift(
        exponent(
          a.offset.numerator * b.offset.denominator - b.offset.numerator * a.offset.denominator,
          a.offset.denominator * b.offset.denominator,
        ),
      )
    }
    const cut =
      order === null ? null : ceilDivide(toExponent(order).numerator * denominator, toExponent(order).denominator)
    return QSeries.of(api().div(this.over(denominator), other.over(denominator), cut), variable, denominator)
  }

  /** f^n for an integer n; a negative power of a polynomial needs an order. */
  pow(n: number, order: Exponent | number | null = null): QSeries {
    if (!Number.isSafeInteger(n)) throw new RangeError(`Power ${n} is no integer`)
    if (n < 0) this.refuseZero()
    const cut =
      order === null
        ? n < 0
          ? this.nativeOrder(null, "A negative power")
          : null
        : this.nativeOrder(order, "The power")
    if (this.denominator > 1 && order === null) {
      const { offset, part } = this.split()
      const power = QSeries.of(api().pow(part.native, n, cut), this.variable, part.denominator)
      return power.shift(exponent(offset.numerator * n, offset.denominator))
    }
    return QSeries.of(api().pow(this.native, n, cut), this.variable, this.denominator)
  }

  /**
   * f^(n/d). The leading coefficient must have a rational d-th root; the exponents of the result may need a larger denominator.
   */
  powRational(n: number, d: number, order: Exponent | number | null = null): QSeries {
    if (d < 0) return this.powRational(-n, -d, order)
    const divisor = gcd(n, d)
    if (divisor > 1) return this.powRational(n / divisor, d / divisor, order)
    if (d === 1) return this.pow(n, order)
    this.refuseZero()
    const offset = this.valuation ?? exponent(0)
    const part = this.shift(exponent(-offset.numerator, offset.denominator))
    const shiftBy = exponent(offset.numerator * n, offset.denominator * d)
    const partOrder =
      order === null ? null : addExponents(toExponent(order), exponent(-shiftBy.numerator, shiftBy.denominator))
    const cut = part.nativeOrder(partOrder, "The root")
    return QSeries.of(api().powRational(part.native, n, d, cut), this.variable, part.denominator).shift(shiftBy)
  }

  /** exp(f), f without constant term. */
  exp(order: Exponent | number | null = null): QSeries {
    return QSeries.of(
      api().exp(this.native, this.nativeOrder(order, "The exponential")),
      this.variable,
      this.denominator,
    )
  }

  /** log(f), f with constant term 1. */
  log(order: Exponent | number | null = null): QSeries {
    return QSeries.of(api().log(this.native, this.nativeOrder(order, "The logarithm")), this.variable, this.denominator)
  }

  /** q d/dq */
  derivative(): QSeries {
    return QSeries.of(
      api().scale(api().thetaDerivative(this.native), 1n, BigInt(this.denominator)),
      this.variable,
      this.denominator,
    )
  }

  /** f(c q^k), k a positive rational (any sign for a polynomial), c a non-zero rational (1 when exponents are fractional). */
  substitute(c: Coefficient, k: Exponent | number): QSeries {
    const e = toExponent(k)
    if (c.numerator !== c.denominator && this.denominator > 1) {
      throw new EngineError(
        "domain",
        "A factor can be put before the variable only when all exponents are whole numbers.",
        {
          given: `a series in ${this.variable}^(1/${this.denominator})`,
        },
      )
    }
    if (c.numerator === 0n || e.numerator === 0) {
      throw new EngineError("domain", `A monomial other than a constant is put for ${this.variable}.`, {
        given: c.numerator === 0n ? "0" : `${this.variable}^0`,
      })
    }
    return QSeries.of(
      api().compose(this.native, c.numerator, c.denominator, e.numerator),
      this.variable,
      this.denominator * e.denominator,
    )
  }

  /** f(q^k) */
  dilate(k: Exponent | number): QSeries {
    return this.substitute({ numerator: 1n, denominator: 1n }, k)
  }

  /** Compositional inverse of a series of valuation 1 with whole exponents. */
  reversion(order: number | null = null): QSeries {
    this.refuseFractions("Reversion")
    return QSeries.of(api().reversion(this.native, this.nativeOrder(order, "The reversion")), this.variable)
  }

  private refuseFractions(what: string): void {
    if (this.denominator === 1) return
    throw new EngineError("domain", `${what} needs whole exponents.`, {
      given: `a series in ${this.variable}^(1/${this.denominator})`,
      hint: `Divide by the fractional power of ${this.variable} first.`,
    })
  }

  /** sum of a(n i + k) variable^i; order ceil((T - k)/n). */
  sift(n: number, k: number): QSeries {
    this.refuseFractions("Sifting")
    return QSeries.of(api().sift(this.native, n, k), this.variable)
  }

  /** All n siftings, k = 0, …, n-1. */
  siftAll(n: number): QSeries[] {
    this.refuseFractions("Sifting")
    return api()
      .siftAll(this.native, n)
      .map((s) => QSeries.of(s, this.variable))
  }

  /**
   * The series with whole exponents only, known below the greatest whole order; null when a term has a fractional exponent.
   */
  wholeExponents(): QSeries | null {
    if (this.denominator === 1) return this
    const { order } = this.info
    const cut = order === null ? null : Math.floor(order / this.denominator) * this.denominator
    const known = cut === null ? this.native : api().truncate(this.native, cut)
    const sifted = api().sift(known, this.denominator, 0)
    return api().info(sifted).termCount === api().info(known).termCount ? new QSeries(sifted, this.variable, 1) : null
  }

  /** O(variable^order) at most; never extends what is known. */
  truncate(order: Exponent | number): QSeries {
    const e = toExponent(order)
    return QSeries.of(
      api().truncate(this.native, ceilDivide(e.numerator * this.denominator, e.denominator)),
      this.variable,
      this.denominator,
    )
  }

  /** The polynomial of the known terms. */
  toPolynomial(): QSeries {
    return QSeries.of(api().toPolynomial(this.native), this.variable, this.denominator)
  }

  /** Coefficients reduced mod m; denominators must be prime to m. */
  mod(m: bigint): QSeries {
    return QSeries.of(api().mod(this.native, m), this.variable, this.denominator)
  }

  /** A series mod m with coefficients in (-m/2, m/2] over Z. */
  liftSymmetric(): QSeries {
    return QSeries.of(api().liftSymmetric(this.native), this.variable, this.denominator)
  }

  changeRing(ring: Ring): QSeries {
    return QSeries.of(api().changeRing(this.native, ring), this.variable, this.denominator)
  }

  // comparison

  /** First exponent at which the two differ, and the order to which they were compared (null: both exact). */
  compare(other: QSeries): { readonly differsAt: Exponent | null; readonly comparedTo: Exponent | null } {
    this.variableWith(other)
    const denominator = lcm(this.denominator, other.denominator)
    const { differsAt, comparedTo } = api().compare(this.over(denominator), other.over(denominator))
    return {
      differsAt: differsAt === null ? null : exponent(differsAt, denominator),
      comparedTo: comparedTo === null ? null : exponent(comparedTo, denominator),
    }
  }

  /** Whether all coefficients below the order agree; throws "precision" when one of the two is not known so far. */
  equalsTo(other: QSeries, order: Exponent | number): boolean {
    const { differsAt, comparedTo } = this.compare(other)
    const wanted = toExponent(order)
    if (differsAt !== null) return compareExponents(differsAt, wanted) >= 0
    if (comparedTo === null || compareExponents(comparedTo, wanted) >= 0) return true
    throw new EngineError("precision", `The two series are not both known to O(${powerText(this.variable, wanted)}).`, {
      given: `series that can be compared to O(${powerText(this.variable, comparedTo)})`,
    })
  }

  hash(): string {
    return `${this.variable}:${this.denominator}:${api().hash(this.native)}`
  }

  /** The series in the notebook's syntax, ascending, O-term last; at most `limit` terms. */
  toString(limit = 10_000): string {
    const shown = this.terms(0, Math.min(limit, this.termCount))
    let text = ""
    for (const { exponent: e, coefficient } of shown) text = appended(text, readable(coefficient), e, this.variable)
    if (shown.length < this.termCount) text += " + …"
    const { order } = this
    if (order === null) return text === "" ? "0" : text
    const tail = order.numerator === 0 ? "O(1)" : `O(${powerText(this.variable, order)})`
    return text === "" ? tail : `${text} + ${tail}`
  }
}

/**
 * Lowers the denominator by each prime that divides every exponent, the order included: 1 + O(q^(1/2)) stays a series in q^(1/2),
 * for its next term may be one in q^(1/2).
 */
function lowered(
  native: NativeSeries,
  variable: string,
  denominator: number,
  make: (native: NativeSeries, variable: string, denominator: number) => QSeries,
): QSeries {
  const { termCount } = api().info(native)
  let current = native
  let rest = denominator
  for (const p of primeDivisors(denominator)) {
    while (rest % p === 0) {
      const { order } = api().info(current)
      if (order !== null && order % p !== 0) break
      const sifted = api().sift(current, p, 0)
      if (api().info(sifted).termCount !== termCount) break
      current = sifted
      rest /= p
    }
  }
  return make(current, variable, rest)
}

/** X[1] is the generator _at_1_X of a native coefficient ring. */
function readable(coefficient: string): string {
  return coefficient.includes("_at_") ? coefficient.replace(/_at_(\d+)_(\w+)/g, "$2[$1]") : coefficient
}

function appended(text: string, coefficient: string, e: Exponent, variable: string): string {
  const compound = /[+\-]/.test(coefficient.slice(1)) && !/^-?\d+\/\d+$/.test(coefficient)
  const negative = !compound && coefficient.startsWith("-")
  const size = compound ? `(${coefficient})` : negative ? coefficient.slice(1) : coefficient
  const isUnit = e.numerator === 0
  const body = isUnit ? size : size === "1" ? powerText(variable, e) : `${size}*${powerText(variable, e)}`
  if (text === "") return negative ? `-${body}` : body
  return `${text} ${negative ? "-" : "+"} ${body}`
}
