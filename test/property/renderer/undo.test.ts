import fc from "fast-check"
import { expect, test } from "vitest"
import type { Operation } from "../../../app/contract/document"
import {
  deleteSelected,
  duplicateSelected,
  insertBeside,
  mergeSelected,
  moveSelected,
  setKinds,
  splitAt,
} from "../../../app/renderer/store/cells"
import type { Notebook } from "../../../app/renderer/store/notebook"
import { cell, edit, focusOn, notebookOf, redo, undo, withOutput } from "../../unit/renderer/build"

const runs = 60 * Number(process.env["TEST_MULTIPLIER"] ?? 1)
const start = (): Notebook =>
  notebookOf([withOutput(cell("a"), "1"), cell("b", "# T", "text"), withOutput(cell("c", "x;\ny;"), "2"), cell("d")])

type Step = (notebook: Notebook) => readonly Operation[]
const steps: readonly Step[] = [
  (notebook) => insertBeside(notebook, "above", "code", "new").operations,
  (notebook) => deleteSelected(notebook).operations,
  (notebook) => moveSelected(notebook, 1).operations,
  (notebook) => moveSelected(notebook, -1).operations,
  (notebook) => splitAt(notebook, 2).operations,
  (notebook) => mergeSelected(notebook).operations,
  (notebook) => duplicateSelected(notebook).operations,
  (notebook) => setKinds(notebook, null).operations,
]

/** Random structural changes, undone one by one, leave the very document there was: ids, outputs, metadata. */
test("undoing everything gives the first document's bytes, redoing everything the last one's", () => {
  const choice = fc.record({ step: fc.nat(steps.length - 1), focus: fc.nat(), anchor: fc.nat() })
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 25 }), (choices) => {
      let notebook = start()
      const first = JSON.stringify(notebook.content)
      for (const { step, focus, anchor } of choices) {
        const { cells } = notebook.content
        const at = cells[focus % cells.length]
        const from = cells[anchor % cells.length]
        if (at === undefined || from === undefined) continue
        notebook = focusOn(notebook, at.id, from.id)
        notebook = edit(notebook, steps[step]?.(notebook) ?? [])
      }
      const last = JSON.stringify(notebook.content)
      while (notebook.undo.length > 0) notebook = undo(notebook)
      expect(JSON.stringify(notebook.content)).toBe(first)
      while (notebook.redo.length > 0) notebook = redo(notebook)
      expect(JSON.stringify(notebook.content)).toBe(last)
    }),
    { numRuns: runs },
  )
})
