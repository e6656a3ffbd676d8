import type { Cell, CellOutput } from "../../contract/document"

/**
 * About how high a cell will be, in px, before it is drawn: what the scroll bar, and the place of everything below, are made of until then. The figures are
 * those of styles/cells.css.
 */
const CODE_LINE = 22
const CODE_AROUND = 22
const CODE_LEAST = 44
const CODE_CHARACTERS = 78
const PROSE_LINE = 29
const PROSE_GAP = 10
const PROSE_CHARACTERS = 92
const HEADINGS = [0, 42, 36, 33] as const
const SERIES = 150
const OUTPUT = 46
const TABLE_ROW = 30
const PICTURE = 340
/** Padding of a cell, and the line before the next. */
const AROUND = 6

function linesOf(text: string, characters: number): number {
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / characters)), 0)
}

export function outputHeight({ output }: CellOutput): number {
  switch (output.kind) {
    case "series":
      return SERIES
    case "picture":
      return PICTURE
    case "table":
      return OUTPUT + TABLE_ROW * (1 + output.rows.length)
    case "text":
      return Math.min(24, linesOf(output.text, CODE_CHARACTERS)) * CODE_LINE + 8
    default:
      return OUTPUT
  }
}

function proseHeight(source: string): number {
  return source.split("\n").reduce((sum, line) => {
    const level = /^(#{1,6})\s/.exec(line)?.[1]?.length
    if (level !== undefined) return sum + (HEADINGS[level] ?? 33)
    return sum + (line.trim() === "" ? PROSE_GAP : PROSE_LINE * linesOf(line, PROSE_CHARACTERS))
  }, 0)
}

export function outputsHeight(outputs: readonly CellOutput[]): number {
  return outputs.reduce((sum, output) => sum + outputHeight(output), 0)
}

export function cellHeight(cell: Cell): number {
  if (cell.kind === "text") return AROUND + proseHeight(cell.source)
  const code =
    cell.view.codeHidden === true ? CODE_LEAST : linesOf(cell.source, CODE_CHARACTERS) * CODE_LINE + CODE_AROUND
  const outputs = cell.view.outputFolded === true ? OUTPUT : outputsHeight(cell.outputs)
  return AROUND + Math.max(CODE_LEAST, code) + outputs
}
