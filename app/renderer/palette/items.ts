import { snippet } from "@codemirror/autocomplete"
import type { CellId } from "../../contract/document"
import type { FunctionData } from "../../contract/declaration"
import { displayKey, keyOf, PROFILES } from "../commands/keys"
import { functions } from "../functions"
import type { Page } from "../page"
import { THEMES } from "../settings/settings"
import { insertBeside } from "../store/cells"
import { locate } from "../store/page"
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
  /** The function whose help the row can show beside the list. */
  readonly help?: FunctionData
}

/** Where a command acts, by the first word of its name. */
function placeOf(id: string): string {
  const place = id.slice(0, id.indexOf("."))
  const words: Readonly<Record<string, string>> = strings.palette.places
  return words[place] ?? ""
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
      note: placeOf(id),
      key: key === null ? null : displayKey(key, page.isMac),
      act: () => page.command(id),
    }
  })
}

/** The choices of the settings that a reader asks for by name. */
function settingItems(page: Page): readonly Item[] {
  const { theme, profile, themes, profiles } = strings.settings
  const item = (id: string, name: string, act: () => void): Item => ({
    kind: "command",
    id,
    name,
    note: placeOf("window."),
    key: null,
    act,
  })
  return [
    ...THEMES.map((name) =>
      item(`theme.${name}`, `${theme}: ${themes[name]}`, () => page.saveSettings({ theme: name })),
    ),
    ...PROFILES.map((name) =>
      item(`profile.${name}`, `${profile}: ${profiles[name]}`, () => page.saveSettings({ profile: name })),
    ),
  ]
}

function insertText(page: Page, text: string): void {
  const view = page.editors.get(page.state.notebook.focus.cellId)?.view
  if (view !== undefined) {
    view.dispatch(view.state.replaceSelection(text))
    view.focus()
  } else page.change(insertBeside(page.state.notebook, "below", "code", text), strings.labels.insert("code"))
}

/** A call with the arguments that are needed: stops that Tab goes through in an editor, else a new cell with their names. */
function insertCall(page: Page, { name, signatures }: FunctionData): void {
  const needed = signatures[0]?.parameters.filter((each) => each.default === undefined && each.rest !== true) ?? []
  const view = page.editors.get(page.state.notebook.focus.cellId)?.view
  if (view === undefined) return insertText(page, `${name}(${needed.map((each) => each.name).join(", ")})`)
  const { from, to } = view.state.selection.main
  snippet(`${name}(${needed.map((each) => `\${${each.name}}`).join(", ")})\${}`)(view, null, from, to)
  view.focus()
}

function functionItems(page: Page): readonly Item[] {
  return functions.map((entry) => ({
    kind: "function",
    id: entry.name,
    name: entry.name,
    note: entry.summary,
    key: null,
    act: () => page.showHelp(entry.name),
    other: () => insertCall(page, entry),
    help: entry,
  }))
}

function headingItems(page: Page): readonly Item[] {
  return outline(page.state.notebook.content.cells).map((heading, i) => ({
    kind: "heading",
    id: `${heading.cellId}-${i}`,
    name: heading.text,
    note: strings.palette.inCell((locate(page.state.notebook, heading.cellId)?.index ?? 0) + 1),
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
      help: entry,
    })),
  )
  return [...notebooks, ...lines]
}

export function allItems(page: Page, gallery: readonly GalleryEntry[]): readonly Item[] {
  return [
    ...commandItems(page),
    ...settingItems(page),
    ...headingItems(page),
    ...variableItems(page),
    ...functionItems(page),
    ...exampleItems(page, gallery),
  ]
}
