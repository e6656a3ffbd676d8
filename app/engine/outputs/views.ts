import { isSquare } from "../number-theory"
import type { PictureViewName, ViewChoice } from "../../contract"
import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import { meinardus } from "./asymptotics"
import { digitCount, shownCoefficient } from "./coefficients"
import { periodOf } from "./period"
import { circleView } from "./pictures/circle"
import { congruenceView } from "./pictures/congruences"
import { domainView } from "./pictures/domain"
import { foundQuotient } from "./pictures/eta-quotient"
import { etaHalfPlane } from "./pictures/half-plane"
import { heckeView } from "./pictures/hecke"
import { dissectionView } from "./pictures/dissection"
import { phaseView } from "./pictures/phase"
import { rootsView } from "./pictures/roots"
import { at, range, spanText, windowFrom, type View } from "./pictures/view"

/**
 * Pictures of a series as data. Each is made from a window of bounded size, so that a series of a million terms opens at once; the page draws.
 * Exponents are counted in units of 1/denominator of the variable.
 */

export interface ViewOptions extends Readonly<ViewChoice> {
  readonly checkStop?: (() => void) | undefined
}

const STEMS = 1000
const STEM_DIGITS = 60
const GROWTH_POINTS = 600
/** Squares of a residue map, and its rows: a map of whole squares is no higher than a page can draw. */
const CELLS = 250_000
const ROWS = 1400
const PRODUCT_EXPONENTS = 400
const STRIP = 20_000
/** Signs, each a shape of its own. */
const SIGNS = 4000

export function seriesView(series: QSeries, view: PictureViewName, options: ViewOptions): View {
  switch (view) {
    case "plot":
      return stems(series, options.from)
    case "growth":
      return growth(series)
    case "residues":
      return residues(series, options)
    case "product":
      return product(series, options.from)
    case "signs":
      return signs(series, options)
    case "zeros":
      return zeros(series, options)
    case "congruences":
      return congruenceView(series)
    case "dissection":
      return dissectionView(series, options.modulus)
    case "roots":
      return rootsView(series, undefined, options.checkStop)
    case "phase":
      return phaseView(series)
    case "circle":
      return circleView(series)
    case "halfplane": {
      const { eta, text, beyond } = foundQuotient(series)
      return seen(etaHalfPlane(eta, text), beyond)
    }
    case "domain": {
      const { eta, text, level, beyond } = foundQuotient(series)
      return seen(domainView(level, eta, text), beyond)
    }
    case "hecke":
      return heckeView(series)
  }
}

/** A picture of the eta quotient that a series shows rests on a guess, and says so. */
function seen(view: View, beyond: number): View {
  return { ...view, caption: `${view.caption} (a guess, checked on ${beyond} exponents more)` }
}

function stems(series: QSeries, start: number | undefined): View {
  const { from, count, ...part } = windowFrom(series, STEMS, start)
  const addon = loadAddon().series
  const values = addon.window(series.native, from, count)
  const { log10, sign } = addon.windowLog10(series.native, from, count)
  const points = values.map((value, index) => ({
    n: at(series, from + index),
    value: digitCount(value) > STEM_DIGITS ? shownCoefficient(value).text : value,
    log10: sign[index] === 0 ? null : (log10[index] ?? null),
    sign: sign[index] ?? 0,
  }))
  const largest = largestOf(log10, sign)
  return {
    ...part,
    picture: { type: "stems", points },
    caption: `Coefficients a(n) of ${series.variable}^n, ${spanText(series, from, count)}`,
    description: `Coefficients as stems, ${spanText(series, from, count)}. ${
      largest === null
        ? "All of them vanish."
        : `The largest in size, at n = ${at(series, from + largest)}, has ${digitCount(values[largest] ?? "")} digits.`
    }`,
  }
}

function largestOf(log10: Float64Array, sign: Int8Array): number | null {
  let best: number | null = null
  log10.forEach((value, index) => {
    if (sign[index] !== 0 && (best === null || value > (log10[best] ?? -Infinity))) best = index
  })
  return best
}

