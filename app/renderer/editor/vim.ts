import { Compartment, type Extension, Prec } from "@codemirror/state"
import { type EditorView, ViewPlugin } from "@codemirror/view"
import type { Page } from "../page"

/**
 * Vim's keys in the text of cells, when the reader chose them. The library comes when it is first wanted; undo, redo, :w and :q are the document's own, since
 * its history spans all cells.
 */
type Library = typeof import("@replit/codemirror-vim")

let library: Library | null = null
let asked: Promise<Library> | null = null

function load(page: Page): Promise<Library> {
  asked ??= import("@replit/codemirror-vim").then((made) => {
    made.CodeMirror.commands.undo = () => page.command("edit.undo")
    made.CodeMirror.commands.redo = () => page.command("edit.redo")
    made.Vim.defineEx("write", "w", () => page.command("file.save"))
    made.Vim.defineEx("quit", "q", () => page.command("cell.leave"))
    library = made
    return made
  })
  return asked
}

const mode = new Compartment()

/** Stands before all other keys of the editor; empty in the other profiles. */
export function vimKeys(page: Page): Extension {
  if (page.state.window.settings.profile !== "vim") return []
  if (library !== null) return Prec.highest(library.vim())
  const whenThere = ViewPlugin.define((view) => {
    let isGone = false
    void load(page).then(({ vim }) => {
      if (!isGone) view.dispatch({ effects: mode.reconfigure(Prec.highest(vim())) })
    })
    return {
      destroy: () => {
        isGone = true
      },
    }
  })
  return [mode.of([]), whenThere]
}

/** Whether Escape is Vim's: it leaves the insert and visual modes, and a command that was begun; from its normal mode it leaves the text. */
export function vimHolds(view: EditorView): boolean {
  const state = library?.getCM(view)?.state.vim
  if (state === undefined || state === null) return false
  return state.insertMode || state.visualMode || state.inputState.keyBuffer.length > 0
}
