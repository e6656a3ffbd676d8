import { lcm } from "../number-theory"
import { EngineError } from "../errors"
import {
  type Exponent,
  addExponents,
  compareExponents,
  exponent,
  multiplyExponents,
  negateExponent,
  toExponent,
} from "../series/exponent"
import { QSeries } from "../series/series"
import type { Arena, Ref } from "./arena"
import { addRefs, isNumber, mulRefs, numberValue, powRef } from "./canonical"
import { coefficientParts, coefficientSeries, cyclotomicOrder, NAMED_ROOT } from "./coefficient-series"
import {
  EETA,
  ETA,
  FIRST_FUNCTION,
  GETA,
  JAC,
  ORDER,
  POWER,
  PRODUCT,
  Q_POCHHAMMER,
  SUM,
  THETA,
  THETA2,
  THETA3,
  THETA4,
} from "./heads"
import type { QExpr } from "./expression"
import { expandIndexedForm, expandProductSymbol, expandTheta } from "./form-series"
import { asMonomial, asPolynomial, exponentFrom, type Monomial } from "./monomial"
import { rationalText, type Rational } from "./numbers"
import { PolynomialBridge } from "./polynomial"
import { namedSeries } from "./named-series"
import { noExpansion, shortText } from "./no-expansion"
import { innerOrder, powerArgument, seriesAt } from "./power-argument"
import { plainText } from "./print/plain"
import { ProductPlan } from "./product-plan"
import { dependsOn } from "./rewrite"

/**
 * Expansion of expressions in one variable, planned from the outside in.
 *
 * A product is taken apart first (product-plan.ts): its eta and Pochhammer factors become one native product, its denominators one division.
 * A product known below T needs each factor only to T - (valuations of the others), so the planner asks for lower bounds of numerators, which
 * it reads off the expression, and for true valuations of denominators, which it finds by expanding them further and further until a term
 * shows. Sums need every term to T. Thus `series(expr, q, T)` has order T unless an O-term inside says otherwise.
 */
export class SeriesPlanner {
  private readonly known = new Map<Ref, { readonly order: Exponent; readonly series: QSeries }>()
  private readonly valuations = new Map<Ref, Exponent>()
  /** All roots of unity in the expression are powers of one of this order. */
  readonly unityOrder: number

  constructor(
    readonly arena: Arena,
    readonly variable: Ref,
    readonly root: Ref,
  ) {
    this.unityOrder = cyclotomicOrder(arena, root)
  }

  get name(): string {
    return this.arena.symbolName(this.variable)
  }

  /** One conversion for all coefficients, so that equal names and powers agree. */
  readonly bridge = (): PolynomialBridge => {
    this.coefficients ??= PolynomialBridge.for(this.arena, coefficientParts(this))
    return this.coefficients
  }
  private coefficients: PolynomialBridge | undefined

  sum(terms: readonly Ref[]): Ref {
    return addRefs(this.arena, terms)
  }
  product(factors: readonly Ref[]): Ref {
    return mulRefs(this.arena, factors)
  }
  power(base: Ref, exponent: number): Ref {
    return powRef(this.arena, base, this.arena.smallInteger(exponent))
  }
  text(ref: Ref): string {
    return shortText(this.arena, ref)
  }

  /** 1/ref below `order` */
  inverse(ref: Ref, order: Exponent): QSeries {
    const valuation = this.valuation(ref)
    const double = multiplyExponents(valuation, exponent(2))
    return this.expand(ref, addExponents(order, double)).inverse()
  }

  /** The expression known at least below `order`, unless O-terms inside do not allow it. Exact Laurent polynomials may come back exact. */
  expand(ref: Ref, order: Exponent): QSeries {
    const before = this.known.get(ref)
    if (before !== undefined && compareExponents(before.order, order) >= 0) return before.series
    const series = this.compute(ref, order)
    this.known.set(ref, { order, series })
    return series
  }

