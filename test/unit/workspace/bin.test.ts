import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { Cell, DocumentContent } from "../../../app/contract"
import { outputId } from "../../../app/contract"
import { newCell } from "../../../app/main/notebook/document-store"
import { realFileSystem } from "../../../app/main/notebook/file-system"
import { Bins, takenOut } from "../../../app/main/workspace/bin"

let folder: string
let now = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durfee-bin-"))
  now = Date.UTC(2026, 10, 1)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bins = (): Bins => new Bins(realFileSystem, folder, () => now)
const gone = (cell: Cell, index = 0) => [{ cell, index, at: now }]
const DAY = 86_400_000

test("what went is there in the next session, whole, for 30 days", async () => {
  const cell = { ...newCell("code", "a := 1;"), metadata: '{"x": 1.0}' }
  await bins().change("doc", gone(cell, 3), [])
  expect(await bins().entries("doc")).toEqual([{ cell, index: 3, at: now }])
  expect(await bins().entries("other")).toEqual([])
  now += 30 * DAY
  expect(await bins().entries("doc")).toHaveLength(1)
  now += 1
  expect(await bins().entries("doc")).toEqual([])
})

test("what came back is not in the bin; the latest is first; a new name takes the bin along", async () => {
  const [first, second] = [newCell("code", "1;"), newCell("code", "2;")]
  await bins().change("doc", gone(first), [])
  now += 1
  await bins().change("doc", gone(second), [])
  expect((await bins().entries("doc")).map(({ cell }) => cell.source)).toEqual(["2;", "1;"])
  await bins().change("doc", [], [first.id])
  await bins().copy("doc", "file")
  expect((await bins().entries("file")).map(({ cell }) => cell.source)).toEqual(["2;"])
})

test("a cell with very large outputs is kept by its text, and a bin has a bound", async () => {
  const large: Cell = {
    ...newCell("code", "print(x);"),
    outputs: [{ id: outputId.parse("o1"), output: { kind: "text", text: "x".repeat(600_000) } }],
  }
  await bins().change("doc", gone(large), [])
  expect((await bins().entries("doc"))[0]?.cell).toEqual({ ...large, outputs: [] })
  for (let i = 0; i < 5; i++)
    await bins().change("many", Array.from({ length: 60 }, () => gone(newCell("code", "x;"))).flat(), [])
  expect(await bins().entries("many")).toHaveLength(200)
})

test("a move and an empty cell are no deletions", () => {
  const [cell, empty] = [newCell("code", "1;"), newCell("code", "")]
  const content: DocumentContent = {
    cells: [cell, empty],
    order: 100,
    language: { ours: true, name: "q-series" },
  }
  const remove = (one: Cell) => ({ type: "deleteCell" as const, cellId: one.id })
  expect(takenOut(content, [remove(cell), { type: "insertCell", index: 0, cell }], 5)).toEqual([])
  expect(takenOut(content, [remove(empty)], 5)).toEqual([])
  expect(takenOut(content, [remove(cell)], 5)).toEqual([{ cell, index: 0, at: 5 }])
})
