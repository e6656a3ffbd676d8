import { highlightTree, tagHighlighter, tags, type Highlighter } from "@lezer/highlight"
import { parser } from "../../language/generated/parser"

/** Classes rather than styles: the static text and the live editor share them, and the theme colours them in one place. */
export const highlighter: Highlighter = tagHighlighter([
  {
    tag: [tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword, tags.keyword],
    class: "tok-keyword",
  },
  { tag: tags.function(tags.variableName), class: "tok-function" },
  { tag: [tags.integer, tags.float, tags.number], class: "tok-number" },
  { tag: tags.string, class: "tok-string" },
  {
    tag: [tags.lineComment, tags.blockComment, tags.comment, tags.meta],
    class: "tok-comment",
  },
  {
    tag: [tags.constant(tags.variableName), tags.atom, tags.bool, tags.special(tags.variableName)],
    class: "tok-constant",
  },
  { tag: tags.heading, class: "tok-heading" },
  { tag: tags.emphasis, class: "tok-emphasis" },
  { tag: tags.strong, class: "tok-strong" },
])

export interface Piece {
  readonly text: string
  readonly className: string
}

/** The source cut into coloured pieces, for text that is shown and not edited. */
export function highlightedPieces(source: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const push = (to: number, className: string): void => {
    if (to > at) pieces.push({ text: source.slice(at, to), className })
    at = to
  }
  highlightTree(parser.parse(source), highlighter, (from, to, className) => {
    push(from, "")
    push(to, className)
  })
  push(source.length, "")
  return pieces
}

/** The pieces with those in a range marked as failed, cut at its ends; an empty range marks the character that it stands before. */
export function markPieces(
  pieces: readonly Piece[],
  range: { readonly from: number; readonly to: number } | undefined,
): readonly Piece[] {
  if (range === undefined) return pieces
  const { from } = range
  const to = Math.max(range.to, from + 1)
  let at = 0
  return pieces.flatMap(({ text, className }) => {
    const start = at
    at += text.length
    const a = Math.min(Math.max(from - start, 0), text.length)
    const b = Math.min(Math.max(to - start, 0), text.length)
    const parts = [
      { text: text.slice(0, a), className },
      { text: text.slice(a, b), className: `${className} failed-here`.trim() },
      { text: text.slice(b), className },
    ]
    return parts.filter((part) => part.text !== "")
  })
}
