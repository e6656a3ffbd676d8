import { describe, expect, it } from "vitest"
import type { Picture } from "../../../app/contract"
import { fareyFractions } from "../../../app/engine/outputs/pictures/circle"
import { cosetTiles } from "../../../app/engine/outputs/pictures/domain"
import { seriesView } from "../../../app/engine/outputs/views"
import type { QSeries } from "../../../app/engine/series/series"
import { formValue, logEta } from "../../../app/pictures/values"
import { Worksheet } from "../../oracle/harness"

function picture<Type extends Picture["type"]>(source: string, type: Type): Extract<Picture, { type: Type }> {
  const value = new Worksheet().run(source)
  if (value.kind !== "picture" || value.picture.type !== type) throw new Error(`${source} is no picture ${type}`)
  return value.picture as Extract<Picture, { type: Type }>
}

function series(source: string): QSeries {
  const value = new Worksheet().run(source)
  if (value.kind !== "series") throw new Error(`${source} is no series`)
  return value
}

/** Both as points of the unit circle, for arguments differ by turns. */
function expectTurn(angle: number, expected: number): void {
  expect(Math.cos(angle)).toBeCloseTo(Math.cos(expected), 10)
  expect(Math.sin(angle)).toBeCloseTo(Math.sin(expected), 10)
}

describe("Gamma_0(N)", () => {
  // PARI/GP 2.15, N = 1 to 60: [SL2(Z) : Gamma_0(N)] from its primes, and #mfcusps(N).
  const INDEX = [
    1, 3, 4, 6, 6, 12, 8, 12, 12, 18, 12, 24, 14, 24, 24, 24, 18, 36, 20, 36, 32, 36, 24, 48, 30, 42, 36, 48, 30, 72,
    32, 48, 48, 54, 48, 72, 38, 60, 56, 72, 42, 96, 44, 72, 72, 72, 48, 96, 56, 90, 72, 84, 54, 108, 72, 96, 80, 90, 60,
    144,
  ]
  const CUSPS = [
    1, 2, 2, 3, 2, 4, 2, 4, 4, 4, 2, 6, 2, 4, 4, 6, 2, 8, 2, 6, 4, 4, 2, 8, 6, 4, 6, 6, 2, 8, 2, 8, 4, 4, 4, 12, 2, 4,
    4, 8, 2, 8, 2, 6, 8, 4, 2, 12, 8, 12, 4, 6, 2, 12, 4, 8, 4, 4, 2, 12,
  ]

  it("index, cusps and widths, and every piece touches one cusp", () => {
    for (let N = 1; N <= 60; N++) {
      const { index, cusps, tiles } = picture(`gamma0domain(${N})`, "domain")
      expect([N, index, cusps.length]).toEqual([N, INDEX[N - 1], CUSPS[N - 1]])
      expect(tiles).toHaveLength(index)
      expect(cusps.reduce((sum, { width }) => sum + width, 0)).toBe(index)
      const touched = cusps.flatMap(({ places }) => places)
      expect(new Set(touched).size).toBe(touched.length)
      const tips = tiles.filter(([, , c]) => c !== 0).map(([a, , c]) => a / c)
      expect(new Set(tips).size).toBe(touched.length)
    }
  })

  it("the pieces are of different cosets, and one grows from another", () => {
    const tiles = cosetTiles(30)
    for (const [i, [a, b, c, d]] of tiles.entries()) {
      expect(a * d - b * c).toBe(1)
      // g h^(-1) is in Gamma_0(30) only when g = h: its lower left entry is c d' - d c'.
      for (const [, , c2, d2] of tiles.slice(i + 1)) expect(Math.abs(c * d2 - d * c2) % 30).not.toBe(0)
    }
  })

  it("orders at cusps, and their sum k * index / 12", () => {
    // mfcuspval of PARI times the width: 1/11 at 0 of width 11 and 1 at oo for the newform of level 11.
    const eleven = picture("gamma0domain(eta(tau)^2*eta(11*tau)^2)", "domain")
    expect(eleven.cusps.map(({ cusp, order }) => [cusp, order])).toEqual([
      ["oo", "1"],
      ["0", "1"],
    ])
    expect(eleven.valence).toMatchObject({ weight: "2", sum: "2", expected: "2" })
    // mfcuspval: 0, 0, 1 at oo, 0, 1/2 for theta3^4, and 1, 1/4, 1 for eta(2 tau)^12 on Gamma_0(4).
    const theta = picture("gamma0domain(eta(2*tau)^20/(eta(tau)^8*eta(4*tau)^8),4)", "domain")
    expect(theta.cusps.map(({ order }) => order)).toEqual(["0", "0", "1"])
    const twelve = picture("gamma0domain(eta(2*tau)^12,4)", "domain")
    expect(twelve.cusps.map(({ order, width }) => [order, width])).toEqual([
      ["1", 1],
      ["1", 4],
      ["1", 1],
    ])
    expect(twelve.valence).toMatchObject({ weight: "6", sum: "3", expected: "3" })
    expect(picture("gamma0domain(eta(tau),1)", "domain").valence).toMatchObject({
      weight: "1/2",
      sum: "1/24",
      expected: "1/24",
    })
  })

  it("refuses what it cannot draw", () => {
    expect(() => new Worksheet().run("gamma0domain(500)")).toThrow(/at most 600 pieces/)
    expect(() => new Worksheet().run("gamma0domain(eta(4*tau),6)")).toThrow(/divides the level/)
  })
})

