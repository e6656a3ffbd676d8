import type { Ball } from "./ball"
import { absolute, greatestCommonDivisor } from "./numbers"

/**
 * Real roots of polynomials without multiple roots, isolated by Sturm's theorem and refined by Newton's method; the last step is a change of sign
 * between the two ends of the ball that is returned. Basu, Pollack, Roy, Algorithms in Real Algebraic Geometry, chapter 2.
 */

/** Bits to which bisection goes before Newton's method takes over. */
const BISECTED_BITS = 64

/** Coefficients, constant first. */
type Polynomial = readonly bigint[]

/** The least positive root to within a few units 2^-precision; the negative one next to 0 when there is none; undefined without real roots. */
export function realRoot(coefficients: Polynomial, precision: number): Ball | undefined {
  if (coefficients[0] === 0n) return { centre: 0n, radius: 0n }
  const positive = positiveRoot(coefficients, precision)
  if (positive !== undefined) return positive
  const mirrored = positiveRoot(
    coefficients.map((c, i) => (i % 2 === 1 ? -c : c)),
    precision,
  )
  return mirrored === undefined ? undefined : { centre: -mirrored.centre, radius: mirrored.radius }
}

function positiveRoot(f: Polynomial, precision: number): Ball | undefined {
  const chain = sturmChain(f)
  const bound = rootBound(f)
  let [low, high, bits] = [0n, 1n << bound, 0]
  const count = (from: bigint, to: bigint): number => variations(chain, from, bits) - variations(chain, to, bits)
  if (count(low, high) === 0) return undefined
  while (count(low, high) > 1 || bits < BISECTED_BITS) {
    ;[low, high, bits] = [2n * low, 2n * high, bits + 1]
    const middle = (low + high) / 2n
    if (count(low, middle) > 0) high = middle
    else low = middle
  }
  return refined(f, { low, high, bits }, precision)
}

interface Interval {
  readonly low: bigint
  readonly high: bigint
  /** Its ends are low/2^bits and high/2^bits. */
  readonly bits: number
}

/** The root in an interval that holds no other: Newton's method from its middle, halving where the steps do not settle. */
function refined(f: Polynomial, start: Interval, precision: number): Ball {
  const derivative = f.slice(1).map((c, i) => c * BigInt(i + 1))
  let { low, high, bits } = start
  for (;;) {
    if (bits >= precision) {
      const scale = BigInt(bits - precision)
      return { centre: low >> scale, radius: ((high - low) >> scale) + 2n }
    }
    const next = Math.min(precision, 2 * bits - Number(bitsOf(high - low)) - 8)
    const found = next > bits + 8 ? newtonStep(f, derivative, { low, high, bits }, next) : undefined
    if (found !== undefined) {
      ;({ low, high, bits } = found)
      continue
    }
    ;[low, high, bits] = [2n * low, 2n * high, bits + 1]
    const middle = (low + high) / 2n
    if (signAt(f, middle, bits) === 0) return refined(f, { low: middle, high: middle, bits: precision + 1 }, precision)
    if (signAt(f, low, bits) === signAt(f, middle, bits)) low = middle
    else high = middle
  }
}

/** A narrow interval around the next approximation, when the sign of f changes in it. */
function newtonStep(
  f: Polynomial,
  derivative: Polynomial,
  { low, high, bits }: Interval,
  next: number,
): Interval | undefined {
  const shift = BigInt(next - bits)
  const x = ((low + high) << shift) / 2n
  const slope = valueAt(derivative, x, next)
  if (slope === 0n) return undefined
  // f(x) and f'(x) are scaled by 2^(next d) and 2^(next (d-1)).
  const step = valueAt(f, x, next) / slope
  const [from, to] = [x - step - 8n, x - step + 8n]
  const inside = from >= low << shift && to <= high << shift
  const changes = inside && signAt(f, from, next) * signAt(f, to, next) < 0
  return changes ? { low: from, high: to, bits: next } : undefined
}

/** f(x/2^bits) 2^(bits deg f) */
function valueAt(f: Polynomial, x: bigint, bits: number): bigint {
  let value = 0n
  let scale = 1n
  for (let i = f.length - 1; i >= 0; i--) {
    value = value * x + (f[i] as bigint) * scale
    scale <<= BigInt(bits)
  }
  return value
}

function signAt(f: Polynomial, x: bigint, bits: number): number {
  const value = valueAt(f, x, bits)
  return value > 0n ? 1 : value < 0n ? -1 : 0
}

function variations(chain: readonly Polynomial[], x: bigint, bits: number): number {
  const signs = chain.map((f) => signAt(f, x, bits)).filter((sign) => sign !== 0)
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length
}

/** f, f', and the remainders with their signs turned, each divided by its content. */
function sturmChain(f: Polynomial): Polynomial[] {
  const chain: Polynomial[] = [f, primitive(f.slice(1).map((c, i) => c * BigInt(i + 1)))]
  for (;;) {
    const [before, last] = chain.slice(-2) as [Polynomial, Polynomial]
    const rest = primitive(remainder(before, last).map((c) => -c))
    if (rest.length === 0) return chain
    chain.push(rest)
  }
}

/** A positive multiple of the remainder of f by g. */
function remainder(f: Polynomial, g: Polynomial): bigint[] {
  const rest = [...f]
  const lead = g[g.length - 1] as bigint
  while (rest.length >= g.length) {
    const top = rest[rest.length - 1] as bigint
    const shift = rest.length - g.length
    const sign = lead < 0n ? -1n : 1n
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as bigint) * absolute(lead)
    g.forEach((c, i) => {
      rest[i + shift] = (rest[i + shift] as bigint) - sign * top * c
    })
    while (rest.length > 0 && rest[rest.length - 1] === 0n) rest.pop()
  }
  return rest
}

function primitive(f: Polynomial): Polynomial {
  const content = f.reduce((d, c) => greatestCommonDivisor(d, c), 0n)
  return content <= 1n ? f : f.map((c) => c / content)
}

/** k with all roots below 2^k: Cauchy's bound. */
function rootBound(f: Polynomial): bigint {
  const lead = absolute(f[f.length - 1] as bigint)
  const largest = f.slice(0, -1).reduce((most, c) => (absolute(c) > most ? absolute(c) : most), 0n)
  return bitsOf(largest / lead + 1n) + 1n
}

function bitsOf(n: bigint): bigint {
  return BigInt(n.toString(2).length)
}
