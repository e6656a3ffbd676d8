/**
 * A picture as shapes on a sheet, before anything is drawn: the page makes elements of them that follow theme and reader, exports write them as SVG or as
 * LaTeX. Lengths are CSS pixels, y grows downwards. A shape that belongs to a mark bears its number, by which a reader walks through the picture.
 */

/** A colour by its part in the theme; its value is the theme's. */
export type Tone =
  | "paper"
  | "ink"
  | "ink-2"
  | "control"
  | "line"
  | "accent"
  | "accent-wash"
  | "on-accent"
  | "running"
  | "neutral-1"
  | "neutral-2"
  | "neutral-3"
  | "neutral-4"
  | "neutral-5"
  | "heat-1"
  | "heat-2"
  | "heat-3"
  | "heat-4"
  | "heat-5"

export type Point = readonly [x: number, y: number]

interface OfMark {
  readonly mark?: number
}

export interface Rect extends OfMark {
  readonly shape: "rect"
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly fill: Tone
  readonly round?: number
}

export interface Disk extends OfMark {
  readonly shape: "disk"
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly fill: Tone
}

export interface Ring extends OfMark {
  readonly shape: "ring"
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly stroke: Tone
  readonly isDashed?: boolean
}

export interface Line extends OfMark {
  readonly shape: "line"
  readonly points: readonly Point[]
  readonly stroke: Tone
  readonly width: number
  readonly isDashed?: boolean
  /** The inside of a closed line. */
  readonly fill?: Tone
}

export interface Label extends OfMark {
  readonly shape: "label"
  /** Where the baseline starts, has its middle, or ends. */
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor: "start" | "middle" | "end"
  readonly fill: Tone
  readonly size: number
}

/** Squares of colour, `columns` to a row, drawn without smoothing; four bytes each. */
export interface Raster {
  readonly shape: "raster"
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
  /** A tone for each square, or its red, green, blue and opacity, 0 to 255. */
  readonly pixels: readonly Tone[] | Uint8ClampedArray
}

export type Shape = Rect | Disk | Ring | Line | Label | Raster

export interface Scene {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

export function label(
  x: number,
  y: number,
  text: string,
  options: Partial<Pick<Label, "anchor" | "fill" | "size" | "mark">> = {},
): Label {
  return { shape: "label", x, y, text, anchor: "start", fill: "ink-2", size: 11, ...options }
}

/** A true minus, as mathematics is set. */
export function minus(value: string | number): string {
  return String(value).replace("-", "−")
}
