import { describe, expect, it } from "vitest"
import type { RowChoice } from "../../../app/contract"
import { QSeries } from "../../../app/engine/series/series"
import { chosenRows } from "../../../app/engine/outputs/table-rows"
import { firstTerms, termWindow, wholeCoefficient } from "../../../app/engine/outputs/windows"
import { shownCoefficient, shownTerm, sumLatex } from "../../../app/engine/outputs/coefficients"

/** p(n), n < 12: OEIS A000041. */
const PARTITIONS = [1, 1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56]
const partitions = (order: number): QSeries => QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", order)
const euler = (order: number): QSeries => QSeries.etaQuotient([{ scale: 1, exponent: 1 }], "q", order)

const all = (modulus: number | null): RowChoice => ({ modulus, only: null, sort: null })

describe("windows of terms", () => {
  it("skip zero coefficients and count them out", () => {
    const { terms, total } = termWindow(euler(30), 3, 4)
    // Euler: exponents n(3n±1)/2 are 0, 1, 2, 5, 7, 12, 15, 22, 26.
    expect(terms.map(({ exponent, coefficient }) => [exponent, coefficient])).toEqual([
      ["5", "1"],
      ["7", "1"],
      ["12", "-1"],
      ["15", "-1"],
    ])
    expect(total).toBe(9)
    expect(termWindow(euler(30), 9, 10)).toEqual({ terms: [], total: 9 })
  })

  it("show exponents of every kind", () => {
    const series = QSeries.fromTerms([-5, 19], ["1/2", "-3"], "q", 43, undefined, 24)
    expect(termWindow(series, 0, 10).terms).toEqual([
      { exponent: "-5/24", coefficient: "1/2" },
      { exponent: "19/24", coefficient: "-3" },
    ])
  })

  it("cut a series where it is still true", () => {
    expect(firstTerms(euler(30), 4).toString()).toBe("1 - q - q^2 + q^5 + O(q^7)")
    expect(firstTerms(euler(30), 9).toString()).toBe(euler(30).toString())
  })
})

describe("windows of rows", () => {
  it("hold zeros, signs, digits and residues", () => {
    const { rows, total } = chosenRows(partitions(12), 4, 3, all(5))
    expect(rows.map(({ n, coefficient, residue }) => [Number(n), Number(coefficient), Number(residue)])).toEqual(
      [4, 5, 6].map((n) => [n, PARTITIONS[n], (PARTITIONS[n] ?? 0) % 5]),
    )
    expect(total).toBe(12)
    expect(chosenRows(euler(8), 2, 2, all(null)).rows).toEqual([
      { n: "2", coefficient: "-1", digits: 1, sign: -1, residue: null },
      { n: "3", coefficient: "0", digits: 1, sign: 0, residue: null },
    ])
    expect(chosenRows(euler(8), 2, 1, all(7)).rows[0]?.residue).toBe("6")
  })

  it("begin at a negative valuation and end with a polynomial's degree", () => {
    const polynomial = QSeries.fromTerms([-2, 3], ["4", "5"], "q", null)
    const { rows, total } = chosenRows(polynomial, 0, 100, all(null))
    expect(rows.map(({ n, coefficient }) => `${n}:${coefficient}`)).toEqual([
      "-2:4",
      "-1:0",
      "0:0",
      "1:0",
      "2:0",
      "3:5",
    ])
    expect(total).toBe(6)
    expect(chosenRows(polynomial, 6, 10, all(null))).toEqual({ rows: [], total: 6 })
  })
})

describe("the table's choices", () => {
  // OEIS A000041
  const p = partitions(20)
  it("only the exponents of a class", () => {
    const { rows, total } = chosenRows(p, 0, 10, { modulus: 5, only: { residue: 4, modulus: 5 }, sort: null })
    expect(total).toBe(4)
    expect(rows.map(({ n, coefficient, residue }) => `${n}:${coefficient}:${residue ?? ""}`)).toEqual([
      "4:5:0",
      "9:30:0",
      "14:135:0",
      "19:490:0",
    ])
    expect(chosenRows(p, 2, 1, { modulus: null, only: { residue: 4, modulus: 5 }, sort: null }).rows[0]?.n).toBe("14")
    expect(chosenRows(p, 0, 9, { modulus: null, only: { residue: 30, modulus: 31 }, sort: null }).total).toBe(0)
  })

  it("in the order of the coefficients, of their sizes and of their residues", () => {
    const values = [3n, -5n, 0n, 5n, -1n, 10n ** 40n]
    const f = QSeries.fromCoefficients(values, "q")
    const order = (by: "n" | "coefficient" | "size" | "residue", descending: boolean): string =>
      chosenRows(f, 0, 9, { modulus: 3, only: null, sort: { by, descending } })
        .rows.map(({ n }) => n)
        .join("")
    expect(order("coefficient", false)).toBe("142035")
    expect(order("coefficient", true)).toBe("530241")
    expect(order("size", false)).toBe("240135")
    // Residues mod 3: 0, 1, 0, 2, 2, 1.
    expect(order("residue", false)).toBe("021534")
    expect(order("n", true)).toBe("543210")
    expect(() =>
      chosenRows(QSeries.fromTerms([0, 1], ["1/2", "1"], "q", 5), 0, 5, {
        modulus: null,
        only: null,
        sort: { by: "size", descending: false },
      }),
    ).toThrow(/integer coefficients/)
  })
})

describe("coefficients", () => {
  it("are shown by their ends beyond 30 digits, and whole on request", () => {
    const long = "1234567890".repeat(4)
    expect(shownCoefficient(long)).toEqual({ text: "12345678…7890", digits: 40 })
    expect(shownCoefficient(`-${long}/7`)).toEqual({ text: "-12345678…7890/7", digits: 41 })
    expect(shownCoefficient("1".repeat(30))).toEqual({ text: "1".repeat(30) })
    const series = QSeries.fromTerms([0, 2], ["1", long], "q", 5)
    expect(wholeCoefficient(series, "2")).toBe(long)
    expect(wholeCoefficient(series, "1/2")).toBe("0")
    expect(() => wholeCoefficient(series, "5")).toThrow(/not known/)
    expect(() => wholeCoefficient(series, "five")).toThrow(/whole number or a fraction/)
  })

  it("that are no numbers carry TeX", () => {
    const coefficient = "z^(-1) + 2*z^12 - zeta"
    const { latex } = shownTerm({ exponent: { numerator: 3, denominator: 1 }, coefficient })
    expect(latex).toBe("z^{-1} + 2\\,z^{12} - \\zeta")
  })

  it("make a sum in TeX", () => {
    const terms = [...euler(8).terms(0, 3), { exponent: { numerator: 5, denominator: 24 }, coefficient: "-3/2" }]
    expect(sumLatex("q", terms, { numerator: 8, denominator: 1 }, false)).toBe(
      "1 - q - q^{2} - \\frac{3}{2}\\,q^{5/24} + O\\left(q^{8}\\right)",
    )
    expect(sumLatex("q", [], null, false)).toBe("0")
  })
})
