import type { Root } from "mdast"
import { fromMarkdown } from "mdast-util-from-markdown"
import { gfmTableFromMarkdown } from "mdast-util-gfm-table"
import { mathFromMarkdown } from "mdast-util-math"
import { gfmTable } from "micromark-extension-gfm-table"
import { math } from "micromark-extension-math"

// A display environment that stands on lines of its own outside dollars, as Jupyter allows.
const ENVIRONMENT =
  /^(?!.*\$\$)[ \t]*(\\begin\{(align|align\*|equation|equation\*|gather|gather\*|multline|multline\*)\}[\s\S]*?\\end\{\2\})[ \t]*$/gm

/** The tree of a text cell: CommonMark, tables, and formulas in dollars or display environments. Raw HTML stays text. */
export function readProse(source: string): Root {
  const text = source.replace(ENVIRONMENT, (_, environment: string) => `$$\n${environment}\n$$`)
  return fromMarkdown(text, {
    extensions: [gfmTable(), math()],
    mdastExtensions: [gfmTableFromMarkdown(), mathFromMarkdown()],
  })
}
