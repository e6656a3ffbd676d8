import type { Arena, Ref } from "./arena"
import { baseOf, exponentOf, isNumber, numberValue } from "./canonical"
import { summands } from "./coefficients"
import { expandRef } from "./expand"
import { INFINITY, PRODUCT, Q_POCHHAMMER, SUM } from "./heads"
import { asMonomial } from "./monomial"
import { addRational, compareRational, mulRational, rationalOf, ZERO, type Rational } from "./numbers"
import { dependsOn } from "./rewrite"

/**
 * How fast the terms of an infinite sum vanish: a lower bound a n^2 + b n + c for the exponent of a term with index n, read off the term's factors. It holds
 * for every index from `from` on in the direction asked for, so a sum cut where the bound passes the order has lost nothing.
 */
export interface GrowthLaw {
  readonly a: Rational
  readonly b: Rational
  readonly c: Rational
}

const ZERO_LAW: GrowthLaw = { a: ZERO, b: ZERO, c: ZERO }

interface Setting {
  readonly arena: Arena
  readonly variable: Ref
  readonly index: Ref
  /** First index, and the sign of the direction in which it runs. */
  readonly from: number
  readonly direction: 1 | -1
  /** A lower bound of the exponents of a part free of the index; its true valuation when it stands below. */
  bound(part: Ref, below: boolean): Rational
}

export function growthLaw(setting: Setting, term: Ref): GrowthLaw | undefined {
  const { arena } = setting
  let law = ZERO_LAW
  for (const factor of arena.head(term) === PRODUCT ? arena.children(term) : [term]) {
    const part = factorLaw(setting, factor)
    if (part === undefined) return undefined
    law = { a: addRational(law.a, part.a), b: addRational(law.b, part.b), c: addRational(law.c, part.c) }
  }
  return law
}

function factorLaw(setting: Setting, factor: Ref): GrowthLaw | undefined {
  const { arena, variable, index } = setting
  const base = baseOf(arena, factor)
  const exponent = exponentOf(arena, factor)
  if (!dependsOn(arena, factor, variable)) return ZERO_LAW
  if (base === variable) return quadratic(arena, exponent, index)
  if (!isNumber(arena, exponent)) return undefined
  const power = numberValue(arena, exponent)
  const below = power.numerator < 0n
  if (!dependsOn(arena, base, index)) return { ...ZERO_LAW, c: mulRational(power, setting.bound(base, below)) }
  if (power.denominator !== 1n) return undefined
  if (arena.head(base) === Q_POCHHAMMER) return startsWithConstant(setting, base, below) ? ZERO_LAW : undefined
  return arena.head(base) === SUM && sumStartsWithConstant(setting, base) ? ZERO_LAW : undefined
}

/** The exponent as a polynomial of degree at most 2 in the index with rational coefficients. */
function quadratic(arena: Arena, exponent: Ref, index: Ref): GrowthLaw | undefined {
  let law = ZERO_LAW
  for (const term of summands(arena, expandRef(arena, exponent))) {
    const monomial = asMonomial(arena, term, index)
    const degree = monomial?.exponent.denominator === 1 ? monomial.exponent.numerator : -1
    if (monomial === undefined || degree < 0 || degree > 2) return undefined
    const { coefficient } = monomial
    if (degree === 2) law = { ...law, a: addRational(law.a, coefficient) }
    else if (degree === 1) law = { ...law, b: addRational(law.b, coefficient) }
    else law = { ...law, c: addRational(law.c, coefficient) }
  }
  return law
}

/** (a; q)_n with |a| of positive exponent: a power series with constant term 1, whatever n is. */
function startsWithConstant(setting: Setting, symbol: Ref, below: boolean): boolean {
  const { arena, variable, index } = setting
  const [n, q, ...parameters] = arena.children(symbol) as [Ref, Ref, ...Ref[]]
  const base = asMonomial(arena, q, variable)
  if (base === undefined || base.exponent.numerator <= 0 || !lengthGrows(setting, n)) return false
  return parameters.every((a) => {
    const monomial = asMonomial(arena, a, variable)
    if (monomial === undefined) {
      const law = dependsOn(arena, a, index) ? growthLaw(setting, a) : undefined
      return law !== undefined && positiveFrom(law, setting)
    }
    if (monomial.exponent.numerator > 0) return true
    return monomial.exponent.numerator === 0 && (!below || compareRational(monomial.coefficient, rationalOf(1n)) !== 0)
  })
}

/** Lengths that are at least 0 at every index of the sum. */
function lengthGrows({ arena, index, from, direction }: Setting, n: Ref): boolean {
  if (arena.head(n) === INFINITY) return true
  const law = quadratic(arena, n, index)
  if (law === undefined || law.a.numerator !== 0n) return false
  return valueAt(law, from).numerator >= 0n && BigInt(direction) * law.b.numerator >= 0n
}

/** c + terms of positive exponents. */
function sumStartsWithConstant(setting: Setting, sum: Ref): boolean {
  const { arena } = setting
  const constant = arena.word(sum, 0)
  if (arena.immediate(constant) === 0) return false
  for (let i = 1; i < arena.arity(sum); i += 2) {
    const law = growthLaw(setting, arena.word(sum, i))
    if (law === undefined || !positiveFrom(law, setting)) return false
  }
  return true
}

/** Whether the law is positive at the first index and does not fall after it. */
export function positiveFrom(law: GrowthLaw, { from, direction }: Pick<Setting, "from" | "direction">): boolean {
  const step = addRational(valueAt(law, from + direction), {
    numerator: -valueAt(law, from).numerator,
    denominator: valueAt(law, from).denominator,
  })
  return valueAt(law, from).numerator > 0n && step.numerator >= 0n && law.a.numerator >= 0n
}

export function valueAt({ a, b, c }: GrowthLaw, n: number): Rational {
  const at = rationalOf(BigInt(n))
  return addRational(mulRational(addRational(mulRational(a, at), b), at), c)
}

/** Whether the law tends to infinity in the direction. */
export function growsWithoutBound(law: GrowthLaw, direction: 1 | -1): boolean {
  if (law.a.numerator !== 0n) return law.a.numerator > 0n
  return BigInt(direction) * law.b.numerator > 0n
}

/** The first index from which on, in the direction, every exponent is at least the order. */
export function firstBeyond(law: GrowthLaw, order: Rational, from: number, direction: 1 | -1): number {
  let n = from
  for (;;) {
    const here = valueAt(law, n)
    const next = valueAt(law, n + direction)
    if (compareRational(here, order) >= 0 && compareRational(next, here) >= 0) return n
    n += direction
  }
}
