import { describe, expect, it } from "vitest"
import { logGamma, meinardus } from "../../../app/engine/outputs/asymptotics"
import { periodOf } from "../../../app/engine/outputs/period"
import { seriesView } from "../../../app/engine/outputs/views"
import { QSeries } from "../../../app/engine/series/series"

const eta = (order: number, ...factors: [number, number][]): QSeries =>
  QSeries.etaQuotient(
    factors.map(([scale, exponent]) => ({ scale, exponent })),
    "q",
    order,
  )

describe("views of a series", () => {
  it("residues: p(5n + 4) is divisible by 5 (Ramanujan)", () => {
    const { picture, description } = seriesView(eta(400, [1, -1]), "residues", { modulus: 5, columns: 25 })
    expect(picture).toMatchObject({
      type: "residues",
      modulus: 5,
      columns: 25,
      from: 0,
      zeroColumns: [4, 9, 14, 19, 24],
    })
    expect(description).toContain("n ≡ 4 mod 5")
  })

  it("residues: none for fractions", () => {
    const fractions = QSeries.fromTerms([0, 1], ["1/2", "1"], "q", 5)
    expect(() => seriesView(fractions, "residues", {})).toThrow(/integer coefficients/)
  })

  it("product: the exponents of Rogers and Ramanujan's first identity repeat with period 5", () => {
    // sum q^(n^2)/(q;q)_n to O(q^12), from the partitions with parts that differ by at least 2: OEIS A003114.
    const values = [1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9, 10, 12, 14, 17, 19, 23, 26, 31]
    const { picture } = seriesView(QSeries.fromCoefficients(values.map(BigInt), "q"), "product", {})
    expect(picture).toMatchObject({ type: "product", period: 5 })
    expect(picture.type === "product" && picture.exponents.slice(0, 10)).toEqual([
      "-1",
      "0",
      "0",
      "-1",
      "0",
      "-1",
      "0",
      "0",
      "-1",
      "0",
    ])
  })

  it("product: refused where the leading coefficient is not 1", () => {
    expect(() => seriesView(QSeries.fromTerms([0, 1], ["2", "1"], "q", 9), "product", {})).toThrow(
      /leading coefficient 1/,
    )
  })

  it("a long series is shown by parts, each of which says where it stands", () => {
    const squares = QSeries.theta(2, 0, 0, 1, "q", 100_000)
    const plot = seriesView(squares, "plot", { from: 250_000 })
    expect(plot.window).toEqual({ from: 99_000, count: 1000, first: 0, last: 99_999 })
    // Between 99000 and 99999 lie 315^2 and 316^2.
    const shown = plot.picture.type === "stems" ? plot.picture.points.filter(({ sign }) => sign !== 0) : []
    expect(shown.map(({ n, value }) => [n, value])).toEqual([
      ["99225", "2"],
      ["99856", "2"],
    ])
    expect(seriesView(squares, "plot", { from: 99_990 }).window).toMatchObject({ from: 99_990, count: 10 })
    const map = seriesView(squares, "residues", { modulus: 2, columns: 10, from: 20_000 })
    expect(map.window).toEqual({ from: 20_000, count: 14_000, first: 0, last: 99_999 })
    expect(map.picture).toMatchObject({ from: 20_000, columns: 10 })
    expect(seriesView(eta(300, [1, -1]), "residues", {}).window).toBeUndefined()
    // A product's exponents from n = 1 on: p(n) has -1 everywhere.
    const product = seriesView(eta(5000, [1, -1]), "product", { from: 9000 })
    expect(product.window).toEqual({ from: 4600, count: 400, first: 1, last: 4999 })
    expect(product.picture).toMatchObject({ first: 4600, period: 1, exponents: Array(400).fill("-1") })
  })

  it("a part of a series with fractional exponents begins at a whole one", () => {
    // q^(1/4) and all its powers below q^500: 2000 terms.
    const exponents = Array.from({ length: 2000 }, (_, n) => n)
    const quarters = QSeries.fromTerms(exponents, Array<bigint>(2000).fill(1n), "q", 2000, undefined, 4)
    const { window, caption } = seriesView(quarters, "plot", { from: 100 })
    expect(window).toEqual({ from: 100, count: 250, first: 0, last: 499 })
    expect(caption).toContain("n = 100 to 1399/4")
  })

  it("a part of a series with fractional exponents names the exponents it shows", () => {
    // q^(1/24) (1 - q - q^2 + …): eta, whose exponents are (6n+1)^2/24.
    const eta24 = QSeries.fromTerms([1, 25, 49, 121], ["1", "-1", "-1", "1"], "q", 168, undefined, 24)
    const { picture, caption } = seriesView(eta24, "zeros", {})
    expect(picture).toMatchObject({ nonzero: [1, 25, 49, 121], denominator: 24, overlay: null, from: 0 })
    expect(caption).toContain("n = 0 to 167/24")
    expect(seriesView(eta24, "signs", {}).picture).toMatchObject({ from: 0, denominator: 24 })
    expect(seriesView(eta24, "residues", { modulus: 2, columns: 24 }).description).not.toContain("≡")
  })

  it("zeros: the powers in Euler's product are the pentagonal numbers, in theta3 the squares", () => {
    expect(seriesView(eta(200, [1, 1]), "zeros", {}).picture).toMatchObject({
      overlay: "generalised pentagonal numbers",
    })
    const theta3 = QSeries.theta(2, 0, 0, 1, "q", 200)
    expect(seriesView(theta3, "zeros", {}).picture).toMatchObject({
      overlay: "squares",
      nonzero: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196],
    })
    expect(seriesView(eta(100, [1, -1]), "zeros", {}).picture).toMatchObject({ overlay: null })
  })

  it("signs: of 1/(1 + q) alternate", () => {
    const alternating = QSeries.fromCoefficients(
      Array.from({ length: 40 }, (_, n) => BigInt((-1) ** n)),
      "q",
    )
    const { picture } = seriesView(alternating, "signs", {})
    expect(picture).toMatchObject({ type: "signs", period: 2, columns: 40 })
    expect(picture.type === "signs" && picture.signs.slice(0, 4)).toEqual([1, -1, 1, -1])
  })

  it("plot: exact values with their logarithms", () => {
    const { picture } = seriesView(eta(101, [1, -1]), "plot", {})
    if (picture.type !== "stems") throw new TypeError(picture.type)
    const last = picture.points[100]
    expect(last).toMatchObject({ n: "100", value: "190569292", sign: 1 }) // p(100), Hardy and Ramanujan 1918
    expect(last?.log10).toBeCloseTo(Math.log10(190569292), 10)
  })

  it("growth: p(n) comes within 5 % of Hardy and Ramanujan's leading term at n = 999", () => {
    const { picture } = seriesView(eta(1000, [1, -1]), "growth", {})
    if (picture.type !== "growth") throw new TypeError(picture.type)
    const end = picture.ratio?.at(-1)
    expect(end?.n).toBeGreaterThan(990)
    expect(end?.value).toBeGreaterThan(0.95)
    expect(end?.value).toBeLessThan(1)
    expect(seriesView(eta(300, [1, 1]), "growth", {}).picture).not.toHaveProperty("asymptotic")
  })
})

