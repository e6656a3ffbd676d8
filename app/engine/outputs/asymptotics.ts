/**
 * Growth of the coefficients of prod_{n>=1} (1 - q^n)^(-c_n), c_n >= 0 periodic with period m: Meinardus's theorem (G. Meinardus, Math. Z. 59 (1954)
 * 388-398; Andrews, The Theory of Partitions, theorem 6.2) with alpha = 1:
 *
 *     a(n) ~ C n^kappa exp(2 sqrt(A zeta(2) n)),   kappa = (D(0) - 3/2)/2,   C = e^{D'(0)} (4 pi)^(-1/2) (A zeta(2))^((1 - 2 D(0))/4),
 *
 * where D(s) = sum c_n n^-s = m^-s sum_r c_r zeta(s, r/m) has the residue A = (1/m) sum c_r at s = 1. The theorem asks that no other root of unity
 * competes with q = 1, which holds when no prime divides every n with c_n > 0.
 */
import { gcd } from "../number-theory"

export interface Growth {
  /** log10 of the leading term at n >= 1. */
  log10(n: number): number
}

const ZETA_2 = Math.PI ** 2 / 6

/** `exponents` are those of prod (1 - q^n)^(b_n) over one period, so c_n = -b_n. Null when the theorem does not apply. */
export function meinardus(exponents: readonly number[]): Growth | null {
  const period = exponents.length
  const counts = exponents.map((b) => -b)
  if (period === 0 || counts.some((c) => c < 0 || !Number.isFinite(c)) || !coprimeSupport(counts)) return null
  const residue = counts.reduce((sum, c) => sum + c, 0) / period
  if (residue === 0) return null
  let atZero = 0
  let slope = 0
  counts.forEach((c, index) => {
    const x = (index + 1) / period
    atZero += c * (0.5 - x)
    slope += c * (logGamma(x) - 0.5 * Math.log(2 * Math.PI))
  })
  slope -= Math.log(period) * atZero
  const kappa = (atZero - 1.5) / 2
  const logConstant = slope - 0.5 * Math.log(4 * Math.PI) + ((1 - 2 * atZero) / 4) * Math.log(residue * ZETA_2)
  return { log10: (n) => (logConstant + kappa * Math.log(n) + 2 * Math.sqrt(residue * ZETA_2 * n)) / Math.LN10 }
}

/** Whether no prime divides every n with c_n > 0; c_n has the period of the list. */
function coprimeSupport(counts: readonly number[]): boolean {
  const period = counts.length
  let divisor = 0
  // Twice the period suffices: n and n + period both occur, so a common divisor divides the period.
  for (let n = 1; n <= 2 * period; n++) if ((counts[(n - 1) % period] ?? 0) > 0) divisor = gcd(divisor, n)
  return divisor === 1
}

/** log Gamma(x) for x > 0: Stirling's series after shifting x above 10; error below 1e-14. */
export function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 10) shift += Math.log(y++)
  const inverse = 1 / (y * y)
  const tail = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / y
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + tail - shift
}
