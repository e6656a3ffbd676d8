import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Session } from "../../support/evaluation"
import { patience, runs } from "../../support/programs"

/** A formula with its value by JavaScript's own integers. */
interface Formula {
  readonly text: string
  readonly value: bigint
}

const { formula } = fc.letrec<{ formula: Formula; leaf: Formula }>((tie) => ({
  leaf: fc.bigInt({ min: -999n, max: 999n }).map((n) => ({ text: n < 0n ? `(${n})` : String(n), value: n })),
  formula: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("leaf"),
    fc.tuple(tie("formula"), tie("formula"), fc.constantFrom("+", "-", "*")).map(([a, b, sign]) => {
      const value = sign === "+" ? a.value + b.value : sign === "-" ? a.value - b.value : a.value * b.value
      return { text: `(${a.text}${sign}${b.text})`, value }
    }),
    fc.tuple(tie("formula"), fc.nat(4)).map(([a, n]) => ({ text: `(${a.text})^${n}`, value: a.value ** BigInt(n) })),
    tie("formula").map((a) => ({ text: `(-${a.text})`, value: -a.value })),
  ),
}))

describe("integers", () => {
  it("are computed as JavaScript computes them", patience, () => {
    const session = new Session()
    fc.assert(
      fc.property(formula, ({ text, value }) => {
        expect(session.value(`${text};`)).toBe(String(value))
      }),
      { numRuns: runs(300) },
    )
  })

  it("have the remainders and quotients of the definition", patience, () => {
    const session = new Session()
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (a, m) => {
          const [remainder, symmetric, quotient, rest, floor] = session
            .value(`(${a}) mod ${m}, mods(${a}, ${m}), iquo(${a}, ${m}), irem(${a}, ${m}), floor((${a})/${m});`)
            .split(", ")
            .map(BigInt) as [bigint, bigint, bigint, bigint, bigint]
          expect(((a % m) + m) % m).toBe(remainder)
          expect((a - symmetric) % m).toBe(0n)
          expect(2n * symmetric > -m && 2n * symmetric <= m).toBe(true)
          expect([quotient, rest]).toEqual([a / m, a % m])
          expect(floor * m <= a && a < (floor + 1n) * m).toBe(true)
        },
      ),
      { numRuns: runs(100) },
    )
  })
})

const exponent = fc.integer({ min: -3, max: 8 })
const polynomial = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 5 }), exponent), { minLength: 1, maxLength: 4 })
  .map((terms) => terms.map(([c, e]) => `(${c})*q^(${e})`).join("+"))

describe("a series beside an expression", () => {
  it("gives what the whole expression gives when it is expanded at once", patience, () => {
    const session = new Session()
    const operation = fc.constantFrom("+", "-", "*")
    fc.assert(
      fc.property(
        polynomial,
        operation,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 4, max: 12 }),
        (p, sign, k, order) => {
          const mixed = `(${p})${sign}etaq(q,${k},${order})`
          const exact = `(${p})${sign}aqprod(q^${k},q^${k},infinity)`
          const verdict = session.value(`f := ${mixed}: evalb(f = ${exact});`)
          expect(verdict === "true" || /^true to O\(.*\)$/.test(verdict), `${mixed} against ${exact}: ${verdict}`).toBe(
            true,
          )
        },
      ),
      { numRuns: runs(60) },
    )
  })

  it("adds and multiplies in any order", patience, () => {
    const session = new Session()
    fc.assert(
      fc.property(polynomial, polynomial, fc.integer({ min: 2, max: 10 }), (a, b, order) => {
        const s = `etaq(q,1,${order})`
        expect(session.value(`(${a})+${s};`)).toBe(session.value(`${s}+(${a});`))
        expect(session.value(`${s}*(${b});`)).toBe(session.value(`(${b})*${s};`))
        const left = session.value(`f := (${a})*${s} + (${b})*${s}: evalb(f = ((${a})+(${b}))*${s});`)
        expect(left.startsWith("true"), left).toBe(true)
      }),
      { numRuns: runs(60) },
    )
  })
})
