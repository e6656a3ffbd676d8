import { useEffect, useRef } from "react"
import type { Page } from "../page"
import { usePart } from "../store/context"
import { locate } from "../store/page"
import { strings } from "../strings"

const LONG = 10_000

/** A system notice when a cell that ran over 10 s ends while the window is in the background. */
export function useNotices(page: Page): void {
  const runs = usePart((state) => state.notebook.runs)
  const state = usePart((state) => state.notebook.session.state)
  const before = useRef(runs)
  useEffect(() => {
    if (state === "idle" || state === "lost" || state === "none") page.window({ type: "stopAsked", at: null })
  }, [page, state])
  useEffect(() => {
    for (const [cellId, run] of runs) {
      const ended = before.current.get(cellId)?.state === "running" && run.state !== "running"
      const isLong = (run.milliseconds ?? 0) > LONG
      if (ended && isLong && !document.hasFocus() && page.state.window.settings.notices) {
        notify((locate(page.state.notebook, cellId)?.index ?? 0) + 1, run.milliseconds ?? 0)
      }
    }
    before.current = runs
  }, [page, runs])
}

function notify(position: number, milliseconds: number): void {
  if (typeof Notification === "undefined" || Notification.permission === "denied") return
  const show = (): void => {
    new Notification(strings.run.noticeTitle, {
      body: strings.run.noticeBody(position, milliseconds),
    })
  }
  if (Notification.permission === "granted") show()
  else void Notification.requestPermission().then((answer) => answer === "granted" && show())
}
