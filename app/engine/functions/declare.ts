import type { ExampleData, FunctionData } from "../../contract"
import type { Argument, CallContext, Callable, Value } from "../values"

/**
 * One declaration per function of the language. Dispatch, argument errors, completion, help, the library's methods, the reference
 * manual and the tests of every example are read off it.
 */

/** Reads one argument: its TypeScript shape, how to check it, and the words for its domain. */
export interface Parameter<T> {
  readonly name: string
  readonly domain: string
  readonly meaning: string
  readonly optional: boolean
  /** The default in the notebook's syntax, for help. */
  readonly defaultText?: string
  readonly rest?: boolean
  /** Returns undefined when the value is of another type, so that the next signature is tried; throws EngineError("domain") for a value of the right type outside the domain. */
  read(value: Value, context: CallContext): T | undefined
  readonly defaultValue?: () => T
}

export interface Signature {
  readonly parameters: readonly Parameter<unknown>[]
  readonly returns: string
  compute(args: readonly unknown[], context: CallContext, ranges: readonly Argument[]): Value
}

export interface Declaration extends Omit<FunctionData, "signatures" | "aliases" | "seeAlso" | "errors" | "examples"> {
  readonly aliases?: readonly string[]
  readonly seeAlso?: readonly string[]
  readonly errors?: readonly string[]
  readonly examples: readonly ExampleData[]
  readonly signatures: readonly Signature[]
}

export interface DeclaredFunction extends Callable {
  readonly declaration: Declaration
}
