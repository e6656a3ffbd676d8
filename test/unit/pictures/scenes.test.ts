import { readFileSync } from "node:fs"
import { inflateSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Output, Picture } from "../../../app/contract"
import { hookLengths, partitionsOf } from "../../../app/engine/functions/partition/statistics"
import { display } from "../../../app/engine/outputs/display"
import { readOutput, writeOutput } from "../../../app/main/notebook/output-bundles"
import { standaloneSvg, wholePng } from "../../../app/main/notebook/picture-files"
import { writePng } from "../../../app/main/notebook/png"
import { pictureScene } from "../../../app/pictures"
import { ticks } from "../../../app/pictures/curves"
import { DARK, LIGHT } from "../../../app/pictures/palette"
import { diagramPlaces, hooksOf } from "../../../app/pictures/partition"
import { pictureSources } from "../../support/documents/pictures"
import { Worksheet } from "../../oracle/harness"

type PictureOutput = Extract<Output, { kind: "picture" }>

function drawn(source: string): PictureOutput {
  const output = display(new Worksheet().run(source), { displayOrder: 20, hold: () => "h" })
  if (output?.kind !== "picture") throw new Error(`${source} is no picture`)
  return output
}

describe("the palette of exports", () => {
  const css = readFileSync(new URL("../../../app/renderer/styles/tokens.css", import.meta.url), "utf8")
  test.each([
    ["light", LIGHT],
    ["dark", DARK],
  ] as const)("has the window's colours, %s", (theme, palette) => {
    const block = new RegExp(`:root\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ""
    for (const [tone, colour] of Object.entries(palette))
      if (!tone.startsWith("heat")) expect(block, tone).toContain(`--${tone}: ${colour};`)
  })

  test("the tints go from paper to accent", () => {
    const red = (colour: string): number => Number.parseInt(colour.slice(1, 3), 16)
    for (const palette of [LIGHT, DARK]) {
      const tints = ([1, 2, 3, 4, 5] as const).map((step) => red(palette[`heat-${step}`]))
      const sign = Math.sign(red(palette.accent) - red(palette.paper))
      for (const [i, tint] of tints.entries()) if (i > 0) expect(sign * (tint - (tints[i - 1] ?? 0))).toBeGreaterThan(0)
    }
  })
})

describe("scenes", () => {
  test.each(pictureSources)("%s lies on its sheet, each mark within the walk", (type, source) => {
    const { picture } = drawn(source)
    expect(picture.type).toBe(type)
    const { width, height, shapes } = pictureScene(picture)
    expect(shapes.length).toBeGreaterThan(0)
    for (const shape of shapes) {
      const points = shape.shape === "line" ? shape.points : [[shape.x, shape.y] as const]
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(-1)
        expect(x).toBeLessThanOrEqual(width + 1)
        expect(y).toBeGreaterThanOrEqual(-1)
        expect(y).toBeLessThanOrEqual(height + 1)
      }
    }
  })

  test("hook lengths are those of the engine, for all partitions of 9", () => {
    const all = (drawn("ferrers(9)").picture as Extract<Picture, { type: "ferrers" }>).all ?? []
    expect(all).toHaveLength([...partitionsOf(9)].length)
    for (const diagram of all) {
      expect(hooksOf(diagram)).toEqual(hookLengths(diagram.parts))
      const turned = diagramPlaces(diagram, true).map(({ hook }) => hook)
      expect(turned.toSorted()).toEqual(hookLengths(diagram.parts).flat().toSorted())
    }
  })

  test("ticks are round and within", () => {
    expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100])
    expect(ticks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1])
    expect(ticks(3, 3, 5)).toEqual([3])
  })
})

describe("files of pictures", () => {
  /** The pixels of a PNG whose rows have no filter. */
  function readPng(bytes: Buffer): { width: number; height: number; pixels: Uint8Array } {
    expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a")
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    const length = bytes.readUInt32BE(33)
    expect(bytes.subarray(37, 41).toString()).toBe("IDAT")
    const rows = inflateSync(bytes.subarray(41, 41 + length))
    const pixels = new Uint8Array(4 * width * height)
    for (let y = 0; y < height; y++)
      pixels.set(rows.subarray((4 * width + 1) * y + 1, (4 * width + 1) * (y + 1)), 4 * width * y)
    return { width, height, pixels }
  }

  test("a PNG holds the pixels, and its chunks the checksums of the standard", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (width, height, seed) => {
        const pixels = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => (seed * (i + 1)) % 256)
        expect(readPng(writePng(width, height, pixels))).toEqual({ width, height, pixels: Uint8Array.from(pixels) })
      }),
    )
    // IEND is the same in every PNG: length 0, its name, and the CRC AE 42 60 82.
    expect(writePng(1, 1, new Uint8ClampedArray(4)).subarray(-12).toString("hex")).toBe("0000000049454e44ae426082")
  })

  test.each(pictureSources)("%s is stored for other programs, and read back as ours", (_type, source) => {
    const output = drawn(source)
    const stored = writeOutput(output)
    const data = stored.get("data") as Map<string, unknown>
    const svg = data.get("image/svg+xml")
    const png = data.get("image/png")
    expect((svg === undefined) !== (png === undefined)).toBe(true)
    if (svg !== undefined) {
      const text = (svg as string[]).join("")
      expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>$/)
      expect(text).not.toMatch(/var\(|NaN|undefined|Infinity/)
      expect(text).toContain(`aria-label="`)
    } else expect(Buffer.from(String(png), "base64").subarray(1, 4).toString()).toBe("PNG")
    expect(readOutput(stored, true)).toEqual({ ...output, handle: null })
  })

  test("a large residue map is squares of colour, the zero class in the accent", () => {
    const output = drawn("residues(partition_gf(6000),5,columns=100)")
    const { width, height, pixels } = readPng(Buffer.from(wholePng(output) ?? "", "base64"))
    expect([width, height]).toEqual([100, 60])
    // p(4) = 5, p(0) = 1.
    expect([...pixels.subarray(16, 20)]).toEqual([0x3b, 0x4b, 0xc8, 255])
    expect([...pixels.subarray(0, 4)]).toEqual([0xe9, 0xe4, 0xda, 255])
  })

  test("what is in a caption cannot break out of the file", () => {
    const output = { ...drawn("signs(etaq(q,1,20))"), caption: '"><script>alert(1)</script>' }
    expect(standaloneSvg(output)).not.toContain("<script")
  })
})
