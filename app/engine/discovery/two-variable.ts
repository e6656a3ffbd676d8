import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { QSeries } from "../series/series"
import { type Rational, ZERO, addRational, mulRational, negRational, rationalFromText } from "../symbolic/numbers"
import type { CallContext } from "../values"
import { finiteForm, integerExponents, periodicForm, productExponents } from "./exponents"

/*
 * A series in q whose coefficients are Laurent polynomials in z as a product of (1 - z^i q^j)^(a_ij) (Garvan, zqfactor). The lowest
 * coefficient is a Laurent polynomial in z and must be such a product itself; after dividing by it the coefficient of q^j gives the
 * a_ij, and the factors are divided out before the next j. The method is a search: there are series for which it finds nothing.
 */

/** Laurent polynomial in z: exponent to coefficient. */
export type Laurent = ReadonlyMap<number, Rational>

export interface ZqProduct {
  readonly constant: Rational
  readonly zPower: number
  readonly qPower: number
  /** a_(i,0), i >= 1. */
  readonly atZero: readonly (readonly [number, number])[]
  /** For each i the exponents a_(i,1), a_(i,2), …. */
  readonly rows: ReadonlyMap<number, readonly number[]>
  /** a_(i,j) were found for j < order. */
  readonly order: number
}

/** Coefficients of q^from, …, below the order, as Laurent polynomials in z. */
function laurentRows(f: QSeries, z: string): { from: number; rows: Laurent[] } {
  const from = f.info.valuation ?? 0
  const to = f.info.order ?? (f.info.degree ?? 0) + 1
  const rows: Laurent[] = []
  for (let e = from; e < to; e++) rows.push(laurentCoefficient(f, e, z))
  return { from, rows }
}

function laurentCoefficient(f: QSeries, e: number, z: string): Laurent {
  const { series, rational } = loadAddon()
  if (f.ring.kind !== "laurent" && f.ring.kind !== "ratfun") {
    const c = rationalFromText(series.coefficientText(f.native, e))
    return c.numerator === 0n ? new Map() : new Map([[0, c]])
  }
  const value = series.coefficientRational(f.native, e)
  const bottom = rational.terms(rational.denominator(value))
  if (bottom.exponents.length !== 1) throw unable(`a coefficient is no Laurent polynomial in ${z}`)
  const down = bottom.exponents[0] ?? []
  const divisor = rationalFromText(bottom.coefficients[0] ?? "1")
  const shift = bottom.variables.indexOf(z) < 0 ? 0 : (down[bottom.variables.indexOf(z)] ?? 0)
  const top = rational.terms(rational.numerator(value))
  if (top.variables.some((name, i) => name !== z && top.exponents.some((row) => row[i] !== 0))) {
    throw new EngineError("domain", `zqfactor takes a series in two variables.`, {
      given: `another name beside ${z} and ${f.variable}`,
      help: "zqfactor",
    })
  }
  const column = top.variables.indexOf(z)
  const found = new Map<number, Rational>()
  top.exponents.forEach((row, i) => {
    const c = rationalFromText(top.coefficients[i] ?? "0")
    found.set(
      (column < 0 ? 0 : (row[column] ?? 0)) - shift,
      mulRational(c, { numerator: divisor.denominator, denominator: divisor.numerator }),
    )
  })
  return found
}

/** The leading coefficient as c z^m prod (1-z^i)^(a_i); null when it is no finite product. */
function leadingProduct(
  row: Laurent,
): { constant: Rational; power: number; factors: (readonly [number, number])[] } | null {
  const exponents = [...row.keys()].sort((a, b) => a - b)
  const low = exponents[0]
  const high = exponents[exponents.length - 1]
  if (low === undefined || high === undefined) return null
  const constant = row.get(low) ?? ZERO
  const width = high - low
  const series = QSeries.fromTerms(
    exponents.map((e) => e - low),
    exponents.map((e) => text(row.get(e) ?? ZERO)),
    "z",
    4 * width + 8,
  )
  const found = integerExponents(productExponents(series, 4 * width + 8).exponents)
  if ("failsAt" in found || finiteForm(found.values, 2 * width + 4) === null) return null
  const factors = found.values.map((a, i) => [i + 1, a] as const).filter(([, a]) => a !== 0)
  return { constant, power: low, factors }
}

