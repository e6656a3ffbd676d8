import { JsonError, JsonNumber, readItems, readJson, writeJson, type Json, type JsonObject } from "./json"
import { joinLines } from "./lines"
import { readNotebook, writeNotebook, type BrokenFile, type NotebookFile } from "./notebook-file"

/**
 * What can be had from a file that is no notebook. Recovery never touches that file: it makes the bytes of a new document from every cell
 * that still reads, in order. A file with the marks of a merge conflict gives our side, with the cells of the other side that differ beside
 * their counterparts, so that neither side is lost.
 */

interface Salvage {
  readonly cells: readonly JsonObject[]
  readonly metadata: JsonObject
}

function isCell(node: Json): node is JsonObject {
  return node instanceof Map && typeof node.get("cell_type") === "string" && joinLines(node.get("source")) !== undefined
}

const hasMetadata = (cell: JsonObject): JsonObject =>
  cell.get("metadata") instanceof Map ? cell : new Map<string, Json>([...cell, ["metadata", new Map()]])

/** Format 3 kept cells in worksheets, code under "input", and headings as cells of their own. */
function fromFormat3(top: JsonObject): JsonObject[] {
  const worksheets = top.get("worksheets")
  const cells = (Array.isArray(worksheets) ? worksheets : []).flatMap((sheet) => {
    const list = sheet instanceof Map ? sheet.get("cells") : undefined
    return Array.isArray(list) ? list : []
  })
  return cells.flatMap((node) => {
    if (!(node instanceof Map)) return []
    const source = joinLines(node.get("input") ?? node.get("source")) ?? ""
    const type = node.get("cell_type")
    const level = node.get("level")
    const heading = type === "heading" ? "#".repeat(level instanceof JsonNumber ? level.value : 1) + " " : ""
    const kind = type === "code" || type === "raw" ? type : "markdown"
    return [
      new Map<string, Json>([
        ["cell_type", kind],
        ["metadata", new Map()],
        ["source", heading + source],
      ]),
    ]
  })
}

/** Cells of a text that is no JSON: what reads from the start of the list, then from each later line that begins a cell. */
function scanCells(text: string): JsonObject[] {
  const cells: JsonObject[] = []
  const start = /"cells"\s*:\s*\[/.exec(text)
  let at = start === null ? 0 : start.index + start[0].length
  for (;;) {
    const { items, end } = readItems(text, at)
    cells.push(...items.filter(isCell))
    const next = /\n {2}\{\s*\n/g
    next.lastIndex = items.length > 0 ? end : at
    const found = next.exec(text)
    if (found === null) return cells
    at = found.index + 1
  }
}

function scanMetadata(text: string): JsonObject {
  const at = text.lastIndexOf('\n "metadata":')
  if (at < 0) return new Map()
  const { items } = readItems(text, at + 13)
  return items[0] instanceof Map ? items[0] : new Map()
}

function salvage(text: string): Salvage {
  let tree: Json
  try {
    tree = readJson(text, { duplicateKeys: "last" })
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return { cells: scanCells(text).map(hasMetadata), metadata: scanMetadata(text) }
  }
  if (!(tree instanceof Map)) return { cells: [], metadata: new Map() }
  const list = tree.get("cells")
  const metadata = tree.get("metadata")
  return {
    cells: Array.isArray(list) ? list.filter(isCell).map(hasMetadata) : fromFormat3(tree),
    metadata: metadata instanceof Map ? metadata : new Map(),
  }
}

type Side = "ours" | "theirs"

/** One side of a text with conflict marks, the common ancestor of "diff3" style left out. */
function sideOf(text: string, side: Side): string {
  let inside: "both" | "ours" | "base" | "theirs" = "both"
  const kept: string[] = []
  for (const line of text.split("\n")) {
    if (line.startsWith("<<<<<<< ")) inside = "ours"
    else if (line.startsWith("||||||| ") && inside === "ours") inside = "base"
    else if (line.trimEnd() === "=======" && inside !== "both") inside = "theirs"
    else if (line.startsWith(">>>>>>> ") && inside === "theirs") inside = "both"
    else if (inside === "both" || inside === side) kept.push(line)
  }
  return kept.join("\n")
}

function mergeSides(ours: Salvage, theirs: Salvage): Salvage {
  const rest = new Map(theirs.cells.map((cell, i) => [String(cell.get("id") ?? `cell ${i}`), cell]))
  const cells: JsonObject[] = []
  for (const [i, cell] of ours.cells.entries()) {
    cells.push(cell)
    const key = String(cell.get("id") ?? `cell ${i}`)
    const other = rest.get(key)
    rest.delete(key)
    if (other !== undefined && joinLines(other.get("source")) !== joinLines(cell.get("source"))) cells.push(other)
  }
  return { cells: [...cells, ...rest.values()], metadata: ours.metadata }
}

function bestSalvage(text: string): Salvage {
  if (!/^<{7} /m.test(text)) return salvage(text)
  return mergeSides(salvage(sideOf(text, "ours")), salvage(sideOf(text, "theirs")))
}

/** How many cells `recoverNotebook` would find. */
export function recoverable(broken: BrokenFile): number {
  return bestSalvage(broken.text).cells.length
}

/** A new notebook of the cells that still read. Its bytes are a valid file; ids are kept where they are valid and unique. */
export function recoverNotebook(broken: BrokenFile, app: string): NotebookFile {
  const { cells, metadata } = bestSalvage(broken.text)
  const root: JsonObject = new Map<string, Json>([
    ["cells", [...cells]],
    ["metadata", metadata],
    ["nbformat", new JsonNumber("4")],
    ["nbformat_minor", new JsonNumber("5")],
  ])
  const first = readNotebook(Buffer.from(writeJson(root) + "\n"))
  if (!first.ok) return emptyNotebook()
  const second = readNotebook(writeNotebook(first.file.content, first.file.originals, app))
  return second.ok ? second.file : first.file
}

function emptyNotebook(): NotebookFile {
  const outcome = readNotebook(Buffer.from('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'))
  if (!outcome.ok) throw new TypeError(outcome.broken.problem)
  return outcome.file
}
