import { completionStatus } from "@codemirror/autocomplete"
import { useEffect } from "react"
import type { Page } from "../page"
import type { CommandId } from "../strings"
import { vimHolds } from "../editor/vim"
import { commandFor, type Place, spell } from "./keys"

const PAIR_WITHIN = 700

/** Where a press goes: into an editor, to the focused cell, or to something else in the window. */
function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return "other"
  if (target.closest(".editor") !== null) return target.closest(".prose-editor") === null ? "code" : "text"
  if (
    target.closest("input, textarea, select, [data-floating], [role='dialog'], .side, .top-bar, .status-bar") !== null
  )
    return "other"
  return "cell"
}

/** Keys that are the editor's own while a list of completions is open, or while Vim is not in its normal mode. */
function isEditorsOwn(page: Page, target: EventTarget | null, pressed: string): boolean {
  if (pressed !== "Escape" && pressed !== "Enter") return false
  if (!(target instanceof Element) || target.closest(".editor") === null) return false
  const view = page.editors.get(page.state.notebook.focus.cellId)?.view
  if (view === undefined) return false
  return completionStatus(view.state) === "active" || (pressed === "Escape" && vimHolds(view))
}

/** Inside an output, a menu or a button, keys that the control itself understands are its own. */
function isOwnKey(target: EventTarget | null, pressed: string): boolean {
  if (!(target instanceof Element)) return false
  const isControl =
    target.closest("button, a, summary, input, select, [role='table'], [role='region'], .series") !== null
  return isControl && !/^(Mod|F\d|Alt\+Mod|Shift\+F)/.test(pressed) && pressed !== "Shift+Enter"
}

/** A dialog has the keys to itself but for the zoom: what lies behind it is not seen, and must not run or change. */
function belongsToDialog(target: EventTarget | null, command: CommandId): boolean {
  return target instanceof Element && target.closest("dialog") !== null && !command.startsWith("window.zoom")
}

/** The window's one key handler; it is asked before any editor. */
export function useKeys(page: Page): void {
  useEffect(() => {
    let bare: { key: string; at: number } | null = null
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      const where = placeOf(event.target)
      const pressed = spell(event, page.isMac)
      const before = bare !== null && event.timeStamp - bare.at < PAIR_WITHIN ? bare.key : null
      bare = where === "cell" ? { key: pressed, at: event.timeStamp } : null
      if (where === "cell" && isOwnKey(event.target, pressed)) return leaveControl(page, event)
      if (isEditorsOwn(page, event.target, pressed)) return
      const table = page.bindings
      const command = commandFor(table, pressed, where, page.isMac, before)
      if (command === null || belongsToDialog(event.target, command)) return
      event.preventDefault()
      event.stopPropagation()
      if (where === "cell" && command.startsWith("cell.") && bringBackToView(page)) return
      page.command(command)
      // As in Jupyter: a cell that a bare letter made is chosen, not written in, so that the next letter is a key again.
      if (where === "cell" && /^[A-Z]$/.test(pressed) && page.state.notebook.focus.mode === "text")
        page.focus(page.state.notebook.focus.cellId, "cell")
    }
    addEventListener("keydown", press, true)
    return () => removeEventListener("keydown", press, true)
  }, [page])
}

/** A key must not act on a cell that has scrolled out of sight: the first press only brings it back. */
function bringBackToView(page: Page): boolean {
  const { cellId, mode } = page.state.notebook.focus
  const shown = document.querySelector(".page")?.getBoundingClientRect()
  const box = cellId === null ? undefined : document.querySelector(`[data-cell="${cellId}"]`)?.getBoundingClientRect()
  if (shown === undefined || box === undefined || (box.bottom > shown.top && box.top < shown.bottom)) return false
  page.focus(cellId, mode)
  return true
}

/** Escape inside an output goes back to its cell. */
function leaveControl(page: Page, event: KeyboardEvent): void {
  if (event.key !== "Escape") return
  event.preventDefault()
  page.command("cell.leave")
}
