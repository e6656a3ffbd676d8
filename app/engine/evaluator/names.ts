import { integer, symbol } from "../symbolic/expression"
import { FAIL, FALSE, NULL, TRUE, type Value } from "../values"
import { activationOf, type Frame } from "./environment"
import { sequenceOf } from "./sequences"

/** Names whose values are the language's own. */
export const CONSTANT_VALUES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", TRUE],
  ["false", FALSE],
  ["FAIL", FAIL],
  ["NULL", NULL],
])

/** args, nargs and their like: what a procedure was called with. Undefined outside of a call, and for all other names. */
export function activationValue(name: string, frame: Frame | null): Value | undefined {
  const activation = activationOf(frame)
  if (activation === null) return undefined
  switch (name) {
    case "args":
    case "_passed":
      return sequenceOf(activation.args)
    case "nargs":
    case "_npassed":
      return integer(activation.args.length)
    case "_rest":
      return sequenceOf(activation.args.slice(activation.parameterCount))
    case "_nrest":
      return integer(Math.max(0, activation.args.length - activation.parameterCount))
    case "procname":
      return symbol(activation.name ?? "unknown")
    default:
      return undefined
  }
}
