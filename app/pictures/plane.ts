import type { Picture } from "../contract/outputs"
import { phaseColour } from "./colour"
import { label, type Point, type Scene, type Shape, type Tone } from "./scene"
import { formValue, seriesValue } from "./values"

type Of<Type extends Picture["type"]> = Extract<Picture, { type: Type }>

const ROOTS = 420
const STEPS: readonly Tone[] = ["neutral-2", "neutral-3", "neutral-4", "neutral-5", "accent"]

/** Zeros of truncations beside the unit circle, the last truncation in the accent. */
export function rootsScene({ roots }: Of<"roots">): Scene {
  const reach = Math.max(1.2, ...roots.map(({ radius }) => radius * 1.05))
  const scale = ROOTS / 2 / reach
  const middle = ROOTS / 2
  const orders = [...new Set(roots.map(({ order }) => order))].toSorted((a, b) => a - b)
  const step = (order: number): number =>
    orders.length < 2 ? 4 : Math.round((4 * orders.indexOf(order)) / (orders.length - 1))
  return {
    width: ROOTS,
    height: ROOTS,
    shapes: [
      {
        shape: "line",
        points: [
          [0, middle],
          [ROOTS, middle],
        ],
        stroke: "line",
        width: 1,
      },
      {
        shape: "line",
        points: [
          [middle, 0],
          [middle, ROOTS],
        ],
        stroke: "line",
        width: 1,
      },
      { shape: "ring", x: middle, y: middle, radius: scale, stroke: "control", isDashed: true },
      ...roots.map(({ re, im, order }, mark): Shape => {
        return {
          shape: "disk",
          mark,
          x: middle + re * scale,
          y: middle - im * scale,
          radius: 3,
          fill: STEPS[step(order)] ?? "accent",
        }
      }),
    ],
  }
}

export const PHASE_SIZE = 360

/** Colour of a point of the disk, or hatching where the series is not known well enough; null outside. */
export function phasePixel(
  picture: Of<"phase">,
  x: number,
  y: number,
  size: number,
  safe: boolean,
): readonly number[] | null {
  const re = (x / size) * 2 - 1
  const im = 1 - (y / size) * 2
  const radius = Math.hypot(re, im)
  if (radius > 1) return null
  if (radius > picture.radius) return (x + y) % 8 < 1 ? [140, 133, 118, 160] : null
  const value = seriesValue(picture.coefficients, picture.valuation, re, im)
  return phaseColour(Math.log2(Math.hypot(value.re, value.im)), Math.atan2(value.im, value.re), safe)
}

const DISK_PIXELS = 240

export function phaseScene(picture: Of<"phase">): Scene {
  const pixels = painted(DISK_PIXELS, DISK_PIXELS, (x, y) => phasePixel(picture, x, y, DISK_PIXELS, false))
  return sheet(PHASE_SIZE, PHASE_SIZE, DISK_PIXELS, DISK_PIXELS, pixels)
}

/** The part of the upper half plane that is drawn. */
export const HALF_PLANE = { width: 540, height: 405, left: -1, scale: 270 } as const

export function pointOfHalfPlane(x: number, y: number): { re: number; im: number } {
  return { re: HALF_PLANE.left + x / HALF_PLANE.scale, im: (HALF_PLANE.height - y) / HALF_PLANE.scale }
}

export function halfPlanePixel(picture: Of<"halfplane">, x: number, y: number, safe: boolean): readonly number[] {
  const { log, angle } = formValue(picture.form, pointOfHalfPlane(x + 0.5, y + 0.5))
  return phaseColour(log / Math.LN2, Math.atan2(Math.sin(angle), Math.cos(angle)), safe)
}

export function halfPlaneScene(picture: Of<"halfplane">): Scene {
  const [columns, rows] = [HALF_PLANE.width / 3, HALF_PLANE.height / 3]
  const pixels = painted(columns, rows, (x, y) => halfPlanePixel(picture, 3 * x + 1, 3 * y + 1, false))
  return sheet(HALF_PLANE.width, HALF_PLANE.height, columns, rows, pixels)
}

function painted(
  columns: number,
  rows: number,
  colour: (x: number, y: number) => readonly number[] | null,
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * columns * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) pixels.set(colour(x, y) ?? [0, 0, 0, 0], 4 * (y * columns + x))
  return pixels
}

function sheet(width: number, height: number, columns: number, rows: number, pixels: Uint8ClampedArray): Scene {
  return { width, height, shapes: [{ shape: "raster", x: 0, y: 0, width, height, columns, rows, pixels }] }
}

