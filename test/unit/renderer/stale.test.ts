import { expect, test } from "vitest"
import type { CellRunState } from "../../../app/contract/notebook"
import { staleCells } from "../../../app/renderer/store/stale"
import { cell, id } from "./build"

const ran = (name: string, defines: string[], uses: string[], source = name): [ReturnType<typeof id>, CellRunState] => [
  id(name),
  { cellId: id(name), state: "done", ranSource: source, defines, uses },
]
const marks = (
  runs: [ReturnType<typeof id>, CellRunState][],
  order: Record<string, number>,
  changed: string[] = [],
): string[] => {
  const cells = Object.keys(order).map((name) => cell(name, changed.includes(name) ? `${name}!` : name))
  return [
    ...staleCells(cells, new Map(runs), new Map(Object.entries(order).map(([name, at]) => [id(name), at]))),
  ].toSorted()
}

test("nothing is stale after a run from top to bottom", () => {
  expect(marks([ran("a", ["P"], []), ran("b", ["D"], ["P"]), ran("c", [], ["D"])], { a: 1, b: 2, c: 3 })).toEqual([])
})

test("a changed text marks its cell and, through names, those that used it", () => {
  expect(
    marks(
      [ran("a", ["P"], []), ran("b", ["D"], ["P"]), ran("c", [], ["D"]), ran("d", [], [])],
      { a: 1, b: 2, c: 3, d: 4 },
      ["a"],
    ),
  ).toEqual(["a", "b", "c"])
})

test("a later run that defines a name anew marks those that used the earlier value", () => {
  expect(marks([ran("a", ["P"], []), ran("b", [], ["P"])], { a: 3, b: 2 })).toEqual(["b"])
})

test("a cell that uses what it defines itself is not stale by that", () => {
  expect(marks([ran("a", ["n"], ["n"])], { a: 1 })).toEqual([])
})

test("a cell that was not run in this session is never stale", () => {
  expect(marks([ran("a", ["P"], [])], { a: 1, b: 0 }, ["b"])).toEqual([])
})
