import { describe, expect, test } from "vitest"
import type { Output } from "../../../app/contract/outputs"
import { gutterText, railState, secondsLeft, stateWords } from "../../../app/renderer/cells/state"
import { difference } from "../../../app/renderer/editor/difference"
import { formulaAt, withCaret } from "../../../app/renderer/editor/formula-at"
import { nameAt } from "../../../app/renderer/editor/word"
import { findAll, replaceHits } from "../../../app/renderer/find/search"
import { differences } from "../../../app/renderer/panels/differences"
import { ranked, score } from "../../../app/renderer/palette/rank"
import { readSettings, writeSettings, defaultSettings } from "../../../app/renderer/settings/settings"
import { bytes, duration } from "../../../app/renderer/strings"
import { outline } from "../../../app/renderer/text/outline"
import { imageBlob } from "../../../app/renderer/outputs/image"
import { cell, withOutput } from "./build"

describe("a cell's state", () => {
  test("running and queued come before stale, stale before a past failure", () => {
    const code = cell("a")
    const run = (state: "running" | "queued" | "failed" | "done") => ({ cellId: code.id, state })
    expect(railState(code, run("running"), true)).toBe("running")
    expect(railState(code, run("failed"), true)).toBe("stale")
    expect(railState(code, run("failed"), false)).toBe("failed")
    expect(railState(code, run("done"), false)).toBe("none")
    expect(railState(cell("t", "x", "text"), undefined, true)).toBe("none")
  })

  test("the queue is told in words", () => {
    const { id } = cell("a")
    expect(stateWords("queued", { cellId: id, state: "queued", queuePosition: 2 })).toBe("2nd in line")
    expect(stateWords("queued", { cellId: id, state: "queued", queuePosition: 11 })).toBe("11th in line")
  })

  test("the gutter has the order of the run, or a dot for a result from the file", () => {
    const shown = withOutput(cell("a"), "1")
    expect(gutterText(shown, undefined, "none")).toBe("·")
    expect(gutterText(shown, { cellId: shown.id, state: "done" }, "none")).toBe("1")
    expect(gutterText(shown, { cellId: shown.id, state: "failed" }, "failed")).toBe("!")
  })
})

describe("time left", () => {
  const steady = Array.from({ length: 11 }, (_, i) => ({ at: i * 1000, done: i * 10 }))
  test("comes from the rate of the last third", () => {
    expect(secondsLeft(steady, 200)).toBeCloseTo(10)
  })
  test("is not guessed before 3 s, 5 %, or without a total", () => {
    expect(secondsLeft(steady.slice(0, 3), 200)).toBeNull()
    expect(secondsLeft(steady, 10_000)).toBeNull()
    expect(secondsLeft(steady, null)).toBeNull()
  })
})

describe("texts", () => {
  test("the smallest replacement between two texts", () => {
    expect(difference("abcd", "abXd")).toEqual({ from: 2, to: 3, insert: "X" })
    expect(difference("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" })
    expect(difference("abc", "")).toEqual({ from: 0, to: 3, insert: "" })
  })

  test("the name at the caret, or the call around it", () => {
    expect(nameAt("P := sift(P, 5)", 7)).toBe("sift")
    expect(nameAt("sift(1, 5, 4)", 8)).toBe("sift")
    expect(nameAt("f(g(1), 2)", 8)).toBe("f")
    expect(nameAt("1 + 2", 2)).toBeNull()
  })

  test("the formula at the caret, closed or not", () => {
    expect(formulaAt("a $x^2$ b", 5)).toEqual({ tex: "x^2", caret: 2, display: false, to: 7 })
    expect(formulaAt("$$\\sum$$", 4)).toEqual({ tex: "\\sum", caret: 2, display: true, to: 8 })
    expect(formulaAt("a $x$ and $q^{n}", 15)).toMatchObject({ tex: "q^{n}", display: false })
    expect(formulaAt("costs \\$5", 8)).toBeNull()
    expect(formulaAt("a $x$ b", 7)).toBeNull()
  })

  test("the caret stands in the formula as a bar, but inside no command, script or name", () => {
    const bar = (text: string): string | null =>
      withCaret(text.replace("|", ""), text.indexOf("|"))?.replace(/\{\\rule\[[^\]]*\]\{[^}]*\}\{[^}]*\}\}/, "|") ??
      null
    for (const text of ["x|", "|x+1", "\\frac{q|}{2}", "x^2|+1", "\\sum_{n|}"]) expect(bar(text)).toBe(text)
    for (const text of ["\\fr|ac{1}{2}", "\\frac|{1}{2}", "x^|2", "x|^2", "\\begin{cas|es}", "\\text{a|b}"])
      expect(bar(text)).toBeNull()
  })

  test("headings make the outline, those in code do not", () => {
    const cells = [cell("a", "# One *two*\n\n```\n# no\n```\n### $q$-series ##", "text"), cell("b", "# comment")]
    expect(outline(cells).map(({ level, text }) => [level, text])).toEqual([
      [1, "One two"],
      [3, "q-series"],
    ])
  })

  test("sizes and times are short", () => {
    expect([bytes(8), bytes(52_000), bytes(212e6), bytes(8e9)]).toEqual(["8 B", "52 kB", "212 MB", "8 GB"])
    expect([duration(0.4), duration(41), duration(3100), duration(125_000)]).toEqual([
      "1 ms",
      "41 ms",
      "3.1 s",
      "2 min 5 s",
    ])
  })
})

