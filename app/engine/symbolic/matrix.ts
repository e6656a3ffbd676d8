import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { numberValue } from "./canonical"
import { integer, QExpr, rational } from "./expression"
import { rationalFromText, rationalText } from "./numbers"
import { normalRef } from "./rational-function"

/**
 * Matrices over the rational functions: rows of expressions, all of one length. Determinant and Gauss-Jordan elimination with entries in normal form;
 * cost of n^3 operations on the entries, whose size grows with each step.
 */
export type Rows = readonly (readonly QExpr[])[]

export function isRectangular(rows: Rows): boolean {
  return rows.every((row) => row.length === rows[0]?.length)
}

function normal(value: QExpr): QExpr {
  return value.isNumber() ? value : QExpr.of(value.arena, normalRef(value.arena, value.ref))
}

/** Whether an entry is 0 in every value of its names. */
function vanishes(value: QExpr): boolean {
  return value.isZero()
}

export function transposed(rows: Rows): QExpr[][] {
  return (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] as QExpr))
}

/** The product, its entries in normal form. */
export function product(a: Rows, b: Rows): QExpr[][] {
  if ((a[0]?.length ?? 0) !== b.length) {
    throw new EngineError("argument", "A product of matrices has as many columns on its left as rows on its right.", {
      given: `${a.length} by ${a[0]?.length ?? 0} times ${b.length} by ${b[0]?.length ?? 0}`,
    })
  }
  const columns = transposed(b)
  return a.map((row) => {
    row[0]?.arena.tick()
    return columns.map((column) =>
      normal(row.map((entry, i) => entry.mul(column[i] as QExpr)).reduce((x, y) => x.add(y), integer(0))),
    )
  })
}

export function identity(n: number): QExpr[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => integer(i === j ? 1 : 0)))
}

/** Whole powers; negative ones of the inverse. */
export function power(rows: Rows, exponent: number): QExpr[][] {
  requireSquare(rows)
  let result = identity(rows.length)
  let base = exponent < 0 ? inverse(rows) : rows.map((row) => [...row])
  for (let k = Math.abs(exponent); k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = product(result, base)
    if (k > 1) base = product(base, base)
  }
  return result
}

function requireSquare(rows: Rows): void {
  if (rows.length === (rows[0]?.length ?? 0)) return
  throw new EngineError("domain", "The matrix needs as many rows as columns.", {
    given: `${rows.length} by ${rows[0]?.length ?? 0}`,
  })
}

interface Reduced {
  /** Row echelon form, each pivot 1 and alone in its column. */
  readonly rows: readonly QExpr[][]
  readonly pivots: readonly number[]
  /** The product of the pivots, signed by the exchanges. */
  readonly factor: QExpr
}

/** Gauss-Jordan elimination in the first `columns` columns. */
function reduce(given: Rows, columns: number): Reduced {
  const rows = given.map((row) => row.map(normal))
  const pivots: number[] = []
  let factor = integer(1)
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const top = pivots.length
    const found = rows.findIndex((row, i) => i >= top && !vanishes(row[column] as QExpr))
    if (found < 0) continue
    if (found !== top) {
      ;[rows[top], rows[found]] = [rows[found] as QExpr[], rows[top] as QExpr[]]
      factor = factor.neg()
    }
    const pivot = rows[top]?.[column] as QExpr
    factor = factor.mul(pivot)
    const lead = (rows[top] as QExpr[]).map((entry) => normal(entry.div(pivot)))
    rows[top] = lead
    rows.forEach((row, i) => {
      const by = row[column] as QExpr
      if (i === top || vanishes(by)) return
      by.arena.tick()
      rows[i] = row.map((entry, j) => normal(entry.sub(by.mul(lead[j] as QExpr))))
    })
    pivots.push(column)
  }
  return { rows, pivots, factor: normal(factor) }
}

/** Of numbers by the addon, modulo primes; of other entries by elimination. */
export function determinant(rows: Rows): QExpr {
  requireSquare(rows)
  if (rows.length > 0 && rows.every((row) => row.every((entry) => entry.isNumber()))) {
    const { matrix } = loadAddon()
    const texts = rows.map((row) => row.map((entry) => rationalText(numberValue(entry.arena, entry.ref))))
    const { numerator, denominator } = rationalFromText(matrix.determinant(matrix.fromRows(texts)))
    return rational(numerator, denominator)
  }
  const { pivots, factor } = reduce(rows, rows.length)
  return pivots.length === rows.length ? factor : integer(0)
}

export function rankOf(rows: Rows): number {
  return reduce(rows, rows[0]?.length ?? 0).pivots.length
}

export function inverse(rows: Rows): QExpr[][] {
  requireSquare(rows)
  const n = rows.length
  const unit = identity(n)
  const { rows: reduced, pivots } = reduce(
    rows.map((row, i) => [...row, ...(unit[i] as QExpr[])]),
    n,
  )
  if (pivots.length < n) throw new EngineError("domain", "A matrix of determinant 0 has no inverse.")
  return reduced.map((row) => row.slice(n))
}

/** The x with A x = b; undefined when there is none. Refused when there are several. */
export function solveSystem(rows: Rows, right: readonly QExpr[]): QExpr[] | undefined {
  const columns = rows[0]?.length ?? 0
  if (rows.length !== right.length) {
    throw new EngineError("argument", "The right side has one entry for each row of the matrix.", {
      given: `${rows.length} rows, ${right.length} entries`,
    })
  }
  const { rows: reduced, pivots } = reduce(
    rows.map((row, i) => [...row, right[i] as QExpr]),
    columns + 1,
  )
  if (pivots.includes(columns)) return undefined
  if (pivots.length < columns) {
    throw new EngineError("domain", "The system has more than one solution.", {
      hint: "solve, with names for the unknowns, gives all of them.",
    })
  }
  return reduced.slice(0, columns).map((row) => row[columns] as QExpr)
}
