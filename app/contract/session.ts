import { z } from "zod"
import { failure } from "./failure"
import { dialect, output, pictureView, rowChoice, tableRow, term, viewChoice } from "./outputs"

/**
 * What the main process asks of a session host. One host serves one notebook; its message thread answers all of this, while the evaluator
 * thread computes. Values stay in the host and are named by handles; windows onto them are pulled.
 */

const none = z.strictObject({})
const never = z.never()

export const work = z.strictObject({
  stage: z.string().max(200),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string().max(100).optional(),
})
export type Work = z.infer<typeof work>

/** Calls of a library that cannot be interrupted; the supervisor runs them in a helper process, so that a stop ends the helper only. */
export const longCall = z.strictObject({
  id: z.number().int().nonnegative(),
  name: z.enum([
    "partitions",
    "factorial",
    "binomial",
    "integerGcd",
    "isPrime",
    "factor",
    "polynomialFactor",
    "fraction",
    "gcd",
    "resultant",
    "determinant",
    "solve",
    "lll",
  ]),
  /** The operands, in the form that app/engine/long-calls.ts packs them. */
  operands: z.string(),
})
export type LongCallMessage = z.infer<typeof longCall>

export const evaluationProgress = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("work"), work }),
  z.strictObject({ kind: z.literal("output"), output }),
  z.strictObject({ kind: z.literal("longCall"), call: longCall }),
  /** A read statement asks for a file of the notebook's folder; the host opens none itself. */
  z.strictObject({ kind: z.literal("readFile"), id: z.number().int().nonnegative(), name: z.string().max(4096) }),
  /** The answer to a question is no longer wanted: it came, or the cell was stopped. */
  z.strictObject({ kind: z.literal("answered"), id: z.number().int().nonnegative() }),
])
export type EvaluationProgress = z.infer<typeof evaluationProgress>

/** What a program may follow of a computation; the first three only when it asked for a stream. */
export const computeProgress = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("value"), json: z.string() }),
  z.strictObject({ kind: z.literal("printed"), text: z.string() }),
  z.strictObject({ kind: z.literal("warning"), text: z.string() }),
  z.strictObject({ kind: z.literal("work"), work }),
  z.strictObject({ kind: z.literal("readFile"), id: z.number().int().nonnegative(), name: z.string().max(4096) }),
  z.strictObject({ kind: z.literal("answered"), id: z.number().int().nonnegative() }),
])
export type ComputeProgress = z.infer<typeof computeProgress>

/** A variable as the host knows it; which cell set it is the supervisor's knowledge. */
export const sessionVariable = z.strictObject({
  name: z.string(),
  text: z.string(),
  kind: z.string(),
  order: z.string().nullable(),
  bytes: z.number().nonnegative(),
})
export type SessionVariable = z.infer<typeof sessionVariable>

export const memoryUse = z.strictObject({
  /** Bytes of the host's process that are in memory. */
  resident: z.number().nonnegative(),
  /** Live bytes by the addon's own account, at the end of the last cell. */
  native: z.number().nonnegative(),
  /** The most the account ever held. */
  nativePeak: z.number().nonnegative(),
})
export type MemoryUse = z.infer<typeof memoryUse>

export const evaluationResult = z.strictObject({
  ended: z.enum(["done", "failed", "stopped"]),
  failure: failure.optional(),
  milliseconds: z.number().nonnegative(),
  /** Names assigned by the cell, in the order of their first assignment. */
  assigned: z.array(z.string()),
  defines: z.array(z.string()),
  uses: z.array(z.string()),
  variables: z.array(sessionVariable),
  memory: memoryUse,
})
export type EvaluationResult = z.infer<typeof evaluationResult>

export const snapshotEntry = z.strictObject({
  name: z.string(),
  /** The value as app/engine/outputs/snapshot.ts packs it: JSON text. */
  data: z.string(),
})
export type SnapshotEntry = z.infer<typeof snapshotEntry>
export const notKept = z.strictObject({ name: z.string(), why: z.string() })

const windowOf = {
  handle: z.string().max(64),
  from: z.number().int().nonnegative(),
  count: z.number().int().positive().max(4096),
}

