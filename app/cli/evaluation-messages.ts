import type { Failure } from "../contract"
import type { ValueJson } from "../engine/outputs/json"

/** What the command line's main thread gives its evaluation thread. */
export interface EvaluationTask {
  readonly source: string
  readonly order: number
  readonly control: Int32Array<SharedArrayBuffer>
  readonly memoryLimit: number
  /** Where read statements find their files. */
  readonly folder: string
}

/** What comes back, in the order of the program. */
export type EvaluationReport =
  | { readonly type: "value"; readonly value: ValueJson }
  | { readonly type: "printed"; readonly text: string }
  | { readonly type: "warning"; readonly text: string }
  | { readonly type: "end"; readonly failure: Failure | null }
  | { readonly type: "fault"; readonly text: string }
