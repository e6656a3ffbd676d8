import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type NativeRational, loadAddon } from "../../app/engine/native"

const { matrix, rational, series } = loadAddon()
const numRuns = Math.ceil(60 * Number(process.env["TEST_MULTIPLIER"] ?? 1))

const read = (text: string) => rational.fromText(text)
const show = (value: NativeRational) => rational.toText(value)
const same = (a: NativeRational, b: NativeRational) => expect(show(a)).toBe(show(b))

/** Few terms in x, y, z with small or large coefficients and degrees below 4. */
const polynomial = fc
  .array(fc.tuple(fc.oneof(fc.bigInt(-9n, 9n), fc.bigInt(-(1n << 80n), 1n << 80n)), fc.nat(3), fc.nat(3), fc.nat(2)), {
    maxLength: 5,
  })
  .map((terms) =>
    rational.fromTerms(
      ["z", "x", "y"],
      terms.map(([, a, b, c]) => [a, b, c]),
      terms.map(([coefficient]) => coefficient),
    ),
  )
const nonZero = polynomial.filter((p) => !rational.isZero(p))
const fraction = fc.tuple(polynomial, nonZero).map(([a, b]) => rational.div(a, b))

describe("rational functions", () => {
  it("form a field", () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        same(rational.add(a, b), rational.add(b, a))
        same(rational.mul(a, rational.add(b, c)), rational.add(rational.mul(a, b), rational.mul(a, c)))
        same(rational.sub(rational.add(a, b), b), a)
        if (!rational.isZero(b)) same(rational.mul(rational.div(a, b), b), a)
        same(read(show(a)), a)
        expect(rational.equal(a, b)).toBe(show(a) === show(b))
      }),
      { numRuns },
    )
  })

  it("are in lowest terms", () => {
    fc.assert(
      fc.property(polynomial, nonZero, nonZero, (a, b, c) => {
        const value = rational.div(rational.mul(a, c), rational.mul(b, c))
        same(value, rational.div(a, b))
        expect(rational.isZero(a) || show(rational.gcd(rational.numerator(value), rational.denominator(value)))).toBe(
          rational.isZero(a) || "1",
        )
      }),
      { numRuns },
    )
  })

  it("have terms, in descending order, and come back from them", () => {
    fc.assert(
      fc.property(polynomial, fc.integer({ min: -4, max: 4 }), (p, power) => {
        const value = rational.mul(p, rational.pow(rational.variable("x"), power))
        const { variables, exponents, coefficients } = rational.terms(value)
        same(rational.fromTerms(variables, exponents, coefficients), value)
        expect([...variables].sort()).toEqual(variables)
        const keys = exponents.map((row) => row.map((e) => String.fromCharCode(100 + e)).join(""))
        expect([...keys].sort().reverse()).toEqual(keys)
      }),
      { numRuns },
    )
    expect(rational.terms(read("3/2*a*z^-2 + 5"))).toEqual({
      variables: ["a", "z"],
      exponents: [
        [1, -2],
        [0, 0],
      ],
      coefficients: ["3/2", "5"],
    })
  })

  it("have common divisors and multiples", () => {
    fc.assert(
      fc.property(nonZero, nonZero, nonZero, (a, b, c) => {
        const common = rational.gcd(rational.mul(a, c), rational.mul(b, c))
        for (const part of [rational.mul(a, c), rational.mul(b, c)])
          expect(show(rational.denominator(rational.div(part, common)))).toBe("1")
        expect(show(rational.denominator(rational.div(common, c)))).toMatch(/^-?\d+$/)
        const product = rational.div(rational.mul(rational.gcd(a, b), rational.lcm(a, b)), rational.mul(a, b))
        expect(show(product)).toBe("1")
      }),
      { numRuns },
    )
    expect(show(rational.gcd(read("4*x"), read("6*x")))).toBe("2*x")
    expect(show(rational.gcd(read("x/2"), read("x")))).toBe("x")
  })

  it("are factored", () => {
    fc.assert(
      fc.property(nonZero, nonZero, (a, b) => {
        const { unit, factors } = rational.factor(rational.mul(a, b))
        const product = factors.reduce(
          (all, [factor, times]) => rational.mul(all, rational.pow(factor, times)),
          rational.constant(unit[0], unit[1]),
        )
        same(product, rational.mul(a, b))
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
    const { unit, factors } = rational.factor(read("6/5*(x^4 - y^4)^2"))
    expect(unit).toEqual([6n, 5n])
    expect(factors.map(([p, k]) => `${show(p)}: ${k}`).sort()).toEqual(["x + y: 2", "x - y: 2", "x^2 + y^2: 2"])
  })

  it("obey the rules of derivatives, substitution and division", () => {
    fc.assert(
      fc.property(fraction, fraction, nonZero, (a, b, c) => {
        const d = (f: NativeRational) => rational.derivative(f, "x")
        same(d(rational.mul(a, b)), rational.add(rational.mul(d(a), b), rational.mul(a, d(b))))
        // Swapping x and y at once, twice.
        const swap = (f: NativeRational) =>
          rational.substitute(f, ["x", "y"], [rational.variable("y"), rational.variable("x")])
        same(swap(swap(a)), a)
        same(swap(rational.mul(a, b)), rational.mul(swap(a), swap(b)))
        const p = rational.numerator(a)
        const { quotient, remainder } = rational.divrem(p, c, "x")
        same(rational.add(rational.mul(quotient, c), remainder), p)
        expect(rational.isZero(remainder) || rational.degree(remainder, "x") < Math.max(1, rational.degree(c, "x"))).toBe(true)
        const rebuilt = rational
          .coefficients(p, "x")
          .reduce((all, k, e) => rational.add(all, rational.mul(k, rational.pow(rational.variable("x"), e))), read("0"))
        same(rebuilt, p)
      }),
      { numRuns },
    )
    expect(() => rational.substitute(read("1/(x - y)"), ["x"], [read("y")])).toThrow("The denominator becomes zero")
    expect(() => rational.div(read("x"), read("0"))).toThrow("Division by zero.")
  })

  it("have resultants that vanish at common zeros", () => {
    // res(prod (x - a_i), prod (x - b_j)) = prod (a_i - b_j)
    same(
      rational.resultant(read("3*(x - a)*(x - b)"), read("5*(x - c)"), "x"),
      read("75*(a - c)*(b - c)"),
    )
    same(rational.resultant(read("x^2/3 + a"), read("x - b"), "x"), read("b^2/3 + a"))
    fc.assert(
      fc.property(nonZero, nonZero, (a, b) => {
        const root = read("x - y - 1")
        expect(rational.isZero(rational.resultant(rational.mul(a, root), rational.mul(b, root), "x"))).toBe(true)
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })

  it("expand into series that multiply back", () => {
    fc.assert(
      fc.property(polynomial, nonZero, (a, b) => {
        const order = 6
        const expansion = rational.toSeries(rational.div(a, b), "x", order)
        const above = rational.toSeries(a, "x", 40)
        const below = rational.toSeries(b, "x", 40)
        expect(series.compare(series.mul(expansion, below), above).differsAt).toBe(null)
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
    const fibonacci = rational.toSeries(read("1/(1 - x - x^2)"), "x", 12)
    expect(series.window(fibonacci, 0, 12).join(" ")).toBe("1 1 2 3 5 8 13 21 34 55 89 144")
  })
})

/** Determinant by Bareiss' fraction-free elimination. */
function determinant(rows: readonly (readonly bigint[])[]): bigint {
  const a = rows.map((row) => [...row])
  let sign = 1n
  let previous = 1n
  const at = (i: number, j: number) => a[i]?.[j] ?? 0n
  for (let k = 0; k < a.length; k++) {
    const pivot = a.findIndex((row, i) => i >= k && row[k] !== 0n)
    if (pivot < 0) return 0n
    if (pivot !== k) {
      const row = a[k] ?? []
      a[k] = a[pivot] ?? []
      a[pivot] = row
      sign = -sign
    }
    for (let i = k + 1; i < a.length; i++)
      for (let j = k + 1; j < a.length; j++) {
        const row = a[i]
        if (row) row[j] = (at(i, j) * at(k, k) - at(i, k) * at(k, j)) / previous
      }
    previous = at(k, k)
  }
  return sign * previous
}

const entry = fc.oneof(fc.bigInt(-3n, 3n), fc.bigInt(-(1n << 70n), 1n << 70n))
const square = fc.integer({ min: 1, max: 5 }).chain((n) => fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }))
const oblong = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([m, n]) => fc.array(fc.array(fc.bigInt(-2n, 2n), { minLength: n, maxLength: n }), { minLength: m, maxLength: m }))

describe("matrices", () => {
  it("have the determinant that elimination finds", () => {
    fc.assert(
      fc.property(square, (rows) => {
        expect(matrix.determinant(matrix.fromRows(rows))).toBe(determinant(rows).toString())
      }),
      { numRuns },
    )
    expect(matrix.determinant(matrix.fromRows([["1", "1/2"], ["1/2", "1/3"]]))).toBe("1/12")
  })

  it("have kernels of the right size, annihilated by every row", () => {
    fc.assert(
      fc.property(oblong, (rows) => {
        const a = matrix.fromRows(rows)
        const columns = rows[0]?.length ?? 0
        const basis = matrix.kernel(a)
        expect(basis.length).toBe(columns - matrix.rank(a))
        for (const vector of basis)
          for (const row of rows)
            expect(row.reduce((sum, c, j) => sum + c * BigInt(vector[j] ?? "0"), 0n)).toBe(0n)
        if (basis.length > 0) expect(matrix.rank(matrix.fromRows(basis))).toBe(basis.length)
        const modular = matrix.kernelMod(a, 1000003n)
        expect(modular.length).toBeGreaterThanOrEqual(basis.length)
        for (const vector of modular)
          for (const row of rows)
            expect(row.reduce((sum, c, j) => sum + c * BigInt(vector[j] ?? "0"), 0n) % 1000003n).toBe(0n)
      }),
      { numRuns },
    )
  })

  it("have kernels whose entries need many primes", () => {
    const big = (1n << 500n) + 297n
    expect(matrix.kernel(matrix.fromRows([[big, big + 2n]]))).toEqual([[(-big - 2n).toString(), big.toString()]])
  })

  it("solve what can be solved", () => {
    fc.assert(
      fc.property(oblong, fc.array(fc.bigInt(-5n, 5n), { minLength: 6, maxLength: 6 }), (rows, x) => {
        const image = rows.map((row) => [row.reduce((sum, c, j) => sum + c * (x[j] ?? 0n), 0n)])
        const solution = matrix.solve(matrix.fromRows(rows), matrix.fromRows(image))
        expect(solution).not.toBe(null)
        const columns = rows[0]?.length ?? 0
        expect(solution?.length).toBe(columns)
      }),
      { numRuns },
    )
    expect(matrix.solve(matrix.fromRows([["1"], ["1"]]), matrix.fromRows([["1"], ["0"]]))).toBe(null)
    expect(matrix.solve(matrix.fromRows([["2", "1"], ["1", "1"]]), matrix.fromRows([["1"], ["1/3"]]))).toEqual([["2/3"], ["-1/3"]])
  })

  it("have reduced bases of the same lattice", () => {
    fc.assert(
      fc.property(square, (rows) => {
        const reduced = matrix.lll(matrix.fromRows(rows))
        const volume = determinant(reduced.map((row) => row.map(BigInt)))
        expect(volume < 0n ? -volume : volume).toBe(determinant(rows) < 0n ? -determinant(rows) : determinant(rows))
      }),
      { numRuns },
    )
    // 1, sqrt 2 to 10 digits: the short vector is x^2 - 2.
    const [first] = matrix.lll(
      matrix.fromRows([
        ["1", "0", "0", "10000000000"],
        ["0", "1", "0", "14142135624"],
        ["0", "0", "1", "20000000000"],
      ]),
    )
    expect(first?.map((c) => BigInt(c)).map((c) => (c < 0n ? -c : c))).toEqual([2n, 0n, 1n, 0n])
  })

  it("come from series, with every row known", () => {
    const f = series.etaQuotient([{ scale: 1, exponent: 1 }], 60)
    const g = series.etaQuotient([{ scale: 1, exponent: 2 }], 60)
    const sum = series.sub(series.scale(f, 3n, 2n), g)
    expect(matrix.kernel(matrix.fromSeries([f, g, sum], 0, 60))).toEqual([["-3", "2", "2"]])
    expect(() => matrix.fromSeries([f], 0, 61)).toThrow("is not known")
  })
})

describe("homogeneous relations", () => {
  const theta = (a: number, b: number, c: number, sign: 1 | -1) => series.theta(a, b, c, sign, 200, false)
  // theta_2(q)^2 = 4 q^(1/2) psi(q^2)^2 in q^(1/2) has no whole exponents; theta_3(q)^4 = theta_4(q)^4 + 16 q psi(q^2)^4 does.
  const theta3 = theta(2, 0, 0, 1)
  const theta4 = theta(2, 0, 0, -1)

  it("find what a matrix of the monomials finds", () => {
    const generators = [series.pow(theta3, 2, null), series.pow(theta4, 2, null), series.pow(series.theta(2, 0, 0, 1, 200, false), 1, null)]
    const squares = [theta3, theta4, series.compose(theta3, 1n, 1n, 2), series.compose(theta3, 1n, 1n, 4)].map((s) => series.truncate(s, 200))
    for (const [list, degree] of [
      [squares, 2],
      [squares, 3],
      [generators.slice(0, 2), 2],
    ] as const) {
      const monomials: (typeof theta3)[] = []
      const visit = (from: number, left: number, product: typeof theta3): void => {
        if (left === 0) monomials.push(product)
        else for (let i = list.length - 1; i >= from; i--) visit(i, left - 1, series.mul(product, list[i] ?? theta3))
      }
      visit(0, degree, series.constant(1n, 1n, null))
      const expected = matrix.kernel(matrix.fromSeries(monomials, 0, 150))
      expect(matrix.homogeneousRelations(list, degree, 150)).toEqual(expected)
    }
    // theta_3(q)^2 + theta_4(q)^2 = 2 theta_3(q^2)^2 (Jacobi), in the monomials z^2, yz, y^2, xz, xy, x^2.
    expect(matrix.homogeneousRelations(squares.slice(0, 3), 2, 150)).toEqual([["-2", "0", "1", "0", "0", "1"]])
  })

  it("refuse what is no power series over Z, and what is not known", () => {
    expect(() => matrix.homogeneousRelations([series.scale(theta3, 1n, 2n)], 2, 10)).toThrow("power series over Z")
    expect(() => matrix.homogeneousRelations([series.shift(theta3, -1)], 2, 10)).toThrow("power series over Z")
    expect(() => matrix.homogeneousRelations([theta3], 2, 201)).toThrow("known to O(t^200)")
    expect(() => matrix.homogeneousRelations([], 2, 10)).toThrow("at least one series")
    expect(() => matrix.homogeneousRelations([series.scale(theta3, 1n << 50n, 1n)], 2, 10)).toThrow("below 2^48")
  })
})

describe("kernels of matrices of any shape", () => {
  it("have a basis without rows, and none without columns to spare", () => {
    expect(matrix.kernel(matrix.fromRows([["0", "0"]]))).toEqual([
      ["1", "0"],
      ["0", "1"],
    ])
    expect(matrix.kernel(matrix.fromRows([["1/2", "1/3"], ["1", "2/3"]]))).toEqual([["-2", "3"]])
    const huge = (1n << 4000n).toString()
    expect(matrix.kernel(matrix.fromRows([[huge, "3"]]))).toEqual([["-3", huge]])
    expect(matrix.kernel(matrix.fromSeries([theta0, theta0], 0, 0))).toEqual([
      ["1", "0"],
      ["0", "1"],
    ])
  })
  const theta0 = series.theta(2, 0, 0, 1, 10, false)
})
