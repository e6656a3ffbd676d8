import { lcm } from "../number-theory"
import { EngineError } from "../errors"
import type { PochhammerFactor } from "../native/addon"
import { type Exponent, addExponents, compareExponents, exponent, multiplyExponents } from "../series/exponent"
import { QSeries } from "../series/series"
import type { Arena, Ref } from "./arena"
import { baseOf, exponentOf, isNumber, numberValue } from "./canonical"
import {
  EETA,
  ETA,
  GETA,
  INFINITY,
  JAC,
  PRODUCT,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  SUM,
  THETA2,
  THETA3,
  THETA4,
} from "./heads"
import { asMonomial, asPolynomial, exponentFrom, type Monomial } from "./monomial"
import {
  ONE,
  ZERO,
  addRational,
  inverseRational,
  mulRational,
  negRational,
  powRational,
  rationalOf,
  rationalRoot,
  rationalText,
  type Rational,
} from "./numbers"

/**
 * A product taken apart for expansion: a constant, a power of the variable, factors prod_n (1 - c q^(start + step n)) that go through one
 * native call, and whatever is left. Eta functions, JAC and generalised eta products, theta constants, q-binomials, q-Pochhammer symbols with
 * monomial parameters and binomials 1 - c q^k are all of the second kind; their exponents are added up first, so that rational exponents which
 * cancel, as in JAC(0,14)^(13/2) JAC(7,14)^(1/2), leave whole ones.
 */
export interface PlannedFactor {
  readonly coefficient: Rational
  readonly start: Exponent
  readonly step: Exponent
  /** Number of factors; null: infinitely many. */
  readonly count: number | null
  exponent: Rational
}

export interface OtherFactor {
  readonly ref: Ref
  readonly exponent: Rational
}

export class ProductPlan {
  constant: Rational = ONE
  offset: Exponent = exponent(0)
  readonly others: OtherFactor[] = []
  private readonly factors = new Map<string, PlannedFactor>()

  constructor(
    private readonly arena: Arena,
    private readonly variable: Ref,
  ) {}

  /** The plan of an expression, seen as a product. */
  static of(arena: Arena, variable: Ref, ref: Ref): ProductPlan {
    const plan = new ProductPlan(arena, variable)
    if (arena.head(ref) !== PRODUCT) plan.include(ref)
    else arena.children(ref).forEach((factor) => plan.include(factor))
    return plan
  }

  get isZero(): boolean {
    return this.constant.numerator === 0n
  }

  /** Factors with non-zero exponents. */
  get planned(): PlannedFactor[] {
    return [...this.factors.values()].filter(({ exponent: e }) => e.numerator !== 0n)
  }

  private include(factor: Ref): void {
    const power = exponentOf(this.arena, factor)
    const base = baseOf(this.arena, factor)
    const symbolic = !isNumber(this.arena, power)
    if (symbolic || !this.take(base, numberValue(this.arena, power))) {
      this.others.push(
        symbolic ? { ref: factor, exponent: ONE } : { ref: base, exponent: numberValue(this.arena, power) },
      )
    }
  }

  /** Takes base^e into the plan when it is of a known form. */
  private take(base: Ref, e: Rational): boolean {
    const { arena } = this
    const monomial = asMonomial(arena, base, this.variable)
    if (monomial !== undefined) return this.takeMonomial(monomial, e)
    switch (arena.head(base)) {
      case SUM:
        return this.takeBinomial(base, e)
      case Q_POCHHAMMER:
        return this.takePochhammer(base, e)
      case ETA:
      case EETA:
        return this.takeEta(base, e)
      case THETA2:
      case THETA3:
      case THETA4:
        return this.takeTheta(base, e)
      case JAC:
      case GETA:
        return this.takeJac(base, e)
      case Q_BINOMIAL:
      case Q_NUMBER:
      case Q_FACTORIAL:
        return this.takeQuotient(base, e)
      default:
        return false
    }
  }

  private takeMonomial({ coefficient, exponent: power }: Monomial, e: Rational): boolean {
    const constant = rationalPower(coefficient, e)
    const by = exponentFrom(e)
    if (constant === undefined || by === undefined) return false
    this.constant = mulRational(this.constant, constant)
    this.offset = addExponents(this.offset, multiplyExponents(power, by))
    return true
  }

