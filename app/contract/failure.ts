import { z } from "zod"

/**
 * Every way in which a request can fail, told apart where a caller or a reader would act differently.
 * Failures cross processes as data: a thrown Error would lose its code on the way.
 */
export const FAILURE_CODES = [
  "syntax", // the text is no program of the language
  "name", // no such function, option or variable
  "argument", // a call's arguments do not fit any of the function's signatures
  "domain", // the mathematical object does not exist
  "precision", // more was asked than the value knows
  "unable", // it exists, but could not be decided or found
  "tooLarge", // refused before it began: the estimate exceeds a limit
  "memory", // the session's memory limit was reached
  "cancelled", // stopped by the reader
  "sessionLost", // the session's process ended
  "invalidInput", // a message does not fit the contract
  "notFound", // no such document, cell, output or handle
  "conflict", // the file on disk is not the one that was read
  "file", // the system refused a file operation
  "version", // the two ends speak different versions of the contract
  "internal", // a fault of ours; the log has the details under the id in the message
] as const

export const failureCode = z.enum(FAILURE_CODES)
export type FailureCode = z.infer<typeof failureCode>

/** Half-open range of UTF-16 offsets in the cell's source. */
export const sourceRange = z.strictObject({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative() })
export type SourceRange = z.infer<typeof sourceRange>

export const failure = z.strictObject({
  code: failureCode,
  /** One sentence: the rule. */
  message: z.string(),
  /** What was given, in words. */
  given: z.string().optional(),
  /** What to do about it, in words. */
  hint: z.string().optional(),
  range: sourceRange.optional(),
  /** Source text that would be right in place of `range`; offered only when it parses. */
  fix: z.string().optional(),
  /** The function whose help explains the rule. */
  help: z.string().optional(),
  /** Procedure calls from the inside out, each a line a reader can follow. */
  trace: z.array(z.string()).max(200).optional(),
})
export type Failure = z.infer<typeof failure>