  private compute(ref: Ref, order: Exponent): QSeries {
    const polynomial = asPolynomial(this.arena, ref, this.variable)
    if (polynomial !== undefined) return polynomialSeries(polynomial, this.name)
    if (!dependsOn(this.arena, ref, this.variable) && !this.impliesVariable(ref))
      return coefficientSeries(this, ref, this.bridge)
    switch (this.arena.head(ref)) {
      case SUM:
        return this.expandSum(ref, order)
      case THETA2:
      case THETA3:
      case THETA4:
      case THETA:
      case JAC:
        return expandTheta(this, ref, order) ?? this.expandProduct(ref, order)
      default:
        return this.expandProduct(ref, order)
    }
  }

  /** eta(k*tau), JAC and their kin are series in q without naming it. */
  private impliesVariable(ref: Ref): boolean {
    return this.name === "q" && mentionsModularForm(this.arena, ref)
  }

  private expandSum(ref: Ref, order: Exponent): QSeries {
    const polynomial: Monomial[] = []
    const constant = numberValue(this.arena, this.arena.word(ref, 0))
    if (constant.numerator !== 0n) polynomial.push({ coefficient: constant, exponent: exponent(0) })
    let total: QSeries | undefined
    for (let i = 1; i < this.arena.arity(ref); i += 2) {
      const term = this.arena.word(ref, i)
      const coefficient = numberValue(this.arena, this.arena.word(ref, i + 1))
      const monomial = asMonomial(this.arena, term, this.variable)
      if (monomial !== undefined) polynomial.push({ coefficient, exponent: monomial.exponent })
      else {
        const part = this.expand(term, order).scale(coefficient.numerator, coefficient.denominator)
        total = total === undefined ? part : total.add(part)
      }
    }
    const rest = polynomialSeries(polynomial, this.name)
    return total === undefined ? rest : total.add(rest)
  }

  // products

  private expandProduct(ref: Ref, order: Exponent): QSeries {
    if (this.arena.head(ref) === ORDER) return this.expandOrder(ref)
    const plan = ProductPlan.of(this.arena, this.variable, ref)
    if (plan.isZero) return QSeries.zero(this.name)
    const only = plan.others[0]
    if (only?.ref === ref) return this.expandForm(ref, order)
    const bounds = plan.others.map((other) => multiplyBy(this.bound(other.ref, other.exponent), other.exponent))
    const lowest = bounds.reduce(addExponents, plan.offset)
    const relative = addExponents(order, negateExponent(lowest))
    if (relative.numerator <= 0) return QSeries.zero(this.name, 0).shift(order)
    let numerator = plan.expandFactors(this.name, relative)
    let denominator: QSeries | undefined
    plan.others.forEach((other, i) => {
      const power = this.expandOther(other.ref, other.exponent, addExponents(bounds[i] as Exponent, relative))
      if (power.below) denominator = denominator === undefined ? power.series : denominator.mul(power.series)
      else numerator = numerator === undefined ? power.series : numerator.mul(power.series)
    })
    const top = numerator ?? QSeries.constant(1, this.name)
    const quotient = denominator === undefined ? top : this.divide(top, denominator, relative)
    return quotient.shift(plan.offset).scale(plan.constant.numerator, plan.constant.denominator)
  }

  /** Denominators whose leading coefficient is no unit among Laurent polynomials are divided over rational functions. */
  private divide(top: QSeries, bottom: QSeries, relative: Exponent): QSeries {
    const ring = bottom.ring
    const divisor = ring.kind === "laurent" ? bottom.changeRing({ kind: "ratfun", variables: ring.variables }) : bottom
    const cut =
      top.isExact && bottom.isExact ? addExponents(relative, difference(top.valuation, bottom.valuation)) : null
    return top.div(divisor, cut)
  }

