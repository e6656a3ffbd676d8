import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Value } from "../../../app/engine/values"
import { Session } from "../../support/evaluation"
import { patience, runs } from "../../support/programs"

/*
 * Sums, differences, products, quotients and powers of Laurent and Puiseux series, truncated and exact, beside twenty lines that multiply
 * term by term and keep the order by the rules min(T, S) and min(T + w, S + v). The engine must know exactly as much: a greater order is
 * a false claim, a lower one loses what is known.
 */

/** Exponents are quarters; order null: exact. */
interface Naive {
  readonly terms: ReadonlyMap<number, bigint>
  readonly order: number | null
}

interface Formula {
  readonly text: string
  readonly value: Naive
}

const FAR = 400

function naive(terms: Iterable<readonly [number, bigint]>, order: number | null): Naive {
  const sums = new Map<number, bigint>()
  for (const [e, c] of terms) if (e < (order ?? FAR)) sums.set(e, (sums.get(e) ?? 0n) + c)
  return { terms: new Map([...sums].filter(([, c]) => c !== 0n)), order }
}

const lowest = (orders: (number | null)[]): number | null => {
  const known = orders.filter((order) => order !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const valuation = (f: Naive): number => (f.terms.size > 0 ? Math.min(...f.terms.keys()) : (f.order ?? FAR))

function add(f: Naive, g: Naive, sign: bigint): Naive {
  const right = [...g.terms].map(([e, c]) => [e, sign * c] as const)
  return naive([...f.terms, ...right], lowest([f.order, g.order]))
}

function mul(f: Naive, g: Naive): Naive {
  const isZero = [f, g].some((each) => each.order === null && each.terms.size === 0)
  const order = lowest([
    f.order === null ? null : f.order + valuation(g),
    g.order === null ? null : g.order + valuation(f),
  ])
  const products = [...f.terms].flatMap(([e, c]) => [...g.terms].map(([d, b]) => [e + d, c * b] as const))
  return naive(products, isZero ? null : order)
}

/** 1/g for a truncated g with leading coefficient 1: the recurrence of long division. */
function inverse(g: Naive): Naive {
  const v = valuation(g)
  const length = (g.order ?? 0) - v
  const result = new Map<number, bigint>([[0, 1n]])
  for (let e = 1; e < length; e++) {
    let sum = 0n
    for (const [d, c] of g.terms) if (d > v) sum -= c * (result.get(e - (d - v)) ?? 0n)
    result.set(e, sum)
  }
  return naive(
    [...result].map(([e, c]) => [e - v, c] as const),
    length - v,
  )
}

const power = (e: number): string => (e % 4 === 0 ? `q^(${e / 4})` : `q^(${e}/4)`)

const termList = (step: number): fc.Arbitrary<(readonly [number, bigint])[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: -8 / step, max: 24 / step }), fc.bigInt({ min: -5n, max: 5n })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((terms) => terms.map(([e, c]) => [e * step, c] as const))

const steps = fc.constantFrom(4, 4, 2, 1)

const written = (terms: readonly (readonly [number, bigint])[]): string =>
  terms.map(([e, c]) => `(${c})*${power(e)}`).join("+")

const polynomial = steps
  .chain(termList)
  .map((terms): Formula => ({ text: `(${written(terms)})`, value: naive(terms, null) }))

const truncated = fc
  .tuple(steps.chain(termList), fc.integer({ min: -8, max: 50 }))
  .map(([terms, T]): Formula => ({ text: `(${written(terms)}+O(${power(T)}))`, value: naive(terms, T) }))

const divisor = fc
  .tuple(steps.chain(termList), fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 40 }))
  .map(([terms, v, length]): Formula => {
    const above = terms.filter(([e]) => e > v)
    const all = [[v, 1n] as const, ...above]
    return { text: `(${written(all)}+O(${power(v + length)}))`, value: naive(all, v + length) }
  })

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    truncated,
    polynomial,
    fc.tuple(tie("formula"), tie("formula"), fc.constantFrom("+", "-", "*")).map(([a, b, sign]) => ({
      text: `(${a.text}${sign}${b.text})`,
      value: sign === "*" ? mul(a.value, b.value) : add(a.value, b.value, sign === "+" ? 1n : -1n),
    })),
    fc.tuple(tie("formula"), divisor).map(([a, b]) => ({
      text: `(${a.text}/${b.text})`,
      value: mul(a.value, inverse(b.value)),
    })),
    tie("formula").map((a) => ({ text: `(${a.text})^2`, value: mul(a.value, a.value) })),
  ),
}))

const SHOWN = 48

/** What is known below q^12 of what series(…, q, 12) gives; a polynomial may be cut there. */
function shown({ terms, order }: Naive): { order: number; terms: (readonly [number, bigint])[] } {
  const known = naive(terms, Math.min(order ?? SHOWN, SHOWN))
  return { order: known.order ?? SHOWN, terms: [...known.terms].sort(([d], [e]) => d - e) }
}

function asNaive(value: Value | undefined): Naive {
  if (value?.kind === "expr") return naive(value.isZero() ? [] : [[0, value.asInteger() ?? 0n]], null)
  if (value?.kind !== "series") throw new TypeError("No series")
  const quarters = ({ numerator, denominator }: { numerator: number; denominator: number }): number =>
    (4 * numerator) / denominator
  return naive(
    value.terms().map(({ exponent, coefficient }) => [quarters(exponent), BigInt(coefficient)] as const),
    value.order === null ? null : quarters(value.order),
  )
}

describe("series arithmetic", () => {
  it("knows what it can know, and no more", patience, () => {
    const { evaluator } = new Session()
    fc.assert(
      fc.property(formula, ({ text, value }) => {
        const [result] = evaluator.run(`series(${text}, q, ${SHOWN / 4});`)
        const found = asNaive(result?.value)
        expect(shown(found)).toEqual(shown(value))
        if (value.order !== null) expect(found.order).not.toBeNull()
      }),
      { numRuns: runs(120) },
    )
  })
})
