import type { QExpr } from "../../symbolic/expression"
import type { QSeries } from "../../series/series"

/** A closed form that agrees with a series on all its known coefficients. */
export interface Finding {
  /** What sort of form: "rational function", "eta quotient", … */
  readonly kind: string
  readonly form: QExpr
  /** What is worth saying beside the formula: level, weight, orders at the cusps. */
  readonly details: string | null
  /** Coefficients that determine the form, and those beyond that agree. */
  readonly used: number
  readonly beyond: number
  /** Number of parameters of the form: what the ranking goes by. */
  readonly size: number
}

/** The series under study, with what all searches need of it. */
export interface Subject {
  readonly series: QSeries
  readonly variable: string
  /** Number of known coefficients from the lowest exponent on, in whole steps. */
  readonly known: number
}
