import { createHash } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import {
  cellId as cellIdSchema,
  outputId as outputIdSchema,
  type Cell,
  type CellId,
  type CellKind,
  type CellOutput,
  type DocumentContent,
  type Output,
  type OutputId,
} from "../../contract"
import {
  JsonError,
  JsonNumber,
  readJson,
  readJsonSteps,
  toJson,
  writeCompact,
  writeJsonSteps,
  type Json,
  type JsonObject,
} from "./json"
import { joinLines, splitLines } from "./lines"
import { finish, type Steps } from "./slices"
import { errorDetails, readOutput, readStoredTerms, writeOutput, type StoredTerms } from "./output-bundles"
import { readErrors, readView, writeErrors, writeView } from "./view-metadata"

/**
 * A notebook file: bytes ⇄ what the page edits. Reading is a pure function of the bytes (new ids are made from their hash), so that a
 * journal that names cells and outputs by id can be replayed on the same bytes. What the page does not understand stays behind as
 * `Originals`: trees of cells and outputs, found again by id when the document is written, however often they were deleted and brought back.
 * Writing what was read gives the bytes that nbformat would write; metadata of other programs pass through untouched.
 */

export interface Originals {
  /** The top level of the file, without its cells. */
  readonly root: JsonObject
  readonly cells: ReadonlyMap<CellId, JsonObject>
  readonly outputs: ReadonlyMap<OutputId, { readonly node: Json; readonly output: Output }>
  /** Terms of series beyond those that an output shows. */
  readonly terms: ReadonlyMap<OutputId, StoredTerms>
  /** Files that nbformat wrote on Windows have CRLF. */
  readonly newline: "\n" | "\r\n"
  readonly finalNewline: boolean
  /** What was read; null for a document that never was a file. */
  readonly read: DocumentContent | null
}

export interface NotebookFile {
  readonly content: DocumentContent
  readonly originals: Originals
  /** Why it must not be written in this form, or null. */
  readonly readOnly: string | null
}

/** The bytes are no notebook: what is wrong, and where in the text. */
export interface BrokenFile {
  readonly text: string
  readonly problem: string
  readonly at: number
}

export type ReadOutcome =
  { readonly ok: true; readonly file: NotebookFile } | { readonly ok: false; readonly broken: BrokenFile }

export const DEFAULT_ORDER = 50
export const MAX_FILE_BYTES = 256 * 2 ** 20
const FORMAT = 4
const MINOR = 5

const KERNELSPEC: JsonObject = new Map([
  ["display_name", "q-series"],
  ["language", "durfee"],
  ["name", "durfee"],
])
const LANGUAGE_INFO: JsonObject = new Map([
  ["codemirror_mode", "python"],
  ["file_extension", ".qs"],
  ["mimetype", "text/x-durfee"],
  ["name", "durfee"],
  ["pygments_lexer", "text"],
  ["version", "1.0"],
])

/** The originals of a document that never was a file. */
export const NO_ORIGINALS: Originals = {
  root: new Map<string, Json>([
    ["metadata", new Map()],
    ["nbformat", new JsonNumber(String(FORMAT))],
    ["nbformat_minor", new JsonNumber(String(MINOR))],
  ]),
  cells: new Map(),
  outputs: new Map(),
  terms: new Map(),
  newline: "\n",
  finalNewline: true,
  read: null,
}

/** The structure is wrong at a path from the root. */
class StructureError extends Error {
  readonly cell: number | null

  constructor(message: string, cell: number | null = null) {
    super(message)
    this.cell = cell
  }
}

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex")

/** The text of the bytes, or why they are none. A byte order mark is passed over. */
function decodeText(bytes: Uint8Array): { text: string; problem: string | null; at: number } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), problem: null, at: 0 }
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes)
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    const problem = wide
      ? "The file is UTF-16 text; a notebook is UTF-8 text."
      : "The file holds bytes that are not UTF-8 text."
    return { text, problem, at: Math.max(0, text.indexOf("\ufffd")) }
  }
}

function asObject(node: Json | undefined, what: string, cell: number | null): JsonObject {
  if (node instanceof Map) return node
  throw new StructureError(`${what} must be an object in braces.`, cell)
}

const FILE_KINDS: ReadonlyMap<string, CellKind> = new Map([
  ["code", "code"],
  ["markdown", "text"],
  ["raw", "raw"],
])
const CELL_TYPES: Readonly<Record<CellKind, string>> = { code: "code", text: "markdown", raw: "raw" }

