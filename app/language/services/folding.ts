import type { SourceRange } from "../../contract"
import { syntaxTree } from "../parse"

/** Nodes that can be folded to their first line. */
export const FOLDABLE: ReadonlySet<string> = new Set([
  "Procedure",
  "If",
  "Loop",
  "Try",
  "Use",
  "List",
  "Set",
  "BlockComment",
])

/** What an editor may fold: the rest, after the first line, of blocks, lists and comments of several lines. */
export function foldingRanges(text: string): readonly SourceRange[] {
  const ranges: SourceRange[] = []
  syntaxTree(text).iterate({
    enter(node) {
      if (!FOLDABLE.has(node.name)) return
      const end = text.indexOf("\n", node.from)
      if (end >= 0 && end < node.to) ranges.push({ from: end, to: node.to })
    },
  })
  return ranges
}
