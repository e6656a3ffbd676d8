import { useEffect, useState } from "react"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"

interface Repair {
  readonly text: string
  readonly problem: string
  readonly at: number
  readonly recoverable: number
}

const AROUND = 4000

/** A file that is not a whole notebook: what is wrong, the text around it, and what can be had from it. */
export function RepairView() {
  const page = usePage()
  const documentId = usePart((state) => state.notebook.documentId)
  const [repair, setRepair] = useState<Repair | null>(null)
  useEffect(() => {
    if (documentId === null) return
    let current = true
    void page.attempt(page.client["files.repairView"]({ documentId }).result).then((made) => current && setRepair(made))
    return () => {
      current = false
    }
  }, [page, documentId])
  if (repair === null || documentId === null)
    return <main className="page" data-region="page" id="notebook" aria-busy="true" />
  const from = Math.max(0, repair.at - AROUND)
  const recover = async (): Promise<void> => {
    const made = await page.attempt(page.client["files.recover"]({ documentId }).result)
    if (made !== null) await page.openDocument(made.documentId)
  }
  return (
    <main className="page" data-region="page" id="notebook" tabIndex={-1} aria-label={strings.file.repairTitle}>
      <div className="column repair">
        <h2>{strings.file.repairTitle}</h2>
        <p>{repair.problem}</p>
        <p className="note">
          {strings.file.repairAt(repair.at)} · {strings.file.repairNote}
        </p>
        {repair.recoverable > 0 && (
          <button type="button" className="button primary" onClick={() => void recover()}>
            {strings.file.recover(repair.recoverable)}
          </button>
        )}
        <pre tabIndex={0} aria-label={strings.file.repairTitle}>
          {from > 0 && "…"}
          {repair.text.slice(from, repair.at)}
          <mark>{repair.text.slice(repair.at, repair.at + 1) || " "}</mark>
          {repair.text.slice(repair.at + 1, repair.at + AROUND)}
        </pre>
      </div>
    </main>
  )
}