/** Hands out ids: those in the file as long as they are valid and new, else ones made from the file's hash. */
class Ids {
  readonly #taken = new Set<string>()
  readonly #seed: string
  #made = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  cell(node: Json | undefined): CellId {
    const given = cellIdSchema.safeParse(node)
    if (given.success && !this.#taken.has(given.data)) {
      this.#taken.add(given.data)
      return given.data
    }
    for (;;) {
      const made = sha256(`${this.#seed}/${this.#made++}`).slice(0, 8)
      if (this.#taken.has(made)) continue
      this.#taken.add(made)
      return cellIdSchema.parse(made)
    }
  }
}

function isOurs(metadata: JsonObject): { ours: boolean; name: string } {
  const kernel = metadata.get("kernelspec")
  const language = metadata.get("language_info")
  const of = (node: Json | undefined, key: string): string | undefined => {
    const value = node instanceof Map ? node.get(key) : undefined
    return typeof value === "string" ? value : undefined
  }
  const ours =
    of(kernel, "language") === "durfee" || of(kernel, "name") === "durfee" || of(language, "name") === "durfee"
  if (ours || (kernel === undefined && language === undefined)) return { ours: true, name: "q-series" }
  return { ours: false, name: of(kernel, "display_name") ?? of(language, "name") ?? "another language" }
}

function readOrder(metadata: JsonObject): number {
  const durfee = metadata.get("durfee")
  const order = durfee instanceof Map ? durfee.get("order") : undefined
  const value = order instanceof JsonNumber ? order.value : NaN
  return Number.isSafeInteger(value) && value > 0 ? value : DEFAULT_ORDER
}

class CellReader {
  readonly cells = new Map<CellId, JsonObject>()
  readonly outputs = new Map<OutputId, { node: Json; output: Output }>()
  readonly terms = new Map<OutputId, StoredTerms>()
  readonly #ids: Ids
  readonly #ours: boolean
  readonly #seed: string
  #outputsRead = 0

  constructor(seed: string, ours: boolean) {
    this.#ids = new Ids(seed)
    this.#seed = seed.slice(0, 12)
    this.#ours = ours
  }

  read(node: Json, index: number): Cell {
    const place = `Cell ${index + 1}`
    const object = asObject(node, place, index)
    const type = object.get("cell_type")
    if (typeof type !== "string") throw new StructureError(`${place} has no cell_type.`, index)
    const source = joinLines(object.get("source"))
    if (source === undefined)
      throw new StructureError(`The source of cell ${index + 1} must be a text or a list of texts.`, index)
    const metadata = new Map(asObject(object.get("metadata") ?? new Map(), `The metadata of cell ${index + 1}`, index))
    metadata.delete("trusted")
    const attachments = object.get("attachments")
    if (attachments !== undefined) asObject(attachments, `The attachments of cell ${index + 1}`, index)
    const id = this.#ids.cell(object.get("id"))
    this.cells.set(id, object)
    const count = object.get("execution_count")
    const executed = count instanceof JsonNumber ? count.value : NaN
    return {
      id,
      kind: FILE_KINDS.get(type) ?? "raw",
      source,
      outputs: this.#readOutputs(object.get("outputs"), metadata),
      executionCount: Number.isSafeInteger(executed) && executed >= 0 ? executed : null,
      view: readView(metadata),
      metadata: writeCompact(metadata),
      attachments: attachments === undefined ? null : writeCompact(attachments),
    }
  }

  #readOutputs(node: Json | undefined, metadata: JsonObject): CellOutput[] {
    if (!Array.isArray(node)) return []
    const details = readErrors(metadata)
    return node.map((item, i) => {
      const id = outputIdSchema.parse(`${this.#seed}-${this.#outputsRead++}`)
      const output = readOutput(item, this.#ours, details.get(String(i)))
      this.outputs.set(id, { node: item, output })
      const terms = readStoredTerms(item)
      if (terms !== undefined && output.kind === "series") this.terms.set(id, terms)
      return { id, output }
    })
  }
}

