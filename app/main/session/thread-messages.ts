import type { Failure } from "../../contract"

/** What passes between a host's message thread and its evaluator thread, by structured clone. */
export interface Job {
  readonly id: number
  /** A procedure of the session contract. */
  readonly method: string
  readonly input: unknown
}

export type ThreadReport =
  | { readonly type: "ready"; readonly stages: readonly string[]; readonly engine: string }
  | { readonly type: "progress"; readonly id: number; readonly item: unknown; readonly key?: string }
  | { readonly type: "done"; readonly id: number; readonly output: unknown }
  | { readonly type: "failed"; readonly id: number; readonly failure: Failure }
  /** Thrown without meaning to; the text is for the log. */
  | { readonly type: "fault"; readonly id: number; readonly text: string }

/** Jobs that read immutable values only, so that they may be answered in the middle of an evaluation. */
export const READING_JOBS: ReadonlySet<string> = new Set([
  "session.terms",
  "session.rows",
  "session.items",
  "session.coefficient",
  "session.copy",
  "session.copyVariable",
  "session.view",
])