  /** c1 q^a + c2 q^b = c1 q^a (1 + c2/c1 q^(b-a)) */
  private takeBinomial(base: Ref, e: Rational): boolean {
    if (this.arena.arity(base) > 5) return false
    const terms = asPolynomial(this.arena, base, this.variable)
    if (terms?.length !== 2) return false
    const [first, second] = terms.sort((a, b) => compareExponents(a.exponent, b.exponent)) as [Monomial, Monomial]
    const ratio = mulRational(second.coefficient, inverseRational(first.coefficient))
    const distance = addExponents(second.exponent, exponent(-first.exponent.numerator, first.exponent.denominator))
    if (!this.takeMonomial(first, e)) return false
    this.put(negRational(ratio), distance, exponent(1), 1, e)
    return true
  }

  private takePochhammer(base: Ref, e: Rational): boolean {
    const [n, q, ...parameters] = this.arena.children(base) as [Ref, Ref, ...Ref[]]
    const step = this.stepOf(q)
    const values = parameters.map((a) => asMonomial(this.arena, a, this.variable))
    const count = this.arena.head(n) === INFINITY ? null : this.arena.immediate(n)
    if (step === undefined || count === undefined || values.includes(undefined)) return false
    if (step.exponent.numerator < 0 && count === null) return false
    if (e.denominator !== 1n && !values.every((a) => a !== undefined && a.exponent.numerator > 0)) return false
    for (const a of values as Monomial[]) {
      if (step.sign === 1) this.putInOrder(a, step.exponent, count, e)
      else this.putAlternating(a, step.exponent, count, e)
    }
    return true
  }

  /** (a;-p)_n = (a;p^2)_(n/2 up) (-ap;p^2)_(n/2 down), and (a;-p)_(-n) = 1/(a(-p)^(-n);-p)_n. */
  private putAlternating(a: Monomial, p: Exponent, count: number | null, e: Rational): void {
    if (count !== null && count < 0) {
      const coefficient = count % 2 === 0 ? a.coefficient : negRational(a.coefficient)
      const shifted = addExponents(a.exponent, multiplyExponents(p, exponent(count)))
      this.putAlternating({ coefficient, exponent: shifted }, p, -count, negRational(e))
      return
    }
    const square = multiplyExponents(p, exponent(2))
    const odd = { coefficient: negRational(a.coefficient), exponent: addExponents(a.exponent, p) }
    this.putInOrder(a, square, count === null ? null : Math.ceil(count / 2), e)
    this.putInOrder(odd, square, count === null ? null : Math.floor(count / 2), e)
  }

  /** A finite product in base q^(-b) is one in base q^b, from its other end: (a;1/q)_n = (a q^(1-n);q)_n. */
  private putInOrder(a: Monomial, step: Exponent, count: number | null, e: Rational): void {
    if (step.numerator > 0 || count === null) {
      this.putPochhammer(a, step, count, e)
      return
    }
    const last = addExponents(a.exponent, multiplyExponents(step, exponent(count - 1)))
    this.putPochhammer({ ...a, exponent: last }, exponent(-step.numerator, step.denominator), count, e)
  }

  /** The sign and the exponent, not 0, of a power of the variable that stands as a base. */
  private stepOf(q: Ref): { readonly sign: 1 | -1; readonly exponent: Exponent } | undefined {
    const monomial = asMonomial(this.arena, q, this.variable)
    if (monomial === undefined || monomial.exponent.numerator === 0) return undefined
    const coefficient = rationalText(monomial.coefficient)
    if (coefficient !== "1" && coefficient !== "-1") return undefined
    return { sign: coefficient === "1" ? 1 : -1, exponent: monomial.exponent }
  }

  /** (c q^a; q^b)_n^e, also for negative n: (a)_(-m) = 1/(a q^(-m))_m. */
  private putPochhammer(
    { coefficient, exponent: start }: Monomial,
    step: Exponent,
    count: number | null,
    e: Rational,
  ): void {
    if (coefficient.numerator === 0n) return
    if (count !== null && count < 0) {
      const from = addExponents(start, multiplyExponents(step, exponent(count)))
      this.putPochhammer({ coefficient, exponent: from }, step, -count, negRational(e))
      return
    }
    let from = start
    let left = count
    while (from.numerator <= 0 && left !== 0) {
      this.putSingle(coefficient, from, e)
      from = addExponents(from, step)
      if (left !== null) left--
    }
    if (left !== 0) this.put(coefficient, from, step, left, e)
  }

