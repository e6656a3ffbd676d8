import { isCommandId, type CommandId } from "../strings"

/**
 * Which key does what, and where. `text`: the caret is in an editor or a field of a cell; `code`: it is in a code cell's; `cell`: a cell has the
 * focus; `any`: all of these, and everywhere else in the window. No key without a modifier removes anything in the default profile; a test holds
 * that line.
 */
export type Where = "any" | "text" | "code" | "cell"

/** Where a press goes. */
export type Place = "text" | "code" | "cell" | "other"

export interface Binding {
  readonly command: CommandId
  readonly key: string
  readonly where: Where
}

const bind = (where: Where, key: string, command: CommandId): Binding => ({
  where,
  key,
  command,
})

export const DEFAULT_BINDINGS: readonly Binding[] = [
  bind("any", "Shift+Enter", "run.next"),
  bind("any", "Mod+Enter", "run.stay"),
  bind("any", "Alt+Enter", "run.insert"),
  bind("any", "Mod+Shift+Enter", "run.stale"),
  bind("any", "Mod+.", "run.stop"),
  bind("text", "Escape", "cell.leave"),
  bind("cell", "Enter", "cell.enter"),
  bind("cell", "F2", "cell.enter"),
  bind("cell", "ArrowUp", "cell.previous"),
  bind("cell", "ArrowDown", "cell.next"),
  bind("cell", "Shift+ArrowUp", "cell.extendUp"),
  bind("cell", "Shift+ArrowDown", "cell.extendDown"),
  bind("cell", "Alt+ArrowUp", "cell.moveUp"),
  bind("cell", "Alt+ArrowDown", "cell.moveDown"),
  bind("any", "Mod+Shift+A", "cell.codeAbove"),
  bind("any", "Mod+Shift+B", "cell.codeBelow"),
  bind("any", "Mod+Shift+M", "cell.kind"),
  bind("text", "Mod+Alt+-", "cell.split"),
  bind("any", "Mod+Alt+J", "cell.merge"),
  bind("cell", "Mod+Shift+D", "cell.duplicate"),
  bind("cell", "Mod+Backspace", "cell.delete"),
  bind("any", "Mod+Z", "edit.undo"),
  bind("any", "Mod+Shift+Z", "edit.redo"),
  bind("any", "Mod+Y", "edit.redo"),
  bind("any", "Mod+Alt+[", "cell.foldSection"),
  bind("any", "Mod+Alt+]", "cell.unfoldSection"),
  bind("any", "Mod+Alt+O", "cell.foldOutput"),
  bind("any", "Mod+E", "output.more"),
  bind("any", "Mod+Shift+E", "output.fewer"),
  bind("any", "Mod+Shift+C", "output.copy"),
  bind("any", "Mod+Alt+C", "output.copyAgain"),
  bind("any", "Mod+K", "palette.open"),
  bind("any", "Mod+Shift+P", "palette.commands"),
  bind("any", "F1", "help.word"),
  bind("text", "Ctrl+Space", "editor.complete"),
  bind("text", "Mod+Shift+Space", "editor.signature"),
  bind("any", "Mod+F", "edit.find"),
  bind("any", "Mod+H", "edit.replace"),
  bind("any", "Mod+Shift+O", "palette.headings"),
  bind("any", "Mod+S", "file.save"),
  bind("any", "Mod+Shift+S", "file.saveAs"),
  bind("any", "Mod+O", "file.open"),
  bind("any", "Mod+P", "file.print"),
  bind("any", "Mod+B", "window.left"),
  bind("any", "Mod+Alt+B", "window.right"),
  bind("any", "Mod+=", "window.zoomIn"),
  bind("any", "Mod++", "window.zoomIn"),
  bind("any", "Mod+-", "window.zoomOut"),
  bind("any", "Mod+0", "window.zoomReset"),
  bind("any", "Mod+,", "window.settings"),
  bind("any", "F8", "window.nextProblem"),
  bind("any", "F6", "window.nextRegion"),
  bind("any", "Shift+F6", "window.previousRegion"),
]

/** On a Mac some habits differ. */
const MAC_BINDINGS: readonly Binding[] = [bind("any", "Alt+Mod+F", "edit.replace")]

const JUPYTER_BINDINGS: readonly Binding[] = [
  bind("cell", "A", "cell.codeAbove"),
  bind("cell", "B", "cell.codeBelow"),
  bind("cell", "M", "cell.toText"),
  bind("cell", "Y", "cell.toCode"),
  bind("cell", "J", "cell.next"),
  bind("cell", "K", "cell.previous"),
  bind("cell", "D D", "cell.delete"),
]

/** Enter runs, Shift+Enter begins a new line. */
const MAPLE_BINDINGS: readonly Binding[] = [bind("code", "Enter", "run.next"), bind("cell", "Shift+Enter", "run.next")]

const PROFILE_BINDINGS = {
  default: DEFAULT_BINDINGS,
  jupyter: [...DEFAULT_BINDINGS, ...JUPYTER_BINDINGS],
  maple: [...DEFAULT_BINDINGS.filter(({ key }) => key !== "Shift+Enter"), ...MAPLE_BINDINGS],
  // Vim's own keys are the editor's; Escape leaves the text only from its normal mode.
  vim: DEFAULT_BINDINGS,
} as const satisfies Record<string, readonly Binding[]>

