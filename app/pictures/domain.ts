import type { Picture } from "../contract/outputs"
import { label, type Point, type Scene, type Shape } from "./scene"

type Domain = Extract<Picture, { type: "domain" }>
export type Matrix = readonly [a: number, b: number, c: number, d: number]

const [MOST_WIDTH, HEIGHT, LARGEST_SCALE] = [700, 300, 190]
const [SIDE, ARC] = [12, 10]
const LABEL_ROOM = 26

/** Points of the boundary of F = {|Re τ| ≤ 1/2, |τ| ≥ 1}, from high on the left down, over the arc, up on the right; steps by ratios, as a cusp needs. */
const OUTLINE: readonly Point[] = (() => {
  const heights = Array.from({ length: SIDE + 1 }, (_, i) => (Math.sqrt(3) / 2) * 2000 ** ((i / SIDE) ** 1.6))
  const arc = Array.from({ length: ARC - 1 }, (_, i): Point => {
    const angle = (Math.PI * (2 - (i + 1) / ARC)) / 3
    return [Math.cos(angle), Math.sin(angle)]
  })
  return [...heights.toReversed().map((y): Point => [-0.5, y]), ...arc, ...heights.map((y): Point => [0.5, y])]
})()

function image([a, b, c, d]: Matrix, [x, y]: Point): Point {
  const [re, im] = [c * x + d, c * y]
  const norm = re * re + im * im
  return [((a * x + b) * re + a * y * im) / norm, y / norm]
}

/** The boundary of the image of F under a matrix of SL2(Z). */
export function tileOutline(matrix: Matrix): Point[] {
  return OUTLINE.map((point) => image(matrix, point))
}

function rational(text: string): number {
  const [numerator, denominator = "1"] = text.split("/")
  return Number(numerator) / Number(denominator)
}

/** A fundamental domain of Γ₀(N) as images of that of SL2(Z), and the cusps under it. */
export function domainScene({ tiles, cusps }: Domain): Scene {
  const outlines = tiles.map(tileOutline)
  const xs = outlines.flat().map(([x]) => x)
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))]
  const scale = Math.min(LARGEST_SCALE, MOST_WIDTH / (right - left))
  const margin = 24
  const ground = margin + Math.min(HEIGHT, 1.6 * scale)
  const x = (re: number): number => margin + (re - left) * scale
  const y = (im: number): number => Math.max(margin / 2, ground - im * scale)
  const shapes = outlines.map((outline, i): Shape => {
    const points = outline.map(([re, im]): Point => [x(re), y(im)])
    const [first] = points
    const closed = first === undefined ? points : [...points, first]
    return { shape: "line", points: closed, stroke: "control", width: 0.8, fill: i === 0 ? "heat-2" : "accent-wash" }
  })
  const places = cusps
    .flatMap((cusp, mark) => cusp.places.map((place) => ({ mark, place, x: x(rational(place)) })))
    .toSorted((a, b) => a.x - b.x)
  let free = -Infinity
  const marks = places.flatMap(({ mark, place, x: at }): Shape[] => {
    const dot: Shape = { shape: "disk", mark, x: at, y: ground, radius: 3.5, fill: "accent" }
    if (at < free) return [dot]
    free = at + LABEL_ROOM
    return [dot, label(at, ground + 18, place.replace("-", "−"), { anchor: "middle", mark })]
  })
  const infinity = cusps.findIndex(({ cusp }) => cusp === "oo")
  return {
    width: 2 * margin + (right - left) * scale,
    height: ground + margin,
    shapes: [
      ...shapes,
      {
        shape: "line",
        points: [
          [0, ground],
          [2 * margin + (right - left) * scale, ground],
        ],
        stroke: "control",
        width: 1,
      },
      ...marks,
      ...(infinity < 0
        ? []
        : [label(x(0), margin / 2 + 14, "∞", { anchor: "middle", fill: "ink", size: 14, mark: infinity })]),
    ],
  }
}

/** Images of F that are seen in a strip of the half plane, for the tiling over a phase portrait: those whose width is at least `least`. */
export function tiling(left: number, right: number, least: number): Matrix[] {
  const found: Matrix[] = []
  const seen = new Set<string>()
  const waiting: Matrix[] = [[1, 0, 0, 1]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [a, b, c, d] = next
    const sign = c < 0 || (c === 0 && d < 0) ? -1 : 1
    const key = `${sign * a},${sign * b},${sign * c},${sign * d}`
    if (seen.has(key)) continue
    seen.add(key)
    const xs = tileOutline(next).map(([x]) => x)
    const [low, high] = [Math.min(...xs), Math.max(...xs)]
    if (high < left || low > right || high - low < least) continue
    found.push(next)
    waiting.push([a, a + b, c, c + d], [a, b - a, c, d - c], [b, -a, d, -c])
  }
  return found
}
