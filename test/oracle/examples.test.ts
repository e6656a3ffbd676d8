import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { Worksheet, sameRelations, sameTerms } from "./harness"

interface Entry {
  readonly id: string
  readonly group: string
  readonly input: string
  readonly expected: string | readonly (readonly [number, number | string])[]
  readonly order?: number
  readonly setup?: string
}

interface Disputed {
  readonly id: string
  readonly reason: string
  /** Input and value of the computation that shows the entry to be wrong. */
  readonly computation: string
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"))
const entries = read("./examples.json") as readonly Entry[]
const disputed = read("./disputed.json") as readonly Disputed[]

/** Comments of an input end at the line's end; nothing else is changed. */
function runEntry(sheet: Worksheet, entry: Entry) {
  if (entry.setup !== undefined) sheet.run(entry.setup)
  return sheet.run(entry.input)
}

function differs(entry: Entry): string | null {
  const sheet = new Worksheet()
  if (typeof entry.expected === "string" && entry.expected.includes("\n")) {
    const lines = sheet.shown(entry.input).join("\n")
    return lines === entry.expected ? null : `${lines}\nis not\n${entry.expected}`
  }
  const value = runEntry(sheet, entry)
  if (typeof entry.expected !== "string") return sameTerms(value, entry.expected, entry.order)
  if (value.kind === "string" && value.text === entry.expected) return null
  const actual = sheet.text(entry.input)
  const fresh = new Worksheet()
  const wanted = fresh.run(entry.expected)
  const expected = fresh.text(entry.expected)
  if (actual === expected || actual === entry.expected) return null
  if (value.kind === "series" && entry.expected.includes("O(")) {
    const order = value.integerOrder ?? 0
    if (fresh.text(`series(${entry.expected},${value.variable},${order})`) === actual) return null
  }
  if (entry.group === "relations" && sameRelations(fresh, value, wanted)) return null
  return `${actual}\nis not\n${expected}`
}

const groups = [...new Set(entries.map((e) => e.group))]

describe.each(groups)("%s", (group) => {
  test.each(entries.filter((e) => e.group === group).map((e) => [e.id, e] as const))("%s", (id, entry) => {
    const dispute = disputed.find((d) => d.id === id)
    if (dispute !== undefined) {
      expect(differs(entry), `${id} is disputed and passes: ${dispute.reason}`).not.toBeNull()
      return
    }
    expect(differs(entry)).toBeNull()
  })
})

test("every dispute names an entry, its reason and its computation", () => {
  for (const { id, reason, computation } of disputed) {
    expect(entries.some((e) => e.id === id)).toBe(true)
    expect(reason.length).toBeGreaterThan(40)
    expect(computation.length).toBeGreaterThan(10)
  }
})
