import type { RowChoice, TableRow } from "../../contract"
import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { exponent, exponentText } from "../series/exponent"
import type { QSeries } from "../series/series"
import { digitCount, shownCoefficient } from "./coefficients"
import { firstRow, rowCount } from "./windows"

/**
 * The table of a series by windows: every known exponent with its coefficient, zeros included, or only those of one class of exponents, in the order of the exponents
 * or of the coefficients. Only the rows asked for leave the session.
 */

/** Rows that are put in another order; a longer table is first cut down to a class. */
const MOST_SORTED = 200_000

/** Positions of the rows in their order; kept while the series lives, since a reader scrolls through one order. */
const orders = new WeakMap<QSeries, { readonly key: string; readonly positions: Int32Array }>()

export function chosenRows(
  series: QSeries,
  from: number,
  count: number,
  choice: RowChoice,
): { rows: TableRow[]; total: number } {
  const { only, sort } = choice
  const all = rowCount(series)
  const step = only?.modulus ?? 1
  const first = only === null ? 0 : startOf(series, only)
  const total = first >= all ? 0 : Math.ceil((all - first) / step)
  const shown = Math.max(0, Math.min(count, total - from))
  if (shown === 0) return { rows: [], total }
  const positions =
    sort === null
      ? Array.from({ length: shown }, (_, i) => first + (from + i) * step)
      : [...sorted(series, first, step, total, choice).subarray(from, from + shown)]
  return { rows: rowsAt(series, positions, choice.modulus), total }
}

/** The position of the first row whose exponent is in the class; exponents are counted in units of 1/denominator. */
function startOf(series: QSeries, { residue, modulus }: { residue: number; modulus: number }): number {
  if (series.denominator !== 1) {
    throw new EngineError("domain", "Classes of exponents are of whole exponents.", {
      given: `exponents with denominator ${series.denominator}`,
    })
  }
  return (((residue - firstRow(series)) % modulus) + modulus) % modulus
}

function rowsAt(series: QSeries, positions: readonly number[], modulus: number | null): TableRow[] {
  const addon = loadAddon().series
  const start = firstRow(series)
  const [low, high] = [Math.min(...positions), Math.max(...positions)]
  // Rows close together come in one window; scattered ones, of a sorted table, one by one.
  const near = high - low < 64 * positions.length
  const block = near ? addon.window(series.native, start + low, high - low + 1) : null
  return positions.map((at) => {
    const text = block === null ? addon.window(series.native, start + at, 1)[0] : block[at - low]
    return row(series, start + at, text ?? "0", modulus)
  })
}

function row(series: QSeries, n: number, coefficient: string, modulus: number | null): TableRow {
  return {
    n: exponentText(exponent(n, series.denominator)),
    coefficient: shownCoefficient(coefficient).text,
    digits: digitCount(coefficient),
    sign: coefficient === "0" ? 0 : coefficient.startsWith("-") ? -1 : 1,
    residue: modulus !== null && /^-?\d+$/.test(coefficient) ? String(residueOf(BigInt(coefficient), modulus)) : null,
  }
}

function residueOf(n: bigint, modulus: number): number {
  const m = BigInt(modulus)
  return Number(((n % m) + m) % m)
}

function sorted(series: QSeries, first: number, step: number, total: number, choice: RowChoice): Int32Array {
  const key = JSON.stringify([first, step, choice.sort, choice.modulus])
  const known = orders.get(series)
  if (known?.key === key) return known.positions
  const positions = Int32Array.from({ length: total }, (_, i) => first + i * step)
  const compare = comparison(series, positions, choice)
  positions.sort(compare)
  orders.set(series, { key, positions })
  return positions
}

/** Compares two positions as asked; equal ones stay in the order of the exponents. */
function comparison(series: QSeries, positions: Int32Array, choice: RowChoice): (a: number, b: number) => number {
  const { sort, modulus } = choice
  const direction = sort?.descending === true ? -1 : 1
  if (sort === null || sort.by === "n") return (a, b) => direction * (a - b)
  if (positions.length > MOST_SORTED) {
    throw new EngineError("tooLarge", `A table of at most ${MOST_SORTED} rows is sorted.`, {
      given: `${positions.length} rows`,
      hint: "Choose a class of exponents first.",
    })
  }
  const values = integersAt(series, positions)
  const value = (at: number): bigint => values.get(at) ?? 0n
  const keyOf: Readonly<Record<"coefficient" | "size" | "residue", (at: number) => bigint>> = {
    coefficient: value,
    size: (at) => (value(at) < 0n ? -value(at) : value(at)),
    residue: (at) => BigInt(residueOf(value(at), modulus ?? 2)),
  }
  const of = keyOf[sort.by]
  return (a, b) => {
    const [x, y] = [of(a), of(b)]
    return x === y ? a - b : x < y ? -direction : direction
  }
}

function integersAt(series: QSeries, positions: Int32Array): ReadonlyMap<number, bigint> {
  const { ring } = series
  if (ring.kind !== "Z" && ring.kind !== "Zm") {
    throw new EngineError("domain", "Rows are sorted by integer coefficients.", {
      given: "coefficients that are no integers",
      hint: "Multiply by the common denominator first.",
    })
  }
  const first = positions[0] ?? 0
  const last = positions.at(-1) ?? -1
  const window = loadAddon().series.window(series.native, firstRow(series) + first, last - first + 1)
  return new Map([...positions].map((at) => [at, BigInt(window[at - first] ?? "0")]))
}
