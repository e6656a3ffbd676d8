import { EngineError } from "../../errors"
import type { QSeries } from "../../series/series"
import { rationalFromText, greatestCommonDivisor } from "../../symbolic/numbers"
import { certifiedRoots } from "./certified-roots"
import type { View } from "./view"

export const LARGEST_DEGREE = 200
const DEFAULT_ORDERS = [20, 40, 60] as const

/**
 * Zeros of the truncations f + O(q^N), a zero at 0 left out, each with a proved error.
 * Cost: about degree^3 bit operations of long integers, a second at degree 200.
 * @param orders truncations N; those beyond what is known are refused
 */
export function rootsView(series: QSeries, orders?: readonly number[], checkStop: () => void = () => undefined): View {
  if (series.denominator !== 1 || (series.ring.kind !== "Z" && series.ring.kind !== "Q")) {
    throw new EngineError("domain", "Zeros are those of truncations with rational coefficients and whole exponents.", {
      given: series.toString(3),
    })
  }
  const { order } = series.info
  const end = order ?? (series.degree?.numerator ?? 0) + 1
  const wanted = orders ?? [...new Set(DEFAULT_ORDERS.map((n) => Math.min(n, end)))]
  const roots = wanted.flatMap((n) => {
    const found = certifiedRoots(truncation(series, n, order), checkStop)
    if (found === null) {
      throw new EngineError("unable", "The zeros of a truncation are told apart only when they are simple.", {
        given: `the terms below ${series.variable}^${n}`,
        hint: "Choose another truncation, or divide by the repeated factor.",
      })
    }
    return found.map(({ re, im, error }) => ({ re, im, radius: Math.hypot(re, im), order: n, error }))
  })
  const error = Math.max(0, ...roots.map((root) => root.error))
  const sizes = roots.map(({ radius }) => radius)
  const list = wanted.map((n) => `${series.variable}^${n}`).join(", ")
  return {
    picture: { type: "roots", roots },
    caption: `Zeros of the terms below ${list}`,
    description: `${roots.length} zeros of the truncations below ${list}, beside the unit circle, each proved to within ${error.toExponential(1)}. ${
      sizes.length === 0
        ? "There are none."
        : `Their distances from 0 go from ${Math.min(...sizes).toFixed(4)} to ${Math.max(...sizes).toFixed(4)}.`
    }`,
  }
}

/** Integer coefficients, lowest first, of the truncation times a constant and a power of the variable. */
function truncation(series: QSeries, n: number, order: number | null): bigint[] {
  if (order !== null && n > order) {
    throw new EngineError("precision", "A truncation has only known terms.", {
      given: `${n}, with the series known below ${order}`,
      hint: "Expand the series further.",
    })
  }
  const from = Math.min(0, series.info.valuation ?? 0)
  const rationals = series.window(from, Math.max(0, n - from)).map(rationalFromText)
  while (rationals.length > 0 && rationals.at(-1)?.numerator === 0n) rationals.pop()
  const first = rationals.findIndex(({ numerator }) => numerator !== 0n)
  const list = rationals.slice(Math.max(0, first))
  if (list.length > LARGEST_DEGREE + 1) {
    throw new EngineError("tooLarge", `Zeros are found for truncations of degree at most ${LARGEST_DEGREE}.`, {
      given: `degree ${list.length - 1}`,
      hint: "Take fewer terms.",
    })
  }
  const common = list.reduce(
    (lcm, { denominator }) => (lcm / greatestCommonDivisor(lcm, denominator)) * denominator,
    1n,
  )
  return list.map(({ numerator, denominator }) => numerator * (common / denominator))
}
