import type { ParsedInputOf, OutputOf, ProgressOf } from "../../contract/rpc"
import type { LongCallMessage, SessionContract } from "../../contract/session"

/** The procedures that a host's message thread answers by itself, the evaluator being busy or not. */
export type MessageThreadMethod = "session.stop" | "session.answer" | "session.memory"
export type EvaluatorMethod = Exclude<keyof SessionContract, MessageThreadMethod>

/** Sends progress of a job; with a key, a later item with the same key may take its place. */
export type Emit<Item> = (item: Item, key?: string) => void

/**
 * What an evaluator thread computes: plain synchronous functions, one for each procedure. `engineOf` in durfee-engine.ts is the real one; tests of the
 * processes have another.
 */
export type SessionEngine = {
  readonly [P in EvaluatorMethod]: (
    input: ParsedInputOf<SessionContract[P]>,
    emit: Emit<ProgressOf<SessionContract[P]>>,
  ) => OutputOf<SessionContract[P]>
} & {
  /** Name and version, for the log. */
  readonly engine: string
  /** Names of the native loops' stages, by the number in the control block. */
  readonly stages: readonly string[]
}

/** What a thread lends to its engine. */
export interface ThreadServices {
  readonly control: Int32Array
  /** Throws EngineError "cancelled" once the stop flag is raised, and answers waiting windows. One atomic load or two when there is nothing. */
  poll(): void
  /** Has a helper process make an uninterruptible library call, and waits for it. Throws when stopped. */
  longCall(name: LongCallMessage["name"], operands: string): string
  /** Asks the main process for the text of a file of the notebook's folder, and waits for it. */
  readFile(name: string): string
}

export type EngineFactory = (services: ThreadServices) => SessionEngine
