import type { Failure, FailureCode, SourceRange } from "../contract"

export interface ErrorDetails {
  readonly given?: string
  readonly hint?: string
  readonly range?: SourceRange
  readonly fix?: string
  readonly help?: string
  /** Calls of procedures from the inside out, each a line. */
  readonly trace?: string[]
  /** Index of the call's argument that is to blame; the evaluator turns it into a range. */
  readonly argument?: number
}

/**
 * Trouble that a reader can meet. The message is one sentence that states the rule and names the function; what was given and what to do
 * go into the details. Misuse by our own code throws RangeError or TypeError instead.
 */
export class EngineError extends Error {
  override readonly name = "EngineError"
  readonly code: FailureCode
  readonly details: ErrorDetails

  constructor(code: FailureCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  /** The same error, with what an outer place knows in addition; what an inner place said stays. */
  with(details: ErrorDetails): EngineError {
    const error = new EngineError(this.code, this.message, { ...details, ...this.details })
    if (this.stack !== undefined) error.stack = this.stack
    return error
  }

  /** The error that a failure from another room tells of. */
  static of({ code, message, given, hint, range, fix, help }: Failure): EngineError {
    return new EngineError(code, message, {
      ...(given === undefined ? {} : { given }),
      ...(hint === undefined ? {} : { hint }),
      ...(range === undefined ? {} : { range }),
      ...(fix === undefined ? {} : { fix }),
      ...(help === undefined ? {} : { help }),
    })
  }

  toFailure(): Failure {
    const { argument: _argument, ...rest } = this.details
    return { code: this.code, message: this.message, ...rest }
  }
}

/** For the default branch of a switch over a closed union. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected case ${JSON.stringify(value)}`)
}
