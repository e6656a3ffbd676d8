import { gcd } from "../../number-theory"
import { EngineError } from "../../errors"
import { INFINITY, type Cusp } from "../../proofs/find/gamma0"
import { rational, symbol } from "../../symbolic/expression"
import type { Value } from "../../values"
import type { Parameter } from "../declare"

/** Cusps as the language writes them: oo, or a rational number. */
export function cuspValue(cusp: Cusp): Value {
  return cusp.c === 0 ? symbol("oo") : rational(cusp.a, cusp.c)
}

/** Reads oo, infinity, or a rational number in any form. */
export function cusp(name = "cusp", meaning = "the cusp"): Parameter<Cusp> {
  return {
    name,
    meaning,
    domain: "a cusp: oo, or a rational number such as 1/3",
    optional: false,
    read(value) {
      if (value.kind !== "expr") return undefined
      if (value.isInfinity() || value.isSymbol("oo")) return INFINITY
      const number = value.asRational()
      if (number === undefined) return undefined
      const [a, c] = [Number(number.numerator), Number(number.denominator)]
      if (!Number.isSafeInteger(a) || c > 1_000_000)
        throw new EngineError("domain", "The denominator of a cusp is at most 1000000.", {
          given: `${number.numerator}/${number.denominator}`,
        })
      return { a, c }
    },
  }
}

/** The pair a, c of two integer arguments as a cusp in lowest terms; 1/0 is infinity. */
export function cuspOfPair(a: number, c: number): Cusp {
  const divisor = gcd(a, c)
  if (divisor === 0) throw new EngineError("domain", "A cusp a/c has a and c not both 0.", { given: "0/0" })
  return c === 0 ? INFINITY : { a: a / divisor, c: Math.abs(c / divisor) }
}
