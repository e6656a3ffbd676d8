import { EngineError } from "../errors"
import { dilateForms } from "../symbolic/eta-form"
import { QExpr, baseAndExponent } from "../symbolic/expression"
import { mentionsModularForm } from "../symbolic/series"
import type { Value } from "../values"
import { describe } from "./describe"

/** What is said of another value for q where eta, JAC, GETA or EETA occur. */
export const HIDDEN_Q = "Only q^k, k a positive integer, can take the place of q in eta(k*tau) and JAC(a,b,infinity)."

/** eta(k*tau), JAC and their kin are functions of q that do not name it: where q becomes q^k they are taken at q^k as well. */
export function formsAtPower(target: QExpr, to: Value): QExpr {
  const { arena, ref } = target
  if (!mentionsModularForm(arena, ref)) return target
  const split = to.kind === "expr" ? baseAndExponent(to) : undefined
  const k = split?.base.isSymbol("q") === true ? split.exponent.asInteger() : undefined
  if (k === undefined || k <= 0n) {
    throw new EngineError("domain", HIDDEN_Q, {
      given: `q = ${describe(to)}`,
      hint: "Expand with series(f, q, T) first.",
      help: "subs",
    })
  }
  return QExpr.of(arena, dilateForms(arena, ref, arena.integer(k)))
}
