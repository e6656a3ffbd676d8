import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import type { EtaExponents } from "../../proofs/find/gamma0"
import type { QSeries } from "../../series/series"
import type { View } from "./view"

/** log10 of the largest |q| in the fundamental domain of SL2(Z), e^(-pi sqrt 3). */
const LOG_Q = (-Math.PI * Math.sqrt(3)) / Math.LN10
const MOST_TERMS = 300
/** Digits below the largest term at which the rest is left out. */
const DIGITS = 17
/** Terms in a row that must be as small. */
const IN_A_ROW = 6
/** How far apart both sides of f(-1/tau) = tau^k f(tau) may be. */
const AGREE = 1e-9

const PLACE = "Phase on the upper half plane, Re tau from -1 to 1 and Im tau below 3/2"
const WORDS = "hue is the argument, rings are doublings of the size."

/** An eta quotient on the upper half plane; each factor is computed where |q| < 0.0044. */
export function etaHalfPlane(eta: EtaExponents, quotient: string): View {
  const weight = eta.reduce((total, [, r]) => total + r, 0)
  return {
    picture: { type: "halfplane", form: { eta: eta.map(([d, r]): [number, number] => [d, r]) } },
    caption: `${PLACE}: ${quotient}`,
    description: `Phase portrait of ${quotient}, of weight ${weight % 2 === 0 ? weight / 2 : `${weight}/2`}, on the upper half plane: ${WORDS} Each factor is moved to the fundamental domain of SL2(Z) before it is computed.`,
  }
}

/**
 * A modular form of weight k on SL2(Z), or one with poles at infinity only. That f(-1/tau) = tau^k f(tau) is tried in floating point at two points, and a
 * series for which it fails is refused.
 */
export function formHalfPlane(series: QSeries, weight: number): View {
  const { coefficients, valuation } = terms(series)
  const form = { weight, valuation, coefficients: [...coefficients] }
  for (const point of [
    { re: 0.1, im: 1.1 },
    { re: -0.3, im: 1.02 },
  ]) {
    const norm = point.re ** 2 + point.im ** 2
    const there = logValue(form, { re: -point.re / norm, im: point.im / norm })
    const here = logValue(form, point)
    const turn = there.angle - here.angle - weight * Math.atan2(point.im, point.re)
    const ratio = there.log - here.log - (weight * Math.log(norm)) / 2
    // A zero of the form may be near a point; an equality of numbers that small says nothing.
    if (Math.abs(ratio) < AGREE && Math.abs(Math.sin(turn / 2)) < AGREE) continue
    throw new EngineError("domain", `A form of weight ${weight} on SL2(Z) has f(-1/tau) = tau^${weight} f(tau).`, {
      given: `${series.toString(3)}, whose sides differ by ${(100 * Math.abs(Math.expm1(ratio))).toPrecision(2)} percent in size at tau = ${point.re} + ${point.im} i`,
      hint: "Give the form's own weight, its power of q included, or an eta quotient.",
    })
  }
  return {
    picture: { type: "halfplane", form },
    caption: `${PLACE}: a form of weight ${weight}`,
    description: `Phase portrait of a form of weight ${weight} on the upper half plane: ${WORDS} Each point is moved to the fundamental domain of SL2(Z), where ${coefficients.length} terms give ${DIGITS} digits.`,
  }
}

/** As many terms as matter where |q| is at most e^(-pi sqrt 3). */
function terms(series: QSeries): { coefficients: readonly number[]; valuation: number } {
  const { valuation, order } = series.info
  if (series.denominator !== 1 || (series.ring.kind !== "Z" && series.ring.kind !== "Q") || valuation === null) {
    throw new EngineError("domain", "A form on SL2(Z) has rational coefficients, whole exponents and a leading term.", {
      given: series.toString(3),
    })
  }
  const known = order === null ? MOST_TERMS : Math.min(MOST_TERMS, order - valuation)
  const { log10, sign } = loadAddon().series.windowLog10(series.native, valuation, known)
  const coefficients: number[] = []
  let [largest, small] = [-Infinity, 0]
  for (let n = 0; n < known && small < IN_A_ROW; n++) {
    const size = sign[n] === 0 ? -Infinity : (log10[n] ?? 0) + n * LOG_Q
    largest = Math.max(largest, size)
    small = size < largest - DIGITS ? small + 1 : 0
    coefficients.push(sign[n] === 0 ? 0 : (sign[n] ?? 0) * 10 ** (log10[n] ?? 0))
  }
  if (small < IN_A_ROW && order !== null) {
    throw new EngineError("precision", "On the fundamental domain the terms left out do not matter.", {
      given: `${series.toString(3)}, known below ${series.variable}^${order}`,
      hint: "Expand the series further.",
    })
  }
  return { coefficients, valuation }
}

/** log of the size, and the argument, of the sum of the terms at a point. */
function logValue(
  { valuation, coefficients }: { readonly valuation: number; readonly coefficients: readonly number[] },
  tau: { readonly re: number; readonly im: number },
): { log: number; angle: number } {
  const size = Math.exp(-2 * Math.PI * tau.im)
  const turn = 2 * Math.PI * tau.re
  const [x, y] = [size * Math.cos(turn), size * Math.sin(turn)]
  let [re, im] = [0, 0]
  for (let k = coefficients.length - 1; k >= 0; k--) {
    ;[re, im] = [re * x - im * y + (coefficients[k] ?? 0), re * y + im * x]
  }
  return {
    log: Math.log(Math.hypot(re, im)) - 2 * Math.PI * tau.im * valuation,
    angle: Math.atan2(im, re) + turn * valuation,
  }
}
