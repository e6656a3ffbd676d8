import { EngineError } from "../errors"
import type { FailureCode } from "../../contract"
import type { NativeErrorCode } from "./addon"

/**
 * What the addon throws. The class is handed to the addon when it opens, so that `instanceof` holds; code and sentence come from C++.
 */
export class NativeError extends Error {
  override readonly name = "NativeError"
  readonly code: NativeErrorCode

  constructor(code: NativeErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const failureCodes: Readonly<Record<NativeErrorCode, FailureCode>> = {
  domain: "domain",
  precision: "precision",
  tooLarge: "tooLarge",
  memory: "memory",
  cancelled: "cancelled",
  unable: "unable",
  argument: "argument",
  internal: "internal",
}

/** Turns what the addon threw into the error that a reader meets; anything else stays what it is. */
export function engineError(error: unknown): unknown {
  if (!(error instanceof NativeError)) return error
  const translated = new EngineError(failureCodes[error.code], error.message)
  if (error.stack !== undefined) translated.stack = error.stack
  return translated
}

/** Runs native calls; a NativeError leaves as an EngineError. */
export function native<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw engineError(error)
  }
}
