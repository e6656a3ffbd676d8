import { EngineError } from "../../errors"
import type { Exponent } from "../../series/exponent"
import { QSeries } from "../../series/series"
import { type QExpr, call, integer, rootOfUnity, symbol } from "../../symbolic/expression"
import { seriesExpression } from "../../symbolic/from-series"
import type { Value } from "../../values"
import { type DeclaredFunction, declare, signature } from "../declare"
import { splitPower } from "../inputs"
import { expression, series } from "../parameters"

/*
 * O(q^T), and the exponential and logarithm of series. O(q^T) is a series at once, so that O(q^T) - O(q^T) is O(q^T): a symbol of that name
 * would cancel like any other.
 */

const family = "series tools"

/** The variable that an O-term is about: q where it occurs, the only name otherwise. */
function orderVariable(power: QExpr): string | undefined {
  const names = power.freeSymbols()
  if (names.length === 0 || names.includes("q")) return "q"
  return names.length === 1 ? names[0] : undefined
}

function orderOf(power: QExpr, variable: string): Exponent | undefined {
  const split = splitPower(power, variable)
  return split === undefined || split.coefficient.isZero() ? undefined : split.exponent
}

const orderTerm = declare({
  name: "O",
  family,
  summary: "What is not known of a series from the exponent T on; a factor free of the variable is dropped.",
  definition: "O(q^T) = \\sum_{n \\ge T} a(n) q^n, \\quad a(n) \\text{ unknown}",
  source: "Landau's symbol for formal series",
  precision: "Known below T, where it is 0.",
  signatures: [
    signature([expression("power", "q^T, T rational")], "a series", ([power]) => {
      const variable = orderVariable(power)
      const e = variable === undefined ? undefined : orderOf(power, variable)
      if (variable !== undefined && e !== undefined) return QSeries.zero(variable, 0).shift(e)
      throw new EngineError("domain", "An O-term holds a power of one variable with a rational exponent.", {
        given: `O(${power.toString().slice(0, 80)})`,
        hint: "Write O(q^10); O(1) is O(q^0).",
        help: "O",
      })
    }),
  ],
  examples: [
    { input: "1 + q + O(q^5)", result: "1 + q + O(q^5)", source: "definition" },
    { input: "O(q^5) - O(q^5)", result: "O(q^5)", source: "two unknown tails need not be equal" },
    { input: "(q^(-1) + O(q^3))*(1 + O(q^2))", result: "q^(-1) + O(q)", source: "orders 3 + 0 and 2 - 1" },
  ],
  seeAlso: ["series"],
  errors: ["An O-term holds a power of one variable with a rational exponent."],
})

/** The function of a truncated series; of an expression or polynomial the call stays, to be expanded by series. */
function applied(name: string, at: bigint, value: bigint, f: QSeries | QExpr, of: (f: QSeries) => QSeries): Value {
  if (f.kind === "series" && f.order !== null) return of(f)
  const argument = f.kind === "series" ? seriesExpression(f) : f
  return argument.asInteger() === at ? integer(value) : call(name, [argument])
}

function refuseConstantTerm(f: QSeries, name: string, rule: string): void {
  const lowest = f.valuation ?? f.order
  if (lowest === null || lowest.numerator > 0) return
  throw new EngineError("domain", rule, {
    given:
      f.valuation === null
        ? "a series that knows no coefficient"
        : `a series from ${f.variable}^(${exponentText(lowest)}) on`,
    hint: "Take the constant term out first.",
    help: name,
  })
}

function exponentText({ numerator, denominator }: Exponent): string {
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`
}

/** Orders of roots of unity, as zeta takes them. */
const MOST_ROOTS = 10_000

const EXP_RULE = "exp of a series needs a series without constant term and poles."
const LOG_RULE = "log of a series needs constant term 1 and no poles."

/** exp(2 pi i k/n) is a root of unity, and exact. */
function rootOfUnityAt(f: QExpr): QExpr | undefined {
  const turns = f.div(symbol("Pi").mul(rootOfUnity(4)).mul(2)).asRational()
  const n = turns === undefined ? 0 : Number(turns.denominator)
  if (turns === undefined || n > MOST_ROOTS) return undefined
  return rootOfUnity(n, Number(((turns.numerator % turns.denominator) + turns.denominator) % turns.denominator))
}

const exp = declare({
  name: "exp",
  family,
  summary:
    "The exponential. Of a series it is a series, of a rational multiple of Pi*I a root of unity; of anything else the call stays, to be expanded by series.",
  definition: "e^f = \\sum_{n \\ge 0} f^n/n!",
  source: "definition",
  precision: "Known as far as f.",
  signatures: [
    signature(
      [series("f", "a series without constant term, or an expression")],
      "a series or an expression",
      ([f]) =>
        (f.kind === "expr" ? rootOfUnityAt(f) : undefined) ??
        applied("exp", 0n, 1n, f, (known) => {
          refuseConstantTerm(known, "exp", EXP_RULE)
          return known.exp()
        }),
    ),
  ],
  examples: [
    { input: "exp(q + O(q^4))", result: "1 + q + 1/2*q^2 + 1/6*q^3 + O(q^4)", source: "definition" },
    { input: "exp(2*Pi*I/5), exp(Pi*I)", result: "zeta(5), -1", source: "definition of zeta; Euler" },
    { input: "series(exp(q), q, 3)", result: "1 + q + 1/2*q^2 + O(q^3)", source: "definition" },
  ],
  seeAlso: ["log", "series"],
  errors: [EXP_RULE],
})

const log = declare({
  name: "log",
  family,
  aliases: ["ln"],
  summary: "The logarithm. Of a series it is a series; of anything else the call stays, to be expanded by series.",
  definition: "\\log f = -\\sum_{n \\ge 1} (1-f)^n/n",
  source: "definition",
  precision: "Known as far as f.",
  signatures: [
    signature([series("f", "a series with constant term 1, or an expression")], "a series or an expression", ([f]) =>
      applied("log", 1n, 0n, f, (known) => {
        refuseConstantTerm(known.sub(QSeries.constant(1, known.variable)), "log", LOG_RULE)
        return known.log()
      }),
    ),
  ],
  examples: [
    { input: "log(1 - q + O(q^4))", result: "-q - 1/2*q^2 - 1/3*q^3 + O(q^4)", source: "definition" },
    { input: "log(1)", result: "0", source: "definition" },
  ],
  seeAlso: ["exp", "series"],
  errors: [LOG_RULE],
})

export const elementaryFunctions: readonly DeclaredFunction[] = [orderTerm, exp, log]
