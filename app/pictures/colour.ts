/** OKLCH to sRGB (Ottosson's matrices), 0 to 255 each, opaque. */
export function oklch(lightness: number, chroma: number, hue: number): [number, number, number, number] {
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    255,
  ]
}

function encode(linear: number): number {
  const value = Math.min(1, Math.max(0, linear))
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055))
}

/**
 * Hue for the argument, rings of lightness for each doubling of the size; the safe map carries the winding by lightness as well.
 * @param log2 of the size; -Infinity at a zero
 * @param angle from -π to π
 */
export function phaseColour(log2: number, angle: number, safe: boolean): [number, number, number, number] {
  if (log2 === -Infinity) return [20, 20, 24, 255]
  const ring = log2 - Math.floor(log2)
  if (safe) return oklch(0.35 + 0.45 * ((angle + Math.PI) / (2 * Math.PI)) + 0.08 * ring, 0.09, 1.2)
  return oklch(0.62 + 0.2 * ring, 0.12, angle)
}
