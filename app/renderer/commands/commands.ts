import { startCompletion } from "@codemirror/autocomplete"
import type { Cell, CellId } from "../../contract/document"
import { wordAt } from "../editor/word"
import type { Page } from "../page"
import {
  clearOutputs,
  deleteSelected,
  duplicateSelected,
  headingLevel,
  insertBeside,
  mergeSelected,
  moveSelected,
  positionOf,
  selectedCells,
  setKinds,
  setViewOfSelected,
  splitAt,
} from "../store/cells"
import { canStop } from "../store/notebook"
import { stale } from "../store/page"
import { isPanelOpen } from "../store/window"
import { strings, type CommandId } from "../strings"
import { exportNotebook, importFile, openFile, printNotebook, saveFile, saveFileAs } from "./files"
import { copyAgain, copyFocused, fewerTerms, moreTerms } from "./outputs"
import { cycleRegion } from "./regions"
import { nextTheme } from "../window/theme"

type Action = (page: Page) => void | Promise<void>

const codeCells = (page: Page): readonly Cell[] =>
  page.state.notebook.content.cells.filter((cell) => cell.kind === "code")
const focusedId = (page: Page): CellId | null => page.state.notebook.focus.cellId

function slice(page: Page, from: "start" | "here", to: "here" | "end", withFocused: boolean): CellId[] {
  const { cells } = page.state.notebook.content
  const at = positionOf(page.state.notebook, focusedId(page))
  const range = cells.slice(from === "start" ? 0 : at, to === "end" ? undefined : at + (withFocused ? 1 : 0))
  return range.filter((cell) => cell.kind === "code").map((cell) => cell.id)
}

/** Runs the selected cells, or draws a text cell; what happens to the focus then is the caller's. */
function runSelected(page: Page): Promise<void> {
  page.editors.flush()
  const ids = selectedCells(page.state.notebook).filter((cell) => cell.kind === "code")
  return page.runCells(ids.map((cell) => cell.id))
}

function lastSelected(page: Page): number {
  return positionOf(page.state.notebook, selectedCells(page.state.notebook).at(-1)?.id ?? null)
}

function runNext(page: Page): void {
  void runSelected(page)
  const { notebook } = page.state
  const at = lastSelected(page)
  const next = notebook.content.cells[at + 1]
  if (next === undefined) insert(page, "below", "code")
  else if (next.kind === "code") page.focus(next.id, notebook.focus.mode, "end")
  else page.focus(next.id, "cell")
}

function runStay(page: Page): void {
  void runSelected(page)
  const cell = selectedCells(page.state.notebook)[0]
  if (cell?.kind === "text") page.focus(cell.id, "cell")
}

function insert(page: Page, side: "above" | "below", kind: "code" | "text"): void {
  page.editors.flush()
  page.change(insertBeside(page.state.notebook, side, kind), strings.labels.insert(kind))
}

function step(page: Page, by: 1 | -1, extend: boolean): void {
  const { notebook } = page.state
  const at = positionOf(notebook, notebook.focus.cellId)
  const target = notebook.content.cells[at + by]
  if (target === undefined) return
  const anchorId = extend ? notebook.focus.anchorId : target.id
  const reveal = notebook.focus.reveal + 1
  page.store.dispatch({
    to: "notebook",
    action: {
      type: "focus",
      focus: { cellId: target.id, anchorId, mode: "cell", reveal },
    },
  })
}

function removeCells(page: Page): void {
  page.editors.flush()
  const change = deleteSelected(page.state.notebook)
  const gone = change.operations.filter((operation) => operation.type === "deleteCell").length
  if (gone === 0) return
  page.change(change, strings.labels.delete(gone))
  page.window({ type: "toast", text: strings.cell.deleted(gone), undo: true })
}

function travel(page: Page, way: "undo" | "redo"): void {
  page.editors.flush()
  const { undo, redo } = page.state.notebook
  const taken = (way === "undo" ? undo : redo).at(-1)
  const { labels } = strings
  if (taken === undefined) return page.say(way === "undo" ? labels.nothingToUndo : labels.nothingToRedo)
  page.store.dispatch({ to: "notebook", action: { type: way } })
  page.say(way === "undo" ? labels.undone(taken.label) : labels.redone(taken.label))
}

function split(page: Page): void {
  page.editors.flush()
  const editor = page.editors.get(focusedId(page))
  if (editor !== undefined)
    page.change(splitAt(page.state.notebook, editor.view.state.selection.main.head), strings.labels.split)
}

function structural(change: (page: Page) => ReturnType<typeof moveSelected>, label: string): Action {
  return (page) => {
    page.editors.flush()
    page.change(change(page), label)
  }
}

