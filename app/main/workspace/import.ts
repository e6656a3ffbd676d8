import type { Cell, DocumentContent } from "../../contract"
import { newCell } from "../notebook/document-store"
import { DEFAULT_ORDER, NO_ORIGINALS, type Originals } from "../notebook/notebook-file"
import { readScript, type ImportedCell } from "./export/script"

/**
 * Texts that become notebooks: scripts with "# %%" between cells, Markdown with fenced code, Maple worksheets saved as text (input behind "> ",
 * text behind "#"). Every line of the text is in some cell, but for a worksheet's printed results, which running makes anew.
 */

const CODE_FENCE = /^(`{3,}|~{3,}) *(durfee|qs|q-series|maple)\b.*$/i
const RAW_FENCE = /^(`{3,}|~{3,}) *raw *$/

/** Markdown: fences in our language or Maple are code; the rest, other fences included, is text. */
export function readMarkdown(text: string): ImportedCell[] {
  const cells: ImportedCell[] = []
  let prose: string[] = []
  let open: { fence: string; kind: "code" | "raw" | "text"; lines: string[] } | null = null
  const endProse = (): void => {
    const source = prose.join("\n").replace(/^\n+|\s+$/g, "")
    if (source !== "") cells.push({ kind: "text", source })
    prose = []
  }
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    if (open !== null) {
      const closes = line.trim().startsWith(open.fence) && line.trim().replaceAll(open.fence[0] ?? "`", "") === ""
      if (open.kind === "text") prose.push(line)
      else if (!closes) open.lines.push(line)
      else cells.push({ kind: open.kind, source: open.lines.join("\n") })
      if (closes) open = null
      continue
    }
    const fence = CODE_FENCE.exec(line) ?? RAW_FENCE.exec(line)
    const other = /^ {0,3}(`{3,}|~{3,})/.exec(line)
    if (fence !== null) {
      endProse()
      open = { fence: fence[1] ?? "```", kind: RAW_FENCE.test(line) ? "raw" : "code", lines: [] }
    } else {
      if (other !== null) open = { fence: other[1] ?? "```", kind: "text", lines: [] }
      prose.push(line)
    }
  }
  if (open !== null && open.kind !== "text") cells.push({ kind: open.kind, source: open.lines.join("\n") })
  endProse()
  return cells
}

/** A line of text such as "1. Products" is a heading, not a list. */
const prose = (lines: readonly string[]): string =>
  lines.length === 1 && /^\d+\.\s/.test(lines[0] ?? "") ? `## ${lines[0] ?? ""}` : lines.join("\n")

/** A Maple worksheet saved as text. `results` counts lines that were printed results and are left out. */
export function readWorksheet(text: string): { cells: ImportedCell[]; results: number } {
  const cells: ImportedCell[] = []
  let run: { kind: "code" | "text"; lines: string[] } | null = null
  let results = 0
  const end = (): void => {
    if (run !== null)
      cells.push({ kind: run.kind, source: run.kind === "text" ? prose(run.lines) : run.lines.join("\n") })
    run = null
  }
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const input = /^ {0,3}> ?(.*)$/.exec(line)
    const words = /^# ?(.*)$/.exec(line)
    if (input === null && words === null) {
      if (line.trim() !== "") results++
      end()
      continue
    }
    const kind = input === null ? "text" : "code"
    if (run !== null && run.kind !== kind) end()
    run ??= { kind, lines: [] }
    run.lines.push((input ?? words)?.[1] ?? "")
  }
  end()
  return { cells: cells.filter((cell) => cell.source.trim() !== ""), results }
}

export interface Imported {
  readonly title: string
  readonly content: DocumentContent
  readonly originals: Originals
  readonly notice: string | null
}

function cellsOf(name: string, text: string): { cells: ImportedCell[]; notice: string | null } {
  if (/\.(md|markdown)$/i.test(name)) return { cells: readMarkdown(text), notice: null }
  if (!/^ {0,3}> ?\S/m.test(text)) return { cells: readScript(text), notice: null }
  const { cells, results } = readWorksheet(text)
  const notice = `${results} ${results === 1 ? "line" : "lines"} of printed results in the worksheet were left out; run the cells to make them anew.`
  return { cells, notice: results > 0 ? notice : null }
}

/** A new document of a text, its kind told by the name's ending and the prompts in it. */
export function importText(name: string, text: string): Imported {
  const { cells, notice } = cellsOf(name, text.replace(/^\ufeff/, ""))
  const list: Cell[] = cells.map(({ kind, source }) => newCell(kind, source))
  return {
    title: name.replace(/\.[^.]*$/, "") || "Imported",
    content: {
      cells: list.length > 0 ? list : [newCell("code")],
      order: DEFAULT_ORDER,
      language: { ours: true, name: "q-series" },
    },
    originals: NO_ORIGINALS,
    notice,
  }
}
