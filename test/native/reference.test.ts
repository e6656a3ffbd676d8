import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type NativeSeries, loadAddon } from "../../app/engine/native"

/*
 * Every kernel against a few lines of BigInt arithmetic that follow the definition. A reference is an array of the coefficients of
 * t^0 .. t^(N-1).
 */

const { series, special, matrix, integer } = loadAddon()
const N = 60
const runs = Math.ceil(40 * Number(process.env["TEST_MULTIPLIER"] ?? 1))

type Series = bigint[]
const zero = (): Series => new Array<bigint>(N).fill(0n)
const one = (): Series => [1n, ...zero().slice(1)]
const at = (a: Series, n: number): bigint => a[n] ?? 0n
const times = (a: Series, b: Series): Series =>
  a.map((_, n) => a.slice(0, n + 1).reduce((sum, c, k) => sum + c * at(b, n - k), 0n))
const plus = (a: Series, b: Series): Series => a.map((c, n) => c + at(b, n))
/** 1/a for a_0 = 1. */
function inverse(a: Series): Series {
  const r = one()
  for (let n = 1; n < N; n++) r[n] = -r.slice(0, n).reduce((sum, c, k) => sum + c * at(a, n - k), 0n)
  return r
}
const power = (a: Series, e: number): Series =>
  Array.from({ length: Math.abs(e) }).reduce<Series>((product) => times(product, e < 0 ? inverse(a) : a), one())
/** 1 - c t^e */
const factor = (c: bigint, e: number): Series => one().map((v, n) => (n === e ? v - c : v))
function euler(d: number): Series {
  let product = one()
  for (let e = d; e < N; e += d) product = times(product, factor(1n, e))
  return product
}
const termsFrom = (f: (n: number) => readonly [number, bigint] | null, from: number, to: number): Series => {
  const sum = zero()
  for (let n = from; n <= to; n++) {
    const [e, c] = f(n) ?? [N, 0n]
    if (e < N) sum[e] = at(sum, e) + c
  }
  return sum
}
const divisors = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0)
const window = (a: NativeSeries): Series => series.window(a, 0, N).map(BigInt)
const native = (a: Series): NativeSeries =>
  series.fromTerms(
    { kind: "Z" },
    a.map((_, n) => n),
    a,
    N,
  )

const eta = fc.array(fc.record({ scale: fc.integer({ min: 1, max: 6 }), exponent: fc.integer({ min: -4, max: 4 }) }), {
  maxLength: 3,
})
const etaReference = (factors: readonly { scale: number; exponent: number }[]): Series =>
  factors.reduce((product, { scale, exponent }) => times(product, power(euler(scale), exponent)), one())
/** Random, sparse, huge and zero coefficients behind a 1. */
const unit = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt(-9n, 9n), fc.bigInt(-(1n << 200n), 1n << 200n)), { maxLength: N - 1 })
  .map((tail) => zero().map((_, n) => (n === 0 ? 1n : (tail[n - 1] ?? 0n))))

const check = <T>(given: fc.Arbitrary<T>, property: (value: T) => void): void =>
  fc.assert(fc.property(given, property), { numRuns: runs })

