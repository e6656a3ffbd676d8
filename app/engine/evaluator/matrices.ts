import { add, type QExpr } from "../symbolic/expression"
import { isRectangular, power, product, transposed, type Rows } from "../symbolic/matrix"
import { List, type Value } from "../values"
import { mulTwo, powTwo } from "./arithmetic"

/** A matrix of the language is the list of its rows, a vector the list of its entries; `.` and `&*` multiply them, ^ takes powers of matrices. */

/** The rows of a matrix; undefined for any other value. */
export function rowsOf(value: Value): Rows | undefined {
  if (value.kind !== "list" || value.items.length === 0) return undefined
  const rows: (readonly QExpr[])[] = []
  for (const item of value.items) {
    const row = entriesOf(item)
    if (row === undefined) return undefined
    rows.push(row)
  }
  return isRectangular(rows) ? rows : undefined
}

/** The entries of a vector of expressions; undefined for any other value. */
export function entriesOf(value: Value): readonly QExpr[] | undefined {
  if (value.kind !== "list") return undefined
  const entries = value.items.filter((entry): entry is QExpr => entry.kind === "expr")
  return entries.length === value.items.length ? entries : undefined
}

export function matrixValue(rows: Rows): List {
  return new List(rows.map((row) => new List(row)))
}

/** a . b: of matrices and vectors their product, of everything else the product that * is. */
export function dot(a: Value, b: Value): Value {
  const [rows, columns] = [rowsOf(a), rowsOf(b)]
  if (rows !== undefined && columns !== undefined) return matrixValue(product(rows, columns))
  const [left, right] = [entriesOf(a), entriesOf(b)]
  if (rows !== undefined && right !== undefined) {
    return new List(product(rows, transposed([right])).map(([entry]) => entry as QExpr))
  }
  if (left !== undefined && columns !== undefined) return new List(product([left], columns)[0] ?? [])
  if (left !== undefined && right !== undefined && left.length === right.length) {
    return add(left.map((entry, i) => entry.mul(right[i] as QExpr)))
  }
  return mulTwo(a, b)
}

/** A power of a matrix, or what ^ is. */
export function raised(base: Value, exponent: Value): Value {
  const rows = rowsOf(base)
  const times = exponent.kind === "expr" ? exponent.asSafeInteger() : undefined
  return rows === undefined || times === undefined ? powTwo(base, exponent) : matrixValue(power(rows, times))
}