function text({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** row/(c z^m prod (1-z^i)^a) as a Laurent polynomial; null when it is none. */
function divided(
  row: Laurent,
  constant: Rational,
  power: number,
  factors: readonly (readonly [number, number])[],
): Map<number, Rational> | null {
  let current = new Map(
    [...row].map(([e, c]) => [
      e - power,
      mulRational(c, { numerator: constant.denominator, denominator: constant.numerator }),
    ]),
  )
  for (const [i, a] of factors) {
    for (let k = 0; k < Math.abs(a); k++) {
      const next = a > 0 ? quotientByBinomial(current, i) : timesBinomial(current, i)
      if (next === null) return null
      current = next
    }
  }
  return current
}

function timesBinomial(p: ReadonlyMap<number, Rational>, i: number): Map<number, Rational> {
  const result = new Map(p)
  for (const [e, c] of p) put(result, e + i, negRational(c))
  return result
}

function put(p: Map<number, Rational>, e: number, c: Rational): void {
  const sum = addRational(p.get(e) ?? ZERO, c)
  if (sum.numerator === 0n) p.delete(e)
  else p.set(e, sum)
}

/** p/(1-z^i) when it divides. */
function quotientByBinomial(p: ReadonlyMap<number, Rational>, i: number): Map<number, Rational> | null {
  const rest = new Map(p)
  const result = new Map<number, Rational>()
  const high = Math.max(...p.keys())
  for (let e = Math.min(...p.keys()); e <= high; e++) {
    const c = rest.get(e)
    if (c === undefined) continue
    if (e + i > high) return null
    result.set(e, c)
    rest.delete(e)
    put(rest, e + i, c)
  }
  return rest.size === 0 ? result : null
}

/** rows * (1 - z^i q^j)^(-a), below the order of rows. */
function divideRows(rows: Map<number, Rational>[], i: number, j: number, a: number): void {
  for (let k = 0; k < Math.abs(a); k++) {
    if (a > 0) for (let n = j; n < rows.length; n++) addShifted(rows[n], rows[n - j], i, false)
    else for (let n = rows.length - 1; n >= j; n--) addShifted(rows[n], rows[n - j], i, true)
  }
}

function addShifted(
  target: Map<number, Rational> | undefined,
  source: Map<number, Rational> | undefined,
  i: number,
  negative: boolean,
): void {
  if (target === undefined || source === undefined) return
  for (const [e, c] of source) put(target, e + i, negative ? negRational(c) : c)
}

const LARGEST = 200
/** Different powers of z beside one power of q: a series that is no product asks for more and more of them. */
const MOST_FACTORS = 60

/** Finds the product, or says with an "unable" error why there is none. */
export function zqProduct(f: QSeries, z: string, context: CallContext): ZqProduct {
  const { from, rows } = laurentRows(f, z)
  const [first] = rows
  const lead = first === undefined ? null : leadingProduct(first)
  if (lead === null) throw unable("the lowest coefficient is no product of powers of 1 - z^i")
  const body: Map<number, Rational>[] = []
  for (const row of rows) {
    const quotient = divided(row, lead.constant, lead.power, lead.factors)
    if (quotient === null)
      throw unable(`the coefficient of ${f.variable}^${from + body.length} is not divisible by the lowest one`)
    body.push(quotient)
  }
  const found = new Map<number, number[]>()
  for (let j = 1; j < body.length; j++) {
    const coefficient = [...(body[j] ?? [])]
    if (coefficient.length > MOST_FACTORS)
      throw unable(`there would be ${coefficient.length} factors with ${f.variable}^${j}`)
    for (const [i, c] of coefficient) {
      context.checkStop()
      if (c.denominator !== 1n || c.numerator > BigInt(LARGEST) || -c.numerator > BigInt(LARGEST))
        throw unable(`the exponent of 1 - z^${i}*q^${j} would be ${text(negRational(c))}`)
      const a = -Number(c.numerator)
      const row = found.get(i) ?? new Array<number>(body.length - 1).fill(0)
      row[j - 1] = a
      found.set(i, row)
      divideRows(body, i, j, a)
    }
  }
  return {
    constant: lead.constant,
    zPower: lead.power,
    qPower: from,
    atZero: lead.factors,
    rows: found,
    order: body.length,
  }
}

function unable(why: string): EngineError {
  return new EngineError("unable", "zqfactor finds no product of powers of 1 - z^i*q^j.", {
    given: why,
    help: "zqfactor",
  })
}

/** The exponents for one i as a periodic pattern in j, when at least a fifth of them confirm it. */
export function rowPattern(
  row: readonly number[],
): { readonly period: number; readonly values: readonly number[] } | null {
  return periodicForm(row, false)
}
