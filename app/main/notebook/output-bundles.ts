import {
  FAILURE_CODES,
  output as outputSchema,
  type Failure,
  type ForeignOutput,
  type Output,
  type PictureOutput,
  type Term,
} from "../../contract"
import { fromJson, JsonNumber, toJson, writeCompact, writeJson, type Json, type JsonObject } from "./json"
import { joinLines, splitLines } from "./lines"
import { standaloneSvg, wholePng } from "./picture-files"

/**
 * Outputs as nbformat stores them. What the engine made is written as a bundle that other programs can show (text/plain always, short formulas
 * as text/latex) with the output itself under our own type, from which it is read back. What others made is shown from an allowlist of
 * harmless types; its bytes stay with the document and never pass through here again.
 */

export const VALUE_TYPE = "application/vnd.durfee.value+json"

/** Bytes: of the value in a bundle, of a formula, of a drawn picture, of one output. */
export const CAPS = { value: 256_000, latex: 8_000, picture: 200_000, output: 512_000 } as const

/** Non-zero terms of a series from the first on, more than an output shows; coefficients whole. */
export type StoredTerms = readonly Term[]

type Shown = Exclude<Output, { kind: "text" | "warning" | "error" | "foreign" }>

const jsonObject = (entries: Record<string, Json>): JsonObject => new Map(Object.entries(entries))
const stored = (text: string): Json => splitLines(text)

/** TeX in the delimiters that JupyterLab, VS Code and GitHub all draw, or undefined when it is too long or would break them. */
function inlineFormula(latex: string): string | undefined {
  const formula = `$\\displaystyle ${latex.replace(/\s*\n\s*/g, " ")} $`
  const plain = !/(^|[^\\])\$/.test(latex) && latex.trim() !== ""
  return plain && formula.length <= CAPS.latex ? formula : undefined
}

function latexOf(output: Shown): string | undefined {
  switch (output.kind) {
    case "series":
      return inlineFormula(output.closedForm === undefined ? output.latex : `${output.closedForm} = ${output.latex}`)
    case "formula":
      return inlineFormula(output.latex.join(" "))
    case "list": {
      if (output.items.length < output.count) return undefined
      const [open, close] = { list: ["\\left[", "\\right]"], set: ["\\left\\{", "\\right\\}"], sequence: ["", ""] }[
        output.valueKind
      ]
      return inlineFormula(`${open}${output.items.map((item) => item.latex).join(", ")}${close}`)
    }
    default:
      return undefined
  }
}