describe("Meinardus's leading term", () => {
  const hardyRamanujan = (n: number): number =>
    (Math.PI * Math.sqrt((2 * n) / 3) - Math.log(4 * n * Math.sqrt(3))) / Math.LN10
  /** Partitions into distinct parts: exp(pi sqrt(n/3)) / (4 3^(1/4) n^(3/4)). */
  const distinct = (n: number): number => (Math.PI * Math.sqrt(n / 3) - Math.log(4 * 3 ** 0.25 * n ** 0.75)) / Math.LN10

  it("is Hardy and Ramanujan's for p(n)", () => {
    for (const n of [1, 10, 1e3, 1e6]) expect(meinardus([-1])?.log10(n)).toBeCloseTo(hardyRamanujan(n), 9)
    expect(meinardus([-1, -1, -1])?.log10(500)).toBeCloseTo(hardyRamanujan(500), 9)
  })

  it("is the classical one for odd, that is distinct, parts", () => {
    for (const n of [10, 1e3, 1e6]) expect(meinardus([-1, 0])?.log10(n)).toBeCloseTo(distinct(n), 9)
  })

  it("is none where it does not hold", () => {
    expect(meinardus([1])).toBeNull()
    expect(meinardus([0, -1])).toBeNull() // only even parts: -1 is as near as 1
    expect(meinardus([0])).toBeNull()
  })

  it("rests on log Gamma", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
    expect(logGamma(1 / 3)).toBeCloseTo(Math.log(2.678938534707747633), 13)
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12)
  })
})

describe("a period", () => {
  it("is the least, seen three times over", () => {
    expect(periodOf([1, 2, 1, 2, 1, 2])).toBe(2)
    expect(periodOf([1, 2, 1, 2, 1])).toBeNull()
    expect(periodOf([3, 3, 3])).toBe(1)
    expect(periodOf([1, 2, 3, 4, 5, 6])).toBeNull()
  })
})
