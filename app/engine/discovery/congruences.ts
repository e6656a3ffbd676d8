import type { QSeries } from "../series/series"
import type { CallContext } from "../values"
import { greatestCommonDivisor } from "../symbolic/numbers"

/** a(An + B) = 0 mod R for all n with An + B below the bound, R a prime power. */
export interface Congruence {
  readonly B: number
  readonly A: number
  readonly R: bigint
  /** Number of coefficients it was seen on. */
  readonly seen: number
}

/** Prime powers p^k exactly dividing n, primes below the limit; the cofactor, when larger, counts as one prime power of its own. */
function primePowers(n: bigint): { p: bigint; power: bigint }[] {
  const found: { p: bigint; power: bigint }[] = []
  let rest = n < 0n ? -n : n
  for (let p = 2n; p * p <= rest && p < 1_000_000n; p++) {
    let power = 1n
    while (rest % p === 0n) {
      rest /= p
      power *= p
    }
    if (power > 1n) found.push({ p, power })
  }
  if (rest > 1n) found.push({ p: rest, power: rest })
  return found
}

const FEWEST = 4

/**
 * Congruences with A at most `most`, on all known coefficients up to T. One that follows from another (A' divides A, B' = B mod A',
 * R divides R') is left out, as is one on fewer than four coefficients, and classes that vanish altogether.
 */
export function congruences(
  series: QSeries,
  T: number,
  most: number,
  ignored: ReadonlySet<bigint>,
  context: CallContext,
): { found: Congruence[]; vanishing: { A: number; B: number }[] } {
  const values = series.window(0, T + 1).map((c) => BigInt(c))
  const found: Congruence[] = []
  const vanishing: { A: number; B: number }[] = []
  for (let A = 1; A <= most; A++) {
    context.checkStop()
    context.progress({ stage: "congruences", done: A, total: most })
    for (let B = 0; B < A; B++) {
      let divisor = 0n
      let seen = 0
      for (let n = B; n <= T && divisor !== 1n; n += A) {
        divisor = greatestCommonDivisor(divisor, values[n] ?? 0n)
        seen++
      }
      if (divisor === 1n || seen < FEWEST) continue
      if (divisor === 0n) {
        if (!vanishing.some((v) => A % v.A === 0 && (B - v.B) % v.A === 0)) vanishing.push({ A, B })
        continue
      }
      for (const { power } of primePowers(divisor)) {
        if (ignored.has(power)) continue
        const known = found.some((c) => A % c.A === 0 && (B - c.B) % c.A === 0 && c.R % power === 0n)
        if (!known) found.push({ B, A, R: power, seen })
      }
    }
  }
  return { found, vanishing }
}