describe("the upper half plane", () => {
  // PARI/GP 2.15: log(abs(f)), arg(f).
  it("eta far from its fundamental domain", () => {
    const first = logEta({ re: 0.3, im: 0.1 })
    expect(first.log).toBeCloseTo(0.31197420299959343835, 11)
    expectTurn(first.angle, -0.1608752771983210967)
    const second = logEta({ re: -0.71, im: 0.02 })
    expect(second.log).toBeCloseTo(0.71601073286244261799, 11)
    expectTurn(second.angle, -0.36272349839997777638)
  })

  it("an eta quotient, and a form by its weight", () => {
    const { form } = picture("halfplane(eta(5*tau)^5/eta(tau))", "halfplane")
    const value = formValue(form, { re: 0.137, im: 0.05 })
    expect(value.log).toBeCloseTo(-0.093634194125075809941, 10)
    expectTurn(value.angle, 2.6847484994939383986)
    const e4 = formValue(picture("halfplane(eisenstein(2,50),4)", "halfplane").form, { re: 0.37, im: 0.11 })
    expect(e4.log).toBeCloseTo(3.9340339410129532975, 10)
    expectTurn(e4.angle, 2.166260948204039374)
  })

  it("a discriminant is the same as a form of weight 12 and as a power of eta", () => {
    const byWeight = picture("halfplane(q*etaq(q,1,60)^24,12)", "halfplane").form
    const byEta = picture("halfplane(eta(tau)^24)", "halfplane").form
    for (const tau of [
      { re: 0.21, im: 0.03 },
      { re: -0.9, im: 0.4 },
    ]) {
      const [a, b] = [formValue(byWeight, tau), formValue(byEta, tau)]
      expect(a.log).toBeCloseTo(b.log, 9)
      expectTurn(a.angle, b.angle)
    }
  })

  it("refuses another weight, and a series that is no form", () => {
    expect(() => new Worksheet().run("halfplane(eisenstein(2,50),6)")).toThrow(/f\(-1\/tau\) = tau\^6 f\(tau\)/)
    // E_2 is quasi-modular only.
    expect(() => new Worksheet().run("halfplane(eisenstein(1,50),2)")).toThrow(/f\(-1\/tau\)/)
    expect(() => new Worksheet().run("halfplane(1+240*q+O(q^2),4)")).toThrow()
  })
})

