import { EngineError } from "../../errors"
import type { QSeries } from "../../series/series"
import { numericalSeries } from "./numerical"
import type { View } from "./view"

export const LARGEST_FAREY = 40
export const DEFAULT_FAREY = 8
const POINTS = 1440
/** A circle nearer to the unit circle shows its peaks better, but every polynomial converges there. */
const LARGEST_DEFAULT = 0.95

/**
 * The size of a series on the circle |q| = r, which peaks near the roots of unity e^(2 pi i h/k) with small k: where Hardy and Ramanujan's circle method
 * takes the coefficients from. Cost: (1440 + Farey fractions) * (at most 400 terms).
 * @param radius r; where the terms left out matter it is refused, and left out it is the largest safe one up to 0.95
 * @param farey largest denominator k of the fractions marked
 */
export function circleView(series: QSeries, radius?: number, farey = DEFAULT_FAREY): View {
  const terms = numericalSeries(series, "A picture of the circle method")
  const r = radius ?? Math.min(LARGEST_DEFAULT, terms.radius)
  if (r <= 0 || r > terms.radius) {
    throw new EngineError("precision", "On the circle the terms left out add at most 1/256.", {
      given: `radius ${r.toPrecision(4)}, where ${terms.coefficients.length} terms reach to ${terms.radius.toPrecision(4)}`,
      hint: "Take a smaller radius, or expand the series further.",
    })
  }
  const log10 = Array.from({ length: POINTS }, (_, i) => logSize(terms.coefficients, terms.valuation, r, i / POINTS))
  const fractions = fareyFractions(farey).map(({ h, k }) => ({
    h,
    k,
    log10: logSize(terms.coefficients, terms.valuation, r, h / k),
  }))
  const peaks = fractions
    .filter((one) => one.log10 !== null)
    .toSorted((a, b) => (b.log10 ?? 0) - (a.log10 ?? 0))
    .slice(0, 4)
  const shown = r.toFixed(3)
  const { variable } = series
  return {
    picture: { type: "circle", radius: r, log10, fractions },
    caption: `Size on the circle |${variable}| = ${shown}, with the Farey fractions of order ${farey}`,
    description: `The size of the series at ${variable} = ${shown} e^(2 pi i t), far out where it is large, on a logarithmic scale. ${
      peaks.length === 0
        ? "It vanishes at all fractions marked."
        : `Of the fractions marked it is largest at t = ${peaks.map(({ h, k }) => (k === 1 ? "0" : `${h}/${k}`)).join(", ")}.`
    }`,
  }
}

/** h/k in [0, 1) in lowest terms with k at most n, ascending. */
export function fareyFractions(n: number): { h: number; k: number }[] {
  const found: { h: number; k: number }[] = []
  // Each fraction follows from the two before it.
  let [a, b, c, d] = [0, 1, 1, n]
  while (a < b) {
    found.push({ h: a, k: b })
    const step = Math.floor((n + b) / d)
    ;[a, b, c, d] = [c, d, step * c - a, step * d - b]
  }
  return found
}

function logSize(coefficients: readonly number[], valuation: number, r: number, turns: number): number | null {
  const [x, y] = [r * Math.cos(2 * Math.PI * turns), r * Math.sin(2 * Math.PI * turns)]
  let [re, im] = [0, 0]
  for (let k = coefficients.length - 1; k >= 0; k--) {
    ;[re, im] = [re * x - im * y + (coefficients[k] ?? 0), re * y + im * x]
  }
  const size = Math.hypot(re, im)
  return size === 0 ? null : Math.log10(size) + valuation * Math.log10(r)
}
