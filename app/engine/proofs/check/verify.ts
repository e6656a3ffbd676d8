import { certificate as certificateSchema, type Certificate, type ValenceCertificate } from "../certificate"

/**
 * The independent check of certificates. It shares nothing with the finder but the certificate's shape, uses no native code, and recomputes everything
 * that the argument rests on: modularity, the full set of cusps, orders, the bound, and the coefficients. A reader who trusts the named theorems and
 * these lines trusts the proof.
 */
export type Checked =
  | { readonly valid: true; readonly statement: string; readonly theorems: readonly string[] }
  | { readonly valid: false; readonly reason: string }

/** Checks a certificate given as JSON text. Never throws; anything that is no certificate is not valid. */
export function verifyText(text: string): Checked {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { valid: false, reason: "the text is not JSON" }
  }
  const parsed = certificateSchema.safeParse(data)
  if (!parsed.success)
    return {
      valid: false,
      reason: `it is no certificate of a known kind: ${parsed.error.issues[0]?.message ?? "unknown"}`,
    }
  return verify(parsed.data)
}

export function verify(certificate: Certificate): Checked {
  const reason = refuteValence(certificate)
  if (reason !== null) return { valid: false, reason }
  return { valid: true, statement: statementOf(certificate), theorems: certificate.theorems }
}

/** "eta(tau)^2 - 3*eta(2*tau) = 0" as words of the certificate, for the reader. */
export function statementOf({ terms }: ValenceCertificate): string {
  const factor = ([d, r]: readonly [number, number]): string =>
    `eta(${d === 1 ? "" : `${d}*`}tau)${r === 1 ? "" : `^${r < 0 ? `(${r})` : r}`}`
  return `${terms.map(({ coefficient, eta }) => [`(${coefficient})`, ...eta.map(factor)].join("*")).join(" + ")} = 0`
}

/** Why the certificate does not prove its statement; null when it does. */
function refuteValence(certificate: ValenceCertificate): string | null {
  const { level: N, terms, cusps, orders } = certificate
  if (N > 100_000) return `the level ${N} is beyond what this check is made for`
  if (orders.length !== terms.length) return "there is not one row of orders for each term"
  const first = terms[0]
  if (first === undefined) return "there are no terms"
  const quotients = terms.map((term) => ratio(term.eta, first.eta))
  for (const [i, quotient] of quotients.entries()) {
    if (!isModularFunction(quotient, N)) return `term ${i + 1} over term 1 is no modular function on Gamma_0(${N})`
  }
  const cuspFault = refuteCusps(cusps, N)
  if (cuspFault !== null) return cuspFault
  let poles = 0
  for (const [j, cusp] of cusps.entries()) {
    let least = 0
    for (const [i, quotient] of quotients.entries()) {
      // 24 * width * sum gcd(c,d)^2 r/(24 d), kept whole by the common multiple N of all d.
      const scaled = sumOver(quotient, (d, r) => gcd(cusp.c, d) ** 2n * r * (N_(N) / d)) * BigInt(cusp.width)
      if (scaled % (24n * N_(N)) !== 0n) return `the order of term ${i + 1} at ${cusp.a}/${cusp.c} is not whole`
      const order = Number(scaled / (24n * N_(N)))
      if (orders[i]?.[j] !== order)
        return `the order of term ${i + 1} at ${cusp.a}/${cusp.c} is ${order}, not ${orders[i]?.[j]}`
      least = Math.min(least, order)
    }
    if (cusp.c % N !== 0) poles += least
  }
  if (poles !== certificate.bound) return `the bound B is ${poles}, not ${certificate.bound}`
  if (certificate.checkedTo < -poles)
    return `coefficients are needed up to q^${-poles}, and only q^${certificate.checkedTo} is claimed`
  return refuteCoefficients(certificate, quotients, -poles)
}

type Exponents = ReadonlyMap<number, bigint>
const N_ = (n: number): bigint => BigInt(n)

function ratio(eta: readonly (readonly [number, number])[], by: readonly (readonly [number, number])[]): Exponents {
  const exponents = new Map<number, bigint>()
  for (const [d, r] of eta) exponents.set(d, (exponents.get(d) ?? 0n) + BigInt(r))
  for (const [d, r] of by) exponents.set(d, (exponents.get(d) ?? 0n) - BigInt(r))
  return exponents
}

function sumOver(exponents: Exponents, weight: (d: bigint, r: bigint) => bigint): bigint {
  let sum = 0n
  for (const [d, r] of exponents) sum += weight(BigInt(d), r)
  return sum
}