function growth(series: QSeries): View {
  const { from, count } = range(series, Number.MAX_SAFE_INTEGER)
  const stride = Math.max(1, Math.floor(count / GROWTH_POINTS))
  const points: { n: number; log10: number }[] = []
  const addon = loadAddon().series
  for (let start = 0; start < count; start += STRIP) {
    const size = Math.min(STRIP, count - start)
    const { log10, sign } = addon.windowLog10(series.native, from + start, size)
    const first = (stride - ((from + start) % stride)) % stride
    for (let i = first; i < size; i += stride) {
      if (sign[i] !== 0) points.push({ n: (from + start + i) / series.denominator, log10: log10[i] ?? 0 })
    }
  }
  const law = growthLaw(series)
  const caption = `Digits of the coefficients, ${spanText(series, from, count)}`
  const last = points.at(-1)
  const lastText =
    last === undefined ? "All coefficients vanish." : `The last shown has about ${Math.floor(last.log10) + 1} digits.`
  const description = `log10 of the coefficients' sizes, ${spanText(series, from, count)}. ${lastText}`
  if (law === null) return { picture: { type: "growth", points }, caption, description }
  const known = points.filter(({ n }) => n >= 1)
  const asymptotic = known.map(({ n }) => ({ n, log10: law(n) }))
  const ratio = known.map(({ n, log10 }) => ({ n, value: 10 ** (log10 - law(n)) }))
  const end = ratio.at(-1)
  return {
    picture: { type: "growth", points, asymptotic, ratio, asymptoticName: "leading term by Meinardus's theorem" },
    caption,
    description: `log10 of the coefficients' sizes beside the leading asymptotic term, ${spanText(series, from, count)}. ${
      end === undefined ? lastText : `At n = ${end.n} the coefficient is ${end.value.toFixed(4)} of the term.`
    }`,
  }
}

/** The leading term's log10 when the series looks like an eta-type product to which Meinardus's theorem applies. */
function growthLaw(series: QSeries): ((n: number) => number) | null {
  const exponents = productExponents(series, 200)
  if (exponents === null) return null
  const numbers = exponents.map(Number)
  const period = periodOf(numbers, 60)
  if (period === null) return null
  const law = meinardus(numbers.slice(0, period))
  const shift = (series.info.valuation ?? 0) / series.denominator
  return law === null ? null : (n) => law.log10(Math.max(1, n - shift))
}

/** b_1, b_2, … of c q^v prod (1 - q^n)^(b_n) with integer b_n and c = 1; null when the series is no such product. */
function productExponents(series: QSeries, limit: number): string[] | null {
  const { order, valuation, ring } = series.info
  if (series.denominator !== 1 || valuation === null || (ring.kind !== "Z" && ring.kind !== "Q")) return null
  if (series.coefficientText(exponent(valuation)) !== "1") return null
  const terms = Math.min(limit, order === null ? limit : order - valuation)
  if (terms < 2) return null
  return loadAddon().series.productExponents(series.native, terms)
}

function product(series: QSeries, start = 1): View {
  const from = Math.max(1, start)
  const all = productExponents(series, from - 1 + PRODUCT_EXPONENTS)
  if (all === null) {
    throw new EngineError(
      "domain",
      "A product of powers of 1 - q^n has whole exponents and the leading coefficient 1.",
      {
        given: series.toString(3),
        hint: "Divide by the leading term first.",
      },
    )
  }
  const period = periodOf(all)
  const first = Math.max(1, Math.min(from, all.length - PRODUCT_EXPONENTS + 1))
  const exponents = all.slice(first - 1, first - 1 + PRODUCT_EXPONENTS)
  const range = `n = ${first} to ${first + exponents.length - 1}`
  const { order, valuation } = series.info
  const last = order === null ? Infinity : order - (valuation ?? 0) - 1
  return {
    ...(last > exponents.length && Number.isFinite(last)
      ? { window: { from: first, count: exponents.length, first: 1, last } }
      : {}),
    picture: { type: "product", exponents, period, first },
    caption: `Exponents a(n) of the product of (1 - ${series.variable}^n)^a(n), ${range}${period === null ? "" : `; period ${period}`}`,
    description: `Exponents of the infinite product, ${range}. ${
      period === null
        ? "No period was found."
        : `They repeat with period ${period}: ${all.slice(0, Math.min(period, 24)).join(", ")}.`
    }`,
  }
}

const DEFAULT_MODULUS = 5

