import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { greatestCommonDivisor, product, quotient, remainder } from "../../long-integers"

/** Arithmetic of integers: the functions of elementary number theory on BigInts. */

const SMALL_PRIMES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n]
/** Below this the strong tests to the bases above are a proof: Sorenson and Webster, Math. Comp. 86 (2017). */
const DETERMINISTIC_BELOW = 3_317_044_064_679_887_385_961_981n

/** base^exponent mod modulus for exponent >= 0; the exponent's bits are read once, so millions of them take no quadratic time. */
export function powerMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const factor = residue(base, modulus)
  const times = (a: bigint, b: bigint): bigint => remainder(product(a, b), modulus)
  let result = 1n % modulus
  for (const bit of exponent.toString(2)) {
    result = times(result, result)
    if (bit === "1") result = times(result, factor)
  }
  return result
}

/** The remainder in [0, m). */
export function residue(a: bigint, m: bigint): bigint {
  const r = remainder(a, m)
  return r < 0n ? r + m : r
}

/** The inverse of a mod m; undefined when they have a common factor. */
export function inverseMod(a: bigint, m: bigint): bigint | undefined {
  let [r, s] = [residue(a, m), m]
  let [x, y] = [1n, 0n]
  while (s !== 0n) {
    const quotient = r / s
    ;[r, s] = [s, r - quotient * s]
    ;[x, y] = [y, x - quotient * y]
  }
  return r === 1n ? residue(x, m) : undefined
}

/** Primality, proved for every size: beyond 3.3*10^24 by the addon. */
export function isPrime(n: bigint): boolean {
  if (n < 2n) return false
  for (const p of SMALL_PRIMES) {
    if (n === p) return true
    if (n % p === 0n) return false
  }
  if (n < 1764n) return true
  let d = n - 1n
  let twos = 0
  while (d % 2n === 0n) {
    d /= 2n
    twos++
  }
  if (!SMALL_PRIMES.every((base) => strongProbablePrime(n, base, d, twos))) return false
  return n < DETERMINISTIC_BELOW || loadAddon().integer.isPrime(n)
}

function strongProbablePrime(n: bigint, base: bigint, d: bigint, twos: number): boolean {
  let x = powerMod(base, d, n)
  if (x === 1n || x === n - 1n) return true
  for (let i = 1; i < twos; i++) {
    x = (x * x) % n
    if (x === n - 1n) return true
  }
  return false
}

export interface PrimePower {
  readonly prime: bigint
  readonly exponent: number
}

const TRIAL_LIMIT = 1_000_000

/** The prime factorization of n >= 1, primes ascending. Trial division below 10^12, the addon beyond. */
export function factorization(n: bigint): PrimePower[] {
  if (n >= BigInt(TRIAL_LIMIT) ** 2n) {
    const factors = loadAddon().integer.factor(n)
    return factors.map(([prime, exponent]) => ({ prime, exponent })).sort((a, b) => (a.prime < b.prime ? -1 : 1))
  }
  const found: PrimePower[] = []
  let rest = Number(n)
  for (let p = 2; p * p <= rest; p += p === 2 ? 1 : 2) {
    let exponent = 0
    while (rest % p === 0) {
      rest /= p
      exponent++
    }
    if (exponent > 0) found.push({ prime: BigInt(p), exponent })
  }
  if (rest > 1) found.push({ prime: BigInt(rest), exponent: 1 })
  return found
}

/** Positive divisors, ascending. */
export function divisors(n: bigint): bigint[] {
  let all = [1n]
  for (const { prime, exponent } of factorization(n)) {
    if (all.length * (exponent + 1) > 1_000_000)
      throw new EngineError("tooLarge", "A list of divisors has a million members at most.", { given: String(n) })
    const powers = Array.from({ length: exponent + 1 }, (_, e) => prime ** BigInt(e))
    all = all.flatMap((d) => powers.map((power) => d * power))
  }
  return all.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** Sum of the k-th powers of the divisors. */
export function divisorSum(n: bigint, k: number): bigint {
  let product = 1n
  for (const { prime, exponent } of factorization(n)) {
    const power = prime ** BigInt(k)
    let sum = 1n
    for (let e = 0; e < exponent; e++) sum = sum * power + 1n
    product *= sum
  }
  return product
}

export function eulerPhi(n: bigint): bigint {
  let value = n
  for (const { prime } of factorization(n)) value = (value / prime) * (prime - 1n)
  return value
}

export function mobius(n: bigint): number {
  const factors = factorization(n)
  if (factors.some(({ exponent }) => exponent > 1)) return 0
  return factors.length % 2 === 0 ? 1 : -1
}

/** The Jacobi symbol (a/n) for odd n > 0. */
export function jacobiSymbol(a: bigint, n: bigint): number {
  let top = residue(a, n)
  let bottom = n
  let sign = 1
  while (top !== 0n) {
    while (top % 2n === 0n) {
      top /= 2n
      const eighth = bottom % 8n
      if (eighth === 3n || eighth === 5n) sign = -sign
    }
    ;[top, bottom] = [bottom, top]
    if (top % 4n === 3n && bottom % 4n === 3n) sign = -sign
    top %= bottom
  }
  return bottom === 1n ? sign : 0
}

/** Kronecker's extension of the Jacobi symbol to every n (Cohen, A Course in Computational Algebraic Number Theory, 1.4.9). */
export function kroneckerSymbol(a: bigint, n: bigint): number {
  if (n === 0n) return a === 1n || a === -1n ? 1 : 0
  if (a % 2n === 0n && n % 2n === 0n) return 0
  let sign = n < 0n && a < 0n ? -1 : 1
  let odd = n < 0n ? -n : n
  while (odd % 2n === 0n) {
    odd /= 2n
    const eighth = residue(a, 8n)
    if (eighth === 3n || eighth === 5n) sign = -sign
  }
  return sign * jacobiSymbol(a, odd)
}

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a === 0n || b === 0n) return 0n
  const multiple = product(quotient(a, greatestCommonDivisor(a, b)), b)
  return multiple < 0n ? -multiple : multiple
}

/** The least prime above n. */
export function nextPrime(n: bigint, checkStop: () => void): bigint {
  if (n < 2n) return 2n
  for (let p = n % 2n === 0n ? n + 1n : n + 2n; ; p += 2n) {
    checkStop()
    if (isPrime(p)) return p
  }
}

/** The greatest prime below n > 2. */
export function previousPrime(n: bigint, checkStop: () => void): bigint {
  for (let p = n <= 3n ? 2n : n % 2n === 0n ? n - 1n : n - 2n; ; p -= 2n) {
    checkStop()
    if (isPrime(p)) return p
  }
}

/** The n-th prime by a sieve; n up to 10^6. */
export function nthPrime(n: number): bigint {
  // p_n < n (ln n + ln ln n) for n >= 6: Rosser.
  const bound = n < 6 ? 15 : Math.ceil(n * (Math.log(n) + Math.log(Math.log(n)))) + 1
  const composite = new Uint8Array(bound + 1)
  let count = 0
  for (let p = 2; p <= bound; p++) {
    if (composite[p] === 1) continue
    if (++count === n) return BigInt(p)
    for (let m = p * p; m <= bound; m += p) composite[m] = 1
  }
  throw new RangeError(`The sieve to ${bound} holds fewer than ${n} primes`)
}
