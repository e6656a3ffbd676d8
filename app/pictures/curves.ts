import type { Picture } from "../contract/outputs"
import { label, minus, type Point, type Scene, type Shape, type Tone } from "./scene"

type Of<Type extends Picture["type"]> = Extract<Picture, { type: Type }>

const [LEFT, RIGHT, TOP, BOTTOM] = [62, 20, 24, 32]
const LOG_FROM = 6
const MOST_POINTS = 1000

interface Frame {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly shapes: readonly Shape[]
}

/** About `count` round numbers from `low` to `high`. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

function tickText(value: number): string {
  return minus(
    Math.abs(value) >= 1e6 ? value.toExponential(0).replace("e+", "e") : String(Number(value.toPrecision(6))),
  )
}

function frame(
  xs: readonly number[],
  ys: readonly number[],
  at: {
    readonly x: number
    readonly width: number
    readonly height: number
    readonly xTitle: string
    readonly yTitle: string
  },
): Frame {
  const span = (values: readonly number[]): [number, number] => {
    let [low, high] = [Infinity, -Infinity]
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
    return low === Infinity ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high]
  }
  const [x0, x1] = span(xs)
  const [y0, y1] = span(ys)
  const x = (value: number): number => at.x + LEFT + ((value - x0) / (x1 - x0)) * (at.width - LEFT - RIGHT)
  const y = (value: number): number => at.height - BOTTOM - ((value - y0) / (y1 - y0)) * (at.height - TOP - BOTTOM)
  const rule = (a: Point, b: Point): Shape => ({ shape: "line", points: [a, b], stroke: "line", width: 1 })
  const shapes = [
    ...ticks(y0, y1, 5).flatMap((value) => [
      rule([at.x + LEFT, y(value)], [at.x + at.width - RIGHT, y(value)]),
      label(at.x + LEFT - 8, y(value) + 4, tickText(value), { anchor: "end" }),
    ]),
    ...ticks(x0, x1, Math.round(at.width / 90)).map((value) =>
      label(x(value), at.height - BOTTOM + 16, tickText(value), { anchor: "middle" }),
    ),
    label(at.x, 12, at.yTitle),
    label(at.x + at.width - RIGHT, at.height - 2, at.xTitle, { anchor: "end" }),
  ]
  return { x, y, shapes }
}

/** Coefficients as stems; sizes beyond a million on a signed logarithmic scale. */
export function stemsScene({ points }: Of<"stems">): Scene {
  const isLog = points.some(({ log10 }) => (log10 ?? 0) > LOG_FROM)
  const every = Math.max(1, Math.ceil(points.length / MOST_POINTS))
  const rows = points
    .map(({ n, value, log10, sign }) => ({
      n: Number(n),
      y: isLog ? Math.sign(sign) * ((log10 ?? -1) + 1) : Number(value),
    }))
    .filter((_, i) => i % every === 0)
  const ys = [0, ...rows.map((row) => row.y)]
  const yTitle = isLog ? "digits of a(n), signed" : "a(n)"
  const { x, y, shapes } = frame(
    rows.map(({ n }) => n),
    ys,
    { x: 0, width: 700, height: 250, xTitle: "n", yTitle },
  )
  const marks = rows.flatMap((row, mark): Shape[] => [
    ...(rows.length > 300
      ? []
      : [
          {
            shape: "line",
            mark,
            points: [
              [x(row.n), y(0)],
              [x(row.n), y(row.y)],
            ],
            stroke: "accent",
            width: 0.8,
          } as const,
        ]),
    { shape: "disk", mark, x: x(row.n), y: y(row.y), radius: rows.length > 600 ? 1.2 : 2.4, fill: "accent" },
  ])
  return { width: 700, height: 250, shapes: [...shapes, ...marks] }
}

/** Size of the coefficients, and beside it the ratio to the asymptotic formula. */
export function growthScene({ points, asymptotic, ratio, asymptoticName }: Of<"growth">): Scene {
  const width = ratio === undefined ? 700 : 345
  const curve = (at: Frame, values: readonly Point[], stroke: Tone, isDashed = false): Shape => ({
    shape: "line",
    points: values.map(([n, value]): Point => [at.x(n), at.y(value)]),
    stroke,
    width: 2,
    isDashed,
  })
  const both = [...points, ...(asymptotic ?? [])]
  const size = frame(
    both.map(({ n }) => n),
    both.map(({ log10 }) => log10),
    {
      ...{ x: 0, width, height: 200, xTitle: "n", yTitle: "log₁₀ |a(n)|" },
    },
  )
  const shapes = [
    ...size.shapes,
    curve(
      size,
      points.map(({ n, log10 }) => [n, log10]),
      "accent",
    ),
    ...(asymptotic === undefined
      ? []
      : [
          curve(
            size,
            asymptotic.map(({ n, log10 }) => [n, log10]),
            "running",
            true,
          ),
        ]),
  ]
  if (ratio === undefined) return { width, height: 200, shapes }
  const yTitle = `Ratio to ${asymptoticName ?? "the asymptotic formula"}`
  const beside = frame(
    ratio.map(({ n }) => n),
    [1, ...ratio.map(({ value }) => value)],
    {
      ...{ x: 357, width, height: 200, xTitle: "n", yTitle },
    },
  )
  return {
    width: 357 + width,
    height: 200,
    shapes: [
      ...shapes,
      ...beside.shapes,
      curve(
        beside,
        ratio.map(({ n, value }) => [n, value]),
        "accent",
      ),
    ],
  }
}
