/**
 * All zeros of a polynomial with integer coefficients, each with a proved error. Ehrlich and Aberth's iteration finds them in floating point, Newton's in fixed
 * point makes them sharp, and Smith's theorem proves them: for approximations z_1, …, z_d of the zeros of p, with leading coefficient a, the disks round z_i of
 * radius d |p(z_i) / (a prod_(j≠i) (z_i - z_j))| cover all zeros, and a disk that meets no other holds exactly one (B. T. Smith, J. ACM 17 (1970)). p(z_i) is
 * computed exactly, with z_i a multiple of 2^(-96).
 */

export interface CertifiedRoot {
  readonly re: number
  readonly im: number
  readonly error: number
}

interface Point {
  re: number
  im: number
}

interface FixedPoint {
  re: bigint
  im: bigint
}

const BITS = 96n
const ONE = 1n << BITS
const ROUNDS = 400
const REFINEMENTS = 4
/** Rounding of the logarithms that make up a radius, in bits; the true rounding is far below. */
const SLACK = 0.01

/**
 * @param coefficients a_0, …, a_d with a_0 and a_d not 0
 * @param checkStop called once a round
 * @returns the zeros with errors, or null when their disks meet, as they do for a zero of higher order
 */
export function certifiedRoots(coefficients: readonly bigint[], checkStop: () => void): CertifiedRoot[] | null {
  const degree = coefficients.length - 1
  if (degree < 1) return []
  const rough = aberth(scaled(coefficients), checkStop)
  const points = rough.map(({ re, im }) => ({ re: fixed(re), im: fixed(im) }))
  for (const point of points) {
    checkStop()
    refine(point, coefficients)
  }
  const roots: CertifiedRoot[] = []
  for (const [i, point] of points.entries()) {
    checkStop()
    const error = smithRadius(points, i, coefficients)
    roots.push({ re: float(point.re), im: float(point.im), error })
  }
  return areApart(roots) ? roots : null
}

/** Coefficients as numbers near 1 in size; only their ratios matter. */
function scaled(coefficients: readonly bigint[]): number[] {
  const bits = Math.max(...coefficients.map((c) => c.toString(2).length))
  const shift = BigInt(Math.max(0, bits - 900))
  return coefficients.map((c) => Number(c >> shift))
}

function aberth(a: readonly number[], checkStop: () => void): Point[] {
  const degree = a.length - 1
  const size = Math.abs((a[0] ?? 1) / (a[degree] ?? 1)) ** (1 / degree)
  const points = Array.from({ length: degree }, (_, k) => {
    const angle = (2 * Math.PI * k) / degree + 0.4
    return { re: size * Math.cos(angle), im: size * Math.sin(angle) }
  })
  for (let round = 0; round < ROUNDS; round++) {
    checkStop()
    let largest = 0
    for (const [i, z] of points.entries()) {
      const ratio = newtonRatio(a, z)
      let [sr, si] = [0, 0]
      for (const [j, w] of points.entries()) {
        if (i === j) continue
        const [dr, di] = [z.re - w.re, z.im - w.im]
        const norm = dr * dr + di * di || Number.MIN_VALUE
        sr += dr / norm
        si -= di / norm
      }
      const step = divide(ratio, { re: 1 - (ratio.re * sr - ratio.im * si), im: -(ratio.re * si + ratio.im * sr) })
      if (!Number.isFinite(step.re) || !Number.isFinite(step.im)) continue
      z.re -= step.re
      z.im -= step.im
      largest = Math.max(largest, Math.hypot(step.re, step.im) / Math.max(1e-300, Math.hypot(z.re, z.im)))
    }
    if (largest < 1e-14) break
  }
  return points
}

function divide(a: Point, b: Point): Point {
  const norm = b.re * b.re + b.im * b.im
  return { re: (a.re * b.re + a.im * b.im) / norm, im: (a.im * b.re - a.re * b.im) / norm }
}

