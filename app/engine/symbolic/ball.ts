import { EngineError } from "../errors"
import { integerRoot } from "../long-integers"
import type { Rational } from "./numbers"

/**
 * Real numbers known to within an error, as whole numbers of units 2^-precision: the value lies within `radius` units of `centre`. Every operation
 * rounds outward, so the ball of a result contains every result of numbers in the balls of the operands.
 */
export interface Ball {
  readonly centre: bigint
  readonly radius: bigint
}

export class BallField {
  private readonly one: bigint

  constructor(readonly precision: number) {
    this.one = 1n << BigInt(precision)
  }

  fromRational({ numerator, denominator }: Rational): Ball {
    return { centre: (numerator * this.one) / denominator, radius: denominator === 1n ? 0n : 1n }
  }

  add(a: Ball, b: Ball): Ball {
    return { centre: a.centre + b.centre, radius: a.radius + b.radius }
  }

  neg(a: Ball): Ball {
    return { centre: -a.centre, radius: a.radius }
  }

  abs(a: Ball): Ball {
    return { centre: size(a.centre), radius: a.radius }
  }

  sub(a: Ball, b: Ball): Ball {
    return this.add(a, this.neg(b))
  }

  mul(a: Ball, b: Ball): Ball {
    const error = size(a.centre) * b.radius + size(b.centre) * a.radius + a.radius * b.radius
    return { centre: this.scaled(a.centre * b.centre), radius: this.scaled(error) + 2n }
  }

  /** x/2^precision, rounded down. */
  private scaled(x: bigint): bigint {
    return x >> BigInt(this.precision)
  }

  /** 1/a; a ball that contains 0 has no inverse. */
  inverse(a: Ball): Ball {
    const least = size(a.centre) - a.radius
    if (least <= 0n) throw undecided("a divisor that cannot be told from 0")
    const centre = (this.one * this.one) / a.centre
    const error = (a.radius * this.one * this.one) / (size(a.centre) * least)
    return { centre, radius: error + 2n }
  }

  div(a: Ball, b: Ball): Ball {
    return this.mul(a, this.inverse(b))
  }

  pow(a: Ball, n: bigint): Ball {
    if (n < 0n) return this.inverse(this.pow(a, -n))
    let result: Ball = { centre: this.one, radius: 0n }
    let base = a
    for (let k = n; k > 0n; k >>= 1n) {
      if (k & 1n) result = this.mul(result, base)
      if (k > 1n) base = this.mul(base, base)
    }
    return result
  }

  /** The k-th root of a positive number. */
  root(a: Ball, k: number): Ball {
    const low = a.centre - a.radius
    if (low <= 0n) throw undecided("a root of a number that cannot be told from 0 or is negative")
    const scale = 1n << BigInt(this.precision * (k - 1))
    const bottom = integerRoot(low * scale, k)
    const top = integerRoot((a.centre + a.radius) * scale, k) + 1n
    return { centre: (bottom + top) / 2n, radius: (top - bottom) / 2n + 1n }
  }

  /** exp by halving the argument and its Taylor series. */
  exp(a: Ball): Ball {
    let halvings = 0
    let centre = a.centre
    while (size(centre) > this.one >> 4n) {
      centre /= 2n
      halvings++
    }
    const extra = new BallField(this.precision + 2 * halvings + 32)
    const shift = BigInt(extra.precision - this.precision)
    const argument: Ball = {
      centre: (a.centre << shift) >> BigInt(halvings),
      radius: ((a.radius << shift) >> BigInt(halvings)) + 1n,
    }
    let term: Ball = { centre: extra.one, radius: 0n }
    let sum = term
    for (let n = 1n; size(term.centre) + term.radius > 1n; n++) {
      term = extra.mul(term, argument)
      term = { centre: term.centre / n, radius: term.radius / n + 1n }
      sum = extra.add(sum, term)
      if (n > 100_000n) throw undecided("an exponential")
    }
    sum = { centre: sum.centre, radius: sum.radius + 4n }
    for (let i = 0; i < halvings; i++) sum = extra.mul(sum, sum)
    return { centre: sum.centre >> shift, radius: (sum.radius >> shift) + 2n }
  }

  /** log of a positive number, by log 2 and the series of artanh. */
  log(a: Ball): Ball {
    if (a.centre - a.radius <= 0n)
      throw undecided("the logarithm of a number that cannot be told from 0 or is negative")
    const powers = BigInt(a.centre.toString(2).length - 1 - this.precision)
    const reduced = this.mul(a, this.pow(this.fromRational({ numerator: 2n, denominator: 1n }), -powers))
    const one: Ball = { centre: this.one, radius: 0n }
    const logarithm = this.artanhDouble(this.div(this.sub(reduced, one), this.add(reduced, one)))
    const third = this.fromRational({ numerator: 1n, denominator: 3n })
    const logTwo = this.artanhDouble(third)
    return this.add(logarithm, { centre: logTwo.centre * powers, radius: logTwo.radius * size(powers) })
  }

  /** 2 artanh(x), |x| <= 1/3 */
  private artanhDouble(x: Ball): Ball {
    const square = this.mul(x, x)
    let power = x
    let sum = x
    for (let n = 3n; size(power.centre) > 1n; n += 2n) {
      power = this.mul(power, square)
      sum = this.add(sum, { centre: power.centre / n, radius: power.radius / n + 1n })
    }
    return { centre: 2n * sum.centre, radius: 2n * (sum.radius + 4n) }
  }

