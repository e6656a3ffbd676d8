import { describe, expect, test } from "vitest"
import {
  bindings,
  clashesOf,
  commandFor,
  DEFAULT_BINDINGS,
  displayKey,
  spell,
  takenFromVim,
  type KeyPress,
} from "../../../app/renderer/commands/keys"
import type { CommandId } from "../../../app/renderer/strings"

const press = (key: string, modifiers = "", code = ""): KeyPress => ({
  key,
  code,
  ctrlKey: modifiers.includes("c"),
  metaKey: modifiers.includes("m"),
  altKey: modifiers.includes("a"),
  shiftKey: modifiers.includes("s"),
})
const table = bindings({ profile: "default", changed: {}, isMac: false })
const jupyter = bindings({ profile: "jupyter", changed: {}, isMac: false })
const command = (key: KeyPress, where: "text" | "cell" | "other"): CommandId | null =>
  commandFor(table, spell(key, false), where, false)

/** Commands after which something that was there is not there. */
const removing: readonly CommandId[] = [
  "cell.delete",
  "cell.merge",
  "cell.clearOutput",
  "cell.kind",
  "cell.toText",
  "cell.toCode",
  "run.forceStop",
  "run.restart",
]

describe("keys", () => {
  test("no key without Mod or Alt removes anything in the default profile", () => {
    const bare = DEFAULT_BINDINGS.filter(({ key }) => !/\b(Mod|Alt|Ctrl)\b/.test(key))
    expect(bare.filter((binding) => removing.includes(binding.command))).toEqual([])
  })

  test("letters in cell focus do nothing in the default profile", () => {
    for (const letter of "abcdefghijklmnopqrstuvwxyz")
      expect(command(press(letter, "", `Key${letter.toUpperCase()}`), "cell")).toBeNull()
  })

  test("the same key means different things in a cell and in its text", () => {
    expect(command(press("Enter"), "cell")).toBe("cell.enter")
    expect(command(press("Enter"), "text")).toBeNull()
    expect(command(press("ArrowUp", "a"), "cell")).toBe("cell.moveUp")
    expect(command(press("ArrowUp", "a"), "text")).toBeNull()
    expect(command(press("Enter", "s"), "text")).toBe("run.next")
  })

  test("outside the page no key acts on a cell", () => {
    expect(command(press("Backspace", "c"), "other")).toBeNull()
    expect(command(press("k", "c", "KeyK"), "other")).toBe("palette.open")
  })

  test("shifted and alternate keys are named by their place on the board", () => {
    expect(spell(press("B", "cs", "KeyB"), false)).toBe("Mod+Shift+B")
    expect(command(press("–", "ca", "Minus"), "text")).toBe("cell.split")
    expect(command(press("]", "ca", "BracketRight"), "cell")).toBe("cell.unfoldSection")
    expect(command(press("+", "cs", "Equal"), "cell")).toBe("window.zoomIn")
  })

  test("on a Mac, Mod is the command key", () => {
    const mac = bindings({ profile: "default", changed: {}, isMac: true })
    expect(commandFor(mac, spell(press("k", "m", "KeyK"), true), "cell", true)).toBe("palette.open")
    expect(commandFor(mac, spell(press("k", "c", "KeyK"), true), "cell", true)).toBeNull()
    expect(displayKey("Mod+Shift+B", true)).toBe("⌘⇧B")
  })

  test("a rebound command has its new key and loses the old one", () => {
    const own = bindings({ profile: "default", changed: { "run.next": "Mod+R" }, isMac: false })
    expect(commandFor(own, "Mod+R", "cell", false)).toBe("run.next")
    expect(commandFor(own, "Shift+Enter", "cell", false)).toBeNull()
  })

  test("the Jupyter profile has its letters, and D D in two presses only", () => {
    expect(commandFor(jupyter, "B", "cell", false)).toBe("cell.codeBelow")
    expect(commandFor(jupyter, "D", "cell", false)).toBeNull()
    expect(commandFor(jupyter, "D", "cell", false, "D")).toBe("cell.delete")
    expect(commandFor(jupyter, "D", "text", false, "D")).toBeNull()
  })
})

describe("profiles", () => {
  const maple = bindings({ profile: "maple", changed: {}, isMac: false })
  const vim = bindings({ profile: "vim", changed: {}, isMac: false })

  test("Maple: Enter runs and Shift+Enter begins a line, in code alone", () => {
    expect(commandFor(maple, "Enter", "code", false)).toBe("run.next")
    expect(commandFor(maple, "Enter", "text", false)).toBeNull()
    expect(commandFor(maple, "Shift+Enter", "code", false)).toBeNull()
    expect(commandFor(maple, "Shift+Enter", "text", false)).toBeNull()
    expect(commandFor(maple, "Enter", "cell", false)).toBe("cell.enter")
    expect(commandFor(maple, "Shift+Enter", "cell", false)).toBe("run.next")
  })

  test("what holds in a text holds in code", () => {
    expect(commandFor(table, "Mod+Alt+-", "code", false)).toBe("cell.split")
    expect(commandFor(table, "Mod+Alt+-", "cell", false)).toBeNull()
  })

  test("no profile but Jupyter's removes anything by a bare key", () => {
    for (const profile of [maple, vim]) {
      const bare = profile.filter(({ key }) => !/\b(Mod|Alt|Ctrl)\b/.test(key))
      expect(bare.filter((binding) => removing.includes(binding.command))).toEqual([])
    }
  })

  test("no profile clashes with itself; a key given twice is marked on both", () => {
    for (const profile of ["default", "jupyter", "maple", "vim"] as const) {
      const made = bindings({ profile, changed: {}, isMac: false })
      expect(made.filter(({ command }) => clashesOf(made, command).length > 0).map(({ key }) => key)).toEqual([])
    }
    const changed = bindings({ profile: "maple", changed: { "cell.split": "Enter" }, isMac: false })
    expect(clashesOf(changed, "cell.split")).toEqual(["run.next"])
    expect(clashesOf(changed, "run.next")).toEqual(["cell.split"])
    // A cell's Enter is another place.
    expect(clashesOf(changed, "cell.enter")).toEqual([])
  })

  test("keys that Vim has to do without are told", () => {
    expect(takenFromVim(vim, "edit.find")).toEqual(["Mod+F"])
    expect(takenFromVim(vim, "window.left")).toEqual(["Mod+B"])
    expect(takenFromVim(vim, "file.save")).toEqual([])
  })
})