const CIRCLE = 460
const [INNER, OUTER] = [60, 190]

/** The radius at which a size is drawn. */
function circleScale({ log10, fractions }: Of<"circle">): (value: number | null) => number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of [...log10, ...fractions.map((one) => one.log10)]) {
    if (value === null) continue
    ;[low, high] = [Math.min(low, value), Math.max(high, value)]
  }
  return (value) =>
    value === null ? INNER : high > low ? INNER + ((OUTER - INNER) * (value - low)) / (high - low) : OUTER
}

function polar(radius: number, turns: number): Point {
  return [CIRCLE / 2 + radius * Math.cos(2 * Math.PI * turns), CIRCLE / 2 - radius * Math.sin(2 * Math.PI * turns)]
}

/** log |F| round a circle: far out where it is large, a spoke at each Farey fraction. */
export function circleScene(picture: Of<"circle">): Scene {
  const { log10, fractions } = picture
  const scale = circleScale(picture)
  const curve = log10.map((value, i): Point => polar(scale(value), i / log10.length))
  const [first] = curve
  const spokes = fractions.flatMap(({ h, k, log10: value }, mark): Shape[] => {
    const turns = h / k
    const [x, y] = polar(scale(value), turns)
    const [labelX, labelY] = polar(OUTER + 22, turns)
    return [
      { shape: "line", points: [polar(INNER - 12, turns), polar(OUTER + 8, turns)], stroke: "line", width: 1 },
      { shape: "disk", mark, x, y, radius: 3.5, fill: "accent" },
      ...(k <= 6 ? [label(labelX, labelY + 4, k === 1 ? "0" : `${h}/${k}`, { anchor: "middle" })] : []),
    ]
  })
  return {
    width: CIRCLE,
    height: CIRCLE,
    shapes: [
      { shape: "ring", x: CIRCLE / 2, y: CIRCLE / 2, radius: INNER, stroke: "control", isDashed: true },
      ...spokes.filter(({ shape }) => shape !== "disk"),
      { shape: "line", points: first === undefined ? curve : [...curve, first], stroke: "accent", width: 1.4 },
      ...spokes.filter(({ shape }) => shape === "disk"),
    ],
  }
}

const HECKE_WIDTH = 700
const [HECKE_HEIGHT, HECKE_LEFT, BINS] = [210, 30, 24]

/** a(p) over 2p^((k-1)/2) from -1 to 1: how many fall where beside the semicircle law, and each prime as a dot. */
export function heckeScene({ rows }: Of<"hecke">): Scene {
  const x = (value: number): number => HECKE_LEFT + ((value + 1) / 2) * (HECKE_WIDTH - 2 * HECKE_LEFT)
  const [ground, top] = [HECKE_HEIGHT - 60, 14]
  const counts = Array.from({ length: BINS }, () => 0)
  for (const row of rows) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((row.x + 1) / 2) * BINS)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  // (2/π) √(1 - x²), for the number of primes drawn and the width of a bar.
  const law = (value: number): number => (2 / Math.PI) * Math.sqrt(1 - value * value) * rows.length * (2 / BINS)
  const most = Math.max(1, law(0), ...counts)
  const y = (count: number): number => ground - (count / most) * (ground - top)
  const bars = counts.map((count, i): Shape => {
    const from = x(-1 + (2 * i) / BINS)
    const width = x(-1 + (2 * (i + 1)) / BINS) - from - 1
    return { shape: "rect", x: from, y: y(count), width, height: ground - y(count), fill: "neutral-2" }
  })
  const curve = Array.from({ length: 81 }, (_, i): Point => {
    const value = -1 + i / 40
    return [x(value), y(law(value))]
  })
  return {
    width: HECKE_WIDTH,
    height: HECKE_HEIGHT,
    shapes: [
      ...bars,
      { shape: "line", points: curve, stroke: "running", width: 2, isDashed: true },
      {
        shape: "line",
        points: [
          [x(-1), ground],
          [x(1), ground],
        ],
        stroke: "control",
        width: 1,
      },
      ...rows.map((row, mark): Shape => {
        return { shape: "disk", mark, x: x(row.x), y: ground + 14, radius: rows.length > 200 ? 1.6 : 3, fill: "accent" }
      }),
      ...[-1, -0.5, 0, 0.5, 1].map((value) =>
        label(x(value), ground + 38, String(value).replace("-", "−"), { anchor: "middle" }),
      ),
      label(x(0), HECKE_HEIGHT - 4, "a(p) / 2p^((k−1)/2)", { anchor: "middle" }),
    ],
  }
}
