import { existsSync, readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"

/** Whether a text stands in a file below a folder. */
export function isOnDisk(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => {
    const file = join(entry.parentPath, entry.name)
    // A journal may go, its file being written, between the list and the look.
    return entry.isFile() && existsSync(file) && readFileSync(file).includes(text)
  })
}

/** A notebook of code cells as a file holds it; each cell with the metadata that another program left there. */
export function notebookText(...sources: readonly string[]): string {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    execution_count: null,
    id: `c${i + 1}`,
    metadata: { tags: [`tag-${i + 1}`], other: { kept: i } },
    outputs: [{ output_type: "stream", name: "stdout", text: [`printed ${i + 1}\n`] }],
    source: source.split(/(?<=\n)/),
  }))
  const metadata = { kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" } }
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 })
}