  /** base^e below `order`: as itself, or base^(-e) for the denominator when e is a negative integer. */
  private expandOther(base: Ref, e: Rational, order: Exponent): { readonly below: boolean; readonly series: QSeries } {
    const power = exponentFrom(e)
    if (power === undefined)
      throw new EngineError("tooLarge", "Exponents of series are below 2^53.", { given: rationalText(e) })
    if (e.denominator === 1n && e.numerator > 0n) {
      const valuation = this.lower(base)
      const needed = addExponents(order, negateExponent(multiplyExponents(valuation, exponent(power.numerator - 1))))
      return { below: false, series: this.powerTo(this.cut(this.expand(base, needed), needed), power.numerator, order) }
    }
    if (e.denominator !== 1n && isNumber(this.arena, base)) throw this.irrational(base, e)
    const valuation = this.valuation(base)
    const relative = addExponents(order, negateExponent(multiplyExponents(valuation, power)))
    const needed = addExponents(valuation, relative)
    const series = this.cut(this.expand(base, needed), needed)
    if (e.denominator === 1n) {
      const end = addExponents(relative, multiplyExponents(valuation, exponent(-power.numerator)))
      return { below: true, series: this.powerTo(series, -power.numerator, end) }
    }
    const cut = series.isExact && series.termCount > 1 ? order : null
    return { below: false, series: series.powRational(power.numerator, power.denominator, cut) }
  }

  /** Roots that are rational were taken when the expression was built. */
  private irrational(base: Ref, e: Rational): EngineError {
    return new EngineError(
      "unable",
      "A root is no coefficient of a series: those are numbers of Q(zeta(n)) and rational functions of names.",
      {
        given: `${plainText(this.arena, base)}^(${rationalText(e)})`,
        hint: NAMED_ROOT,
      },
    )
  }

  /** Terms of a polynomial that lie beyond the order asked for are dropped before it is multiplied. */
  private cut(series: QSeries, order: Exponent): QSeries {
    const { degree } = series
    return degree !== null && series.isExact && compareExponents(degree, order) >= 0 ? series.truncate(order) : series
  }

  /** f^n for n >= 0: a polynomial's stays one when it ends before the order. */
  private powerTo(series: QSeries, n: number, order: Exponent): QSeries {
    const { degree } = series
    const last = degree === null ? 0 : (degree.numerator / degree.denominator) * n
    return series.pow(n, series.isExact && last >= order.numerator / order.denominator ? order : null)
  }

  private expandOrder(ref: Ref): QSeries {
    const power = asMonomial(this.arena, this.arena.word(ref, 0), this.variable)
    if (power === undefined) throw noExpansion(this.arena, ref, this.name, "an O-term holds a power of the variable")
    return QSeries.zero(this.name, 0).shift(power.exponent)
  }

  /** A single factor that no plan could take. */
  private expandForm(ref: Ref, order: Exponent): QSeries {
    const head = this.arena.head(ref)
    if (head === POWER) throw this.symbolicPower(ref)
    if (head === Q_POCHHAMMER) return expandProductSymbol(this, ref, order)
    if (head === SUM || head === PRODUCT) return this.expand(ref, order)
    if (head < FIRST_FUNCTION) return expandIndexedForm(this, ref, order)
    return this.expandFunction(ref, order)
  }

  private symbolicPower(ref: Ref): EngineError {
    const power = this.arena.word(ref, 1)
    return noExpansion(this.arena, ref, this.name, `the exponent ${plainText(this.arena, power)} is no number`)
  }

  private expandFunction(ref: Ref, order: Exponent): QSeries {
    const name = this.arena.functionName(this.arena.head(ref))
    if (this.arena.arity(ref) === 1 && (name === "exp" || name === "log" || name === "ln")) {
      const argument = this.expand(this.arena.word(ref, 0), order)
      const cut = argument.isExact ? order : null
      const { valuation } = name === "exp" ? argument : argument.sub(QSeries.constant(1, this.name))
      if (valuation !== null && valuation.numerator <= 0) {
        throw noExpansion(
          this.arena,
          ref,
          this.name,
          name === "exp" ? "exp needs an argument without constant term and poles" : "log needs constant term 1",
        )
      }
      return name === "exp" ? argument.exp(cut) : argument.log(cut)
    }
    return this.expandNamed(ref, order)
  }

