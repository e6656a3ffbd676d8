/**
 * JSON that loses nothing. Notebook files are written by programs whose numbers and key orders JavaScript objects cannot hold: Python
 * writes 1.0, 1e-05, NaN and integers past 2^53, and sorts "10" before "9". So a number keeps its source text, and an object is a Map
 * in the order of the file. Everything that can be read here can be written again, with the same bytes when the writer was nbformat.
 */

import type { Steps } from "./slices"

/** A number as the file spells it. NaN, Infinity and -Infinity are not JSON, but Python's writer produces them. */
export class JsonNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  /** The nearest double. */
  get value(): number {
    return Number(this.source)
  }
}

export type Json = string | boolean | null | JsonNumber | Json[] | JsonObject
export type JsonObject = Map<string, Json>

/** Deeper texts are refused: structuredClone and JSON.stringify fail on values that JSON.parse still reads. */
export const MAX_DEPTH = 64

/** The text is not JSON. `at` is the UTF-16 offset of the first character that does not fit. */
export class JsonError extends Error {
  override readonly name = "JsonError"
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const SPACE = /[ \t\n\r]*/y
const WORDS: readonly (readonly [string, Json])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", new JsonNumber("NaN")],
  ["Infinity", new JsonNumber("Infinity")],
  ["-Infinity", new JsonNumber("-Infinity")],
]
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
}

export interface ReadOptions {
  /** A second key of the same name: an error (the default), or the last one wins, as in Python. */
  readonly duplicateKeys?: "refuse" | "last"
}

class Reader {
  readonly text: string
  readonly lastKeyWins: boolean
  at = 0

  constructor(text: string, options: ReadOptions) {
    this.text = text
    this.lastKeyWins = options.duplicateKeys === "last"
  }

  fail(expected: string): never {
    const found = this.at >= this.text.length ? "the text ends" : `${describe(this.text, this.at)} is there`
    throw new JsonError(`${expected} was expected, but ${found}.`, this.at)
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  space(): void {
    this.match(SPACE)
  }

  value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new JsonError(`The text is nested deeper than ${MAX_DEPTH} levels.`, this.at)
    this.space()
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth)
      case "[":
        return this.array(depth)
      case '"':
        return this.string()
      default:
        return this.scalar()
    }
  }

  scalar(): Json {
    for (const [word, value] of WORDS)
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    const source = this.match(NUMBER)
    if (source === undefined) return this.fail("A value")
    return new JsonNumber(source)
  }

  /** After an item: true when another follows, false at the closing bracket. */
  another(close: string): boolean {
    this.space()
    const next = this.text[this.at]
    if (next !== "," && next !== close) this.fail(`"," or "${close}"`)
    this.at++
    return next === ","
  }

  array(depth: number): Json[] {
    const items: Json[] = []
    if (this.isEmpty("]")) return items
    do items.push(this.value(depth + 1))
    while (this.another("]"))
    return items
  }

  object(depth: number): JsonObject {
    const object: JsonObject = new Map()
    if (this.isEmpty("}")) return object
    do object.set(this.key(object), this.value(depth + 1))
    while (this.another("}"))
    return object
  }

  /** After the opening bracket that stands here: whether the closing one follows, which is then passed. */
  isEmpty(close: string): boolean {
    this.at++
    this.space()
    if (this.text[this.at] !== close) return false
    this.at++
    return true
  }

  /** A key of `object` with its colon. */
  key(object: JsonObject): string {
    this.space()
    const keyAt = this.at
    if (this.text[this.at] !== '"') this.fail("A key in quotation marks")
    const key = this.string()
    if (object.has(key) && !this.lastKeyWins)
      throw new JsonError(`The key ${JSON.stringify(key)} occurs twice in one object.`, keyAt)
    this.space()
    if (this.text[this.at] !== ":") this.fail('":"')
    this.at++
    return key
  }

  /** The outermost object, pausing after each item of its arrays. */
  *objectSteps(): Steps<JsonObject> {
    const object: JsonObject = new Map()
    if (this.isEmpty("}")) return object
    do {
      const key = this.key(object)
      this.space()
      object.set(key, this.text[this.at] === "[" ? yield* this.arraySteps() : this.value(2))
    } while (this.another("}"))
    return object
  }

  *arraySteps(): Steps<Json[]> {
    const items: Json[] = []
    if (this.isEmpty("]")) return items
    do {
      items.push(this.value(3))
      yield
    } while (this.another("]"))
    return items
  }

  string(): string {
    this.at++
    let result = this.match(PLAIN) ?? ""
    while (this.text[this.at] === "\\") {
      result += this.escape()
      result += this.match(PLAIN) ?? ""
    }
    if (this.text[this.at] !== '"') {
      if (this.at < this.text.length)
        throw new JsonError(`A text may not hold ${describe(this.text, this.at)} unescaped.`, this.at)
      this.fail("The closing quotation mark of a text")
    }
    this.at++
    return result
  }

  escape(): string {
    const letter = this.text[this.at + 1] ?? ""
    const plain = ESCAPES[letter]
    if (plain !== undefined) {
      this.at += 2
      return plain
    }
    const digits = this.text.slice(this.at + 2, this.at + 6)
    if (letter !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits))
      throw new JsonError(`${JSON.stringify(this.text.slice(this.at, this.at + 2))} is no escape of JSON.`, this.at)
    this.at += 6
    return String.fromCharCode(parseInt(digits, 16))
  }
}

function describe(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0
  return code < 0x20 || code === 0x7f
    ? `the control character U+${code.toString(16).toUpperCase().padStart(4, "0")}`
    : JSON.stringify(String.fromCodePoint(code))
}

