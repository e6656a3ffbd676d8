import { afterAll, describe, expect, it } from "vitest"
import { loadAddon, type NativeSeries, type Ring } from "../../app/engine/native"
import { StopWatch } from "../support/stopping"

/*
 * Operations on which a library would compute for seconds without looking up. Stop ends each within 100 ms of processor time, and what they
 * worked on is there after it.
 */

const BOUND = 100

const { matrix, series, special } = loadAddon()
const Z: Ring = { kind: "Z" }

/** Not one of few terms, nor one whose inverse has small coefficients. */
const dense = (order: number, ring: Ring = Z, first = 1n): NativeSeries => {
  const exponents = Array.from({ length: order }, (_, n) => n)
  const values = exponents.map((n) => (n === 0 ? first : BigInt(((n * n * 7919 + n * 104729) % 199) + 1)))
  return series.fromTerms(ring, exponents, values, order)
}
const long = (order: number): NativeSeries => series.scale(dense(order), 3n ** 20_000n, 1n)
const harmonic = (order: number): NativeSeries =>
  series.fromTerms(
    { kind: "Q" },
    Array.from({ length: order - 1 }, (_, n) => n + 1),
    Array.from({ length: order - 1 }, (_, n) => `1/${n + 1}`),
    order,
  )
const one = series.constant(1n, 1n, null)
const unit = (f: NativeSeries): NativeSeries => series.add(one, f)
const bigModulus: Ring = { kind: "Zm", modulus: 10n ** 30n + 57n }
const wordModulus: Ring = { kind: "Zm", modulus: 2n ** 62n + 135n }
const evenWordModulus: Ring = { kind: "Zm", modulus: 2n ** 50n }
const smallModulus: Ring = { kind: "Zm", modulus: 1_000_003n }

const operations: readonly (readonly [name: string, operand: () => NativeSeries, work: (f: NativeSeries) => unknown])[] = [
  ["a product of long coefficients", () => long(5000), (f) => series.mul(f, f)],
  ["a quotient with growing coefficients", () => special.eisenstein(4, 10_000), (f) => series.inverse(f, null)],
  ["a quotient by long coefficients", () => unit(series.shift(long(400), 1)), (f) => series.inverse(f, null)],
  ["a power of long coefficients", () => long(800), (f) => series.pow(f, 9, null)],
  ["a power of a polynomial", () => series.toPolynomial(dense(300)), (f) => series.pow(f, 300, null)],
  ["a quotient over Q", () => dense(6000, Z, 6n), (f) => series.inverse(f, null)],
  ["a logarithm", () => unit(harmonic(3000)), (f) => series.log(f, null)],
  ["an exponential", () => harmonic(4000), (f) => series.exp(f, null)],
  ["a root", () => unit(harmonic(2500)), (f) => series.powRational(f, 1, 3, null)],
  ["a reversion over Z", () => series.shift(dense(2000), 1), (f) => series.reversion(f, null)],
  ["a reversion over Q", () => harmonic(600), (f) => series.reversion(f, null)],
  ["an exact division", () => series.pow(series.toPolynomial(dense(800, Z, 7n)), 40, null), (f) => series.divExact(f, series.pow(series.toPolynomial(dense(800, Z, 7n)), 20, null))],
  ["a product modulo a long number", () => dense(200_000, bigModulus), (f) => series.mul(f, f)],
  ["a quotient modulo a long number", () => dense(100_000, bigModulus), (f) => series.inverse(f, null)],
  ["a packed product modulo a word", () => dense(400_000, wordModulus), (f) => series.mul(f, f)],
  ["a packed quotient modulo a word", () => dense(400_000, wordModulus), (f) => series.inverse(f, null)],
  ["a packed product modulo a power of two", () => dense(600_000, evenWordModulus), (f) => series.mul(f, f)],
  ["a quotient modulo a word", () => dense(100_000, wordModulus), (f) => series.inverse(f, null)],
  ["a quotient modulo a small number", () => dense(200_000, smallModulus), (f) => series.inverse(f, null)],
  ["a quotient over a cyclotomic field", () => dense(3000, { kind: "cyclotomic", n: 7 }), (f) => series.inverse(f, null)],
]

describe("Stop ends", () => {
  const watch = new StopWatch()
  afterAll(() => watch.close())

  function expectStop(work: () => unknown): void {
    for (const delay of [20, 150]) {
      const overrun = watch.overrun(delay, () => {
        // A fast machine may be done before Stop is pressed.
        for (let round = 0; round < 1000; round++) work()
      })
      watch.release()
      expect(overrun).not.toBeNull()
      expect(overrun).toBeLessThan(BOUND)
    }
  }

  it.each(operations)("%s", { timeout: 120_000 }, (_name, operand, work) => {
    watch.release()
    const f = operand()
    const before = series.hash(f)
    expectStop(() => work(f))
    expect(series.hash(f)).toBe(before)
  })

  it.each<[string, () => unknown]>([
    ["a quotient of products on digit planes", () => series.etaQuotient([{ scale: 1, exponent: -2 }, { scale: 2, exponent: 1 }], 300_000)],
    ["a quotient of products modulo primes", () => series.etaQuotient([{ scale: 1, exponent: -6 }], 400_000)],
    ["a quotient of products modulo a number", () => special.etaQuotientMod([{ scale: 1, exponent: -1 }], 1_000_000_007n, 4_000_000)],
    ["partitions modulo 2", () => special.etaQuotientMod([{ scale: 1, exponent: -1 }], 2n, 40_000_000)],
    ["partitions modulo 5, block by block", () => special.etaQuotientMod([{ scale: 1, exponent: -1 }], 5n, 30_000_000)],
    ["a quotient modulo a number, block by block", () => special.etaQuotientMod([{ scale: 1, exponent: -1 }], 13n, 9_000_000)],
    ["a power modulo a word, block by block", () => special.etaQuotientMod([{ scale: 1, exponent: 7 }], 2n ** 62n + 135n, 5_000_000)],
    ["a table of ranks", () => special.rankFunction("z", 2000)],
    [
      "an Eulerian sum",
      () => special.eulerianSum({ a: 2, b: 0, c: 0, sign: 1, factors: [{ sign: -1, start: 1, step: 1, shift: 0, exponent: -2 }] }, 100_000),
    ],
  ])("%s", { timeout: 120_000 }, (_name, work) => {
    expectStop(work)
  })

  const rows = Array.from({ length: 400 }, (_, i) => Array.from({ length: 380 }, (_, j) => BigInt((i * i * 31 + j * j * 17 + i * j) % 1009)))
  it.each<[string, (a: ReturnType<typeof matrix.fromRows>) => unknown]>([
    ["a rank", (a) => matrix.rank(a)],
    ["a kernel modulo a prime", (a) => matrix.kernelMod(a, 1_000_003n)],
    ["a kernel", (a) => matrix.kernel(a)],
  ])("%s", { timeout: 120_000 }, (_name, work) => {
    watch.release()
    const a = matrix.fromRows(rows)
    expectStop(() => work(a))
    expect(matrix.rows(a)[7]?.[9]).toBe(String(rows[7]?.[9]))
  })
})
