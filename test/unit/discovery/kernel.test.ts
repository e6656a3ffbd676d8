import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { linearRelations, primitive, symmetricResidue } from "../../../app/engine/discovery/kernel"
import { QSeries } from "../../../app/engine/series/series"
import { rationalOf } from "../../../app/engine/symbolic/numbers"
import type { CallContext } from "../../../app/engine/values"

/** High enough that columns with gaps of seven still have more rows than there are columns. */
const ORDER = 64

const context: Pick<CallContext, "checkStop" | "progress"> = { checkStop: () => undefined, progress: () => undefined }

function relations(
  columns: readonly (readonly bigint[])[],
  rows: number,
  prime: bigint | null,
): readonly (readonly bigint[])[] {
  const series = columns.map((c) => QSeries.fromCoefficients([...c], "q", 0, ORDER))
  return linearRelations(series, { rows, prime, context: context as CallContext, name: "relations" }).vectors
}

/** Columns of random small numbers, the last ones combinations of those before; the rest of the rows are zero. */
const columns = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.array(fc.array(fc.bigInt(-3n, 3n), { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  )
  .chain(([extra, free]) =>
    fc
      .array(fc.array(fc.bigInt(-2n, 2n), { minLength: free.length, maxLength: free.length }), {
        minLength: extra,
        maxLength: extra,
      })
      .map((weights) => [
        ...free,
        ...weights.map((w) =>
          Array.from({ length: 8 }, (_, i) => w.reduce((sum, c, k) => sum + c * (free[k]?.[i] ?? 0n), 0n)),
        ),
      ]),
  )

describe("linear relations", () => {
  test.each([null, 7n])("are a reduced echelon basis, modulo %s", (prime) => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 12 }), (given, rows) => {
        const found = relations(given, rows, prime)
        const vanishing = (v: readonly bigint[]) =>
          Array.from({ length: 8 }, (_, i) => v.reduce((sum, c, k) => sum + c * (given[k]?.[i] ?? 0n), 0n)).every(
            (c) => (prime === null ? c === 0n : c % prime === 0n),
          )
        expect(found.every(vanishing)).toBe(true)
        const leads = found.map((v) => v.findIndex((c) => c !== 0n))
        expect([...leads].sort((a, b) => a - b)).toEqual(leads)
        expect(new Set(leads).size).toBe(found.length)
        for (const [i, v] of found.entries()) {
          expect(v[leads[i] ?? 0]).toBe(prime === null ? primitive(v.map((c) => rationalOf(c, 1n)))[leads[i] ?? 0] : 1n)
          for (const [k, lead] of leads.entries()) if (k !== i) expect(v[lead]).toBe(0n)
        }
        // Each column beyond the rank gives one; the rank of the columns is at most the number of those that were free.
        expect(found.length).toBe(given.length - rank(given, prime ?? 1_000_003n))
      }),
      { numRuns: 60 },
    )
  })

  test("come as they are known", () => {
    // x, x^2 + x, 2 x^2 over Q: 2 X1 - 2 X2 + X3.
    expect(
      relations(
        [
          [0n, 1n],
          [0n, 1n, 1n],
          [0n, 0n, 2n],
        ],
        3,
        null,
      ),
    ).toEqual([[2n, -2n, 1n]])
    expect(
      relations(
        [
          [0n, 1n],
          [0n, 1n, 1n],
          [0n, 0n, 2n],
        ],
        3,
        7n,
      ),
    ).toEqual([[1n, -1n, -3n]])
  })
})

describe("rows between the exponents of all columns", () => {
  const dilated = (coefficients: readonly bigint[], by: number, T: number) =>
    QSeries.fromCoefficients([...coefficients], "q", 0, T).dilate({ numerator: by, denominator: 1 })
  const related = (series: readonly QSeries[], rows: number) =>
    linearRelations(series, { rows, prime: null, context: context as CallContext, name: "relations" })

  test("are not counted as evidence", () => {
    const columns = [dilated([1n, 1n], 5, 12), dilated([1n, 2n], 5, 12), dilated([1n, 3n], 5, 12)]
    expect(related(columns, 4)).toEqual({
      vectors: [[1n, -2n, 1n]],
      rowsUsed: 4,
      rowsBeyond: 8,
      checkedTo: { numerator: 60, denominator: 1 },
    })
  })

  test("do not make three unknowns of two coefficients", () => {
    const columns = [dilated([1n, 1n], 5, 2), dilated([1n, 2n], 5, 2), dilated([1n, 3n], 5, 2)]
    expect(() => related(columns, 4)).toThrow("relations needs more coefficients than unknowns.")
  })
})

/** The rank modulo a prime, by elimination. */
function rank(rows: readonly (readonly bigint[])[], p: bigint): number {
  const work = rows.map((row) => row.map((c) => ((c % p) + p) % p))
  let found = 0
  for (let column = 0; column < 8; column++) {
    const at = work.findIndex((row, i) => i >= found && row[column] !== 0n)
    const pivot = work[at]
    if (pivot === undefined) continue
    work[at] = work[found] ?? pivot
    work[found] = pivot
    for (let i = found + 1; i < work.length; i++) {
      const row = work[i]
      // row * pivot's lead - pivot * row's lead
      const [a, b] = [pivot[column] ?? 0n, row?.[column] ?? 0n]
      if (row) for (let k = 0; k < 8; k++) row[k] = ((((row[k] ?? 0n) * a - (pivot[k] ?? 0n) * b) % p) + p) % p
    }
    found++
  }
  return found
}

test("primitive vectors and symmetric residues", () => {
  expect(primitive([rationalOf(-2n, 3n), rationalOf(4n, 9n)])).toEqual([3n, -2n])
  expect([symmetricResidue(7n, 13n), symmetricResidue(6n, 13n)]).toEqual([-6n, 6n])
})
