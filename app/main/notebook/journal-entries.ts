import { z } from "zod"
import {
  applyOperations,
  documentId,
  operation,
  outputId,
  cellId,
  type Cell,
  type CellId,
  type DocumentContent,
  type Operation,
  type OutputId,
} from "../../contract"
import { inSlices } from "./slices"
import type { Seen } from "./atomic-save"
import type { JournalRecord } from "./journal"
import { readJson, writeCompact, type Json, type JsonObject } from "./json"
import type { StoredTerms } from "./output-bundles"
import { joinOriginals, readNotebook, writeNotebookSteps, type NotebookFile, type Originals } from "./notebook-file"

/**
 * What a document's journal says. Its first record is the whole notebook at some revision, as the bytes of a file with the ids of its outputs beside
 * it; each later one is a change, with the trees of such foreign cells and outputs as it brings back; "saving" tells the hash of a file that is about
 * to be written, so that after a crash our own half-finished save is not taken for another program's.
 */

const seen = z.object({
  dev: z.number(),
  ino: z.number(),
  size: z.number(),
  mtimeMs: z.number(),
  ctimeMs: z.number(),
  hash: z.string(),
})

const base = z.object({
  type: z.literal("base"),
  format: z.literal(1),
  documentId,
  /** The file's real path; null while untitled. */
  path: z.string().nullable(),
  title: z.string(),
  seen: seen.nullable(),
  /** Hashes of files that we wrote or were about to write. */
  written: z.array(z.string()),
  at: z.number(),
  notebook: z.string(),
  outputIds: z.array(z.array(outputId)),
})
export type JournalBase = z.infer<typeof base>

const trees = z.object({ cells: z.record(z.string(), z.string()), outputs: z.record(z.string(), z.string()) })

const entry = z.discriminatedUnion("type", [
  base,
  z.object({ type: z.literal("change"), operations: z.array(operation), trees }),
  z.object({ type: z.literal("saving"), hash: z.string() }),
  /** The reader closed the document; it is brought back when its file is opened again, not at the next start. */
  z.object({ type: z.literal("closed") }),
])
export type JournalEntry = z.infer<typeof entry>

const encode = (seq: number, value: JournalEntry): JournalRecord => ({
  seq,
  payload: Buffer.from(JSON.stringify(value), "utf8"),
})

export interface BaseFigures {
  readonly documentId: JournalBase["documentId"]
  readonly path: string | null
  readonly title: string
  readonly seen: Seen | null
  readonly written: readonly string[]
}

/** The document as it is now; the process answers while its text is made. */
export async function baseEntry(
  revision: number,
  file: { content: DocumentContent; originals: Originals },
  figures: BaseFigures,
  app: string,
): Promise<JournalRecord> {
  const bytes = await inSlices(writeNotebookSteps(file.content, file.originals, app))
  return encode(revision, {
    type: "base",
    format: 1,
    ...figures,
    written: [...figures.written],
    at: Date.now(),
    notebook: Buffer.from(bytes).toString("utf8"),
    outputIds: file.content.cells.map((cell) => cell.outputs.map((output) => output.id)),
  })
}

function treesOf(operations: readonly Operation[], originals: Originals): z.infer<typeof trees> {
  const cells: Record<string, string> = {}
  const outputs: Record<string, string> = {}
  const addOutputs = (list: Cell["outputs"]): void => {
    for (const { id } of list) {
      const kept = originals.outputs.get(id)
      if (kept !== undefined) outputs[id] = writeCompact(kept.node)
    }
  }
  for (const operation of operations) {
    if (operation.type === "setOutputs") addOutputs(operation.outputs)
    if (operation.type !== "insertCell") continue
    const kept = originals.cells.get(operation.cell.id)
    if (kept !== undefined) {
      // Outputs go by their own ids, and the text is in the operation.
      const shell: JsonObject = new Map(kept)
      shell.delete("outputs")
      cells[operation.cell.id] = writeCompact(shell)
    }
    addOutputs(operation.cell.outputs)
  }
  return { cells, outputs }
}

export function changeEntry(revision: number, operations: readonly Operation[], originals: Originals): JournalRecord {
  return encode(revision, { type: "change", operations: [...operations], trees: treesOf(operations, originals) })
}

export const savingEntry = (seq: number, hash: string): JournalRecord => encode(seq, { type: "saving", hash })
export const closedEntry = (seq: number): JournalRecord => encode(seq, { type: "closed" })

function parseEntry(record: JournalRecord): JournalEntry | undefined {
  try {
    const parsed = entry.safeParse(JSON.parse(Buffer.from(record.payload).toString("utf8")))
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The ids of the outputs as they were, in place of those that reading made. */
function withOutputIds(file: NotebookFile, ids: readonly (readonly OutputId[])[]): NotebookFile {
  const terms = new Map<OutputId, StoredTerms>()
  const outputs = new Map<OutputId, { node: Json; output: Cell["outputs"][number]["output"] }>()
  const cells = file.content.cells.map((cell, i) => ({
    ...cell,
    outputs: cell.outputs.map(({ id, output }, j) => {
      const kept = ids[i]?.[j] ?? id
      const original = file.originals.outputs.get(id)
      if (original !== undefined) outputs.set(kept, original)
      const stored = file.originals.terms.get(id)
      if (stored !== undefined) terms.set(kept, stored)
      return { id: kept, output }
    }),
  }))
  return { ...file, content: { ...file.content, cells }, originals: { ...file.originals, outputs, terms } }
}

function originalsOf(value: z.infer<typeof trees>, content: DocumentContent, base: Originals): Originals {
  const cells = new Map<CellId, JsonObject>()
  const outputs = new Map<OutputId, { node: Json; output: Cell["outputs"][number]["output"] }>()
  for (const [id, text] of Object.entries(value.cells)) {
    const tree = readJson(text)
    if (tree instanceof Map) cells.set(cellId.parse(id), tree)
  }
  const present = new Map(content.cells.flatMap((cell) => cell.outputs).map((item) => [item.id, item.output]))
  for (const [text, tree] of Object.entries(value.outputs)) {
    const id = outputId.parse(text)
    const output = present.get(id)
    if (output !== undefined) outputs.set(id, { node: readJson(tree), output })
  }
  return joinOriginals(base, { ...base, cells, outputs })
}

export interface Recovered {
  readonly base: JournalBase
  readonly content: DocumentContent
  readonly originals: Originals
  readonly revision: number
  /** Changes after the base. */
  readonly changes: number
  readonly closed: boolean
  readonly written: readonly string[]
}

/** The document that a journal's records lead to; undefined when not even its beginning can be read. */
export function replay(records: readonly JournalRecord[]): Recovered | undefined {
  const [first, ...rest] = records
  const start = first === undefined ? undefined : parseEntry(first)
  if (first === undefined || start?.type !== "base") return undefined
  const outcome = readNotebook(Buffer.from(start.notebook, "utf8"))
  if (!outcome.ok) return undefined
  const file = withOutputIds(outcome.file, start.outputIds)
  let { content, originals } = file
  let revision = first.seq
  let changes = 0
  let closed = false
  const written = [...start.written]
  for (const record of rest) {
    const value = parseEntry(record)
    if (value === undefined) break
    if (value.type === "saving") written.push(value.hash)
    closed = value.type === "closed"
    if (value.type === "change") {
      const next = applyOperations(content, value.operations)
      if (!next.ok) break
      content = next.value
      originals = originalsOf(value.trees, content, originals)
      changes++
    }
    revision = record.seq
  }
  return { base: start, content, originals, revision, changes, closed, written }
}
