import { Square } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import type { CellRunState } from "../../contract/notebook"
import { FORCE_AFTER } from "../commands/commands"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { secondsLeft } from "./state"

const TICK = 250
/** Times after which a running cell shows more of itself. */
const SHOW_AFTER = 500
const PHASE_AFTER = 1000
const NOTHING: readonly string[] = []

/** Elapsed time, phase and bar, time left and Stop, each when it is worth knowing. */
export function RunProgress({ run }: { readonly run: CellRunState }) {
  const page = usePage()
  const now = useNow(TICK)
  const began = useRef(Date.now())
  const samples = useRef<{ at: number; done: number }[]>([])
  const askedAt = usePart((state) => state.window.stopAskedAt)
  const keeps = run.defines ?? NOTHING
  const elapsed = now - (run.startedAt ?? began.current)
  const { work } = run
  useEffect(() => {
    if (work !== undefined) samples.current = [...samples.current.slice(-200), { at: Date.now(), done: work.done }]
  }, [work])
  if (elapsed < SHOW_AFTER) return <div className="run-progress-gap" />
  const left = secondsLeft(samples.current, work?.total ?? null)
  const fraction =
    work !== undefined && work.total !== null && work.total > 0 ? Math.min(1, work.done / work.total) : null
  const force = askedAt !== null && now - askedAt > FORCE_AFTER
  const parts = [
    elapsed >= PHASE_AFTER && work !== undefined ? work.stage : null,
    elapsed >= PHASE_AFTER && work !== undefined ? steps(work) : null,
    strings.run.elapsed(elapsed),
    left === null ? null : strings.run.left(left),
  ].filter((part) => part !== null && part !== "")
  return (
    <div className="run-progress">
      {fraction !== null && elapsed >= PHASE_AFTER && (
        <div
          className="bar"
          role="progressbar"
          aria-valuenow={Math.round(fraction * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={work?.stage}
        >
          <div className="bar-done" style={{ width: `${fraction * 100}%` }} />
        </div>
      )}
      <p>
        <span className="run-words">
          {parts.join(" · ")} — {strings.run.stopKeeps(keeps)}
        </span>
        <button
          type="button"
          className="dashed stop-here"
          onClick={() => page.command(force ? "run.forceStop" : "run.stop")}
        >
          <Square size={12} strokeWidth={1.5} aria-hidden="true" />
          {force ? `${strings.top.forceStop} (${strings.top.forceStopNote})` : strings.top.stop}
        </button>
      </p>
    </div>
  )
}

function steps(work: NonNullable<CellRunState["work"]>): string {
  const amount = work.total === null ? strings.run.done(work.done) : strings.run.of(work.done, work.total)
  return work.unit === undefined ? amount : `${work.unit} ${amount}`
}

function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
