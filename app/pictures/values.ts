import type { Picture } from "../contract/outputs"

/* Values of functions at points of the disk and of the upper half plane, in floating point, as phase portraits need them. */

export interface Complex {
  readonly re: number
  readonly im: number
}

/** A value by the logarithm of its size and its argument, so that no power over- or underflows. */
export interface LogValue {
  readonly log: number
  /** Not reduced mod 2π. */
  readonly angle: number
}

/** The value of q^v · Σ cₖ qᵏ at a point, by Horner's rule. */
export function seriesValue(coefficients: readonly number[], valuation: number, re: number, im: number): Complex {
  let a = 0
  let b = 0
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const next = a * re - b * im + (coefficients[k] ?? 0)
    b = a * im + b * re
    a = next
  }
  if (valuation === 0) return { re: a, im: b }
  const radius = Math.hypot(re, im) ** valuation
  const angle = Math.atan2(im, re) * valuation
  const c = radius * Math.cos(angle)
  const s = radius * Math.sin(angle)
  return { re: a * c - b * s, im: a * s + b * c }
}

/** -1/τ. */
function inverted({ re, im }: Complex): Complex {
  const norm = re * re + im * im
  return { re: -re / norm, im: im / norm }
}

/** Steps from a point to the fundamental domain |Re τ| ≤ 1/2, |τ| ≥ 1: more only at heights no picture shows. */
const MOST_STEPS = 60

/** log η(τ): τ is moved to the fundamental domain by η(τ+1) = e^(πi/12) η(τ) and η(-1/τ) = √(-iτ) η(τ); there |q| < 0.0044. */
export function logEta(tau: Complex): LogValue {
  let [log, angle] = [0, 0]
  let at = tau
  for (let step = 0; step < MOST_STEPS; step++) {
    const shift = Math.round(at.re)
    at = { re: at.re - shift, im: at.im }
    angle += (Math.PI * shift) / 12
    if (at.re * at.re + at.im * at.im >= 1 - 1e-12) break
    // -iτ has positive real part, so the root is the principal one.
    log -= Math.log(Math.hypot(at.re, at.im)) / 2
    angle -= Math.atan2(-at.re, at.im) / 2
    at = inverted(at)
  }
  const size = Math.exp(-2 * Math.PI * at.im)
  const turn = 2 * Math.PI * at.re
  const [x, y] = [size * Math.cos(turn), size * Math.sin(turn)]
  // Euler's pentagonal numbers: 1 - q - q^2 + q^5 + q^7 + O(q^12), and |q|^12 < 10^(-28).
  const { re, im } = seriesValue([1, -1, -1, 0, 0, 1, 0, 1], 0, x, y)
  return {
    log: log - (Math.PI * at.im) / 12 + Math.log(Math.hypot(re, im)),
    angle: angle + (Math.PI * at.re) / 12 + Math.atan2(im, re),
  }
}

export type HalfPlaneForm = Extract<Picture, { type: "halfplane" }>["form"]

/** A modular form at a point of the upper half plane: an eta quotient factor by factor, or a form of the full modular group by its weight. */
export function formValue(form: HalfPlaneForm, tau: Complex): LogValue {
  if ("eta" in form) {
    let [log, angle] = [0, 0]
    for (const [scale, exponent] of form.eta) {
      const factor = logEta({ re: tau.re * scale, im: tau.im * scale })
      log += exponent * factor.log
      angle += exponent * factor.angle
    }
    return { log, angle }
  }
  let [log, angle] = [0, 0]
  let at = tau
  for (let step = 0; step < MOST_STEPS; step++) {
    at = { re: at.re - Math.round(at.re), im: at.im }
    if (at.re * at.re + at.im * at.im >= 1 - 1e-12) break
    // f(τ) = τ^(-k) f(-1/τ).
    log -= form.weight * Math.log(Math.hypot(at.re, at.im))
    angle -= form.weight * Math.atan2(at.im, at.re)
    at = inverted(at)
  }
  const size = Math.exp(-2 * Math.PI * at.im)
  const turn = 2 * Math.PI * at.re
  const { re, im } = seriesValue(form.coefficients, 0, size * Math.cos(turn), size * Math.sin(turn))
  return {
    log: log - 2 * Math.PI * at.im * form.valuation + Math.log(Math.hypot(re, im)),
    angle: angle + turn * form.valuation + Math.atan2(im, re),
  }
}