  /** A function that the language declares as a power series of its last argument. */
  private expandNamed(ref: Ref, order: Exponent): QSeries {
    const { arena } = this
    const named = namedSeries(arena, ref)
    const children = arena.children(ref)
    const parameters = children.slice(0, -1).map((child) => arena.immediate(child))
    const argument = children[children.length - 1]
    if (named === undefined || argument === undefined || parameters.includes(undefined)) {
      const name = arena.functionName(arena.head(ref))
      throw noExpansion(arena, ref, this.name, `nothing is known about the function ${name}`)
    }
    const x = powerArgument(arena, argument, this.variable)
    if (x === undefined) throw noExpansion(arena, ref, this.name, `its argument is not c*${this.name}^k with k > 0`)
    const series = named.make(parameters as number[], this.name, innerOrder(order, x.exponent))
    return seriesAt(this, series, x).truncate(order)
  }

  // valuations

  /** A lower bound for numerators, the valuation itself for denominators and roots. */
  private bound(base: Ref, e: Rational): Exponent {
    return e.numerator > 0n && e.denominator === 1n ? this.lower(base) : this.valuation(base)
  }

  /** A number below which no exponent occurs, read off the expression. */
  lower(ref: Ref): Exponent {
    const monomial = asMonomial(this.arena, ref, this.variable)
    if (monomial !== undefined) return monomial.exponent
    if (!dependsOn(this.arena, ref, this.variable) && !this.impliesVariable(ref)) return exponent(0)
    if (this.arena.head(ref) === SUM) {
      let least = this.arena.immediate(this.arena.word(ref, 0)) === 0 ? undefined : exponent(0)
      for (let i = 1; i < this.arena.arity(ref); i += 2) least = minimum(least, this.lower(this.arena.word(ref, i)))
      return least ?? exponent(0)
    }
    if (this.arena.head(ref) === ORDER) return this.lower(this.arena.word(ref, 0))
    const plan = ProductPlan.of(this.arena, this.variable, ref)
    if (plan.others[0]?.ref === ref) return this.lowerOfForm(ref)
    return plan.others.reduce(
      (sum, other) => addExponents(sum, multiplyBy(this.bound(other.ref, other.exponent), other.exponent)),
      plan.offset,
    )
  }

  private lowerOfForm(ref: Ref): Exponent {
    const known = this.valuations.get(ref)
    if (known !== undefined) return known
    const { valuation, order } = this.expand(ref, exponent(1))
    const least = valuation ?? order ?? exponent(0)
    this.valuations.set(ref, least)
    return least
  }

  /** The lowest exponent with a non-zero coefficient. */
  valuation(ref: Ref): Exponent {
    const known = this.valuations.get(ref)
    if (known !== undefined) return known
    const start = this.lower(ref)
    for (let reach = 1; reach <= 1 << 14; reach *= 4) {
      const wanted = addExponents(start, exponent(reach))
      const series = this.expand(ref, wanted)
      const { valuation, order } = series
      if (valuation !== null) {
        this.valuations.set(ref, valuation)
        return valuation
      }
      const degree = polynomialDegree(this.arena, ref, this.variable)
      const vanishes = order === null || (degree !== undefined && compareExponents(degree, order) < 0)
      if (vanishes) {
        throw new EngineError("domain", "Division by 0 has no value.", { given: shortText(this.arena, ref) })
      }
      if (compareExponents(order, wanted) < 0) break
    }
    throw new EngineError(
      "precision",
      "The leading term of a divisor could not be found: all its known coefficients vanish.",
      {
        given: shortText(this.arena, ref),
        hint: "If the divisor is 0, the quotient does not exist; otherwise simplify it first.",
      },
    )
  }
}

