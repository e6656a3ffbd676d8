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

/** The identifiers of a text outside comments and strings, each once. */
export function identifiers(text: string, besidesAt: number): Set<string> {
  const found = new Set<string>()
  for (const match of text.matchAll(TOKEN)) {
    if (match.index <= besidesAt && besidesAt <= match.index + match[0].length) continue
    if (/^[\p{L}_]/u.test(match[0])) found.add(match[0])
  }
  return found
}