describe("find and replace", () => {
  const cells = [cell("a", "P := p + P"), withOutput(cell("b", "x"), "a P here")]
  test("finds in texts and outputs, in order", () => {
    expect(findAll(cells, "P", true).map(({ from, output }) => [from, output])).toEqual([
      [0, null],
      [9, null],
      [2, 0],
    ])
    expect(findAll(cells, "p", false)).toHaveLength(4)
    expect(findAll(cells, "", false)).toEqual([])
  })
  test("replaces in texts only, every place at once", () => {
    expect(replaceHits(cells, findAll(cells, "P", true), "QQ")).toEqual([
      { type: "setSource", cellId: cells[0]?.id, source: "QQ := p + QQ" },
    ])
  })
})

describe("differences of versions", () => {
  test("added, removed, changed, moved", () => {
    const then = [cell("a"), cell("b"), cell("c"), cell("d")]
    const now = [cell("b"), cell("a", "changed"), cell("e"), cell("d")]
    expect(differences(then, now).map((each) => each.kind)).toEqual(["removed", "moved", "changed", "added"])
    expect(differences(then, then)).toEqual([])
  })
  test("one moved cell is one difference", () => {
    const order = (text: string) => [...text].map((name) => cell(name))
    expect(differences(order("abcde"), order("bcdea")).map((each) => each.kind)).toEqual(["moved"])
  })
})

describe("the palette's ranking", () => {
  test("exact, beginning, word's beginning, inside, letters in order", () => {
    const scores = ["run", "run all", "force run", "brunt", "r-u-n", "stop"].map((name) => score(name, "run"))
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.at(-1)).toBe(0)
  })
  test("what was used lately comes first among equals", () => {
    const items = ["alpha", "alphb"].map((name) => ({ id: name, name, note: "" }))
    expect(ranked(items, "alp", ["alphb"], 9).map(({ id }) => id)).toEqual(["alphb", "alpha"])
  })
})

describe("settings", () => {
  test("survive writing and reading, unknown keys too", () => {
    const stored = writeSettings({ ...defaultSettings, theme: "dark", later: 1 })
    expect(readSettings(stored)).toEqual({ ok: true, settings: { ...defaultSettings, theme: "dark", later: 1 } })
    expect(readSettings("")).toEqual({ ok: true, settings: defaultSettings })
  })
  test("a wrong value is refused with its name", () => {
    expect(readSettings('{"zoom": 5}')).toMatchObject({ ok: false, message: expect.stringContaining("zoom") })
    expect(readSettings("{")).toMatchObject({ ok: false })
  })
})

describe("pictures of other programs", () => {
  const base64 = (bytes: number[]): string => Buffer.from(bytes).toString("base64")
  test("are admitted by their first bytes only", () => {
    expect(imageBlob("image/png", base64([0x89, 0x50, 0x4e, 0x47, 1]))).not.toBeNull()
    expect(imageBlob("image/png", base64([0x3c, 0x73, 0x63]))).toBeNull()
    expect(imageBlob("text/html", base64([0x3c]))).toBeNull()
    expect(imageBlob("image/png", "not base64!")).toBeNull()
  })
})

test("every kind of output can be searched", async () => {
  const { outputText } = await import("../../../app/renderer/find/search")
  const error: Output = { kind: "error", failure: { code: "domain", message: "Rule", given: "given" } }
  expect(outputText(error)).toBe("Rule given")
})
