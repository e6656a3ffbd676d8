import type { Expression } from "../../language"
import type { Value } from "../values"
import type { LanguageContext } from "./context"
import type { Frame } from "./environment"
import type { SessionState } from "./session-state"
import type { StoredValues } from "./stored-values"

/** What the parts of the evaluator may ask of the whole: special forms and quoted expressions, which evaluate only some of their parts. */
export interface Evaluation {
  readonly state: SessionState
  readonly context: LanguageContext
  readonly stored: StoredValues
  evaluate(node: Expression, frame: Frame | null): Value
  /** Whether the condition of an if or a while holds. */
  holds(node: Expression, frame: Frame | null): boolean
  /** The name or string that a||b writes, or the sequence of them; names are not evaluated. */
  joined(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value
  /** The call of a name that means nothing stands for itself, when its arguments are expressions. */
  unknownCall(name: string, args: readonly Value[]): Value
}