export const PROFILES = ["default", "jupyter", "maple", "vim"] as const
export type Profile = (typeof PROFILES)[number]

export interface KeyChoice {
  readonly profile: Profile
  readonly changed: Readonly<Record<string, string>>
  readonly isMac: boolean
}

/** The table in force: the profile's, with the reader's own keys in place of a command's first key. */
export function bindings({ profile, changed, isMac }: KeyChoice): readonly Binding[] {
  const base = [...PROFILE_BINDINGS[profile], ...(isMac ? MAC_BINDINGS : [])]
  const kept = base.filter((binding) => changed[binding.command] === undefined)
  const own = Object.entries(changed).flatMap(([command, key]): Binding[] => {
    const original = base.find((binding) => binding.command === command)
    return key === "" || !isCommandId(command) ? [] : [{ command, key, where: original?.where ?? "any" }]
  })
  return [...own, ...kept]
}

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

function keyName(press: KeyPress): string {
  if (press.key === " ") return "Space"
  // With Alt or Shift the layout's character may be another one; letters and digits are then named by their place.
  if (press.altKey || press.shiftKey) {
    const place = /^(?:Key|Digit)(.)$/.exec(press.code)?.[1]
    if (place !== undefined) return place
    const sign = {
      Minus: "-",
      BracketLeft: "[",
      BracketRight: "]",
      Period: ".",
      Equal: "=",
      Comma: ",",
    }[press.code]
    if (sign !== undefined && press.altKey) return sign
  }
  return press.key.length === 1 ? press.key.toUpperCase() : press.key
}

/** The press in the table's spelling: "Mod+Shift+B". Mod is Ctrl, or the command key on a Mac. */
export function spell(press: KeyPress, isMac: boolean): string {
  const mod = isMac ? press.metaKey : press.ctrlKey
  const ctrl = isMac && press.ctrlKey
  const name = keyName(press)
  return [mod && "Mod", ctrl && "Ctrl", press.altKey && "Alt", press.shiftKey && name !== "+" && "Shift", name]
    .filter((part) => part !== false)
    .join("+")
}

function normal(key: string, isMac: boolean): string {
  const parts = key === "Mod++" ? ["Mod", "+"] : key.split("+")
  const name = parts.at(-1) ?? ""
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier)
  const mod = has("Mod") || (!isMac && has("Ctrl"))
  return [mod && "Mod", isMac && has("Ctrl") && "Ctrl", has("Alt") && "Alt", has("Shift") && "Shift", name]
    .filter((part) => part !== false)
    .join("+")
}

/** The command of a press in this place; `before` is the previous bare key, for two-key commands such as "D D". */
export function commandFor(
  table: readonly Binding[],
  pressed: string,
  where: Place,
  isMac: boolean,
  before: string | null = null,
): CommandId | null {
  const fits = table.find((binding) => {
    if (binding.where !== "any" && binding.where !== where && !(binding.where === "text" && where === "code"))
      return false
    if (where === "other" && binding.command.startsWith("cell.")) return false
    if (binding.key.includes(" ")) return before !== null && binding.key === `${before} ${pressed}`
    return normal(binding.key, isMac) === pressed
  })
  return fits?.command ?? null
}

const SIGNS: Readonly<Record<string, string>> = {
  Mod: "⌘",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "⏎",
  Ctrl: "⌃",
  Backspace: "⌫",
}

/** The key as a reader knows it: "Ctrl+Shift+B", "⌘⇧B". */
export function displayKey(key: string, isMac: boolean): string {
  const parts = key === "Mod++" ? ["Mod", "+"] : key.split("+")
  const arrows = parts.map((part) => part.replace(/^Arrow(Up|Down)$/, (_, way: string) => (way === "Up" ? "↑" : "↓")))
  if (isMac) return arrows.map((part) => SIGNS[part] ?? part).join("")
  return arrows.map((part) => (part === "Mod" ? "Ctrl" : part)).join("+")
}

/** A command's first key, for menus and the palette. */
export function keyOf(table: readonly Binding[], command: CommandId): string | null {
  return table.find((binding) => binding.command === command)?.key ?? null
}

function overlap(a: Where, b: Where): boolean {
  return a === b || a === "any" || b === "any" || (a === "text" && b === "code") || (a === "code" && b === "text")
}

/** Other commands that want a command's key in the same place: only the first in the table gets it. */
export function clashesOf(table: readonly Binding[], command: CommandId): readonly CommandId[] {
  const own = table.filter((binding) => binding.command === command)
  return own.flatMap((binding) =>
    table
      .filter((other) => other.key === binding.key && other.command !== command && overlap(other.where, binding.where))
      .map((other) => other.command),
  )
}

/** Keys that mean something to Vim in its normal mode, and to the window: the window gets them. */
const VIM_KEYS = new Set(["B", "C", "D", "E", "F", "H", "O", "P", "R", "U", "V", "W", "Y"].map((key) => `Mod+${key}`))

/** The keys of a command that Vim has to do without. */
export function takenFromVim(table: readonly Binding[], command: CommandId): readonly string[] {
  return table
    .filter((binding) => binding.command === command && binding.where !== "cell" && VIM_KEYS.has(binding.key))
    .map(({ key }) => key)
}
