import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { QSeries } from "../series/series"
import { type Rational, ZERO, addRational, mulRational, negRational, rationalFromText } from "../symbolic/numbers"
import type { CallContext } from "../values"
import { finiteForm, height, integerExponents, looksRandom, periodicForm, productExponents } from "./exponents"

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

/** The first `count` coefficients from q^from on, as Laurent polynomials in z. */
function laurentRows(f: QSeries, from: number, count: number, z: string, context: CallContext): Laurent[] {
  return Array.from({ length: count }, (_, j) => {
    context.checkStop()
    return laurentCoefficient(f, from + j, z)
  })
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

/** rows * (1 - z^i q^j)^(-a), below the order of rows: the sum over k of binomial(a+k-1, k) z^(ik) q^(jk) times them. */
function divideRows(rows: Map<number, Rational>[], i: number, j: number, a: number, context: CallContext): void {
  const binomials: Rational[] = [{ numerator: 1n, denominator: 1n }]
  for (let k = 1; k * j < rows.length; k++) {
    const last = binomials[k - 1]?.numerator ?? 0n
    const next = (last * BigInt(a + k - 1)) / BigInt(k)
    if (next === 0n) break
    binomials.push({ numerator: next, denominator: 1n })
  }
  for (let n = rows.length - 1; n >= j; n--) {
    context.checkStop()
    const target = rows[n]
    for (let k = 1; k < binomials.length && k * j <= n; k++) addShifted(target, rows[n - k * j], i * k, binomials[k])
  }
}

function addShifted(
  target: Map<number, Rational> | undefined,
  source: ReadonlyMap<number, Rational> | undefined,
  i: number,
  factor: Rational | undefined,
): void {
  if (target === undefined || source === undefined || factor === undefined) return
  for (const [e, c] of source) put(target, e + i, mulRational(c, factor))
}

/** Bounds of a plausible product. Any series is a formal product; the exponents of one that is no other grow without end. */
const LARGEST_EXPONENT = 200
const MOST_FACTORS = 60

const FIRST_STEP = 16

/**
 * Finds the product, or says with an "unable" error why there is none. It is looked for on 16 powers of q, then on twice as many each
 * time: what is no product outgrows the bounds after a few, and is refused before the others are touched.
 */
export function zqProduct(f: QSeries, z: string, context: CallContext): ZqProduct {
  const from = f.info.valuation ?? 0
  const length = (f.info.order ?? (f.info.degree ?? 0) + 1) - from
  for (let step = FIRST_STEP; ; step *= 2) {
    const order = Math.min(step, length)
    const product = productBelow(f, z, from, order, context)
    if (order === length) return product
  }
}

/** The product on the first `order` powers of q. */
function productBelow(f: QSeries, z: string, from: number, order: number, context: CallContext): ZqProduct {
  const rows = laurentRows(f, from, order, z, context)
  const [first] = rows
  const lead = first === undefined ? null : leadingProduct(first)
  if (lead === null) throw unable("the lowest coefficient is no product of powers of 1 - z^i")
  const body: Map<number, Rational>[] = []
  for (const row of rows) {
    context.checkStop()
    const quotient = divided(row, lead.constant, lead.power, lead.factors)
    if (quotient === null)
      throw unable(`the coefficient of ${f.variable}^${from + body.length} is not divisible by the lowest one`)
    body.push(quotient)
  }
  return {
    constant: lead.constant,
    zPower: lead.power,
    qPower: from,
    atZero: lead.factors,
    rows: factorExponents(body, z, f.variable, context),
    order,
  }
}

/** The exponents a_(i,j), j >= 1, of a series with the constant term 1; the factors are divided out of the body. */
function factorExponents(
  body: Map<number, Rational>[],
  z: string,
  q: string,
  context: CallContext,
): Map<number, number[]> {
  const found = new Map<number, number[]>()
  const weights: number[] = []
  for (let j = 1; j < body.length; j++) {
    const coefficient = [...(body[j] ?? [])]
    if (coefficient.length > MOST_FACTORS) throw unable(`there would be ${coefficient.length} factors with ${q}^${j}`)
    for (const [i, c] of coefficient) {
      if (c.denominator !== 1n || c.numerator > BigInt(LARGEST_EXPONENT) || -c.numerator > BigInt(LARGEST_EXPONENT))
        throw unable(`the exponent of 1 - ${z}^${i}*${q}^${j} would be ${text(negRational(c))}`)
      const a = -Number(c.numerator)
      const row = found.get(i) ?? new Array<number>(body.length - 1).fill(0)
      row[j - 1] = a
      found.set(i, row)
      divideRows(body, i, j, a, context)
    }
    weights.push(coefficient.reduce((sum, [, c]) => sum + Math.abs(Number(c.numerator)), 0))
  }
  if (looksRandom(weights)) throw unable(`the exponents beside one power of ${q} grow to ${height(weights)} together`)
  return found
}

function unable(why: string): EngineError {
  return new EngineError("unable", "zqfactor finds no product of powers of 1 - z^i*q^j.", {
    given: why,
    hint: `A product has exponents up to ${LARGEST_EXPONENT} in size and up to ${MOST_FACTORS} factors beside one power of q, not more and more of them.`,
    help: "zqfactor",
  })
}

/** The exponents for one i as a pattern in j that repeats, seen at least twice. */
export function rowPattern(
  row: readonly number[],
): { readonly period: number; readonly values: readonly number[] } | null {
  const form = periodicForm(row, false)
  return form !== null && 2 * form.period <= row.length ? form : null
}

/** Factors that are not part of a pattern and may still be told to a reader. */
const MOST_LISTED = 30

/**
 * Refuses a product that has more and more factors beside each further power of q, as every series has as a formal product: those of a
 * theta product are as many beside each.
 */
export function refuseSpreading(product: ZqProduct, q: string): void {
  const counts = Array.from({ length: product.order - 1 }, (_, k) =>
    [...product.rows.values()].reduce((sum, row) => sum + (row[k] === 0 ? 0 : 1), 0),
  )
  const third = Math.ceil(counts.length / 3)
  const total = sumOf(counts)
  if (total <= MOST_LISTED || sumOf(counts.slice(-third)) <= 2 * sumOf(counts.slice(0, third))) return
  throw unable(
    `${total} factors below ${q}^${product.order}, ever more beside one power of ${q}: ${counts[counts.length - 1]} beside the last`,
  )
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0)
}
