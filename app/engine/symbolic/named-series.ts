import type { QSeries } from "../series/series"
import type { Arena, Ref } from "./arena"
import { FIRST_FUNCTION } from "./heads"

/*
 * Functions that are power series of their last argument, such as EISENq(4, q^2) or mock_theta_f3(-q). As expressions they are exact and
 * expand as far as the outermost call asks for. Their coefficients are computed by the declared functions, which enter themselves here.
 */

export interface NamedSeries {
  /** Whole arguments before the last. */
  readonly parameters: number
  /** The exponents of the series lie in 1/denominator + Z or are whole. */
  readonly denominator: number
  /** The order of the roots of unity among the coefficients; 1 for rational ones. */
  readonly unity: number
  /** The series in the variable, known below exponent T. */
  make(parameters: readonly number[], variable: string, T: number): QSeries
}

const known = new Map<string, NamedSeries>()

export function enterSeries(name: string, series: NamedSeries): void {
  known.set(name, series)
}

/** The series that an application of a name stands for. */
export function namedSeries(arena: Arena, ref: Ref): NamedSeries | undefined {
  const head = arena.head(ref)
  if (head < FIRST_FUNCTION) return undefined
  const series = known.get(arena.functionName(head))
  return series?.parameters === arena.arity(ref) - 1 ? series : undefined
}
