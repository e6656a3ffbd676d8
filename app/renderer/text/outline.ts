import type { Cell, CellId } from "../../contract/document"

export interface Heading {
  readonly cellId: CellId
  readonly level: number
  readonly text: string
}

/** The words of a heading line without their marks; TeX stays readable as it was typed. */
function plain(text: string): string {
  return text
    .replace(/\s#+\s*$/, "")
    .replace(/[*_`]|\$/g, "")
    .replace(/\\(?:bmod|pmod)\b/g, "mod")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
}

/** The headings of the text cells, in order; those in fenced code are not headings. */
export function outline(cells: readonly Cell[]): readonly Heading[] {
  return cells.flatMap((cell) => (cell.kind === "text" ? headingsOf(cell) : []))
}

function headingsOf(cell: Cell): Heading[] {
  let fenced = false
  return cell.source.split("\n").flatMap((line): Heading[] => {
    if (/^\s{0,3}(```|~~~)/.test(line)) fenced = !fenced
    const match = fenced ? null : /^\s{0,3}(#{1,6})\s+(.+)$/.exec(line)
    return match === null
      ? []
      : [
          {
            cellId: cell.id,
            level: match[1]?.length ?? 1,
            text: plain(match[2] ?? ""),
          },
        ]
  })
}
