/** A quick pass over a text up to the caret; unlike the parser it does not mind that the text is unfinished. */

export interface OpenCall {
  /** Null for brackets that are no call. */
  readonly name: string | null
  readonly nameFrom: number
  readonly openedAt: number
  /** How many commas of its own stand before the caret. */
  readonly commas: number
}

export interface CaretContext {
  readonly inside: "code" | "comment" | "string"
  /** The open brackets around the caret, outermost first. */
  readonly calls: readonly OpenCall[]
}

const TOKEN =
  /#[^\n]*|\(\*(?:[^*]|\*(?!\)))*(?:\*\)|$)|"(?:[^"\n\\]|\\.)*"|`(?:[^`\n\\]|\\.)*`|[\p{L}_][\p{L}\p{N}_]*|[()[\]{},;]|\s+|[^\p{L}_#("`()[\]{},;\s]+|[\s\S]/gu

/** What stands around the caret at `at`. Linear in `at`. */
export function caretContext(text: string, at: number): CaretContext {
  const calls: { name: string | null; nameFrom: number; openedAt: number; commas: number }[] = []
  let last = { text: "", from: 0 }
  for (const match of text.slice(0, at).matchAll(TOKEN)) {
    const token = match[0]
    const from = match.index
    if (from + token.length === at && (token.startsWith("#") || (token.startsWith("(*") && !token.endsWith("*)")))) {
      return { inside: "comment", calls }
    }
    if (/^\s|^#|^\(\*/.test(token)) continue
    if (token === "(" || token === "[" || token === "{") {
      const name = token === "(" && /^[\p{L}_`]/u.test(last.text) ? last.text.replace(/`/g, "") : null
      calls.push({ name, nameFrom: last.from, openedAt: from, commas: 0 })
    } else if (token === ")" || token === "]" || token === "}") {
      calls.pop()
    } else if (token === ",") {
      const call = calls.at(-1)
      if (call !== undefined) call.commas++
    } else if (token === ";") {
      calls.length = 0
    }
    last = { text: token, from }
  }
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at)
  const quotes = line.replace(/\\./g, "").split('"').length - 1
  const end = text.indexOf("\n", at)
  const rest = text.slice(at, end < 0 ? undefined : end)
  return { inside: quotes % 2 === 1 && rest.includes('"') ? "string" : "code", calls }
}

/** The word that ends or stands at the caret. */
export function wordAt(
  text: string,
  at: number,
): { readonly text: string; readonly from: number; readonly to: number } {
  const letter = /[\p{L}\p{N}_]/u
  let from = at
  let to = at
  while (from > 0 && letter.test(text[from - 1] ?? "")) from--
  while (to < text.length && letter.test(text[to] ?? "")) to++
  return { text: text.slice(from, to), from, to }
}

const QUOTE = 34
const HASH = 35
const OPEN = 40
const CLOSE = 41
const STAR = 42
const BACKSLASH = 92
const BACK_QUOTE = 96
const NEWLINE = 10

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 48 && code <= 57) ||
    code > 0xbf
  )
}

/** Past the end of the comment, string or quoted name that begins at `at`; `at` itself when none does. */
function skipped(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === HASH) return endOr(text, text.indexOf("\n", at))
  if (code === OPEN && text.charCodeAt(at + 1) === STAR) {
    const end = text.indexOf("*)", at + 2)
    return end < 0 ? text.length : end + 2
  }
  if (code !== QUOTE && code !== BACK_QUOTE) return at
  for (let i = at + 1; i < text.length; i++) {
    const each = text.charCodeAt(i)
    if (each === NEWLINE) break
    if (each === BACKSLASH) i++
    else if (each === code) return i + 1
  }
  return at
}

function endOr(text: string, at: number): number {
  return at < 0 ? text.length : at
}

/** The identifiers of a text outside comments and strings, each once, but for the one at the caret; and whether the caret is in code. */
export function identifiers(
  text: string,
  caret: number,
): { readonly names: ReadonlySet<string>; readonly inCode: boolean } {
  const names = new Set<string>()
  let inCode = true
  let at = 0
  while (at < text.length) {
    const after = skipped(text, at)
    if (after > at) {
      const closed =
        text.charCodeAt(at) === HASH || text.charCodeAt(after - 1) !== CLOSE ? caret <= after : caret < after
      const open = text.charCodeAt(at) === QUOTE || text.charCodeAt(at) === BACK_QUOTE ? caret < after : closed
      if (caret > at && open) inCode = false
      at = after
      continue
    }
    const from = at
    while (at < text.length && isWordCode(text.charCodeAt(at))) at++
    if (at === from) at++
    else if (!(from <= caret && caret <= at) && !/^[0-9]/.test(text[from] ?? "")) names.add(text.slice(from, at))
  }
  return { names, inCode }
}