function plainTable(output: Output & { kind: "table" }): string {
  const rows = [output.columns.map((column) => column.title), ...output.rows]
  const widths = output.columns.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)))
  const lines = rows.map((row) =>
    row
      .map((text, i) => text.padStart(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  )
  const rest = output.rowCount > output.rows.length ? [`(${output.rowCount} rows in all)`] : []
  return [...(output.caption === "" ? [] : [output.caption]), ...lines, ...rest].join("\n")
}

/** Cut between words, never inside a number. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = Math.max(text.lastIndexOf(" ", limit), text.lastIndexOf("\n", limit))
  return text.slice(0, end > 0 ? end : limit) + " …"
}

function plainText(output: Shown): string {
  const text =
    output.kind === "table"
      ? plainTable(output)
      : output.kind === "picture"
        ? [output.caption, output.description].filter((line) => line !== "").join("\n")
        : output.text
  return cut(text, CAPS.output / 4)
}

function termsIn(output: Shown): number | undefined {
  if (output.kind === "series") return output.termCount
  if (output.kind === "list") return output.count
  return output.kind === "table" ? output.rowCount : undefined
}

const storedTerm = ({ exponent, coefficient, latex }: Term): Json =>
  latex === undefined ? [exponent, coefficient] : [exponent, coefficient, latex]

/** What a bundle keeps of a value: the output, and as many of the stored terms as fit; undefined when not even the output does. */
function writeValue(output: Shown, terms: StoredTerms | undefined): JsonObject | undefined {
  // The handle dies with its session, and the memory a value took differs from run to run.
  const { handle: _handle, ...value } = output
  const tree = toJson({ ...value, bytes: undefined })
  let room = CAPS.value - Buffer.byteLength(writeCompact(tree))
  if (room < 0) return undefined
  const kept: Json[] = []
  for (const term of terms ?? []) {
    const node = storedTerm(term)
    room -= Buffer.byteLength(writeCompact(node)) + 1
    if (room < 0) break
    kept.push(node)
  }
  return jsonObject({ format: new JsonNumber("1"), output: tree, ...(kept.length > 0 ? { terms: kept } : {}) })
}

/** The stored terms of a bundle that `writeOutput` made; undefined when there are none. */
export function readStoredTerms(node: Json): StoredTerms | undefined {
  const data = isObject(node) ? node.get("data") : undefined
  const value = isObject(data) ? data.get(VALUE_TYPE) : undefined
  const list = isObject(value) ? value.get("terms") : undefined
  if (!Array.isArray(list)) return undefined
  const terms: Term[] = []
  for (const item of list) {
    const [exponent, coefficient, latex] = Array.isArray(item) ? item : []
    if (typeof exponent !== "string" || typeof coefficient !== "string") return undefined
    terms.push({ exponent, coefficient, ...(typeof latex === "string" ? { latex } : {}) })
  }
  return terms.length > 0 ? terms : undefined
}

/** What other programs draw of a picture: the PNG where it is made of squares of colour, for a bundle needs no more than one form, else the SVG. */
function drawnPicture(output: PictureOutput): readonly (readonly [string, Json])[] {
  const png = wholePng(output)
  const drawn = png ?? standaloneSvg(output)
  if (drawn.length > CAPS.picture) return []
  return [png === null ? ["image/svg+xml", stored(drawn)] : ["image/png", png]]
}

function writeBundle(output: Shown, storedTerms: StoredTerms | undefined): JsonObject {
  const data: JsonObject = jsonObject({ "text/plain": stored(plainText(output)) })
  const latex = latexOf(output)
  if (latex !== undefined) data.set("text/latex", [latex])
  if (output.kind === "picture") for (const [mime, node] of drawnPicture(output)) data.set(mime, node)
  const value = writeValue(output, storedTerms)
  if (value !== undefined) data.set(VALUE_TYPE, value)
  const about: JsonObject = new Map()
  const terms = termsIn(output)
  if (terms !== undefined) about.set("terms", toJson(terms))
  if ("certainty" in output) about.set("certainty", output.certainty)
  const metadata: JsonObject = data.has(VALUE_TYPE) && about.size > 0 ? new Map([[VALUE_TYPE, about]]) : new Map()
  return jsonObject({ output_type: "display_data", data, metadata })
}

function writeStream(name: "stdout" | "stderr", text: string): JsonObject {
  return jsonObject({ output_type: "stream", name, text: stored(cut(text, CAPS.output)) })
}

function writeError(failure: Failure): JsonObject {
  const traceback = [
    `${failure.code}: ${failure.message}`,
    ...(failure.given === undefined ? [] : [failure.given]),
    ...(failure.hint === undefined ? [] : [failure.hint]),
    ...(failure.trace ?? []),
  ]
  return jsonObject({ output_type: "error", ename: failure.code, evalue: failure.message, traceback })
}

/** The file's form of an output of ours. Outputs of others are kept as they were read; one that has no bytes left becomes its text. */
export function writeOutput(output: Output, storedTerms?: StoredTerms): JsonObject {
  switch (output.kind) {
    case "text":
      return writeStream("stdout", output.text)
    case "warning":
      return writeStream("stderr", output.text)
    case "error":
      return writeError(output.failure)
    case "foreign": {
      const shown = output.shown
      const text = shown.as === "latex" ? shown.latex : shown.as === "image" ? shown.alt : shown.text
      return jsonObject({
        output_type: "display_data",
        data: jsonObject({ "text/plain": stored(text) }),
        metadata: new Map(),
      })
    }
    default:
      return writeBundle(output, storedTerms)
  }
}

// ANSI colours and cursor movements.
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g

const foreignText = (text: string): ForeignOutput => ({
  kind: "foreign",
  shown: { as: "text", text: text.replace(TERMINAL, "") },
})
const foreignSource = (mime: string, text: string): ForeignOutput => ({
  kind: "foreign",
  shown: { as: "source", mime, text },
})

function isObject(node: Json | undefined): node is JsonObject {
  return node instanceof Map
}

/** The output under our own type, if it is one of the kinds that are shown by value. */
function readValue(node: Json | undefined): Output | undefined {
  if (!isObject(node)) return undefined
  const value = fromJson(node.get("output") ?? null)
  if (typeof value !== "object" || value === null) return undefined
  const parsed = outputSchema.safeParse({ ...value, handle: null })
  return parsed.success && "handle" in parsed.data ? parsed.data : undefined
}

/** A text/latex value that is one formula, without its delimiters. */
function singleFormula(text: string): string | undefined {
  const found = /^\s*(?:\$\$([^$]+)\$\$|\$([^$]+)\$|\\\[([\s\S]+)\\\]|\\\(([\s\S]+)\\\))\s*$/.exec(text)
  const inner = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4]
  return inner?.replace(/^\s*\\displaystyle\s*/, "").trim()
}

