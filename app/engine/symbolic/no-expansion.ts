import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { plainText } from "./print/plain"

/** An expression for an error's "given", at most 80 letters. */
export function shortText(arena: Arena, ref: Ref): string {
  const text = plainText(arena, ref)
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

/** Why an expression is no series in the variable. */
export function noExpansion(arena: Arena, ref: Ref, variable: string, why: string): EngineError {
  return new EngineError("unable", `${shortText(arena, ref)} has no expansion in powers of ${variable}: ${why}.`)
}
