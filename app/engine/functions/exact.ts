import { EngineError } from "../errors"
import type { Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import { type QExpr, call, integer } from "../symbolic/expression"
import { enterSeries } from "../symbolic/named-series"
import { type Parameter, type Signature, signature } from "./declare"
import { splitPower, variableOf } from "./inputs"

/** c*v^k with k > 0 as the place at which a series in one variable is taken. */
export interface PowerArgument {
  readonly value: QExpr
  readonly variable: string
  readonly power: Exponent
  /** Whether the value is the power itself: c = 1. */
  readonly plain: boolean
}

/** The argument of a function of q: a name, a power of it, or a number or root of unity times one. */
export function powerArgument(name = "q"): Parameter<PowerArgument> {
  return {
    name,
    meaning: "the argument: a positive power of the variable, with a factor or without",
    domain: "c*q^k with k > 0, such as q, q^3, -q or zeta(3)*q^2",
    optional: false,
    ...(name === "q" ? { keywords: ["base"] } : {}),
    read(value) {
      if (value.kind !== "expr") return undefined
      const variable = variableOf(value)
      const split = splitPower(value, variable)
      if (split === undefined || !value.freeSymbols().includes(variable)) return undefined
      if (split.exponent.numerator <= 0)
        throw new EngineError("domain", "The argument is a positive power of the variable.", {
          given: value.toString(),
          hint: "Write q or q^k with k > 0.",
        })
      return { value, variable, power: split.exponent, plain: split.coefficient.asInteger() === 1n }
    },
  }
}

interface ExactOptions {
  /** The exponents lie in 1/denominator + Z; 1 when they are whole. */
  readonly denominator?: number
  /** The coefficients hold roots of unity of this order. */
  readonly unity?: number
}

/** The signature name(parameters…, x) without T: an exact object that expands as far as it is asked for. */
export function exactSignature(
  name: string,
  parameters: readonly Parameter<number>[],
  make: (parameters: readonly number[], variable: string, T: number) => QSeries,
  { denominator = 1, unity = 1 }: ExactOptions = {},
): Signature {
  enterSeries(name, { parameters: parameters.length, denominator, unity, make })
  return signature([...parameters, powerArgument("x")], "the symbolic function", (values) => {
    const last = values[values.length - 1] as PowerArgument
    return call(name, [...(values.slice(0, -1) as number[]).map((n) => integer(n)), last.value])
  })
}
