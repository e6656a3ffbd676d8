import { EngineError } from "../errors"
import type { NativeErrorCode } from "./addon"

/**
 * What the addon throws. The class is handed to the addon when it opens, so that `instanceof` holds; code and sentence come from C++. It is an
 * EngineError, so that a native refusal inside any function reaches the reader with its place, as every other does.
 */
export class NativeError extends EngineError {
  constructor(code: NativeErrorCode, message: string) {
    super(code, message)
  }
}