function residues(series: QSeries, options: ViewOptions): View {
  requireIntegers(series)
  const modulus = options.modulus ?? DEFAULT_MODULUS
  const columns = Math.max(1, options.columns ?? rowLength(modulus))
  const { from, count, ...part } = windowFrom(series, Math.min(CELLS, columns * ROWS), options.from)
  const window = loadAddon().series.windowMod(series.native, from, count, modulus)
  const nonzero = new Uint8Array(columns)
  window.forEach((residue, index) => {
    if (residue !== 0) nonzero[index % columns] = 1
  })
  const zeroColumns = count < columns ? [] : [...nonzero.keys()].filter((column) => nonzero[column] === 0)
  const classes = series.denominator === 1 ? vanishingClasses(zeroColumns, columns, from) : null
  const found = classes === null ? "No class of exponents vanishes throughout." : `They are all 0 for ${classes}.`
  return {
    ...part,
    picture: { type: "residues", modulus, columns, from, residues: [...window], zeroColumns, ...steps(series) },
    caption: `Coefficients mod ${modulus} in rows of ${columns}, ${spanText(series, from, count)}`,
    description: `Coefficients mod ${modulus} in rows of ${columns}, ${spanText(series, from, count)}. ${found}`,
  }
}

/** "n ≡ 4 mod 5": the columns that vanish, by the least modulus that describes them. */
function vanishingClasses(zeroColumns: readonly number[], columns: number, from: number): string | null {
  if (zeroColumns.length === 0) return null
  const zero = new Set(zeroColumns)
  for (let m = 1; m <= columns; m++) {
    if (columns % m !== 0 || zeroColumns.some((c) => !zero.has((c + m) % columns))) continue
    const classes = [...new Set(zeroColumns.map((c) => (((c + from) % m) + m) % m))].sort((a, b) => a - b)
    return m === 1 ? "all n" : `n ≡ ${classes.join(", ")} mod ${m}`
  }
  return null
}

/** The steps in which a picture of fractional powers counts exponents. */
function steps({ denominator }: QSeries): { denominator?: number } {
  return denominator === 1 ? {} : { denominator }
}

function requireIntegers(series: QSeries): void {
  if (series.ring.kind === "Z" || series.ring.kind === "Zm") return
  throw new EngineError("domain", "Residues are those of integer coefficients.", {
    given: `a series with coefficients that are no integers`,
    hint: "Multiply by the common denominator first.",
  })
}

function signs(series: QSeries, options: ViewOptions): View {
  const { from, count, ...part } = windowFrom(series, SIGNS, options.from)
  const { sign } = loadAddon().series.windowLog10(series.native, from, count)
  const list = [...sign]
  const period = periodOf(list)
  const columns = Math.max(1, options.columns ?? rowLength(period))
  const [plus, minus] = [list.filter((s) => s > 0).length, list.filter((s) => s < 0).length]
  return {
    ...part,
    picture: { type: "signs", columns, signs: list, period, from, ...steps(series) },
    caption: `Signs of the coefficients, ${spanText(series, from, count)}`,
    description: `Signs in rows of ${columns}, ${spanText(series, from, count)}. ${plus} positive, ${minus} negative, ${
      count - plus - minus
    } zero; ${period === null ? "no period was found" : `period ${period}`}.`,
  }
}

/** A row of about 40 that shows a period as columns. */
function rowLength(period: number | null): number {
  return period === null || period > 80 ? 40 : period * Math.max(1, Math.round(40 / period))
}

const OVERLAYS: readonly (readonly [string, (n: number) => boolean])[] = [
  ["squares", isSquare],
  ["triangular numbers", (n) => isSquare(8 * n + 1)],
  ["generalised pentagonal numbers", (n) => isSquare(24 * n + 1)],
]

function zeros(series: QSeries, options: ViewOptions): View {
  const { from, count, ...part } = windowFrom(series, STRIP, options.from)
  const { sign } = loadAddon().series.windowLog10(series.native, from, count)
  const nonzero = [...sign.keys()].filter((index) => sign[index] !== 0).map((index) => from + index)
  const isWhole = series.denominator === 1
  const fits = OVERLAYS.find(([, contains]) => isWhole && nonzero.length > 2 && nonzero.every(contains))
  const overlay = fits?.[0] ?? null
  return {
    ...part,
    picture: { type: "zeros", length: count, nonzero, overlay, from, ...steps(series) },
    caption: `Where the coefficients do not vanish, ${spanText(series, from, count)}`,
    description: `${nonzero.length} of ${count} coefficients are not zero. ${
      overlay === null ? "Their exponents fit no list that was tried." : `Their exponents are all ${overlay}.`
    }`,
  }
}
