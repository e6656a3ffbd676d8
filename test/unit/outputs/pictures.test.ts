import { describe, expect, it } from "vitest"
import type { Picture } from "../../../app/contract"
import { certifiedRoots } from "../../../app/engine/outputs/pictures/certified-roots"
import { phaseView } from "../../../app/engine/outputs/pictures/phase"
import { QSeries } from "../../../app/engine/series/series"
import { Worksheet } from "../../oracle/harness"

const never = (): void => undefined

function picture<Type extends Picture["type"]>(source: string, type: Type): Extract<Picture, { type: Type }> {
  const value = new Worksheet().run(source)
  if (value.kind !== "picture" || value.picture.type !== type) throw new Error(`${source} is no picture ${type}`)
  return value.picture as Extract<Picture, { type: Type }>
}

describe("certified zeros of a polynomial", () => {
  it("those of z^12 - 1 are the roots of unity", () => {
    const roots = certifiedRoots([-1n, ...Array<bigint>(11).fill(0n), 1n], never)
    expect(roots).toHaveLength(12)
    for (const { re, im, error } of roots ?? []) {
      expect(error).toBeLessThan(1e-14)
      const nearest = Math.round((Math.atan2(im, re) * 6) / Math.PI)
      expect(Math.hypot(re - Math.cos((nearest * Math.PI) / 6), im - Math.sin((nearest * Math.PI) / 6))).toBeLessThan(
        error + 1e-15,
      )
    }
  })

  it("Wilkinson's polynomial of degree 20 has the zeros 1 to 20, each within its error", () => {
    let p = [1n]
    for (let n = 1n; n <= 20n; n++) p = [...p, 0n].map((c, k) => -n * c + (p[k - 1] ?? 0n))
    const roots = (certifiedRoots(p, never) ?? []).toSorted((a, b) => a.re - b.re)
    expect(roots).toHaveLength(20)
    roots.forEach(({ re, im, error }, i) => expect(Math.hypot(re - i - 1, im)).toBeLessThanOrEqual(error))
  })

  it("a zero of higher order is not claimed to be simple", () => {
    expect(certifiedRoots([1n, -3n, 3n, -1n], never)).toBeNull()
    expect(() => new Worksheet().run("zeros((1-q)^2*(1+q),4)")).toThrow(/simple/)
  })

  it("the sum of the zeros is Viete's, for partition numbers of degree 60", () => {
    const { roots } = picture("zeros(partition_gf(61),61)", "roots")
    expect(roots).toHaveLength(60)
    // OEIS A000041: p(59) = 831820, p(60) = 966467.
    const sum = roots.reduce((total, { re }) => total + re, 0)
    expect(sum).toBeCloseTo(-831820 / 966467, 8)
  })
})

describe("congruences", () => {
  it("Ramanujan's three for p(n), and those that follow are marked", () => {
    const { cells } = picture("congruences(partition_gf(1001),25)", "congruences")
    const hit = (modulus: number, residue: number, prime: number) =>
      cells.find((c) => c.modulus === modulus && c.residue === residue && c.prime === prime)
    for (const [A, B, p] of [
      [5, 4, 5],
      [7, 5, 7],
      [11, 6, 11],
    ] as const)
      expect(hit(A, B, p)).toMatchObject({ tested: Math.ceil((1001 - B) / A) })
    expect(hit(25, 24, 5)?.follows).toBe(true)
    expect(cells.filter((c) => c.follows !== true && c.prime > 3)).toHaveLength(3)
  })

  it("a class that vanishes is told as such: Euler's product has no exponents 3 or 4 mod 5", () => {
    const { cells } = picture("congruences(etaq(q,1,300),5)", "congruences")
    expect(cells.filter((c) => c.modulus === 5).map((c) => [c.residue, c.prime])).toEqual([
      [3, 0],
      [4, 0],
    ])
  })
})

describe("dissection", () => {
  it("of Euler's product mod 5: class 1 is -q(q^25;q^25) (Ramanujan), 3 and 4 vanish", () => {
    const { rows } = picture("dissection(etaq(q,1,1500),5)", "dissection")
    expect(rows[1]?.product).toBe("-(q^{5};q^{5})_\\infty")
    expect(rows[3]?.text).toMatch(/^O\(/)
    expect(rows[4]?.product).toBeNull()
  })

  it("of p(n) mod 5: class 4 is Ramanujan's most beautiful identity", () => {
    const { rows } = picture("dissection(partition_gf(1500),5)", "dissection")
    expect(rows[4]?.product).toBe("5\\frac{(q^{5};q^{5})_\\infty^{5}}{(q;q)_\\infty^{6}}")
    expect(new Set(rows[4]?.residues)).toEqual(new Set([0]))
    expect(rows[0]?.product).toBeNull()
  })
})

describe("pictures of partitions", () => {
  it("rank table: rows sum to p(n), and Dyson's classes mod 5 are equal at 4, 9, 14", () => {
    const { values } = picture("ranktable(10)", "heat")
    // OEIS A000041
    expect(values.map((row) => row.reduce((sum, a) => sum + Number(a), 0))).toEqual([
      1, 1, 2, 3, 5, 7, 11, 15, 22, 30, 42,
    ])
    const classes = picture("ranktable(14,5)", "heat")
    for (const n of [4, 9, 14]) expect(new Set(classes.values[n])).toHaveLength(1)
  })

  it("crank table: the classes mod 11 are equal at 6 and 17 (Andrews and Garvan)", () => {
    const { values } = picture("cranktable(17,11)", "heat")
    for (const n of [6, 17]) expect(new Set(values[n]).size).toBe(1)
  })

  it("Ferrers diagram of 5+4+4+1, by hand", () => {
    expect(picture("ferrers([4,1,5,4])", "ferrers")).toMatchObject({
      parts: [5, 4, 4, 1],
      conjugate: [4, 3, 3, 3, 1],
      durfee: 3,
      rank: 1,
      frobenius: [
        [4, 2, 1],
        [3, 1, 0],
      ],
    })
    expect(picture("ferrers(6)", "ferrers").all).toHaveLength(11)
  })
})

describe("phase portrait", () => {
  it("a polynomial is drawn whole, a series only where what is left out is small", () => {
    expect(picture("phase(1-q+2*q^2)", "phase")).toMatchObject({ radius: 1, coefficients: [1, -1, 2] })
    const { picture: drawn } = phaseView(QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", 300))
    if (drawn.type !== "phase") throw new Error("no phase portrait")
    expect(drawn.radius).toBeGreaterThan(0.7)
    expect(drawn.radius).toBeLessThan(0.95)
    // The true tail at that radius, from 1/prod(1 - r^n): the drawn terms miss less than 1/256.
    const r = drawn.radius
    let product = 1
    for (let n = 1; n < 5000; n++) product /= 1 - r ** n
    const sum = drawn.coefficients.reduce((total, a, n) => total + a * r ** n, 0)
    expect(product - sum).toBeLessThan(1 / 256)
  })
})
