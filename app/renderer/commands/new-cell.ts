import type { CellId } from "../../contract/document"
import type { Page } from "../page"
import { insertAt, insertBeside, newCell } from "../store/cells"
import { locate } from "../store/page"
import { strings } from "../strings"

/** Puts a line into a new cell and runs it: below the cell named, or below the focus. */
export function runInNewCell(page: Page, source: string, after: CellId | null = null): void {
  page.editors.flush()
  const { notebook } = page.state
  const place = after === null ? undefined : locate(notebook, after)
  const change =
    place === undefined
      ? insertBeside(notebook, "below", "code", source)
      : insertAt(place.index + 1, newCell("code", source))
  page.change(change, strings.labels.insert("code"))
  const id = change.focus?.cellId
  if (id !== undefined && id !== null) void page.runCells([id])
}