function* treeSteps(tree: Json, text: string): Steps<NotebookFile> {
  const top = asObject(tree, "A notebook", null)
  const format = top.get("nbformat")
  if (!(format instanceof JsonNumber))
    throw new StructureError("The file has no nbformat number, so it is no notebook.")
  if (format.value < FORMAT)
    throw new StructureError(`The file is a notebook of format ${format.source}; this program reads format ${FORMAT}.`)
  const list = top.get("cells")
  if (!Array.isArray(list)) throw new StructureError("The notebook has no list of cells.")
  const metadata = asObject(top.get("metadata") ?? new Map(), "The notebook's metadata", null)
  const language = isOurs(metadata)
  const reader = new CellReader(sha256(text), language.ours)
  const cells: Cell[] = []
  for (const [index, node] of list.entries()) {
    cells.push(reader.read(node, index))
    yield
  }
  const root: JsonObject = new Map(top)
  root.delete("cells")
  const content = { cells, order: readOrder(metadata), language }
  return {
    content,
    originals: {
      root,
      cells: reader.cells,
      outputs: reader.outputs,
      terms: reader.terms,
      newline: /[^\r]\n/.test(text) ? "\n" : text.includes("\r\n") ? "\r\n" : "\n",
      finalNewline: text.endsWith("\n"),
      read: content,
    },
    readOnly:
      format.value > FORMAT
        ? `This notebook has format ${format.source}, which is newer than this program writes (${FORMAT}). Save a copy to edit it.`
        : null,
  }
}

