import type { Scene, Shape, Tone } from "../../../pictures"
import { LIGHT } from "../../../pictures/palette"
import type { Line, Point, Raster } from "../../../pictures/scene"
import { escapeLatex } from "./latex-letters"

/**
 * Pictures in LaTeX's own picture environment: rules, dots and Bézier curves, with no package but color. Where pict2e is installed it draws the same
 * commands smoothly. The inside of closed lines stays white.
 */

/** 6.2 inches, in points. */
const PAPER_WIDTH = 445
const LARGEST_UNIT = 0.75
/** Marks that a page of TeX takes without trouble. */
const MOST_MARKS = 6000

/** Packages and colours that `pictureLatex` uses. */
export const PICTURE_PREAMBLE = `\\usepackage{color}
\\IfFileExists{pict2e.sty}{\\usepackage{pict2e}}{}
${Object.entries(LIGHT)
  .map(([tone, colour]) => `\\definecolor{q-${tone}}{rgb}{${fractions(colour)}}`)
  .join("\n")}
`

function fractions(colour: string): string {
  return [1, 3, 5].map((i) => (Number.parseInt(colour.slice(i, i + 2), 16) / 255).toFixed(3)).join(",")
}

const n = (value: number): string => String(Math.round(value * 100) / 100)

/** TeX of a scene, or null when it has more marks than a page takes. */
export function pictureLatex(scene: Scene): string | null {
  const unit = Math.min(LARGEST_UNIT, PAPER_WIDTH / scene.width)
  const marks = scene.shapes.flatMap((shape) => shapeLatex(shape, scene.height, unit))
  if (marks.length > MOST_MARKS) return null
  const lines: string[] = []
  let colour = ""
  for (const mark of marks) {
    if (mark.colour !== colour) lines.push((colour = mark.colour))
    lines.push(mark.latex)
  }
  const size = `(${n(scene.width)},${n(scene.height)})`
  return `\\begin{center}\\setlength{\\unitlength}{${unit.toFixed(4)}pt}\\begin{picture}${size}\n${lines.join("\n")}\n\\end{picture}\\end{center}`
}

interface Mark {
  readonly colour: string
  readonly latex: string
}

const tone = (name: Tone): string => `\\color{q-${name}}`
const put = (x: number, y: number, what: string): string => `\\put(${n(x)},${n(y)}){${what}}`
const rule = (width: number, height: number): string => `\\rule{${n(width)}\\unitlength}{${n(height)}\\unitlength}`

function shapeLatex(shape: Shape, height: number, unit: number): Mark[] {
  switch (shape.shape) {
    case "rect": {
      const latex = put(shape.x, height - shape.y - shape.height, rule(shape.width, shape.height))
      return [{ colour: tone(shape.fill), latex }]
    }
    case "disk": {
      const latex = put(shape.x, height - shape.y, `\\circle*{${n(2 * shape.radius)}}`)
      return [{ colour: tone(shape.fill), latex }]
    }
    case "ring":
      return lineLatex({ ...shape, shape: "line", width: 1, points: ringPoints(shape) }, height)
    case "line":
      return lineLatex(shape, height)
    case "label": {
      const text = `${shape.size * unit > 7.5 ? "\\scriptsize" : "\\tiny"}${shape.text === "∞" ? "$\\infty$" : ` ${escapeLatex(shape.text)}`}`
      const side = { start: `\\rlap{${text}}`, end: `\\llap{${text}}`, middle: `\\hbox to 0pt{\\hss${text}\\hss}` }
      return [{ colour: tone(shape.fill), latex: put(shape.x, height - shape.y, side[shape.anchor]) }]
    }
    case "raster":
      return rasterLatex(shape, height)
  }
}

function ringPoints({ x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }): Point[] {
  return Array.from({ length: 49 }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / 48
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

/** Pieces shorter than this are joined to the next. */
const SHORTEST = 2
/** Between the dots of a slanted line without pict2e, and of a dashed one. */
const [DOT, DASH] = [0.7, 5]
/** A line that is no further from the axes is one of theirs. */
const STRAIGHT = 0.05

function lineLatex({ points, stroke, width, isDashed }: Line, height: number): Mark[] {
  const colour = `${tone(stroke)}\\linethickness{${(width * 0.6).toFixed(2)}pt}`
  const marks: Mark[] = []
  let from = points[0]
  for (const [i, to] of points.entries()) {
    if (from === undefined || i === 0) continue
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (length === 0 || (length < SHORTEST && i < points.length - 1)) continue
    marks.push({ colour, latex: segment(from, to, length, height, isDashed === true) })
    from = to
  }
  return marks
}

function segment(from: Point, to: Point, length: number, height: number, isDashed: boolean): string {
  const [x1, y1, x2, y2] = [from[0], height - from[1], to[0], height - to[1]]
  if (!isDashed && Math.abs(y1 - y2) < STRAIGHT) return put(Math.min(x1, x2), y1, `\\line(1,0){${n(length)}}`)
  if (!isDashed && Math.abs(x1 - x2) < STRAIGHT) return put(x1, Math.min(y1, y2), `\\line(0,1){${n(length)}}`)
  const dots = Math.ceil(length / (isDashed ? DASH : DOT))
  const point = (x: number, y: number): string => `(${n(x)},${n(y)})`
  return `\\qbezier[${dots}]${point(x1, y1)}${point((x1 + x2) / 2, (y1 + y2) / 2)}${point(x2, y2)}`
}

/** Runs of equal squares as rules; of colours that change from point to point, every few points only. */
function rasterLatex(raster: Raster, height: number): Mark[] {
  const { columns, rows, pixels } = raster
  const isPainted = pixels instanceof Uint8ClampedArray
  const step = isPainted ? Math.max(1, Math.ceil(Math.sqrt((columns * rows) / (0.8 * MOST_MARKS)))) : 1
  const [width, tall] = [(raster.width / columns) * step, (raster.height / rows) * step]
  const colourAt = (column: number, row: number): string | null => {
    const at = Math.min(rows - 1, row) * columns + Math.min(columns - 1, column)
    if (!isPainted) return tone((pixels as readonly Tone[])[at] ?? "paper")
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(4 * at, 4 * at + 4)
    return opacity < 255 ? null : `\\color[rgb]{${[red, green, blue].map((c) => (c / 255).toFixed(2)).join(",")}}`
  }
  const marks: Mark[] = []
  for (let row = 0; row < rows; row += step) {
    const y = height - raster.y - (row / step + 1) * tall
    for (let column = 0; column < columns;) {
      const colour = colourAt(column, row)
      let end = column + step
      while (end < columns && colourAt(end, row) === colour) end += step
      const run = (end - column) / step
      if (colour !== null)
        marks.push({ colour, latex: put(raster.x + (column / step) * width, y, rule(run * width, tall)) })
      column = end
    }
  }
  return marks
}
