import { describe, expect, it } from "vitest"
import { loadAddon } from "../../app/engine/native"
import { computeLongCall, type LongCallName, withLongCalls } from "../../app/engine/native/long-calls"

/*
 * What a session gives to its helper process comes back as it would from a call on the spot; small calls never leave.
 */

const addon = loadAddon()
const asked: LongCallName[] = []
const far = withLongCalls(addon, (name, operands) => {
  asked.push(name)
  return computeLongCall(addon, name, operands)
})

/** Names of the calls that left while `work` ran. */
function left(work: () => void): readonly LongCallName[] {
  asked.length = 0
  work()
  return [...asked]
}

describe("long calls", () => {
  it("of integers come back whole", () => {
    const { integer } = far
    const same = (a: ReturnType<typeof integer.factorial>, b: typeof a) => expect(addon.integer.toText(a)).toBe(addon.integer.toText(b))
    expect(left(() => same(integer.factorial(200_001), addon.integer.factorial(200_001)))).toEqual(["factorial"])
    expect(left(() => same(integer.binomial(10n ** 9n, 150_000), addon.integer.binomial(10n ** 9n, 150_000)))).toEqual(["binomial"])
    // 2^521 - 1 is a Mersenne prime; 2^523 - 1 is none.
    expect(left(() => expect([integer.isPrime(2n ** 521n - 1n), integer.isPrime(2n ** 523n - 1n)]).toEqual([true, false]))).toEqual([
      "isPrime",
      "isPrime",
    ])
    const [a, b] = [3n ** 1_600_000n, 15n ** 700_000n]
    expect(left(() => expect(integer.gcd(a, b)).toBe(3n ** 700_000n))).toEqual(["integerGcd"])
    expect(left(() => expect(integer.gcd(b, 0n)).toBe(b))).toEqual([])
    const n = (2n ** 89n - 1n) * 3n ** 80n
    expect(
      left(() =>
        expect(integer.factor(n)).toEqual([
          [3n, 80],
          [2n ** 89n - 1n, 1],
        ]),
      ),
    ).toEqual(["factor"])
  })

  it("stay where they are while they are small", () => {
    const { integer } = far
    expect(
      left(() => {
        integer.factorial(1000)
        integer.binomial(10n ** 9n, 1000)
        integer.partitions(10n ** 6n)
        integer.gcd(3n ** 1_600_000n, 15n)
        integer.isPrime(10n ** 40n + 121n)
        integer.factor(10n ** 20n + 39n)
      }),
    ).toEqual([])
  })

  it("of polynomials and lattices come back whole", () => {
    const { rational, matrix } = far
    const [x, y, z] = ["x", "y", "z"].map((name) => rational.variable(name))
    if (!x || !y || !z) throw new TypeError("three variables")
    const power = (k: number) => rational.pow(rational.add(rational.add(x, y), rational.add(z, rational.constant(1n, 2n))), k)
    const a = power(14)
    const b = rational.mul(power(13), rational.sub(x, y))
    const show = addon.rational.toText
    expect(left(() => expect(show(rational.gcd(a, b))).toBe(show(addon.rational.gcd(a, b))))).toEqual(["gcd"])
    const quotient = rational.div(x, y)
    expect(
      left(() => {
        // Polynomials are multiplied where they are; the quotient and the sum of fractions leave.
        const c = rational.div(rational.mul(a, b), rational.mul(b, b))
        expect(rational.equal(rational.mul(c, b), a)).toBe(true)
        expect(rational.equal(rational.sub(rational.add(c, quotient), c), quotient)).toBe(true)
      }),
    ).toContain("fraction")
    const sparse = rational.sub(rational.pow(x, 500), rational.constant(2n, 1n))
    expect(left(() => expect(rational.factor(sparse).factors.map(([, k]) => k)).toEqual([1]))).toEqual(["polynomialFactor"])
    const p = power(17)
    const shown = ({ unit, factors }: ReturnType<typeof rational.factor>) => [unit, factors.map(([f, k]) => [show(f), k])]
    expect(left(() => expect(shown(rational.factor(p))).toEqual(shown(addon.rational.factor(p))))).toEqual(["polynomialFactor"])
    const entries = (n: number): bigint[][] =>
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => BigInt((i * i * 31 + j * j * 17 + i * j) % 1009) ** 20n),
      )
    const square = matrix.fromRows(entries(140))
    expect(left(() => expect(matrix.determinant(square)).toBe(addon.matrix.determinant(square)))).toEqual(["determinant"])
    const rows = entries(64)
    const column = matrix.fromRows(rows.map(([first = 0n]) => [first]))
    const unit = ["1", ...Array<string>(63).fill("0")]
    expect(left(() => expect(matrix.solve(matrix.fromRows(rows), column)?.flat()).toEqual(unit))).toEqual(["solve"])
    const taller = matrix.fromRows([...rows, rows[0] ?? []])
    const never = matrix.fromRows([...rows.map(() => [1n]), [2n]])
    expect(left(() => expect(matrix.solve(taller, never)).toBeNull())).toEqual(["solve"])
    const large = matrix.fromRows(
      Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (_, j) => (i === j ? 1n : j === 39 ? 7n ** BigInt(800 + 3 * i) : 0n))),
    )
    expect(left(() => expect(matrix.lll(large)).toEqual(addon.matrix.lll(large)))).toEqual(["lll"])
  })
})
