import type { Picture } from "../contract/outputs"
import { exponentText } from "./exponent"
import { label, minus, type Scene, type Shape, type Tone } from "./scene"

type Of<Type extends Picture["type"]> = Extract<Picture, { type: Type }>

const SIGN = 14

/** + 0 − in rows; the sign is a shape as well as a colour. */
export function signsScene({ signs, columns }: Of<"signs">): Scene {
  const middle = SIGN / 2 - 0.5
  const shapes = signs.flatMap((sign, mark): Shape[] => {
    const [x, y] = [(mark % columns) * SIGN, Math.floor(mark / columns) * SIGN]
    const fill = sign > 0 ? "accent-wash" : sign < 0 ? "neutral-2" : "neutral-1"
    const stroke = sign > 0 ? "accent" : "ink"
    const bar = (points: readonly [[number, number], [number, number]]): Shape => ({
      shape: "line",
      mark,
      points,
      stroke,
      width: 1.6,
    })
    const across: readonly [[number, number], [number, number]] = [
      [x + 3, y + middle],
      [x + SIGN - 4, y + middle],
    ]
    const down: readonly [[number, number], [number, number]] = [
      [x + middle, y + 3],
      [x + middle, y + SIGN - 4],
    ]
    return [
      { shape: "rect", mark, x, y, width: SIGN - 1, height: SIGN - 1, fill, round: 2 },
      ...(sign === 0 ? [] : [bar(across)]),
      ...(sign > 0 ? [bar(down)] : []),
    ]
  })
  return { width: columns * SIGN, height: Math.ceil(signs.length / columns) * SIGN, shapes }
}

const BAR_WIDTH = 720
const BAR_HEIGHT = 34

/** Where a lacunary series is not zero. */
export function zerosScene({ nonzero, length, from = 0, denominator }: Of<"zeros">): Scene {
  const scale = BAR_WIDTH / Math.max(1, length)
  const width = Math.max(1, scale * 0.8)
  return {
    width: BAR_WIDTH,
    height: BAR_HEIGHT + 12,
    shapes: [
      { shape: "rect", x: 0, y: 0, width: BAR_WIDTH, height: BAR_HEIGHT, fill: "neutral-1", round: 3 },
      ...nonzero.map((n, mark): Shape => ({
        shape: "rect",
        mark,
        x: (n - from) * scale,
        y: 0,
        width,
        height: BAR_HEIGHT,
        fill: "accent",
      })),
      label(0, BAR_HEIGHT + 11, exponentText(from, denominator)),
      label(BAR_WIDTH, BAR_HEIGHT + 11, exponentText(from + length, denominator), { anchor: "end" }),
    ],
  }
}

const BOX = 30

/** Whole periods side by side, as many as make a row of about twenty. */
export function productColumns({ period }: Of<"product">): number {
  return period !== null && period <= 24 ? period * Math.max(1, Math.floor(20 / period)) : 20
}

/** The exponents of ∏(1−qⁿ)^{aₙ} in rows of whole periods: a product with a pattern shows equal rows. */
export function productScene(picture: Of<"product">): Scene {
  const columns = productColumns(picture)
  const shapes = picture.exponents.flatMap((exponent, mark): Shape[] => {
    const [x, y] = [(mark % columns) * BOX, Math.floor(mark / columns) * BOX]
    const sign = exponent === "0" ? 0 : exponent.startsWith("-") ? -1 : 1
    const fill = sign > 0 ? "accent-wash" : sign < 0 ? "neutral-2" : "neutral-1"
    return [
      { shape: "rect", mark, x, y, width: BOX - 2, height: BOX - 2, fill, round: 4 },
      label(x + BOX / 2 - 1, y + BOX / 2 + 4, minus(exponent), {
        anchor: "middle",
        fill: sign > 0 ? "accent" : "ink",
        size: 12,
        mark,
      }),
    ]
  })
  return { width: columns * BOX, height: Math.ceil(picture.exponents.length / columns) * BOX, shapes }
}

const GRID = 12

/** Progressions An + B on which every tested value is 0 mod p: A downwards, B to the right. */
export function congruencesScene({ cells, maxModulus }: Of<"congruences">): Scene {
  const size = (maxModulus + 1) * GRID
  const ground = Array.from({ length: maxModulus }, (_, m): Shape => {
    const width = (m + 1) * GRID - 1
    return { shape: "rect", x: 0, y: (m + 1) * GRID, width, height: GRID - 1, fill: "neutral-1" }
  })
  const marks = cells.map((cell, mark): Shape => {
    const fill = cell.follows === true ? "neutral-3" : "accent"
    const place = { x: cell.residue * GRID, y: cell.modulus * GRID }
    return { shape: "rect", mark, ...place, width: GRID - 1, height: GRID - 1, fill }
  })
  return { width: size, height: size, shapes: [...ground, ...marks] }
}