describe("products", () => {
  it("eta quotients over Z and modulo m", () => {
    check(fc.tuple(eta, fc.bigInt(2n, 1n << 62n)), ([factors, m]) => {
      const expected = etaReference(factors)
      expect(window(series.etaQuotient(factors, N))).toEqual(expected)
      expect(window(special.etaQuotientMod(factors, m, N))).toEqual(expected.map((c) => ((c % m) + m) % m))
    })
  })

  it("products of 1 - c t^(an+b)", () => {
    const factorShape = fc.record({
      numerator: fc.bigInt(-3n, 3n).filter((c) => c !== 0n),
      denominator: fc.constant(1n),
      start: fc.integer({ min: 1, max: 7 }),
      step: fc.integer({ min: 1, max: 7 }),
      count: fc.option(fc.nat(5)),
      exponent: fc.integer({ min: -2, max: 2 }),
    })
    check(fc.array(factorShape, { maxLength: 3 }), (factors) => {
      let expected = one()
      for (const f of factors)
        for (let n = 0; n < (f.count ?? N) && f.start + n * f.step < N; n++)
          expected = times(expected, power(factor(f.numerator, f.start + n * f.step), f.exponent))
      expect(window(series.pochhammerProduct(factors, N))).toEqual(expected)
    })
  })

  it("theta series and their powers", () => {
    for (const [a, b, c] of [
      [2, 0, 0],
      [3, 1, 2],
      [1, 1, 0],
      [5, -3, 0],
    ] as const)
      for (const sign of [1, -1] as const)
        for (const half of [false, true]) {
          const term = (n: number) => [(a * n * n + b * n) / 2 + c, n % 2 === 0 || sign === 1 ? 1n : -1n] as const
          expect(window(series.theta(a, b, c, sign, N, half))).toEqual(termsFrom(term, half ? 0 : -N, N))
        }
    const theta = termsFrom((n) => [n * n, 1n], -N, N)
    for (let k = 0; k < 12; k++) expect(window(special.thetaPower(k, N))).toEqual(power(theta, k))
  })

  it("Lambert series and Eisenstein series", () => {
    const sigma = (k: number) => termsFrom((n) => [n, divisors(n).reduce((s, d) => s + BigInt(d) ** BigInt(k), 0n)], 1, N)
    const ones = BigInt64Array.of(1n)
    for (const k of [0, 1, 5, 11]) expect(window(series.lambert(k, ones, ones, N))).toEqual(sigma(k))
    const factors = { 4: 240n, 6: -504n, 8: 480n, 10: -264n, 14: -24n }
    for (const [k, c] of Object.entries(factors))
      expect(window(special.eisenstein(Number(k), N))).toEqual(plus(one(), sigma(Number(k) - 1).map((s) => c * s)))
    const e4 = plus(one(), sigma(3).map((s) => 240n * s))
    const j = times(power(e4, 3), power(euler(1), -24))
    expect(series.window(special.jInvariant(N - 1), -1, N).map(BigInt)).toEqual(j)
    expect(window(special.tau(N))).toEqual([0n, ...power(euler(1), 24).slice(0, N - 1)])
  })
})

