import { exportNow } from "../commands/files"
import { usePage, usePart } from "../store/context"
import { strings } from "../strings"
import { Dialog } from "./Dialog"

/** Stale or failed results must not leave the page as if they were true without a word. */
export function ExportDialog() {
  const page = usePage()
  const exporting = usePart((state) => state.window.exporting)
  if (exporting === null) return null
  const close = (): void => page.window({ type: "exporting", exporting: null })
  return (
    <Dialog label={strings.file.staleExport(exporting.doubtful)} onClose={close}>
      <p>{strings.file.staleExport(exporting.doubtful)}</p>
      <div className="dialog-actions">
        <span className="space" />
        <button
          type="button"
          className="button"
          onClick={() => {
            close()
            void exportNow(page, exporting.format)
          }}
        >
          {strings.file.exportAnyway}
        </button>
        <button
          type="button"
          className="button primary"
          autoFocus
          onClick={() => {
            close()
            page.command("run.all")
          }}
        >
          {strings.file.runFirst}
        </button>
      </div>
    </Dialog>
  )
}
