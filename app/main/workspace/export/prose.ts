import type { Root } from "mdast"
import { fromMarkdown } from "mdast-util-from-markdown"
import { gfmTableFromMarkdown } from "mdast-util-gfm-table"
import { mathFromMarkdown } from "mdast-util-math"
import { gfmTable } from "micromark-extension-gfm-table"
import { math } from "micromark-extension-math"
import { withDisplayFences } from "../../../language/display-math"

/** The tree of a text cell: CommonMark, tables, and formulas in dollars or display environments. Raw HTML stays text. */
export function readProse(source: string): Root {
  return fromMarkdown(withDisplayFences(source), {
    extensions: [gfmTable(), math()],
    mdastExtensions: [gfmTableFromMarkdown(), mathFromMarkdown()],
  })
}
