import { useEffect, useRef } from "react"
import type { Output } from "../../contract/outputs"
import { usePage, usePart } from "../store/context"
import { locate } from "../store/page"
import { duration, strings } from "../strings"

/** One line about an output, for those who hear the page. */
export function summary(output: Output, milliseconds: number | undefined): string {
  const time = milliseconds === undefined ? "" : duration(milliseconds)
  switch (output.kind) {
    case "series": {
      const first = output.terms.slice(0, 5).map((term) => term.coefficient)
      return strings.output.summary(output.variable, output.termCount, first.join(", "), time)
    }
    case "error":
      return output.failure.message
    case "picture":
      return output.description
    case "text":
    case "warning":
      return output.text.slice(0, 200)
    case "foreign":
      return ""
    default:
      return output.text.slice(0, 200)
  }
}

/** The polite live region: what a command did, and each cell's result as one line when it ends. */
export function Announcer() {
  const page = usePage()
  const said = usePart((state) => state.window.said)
  const runs = usePart((state) => state.notebook.runs)
  const before = useRef(runs)
  useEffect(() => {
    for (const [cellId, run] of runs) {
      const was = before.current.get(cellId)
      if (was?.state !== "running" || run.state === "running") continue
      const found = locate(page.state.notebook, cellId)
      const last = found?.cell.outputs.at(-1)?.output
      if (last !== undefined) page.say(summary(last, run.milliseconds))
      else if (run.state === "stopped") page.say(strings.run.stoppedAfter(run.milliseconds ?? 0))
    }
    before.current = runs
  }, [page, runs])
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  )
}
