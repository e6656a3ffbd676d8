import { useEffect, useState } from "react"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { Dialog } from "./Dialog"

/** The installation tests itself, and its report can be copied. */
export function SelfTest() {
  const page = usePage()
  const isOpen = usePart((state) => state.window.selfTestOpen)
  return isOpen ? <Report onClose={() => page.window({ type: "selfTestOpen", open: false })} /> : null
}

function Report({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const [report, setReport] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void page.attempt(page.client["app.selfTest"]({}).result).then((made) => {
      if (current) setReport(made?.report ?? strings.selfTest.none)
    })
    return () => {
      current = false
    }
  }, [page])
  return (
    <Dialog label={strings.selfTest.title} onClose={onClose}>
      <h2>{strings.selfTest.title}</h2>
      <pre className="report" aria-live="polite" aria-busy={report === null} tabIndex={0}>
        {report ?? strings.selfTest.running}
      </pre>
      <div className="dialog-actions">
        <span className="space" />
        <button
          type="button"
          className="button"
          disabled={report === null}
          onClick={() =>
            void navigator.clipboard.writeText(report ?? "").then(() => page.toast(strings.selfTest.copied))
          }
        >
          {strings.selfTest.copy}
        </button>
        <button type="button" className="button primary" autoFocus onClick={onClose}>
          {strings.settings.close}
        </button>
      </div>
    </Dialog>
  )
}