/**
 * The expansion of an expression in a variable: coefficients of all exponents below `order` are known, unless the expression itself carries an
 * O-term that does not reach so far. A Laurent polynomial whose degree is below the order comes back exact.
 *
 * eta(k*tau), JAC(a,b,infinity) and generalised eta products are series in q.
 *
 * @throws EngineError "unable" when a part has no expansion in powers of the variable (a symbolic exponent, an unknown function),
 *   "domain" at poles and divisions by zero, "precision" when an O-term hides the leading term of a divisor.
 */
export function seriesOf(value: QExpr, variable: string, order: Exponent | number): QSeries {
  const { arena } = value
  const planner = new SeriesPlanner(arena, arena.symbol(variable), value.ref)
  const target = toExponent(order)
  const series = planner.expand(value.ref, target)
  const { degree } = series
  if (series.isExact && (degree === null || compareExponents(degree, target) < 0)) return series
  const known = series.truncate(target)
  const bound = polynomialDegree(arena, value.ref, planner.variable)
  return bound !== undefined && compareExponents(bound, target) < 0 ? known.toPolynomial() : known
}

/** A bound for the degree of an expression that is a Laurent polynomial in the variable as it is written; undefined for any other. */
export function degreeBound(value: QExpr, variable: string): Exponent | undefined {
  return polynomialDegree(value.arena, value.ref, value.arena.symbol(variable))
}

/** The degree when the expression is built from monomials by sums, products and positive powers only. */
function polynomialDegree(arena: Arena, ref: Ref, variable: Ref): Exponent | undefined {
  const monomial = asMonomial(arena, ref, variable)
  if (monomial !== undefined) return monomial.exponent
  if (!dependsOn(arena, ref, variable) && !mentionsModularForm(arena, ref)) return exponent(0)
  const head = arena.head(ref)
  if (head === SUM || head === PRODUCT) {
    const parts = arena.children(ref).map((child) => polynomialDegree(arena, child, variable))
    if (parts.includes(undefined)) return undefined
    const known = parts as Exponent[]
    return head === PRODUCT
      ? known.reduce(addExponents, exponent(0))
      : known.reduce((a, b) => (compareExponents(a, b) >= 0 ? a : b))
  }
  if (head !== POWER || !isNumber(arena, arena.word(ref, 1))) return undefined
  const power = numberValue(arena, arena.word(ref, 1))
  const base = polynomialDegree(arena, arena.word(ref, 0), variable)
  const times = exponentFrom(power)
  if (base === undefined || times === undefined || power.denominator !== 1n || power.numerator < 0n) return undefined
  return multiplyExponents(base, times)
}

const modularHeads: ReadonlySet<number> = new Set([ETA, EETA, GETA, JAC])

/** Whether an expression holds eta(k*tau), JAC, GETA or EETA: series in q that do not name it. */
export function mentionsModularForm(arena: Arena, ref: Ref): boolean {
  return modularHeads.has(arena.head(ref)) || arena.children(ref).some((child) => mentionsModularForm(arena, child))
}

export function polynomialSeries(terms: readonly Monomial[], variable: string): QSeries {
  const denominator = terms.reduce((d, { exponent: e }) => lcm(d, e.denominator), 1)
  const sorted = [...terms].sort((a, b) => compareExponents(a.exponent, b.exponent))
  return QSeries.fromTerms(
    sorted.map(({ exponent: e }) => (e.numerator * denominator) / e.denominator),
    sorted.map(({ coefficient }) => rationalText(coefficient)),
    variable,
    null,
    undefined,
    denominator,
  )
}

function multiplyBy(valuation: Exponent, e: Rational): Exponent {
  const power = exponentFrom(e)
  if (power === undefined)
    throw new EngineError("tooLarge", "Exponents of series are below 2^53.", { given: rationalText(e) })
  return multiplyExponents(valuation, power)
}

function minimum(a: Exponent | undefined, b: Exponent): Exponent {
  return a === undefined || compareExponents(b, a) < 0 ? b : a
}

function difference(a: Exponent | null, b: Exponent | null): Exponent {
  return addExponents(a ?? exponent(0), negateExponent(b ?? exponent(0)))
}