const SHADES = ["accent", "neutral-1", "neutral-2", "neutral-3", "neutral-4", "neutral-5"] as const

/** Neutral steps for the classes 1 to m−1; the zero class has the accent. */
export function residueTone(residue: number, modulus: number): Tone {
  const step = residue === 0 ? 0 : modulus <= 2 ? 2 : 1 + Math.floor(((residue - 1) * 5) / (modulus - 1))
  return SHADES[step] ?? "neutral-5"
}

const MAP_WIDTH = 720
/** A canvas much higher than this is refused by browsers. */
const MAP_HEIGHT = 16_000
/** Squares that are shapes of their own; more are one raster. */
export const MOST_SQUARES = 4000

/** Side of a square of the map. */
export function residueSize(count: number, columns: number): number {
  return Math.max(1, Math.min(11, Math.floor(MAP_WIDTH / columns), Math.floor(MAP_HEIGHT / Math.ceil(count / columns))))
}

/** a(n) mod m in rows: a column of one colour is a congruence. */
export function residuesScene({ residues, columns, modulus }: Of<"residues">): Scene {
  const size = residueSize(residues.length, columns)
  const rows = Math.ceil(residues.length / columns)
  const [width, height] = [columns * size, rows * size]
  if (residues.length > MOST_SQUARES) {
    const tones = residues.map((residue) => residueTone(residue, modulus))
    const rest = Array.from({ length: rows * columns - tones.length }, (): Tone => "paper")
    return {
      width,
      height,
      shapes: [{ shape: "raster", x: 0, y: 0, width, height, columns, rows, pixels: [...tones, ...rest] }],
    }
  }
  const shapes = residues.map((residue, mark): Shape => {
    const [x, y] = [(mark % columns) * size + 0.5, Math.floor(mark / columns) * size + 0.5]
    const fill = residueTone(residue, modulus)
    return { shape: "rect", mark, x, y, width: size - 1, height: size - 1, fill, round: size > 6 ? 2 : 0 }
  })
  return { width, height, shapes }
}

const [NARROW, WIDE, ROOM] = [24, 34, 700]
const HEAT_HEIGHT = 22
const LEFT = 44
const TOP = 22
const LABELLED_DIGITS = 4
const HEATS: readonly Tone[] = ["neutral-1", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"]

/** How strong a value's tint is, 0 to 5, by its size in digits and leading digit against the largest. */
export function heatSteps(values: readonly (readonly string[])[]): (value: string) => number {
  const size = (value: string): number => {
    const digits = value.replace("-", "")
    return digits === "0" || digits === "" ? 0 : digits.length + Number(`0.${digits.slice(0, 6)}`)
  }
  const largest = Math.max(0, ...values.flat().map(size))
  return (value) => (largest === 0 ? 0 : Math.round((5 * size(value)) / largest))
}

/** A table of numbers tinted by size: rank and crank counts, and the like. */
export function heatScene({ rows, columns, values }: Of<"heat">): Scene {
  const cell = Math.max(NARROW, Math.min(WIDE, Math.floor(ROOM / columns.length)))
  const step = heatSteps(values)
  const middle = (c: number): number => LEFT + c * cell + cell / 2
  const heads = columns.map((column, c) => label(middle(c), TOP - 8, minus(column), { anchor: "middle" }))
  const body = rows.flatMap((row, r): Shape[] => {
    const y = TOP + r * HEAT_HEIGHT
    const cells = columns.flatMap((_, c): Shape[] => {
      const value = values[r]?.[c] ?? "0"
      const mark = r * columns.length + c
      const fill = HEATS[step(value)] ?? "heat-5"
      const isLabelled = value !== "0" && value.length <= LABELLED_DIGITS
      return [
        { shape: "rect", mark, x: LEFT + c * cell, y, width: cell - 1, height: HEAT_HEIGHT - 1, fill, round: 2 },
        ...(isLabelled
          ? [label(middle(c), y + 15, minus(value), { anchor: "middle", fill: "ink", size: 12, mark })]
          : []),
      ]
    })
    return [label(LEFT - 8, y + 15, String(row), { anchor: "end" }), ...cells]
  })
  return { width: LEFT + columns.length * cell, height: TOP + rows.length * HEAT_HEIGHT, shapes: [...heads, ...body] }
}
