import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import type { QSeries } from "../../series/series"
import type { View } from "./view"

const COEFFICIENTS = 20_000
const MOST_PRIMES = 1500
const FEWEST = 5

interface Relations {
  readonly tested: number
  readonly failure: string | null
}

/**
 * Whether f = q + a(2) q^2 + … satisfies Hecke's relations for weight k and a character with values 0, 1, -1, on all known coefficients:
 * a(mn) = a(m) a(n) for coprime m, n, and a(p^(r+1)) = a(p) a(p^r) - chi(p) p^(k-1) a(p^(r-1)). With them a(p) / (2 p^((k-1)/2)), which lies between
 * -1 and 1 for a cusp form (Deligne). Cost: one multiplication for each known coefficient, of the first 20000.
 * @param weight k; read off a(p)^2 - a(p^2) when left out
 */
export function heckeView(series: QSeries, weight?: number): View {
  const a = coefficientsOf(series)
  const smallest = smallestFactors(a.length)
  const k = weight ?? weightOf(a, smallest)
  const { tested, failure } = relations(a, smallest, k)
  const { log10, sign } = loadAddon().series.windowLog10(series.native, 0, a.length)
  const primes = [...smallest.keys()].filter((n) => n > 1 && smallest[n] === n).slice(0, MOST_PRIMES)
  const rows = primes.map((p) => ({
    p,
    a: String(a[p] ?? 0n),
    x: sign[p] === 0 ? 0 : (sign[p] ?? 0) * 10 ** ((log10[p] ?? 0) - Math.log10(2) - ((k - 1) / 2) * Math.log10(p)),
  }))
  const outside = rows.filter(({ x }) => Math.abs(x) > 1)
  const last = a.length - 1
  return {
    picture: { type: "hecke", weight: k, tested, failure, rows },
    caption: `a(p)/(2p^(${k - 1}/2)) for the primes p to ${primes.at(-1) ?? 0}, weight ${k}`,
    description: `The coefficients at the primes, normalised for weight ${k}, on a line from -1 to 1, beside the Sato-Tate law. ${
      failure === null
        ? `Hecke's relations hold for all ${tested} cases below ${last + 1}.`
        : `It is no eigenform: ${failure}.`
    }${outside.length === 0 ? "" : ` ${outside.length} lie outside, from p = ${outside[0]?.p ?? 0} on: it is no cusp form of this weight.`}`,
  }
}

function coefficientsOf(series: QSeries): readonly bigint[] {
  const { order, valuation } = series.info
  const end = order ?? (series.degree?.numerator ?? 0) + 1
  const isForm = series.denominator === 1 && series.ring.kind === "Z" && valuation === 1
  const count = Math.min(COEFFICIENTS, end)
  const a = isForm ? series.window(0, count).map(BigInt) : []
  if (a[1] === 1n && count >= FEWEST) return a
  throw new EngineError(
    "domain",
    "Hecke's relations are those of a series q + a(2) q^2 + … with integer coefficients.",
    {
      given: series.toString(3),
      hint: "Multiply by the power of q that belongs to the form, and divide by a(1).",
    },
  )
}

/** The smallest prime factor of each number. */
function smallestFactors(length: number): Int32Array {
  const factors = new Int32Array(length)
  for (let p = 2; p < length; p++) {
    if (factors[p] !== 0) continue
    for (let n = p; n < length; n += p) if (factors[n] === 0) factors[n] = p
  }
  return factors
}

/** k from the first prime with a(p)^2 - a(p^2) = ± p^(k-1). */
function weightOf(a: readonly bigint[], smallest: Int32Array): number {
  for (let p = 2; p * p < a.length; p++) {
    if (smallest[p] !== p) continue
    const difference = abs((a[p] ?? 0n) ** 2n - (a[p * p] ?? 0n))
    if (difference === 0n) continue
    let [power, k] = [1n, 1]
    while (power < difference) [power, k] = [power * BigInt(p), k + 1]
    if (power === difference) return k
    break
  }
  throw new EngineError("unable", "The weight is read off a(p)^2 - a(p^2), which is p^(k-1) up to its sign.", {
    given: `a(2) = ${a[2] ?? 0n}, a(4) = ${a[4] ?? 0n}`,
    hint: "Give the weight as the second argument; if it is no eigenform, none fits.",
  })
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n)

function relations(a: readonly bigint[], smallest: Int32Array, k: number): Relations {
  let tested = 0
  for (let n = 4; n < a.length; n++) {
    const p = smallest[n] ?? n
    if (p === n) continue
    let part = p
    while ((n / part) % p === 0) part *= p
    tested++
    const failure = part === n ? powerFailure(a, p, n, k) : productFailure(a, part, n / part)
    if (failure !== null) return { tested, failure }
  }
  return { tested, failure: null }
}

function productFailure(a: readonly bigint[], m: number, n: number): string | null {
  const [value, product] = [a[m * n] ?? 0n, (a[m] ?? 0n) * (a[n] ?? 0n)]
  return value === product ? null : `a(${m * n}) = ${value}, and a(${m}) a(${n}) = ${product}`
}

/** The relation at n = p^r; chi(p) is what the square makes it, and must be 0, 1 or -1. */
function powerFailure(a: readonly bigint[], p: number, n: number, k: number): string | null {
  const [atP, size] = [a[p] ?? 0n, BigInt(p) ** BigInt(k - 1)]
  const character = atP ** 2n - (a[p * p] ?? 0n)
  if (character !== 0n && abs(character) !== size)
    return `a(${p})^2 - a(${p * p}) = ${character} is neither 0 nor ${p}^${k - 1} up to its sign`
  const expected = atP * (a[n / p] ?? 0n) - character * (a[n / (p * p)] ?? 0n)
  return a[n] === expected ? null : `a(${n}) = ${a[n] ?? 0n}, and by Hecke's relation it is ${expected}`
}