describe("the circle method", () => {
  it("the fractions are Farey's: 1 + sum of phi(k) of them, the end left out", () => {
    expect(fareyFractions(1)).toEqual([{ h: 0, k: 1 }])
    expect(fareyFractions(5).map(({ h, k }) => `${h}/${k}`)).toEqual(
      "0/1 1/5 1/4 1/3 2/5 1/2 3/5 2/3 3/4 4/5".split(" "),
    )
    // OEIS A005728: 97 fractions of order 17 with both ends.
    expect(fareyFractions(17)).toHaveLength(96)
  })

  it("partitions: the product itself at four roots of unity", () => {
    const { fractions } = picture("circlemethod(partition_gf(400),3/4)", "circle")
    const at = (h: number, k: number) => fractions.find((one) => one.h === h && one.k === k)?.log10 ?? NaN
    // PARI/GP: log10 of abs(1/prodinf(n=1, 1-z^n)) at z = 3/4 e^(2 pi i h/k).
    expect(at(0, 1)).toBeCloseTo(1.8084081883622299977, 9)
    expect(at(1, 2)).toBeCloseTo(0.096487558284352463574, 9)
    expect(at(1, 3)).toBeCloseTo(-0.1603623506892583063, 9)
    expect(at(2, 5)).toBeCloseTo(-0.22747248943507383718, 9)
  })

  it("refuses a radius where the terms left out matter", () => {
    expect(() => new Worksheet().run("circlemethod(partition_gf(30),19/20)")).toThrow(/at most 1\/256/)
    expect(() => new Worksheet().run("circlemethod(1+q,3/2)")).toThrow(/between 0 and 1/)
  })
})

describe("Hecke's relations", () => {
  it("Ramanujan's tau: all hold, and the normalised values are PARI's", () => {
    const { weight, failure, tested, rows } = picture("hecketable(q*etaq(q,1,1000)^24,T=1000)", "hecke")
    // The numbers to 1000 but 1 and the 168 primes.
    expect([weight, failure, tested]).toEqual([12, null, 1000 - 1 - 168])
    expect(rows[0]).toMatchObject({ p: 2, a: "-24" })
    expect(rows[0]?.x).toBeCloseTo(-0.26516504294495532165, 12)
    expect(rows.find(({ p }) => p === 199)?.x).toBeCloseTo(0.082726165577048077032, 12)
    expect(rows.every(({ x }) => Math.abs(x) <= 1)).toBe(true)
  })

  it("the newform of level 11: a(p) of the curve 11a1, the bad prime among them", () => {
    const { weight, failure, rows } = picture("hecketable(q*etaq(q,1,300)^2*etaq(q,11,300)^2)", "hecke")
    expect([weight, failure]).toEqual([2, null])
    const a = new Map(rows.map((row) => [row.p, row.a]))
    // ellap of PARI.
    expect([a.get(2), a.get(97), a.get(11)]).toEqual(["-2", "-7", "1"])
  })

  it("names the first relation that fails", () => {
    // Delta(tau) + Delta(2 tau) is no eigenform: a(2) = -23, and then a(4) = -1472 - 24.
    const broken = picture("hecketable(q*etaq(q,1,50)^24+q^2*etaq(q,2,50)^24,12)", "hecke")
    expect(broken.failure).toBe("a(2)^2 - a(4) = 2025 is neither 0 nor 2^11 up to its sign")
    const product = picture("hecketable(q+q^2+q^3+q^4+q^5+2*q^6+O(q^8),1)", "hecke")
    expect(product.failure).toBe("a(6) = 2, and a(2) a(3) = 1")
    expect(() => new Worksheet().run("hecketable(1+q+O(q^20))")).toThrow(/q \+ a\(2\)/)
  })
})

describe("views of a series", () => {
  const R = "etaq(q,5,200)^5/etaq(q,1,200)"

  it("an eta quotient that is seen is drawn, and said to be a guess", () => {
    const domain = seriesView(series(R), "domain", {})
    expect(domain.picture).toMatchObject({ type: "domain", level: 5, index: 6 })
    expect(domain.caption).toMatch(/eta\(5\*tau\)\^5.*a guess, checked on \d+ exponents more/)
    expect(seriesView(series(R), "halfplane", {}).picture).toMatchObject({
      form: {
        eta: [
          [1, -1],
          [5, 5],
        ],
      },
    })
  })

  it("a series that shows none is refused in words", () => {
    expect(() => seriesView(series("1+q+q^3+7*q^4+q^9+O(q^60)"), "domain", {})).toThrow(/shows none/)
  })
})
