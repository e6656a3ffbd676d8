import type { CellId } from "../../contract/document"
import { displayKey, keyOf } from "../commands/keys"
import { functions } from "../functions"
import type { Page } from "../page"
import { insertBeside } from "../store/cells"
import { COMMANDS, strings } from "../strings"
import { outline } from "../text/outline"
import type { GalleryEntry } from "../types"

export const PREFIXES = {
  ">": "command",
  "?": "function",
  "#": "heading",
  "@": "variable",
  "/": "example",
} as const
export type Kind = (typeof PREFIXES)[keyof typeof PREFIXES]

export interface Item {
  readonly kind: Kind
  readonly id: string
  readonly name: string
  readonly note: string
  readonly key: string | null
  readonly act: () => void
  /** What Mod+Enter does instead. */
  readonly other?: () => void
}

function commandItems(page: Page): readonly Item[] {
  const table = page.bindings
  return COMMANDS.filter((id) => id !== "palette.open").map((id): Item => {
    const name = strings.commands[id]
    const key = keyOf(table, id)
    return {
      kind: "command",
      id,
      name,
      note: "",
      key: key === null ? null : displayKey(key, page.isMac),
      act: () => page.command(id),
    }
  })
}

function insertText(page: Page, text: string): void {
  const view = page.editors.get(page.state.notebook.focus.cellId)?.view
  if (view !== undefined) {
    view.dispatch(view.state.replaceSelection(text))
    view.focus()
  } else page.change(insertBeside(page.state.notebook, "below", "code", text), strings.labels.insert("code"))
}

function functionItems(page: Page): readonly Item[] {
  return functions.map((entry) => ({
    kind: "function",
    id: entry.name,
    name: entry.name,
    note: entry.summary,
    key: null,
    act: () => page.showHelp(entry.name),
    other: () => insertText(page, `${entry.name}(`),
  }))
}

function headingItems(page: Page): readonly Item[] {
  return outline(page.state.notebook.content.cells).map((heading, i) => ({
    kind: "heading",
    id: `${heading.cellId}-${i}`,
    name: heading.text,
    note: "",
    key: null,
    act: () => page.focus(heading.cellId, "cell"),
  }))
}

function variableItems(page: Page): readonly Item[] {
  return page.state.notebook.variables.map((variable) => ({
    kind: "variable",
    id: variable.name,
    name: variable.name,
    note: variable.text,
    key: null,
    act: () => goTo(page, variable.setBy),
    other: () => insertText(page, variable.name),
  }))
}

function goTo(page: Page, cellId: CellId | null): void {
  if (cellId !== null) page.focus(cellId, "cell")
}

function exampleItems(page: Page, gallery: readonly GalleryEntry[]): readonly Item[] {
  const notebooks = gallery.map((entry): Item => ({
    kind: "example",
    id: entry.name,
    name: entry.title,
    note: entry.line,
    key: null,
    act: () => {
      void page
        .attempt(page.client["files.openGallery"]({ name: entry.name }).result)
        .then((made) => (made === null ? undefined : page.openDocument(made.documentId)))
    },
  }))
  const lines = functions.flatMap((entry) =>
    entry.examples.slice(0, 1).map((example): Item => ({
      kind: "example",
      id: `${entry.name}:${example.input}`,
      name: example.input,
      note: entry.name,
      key: null,
      act: () =>
        page.change(insertBeside(page.state.notebook, "below", "code", example.input), strings.labels.insertExample),
    })),
  )
  return [...notebooks, ...lines]
}

export function allItems(page: Page, gallery: readonly GalleryEntry[]): readonly Item[] {
  return [
    ...commandItems(page),
    ...headingItems(page),
    ...variableItems(page),
    ...functionItems(page),
    ...exampleItems(page, gallery),
  ]
}