  /** (1 - c q^k)^e for k <= 0: a number, or -c q^k (1 - q^(-k)/c). */
  private putSingle(c: Rational, k: Exponent, e: Rational): void {
    if (k.numerator === 0) {
      const value = addRational(ONE, negRational(c))
      if (value.numerator === 0n && e.numerator < 0n) {
        throw new EngineError("domain", "A factor 1 - 1 = 0 stands in the denominator.", {
          hint: "Check where the lower parameters of the q-Pochhammer symbols vanish.",
        })
      }
      this.constant = mulRational(this.constant, rationalPower(value, e) ?? ZERO)
      return
    }
    this.takeMonomial({ coefficient: negRational(c), exponent: k }, e)
    this.put(inverseRational(c), exponent(-k.numerator, k.denominator), exponent(1), 1, e)
  }

  private takeEta(base: Ref, e: Rational): boolean {
    const scale = this.etaScale(base)
    const by = exponentFrom(e)
    if (scale === undefined || by === undefined) return false
    this.offset = addExponents(this.offset, multiplyExponents(exponent(scale.numerator, 24 * scale.denominator), by))
    this.putEuler(scale, e)
    return true
  }

  /** k of eta(k*tau) or EETA(k); k is a positive rational. */
  private etaScale(base: Ref): Exponent | undefined {
    const argument = this.arena.word(base, 0)
    const tau = this.arena.head(base) === ETA ? asMonomial(this.arena, argument, this.arena.symbol("tau")) : undefined
    const value =
      this.arena.head(base) === EETA && isNumber(this.arena, argument)
        ? numberValue(this.arena, argument)
        : tau !== undefined && tau.exponent.numerator === 1 && tau.exponent.denominator === 1
          ? tau.coefficient
          : undefined
    const scale = value === undefined || value.numerator <= 0n ? undefined : exponentFrom(value)
    return scale
  }

  private takeTheta(base: Ref, e: Rational): boolean {
    const k = this.basePower(this.arena.word(base, 0))
    const by = exponentFrom(e)
    if (k === undefined || by === undefined) return false
    const times = (m: bigint): Rational => mulRational(e, rationalOf(m))
    const scaled = (m: number): Exponent => multiplyExponents(k, exponent(m))
    switch (this.arena.head(base)) {
      case THETA2: {
        // 2 q^(1/4) E_4^2/E_2
        const two = rationalPower(rationalOf(2n), e)
        if (two === undefined) return false
        this.constant = mulRational(this.constant, two)
        this.offset = addExponents(this.offset, multiplyExponents(multiplyExponents(k, exponent(1, 4)), by))
        this.putEuler(scaled(4), times(2n))
        this.putEuler(scaled(2), times(-1n))
        return true
      }
      case THETA3:
        this.putEuler(scaled(2), times(5n))
        this.putEuler(scaled(1), times(-2n))
        this.putEuler(scaled(4), times(-2n))
        return true
      default:
        this.putEuler(scaled(1), times(2n))
        this.putEuler(scaled(2), times(-1n))
        return true
    }
  }

  /** JAC(a,b) = (q^a, q^(b-a), q^b; q^b)_inf, JAC(0,b) = (q^b; q^b)_inf; GETA(d,g) = q^(d P2(g/d)/2) (q^g, q^(d-g); q^d)_inf. */
  private takeJac(base: Ref, e: Rational): boolean {
    const generalised = this.arena.head(base) === GETA
    const first = this.arena.immediate(this.arena.word(base, 0))
    const second = this.arena.immediate(this.arena.word(base, 1))
    const by = exponentFrom(e)
    if (first === undefined || second === undefined || by === undefined) return false
    const [a, b] = generalised ? [second, first] : [first, second]
    if (b <= 0 || a < 0 || a >= b) {
      throw new EngineError(
        "domain",
        generalised ? "GETA(d,g) needs 0 <= g < d." : "JAC(a,b,infinity) needs 0 <= a < b.",
        {
          given: `${generalised ? "GETA" : "JAC"}(${first},${second}${generalised ? "" : ",infinity"})`,
          hint: `Reduce the ${generalised ? "second" : "first"} argument modulo the other.`,
        },
      )
    }
    const step = exponent(b)
    if (generalised) {
      const square = exponent(6 * a * a - 6 * a * b + b * b, 12 * b)
      this.offset = addExponents(this.offset, multiplyExponents(square, by))
      if (a === 0) this.putEuler(step, mulRational(e, rationalOf(2n)))
    } else this.putEuler(step, e)
    if (a !== 0) for (const start of [a, b - a]) this.put(ONE, exponent(start), step, null, e)
    return true
  }

