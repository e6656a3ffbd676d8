import type { CallContext } from "../values"
import type { SeriesInput } from "../functions/inputs"
import { compareExponents } from "../series/exponent"
import type { QSeries } from "../series/series"
import {
  type KernelResult,
  alignColumns,
  areLacunary,
  homogeneousRelations,
  informativeRows,
  linearRelations,
} from "./kernel"
import { type Monomial, MonomialValues } from "./monomials"

/** What a relation search works on: the members of L, and the monomials in them that may occur. */
export interface Search {
  readonly name: string
  readonly members: readonly SeriesInput[]
  readonly monomials: readonly Monomial[]
  /** When the monomials are all those of one degree: that degree. */
  readonly degree: number | null
  /** Columns in front of the monomials: the series that is to be expressed. */
  readonly front: readonly SeriesInput[]
  /** Rows beyond the number of monomials that find the kernel. */
  readonly extraRows: number
  readonly prime: bigint | null
  readonly context: CallContext
}

export interface SearchResult extends KernelResult {
  readonly order: number
  readonly values: MonomialValues
}

/** Exact inputs are expanded for rows up to so many exponents apart, those of a product in q^24 for instance. */
const FARTHEST_APART = 100

/**
 * All linear relations between the columns. Inputs of limited order are used as far as they are known; when every input is exact, they
 * are expanded so that twice as many rows check as were used to find.
 */
export function searchRelations(search: Search): SearchResult {
  const { members, monomials, front, context, prime, name } = search
  const rows = Math.max(1, monomials.length + search.extraRows)
  const inputs = [...members, ...front]
  const exact = inputs.every((input) => input.limit === null)
  let order = exact ? 2 * rows : highestOrder(inputs, 2 * rows)
  for (let attempt = 0; ; attempt++) {
    const series = members.map((m) => prepared(m, order))
    const values = new MonomialValues(series, context)
    const isHomogeneous = search.degree !== null && prime === null && front.length === 0 && areLacunary(series)
    const columns = isHomogeneous
      ? series
      : [...front.map((x) => prepared(x, order)), ...monomials.map((m) => values.value(m))].map((s) =>
          prime === null ? s : s.mod(prime).liftSymmetric(),
        )
    const aligned = alignColumns(columns)
    const have = informativeRows(aligned)
    if (exact && have < 2 * rows && attempt < 4) {
      const apart = (aligned.to - aligned.from) / (aligned.denominator * Math.max(1, have))
      order += Math.ceil((2 * rows - have) * Math.min(Math.max(1, apart), FARTHEST_APART))
      continue
    }
    const options = { rows, prime, context, name }
    const found = isHomogeneous
      ? homogeneousRelations(series, search.degree, monomials.length, options)
      : linearRelations(columns, options)
    return { ...found, order, values }
  }
}

/** The highest order among the inputs that have one: exact inputs are expanded so far. */
function highestOrder(inputs: readonly SeriesInput[], fallback: number): number {
  let highest: number | null = null
  for (const { limit } of inputs) {
    if (limit === null) continue
    const whole = Math.ceil(limit.numerator / limit.denominator)
    highest = highest === null ? whole : Math.max(highest, whole)
  }
  return highest ?? fallback
}

function prepared(input: SeriesInput, order: number): QSeries {
  const { limit } = input
  return limit === null || compareExponents(limit, { numerator: order, denominator: 1 }) > 0
    ? truncated(input, order)
    : input.known(order)
}

function truncated(input: SeriesInput, order: number): QSeries {
  const series = input.known(order)
  return series.isExact ? series.truncate(order) : series
}
