import type { Raster, Scene, Shape, Tone } from "./scene"

/** How a scene becomes text: the value of a tone, and the address of a picture of squares. */
export interface Drawing {
  readonly colour: (tone: Tone) => string
  readonly image: (raster: Raster) => string
  /** Read to who does not see the picture. */
  readonly description: string
  /** Paper behind the picture, where it must be read on any ground. */
  readonly paper?: boolean
}

const MARGIN = 8

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const n = (value: number): string => String(Math.round(value * 100) / 100)

/** A scene as one SVG element that needs nothing else. */
export function sceneSvg(scene: Scene, drawing: Drawing): string {
  const box = [-MARGIN, -MARGIN, scene.width + 2 * MARGIN, scene.height + 2 * MARGIN].map(n)
  const paper =
    drawing.paper === true
      ? `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${drawing.colour("paper")}"/>`
      : ""
  const shapes = scene.shapes.map((shape) => element(shape, drawing)).join("")
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${box[2]}" height="${box[3]}" viewBox="${box.join(" ")}" role="img" aria-label="${escapeXml(drawing.description)}" font-family="Inter, system-ui, sans-serif">${paper}${shapes}</svg>`
}

function element(shape: Shape, { colour, image }: Drawing): string {
  switch (shape.shape) {
    case "rect": {
      const round = shape.round === undefined || shape.round === 0 ? "" : ` rx="${shape.round}"`
      return `<rect x="${n(shape.x)}" y="${n(shape.y)}" width="${n(shape.width)}" height="${n(shape.height)}"${round} fill="${colour(shape.fill)}"/>`
    }
    case "disk":
      return `<circle cx="${n(shape.x)}" cy="${n(shape.y)}" r="${n(shape.radius)}" fill="${colour(shape.fill)}"/>`
    case "ring":
      return `<circle cx="${n(shape.x)}" cy="${n(shape.y)}" r="${n(shape.radius)}" fill="none" stroke="${colour(shape.stroke)}"${dashes(shape)}/>`
    case "line": {
      const points = shape.points.map(([x, y]) => `${n(x)},${n(y)}`).join(" ")
      const fill = shape.fill === undefined ? "none" : colour(shape.fill)
      return `<polyline points="${points}" fill="${fill}" stroke="${colour(shape.stroke)}" stroke-width="${n(shape.width)}"${dashes(shape)}/>`
    }
    case "label":
      return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${colour(shape.fill)}">${escapeXml(shape.text)}</text>`
    case "raster":
      return `<image x="${n(shape.x)}" y="${n(shape.y)}" width="${n(shape.width)}" height="${n(shape.height)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${image(shape)}"/>`
  }
}

function dashes({ isDashed }: { readonly isDashed?: boolean }): string {
  return isDashed === true ? ' stroke-dasharray="3 3"' : ""
}