  /** pi by Machin's formula. */
  pi(): Ball {
    const arctan = (n: bigint): Ball => {
      let power = this.one / n
      let sum = power
      let terms = 1n
      for (let k = 3n; power !== 0n; k += 2n) {
        power /= -(n * n)
        sum += power / k
        terms++
      }
      return { centre: sum, radius: 3n * terms }
    }
    const [a, b] = [arctan(5n), arctan(239n)]
    return { centre: 16n * a.centre - 4n * b.centre, radius: 16n * a.radius + 4n * b.radius }
  }

  /** prod_{k < n} (1 - a q^k), n = null for the infinite product, which needs |q| < 1. */
  pochhammer(a: Ball, q: Ball, n: number | null): Ball {
    const one: Ball = { centre: this.one, radius: 0n }
    if (n === null && size(q.centre) + q.radius >= this.one)
      throw undecided("an infinite product with a base of absolute value 1 or more")
    let power = a
    let product = one
    // The radius of a q^k settles below 4/(1 - |q|) units: a smaller power is not waited for.
    const least = n === null ? (8n * this.one) / (this.one - size(q.centre) - q.radius) : 0n
    for (let k = 0; n === null || k < n; k++) {
      if (n === null && size(power.centre) + power.radius <= least) return this.withTail(product, power, q)
      product = this.mul(product, this.sub(one, power))
      power = this.mul(power, q)
      if (k > MOST_FACTORS) throw undecided("an infinite product that converges too slowly")
    }
    return product
  }

  /** sum over n >= 0 of z^n q^(n (n + a)), a = 0 or 1, for |q| < 1. */
  partialTheta(z: Ball, q: Ball, a: bigint): Ball {
    if (size(q.centre) + q.radius >= this.one) throw undecided("a theta series with a nome of absolute value 1 or more")
    const one: Ball = { centre: this.one, radius: 0n }
    const square = this.mul(q, q)
    // The next term is this one times z q^(2n+1+a).
    let ratio = this.mul(z, a === 0n ? q : square)
    let term = one
    let sum = one
    for (let n = 0; ; n++) {
      term = this.mul(term, ratio)
      ratio = this.mul(ratio, square)
      sum = this.add(sum, term)
      const falls = size(ratio.centre) + ratio.radius <= this.one / 2n
      // From here each term is at most half of the one before: together they are no more than this one.
      if (falls && size(term.centre) <= 4n + 2n * term.radius) {
        return { centre: sum.centre, radius: sum.radius + size(term.centre) + term.radius }
      }
      if (n > MOST_FACTORS) throw undecided("a theta series that converges too slowly")
    }
  }

  /** The factors left over differ from 1 by at most 2 |a| / (1 - |q|). */
  private withTail(product: Ball, power: Ball, q: Ball): Ball {
    const left = this.one - size(q.centre) - q.radius
    const tail = (2n * (size(power.centre) + power.radius) * this.one) / left + 1n
    const error = this.scaled((size(product.centre) + product.radius) * tail) + 1n
    return { centre: product.centre, radius: product.radius + error }
  }

  /**
   * The decimal digits that all numbers of the ball share when rounded, at most `digits`; null when it holds no significant one. A ball that lies
   * within 10^-15 of a last place around the middle between two roundings is rounded away from 0: 5/4 never leaves that middle.
   */
  digits(a: Ball, digits: number): string | null {
    const magnitude = size(a.centre)
    if (magnitude <= a.radius) return a.radius === 0n ? "0" : null
    const whole = (magnitude >> BigInt(this.precision)).toString()
    const leading = magnitude >> BigInt(this.precision) === 0n ? leadingZeros(magnitude, this.precision) : -whole.length
    for (let shown = digits; shown > 0; shown--) {
      const places = shown + leading
      const high = rounded(magnitude + a.radius, places, this.precision)
      const tiny = shown === digits && rounded(a.radius, places + 15, this.precision) === 0n
      if (tiny || high === rounded(magnitude - a.radius, places, this.precision))
        return (a.centre < 0n ? "-" : "") + decimal(high, places)
    }
    return null
  }
}

/** Zeros after the point before the first digit of a number below 1. */
function leadingZeros(magnitude: bigint, precision: number): number {
  let zeros = 0
  let value = magnitude * 10n
  while (value >> BigInt(precision) === 0n) {
    value *= 10n
    zeros++
  }
  return zeros
}

/** The number times 10^places, rounded to a whole one. */
function rounded(magnitude: bigint, places: number, precision: number): bigint {
  const scaled = places >= 0 ? magnitude * 10n ** BigInt(places) : magnitude / 10n ** BigInt(-places)
  return (scaled + (1n << BigInt(precision - 1))) >> BigInt(precision)
}

/** Zeros after the point that are still written out. */
const MOST_ZEROS = 6

/** value/10^places: digits alone where every one of them is known, with a power of ten (1.5e20) where zeros would stand for unknown ones. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString()
  const exponent = digits.length - 1 - places
  if (places < 0 || exponent < -MOST_ZEROS) {
    const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`
    return `${mantissa}e${exponent}`
  }
  if (places === 0) return digits
  const text = digits.padStart(places + 1, "0")
  return `${text.slice(0, -places)}.${text.slice(-places)}`
}

/** Factors of an infinite product that are multiplied before it counts as too slow. */
const MOST_FACTORS = 1_000_000

function size(n: bigint): bigint {
  return n < 0n ? -n : n
}

function undecided(what: string): EngineError {
  return new EngineError("unable", `The numerical value could not be found: ${what}.`)
}
