import { EngineError } from "../../errors"
import { compareNumbers } from "../../evaluator/compare"
import { call, fromRational, integer, QExpr, symbol, type Rational } from "../../symbolic/expression"
import { highestTerm } from "../../symbolic/coefficients"
import { addRational, negRational } from "../../symbolic/numbers"
import type { Value } from "../../values"
import { declare, signature, type DeclaredFunction } from "../declare"
import { describe } from "../describe"
import { rationalOf } from "../inputs"
import { anyValue, expression, rest } from "../parameters"

const FAMILY = "numbers"
const SOURCE = "Graham, Knuth, Patashnik, Concrete Mathematics, chapter 3"

function floorOf({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** A double near the value of a constant built by sums, products and powers; undefined for anything else. */
function approximate(value: QExpr): number | undefined {
  const number = value.asRational()
  if (number !== undefined) return Number(number.numerator) / Number(number.denominator)
  if (value.isSymbol("Pi")) return Math.PI
  const parts = value.args.map(approximate)
  if (parts.some((part) => part === undefined)) return undefined
  const known = parts as number[]
  if (value.head === "sum") return known.reduce((a, b) => a + b, 0)
  if (value.head === "product") return known.reduce((a, b) => a * b, 1)
  return value.head === "power" && known.length === 2 ? (known[0] ?? 0) ** (known[1] ?? 0) : undefined
}

/** The floor of an irrational constant, when a double decides it. */
function irrationalFloor(value: QExpr): bigint | undefined {
  const x = approximate(value)
  if (x === undefined || !Number.isFinite(x) || Math.abs(x) > 1e9) return undefined
  return Math.abs(x - Math.round(x)) < 1e-6 ? undefined : BigInt(Math.floor(x))
}

/** A function of one number that is determined by its floor; of anything else it stays unevaluated. */
function rounding(
  name: string,
  summary: string,
  definition: string,
  apply: (floor: bigint, isInteger: boolean, negative: boolean) => bigint,
  examples: readonly (readonly [string, string])[],
): DeclaredFunction {
  return declare({
    name,
    family: FAMILY,
    summary,
    definition,
    source: SOURCE,
    precision: "Exact.",
    signatures: [
      signature([expression("x", "a number; a name stays unevaluated")], "an integer", ([x]) => {
        if (x.isInfinity()) return x
        const exact = rationalOf(x)
        if (exact !== undefined) return integer(apply(floorOf(exact), exact.denominator === 1n, exact.numerator < 0n))
        const floor = irrationalFloor(x)
        return floor === undefined ? call(name, [x]) : integer(apply(floor, false, floor < 0n))
      }),
    ],
    examples: examples.map(([input, result]) => ({ input, result, source: SOURCE })),
  })
}

const floor = rounding("floor", "The greatest integer not above x.", "\\lfloor x \\rfloor", (n) => n, [
  ["floor(-7/3)", "-3"],
  ["floor(7/3)", "2"],
])
const ceil = rounding(
  "ceil",
  "The least integer not below x.",
  "\\lceil x \\rceil",
  (n, whole) => (whole ? n : n + 1n),
  [
    ["ceil(-7/3)", "-2"],
    ["ceil(7/3)", "3"],
  ],
)
const trunc = rounding(
  "trunc",
  "The integer part of x, towards 0.",
  "\\operatorname{sgn}(x)\\lfloor |x| \\rfloor",
  (n, whole, negative) => (negative && !whole ? n + 1n : n),
  [
    ["trunc(-7/3)", "-2"],
    ["trunc(7/3)", "2"],
  ],
)

const HALF: Rational = { numerator: 1n, denominator: 2n }

function exactly(x: QExpr, name: string, apply: (value: Rational) => QExpr): QExpr {
  const value = x.asRational()
  return value === undefined ? call(name, [x]) : apply(value)
}

function isNegative(number: QExpr): boolean {
  return (number.asRational()?.numerator ?? 0n) < 0n
}

/** The coefficient that leads in the first name, then in the next; the expression itself when it is no polynomial. */
function leadingCoefficient(x: QExpr): QExpr {
  const [name] = x.freeSymbols()
  if (name === undefined || x.head === "function") return x
  const leading = highestTerm(x.arena, x.ref, symbol(name).ref)
  return leading === undefined ? x : leadingCoefficient(QExpr.of(x.arena, leading.coefficient))
}

const round = declare({
  name: "round",
  family: FAMILY,
  summary: "The integer nearest to x; halves go away from 0.",
  definition: "\\operatorname{sgn}(x)\\lfloor |x| + 1/2 \\rfloor",
  source: SOURCE,
  precision: "Exact.",
  signatures: [
    signature([expression("x", "a number")], "an integer", ([x]) =>
      exactly(x, "round", (value) => {
        const negative = value.numerator < 0n
        const nearest = floorOf(addRational(negative ? negRational(value) : value, HALF))
        return integer(negative ? -nearest : nearest)
      }),
    ),
  ],
  examples: [
    { input: "round(5/2)", result: "3", source: SOURCE },
    { input: "round(-5/2)", result: "-3", source: SOURCE },
  ],
})

const frac = declare({
  name: "frac",
  family: FAMILY,
  summary: "The fractional part x - trunc(x).",
  definition: "x - \\operatorname{trunc}(x)",
  source: SOURCE,
  precision: "Exact.",
  signatures: [
    signature([expression("x", "a number")], "a number", ([x]) =>
      exactly(x, "frac", ({ numerator, denominator }) =>
        fromRational({ numerator: numerator % denominator, denominator }),
      ),
    ),
  ],
  examples: [
    { input: "frac(-7/3)", result: "-1/3", source: SOURCE },
    { input: "frac(7/3)", result: "1/3", source: "definition" },
  ],
})

const abs = declare({
  name: "abs",
  family: FAMILY,
  summary: "The absolute value of a number.",
  definition: "|x|",
  source: SOURCE,
  precision: "Exact.",
  signatures: [
    signature([expression("x", "a number")], "a number", ([x]) => {
      if (x.isInfinity() || x.neg().isInfinity()) return x.isInfinity() ? x : x.neg()
      const factor = x.head === "product" ? x.args.find((arg) => arg.isNumber()) : undefined
      if (factor !== undefined) return call("abs", [x.div(factor)]).mul(isNegative(factor) ? factor.neg() : factor)
      return exactly(x, "abs", () => (isNegative(x) ? x.neg() : x))
    }),
  ],
  examples: [
    { input: "abs(-7/3)", result: "7/3", source: SOURCE },
    { input: "abs(0)", result: "0", source: "definition" },
    { input: "abs(-2*x)", result: "2*abs(x)", source: "|-2| = 2" },
  ],
})

function signOf(zero: number) {
  return (value: Rational): QExpr => integer(value.numerator > 0n ? 1 : value.numerator < 0n ? -1 : zero)
}

const sign = declare({
  name: "sign",
  family: FAMILY,
  summary: "1 for positive numbers and 0, -1 for negative ones; of a polynomial that of the leading coefficient.",
  definition: "\\operatorname{sign}(x)",
  source: "Maple's convention, in which sign(0) = 1",
  precision: "Exact.",
  signatures: [
    signature([expression("x", "a number, or a polynomial over the rationals")], "1 or -1", ([x]) =>
      exactly(x.isNumber() ? x : leadingCoefficient(x), "sign", signOf(1)),
    ),
  ],
  examples: [
    { input: "sign(-2/3), sign(0)", result: "-1, 1", source: "definition" },
    { input: "sign(1-3*x^2)", result: "-1", source: "-3 leads" },
  ],
  seeAlso: ["signum", "abs"],
})

const signum = declare({
  name: "signum",
  family: FAMILY,
  summary: "1, 0 or -1 for positive numbers, 0 and negative ones.",
  definition: "\\operatorname{sgn}(x)",
  source: SOURCE,
  precision: "Exact.",
  signatures: [signature([expression("x", "a number")], "1, 0 or -1", ([x]) => exactly(x, "signum", signOf(0)))],
  examples: [
    { input: "signum(-2/3), signum(0)", result: "-1, 0", source: "definition" },
    { input: "signum(7)", result: "1", source: "definition" },
  ],
  seeAlso: ["sign"],
})

/** The members of lists and sets among the arguments, in place of them. */
function spread(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (value.kind === "list" || value.kind === "set" ? spread(value.items) : [value]))
}

function extreme(name: "max" | "min", direction: 1 | -1): DeclaredFunction {
  return declare({
    name,
    family: FAMILY,
    summary: `The ${name === "max" ? "greatest" : "least"} of numbers, or of the numbers in lists and sets.`,
    definition: `\\${name}(x_1, \\ldots, x_n)`,
    source: "definition",
    precision: "Exact.",
    signatures: [
      signature(
        [rest(anyValue("x", "numbers, or lists and sets of numbers", "a number or a list of numbers"))],
        "a number",
        ([values]) => {
          const numbers = spread(values)
          const [first, ...others] = numbers
          if (first === undefined)
            throw new EngineError("argument", `${name} takes at least one number.`, { help: name })
          let best = first
          for (const value of others) {
            const order = compareNumbers(value, best)
            if (order === null) return unevaluated(name, numbers)
            if (order * direction > 0) best = value
          }
          if (others.length === 0 && compareNumbers(best, best) === null) return unevaluated(name, numbers)
          return best
        },
      ),
    ],
    examples: [
      { input: `${name}(3, -1, 7/2)`, result: name === "max" ? "7/2" : "-1", source: "definition" },
      { input: `${name}([4, 9, 2])`, result: name === "max" ? "9" : "2", source: "definition" },
    ],
    errors: [`${name} takes at least one number.`, `${name} compares numbers.`],
  })
}

/** With a name among them the answer waits for its value. */
function unevaluated(name: string, values: readonly Value[]): Value {
  const expressions = values.filter((value) => value.kind === "expr")
  if (expressions.length === values.length) return call(name, expressions)
  const odd = values.find((value) => value.kind !== "expr")
  throw new EngineError("argument", `${name} compares numbers.`, {
    given: odd === undefined ? "" : describe(odd),
    help: name,
  })
}

export const roundingFunctions: readonly DeclaredFunction[] = [
  floor,
  ceil,
  trunc,
  round,
  frac,
  abs,
  sign,
  signum,
  extreme("max", 1),
  extreme("min", -1),
]
