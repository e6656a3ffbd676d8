import { EngineError } from "../../errors"
import { gcd, primeDivisors } from "../../number-theory"
import {
  cuspsOfGamma0,
  cuspText,
  cuspWidth,
  type Cusp,
  type EtaExponents,
  fraction,
  type Fraction,
  fractionText,
  orderAtCusp,
} from "../../proofs/find/gamma0"
import type { View } from "./view"

export const LARGEST_INDEX = 600

type Matrix = readonly [a: number, b: number, c: number, d: number]

/** [SL2(Z) : Gamma_0(N)] = N prod (1 + 1/p). */
export function indexOfGamma0(level: number): number {
  return primeDivisors(level).reduce((index, p) => (index / p) * (p + 1), level)
}

/**
 * Whether two cusps are the same under Gamma_0(N): q1 s2 = q2 s1 mod gcd(q1 q2, N), where p s = 1 mod q.
 * Source: Cremona, Algorithms for Modular Elliptic Curves, Proposition 2.2.3.
 */
export function areEquivalent(first: Cusp, second: Cusp, level: number): boolean {
  const modulus = gcd(first.c * second.c, level)
  return (first.c * inverse(second.a, second.c) - second.c * inverse(first.a, first.c)) % modulus === 0
}

/** s with a s = 1 mod c. */
function inverse(a: number, c: number): number {
  if (c === 0) return a
  let [r0, r1, s0, s1] = [c, ((a % c) + c) % c, 0, 1]
  while (r1 !== 0) {
    const step = Math.floor(r0 / r1)
    ;[r0, r1, s0, s1] = [r1, r0 - step * r1, s1, s0 - step * s1]
  }
  return ((s0 % c) + c) % c
}

/**
 * Matrices whose images of the fundamental domain of SL2(Z) make up one of Gamma_0(N), connected: representatives of the right cosets, found from the
 * identity outwards. A coset is told by the bottom row (c : d) mod N. Cost: O(index * N) at worst.
 */
export function cosetTiles(level: number): Matrix[] {
  const seen = new Set<string>()
  const tiles: Matrix[] = []
  let ring: Matrix[] = [[1, 0, 0, 1]]
  const units = Array.from({ length: level }, (_, u) => u).filter((u) => gcd(u, level) === 1)
  const key = ([, , c, d]: Matrix): string => {
    let [least, other] = [Infinity, Infinity]
    for (const u of units) {
      const [x, y] = [mod(u * c, level), mod(u * d, level)]
      if (x < least || (x === least && y < other)) [least, other] = [x, y]
    }
    return `${least}:${other}`
  }
  while (ring.length > 0) {
    const next: Matrix[] = []
    for (const tile of ring) {
      const name = key(tile)
      if (seen.has(name)) continue
      seen.add(name)
      tiles.push(tile)
      const [a, b, c, d] = tile
      // The neighbours: by S over the arc, by T and its inverse to the right and the left. 0 - a is never -0.
      next.push([b, 0 - a, d, 0 - c], [a, a + b, c, c + d], [a, b - a, c, d - c])
    }
    ring = next
  }
  return tiles
}

const mod = (n: number, m: number): number => ((n % m) + m) % m

/** The rational number at which an image of the fundamental domain touches the real line; null for infinity. */
function tip([a, , c]: Matrix): Cusp | null {
  if (c === 0) return null
  return c < 0 ? { a: 0 - a, c: -c } : { a, c }
}

/** The fundamental domain of Gamma_0(N), its cusps, and an eta quotient's orders there with their sum k * index / 12. */
export function domainView(level: number, eta: EtaExponents | null = null, quotient = ""): View {
  const index = indexOfGamma0(level)
  if (index > LARGEST_INDEX) {
    throw new EngineError("tooLarge", `A fundamental domain is drawn of at most ${LARGEST_INDEX} pieces.`, {
      given: `Gamma_0(${level}) has index ${index}`,
    })
  }
  const stranger = eta?.find(([d]) => level % d !== 0)
  if (stranger !== undefined) {
    throw new EngineError("domain", "The d of each eta(d*tau) divides the level.", {
      given: `${stranger[0]} and level ${level}`,
    })
  }
  const tiles = cosetTiles(level)
  const tips = new Map(tiles.flatMap((tile) => tip(tile) ?? []).map((one) => [cuspText(one), one]))
  const orders: Fraction[] = []
  const cusps = cuspsOfGamma0(level).map((cusp) => {
    const order = eta === null ? null : orderAtCusp(eta, cusp, level)
    if (order !== null) orders.push(order)
    const places = [...tips].filter(([, at]) => areEquivalent(at, cusp, level)).map(([text]) => text)
    return {
      cusp: cuspText(cusp),
      width: cuspWidth(cusp, level),
      places,
      order: order === null ? null : fractionText(order),
    }
  })
  const name = `Gamma_0(${level})`
  const facts = cusps.map(
    ({ cusp, width, order }) => `${cusp} of width ${width}${order === null ? "" : ` and order ${order}`}`,
  )
  const sums = eta === null ? null : valence(eta, orders, index, quotient)
  return {
    picture: {
      type: "domain",
      level,
      index,
      tiles: tiles.map(([a, b, c, d]): [number, number, number, number] => [a, b, c, d]),
      cusps,
      valence: sums,
    },
    caption: `Fundamental domain of ${name}: index ${index}, ${cusps.length} ${cusps.length === 1 ? "cusp" : "cusps"}${eta === null ? "" : `; orders of ${quotient}`}`,
    description: `A fundamental domain of ${name} made of ${index} images of that of SL2(Z). Its cusps are ${facts.slice(0, 12).join(", ")}${facts.length > 12 ? " and more" : ""}${
      sums === null ? "" : `; the orders add up to ${sums.sum}, weight * index / 12 = ${sums.expected}`
    }.`,
  }
}

function valence(eta: EtaExponents, orders: readonly Fraction[], index: number, quotient: string) {
  const sum = orders.reduce(
    (a, b) => fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    fraction(0n, 1n),
  )
  const twice = BigInt(eta.reduce((total, [, r]) => total + r, 0))
  return {
    quotient,
    weight: fractionText(fraction(twice, 2n)),
    sum: fractionText(sum),
    expected: fractionText(fraction(twice * BigInt(index), 24n)),
  }
}
