import type { QSeries } from "../../series/series"
import type { CallContext } from "../../values"
import { algebraicForm, divisorForm, namedCombination, namedForm } from "./combinations"
import type { Finding, Subject } from "./finding"
import { libraryFor } from "./library"
import { productForms, rationalFunction } from "./products"

/*
 * One call that looks for a closed form of a series, the cheapest search first: rational function, products, a named series up to
 * multiple, shift, dilation and sign, Eisenstein and Lambert combinations, combinations of a few named series, an algebraic relation
 * with one. A form is claimed only when it agrees with every coefficient compared and these far outnumber what determines
 * it; constants are never fitted for themselves, so that a series spoilt in one place is not explained away.
 */

export interface IdentifyOptions {
  readonly context: CallContext
  /** Called with each finding as soon as it is there. */
  readonly found?: (finding: Finding) => void
}

const FEWEST = 24
/** Orders at which the named series are kept for comparing; a series is compared at the highest one it reaches, and then to its own. */
const LADDER = [400, 300, 200, 150, 100, 64, 40, FEWEST]
/** Coefficients to which a longer series is looked at. */
const MOST = 2000

/** The closed forms that the first successful search finds, best first; empty when none does. */
export function identify(series: QSeries, variable: string, { context, found }: IdentifyOptions): Finding[] {
  const order = series.integerOrder
  const { valuation } = series
  if (order === null || valuation === null) return []
  const known = order - Math.floor(valuation.numerator / valuation.denominator)
  if (known < FEWEST) return []
  const subject: Subject = { series, variable, known }
  const library = () => libraryFor(LADDER.find((T) => T <= order) ?? FEWEST, context)
  const short: Subject =
    order <= MOST ? subject : { series: series.truncate(MOST), variable, known: known - (order - MOST) }
  const searches: readonly (readonly [string, () => readonly (Finding | null)[]])[] = [
    ["rational function", () => [rationalFunction(subject)]],
    ["products", () => productForms(subject)],
    ["named series", () => [namedForm(short, library())]],
    ["Eisenstein and Lambert series", () => [divisorForm(short, library(), context)]],
    ["combinations of named series", () => [namedCombination(short, library(), context)]],
    ["algebraic relations", () => [algebraicForm(short, library(), context)]],
  ]
  for (const [i, [stage, search]] of searches.entries()) {
    context.checkStop()
    context.progress({ stage, done: i, total: searches.length, unit: "searches" })
    const findings = search().filter((x): x is Finding => x !== null)
    findings.sort((a, b) => a.size - b.size)
    for (const finding of findings) found?.(finding)
    if (findings.length > 0) return findings
  }
  return []
}

export type { Finding } from "./finding"