function gcd(a: number | bigint, b: number | bigint): bigint {
  let [x, y] = [BigInt(a), BigInt(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x < 0n ? -x : x
}

/** Newman: weight 0, both sums divisible by 24, and a square. */
function isModularFunction(exponents: Exponents, N: number): boolean {
  for (const d of exponents.keys()) if (N % d !== 0) return false
  if (sumOver(exponents, (_d, r) => r) !== 0n) return false
  if (sumOver(exponents, (d, r) => d * r) % 24n !== 0n) return false
  if (sumOver(exponents, (d, r) => (N_(N) / d) * r) % 24n !== 0n) return false
  // prod d^|r| is a square: every prime occurs in it to an even power.
  const parity = new Map<number, number>()
  for (const [d, r] of exponents) {
    let rest = d
    for (let p = 2; rest > 1; p = p * p > rest ? rest : p + 1) {
      while (rest % p === 0) {
        rest /= p
        parity.set(p, ((parity.get(p) ?? 0) + Number(((r % 2n) + 2n) % 2n)) % 2)
      }
    }
  }
  return [...parity.values()].every((odd) => odd === 0)
}

/** The list must hold every cusp once: right widths that add up to the index, no two equivalent, and infinity among them. */
function refuteCusps(cusps: ValenceCertificate["cusps"], N: number): string | null {
  let total = 0
  const seen = new Set<string>()
  for (const { a, c, width } of cusps) {
    if (c < 1 || gcd(a, c) !== 1n) return `${a}/${c} is not in lowest terms`
    if (BigInt(width) !== N_(N) / gcd(N_(c) ** 2n, N_(N))) return `the width of ${a}/${c} is not ${width}`
    const key = cuspClass(a, c, N)
    if (seen.has(key)) return `${a}/${c} is equivalent to a cusp that is listed before it`
    seen.add(key)
    total += width
  }
  const index = indexOfGamma0(N)
  if (total !== index) return `the widths add up to ${total}, not to the index ${index}: cusps are missing`
  return seen.has(cuspClass(1, N, N)) ? null : "infinity is not among the cusps"
}

/** a/c and a'/c' are equivalent when gcd(c,N) = gcd(c',N) = g and a*(c/g) = a'*(c'/g) modulo gcd(g, N/g), inverses taken there. */
function cuspClass(a: number, c: number, N: number): string {
  const g = Number(gcd(c, N))
  const modulus = Number(gcd(g, N / g))
  const residue = (((a * (c / g)) % modulus) + modulus) % modulus
  return `${g}:${modulus === 1 ? 0 : residue}`
}

function indexOfGamma0(N: number): number {
  let index = N
  let rest = N
  for (let p = 2; rest > 1; p = p * p > rest ? rest : p + 1) {
    if (rest % p !== 0) continue
    index = (index / p) * (p + 1)
    while (rest % p === 0) rest /= p
  }
  return index
}

/** The normalised sum has no coefficient at q^n for n <= to. */
function refuteCoefficients(
  certificate: ValenceCertificate,
  quotients: readonly Exponents[],
  to: number,
): string | null {
  const shifts = quotients.map((quotient) => Number(sumOver(quotient, (d, r) => d * r) / 24n))
  const lowest = Math.min(...shifts)
  const length = Math.max(0, to - lowest + 1)
  const fractions = certificate.terms.map(({ coefficient }) => coefficient.split("/").map(BigInt) as [bigint, bigint?])
  const common = fractions.reduce((product, [, denominator = 1n]) => product * denominator, 1n)
  const sum = new Array<bigint>(length).fill(0n)
  for (const [i, quotient] of quotients.entries()) {
    const [numerator, denominator = 1n] = fractions[i] ?? [0n]
    const shift = (shifts[i] ?? 0) - lowest
    const product = expand(quotient, length - shift)
    for (let n = 0; n < product.length; n++)
      sum[n + shift] = (sum[n + shift] ?? 0n) + ((numerator * common) / denominator) * (product[n] ?? 0n)
  }
  const at = sum.findIndex((value) => value !== 0n)
  return at < 0 ? null : `the coefficient of q^${at + lowest} of the sum is not zero`
}

/** prod (q^d; q^d)_inf^r below q^length, factor by factor, as the definition says. */
function expand(exponents: Exponents, length: number): bigint[] {
  const series = new Array<bigint>(Math.max(0, length)).fill(0n)
  if (length > 0) series[0] = 1n
  for (const [d, r] of exponents) {
    for (let times = 0n; times < (r < 0n ? -r : r); times++) {
      for (let k = d; k < length; k += d) {
        if (r > 0n) for (let n = length - 1; n >= k; n--) series[n] = (series[n] ?? 0n) - (series[n - k] ?? 0n)
        else for (let n = k; n < length; n++) series[n] = (series[n] ?? 0n) + (series[n - k] ?? 0n)
      }
    }
  }
  return series
}