/** Where the n-th cell begins: the start of the text that `readJson` read for it. */
function positionOfCell(text: string, index: number): number {
  const key = /"cells"\s*:\s*\[/g
  if (key.exec(text) === null) return 0
  let at = key.lastIndex
  for (let i = 0; ; i++) {
    while (/[\s,]/.test(text[at] ?? "")) at++
    if (i === index) return at
    at = endOfValue(text, at)
  }
}

/** The end of a value in a text that is known to be JSON. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  for (const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:[\]{}"]+|[\s,:]+/gs; ;) {
    token.lastIndex = from
    const found = token.exec(text)
    if (found === null) return text.length
    from = token.lastIndex
    if (found[0] === "{" || found[0] === "[") depth++
    else if (found[0] === "}" || found[0] === "]") depth--
    if (depth === 0) return from
  }
}

const CONFLICT = /^(?:<{7} |={7}$|>{7} )/m

/** Reads a notebook. Never throws for what the bytes hold; a broken file is described for the repair view. */
export function readNotebook(bytes: Uint8Array): ReadOutcome {
  return finish(readNotebookSteps(bytes))
}

/** `readNotebook`, pausing after each cell. */
export function* readNotebookSteps(bytes: Uint8Array): Steps<ReadOutcome> {
  const { text, problem, at } = decodeText(bytes)
  if (problem !== null) return { ok: false, broken: { text, problem, at } }
  try {
    return { ok: true, file: yield* treeSteps(yield* readJsonSteps(text), text) }
  } catch (error) {
    if (error instanceof StructureError)
      return {
        ok: false,
        broken: { text, problem: error.message, at: error.cell === null ? 0 : positionOfCell(text, error.cell) },
      }
    if (!(error instanceof JsonError)) throw error
    const marker = CONFLICT.exec(text)
    if (marker !== null)
      return {
        ok: false,
        broken: {
          text,
          problem: "The file holds the marks of a merge conflict: two versions stand in it, one after the other.",
          at: marker.index,
        },
      }
    return {
      ok: false,
      broken: { text, problem: text.trim() === "" ? "The file is empty." : error.message, at: error.at },
    }
  }
}

/** The tree of a cell's metadata text; undefined when the text is no JSON object. */
export function parseMetadata(text: string): JsonObject | undefined {
  try {
    const tree = readJson(text)
    return tree instanceof Map ? tree : undefined
  } catch (error) {
    if (error instanceof JsonError) return undefined
    throw error
  }
}

function storedText(text: string, original: Json | undefined): Json {
  return original !== undefined && joinLines(original) === text ? original : splitLines(text)
}

/** Attachments that the cell's text no longer refers to are dropped, but only once the cell was edited. */
function storedAttachments(cell: Cell, original: JsonObject | undefined): JsonObject | undefined {
  const attachments = cell.attachments === null ? undefined : parseMetadata(cell.attachments)
  if (attachments === undefined || joinLines(original?.get("source")) === cell.source) return attachments
  const used = [...attachments].filter(
    ([name]) => cell.source.includes(`attachment:${name}`) || cell.source.includes(`attachment:${encodeURI(name)}`),
  )
  return used.length === 0 ? undefined : new Map(used)
}

function writeCell(cell: Cell, originals: Originals): JsonObject {
  const original = originals.cells.get(cell.id)
  const originalType = original?.get("cell_type")
  const keepsType = typeof originalType === "string" && (FILE_KINDS.get(originalType) ?? "raw") === cell.kind
  const type = keepsType ? originalType : CELL_TYPES[cell.kind]
  const node: JsonObject = new Map(original ?? [])
  node.set("id", cell.id)
  node.set("cell_type", type)
  node.set("source", storedText(cell.source, original?.get("source")))
  let metadata = writeView(parseMetadata(cell.metadata) ?? new Map(), cell.view)
  const attachments = storedAttachments(cell, original)
  if (attachments === undefined || (cell.kind === "code" && !keepsType)) node.delete("attachments")
  else node.set("attachments", attachments)
  if (cell.kind === "code" || (keepsType && original?.has("outputs") === true)) {
    const details = new Map<string, Json>()
    const outputs = cell.outputs.map(({ id, output }, i) => {
      const kept = originals.outputs.get(id)
      const more = errorDetails(output)
      if (more !== undefined) details.set(String(i), more)
      return kept !== undefined && isDeepStrictEqual(kept.output, output)
        ? kept.node
        : writeOutput(output, originals.terms.get(id))
    })
    metadata = writeErrors(metadata, details)
    node.set("outputs", outputs)
    node.set("execution_count", cell.executionCount === null ? null : toJson(cell.executionCount))
  } else if (!keepsType) {
    node.delete("outputs")
    node.delete("execution_count")
  }
  metadata.delete("trusted")
  node.set("metadata", metadata)
  return node
}

function writeRootMetadata(content: DocumentContent, originals: Originals, app: string): JsonObject {
  const original = originals.root.get("metadata")
  const metadata: JsonObject = new Map(original instanceof Map ? original : [])
  for (const transient of ["orig_nbformat", "orig_nbformat_minor", "signature"]) metadata.delete(transient)
  if (!content.language.ours || isDeepStrictEqual(originals.read, content)) return metadata
  if (!metadata.has("kernelspec")) metadata.set("kernelspec", KERNELSPEC)
  if (!metadata.has("language_info")) metadata.set("language_info", LANGUAGE_INFO)
  const present = metadata.get("durfee")
  const durfee: JsonObject = new Map(present instanceof Map ? present : [])
  if (!durfee.has("app")) durfee.set("app", app)
  if (!durfee.has("format")) durfee.set("format", new JsonNumber("1"))
  if (!durfee.has("order") || readOrder(metadata) !== content.order) durfee.set("order", toJson(content.order))
  metadata.set("durfee", durfee)
  return metadata
}

/**
 * The file's bytes. `app` is the version noted in a document that has none yet. What is unchanged since reading is written from the
 * originals; a file of minor version below 5 becomes 5.
 */
export function writeNotebook(content: DocumentContent, originals: Originals, app: string): Uint8Array {
  return finish(writeNotebookSteps(content, originals, app))
}

function* nodesOf(content: DocumentContent, originals: Originals): Generator<JsonObject> {
  for (const cell of content.cells) yield writeCell(cell, originals)
}

/** `writeNotebook`, pausing after each cell. */
export function* writeNotebookSteps(content: DocumentContent, originals: Originals, app: string): Steps<Uint8Array> {
  const root = new Map<string, Json | Iterable<Json>>(originals.root)
  const minor = root.get("nbformat_minor")
  root.set("nbformat", new JsonNumber(String(FORMAT)))
  if (!(minor instanceof JsonNumber) || !(minor.value >= MINOR))
    root.set("nbformat_minor", new JsonNumber(String(MINOR)))
  root.set("metadata", writeRootMetadata(content, originals, app))
  root.set("cells", nodesOf(content, originals))
  const text = (yield* writeJsonSteps(root)) + (originals.finalNewline ? "\n" : "")
  return Buffer.from(originals.newline === "\n" ? text : text.replaceAll("\n", "\r\n"), "utf8")
}

/** Originals for a document together with those of others: cells and outputs that may be brought back into it. */
export function joinOriginals(base: Originals, ...others: readonly Originals[]): Originals {
  return {
    ...base,
    cells: new Map([...others.flatMap((other) => [...other.cells]), ...base.cells]),
    outputs: new Map([...others.flatMap((other) => [...other.outputs]), ...base.outputs]),
    terms: new Map([...others.flatMap((other) => [...other.terms]), ...base.terms]),
  }
}
