/**
 * Elementary number theory of small integers, as exponents, levels and indices are. Numbers of any size: `functions/numbers/theory.ts`.
 * `proofs/check` has its own: a certificate's check leans on nothing that found it.
 */

/** The greatest common divisor, not negative; gcd(0, 0) = 0. */
export function gcd(a: number, b: number): number {
  let x = Math.abs(a)
  let y = Math.abs(b)
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

/** The least common multiple, not negative; 0 when a or b is. */
export function lcm(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : Math.abs((a / gcd(a, b)) * b)
}

/** Positive divisors of n >= 1, ascending. O(sqrt(n)). */
export function divisors(n: number): number[] {
  const small: number[] = []
  const large: number[] = []
  for (let d = 1; d * d <= n; d++) {
    if (n % d !== 0) continue
    small.push(d)
    if (d * d !== n) large.push(n / d)
  }
  return [...small, ...large.reverse()]
}

/** Euler's phi(n) for n >= 1. O(sqrt(n)). */
export function totient(n: number): number {
  let value = n
  for (const p of primeDivisors(n)) value -= value / p
  return value
}

/** The Möbius function mu(n) for n >= 1. O(sqrt(n)). */
export function mobius(n: number): number {
  const primes = primeDivisors(n)
  if (primes.some((p) => (n / p) % p === 0)) return 0
  return primes.length % 2 === 0 ? 1 : -1
}

/** The primes that divide n >= 1, ascending. O(sqrt(n)). */
export function primeDivisors(n: number): number[] {
  const primes: number[] = []
  let rest = n
  for (let p = 2; p * p <= rest; p++) {
    if (rest % p !== 0) continue
    primes.push(p)
    while (rest % p === 0) rest /= p
  }
  if (rest > 1) primes.push(rest)
  return primes
}

/** Whether n is the square of an integer, for n below 2^53. */
export function isSquare(n: number): boolean {
  if (n < 0) return false
  const root = Math.round(Math.sqrt(n))
  return root * root === n
}
