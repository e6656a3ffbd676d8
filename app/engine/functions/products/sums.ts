import { EngineError } from "../../errors"
import { type Exponent, addExponents, compareExponents, exponent, multiplyExponents } from "../../series/exponent"
import { QSeries } from "../../series/series"
import { type QExpr, type Rational, add } from "../../symbolic/expression"
import { powRational, rationalText, addRational, ZERO } from "../../symbolic/numbers"
import { seriesOf } from "../../symbolic/series"
import { splitPower } from "../inputs"
import type { Base } from "../parameters"
import { power } from "../results"

/*
 * Theta-like sums that the reader cuts by a bound on the summation index. The result is a series whose order is the exponent of the
 * first term left out: all terms below it are there.
 */

/** coefficient * monomial^times * base^exponent: one term of a theta sum in z and q. */
export interface ThetaTerm {
  readonly sign: 1 | -1
  /** Power of each parameter (z; or a and b). */
  readonly powers: readonly number[]
  /** Power of the base. */
  readonly exponent: number
}

/** A parameter of a product: c * variable^m, or c with other names in it. */
export interface Argument {
  readonly coefficient: QExpr
  readonly rational: Rational | null
  readonly exponent: Exponent
}

/** Reads z = c*q^m; c may contain other names, and must not vanish. */
export function monomialArgument(z: QExpr, base: Base, name: string, fn: string): Argument {
  const split = splitPower(z, base.variable)
  if (split === undefined) {
    throw new EngineError(
      "domain",
      `${fn} needs ${name} to be a power of ${base.variable} times a factor free of ${base.variable}.`,
      { given: z.toString(), help: fn },
    )
  }
  if (split.coefficient.isZero())
    throw new EngineError("domain", `${fn} is not defined for ${name} = 0.`, { given: "0", help: fn })
  return { coefficient: split.coefficient, rational: split.coefficient.asRational() ?? null, exponent: split.exponent }
}

function termExponent(term: ThetaTerm, args: readonly Argument[], base: Base): Exponent {
  let e = multiplyExponents(base.power, exponent(term.exponent))
  term.powers.forEach((p, i) => {
    e = addExponents(e, multiplyExponents(args[i]?.exponent ?? exponent(0), exponent(p)))
  })
  return e
}

/** The sum of `kept` as a series known below the least exponent among `omitted`. */
export function cutSum(
  kept: readonly ThetaTerm[],
  omitted: readonly ThetaTerm[],
  args: readonly Argument[],
  base: Base,
): QSeries {
  let order: Exponent | null = null
  for (const term of omitted) {
    const e = termExponent(term, args, base)
    if (order === null || compareExponents(e, order) < 0) order = e
  }
  const cut = order ?? exponent(0)
  const placed = kept
    .map((term) => ({ term, e: termExponent(term, args, base) }))
    .filter(({ e }) => compareExponents(e, cut) < 0)
  if (args.every((a) => a.rational !== null)) return numericSum(placed, args, base.variable, cut)
  const terms = placed.map(({ term, e }) => {
    let value = power(base.variable, e).mul(term.sign)
    term.powers.forEach((p, i) => {
      value = value.mul(args[i]?.coefficient.pow(p) ?? 1)
    })
    return value
  })
  return symbolicSum(add(terms), base.variable, cut)
}

/** seriesOf takes a whole order; a fractional cut is put back afterwards. */
function symbolicSum(value: QExpr, variable: string, cut: Exponent): QSeries {
  return seriesOf(value, variable, Math.ceil(cut.numerator / cut.denominator)).truncate(cut)
}

function numericSum(
  placed: readonly { term: ThetaTerm; e: Exponent }[],
  args: readonly Argument[],
  variable: string,
  cut: Exponent,
): QSeries {
  let denominator = cut.denominator
  for (const { e } of placed) denominator = (denominator * e.denominator) / commonDivisor(denominator, e.denominator)
  const merged = new Map<number, Rational>()
  for (const { term, e } of placed) {
    let c: Rational = { numerator: BigInt(term.sign), denominator: 1n }
    term.powers.forEach((p, i) => {
      const r = args[i]?.rational
      if (r !== null && r !== undefined) c = times(c, powRational(r, BigInt(p)))
    })
    const key = (e.numerator * denominator) / e.denominator
    merged.set(key, addRational(merged.get(key) ?? ZERO, c))
  }
  const entries = [...merged].filter(([, c]) => c.numerator !== 0n).sort((a, b) => a[0] - b[0])
  return QSeries.fromTerms(
    entries.map(([e]) => e),
    entries.map(([, c]) => rationalText(c)),
    variable,
    (cut.numerator * denominator) / cut.denominator,
    undefined,
    denominator,
  )
}

function times(a: Rational, b: Rational): Rational {
  return fromParts(a.numerator * b.numerator, a.denominator * b.denominator)
}

function fromParts(n: bigint, d: bigint): Rational {
  let x = n < 0n ? -n : n
  let y = d
  while (y !== 0n) [x, y] = [y, x % y]
  return { numerator: n / x, denominator: d / x }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** Whether c*q^m is an integer power of the base q^k: then the triple product vanishes. */
export function isBasePower({ rational, exponent: e }: Argument, base: Base): boolean {
  if (rational === null || rational.numerator !== 1n || rational.denominator !== 1n) return false
  return ((e.numerator * base.power.denominator) / (e.denominator * base.power.numerator)) % 1 === 0
}