const PICTURES = ["image/png", "image/jpeg", "image/gif"] as const

function readPicture(data: JsonObject, alt: string): ForeignOutput | undefined {
  const svg = joinLines(data.get("image/svg+xml"))
  if (svg !== undefined)
    return {
      kind: "foreign",
      shown: { as: "image", mime: "image/svg+xml", base64: Buffer.from(svg, "utf8").toString("base64"), alt },
    }
  for (const mime of PICTURES) {
    const base64 = joinLines(data.get(mime))?.replace(/\s+/g, "")
    if (base64 !== undefined && base64 !== "" && /^[A-Za-z0-9+/]+={0,2}$/.test(base64))
      return { kind: "foreign", shown: { as: "image", mime, base64, alt } }
  }
  return undefined
}

function readForeignBundle(data: JsonObject): ForeignOutput {
  const plain = joinLines(data.get("text/plain"))
  const picture = readPicture(data, plain ?? "picture")
  if (picture !== undefined) return picture
  const latex = joinLines(data.get("text/latex"))
  const formula = latex === undefined ? undefined : singleFormula(latex)
  if (formula !== undefined) return { kind: "foreign", shown: { as: "latex", latex: formula } }
  if (plain !== undefined) return foreignText(plain)
  for (const [mime, node] of data) return foreignSource(mime, joinLines(node) ?? writeJson(node))
  return foreignText("")
}

function readError(node: JsonObject, details: Json | undefined): Output {
  const ename = joinLines(node.get("ename")) ?? ""
  const evalue = joinLines(node.get("evalue")) ?? ""
  const known = FAILURE_CODES.find((code) => code === ename)
  if (known !== undefined) {
    const more = isObject(details) ? fromJson(details) : {}
    const parsed = outputSchema.safeParse({
      kind: "error",
      failure: { ...(typeof more === "object" ? more : {}), code: known, message: evalue },
    })
    return parsed.success ? parsed.data : { kind: "error", failure: { code: known, message: evalue } }
  }
  const trace = node.get("traceback")
  const lines = Array.isArray(trace) ? trace.filter((line) => typeof line === "string") : []
  return foreignText(lines.length > 0 ? lines.join("\n") : `${ename}: ${evalue}`)
}

/**
 * What the page is shown of an output in a file. `ours`: the notebook is in our language, so its streams are what our programs printed.
 * `details` is what the cell's metadata keeps of an error beyond headline and trace.
 */
export function readOutput(node: Json, ours: boolean, details?: Json): Output {
  if (!isObject(node)) return foreignSource("application/json", writeJson(node))
  switch (node.get("output_type")) {
    case "stream": {
      const text = joinLines(node.get("text")) ?? ""
      if (!ours) return foreignText(text)
      return { kind: node.get("name") === "stderr" ? "warning" : "text", text }
    }
    case "error":
      return ours ? readError(node, details) : readForeignError(node)
    case "display_data":
    case "execute_result": {
      const data = node.get("data")
      if (isObject(data)) return readValue(data.get(VALUE_TYPE)) ?? readForeignBundle(data)
      return foreignSource("application/json", writeJson(node))
    }
    default:
      return foreignSource("application/json", writeJson(node))
  }
}

function readForeignError(node: JsonObject): ForeignOutput {
  const trace = node.get("traceback")
  const lines = Array.isArray(trace) ? trace.filter((line) => typeof line === "string") : []
  const headline = `${joinLines(node.get("ename")) ?? ""}: ${joinLines(node.get("evalue")) ?? ""}`
  return foreignText(lines.length > 0 ? lines.join("\n") : headline)
}

/** What an error output's own form in the file cannot hold; undefined when nothing is left over. */
export function errorDetails(output: Output): JsonObject | undefined {
  if (output.kind !== "error") return undefined
  const { code: _code, message: _message, ...rest } = output.failure
  const details = toJson(rest)
  return isObject(details) && details.size > 0 ? details : undefined
}