function toggleView(key: "outputFolded" | "codeHidden" | "locked"): Action {
  return (page) => {
    const isOn = selectedCells(page.state.notebook)[0]?.view[key] === true
    page.change(
      setViewOfSelected(page.state.notebook, (view) => ({
        ...view,
        [key]: !isOn,
      })),
      strings.labels.view,
    )
  }
}

function foldSection(folded: boolean): Action {
  return (page) => {
    const { notebook } = page.state
    const at = positionOf(notebook, notebook.focus.cellId)
    const heading = notebook.content.cells.slice(0, at + 1).findLast((cell) => headingLevel(cell) !== null)
    if (heading === undefined) return
    page.store.dispatch({
      to: "notebook",
      action: { type: "foldSection", cellId: heading.id, folded },
    })
    if (folded) page.focus(heading.id, "cell")
  }
}

/** The first press asks the session to stop; when it has not answered, the next one ends its process. */
export const FORCE_AFTER = 2000

function stop(page: Page): void {
  const { documentId } = page.state.notebook
  if (documentId === null) return
  const asked = page.state.window.stopAskedAt
  const { session } = page.state.notebook
  if (!canStop(session)) return
  if (asked !== null && Date.now() - asked > FORCE_AFTER) return forceStop(page)
  // A session that starts has no cell yet that could fail to answer.
  if (asked === null && session.state !== "starting") page.window({ type: "stopAsked", at: Date.now() })
  void page.attempt(page.client["run.stop"]({ documentId }).result)
}

function forceStop(page: Page): void {
  const { documentId } = page.state.notebook
  if (documentId !== null) void page.attempt(page.client["run.forceStop"]({ documentId }).result)
}

function onDocument(method: "run.continue" | "run.restart"): Action {
  return (page) => {
    const { documentId } = page.state.notebook
    if (documentId !== null) void page.attempt(page.client[method]({ documentId }).result)
  }
}

/** The new session must be there before the cells are put into its queue. */
async function restartToHere(page: Page): Promise<void> {
  const { documentId } = page.state.notebook
  if (documentId === null) return
  const restarted = await page.attempt(page.client["run.restart"]({ documentId }).result)
  if (restarted !== null) await page.runCells(slice(page, "start", "here", true))
}

function nextProblem(page: Page): void {
  const { notebook } = page.state
  const at = positionOf(notebook, notebook.focus.cellId)
  const failed = notebook.content.cells.filter((cell) => cell.outputs.some(({ output }) => output.kind === "error"))
  const target = failed.find((cell) => positionOf(notebook, cell.id) > at) ?? failed[0]
  if (target !== undefined) page.focus(target.id, "cell")
}

function helpOnWord(page: Page): void {
  const state = page.editors.get(focusedId(page))?.view.state
  const word = state === undefined ? null : wordAt(state, state.selection.main.head)
  page.showHelp(word ?? page.state.window.caret?.word ?? page.state.window.help.word)
}

function zoom(change: (now: number) => number): Action {
  return (page) =>
    page.saveSettings({
      zoom: Math.min(200, Math.max(80, change(page.state.window.settings.zoom))),
    })
}

function openFind(replacing: boolean): Action {
  return (page) => {
    page.editors.flush()
    const view = page.editors.get(focusedId(page))?.view
    const picked =
      view === undefined ? "" : view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)
    const query = picked !== "" && !picked.includes("\n") ? { query: picked } : {}
    page.window({
      type: "find",
      change: {
        open: true,
        replacing,
        asked: page.state.window.find.asked + 1,
        ...query,
      },
    })
  }
}

