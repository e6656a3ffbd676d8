import { FileText, Folder } from "lucide-react"
import { useEffect, useState } from "react"
import { usePage, usePart } from "../store/context"
import { strings, time } from "../strings"
import type { FileEntry } from "../types"
import { Dialog } from "./Dialog"

interface Listing {
  readonly folder: string
  readonly parent: string | null
  readonly entries: readonly FileEntry[]
}

/** Choosing a file in the browser door, from the folders that the main process admits; the page holds ids, never paths. */
export function FileDialog({ kind }: { readonly kind: "open" | "save" }) {
  const page = usePage()
  const [at, setAt] = useState<string | null>(null)
  const [listing, setListing] = useState<Listing | null>(null)
  const title = usePart((state) => state.notebook.file.title)
  const [name, setName] = useState(`${title === "" ? strings.top.untitled : title}.ipynb`)
  useEffect(() => {
    let current = true
    void page
      .attempt(page.client["files.browse"]({ fileId: at }).result)
      .then((made) => current && made !== null && setListing(made))
    return () => {
      current = false
    }
  }, [page, at])
  const close = (): void => page.window({ type: "fileDialog", dialog: "none" })
  const open = async (entry: FileEntry): Promise<void> => {
    if (entry.kind === "folder") return setAt(entry.fileId)
    if (kind === "save") return setName(entry.name)
    const made = await page.attempt(page.client["files.open"]({ fileId: entry.fileId }).result)
    if (made === null) return
    close()
    await page.openDocument(made.documentId)
  }
  const save = async (): Promise<void> => {
    const { documentId } = page.state.notebook
    if (documentId === null) return
    await page.flush()
    const answer = await page.attempt(page.client["files.saveAs"]({ documentId, folderId: at, name }).result)
    if (answer?.saved === true) close()
  }
  return (
    <Dialog label={kind === "open" ? strings.file.openTitle : strings.file.chooseFolder} onClose={close}>
      <p className="panel-title">{listing?.folder}</p>
      <div className="file-list">
        {listing !== null && listing.parent !== null && (
          <button type="button" className="row" onClick={() => setAt(listing.parent)}>
            <Folder size={15} strokeWidth={1.5} aria-hidden="true" />
            <span className="name">{strings.file.up}</span>
          </button>
        )}
        {listing?.entries
          .filter((entry) => entry.kind !== "other")
          .map((entry) => (
            <button key={entry.fileId} type="button" className="row" onClick={() => void open(entry)}>
              {entry.kind === "folder" ? (
                <Folder size={15} strokeWidth={1.5} aria-hidden="true" />
              ) : (
                <FileText size={15} strokeWidth={1.5} aria-hidden="true" />
              )}
              <span className="name">{entry.name}</span>
              <span className="note">{time(entry.modified)}</span>
            </button>
          ))}
      </div>
      <div className="dialog-actions">
        {kind === "save" && (
          <label>
            {strings.file.name}{" "}
            <input className="field" value={name} onChange={(event) => setName(event.target.value)} />
          </label>
        )}
        <span className="space" />
        <button type="button" className="button" onClick={close}>
          {strings.file.cancel}
        </button>
        {kind === "save" && (
          <button type="button" className="button primary" onClick={() => void save()}>
            {strings.file.save}
          </button>
        )}
      </div>
    </Dialog>
  )
}