describe("sums", () => {
  const finite = (c: bigint, start: number, step: number, count: number): Series =>
    Array.from({ length: Math.max(count, 0) }).reduce<Series>((p, _, i) => times(p, factor(c, start + i * step)), one())

  it("Eulerian sums, and the third order mock theta function f", () => {
    const item = fc.record({
      sign: fc.constantFrom<1 | -1>(1, -1),
      start: fc.integer({ min: 1, max: 3 }),
      step: fc.integer({ min: 1, max: 3 }),
      shift: fc.integer({ min: -2, max: 2 }),
      exponent: fc.integer({ min: -2, max: 2 }),
    })
    check(fc.tuple(fc.array(item, { maxLength: 2 }), fc.constantFrom([2, 0], [1, 1], [4, 2]), fc.constantFrom<1 | -1>(1, -1)), (given) => {
      const [factors, [a = 2, b = 0], sign] = given
      let expected = zero()
      for (let n = 0; (a * n * n + b * n) / 2 < N; n++) {
        const e = (a * n * n + b * n) / 2
        const product = factors.reduce(
          (p, f) => times(p, power(finite(BigInt(f.sign), f.start, f.step, n + f.shift), f.exponent)),
          termsFrom(() => [e, sign === -1 && n % 2 === 1 ? -1n : 1n], 0, 0),
        )
        expected = plus(expected, product)
      }
      expect(window(special.eulerianSum({ a, b, c: 0, sign, factors }, N))).toEqual(expected)
    })
    let f = zero()
    for (let n = 0; n * n < N; n++) f = plus(f, times(termsFrom(() => [n * n, 1n], 0, 0), power(finite(-1n, 1, 1, n), -2)))
    expect(window(special.mockThetaF(N))).toEqual(f)
  })

  it("ranks and cranks, by listing partitions", () => {
    const order = 18
    const count = { rank: new Map<string, bigint>(), crank: new Map<string, bigint>() }
    const add = (which: "rank" | "crank", n: number, m: number) =>
      count[which].set(`${n} ${m}`, (count[which].get(`${n} ${m}`) ?? 0n) + 1n)
    const visit = (n: number, parts: readonly number[], largest: number): void => {
      if (parts.length > 0) {
        const ones = parts.filter((p) => p === 1).length
        add("rank", n, (parts[0] ?? 0) - parts.length)
        add("crank", n, ones === 0 ? (parts[0] ?? 0) : parts.filter((p) => p > ones).length - ones)
      }
      for (let p = 1; p <= largest && n + p < order; p++) visit(n + p, [...parts, p], p)
    }
    visit(0, [], order)
    for (const which of ["rank", "crank"] as const) {
      const generated = which === "rank" ? special.rankFunction("z", order) : special.crankFunction("z", order)
      for (let n = 2; n < order; n++)
        for (let m = -n; m <= n; m++) {
          const text = series.coefficientText(generated, n)
          const found = coefficientOf(text, m)
          expect(`${which} ${n} ${m}: ${found}`).toBe(`${which} ${n} ${m}: ${count[which].get(`${n} ${m}`) ?? 0n}`)
        }
    }
  })

  it("Gaussian polynomials, by Pascal's rule", () => {
    const memo = new Map<string, Series>()
    const gauss = (n: number, k: number): Series => {
      if (k < 0 || k > n) return zero()
      if (k === 0) return one()
      const key = `${n},${k}`
      const known = memo.get(key) ?? plus(gauss(n - 1, k - 1), times(termsFrom(() => [k, 1n], 0, 0), gauss(n - 1, k)))
      memo.set(key, known)
      return known
    }
    for (let n = 0; n < 13; n++)
      for (let k = 0; k <= n; k++) expect(window(series.truncate(special.gaussian(n, k), N))).toEqual(gauss(n, k))
  })
})

/** The coefficient of z^m in a Laurent polynomial as text. */
function coefficientOf(text: string, m: number): bigint {
  const terms = text.replace(/\(|\)/g, "").replace(/ - /g, " + -").split(" + ")
  const power = m === 0 ? "" : m === 1 ? "z" : `z^${m}`
  for (const term of terms) {
    const [, c = "", , name = ""] = /^(-?\d*)(\*?)(z(?:\^-?\d+)?|)$/.exec(term) ?? []
    if (name === power && term !== "") return c === "" ? 1n : c === "-" ? -1n : BigInt(c)
  }
  return 0n
}