export const sessionContract = {
  /** Loads the engine. Answers once the evaluator is ready. */
  "session.start": {
    input: z.strictObject({
      /** Begins every handle, so that a handle of an earlier host is recognised. */
      handlePrefix: z.string().max(32),
      memoryLimit: z.number().positive(),
    }),
    progress: never,
    output: z.strictObject({ pid: z.number().int(), engine: z.string(), milliseconds: z.number() }),
  },
  "session.evaluate": {
    input: z.strictObject({ source: z.string().max(16_000_000), order: z.number().int().positive() }),
    progress: evaluationProgress,
    output: evaluationResult,
  },
  /** Evaluates statements for a program: the displayed values as the command line's JSON writes them. */
  "session.compute": {
    input: z.strictObject({
      source: z.string().max(16_000_000),
      order: z.number().int().positive(),
      /** Tells values and words as they come, and answers read statements; else they come together at the end. */
      stream: z.boolean().optional(),
    }),
    progress: computeProgress,
    output: z.strictObject({
      ended: z.enum(["done", "failed", "stopped"]),
      failure: failure.optional(),
      /** JSON text of a list of values; see app/engine/outputs/json.ts. */
      values: z.string(),
      printed: z.array(z.string()),
    }),
  },
  /** Raises the stop flag when a cell is running. Answers at once; the cell answers for itself. */
  "session.stop": { input: none, progress: never, output: z.strictObject({ running: z.boolean() }) },
  /** The answer to a long call or to readFile, for the host that asked. */
  "session.answer": {
    input: z.strictObject({
      id: z.number().int().nonnegative(),
      result: z.discriminatedUnion("ok", [
        z.strictObject({ ok: z.literal(true), value: z.string() }),
        z.strictObject({ ok: z.literal(false), failure }),
      ]),
    }),
    progress: never,
    output: none,
  },
  /** Computes one long call: this host is a helper. */
  "session.longCall": { input: longCall, progress: never, output: z.strictObject({ value: z.string() }) },

  "session.terms": {
    input: z.strictObject(windowOf),
    progress: never,
    output: z.strictObject({ terms: z.array(term).max(4096), total: z.number().int().nonnegative() }),
  },
  "session.rows": {
    input: z.strictObject({ ...windowOf, choice: rowChoice }),
    progress: never,
    output: z.strictObject({ rows: z.array(tableRow).max(4096), total: z.number().int().nonnegative() }),
  },
  "session.items": {
    input: z.strictObject(windowOf),
    progress: never,
    output: z.strictObject({
      items: z.array(z.strictObject({ text: z.string(), latex: z.string() })).max(4096),
      total: z.number().int().nonnegative(),
    }),
  },
  "session.coefficient": {
    input: z.strictObject({ handle: z.string().max(64), exponent: z.string().max(10_000) }),
    progress: never,
    output: z.strictObject({ text: z.string() }),
  },
  "session.copy": {
    input: z.strictObject({ handle: z.string().max(64), dialect, terms: z.number().int().positive().nullable() }),
    progress: never,
    output: z.strictObject({ text: z.string(), characters: z.number().int().nonnegative() }),
  },
  "session.copyVariable": {
    input: z.strictObject({ name: z.string().max(10_000), dialect, terms: z.number().int().positive().nullable() }),
    progress: never,
    output: z.strictObject({ text: z.string(), characters: z.number().int().nonnegative() }),
  },
  "session.view": {
    input: z.strictObject({
      handle: z.string().max(64),
      view: pictureView,
      ...viewChoice,
    }),
    progress: never,
    output: z.strictObject({ output }),
  },
  "session.variables": {
    input: none,
    progress: never,
    output: z.strictObject({ variables: z.array(sessionVariable) }),
  },
  /** Values of the variables that changed since the last snapshot, as far as they fit. */
  "session.snapshot": {
    input: z.strictObject({ bytesEach: z.number().positive(), bytesInAll: z.number().positive() }),
    progress: snapshotEntry,
    output: z.strictObject({
      /** Names that exist, so that the keeper can forget the others. */
      names: z.array(z.string()),
      notKept: z.array(notKept),
    }),
  },
  "session.restore": {
    input: z.strictObject({ entries: z.array(snapshotEntry) }),
    progress: never,
    output: z.strictObject({
      restored: z.array(z.string()),
      notRestored: z.array(notKept),
      variables: z.array(sessionVariable),
    }),
  },
  "session.memory": { input: none, progress: never, output: memoryUse },
  "session.setMemoryLimit": { input: z.strictObject({ bytes: z.number().positive() }), progress: never, output: none },
  "session.release": {
    input: z.strictObject({ handles: z.array(z.string().max(64)).max(100_000) }),
    progress: never,
    output: none,
  },
} as const
export type SessionContract = typeof sessionContract
