import { useEffect } from "react"
import type { Page } from "../page"

/** In a browser a file dropped on the page is read there and opened as a copy; the desktop's preload takes drops to the main process. */
export function useDrops(page: Page): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0]
      if (file === undefined || page.state.window.door === "desktop") return
      event.preventDefault()
      void importDropped(page, file)
    }
    addEventListener("dragover", over)
    addEventListener("drop", drop)
    return () => {
      removeEventListener("dragover", over)
      removeEventListener("drop", drop)
    }
  }, [page])
}

async function importDropped(page: Page, file: File): Promise<void> {
  const made = await page.attempt(page.client["files.import"]({ name: file.name, text: await file.text() }).result)
  if (made !== null) await page.openDocument(made.documentId)
}
