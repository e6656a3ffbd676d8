import { describe, expect, test } from "vitest"
import {
  deleteSelected,
  duplicateSelected,
  insertBeside,
  mergeSelected,
  moveSelected,
  sectionOf,
  setKinds,
  splitAt,
  type Change,
} from "../../../app/renderer/store/cells"
import { reduceNotebook, type Notebook } from "../../../app/renderer/store/notebook"
import { cell, edit, focusOn, id, names, notebookOf, undo, withOutput } from "./build"

const three = (): Notebook => notebookOf([cell("a"), cell("b"), cell("c")])
const applied = (notebook: Notebook, change: Change): Notebook => edit(notebook, change.operations)

describe("changes of structure", () => {
  test("inserting stands beside the selection", () => {
    expect(names(applied(focusOn(three(), "b"), insertBeside(focusOn(three(), "b"), "above", "code", "new")))).toEqual([
      "a",
      "new",
      "b",
      "c",
    ])
    const wide = focusOn(three(), "c", "b")
    expect(names(applied(wide, insertBeside(wide, "below", "text", "new")))).toEqual(["a", "b", "c", "new"])
  })

  test("deleting takes the whole selection but locked cells, and leaves a cell to write in", () => {
    const wide = focusOn(three(), "c", "b")
    expect(names(applied(wide, deleteSelected(wide)))).toEqual(["a"])
    const all = focusOn(three(), "a", "c")
    expect(names(applied(all, deleteSelected(all)))).toEqual([""])
    const locked = notebookOf([{ ...cell("a"), view: { locked: true } }])
    expect(deleteSelected(locked).operations).toEqual([])
  })

  test("moving goes by one place and stops at the edges", () => {
    const wide = focusOn(three(), "c", "b")
    expect(names(applied(wide, moveSelected(wide, -1)))).toEqual(["b", "c", "a"])
    const first = focusOn(three(), "a")
    expect(names(applied(first, moveSelected(first, 1)))).toEqual(["b", "a", "c"])
    expect(moveSelected(first, -1).operations).toEqual([])
  })

  test("splitting cuts at the caret, and merging is its inverse", () => {
    const one = notebookOf([withOutput(cell("a", "x := 1;\ny := 2;"), "1")])
    const two = applied(one, splitAt(one, 8))
    expect(names(two)).toEqual(["x := 1;", "y := 2;"])
    expect(two.content.cells[0]?.outputs).toHaveLength(1)
    expect(names(applied(two, mergeSelected(two)))).toEqual(["x := 1;\ny := 2;"])
  })

  test("merging text cells keeps their paragraphs apart", () => {
    const texts = notebookOf([cell("a", "one", "text"), cell("b", "two", "text")])
    expect(names(applied(texts, mergeSelected(texts)))).toEqual(["one\n\ntwo"])
  })

  test("a copy has its own id and no outputs", () => {
    const one = notebookOf([withOutput(cell("a"), "1")])
    const after = applied(one, duplicateSelected(one))
    expect(names(after)).toEqual(["a", "a"])
    expect(after.content.cells[1]?.outputs).toEqual([])
    expect(after.content.cells[1]?.id).not.toBe(id("a"))
  })

  test("a change of kind takes the outputs away in the same step, so undo brings both back", () => {
    const one = notebookOf([withOutput(cell("a"), "1")])
    const after = applied(one, setKinds(one, null))
    expect(after.content.cells[0]).toMatchObject({ kind: "text", outputs: [] })
    expect(undo(after).content).toEqual(one.content)
  })

  test("a folded heading takes its section along", () => {
    const notebook = notebookOf([cell("h", "## One", "text"), cell("x"), cell("y"), cell("g", "## Two", "text")])
    expect(sectionOf(notebook, id("h")).map((each) => each.id)).toEqual([id("x"), id("y")])
    const folded = focusOn(reduceNotebook(notebook, { type: "foldSection", cellId: id("h"), folded: true }), "h")
    expect(names(applied(folded, moveSelected(folded, 1)))).toEqual(["## Two", "## One", "x", "y"])
  })
})
