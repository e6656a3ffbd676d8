import { useEffect } from "react"
import { saveFile } from "../commands/files"
import type { Page } from "../page"
import { usePart } from "../store/context"

const QUIET = 30_000

/** Saves 30 s after the last change, where the reader chose so and the document has a file; each save is a version. */
export function useAutosave(page: Page): void {
  const on = usePart((state) => state.window.settings.autosave)
  const content = usePart((state) => state.notebook.content)
  const { dirty, fileName, conflict, readOnly } = usePart((state) => state.notebook.file)
  useEffect(() => {
    if (!on || !dirty || fileName === null || conflict !== "none" || readOnly) return
    const timer = setTimeout(() => void saveFile(page), QUIET)
    return () => clearTimeout(timer)
  }, [page, on, content, dirty, fileName, conflict, readOnly])
}
