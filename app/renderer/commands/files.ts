import type { Page } from "../page"
import { stale } from "../store/page"
import type { ExportFormat } from "../store/window"
import { strings } from "../strings"

export async function openFile(page: Page): Promise<void> {
  if (page.state.window.door !== "desktop") return page.window({ type: "fileDialog", dialog: "open" })
  const picked = await page.attempt(page.client["files.openDialog"]({}).result)
  if (picked !== null && picked.documentId !== null) await page.openDocument(picked.documentId)
}

export async function saveFile(page: Page): Promise<void> {
  const { documentId, file } = page.state.notebook
  if (documentId === null) return
  if (file.fileName === null || file.readOnly) return saveFileAs(page)
  await page.flush()
  const answer = await page.attempt(page.client["files.save"]({ documentId }).result)
  if (answer?.saved === true) page.say(strings.file.saved(Date.now()))
}

export async function saveFileAs(page: Page): Promise<void> {
  const { documentId } = page.state.notebook
  if (documentId === null) return
  if (page.state.window.door !== "desktop") return page.window({ type: "fileDialog", dialog: "save" })
  await page.flush()
  await page.attempt(page.client["files.saveAs"]({ documentId, folderId: null, name: null }).result)
}

/** Hands bytes to the reader as a file. */
export function download(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function blobOf(base64: string, mime: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: mime })
}

/** Cells whose shown result should not pass for a true one. */
export function doubtfulCells(page: Page): number {
  const { notebook } = page.state
  const failed = notebook.content.cells.filter((cell) => cell.outputs.some(({ output }) => output.kind === "error"))
  return new Set([...stale(notebook), ...failed.map((cell) => cell.id)]).size
}

/** Asks first when results on the page are out of date or failed. */
export async function exportNotebook(page: Page, format: ExportFormat): Promise<void> {
  await page.flush()
  const doubtful = doubtfulCells(page)
  if (doubtful > 0) page.window({ type: "exporting", exporting: { format, doubtful } })
  else await exportNow(page, format)
}

export async function exportNow(page: Page, format: ExportFormat): Promise<void> {
  const { documentId } = page.state.notebook
  if (documentId === null) return
  const made = await page.attempt(page.client["files.export"]({ documentId, format }).result)
  if (made === null) return
  download(made.name, blobOf(made.base64, made.mime))
  page.toast([strings.file.exported(made.name), ...made.notes].join(" "))
}

export function printNotebook(page: Page): void {
  page.editors.flush()
  window.print()
}

export async function importFile(page: Page): Promise<void> {
  const file = await pickFile(".qs,.txt,.md,.mpl,.mw,.ipynb")
  if (file === null) return
  const made = await page.attempt(page.client["files.import"]({ name: file.name, text: await file.text() }).result)
  if (made !== null) await page.openDocument(made.documentId)
}

function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input")
    input.type = "file"
    input.accept = accept
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null), {
      once: true,
    })
    input.addEventListener("cancel", () => resolve(null), { once: true })
    input.click()
  })
}
