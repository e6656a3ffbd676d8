import { expect, test } from "vitest"
import { markPieces } from "../../../app/renderer/editor/highlight"
import { faceSelector, initialPage, type PageState } from "../../../app/renderer/store/page"
import { createStore } from "../../../app/renderer/store/store"
import { cell, edit, id, notebookOf } from "./build"

const stateOf = (notebook: PageState["notebook"]): PageState => ({ ...initialPage, notebook })

test("a cell's face is the same object until something of that cell changes", () => {
  const a = faceSelector(id("a"))
  const b = faceSelector(id("b"))
  const before = notebookOf([cell("a"), cell("b")])
  const [faceA, faceB] = [a(stateOf(before)), b(stateOf(before))]
  const after = edit(before, [{ type: "setSource", cellId: id("b"), source: "b;" }])
  expect(a(stateOf(after))).toBe(faceA)
  expect(b(stateOf(after))).toEqual({ ...faceB, cell: { ...cell("b"), source: "b;" } })
})

test("a selection from the anchor to the focus marks the cells between, and only those", () => {
  const notebook = notebookOf([cell("a"), cell("b"), cell("c"), cell("d")])
  const state = stateOf({ ...notebook, focus: { ...notebook.focus, cellId: id("c"), anchorId: id("b") } })
  const selected = ["a", "b", "c", "d"].filter((name) => faceSelector(id(name))(state).selected)
  expect(selected).toEqual(["b", "c"])
})

test("several actions in turn are one change to those who listen", () => {
  const store = createStore((sum: number, by: number) => sum + by, 0)
  const seen: number[] = []
  store.subscribe(() => seen.push(store.get()))
  store.dispatchAll([1, 2, 3])
  store.dispatchAll([])
  expect(seen).toEqual([6])
})

test("what failed is marked across pieces, and an empty place marks the character after it", () => {
  const pieces = [
    { text: "sift", className: "tok-function" },
    { text: "(P)", className: "" },
  ]
  expect(markPieces(pieces, { from: 2, to: 5 })).toEqual([
    { text: "si", className: "tok-function" },
    { text: "ft", className: "tok-function failed-here" },
    { text: "(", className: "failed-here" },
    { text: "P)", className: "" },
  ])
  expect(markPieces(pieces, { from: 4, to: 4 }).find((piece) => piece.className.includes("failed-here"))?.text).toBe(
    "(",
  )
  expect(markPieces(pieces, undefined)).toBe(pieces)
})
