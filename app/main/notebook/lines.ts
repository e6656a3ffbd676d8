import type { Json } from "./json"

// Python's str.splitlines: nbformat divides texts there, and not only after "\n".
const LINES =
  /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g

/** The lines of a text with their ends, as nbformat stores a text of several lines; no lines for the empty text. */
export function splitLines(text: string): string[] {
  return text.match(LINES) ?? []
}

/** A text stored whole or as a list of lines; undefined for anything else. */
export function joinLines(node: Json | undefined): string | undefined {
  if (typeof node === "string") return node
  if (!Array.isArray(node)) return undefined
  const lines: string[] = []
  for (const line of node) {
    if (typeof line !== "string") return undefined
    lines.push(line)
  }
  return lines.join("")
}
