import { loadAddon } from "../../native/load"
import { twistedSigmaSeries } from "../../functions/theta/lambert"
import { eisensteinSeries, sigmaSeries } from "../../series/modular"
import type { QSeries } from "../../series/series"
import type { CallContext } from "../../values"
import { NAMED, type Named, type Normal, keyOf, named, normalOf } from "./named"
import { PRIME, type Span, mod, residues, spanOf } from "./modular"

/*
 * What identify compares with, made once for each order: the named series with their normal forms and projections, the spans of
 * Eisenstein and Lambert series, and the powers of each named series.
 */

export interface Entry {
  readonly named: Named
  readonly series: QSeries
  readonly normal: Normal
  /** Residues of the coefficients of q^0, …, q^(T-1); null when exponents are fractional or negative. */
  readonly window: Float64Array | null
  /** Four random functionals of the window. */
  readonly projection: readonly number[] | null
}

export interface DivisorSpan {
  readonly title: string
  readonly named: Named
  readonly dilations: readonly number[]
  readonly span: Span
}

export interface Library {
  readonly order: number
  readonly entries: readonly Entry[]
  readonly byKey: ReadonlyMap<string, readonly { readonly entry: Entry; readonly twisted: boolean }[]>
  readonly divisorSpans: readonly DivisorSpan[]
  readonly weights: readonly Float64Array[]
}

const FUNCTIONALS = 4
const MOST_LEVEL = 36
const MOST_WEIGHT = 12
const variable = "q"

let kept: Library | null = null

/** The library for series known to O(q^T). */
export function libraryFor(T: number, context: CallContext): Library {
  if (kept?.order === T) return kept
  const weights = randomWeights(T)
  const entries = namedEntries(T, weights, context)
  kept = { order: T, entries, byKey: keyTable(entries), divisorSpans: divisorSpans(T, context), weights }
  return kept
}

function randomWeights(T: number): Float64Array[] {
  const next = residues(20_261_123)
  return Array.from({ length: FUNCTIONALS }, () => Float64Array.from({ length: T }, next))
}

/** Residues of the coefficients of q^0, …, q^(T-1). */
export function windowOf(f: QSeries, T: number): Float64Array | null {
  const { valuation, order } = f.info
  if (f.denominator !== 1 || (valuation !== null && valuation < 0) || (order !== null && order < T)) return null
  return Float64Array.from(loadAddon().series.windowMod(f.native, 0, T, PRIME), mod)
}

export function project(window: ArrayLike<number>, weights: readonly Float64Array[]): number[] {
  return weights.map((w) => {
    let sum = 0
    for (let i = 0; i < w.length; i++) sum = mod(sum + (w[i] ?? 0) * (window[i] ?? 0))
    return sum
  })
}

function namedEntries(T: number, weights: readonly Float64Array[], context: CallContext): Entry[] {
  const entries: Entry[] = []
  const seen = new Set<string>()
  NAMED.forEach((each, i) => {
    context.checkStop()
    context.progress({ stage: "named series", done: i, total: NAMED.length })
    const series = each.make(variable, T)
    const normal = normalOf(series)
    if (normal === null || seen.has(series.hash())) return
    seen.add(series.hash())
    const window = windowOf(series, T)
    entries.push({ named: each, series, normal, window, projection: window === null ? null : project(window, weights) })
  })
  return entries
}

function keyTable(entries: readonly Entry[]): Library["byKey"] {
  const table = new Map<string, { entry: Entry; twisted: boolean }[]>()
  for (const entry of entries) {
    for (const twisted of [false, true]) {
      // Between fractional powers of q the sign of q stands for a root of unity, which no form here has.
      if (twisted && (entry.normal.step % 2 === 0 || entry.normal.denominator > 1)) continue
      const key = keyOf(entry.normal, twisted)
      if (key === null) continue
      const list = table.get(key) ?? []
      list.push({ entry, twisted })
      table.set(key, list)
    }
  }
  return table
}

/** The discriminants of the real primitive characters of conductor at most 36. */
function fundamentalDiscriminants(): number[] {
  const found: number[] = []
  for (let m = 3; m <= MOST_LEVEL; m++) {
    for (const D of [m, -m]) {
      if (isFundamental(D)) found.push(D)
    }
  }
  return found
}

function isFundamental(D: number): boolean {
  const odd = (n: number): boolean => squareFree(Math.abs(n))
  if (((D % 4) + 4) % 4 === 1) return odd(D)
  if (D % 4 !== 0) return false
  const rest = D / 4
  const class4 = ((rest % 4) + 4) % 4
  return (class4 === 2 || class4 === 3) && odd(rest)
}

function squareFree(n: number): boolean {
  for (let p = 2; p * p <= n; p++) if (n % (p * p) === 0) return false
  return true
}

function divisorSpans(T: number, context: CallContext): DivisorSpan[] {
  const spans: DivisorSpan[] = []
  const push = (title: string, series: Named, level: number): void => {
    context.checkStop()
    const window = windowOf(series.make(variable, T), T)
    if (window === null) return
    const dilations = Array.from({ length: Math.min(level, Math.floor(T / 4)) }, (_, i) => i + 1)
    const vectors = dilations.map((d) => {
      const dilated = new Float64Array(T)
      for (let n = 0; n * d < T; n++) dilated[n * d] = window[n] ?? 0
      return dilated
    })
    spans.push({ title, named: series, dilations, span: spanOf(vectors) })
  }
  const sigma = (j: number, D: number, E: number): Named =>
    named("sigma_gf", [j, D, E], (v, n) => twistedSigmaSeries(j, D, E, v, n))
  for (let k = 2; k <= MOST_WEIGHT; k += 2)
    push(
      `Eisenstein series of weight ${k}`,
      named("EISENq", [k], (v, n) => eisensteinSeries(k, v, n)),
      MOST_LEVEL,
    )
  for (let j = 0; j < MOST_WEIGHT; j++)
    push(
      `divisor sums sigma_${j}`,
      named("Phiq", [j], (v, n) => sigmaSeries(j, v, n)),
      MOST_LEVEL,
    )
  for (const D of fundamentalDiscriminants()) {
    const level = Math.floor(MOST_LEVEL / Math.abs(D))
    for (let j = 0; j < MOST_WEIGHT; j++) {
      push(`divisor sums with the character (${D}/.)`, sigma(j, D, 1), level)
      push(`divisor sums with the character (${D}/.) of the codivisor`, sigma(j, 1, D), level)
    }
  }
  return spans
}