/** p(z) / p'(z); outside the unit disk by the reversed polynomial, so that no power overflows. */
function newtonRatio(a: readonly number[], z: Point): Point {
  const degree = a.length - 1
  const outside = z.re * z.re + z.im * z.im > 1
  const x = outside ? divide({ re: 1, im: 0 }, z) : z
  let [p, d] = [
    { re: 0, im: 0 },
    { re: 0, im: 0 },
  ]
  for (let k = 0; k <= degree; k++) {
    d = { re: d.re * x.re - d.im * x.im + p.re, im: d.re * x.im + d.im * x.re + p.im }
    p = { re: p.re * x.re - p.im * x.im + ((outside ? a[k] : a[degree - k]) ?? 0), im: p.re * x.im + p.im * x.re }
  }
  if (!outside) return divide(p, d)
  // p(z) = z^d r(1/z), so p'/p = (d - (1/z) r'/r) / z.
  const inner = divide(d, p)
  const below = { re: degree - (x.re * inner.re - x.im * inner.im), im: -(x.re * inner.im + x.im * inner.re) }
  return divide(z, below)
}

function fixed(x: number): bigint {
  // A Float64 holds 53 bits: the rest are zeros.
  return BigInt(Math.round(x * 2 ** 60)) << (BITS - 60n)
}

function float(x: bigint): number {
  return Number(x >> (BITS - 80n)) / 2 ** 80
}

/** Newton's steps in fixed point, with 64 bits more than the result is given to. */
function refine(z: FixedPoint, coefficients: readonly bigint[]): void {
  const extra = 64n
  const bits = BITS + extra
  for (let i = 0; i < REFINEMENTS; i++) {
    const [x, y] = [z.re << extra, z.im << extra]
    let [pr, pi, dr, di] = [0n, 0n, 0n, 0n]
    for (let k = coefficients.length - 1; k >= 0; k--) {
      ;[dr, di] = [((dr * x - di * y) >> bits) + pr, ((dr * y + di * x) >> bits) + pi]
      ;[pr, pi] = [((pr * x - pi * y) >> bits) + ((coefficients[k] ?? 0n) << bits), (pr * y + pi * x) >> bits]
    }
    const norm = dr * dr + di * di
    if (norm === 0n) return
    z.re -= (((pr * dr + pi * di) << bits) / norm) >> extra
    z.im -= (((pi * dr - pr * di) << bits) / norm) >> extra
  }
}

function log2(x: bigint): number {
  const bits = x.toString(16).length * 4
  return bits <= 1000 ? Math.log2(Number(x)) : Math.log2(Number(x >> BigInt(bits - 900))) + (bits - 900)
}

const abs = (x: bigint): bigint => (x < 0n ? -x : x)

function smithRadius(points: readonly FixedPoint[], i: number, coefficients: readonly bigint[]): number {
  const z = points[i] as FixedPoint
  const degree = coefficients.length - 1
  let [re, im] = [0n, 0n]
  for (let k = degree; k >= 0; k--) {
    const next = re * z.re - im * z.im + ((coefficients[k] ?? 0n) << (BITS * BigInt(degree - k)))
    im = re * z.im + im * z.re
    re = next
  }
  // |re| + |im| is at least the modulus.
  const size = abs(re) + abs(im)
  if (size === 0n) return 0
  let bits = Math.log2(degree) + log2(size) - Number(BITS) * degree - log2(abs(coefficients[degree] ?? 1n)) + SLACK
  for (const [j, w] of points.entries()) {
    if (j === i) continue
    const [dr, di] = [abs(z.re - w.re), abs(z.im - w.im)]
    if (dr === 0n && di === 0n) return Infinity
    bits -= log2(dr * dr + di * di) / 2 - Number(BITS)
  }
  return 2 ** bits + 2 ** -52 * Math.hypot(Number(z.re) / Number(ONE), Number(z.im) / Number(ONE))
}

function areApart(roots: readonly CertifiedRoot[]): boolean {
  return roots.every(
    (a, i) =>
      Number.isFinite(a.error) &&
      roots.every((b, j) => j <= i || Math.hypot(a.re - b.re, a.im - b.im) > 2 * (a.error + b.error)),
  )
}