  /** q-binomials, q-numbers and q-factorials with whole arguments, as quotients of (q;q)_n. */
  private takeQuotient(base: Ref, e: Rational): boolean {
    const children = this.arena.children(base)
    const head = this.arena.head(base)
    const step = this.basePower((head === Q_BINOMIAL ? children[0] : children[1]) as Ref)
    const numbers = (head === Q_BINOMIAL ? children.slice(1) : children.slice(0, 1)).map((n) => this.arena.immediate(n))
    const [m, n] = numbers
    if (step === undefined || m === undefined || (head === Q_BINOMIAL && n === undefined)) return false
    if (head === Q_NUMBER) {
      if (m <= 0) return false
      this.put(ONE, multiplyExponents(step, exponent(m)), step, 1, e)
      this.put(ONE, step, step, 1, negRational(e))
      return true
    }
    if (head === Q_FACTORIAL) {
      if (m < 0) return false
      this.put(ONE, step, step, m, e)
      this.put(ONE, step, step, 1, mulRational(e, rationalOf(BigInt(-m))))
      return true
    }
    return this.takeBinomialCoefficient(m, n as number, step, e)
  }

  private takeBinomialCoefficient(m: number, n: number, step: Exponent, e: Rational): boolean {
    if (m < 0 || m > n) {
      if (e.numerator < 0n) throw new EngineError("domain", "A q-binomial that is 0 stands in the denominator.")
      this.constant = ZERO
      return true
    }
    this.put(ONE, step, step, n, e)
    this.put(ONE, step, step, m, negRational(e))
    this.put(ONE, step, step, n - m, negRational(e))
    return true
  }

  /** The positive power of the variable that stands as a base. */
  private basePower(q: Ref): Exponent | undefined {
    const step = this.stepOf(q)
    return step?.sign === 1 && step.exponent.numerator > 0 ? step.exponent : undefined
  }

  /** (q^k; q^k)_inf^e */
  private putEuler(k: Exponent, e: Rational): void {
    this.put(ONE, k, k, null, e)
  }

  private put(coefficient: Rational, start: Exponent, step: Exponent, count: number | null, e: Rational): void {
    if (count === 0) return
    const stepKey = count === 1 ? "" : `${step.numerator}/${step.denominator}`
    const key = `${rationalText(coefficient)}|${start.numerator}/${start.denominator}|${stepKey}|${count}`
    const known = this.factors.get(key)
    if (known === undefined) this.factors.set(key, { coefficient, start, step, count, exponent: e })
    else known.exponent = addRational(known.exponent, e)
  }

  /** The planned factors, without constant and offset, to O(variable^order): one native call for the whole exponents. */
  expandFactors(variable: string, order: Exponent): QSeries | undefined {
    const { planned } = this
    if (planned.length === 0) return undefined
    const whole = planned.filter(({ exponent: e }) => e.denominator === 1n)
    const roots = planned.filter(({ exponent: e }) => e.denominator !== 1n)
    let result = whole.length === 0 ? undefined : nativeProduct(whole, variable, order)
    for (const factor of roots) {
      const base = nativeProduct([{ ...factor, exponent: ONE }], variable, order)
      const root = base.powRational(Number(factor.exponent.numerator), Number(factor.exponent.denominator))
      result = result === undefined ? root : result.mul(root)
    }
    return result
  }
}

function nativeProduct(factors: readonly PlannedFactor[], variable: string, order: Exponent): QSeries {
  const denominator = factors.reduce((d, { start, step }) => lcm(d, lcm(start.denominator, step.denominator)), 1)
  const cut = Math.ceil((order.numerator * denominator) / order.denominator)
  const scaled = (e: Exponent): number => (e.numerator * denominator) / e.denominator
  const isEuler = (f: PlannedFactor): boolean =>
    f.count === null && rationalText(f.coefficient) === "1" && compareExponents(f.start, f.step) === 0
  if (factors.every(isEuler)) {
    const etas = factors.map((f) => ({ scale: scaled(f.step), exponent: Number(f.exponent.numerator) }))
    return QSeries.etaQuotient(etas, variable, cut).dilate(exponent(1, denominator))
  }
  const native: PochhammerFactor[] = factors.map((f) => ({
    numerator: f.coefficient.numerator,
    denominator: f.coefficient.denominator,
    start: scaled(f.start),
    step: scaled(f.step),
    count: f.count,
    exponent: Number(f.exponent.numerator),
  }))
  return QSeries.pochhammer(native, variable, cut).dilate(exponent(1, denominator))
}

/** c^e when that is rational. */
export function rationalPower(c: Rational, e: Rational): Rational | undefined {
  if (c.numerator === 0n) return e.numerator > 0n ? ZERO : undefined
  if (e.denominator === 1n) return powRational(c, e.numerator)
  const root = rationalRoot(c, Number(e.denominator))
  return root === undefined ? undefined : powRational(root, e.numerator)
}
