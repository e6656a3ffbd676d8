import type { BooleanValue, CallContext, Callable, Value } from "../values"

/** What the language's own built-in functions may ask beyond what every function may: names, calls by name, decisions. */
export interface LanguageContext extends CallContext {
  /** What calling a value would call; undefined for what is no function. A name that means nothing gives unevaluated calls. */
  callable(value: Value): Callable | undefined
  /** Calls a function by its name; unevaluated when nothing has that name. */
  callNamed(name: string, values: readonly Value[]): Value
  /** Whether an equation, inequality or boolean holds. */
  decide(value: Value): BooleanValue
  /** Replaces parts of a value; with `evaluate`, what contains them is evaluated anew. */
  substitute(value: Value, replacements: readonly Replacement[], evaluate: boolean): Value
  unassign(name: string): void
  assignTo(target: Value, value: Value): void
  assignedNames(): readonly string[]
  /** Whether a name, or the call of one, means something: to the session or as a function. */
  isFunction(name: string): boolean
  restart(): void
  /** Writes words without ending the line; lines go out as they are full, the rest when the statement ends. */
  write(text: string): void
  /** The expression a text writes, unevaluated. */
  parseExpression(text: string): Value
  /** Seconds of computing since the session began. */
  seconds(): number
}

export interface Replacement {
  readonly from: Value
  readonly to: Value
}

/** The evaluator behind a context. Every context of a running program has one; a function called by other code may not. */
export function languageContext(context: CallContext): LanguageContext {
  if (isLanguageContext(context)) return context
  throw new TypeError("This function needs an evaluation of the language around it")
}

function isLanguageContext(context: CallContext): context is LanguageContext {
  return "callNamed" in context && "decide" in context
}