/** Reads one JSON text. Throws `JsonError` with the position. Cost: linear in the text. */
export function readJson(text: string, options: ReadOptions = {}): Json {
  const reader = new Reader(text, options)
  const value = reader.value(1)
  reader.space()
  if (reader.at < text.length) reader.fail("The end of the text")
  return value
}

/** `readJson`, pausing after each item of the arrays that stand directly in an object. */
export function* readJsonSteps(text: string): Steps<Json> {
  const reader = new Reader(text, {})
  reader.space()
  const value = text[reader.at] === "{" ? yield* reader.objectSteps() : reader.value(1)
  reader.space()
  if (reader.at < text.length) reader.fail("The end of the text")
  return value
}

/** The longest prefix that reads as the items of an array inside an object, for recovery: items, and where the last one ended. */
export function readItems(text: string, from: number): { items: Json[]; end: number } {
  const reader = new Reader(text, { duplicateKeys: "last" })
  const items: Json[] = []
  reader.at = from
  let end = from
  try {
    do {
      items.push(reader.value(3))
      end = reader.at
    } while (reader.another("]"))
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
  }
  return { items, end }
}

/** Python's order of keys: by code points, where JavaScript compares UTF-16 units. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const highX = x >= 0xd800 && x < 0xe000
    const highY = y >= 0xd800 && y < 0xe000
    return highX === highY ? x - y : highX ? 1 : -1
  }
  return a.length - b.length
}

function writeNode(node: Json, indent: string, step: string, out: string[]): void {
  if (node instanceof JsonNumber) out.push(node.source)
  else if (node === null || typeof node !== "object") out.push(JSON.stringify(node))
  else if (Array.isArray(node)) {
    if (node.length === 0) return void out.push("[]")
    node.forEach((item, i) => {
      out.push(i === 0 ? "[" : ",", step === "" ? "" : "\n" + indent + step)
      writeNode(item, indent + step, step, out)
    })
    out.push(step === "" ? "]" : "\n" + indent + "]")
  } else {
    if (node.size === 0) return void out.push("{}")
    let first = true
    for (const key of [...node.keys()].sort(compareCodePoints)) {
      out.push(
        first ? "{" : ",",
        step === "" ? "" : "\n" + indent + step,
        JSON.stringify(key),
        step === "" ? ":" : ": ",
      )
      first = false
      writeNode(node.get(key) ?? null, indent + step, step, out)
    }
    out.push(step === "" ? "}" : "\n" + indent + "}")
  }
}

/** As nbformat writes: indent 1, keys sorted, UTF-8 unescaped; no newline at the end. */
export function writeJson(node: Json): string {
  const out: string[] = []
  writeNode(node, "", " ", out)
  return out.join("")
}

/** `writeJson` of an object, pausing after each item of the arrays that stand directly in it. The items are made when their turn comes. */
export function* writeJsonSteps(node: ReadonlyMap<string, Json | Iterable<Json>>): Steps<string> {
  const out: string[] = []
  for (const key of [...node.keys()].sort(compareCodePoints)) {
    out.push(out.length === 0 ? "{" : ",", "\n ", JSON.stringify(key), ": ")
    const value = node.get(key) ?? null
    if (isSequence(value)) yield* writeItems(value, out)
    else writeNode(value, " ", " ", out)
  }
  out.push(out.length === 0 ? "{}" : "\n}")
  return out.join("")
}

function isSequence(value: Json | Iterable<Json>): value is Iterable<Json> {
  return typeof value === "object" && value !== null && !(value instanceof Map) && Symbol.iterator in value
}

function* writeItems(items: Iterable<Json>, out: string[]): Steps<void> {
  let first = true
  for (const item of items) {
    out.push(first ? "[" : ",", "\n  ")
    first = false
    writeNode(item, "  ", " ", out)
    yield
  }
  out.push(first ? "[]" : "\n ]")
}

/** The same on one line without spaces, for texts that travel inside messages. */
export function writeCompact(node: Json): string {
  const out: string[] = []
  writeNode(node, "", "", out)
  return out.join("")
}

/** Python's shortest text for a double, so that Jupyter's next save leaves our numbers alone. */
function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no JSON text`)
  if (Number.isInteger(value)) return JSON.stringify(value)
  if (Math.abs(value) >= 1e-4) return String(value)
  const [digits = "0", exponent = "0"] = value.toExponential().split("e")
  return `${digits}e-${String(-Number(exponent)).padStart(2, "0")}`
}

/** A tree of a plain value; `undefined` properties are left out. Throws RangeError for numbers that JSON does not have. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value
  if (typeof value === "number") return new JsonNumber(pythonNumber(value))
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== "object") throw new RangeError(`A ${typeof value} has no JSON text`)
  const object: JsonObject = new Map()
  for (const [key, item] of Object.entries(value)) if (item !== undefined) object.set(key, toJson(item))
  return object
}

/** A plain value of a tree; numbers become doubles. Keys such as __proto__ become ordinary own properties. */
export function fromJson(node: Json): unknown {
  if (node instanceof JsonNumber) return node.value
  if (node === null || typeof node !== "object") return node
  if (Array.isArray(node)) return node.map(fromJson)
  return Object.fromEntries([...node].map(([key, item]) => [key, fromJson(item)]))
}

/** Equality of trees: numbers by their text, objects without regard to order. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (a instanceof JsonNumber) return b instanceof JsonNumber && a.source === b.source
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
  if (!(a instanceof Map) || !(b instanceof Map) || a.size !== b.size) return false
  for (const [key, item] of a) if (!b.has(key) || !sameJson(item, b.get(key))) return false
  return true
}
