import type { Picture, PictureOutput } from "../../contract"
import { pictureScene, type Scene, type Tone } from "../../pictures"
import { LIGHT } from "../../pictures/palette"
import type { Raster } from "../../pictures/scene"
import { sceneSvg } from "../../pictures/svg"
import { writePng } from "./png"

/* Pictures for where our page is not: as SVG, and as PNG where they are made of squares of colour. */

/** A document writes its outputs again and again; what they show never changes. */
const scenes = new WeakMap<Picture, Scene>()

export function sceneOf(picture: Picture): Scene {
  let scene = scenes.get(picture)
  if (scene === undefined) scenes.set(picture, (scene = pictureScene(picture)))
  return scene
}

function channels(colour: string): [number, number, number, number] {
  return [...[1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16)), 255] as [number, number, number, number]
}

/** Red, green, blue and opacity of each square. */
export function rasterPixels({ pixels }: Raster, palette: Readonly<Record<Tone, string>> = LIGHT): Uint8ClampedArray {
  if (pixels instanceof Uint8ClampedArray) return pixels
  const bytes = new Uint8ClampedArray(4 * pixels.length)
  const found = new Map<Tone, [number, number, number, number]>()
  pixels.forEach((tone, i) => {
    let colour = found.get(tone)
    if (colour === undefined) found.set(tone, (colour = channels(palette[tone])))
    bytes.set(colour, 4 * i)
  })
  return bytes
}

export function rasterPng(raster: Raster): Buffer {
  return writePng(raster.columns, raster.rows, rasterPixels(raster))
}

export function rasterAddress(raster: Raster): string {
  return `data:image/png;base64,${rasterPng(raster).toString("base64")}`
}

/** A file of its own: on paper of the light theme, so that it can be read on any ground. */
export function standaloneSvg(output: PictureOutput): string {
  return sceneSvg(sceneOf(output.picture), {
    colour: (tone) => LIGHT[tone],
    image: rasterAddress,
    description: `${output.caption}. ${output.description}`,
    paper: true,
  })
}

/** The PNG of a picture that is nothing but squares of colour, base64; null for any other. */
export function wholePng(output: PictureOutput): string | null {
  const { shapes } = sceneOf(output.picture)
  const [only, ...rest] = shapes
  return only?.shape === "raster" && rest.length === 0 ? rasterPng(only).toString("base64") : null
}
