import { describe, expect, test } from "vitest"
import { canStop, emptyNotebook, reduceNotebook } from "../../../app/renderer/store/notebook"
import { cell, edit, focusOn, id, names, notebookOf, redo, undo, withOutput } from "./build"

const typed = (source: string, name = "a") => [{ type: "setSource" as const, cellId: id(name), source }]

describe("the page's copy of a notebook", () => {
  test("an edit is applied at once and waits to be sent", () => {
    const after = edit(notebookOf([cell("a")]), typed("x"))
    expect(names(after)).toEqual(["x"])
    expect(after.outbox).toEqual([{ operations: typed("x"), label: "edit" }])
  })

  test("an edit that does not fit the document changes nothing", () => {
    const before = notebookOf([cell("a")])
    expect(edit(before, typed("x", "gone"))).toBe(before)
  })

  test("keys typed closely together are one undo step, a pause begins another", () => {
    let notebook = notebookOf([cell("a", "")])
    notebook = edit(notebook, typed("q"), { mergeKey: "type:a", at: 0 })
    notebook = edit(notebook, typed("q^"), { mergeKey: "type:a", at: 300 })
    notebook = edit(notebook, typed("q^2"), { mergeKey: "type:a", at: 5000 })
    expect(notebook.undo).toHaveLength(2)
    notebook = undo(notebook)
    expect(names(notebook)).toEqual(["q^"])
    expect(names(undo(notebook))).toEqual([""])
  })

  test("undo brings back a deleted cell with its outputs, and is sent as a change", () => {
    const full = withOutput(cell("b"), "77")
    const before = notebookOf([cell("a"), full, cell("c")])
    const after = edit(before, [{ type: "deleteCell", cellId: id("b") }])
    expect(names(after)).toEqual(["a", "c"])
    expect(after.bin.map(({ cell: gone }) => gone)).toEqual([full])
    const back = undo(after)
    expect(back.content).toEqual(before.content)
    expect(back.outbox.at(-1)?.operations).toEqual([{ type: "insertCell", index: 1, cell: full }])
    expect(back.focus.cellId).toBe(id("b"))
    expect(back.bin).toEqual([])
  })

  test("redo repeats what was undone, and a new edit ends it", () => {
    const changed = edit(notebookOf([cell("a")]), typed("x"))
    const back = undo(changed)
    expect(names(redo(back))).toEqual(["x"])
    expect(redo(edit(back, typed("y"))).redo).toEqual([])
  })

  test("waiting texts of one cell are sent as the last of them, but never the one that is on its way", () => {
    let notebook = edit(notebookOf([cell("a")]), typed("1"))
    notebook = edit(notebook, typed("2"))
    notebook = edit(notebook, typed("3"))
    expect(notebook.outbox.map(({ operations }) => operations)).toEqual([typed("1"), typed("3")])
  })

  test("a change of our own coming back only moves the revision; another's is applied", () => {
    const before = edit(notebookOf([cell("a")]), typed("mine"))
    const own = reduceNotebook(before, {
      type: "event",
      page: "p",
      event: { event: "changed", revision: 2, operations: typed("old"), by: "p", label: "" },
    })
    expect(names(own)).toEqual(["mine"])
    expect(own.revision).toBe(2)
    const other = reduceNotebook(before, {
      type: "event",
      page: "p",
      event: { event: "changed", revision: 2, operations: typed("theirs"), by: null, label: "" },
    })
    expect(names(other)).toEqual(["theirs"])
  })

  test("a new snapshot keeps what was typed and not yet sent", () => {
    const before = edit(notebookOf([cell("a")]), typed("typed"))
    const again = reduceNotebook(before, {
      type: "event",
      page: "p",
      event: {
        event: "snapshot",
        revision: 7,
        content: notebookOf([cell("a"), cell("b")]).content,
        file: before.file,
        session: before.session,
        runs: [],
        variables: [],
        question: null,
      },
    })
    expect(names(again)).toEqual(["typed", "b"])
  })

  test("a step whose cell another window removed is left out", () => {
    const changed = edit(notebookOf([cell("a"), cell("b")]), typed("x", "b"))
    const gone = reduceNotebook(changed, {
      type: "event",
      page: "p",
      event: {
        event: "changed",
        revision: 3,
        operations: [{ type: "deleteCell", cellId: id("b") }],
        by: null,
        label: "",
      },
    })
    const after = undo(gone)
    expect(names(after)).toEqual(["a"])
    expect(after.undo).toEqual([])
  })

  test("a running cell's outputs are shown until they are the document's", () => {
    const running = reduceNotebook(notebookOf([cell("a")]), {
      type: "event",
      page: "p",
      event: { event: "outputs", cellId: id("a"), outputs: withOutput(cell("a"), "1").outputs },
    })
    expect(running.live.get(id("a"))).toHaveLength(1)
    const done = reduceNotebook(running, {
      type: "event",
      page: "p",
      event: {
        event: "changed",
        revision: 2,
        operations: [
          { type: "setOutputs", cellId: id("a"), outputs: withOutput(cell("a"), "1").outputs, executionCount: 1 },
        ],
        by: null,
        label: "run",
      },
    })
    expect(done.live.size).toBe(0)
    expect(done.content.cells[0]?.outputs).toHaveLength(1)
  })

  test("the focus follows a cell alone unless an anchor is given", () => {
    const notebook = focusOn(notebookOf([cell("a"), cell("b"), cell("c")]), "c", "b")
    expect(notebook.focus.anchorId).toBe(id("b"))
    const moved = reduceNotebook(notebook, { type: "focus", focus: { cellId: id("a") } })
    expect(moved.focus.anchorId).toBe(id("a"))
  })
})

test("Stop is offered while a cell waits for its session to start, until the queue is held", () => {
  const session = { ...emptyNotebook.session, state: "starting" as const, queued: 2 }
  expect(canStop(session)).toBe(true)
  expect(canStop({ ...session, paused: true })).toBe(false)
  expect(canStop({ ...session, queued: 0 })).toBe(false)
})

test("Stop is offered while something runs, and only then", () => {
  const offered = (["none", "idle", "lost", "busy", "stopping", "unresponsive"] as const).filter((state) =>
    canStop({ ...emptyNotebook.session, state, queued: 1 }),
  )
  expect(offered).toEqual(["busy", "stopping", "unresponsive"])
})