const ACTIONS: Readonly<Record<CommandId, Action>> = {
  "run.next": runNext,
  "run.stay": runStay,
  "run.insert": (page) => {
    void runSelected(page)
    insert(page, "below", "code")
  },
  "run.all": (page) => page.runCells(codeCells(page).map((cell) => cell.id)),
  "run.stale": (page) => {
    page.editors.flush()
    const old = stale(page.state.notebook)
    return page.runCells(
      codeCells(page)
        .map((cell) => cell.id)
        .filter((id) => old.has(id)),
    )
  },
  "run.above": (page) => page.runCells(slice(page, "start", "here", false)),
  "run.here": (page) => page.runCells(slice(page, "start", "here", true)),
  "run.below": (page) => page.runCells(slice(page, "here", "end", true)),
  "run.stop": stop,
  "run.forceStop": forceStop,
  "run.continue": onDocument("run.continue"),
  "run.restart": onDocument("run.restart"),
  "run.restartToHere": restartToHere,
  "cell.leave": (page) => page.focus(focusedId(page), "cell"),
  "cell.enter": (page) => page.focus(focusedId(page), "text"),
  "cell.previous": (page) => step(page, -1, false),
  "cell.next": (page) => step(page, 1, false),
  "cell.extendUp": (page) => step(page, -1, true),
  "cell.extendDown": (page) => step(page, 1, true),
  "cell.moveUp": structural((page) => moveSelected(page.state.notebook, -1), strings.labels.move),
  "cell.moveDown": structural((page) => moveSelected(page.state.notebook, 1), strings.labels.move),
  "cell.codeAbove": (page) => insert(page, "above", "code"),
  "cell.codeBelow": (page) => insert(page, "below", "code"),
  "cell.textAbove": (page) => insert(page, "above", "text"),
  "cell.textBelow": (page) => insert(page, "below", "text"),
  "cell.kind": structural((page) => setKinds(page.state.notebook, null), strings.labels.kind),
  "cell.toCode": structural((page) => setKinds(page.state.notebook, "code"), strings.labels.kind),
  "cell.toText": structural((page) => setKinds(page.state.notebook, "text"), strings.labels.kind),
  "cell.split": split,
  "cell.merge": structural((page) => mergeSelected(page.state.notebook), strings.labels.merge),
  "cell.duplicate": structural((page) => duplicateSelected(page.state.notebook), strings.labels.duplicate),
  "cell.delete": removeCells,
  "cell.foldOutput": toggleView("outputFolded"),
  "cell.foldSection": foldSection(true),
  "cell.unfoldSection": foldSection(false),
  "cell.hideCode": toggleView("codeHidden"),
  "cell.lock": toggleView("locked"),
  "cell.clearOutput": structural((page) => clearOutputs(selectedCells(page.state.notebook)), strings.labels.clear),
  "edit.undo": (page) => travel(page, "undo"),
  "edit.redo": (page) => travel(page, "redo"),
  "edit.find": openFind(false),
  "edit.replace": openFind(true),
  "output.more": moreTerms,
  "output.fewer": fewerTerms,
  "output.copy": copyFocused,
  "output.copyAgain": copyAgain,
  "palette.open": (page) => page.window({ type: "palette", open: !page.state.window.palette.open }),
  "palette.commands": (page) => page.window({ type: "palette", open: true, prefix: ">" }),
  "palette.headings": (page) => page.window({ type: "palette", open: true, prefix: "#" }),
  "help.word": helpOnWord,
  "editor.complete": (page) => {
    const view = page.editors.get(focusedId(page))?.view
    if (view !== undefined) startCompletion(view)
  },
  "editor.signature": helpOnWord,
  "file.new": async (page) => {
    const made = await page.attempt(page.client["files.new"]({}).result)
    if (made !== null) await page.openDocument(made.documentId)
  },
  "file.open": openFile,
  "file.save": saveFile,
  "file.saveAs": saveFileAs,
  "file.exportHtml": (page) => exportNotebook(page, "html"),
  "file.exportLatex": (page) => exportNotebook(page, "latex"),
  "file.exportMarkdown": (page) => exportNotebook(page, "markdown"),
  "file.exportScript": (page) => exportNotebook(page, "script"),
  "file.print": printNotebook,
  "file.import": importFile,
  "file.history": (page) => page.showTab("history"),
  "window.left": (page) => page.showPanel("left", !isPanelOpen(page.state.window, "left")),
  "window.right": (page) => page.showPanel("right", !isPanelOpen(page.state.window, "right")),
  "window.zoomIn": zoom((now) => now + 10),
  "window.zoomOut": zoom((now) => now - 10),
  "window.zoomReset": zoom(() => 100),
  "window.wide": (page) => page.saveSettings({ wide: !page.state.window.settings.wide }),
  "window.nextRegion": () => cycleRegion(1),
  "window.previousRegion": () => cycleRegion(-1),
  "window.nextProblem": nextProblem,
  "window.settings": (page) =>
    page.window({
      type: "settingsOpen",
      open: !page.state.window.settingsOpen,
    }),
  "window.variables": (page) => page.showPanel("right", true),
  "window.help": helpOnWord,
  "window.largeOutputs": (page) => page.showTab("history"),
  "window.selfTest": (page) => page.window({ type: "selfTestOpen", open: true }),
  "window.theme": (page) => page.saveSettings({ theme: nextTheme(page.state.window.settings.theme) }),
}

export function runCommand(page: Page, id: CommandId): void {
  void Promise.resolve(ACTIONS[id](page)).catch((error: unknown) => page.trouble(error))
}