describe("arithmetic", () => {
  it("products, quotients and powers", () => {
    check(fc.tuple(unit, unit, fc.integer({ min: -4, max: 5 })), ([a, b, e]) => {
      expect(window(series.mul(native(a), native(b)))).toEqual(times(a, b))
      expect(window(series.div(native(a), native(b), null))).toEqual(times(a, inverse(b)))
      expect(series.info(series.pow(native(a), e, null)).order).toBe(e === 0 ? null : N)
      expect(window(series.truncate(series.pow(native(a), e, null), N))).toEqual(power(a, e))
    })
  })

  it("roots, exponentials and logarithms undo each other's definitions", () => {
    check(fc.tuple(unit, fc.integer({ min: 2, max: 4 })), ([a, d]) => {
      const f = series.truncate(native(a), 24)
      expect(series.compare(series.pow(series.powRational(f, 1, d, null), d, null), f).differsAt).toBeNull()
      // t (log f)' = t f'/f by the definition of the derivative.
      const derivative = native(times(a.map((c, n) => c * BigInt(n)), inverse(a)))
      expect(series.compare(series.thetaDerivative(series.log(f, null)), series.truncate(derivative, 24)).differsAt).toBeNull()
      expect(series.compare(series.exp(series.log(f, null), null), f).differsAt).toBeNull()
    })
  })

  it("what has no logarithm and no compositional inverse, with what was given", () => {
    const polynomial = (from: number, ...c: bigint[]): NativeSeries =>
      series.fromTerms({ kind: "Z" }, c.map((_, i) => from + i), c, null)
    expect(() => series.log(polynomial(0, 2n, 1n), 4)).toThrow("this series has the constant term 2.")
    expect(() => series.log(polynomial(-2, 1n, 0n, 1n), 4)).toThrow("this series begins with t^-2.")
    expect(() => series.log(polynomial(0), 4)).toThrow("this series is zero.")
    expect(() => series.reversion(polynomial(2, 1n), 5)).toThrow("this one begins with t^2.")
  })

  it("reversions, by Horner's rule", () => {
    check(unit, (a) => {
      const order = 12
      const f = [0n, ...a.slice(0, order - 1)]
      const g = series.window(series.reversion(series.truncate(native([...f, ...zero()].slice(0, N)), order), null), 0, order).map(BigInt)
      const padded = [...g, ...zero()].slice(0, N)
      const composed = f.reduceRight<Series>((sum, c) => plus(times(sum, padded), one().map((v) => v * c)), zero())
      expect(composed.slice(0, order)).toEqual(termsFrom(() => [1, 1n], 0, 0).slice(0, order))
    })
  })

  it("substitutions of c t", () => {
    const factors = fc.tuple(fc.bigInt(-9n, 9n), fc.bigInt(1n, 9n)).filter(([n]) => n !== 0n)
    check(fc.tuple(unit, factors, fc.integer({ min: -4, max: 4 })), ([a, [n, d], by]) => {
      const scaled = series.compose(series.shift(native(a), by), n, d, 1)
      // n^e/d^e, over the common denominator of all.
      const numerators = a.map((c, i) => (i + by < 0 ? c * d ** BigInt(-i - by) : c * n ** BigInt(i + by)))
      const denominators = a.map((_, i) => (i + by < 0 ? n ** BigInt(-i - by) : d ** BigInt(i + by)))
      a.forEach((_, i) => {
        const found = series.coefficient(scaled, i + by)
        expect(found.numerator * at(denominators, i)).toBe(at(numerators, i) * found.denominator)
      })
    })
    check(fc.tuple(unit, factors, fc.integer({ min: -4, max: 4 })), ([a, [n, d], by]) => {
      const m = 1000003n
      const inverseOf = (x: bigint): bigint => series.coefficient(series.inverse(series.mod(series.constant(x, 1n, null), m), 1), 0).numerator
      const c = (n * inverseOf(d)) % m
      const powerOf = (e: number): bigint => (e < 0 ? inverseOf(c) : c) ** BigInt(Math.abs(e)) % m
      const scaled = series.compose(series.mod(series.shift(native(a), by), m), n, d, 1)
      const reduced = (x: bigint): bigint => ((x % m) + m) % m
      expect(series.window(scaled, by, N).map(BigInt)).toEqual(a.map((x, i) => reduced(x * powerOf(i + by))))
    })
    expect(() => series.compose(series.mod(native(one()), 6n), 1n, 2n, 1)).toThrow("The factor 1/2 is not invertible modulo 6.")
    // Residues stay residues: unreduced, these powers would take ten gigabytes.
    const order = 300_000
    const long = series.compose(special.etaQuotientMod([{ scale: 1, exponent: 3 }], 10007n, order), 2n, 1n, 1)
    // f_1^3 = sum of (-1)^n (2n+1) t^(n(n+1)/2)
    let expected = 1541n
    for (let i = 0; i < 770 * 771 / 2; i++) expected = (expected * 2n) % 10007n
    expect(series.coefficient(long, (770 * 771) / 2).numerator).toBe(expected)
  })

  it("products over Laurent polynomials, coefficient by coefficient", () => {
    const { rational } = loadAddon()
    const term = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: -4, max: 4 }), fc.integer({ min: -2, max: 2 }))
    const coefficient = fc.array(term, { maxLength: 3 })
      .map((terms) => terms.map(([n, d, i, j]) => `${n}/${d}*z^(${i})*b^(${j})`).join(" + ") || "0")
    const laurent = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.array(coefficient, { minLength: 1, maxLength: 8 }))
    const make = ([from, list]: [number, string[]], order: number | null): NativeSeries =>
      series.fromTerms({ kind: "laurent", variables: ["b", "z"] }, list.map((_, i) => from + i), list, order)
    check(fc.tuple(laurent, laurent, fc.boolean()), ([x, y, cut]) => {
      const order = cut ? x[0] + x[1].length : null
      const product = series.mul(make(x, order), make(y, null))
      const end = series.info(product).order ?? x[0] + y[0] + 16
      for (let e = x[0] + y[0]; e < end; e++) {
        const sum = x[1].reduce((s, c, i) => {
          const other = y[1][e - x[0] - y[0] - i]
          return other === undefined ? s : rational.add(s, rational.mul(rational.fromText(c), rational.fromText(other)))
        }, rational.constant(0n, 1n))
        expect(rational.equal(series.coefficientRational(product, e), sum)).toBe(true)
        expect(rational.toText(series.coefficientRational(product, e))).toBe(rational.toText(sum))
      }
    })
  })

  it("product exponents and cyclotomic factors", () => {
    const exponents = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 })
    check(exponents, (b) => {
      const product = b.reduce((f, e, i) => times(f, power(factor(1n, i + 1), e)), one())
      expect(series.productExponents(native(product), b.length + 1)).toEqual(b.map(String))
    })
    // 1 - t^n is minus the product of Phi_d over the divisors d of n.
    for (const n of [1, 2, 6, 12, 30]) {
      const found = special.cyclotomicFactors(series.toPolynomial(native(factor(1n, n))))
      expect(found).toEqual({ sign: -1, factors: divisors(n).map((d) => [d, 1]) })
    }
  })

  it("kernels of integer matrices", () => {
    const rows = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.bigInt(-5n, 5n), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
    )
    check(rows, (entries) => {
      const columns = entries[0]?.length ?? 0
      const a = matrix.fromRows(entries)
      const basis = matrix.kernel(a).map((v) => v.map(BigInt))
      for (const v of basis)
        for (const row of entries) expect(row.reduce((sum, c, j) => sum + c * at(v, j), 0n)).toBe(0n)
      expect(basis.length).toBe(columns - gaussRank(entries))
      expect(matrix.rank(a)).toBe(gaussRank(entries))
    })
  })

  it("partition numbers", () => {
    const p = inverse(euler(1))
    for (let n = 0; n < N; n++) expect(integer.toBigInt(integer.partitions(n))).toBe(at(p, n))
  })
})

/** Fraction-free elimination. */
function gaussRank(entries: readonly (readonly bigint[])[]): number {
  const rows = entries.map((row) => [...row])
  let rank = 0
  for (let j = 0; j < (rows[0]?.length ?? 0); j++) {
    const pivot = rows.findIndex((row, i) => i >= rank && at(row, j) !== 0n)
    if (pivot < 0) continue
    const [chosen = []] = rows.splice(pivot, 1)
    rows.splice(rank, 0, chosen)
    for (let i = rank + 1; i < rows.length; i++) {
      const c = at(rows[i] ?? [], j)
      rows[i] = (rows[i] ?? []).map((v, k) => v * at(chosen, j) - c * at(chosen, k))
    }
    rank++
  }
  return rank
}
