import { etaForm, integerExponents, productExponents } from "../../discovery/exponents"
import { EngineError } from "../../errors"
import { lcm } from "../../number-theory"
import type { EtaExponents } from "../../proofs/find/gamma0"
import type { QSeries } from "../../series/series"

const EXPONENTS = 400
/** Exponents that must agree beyond those that determined the quotient. */
const BEYOND = 8

export interface FoundQuotient {
  readonly eta: EtaExponents
  readonly text: string
  /** The least level that all scales divide. */
  readonly level: number
  /** Exponents of the product on which it was checked beyond those it was read off. */
  readonly beyond: number
}

/** Written in the notebook's language, the scales ascending. */
export function quotientText(eta: EtaExponents): string {
  const side = (sign: 1 | -1): string[] =>
    eta
      .filter(([, r]) => Math.sign(r) === sign)
      .map(([d, r]) => `eta(${d === 1 ? "" : `${d}*`}tau)${Math.abs(r) === 1 ? "" : `^${Math.abs(r)}`}`)
  const [above, below] = [side(1), side(-1)]
  const numerator = above.length === 0 ? "1" : above.join("*")
  if (below.length === 0) return numerator
  return `${numerator}/${below.length === 1 ? (below[0] ?? "") : `(${below.join("*")})`}`
}

export function levelOf(eta: EtaExponents): number {
  return eta.reduce((level, [d]) => lcm(level, d), 1)
}

/** The eta quotient that a series seems to be, its power of q apart; refused when none fits all that is known. */
export function foundQuotient(series: QSeries): FoundQuotient {
  const found = integerExponents(productExponents(series, EXPONENTS).exponents)
  const form = "failsAt" in found ? null : etaForm(found.values, BEYOND)
  if (form === null || form.factors.length === 0) {
    throw new EngineError("unable", "This view is of an eta quotient, and the series shows none.", {
      given: series.toString(3),
      hint: "Expand the series further, or look at the view Product.",
    })
  }
  const eta = form.factors.map(({ scale, exponent }): [number, number] => [scale, exponent])
  return { eta, text: quotientText(eta), level: levelOf(eta), beyond: form.beyond }
}
