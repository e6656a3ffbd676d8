import type { Cell } from "../../contract/document"
import type { CellRunState } from "../../contract/notebook"
import { strings } from "../strings"

/** The one state a cell's rail shows; the same name picks colour, pattern and word. */
export type RailState = "none" | "queued" | "running" | "stale" | "failed" | "stopped" | "lost"

export function railState(cell: Cell, run: CellRunState | undefined, isStale: boolean): RailState {
  if (cell.kind !== "code") return "none"
  if (run?.state === "running" || run?.state === "queued") return run.state
  if (run?.state === "failed" || run?.state === "stopped" || run?.state === "lost") return isStale ? "stale" : run.state
  if (isStale) return "stale"
  return run === undefined && cell.outputs.some(({ output }) => output.kind === "error") ? "failed" : "none"
}

/** The state in words, for a hover and for screen readers. */
export function stateWords(state: RailState, run: CellRunState | undefined): string {
  if (state === "queued") return strings.cell.states.queued(run?.queuePosition ?? 1)
  return strings.cell.states[state]
}

/** What the gutter shows: the order of its run in this session, a dot for a result from the file, a mark for a failure. */
export function gutterText(cell: Cell, run: CellRunState | undefined, state: RailState): string {
  if (cell.kind !== "code") return ""
  if (state === "failed" || state === "lost") return "!"
  if (run !== undefined && run.state !== "idle") return cell.executionCount === null ? "" : String(cell.executionCount)
  return cell.outputs.length > 0 ? "·" : ""
}

/** Time left, from the rate of the last third of the steps; null before 3 s or 5 %. */
export function secondsLeft(
  samples: readonly { readonly at: number; readonly done: number }[],
  total: number | null,
): number | null {
  const last = samples.at(-1)
  const start = samples[0]
  if (last === undefined || start === undefined || total === null || total <= 0) return null
  if (last.at - start.at < 3000 || last.done / total < 0.05) return null
  const from = samples.find((sample) => sample.done >= (last.done * 2) / 3 && sample !== last) ?? start
  const rate = (last.done - from.done) / (last.at - from.at)
  return rate > 0 ? (total - last.done) / rate / 1000 : null
}
