import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Evaluator } from "../../../app/engine/evaluator"
import { registry } from "../../../app/engine/functions"
import type { QExpr } from "../../../app/engine/symbolic/expression"
import { add, currentArena, div, integer, mul, pow, rational, symbol } from "../../../app/engine/symbolic/expression"
import { seriesOf } from "../../../app/engine/symbolic/series"
import { loadAddon } from "../../../app/engine/native/load"
import { numeric } from "../../unit/symbolic/numeric"

const runs = { numRuns: 150 * Number(process.env["TEST_MULTIPLIER"] ?? 1) }

const leaf = fc.oneof(
  fc.constantFrom("x", "y", "q").map(symbol),
  fc.integer({ min: -20, max: 20 }).map((n) => integer(n)),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => rational(a, b)),
)

/** Random sums, products and small powers; sums that may vanish are not inverted. */
const { expression } = fc.letrec<{ expression: QExpr }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("expression"), { minLength: 1, maxLength: 4 }).map(add),
    fc.array(tie("expression"), { minLength: 1, maxLength: 3 }).map(mul),
    fc.tuple(tie("expression"), fc.integer({ min: 0, max: 3 })).map(([base, n]) => pow(base, n)),
  ),
}))

const quotient = fc
  .tuple(expression, fc.constantFrom("x", "y", "q").map(symbol), fc.integer({ min: 1, max: 3 }))
  .map(([top, name, n]) => div(top, name.pow(n).add(integer(7))))
const points = [
  { x: 0.731, y: -1.237, q: 0.417 },
  { x: -2.113, y: 0.529, q: -0.853 },
]

function agree(a: QExpr, b: QExpr): void {
  for (const at of points) {
    const [left, right] = [numeric(a, at), numeric(b, at)]
    const size = Math.max(1, Math.abs(left), Math.abs(right))
    if (Number.isFinite(left) && size < 1e12) expect(Math.abs(left - right) / size).toBeLessThan(1e-6)
  }
}

describe("expressions", () => {
  test("expand, normal, factor and simplify keep the value", () => {
    fc.assert(
      fc.property(quotient, (value) => {
        for (const form of [value.expand(), value.normal(), value.factor(), value.simplify()]) agree(value, form)
      }),
      runs,
    )
  })

  test("normal forms of equal expressions are equal", () => {
    fc.assert(
      fc.property(expression, expression, (a, b) => {
        const square = a.add(b).pow(2)
        const expanded = add([a.pow(2), a.mul(b).mul(2), b.pow(2)])
        expect(square.sub(expanded).normal().isZero()).toBe(true)
        expect(square.expand().equals(expanded.expand())).toBe(true)
      }),
      runs,
    )
  })

  test("canonical form does not depend on the order of construction", () => {
    fc.assert(
      fc.property(fc.array(expression, { maxLength: 6 }), (parts) => {
        const reversed = [...parts].reverse()
        expect(add(parts).equals(add(reversed))).toBe(true)
        expect(mul(parts).equals(mul(reversed))).toBe(true)
        expect(parts.reduce((sum, part) => sum.add(part), integer(0)).equals(add(parts))).toBe(true)
        expect(parts.reduce((product, part) => product.mul(part), integer(1)).equals(mul(parts))).toBe(true)
      }),
      runs,
    )
  })

  test("printing and reading back is the identity", () => {
    const evaluator = new Evaluator({ functions: registry, arena: currentArena() })
    fc.assert(
      fc.property(quotient, (value) => {
        const read = evaluator.run(`${value.toString()};`).at(-1)?.value
        expect(read?.kind === "expr" && read.equals(value)).toBe(true)
      }),
      runs,
    )
  })

  test("substitution commutes with arithmetic", () => {
    fc.assert(
      fc.property(expression, expression, fc.integer({ min: -5, max: 5 }), (a, b, n) => {
        const at = (value: QExpr): QExpr => value.subs([symbol("x"), n])
        expect(at(a.add(b)).equals(at(a).add(at(b)))).toBe(true)
        agree(at(a.mul(b)), at(a).mul(at(b)))
      }),
      runs,
    )
  })

  test("series of a product is the product of the series", () => {
    const inQ = expression.map((value) => value.subs([symbol("x"), symbol("q").add(1)], [symbol("y"), 2]))
    fc.assert(
      fc.property(inQ, inQ, (a, b) => {
        const [product, factors] = [seriesOf(a.mul(b), "q", 12), seriesOf(a, "q", 12).mul(seriesOf(b, "q", 12))]
        expect(product.compare(factors).differsAt).toBeNull()
      }),
      runs,
    )
  })

  test("a series of a quotient times the divisor is the dividend", () => {
    const inQ = expression.map((value) => value.subs([symbol("x"), symbol("q").add(1)], [symbol("y"), 2]))
    fc.assert(
      fc.property(inQ, inQ, (a, b) => {
        fc.pre(!b.normal().isZero())
        const quotientSeries = seriesOf(div(a, b), "q", 8)
        const { differsAt } = quotientSeries.mul(seriesOf(b, "q", 40)).compare(seriesOf(a, "q", 40))
        expect(differsAt).toBeNull()
      }),
      runs,
    )
  })
})

describe("integers", () => {
  test("cross to native code and back by limbs", () => {
    const api = loadAddon().integer
    const bits = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(bits, fc.bigInt({ min: 0n, max: (1n << 61n) - 1n }), fc.boolean(), (size, seed, negative) => {
        let value = seed | 1n
        while (BigInt(value.toString(16).length * 4) < BigInt(size)) value = value * value + 12345n
        value = BigInt.asUintN(Math.max(1, size), value)
        const signed = negative ? -value : value
        expect(api.toBigInt(api.fromBigInt(signed))).toBe(signed)
      }),
      { numRuns: 1000 * Number(process.env["TEST_MULTIPLIER"] ?? 1) },
    )
  })
})
