import type { DocumentContent } from "../../../contract"

/**
 * A script: cells divided by lines "# %%", text as comments, so that other editors know the cells and the language runs the file as it is. Reading
 * gives the cells back. A line of a cell that would itself divide cells gets one more "#" on the way out and loses it on the way in.
 */

const DIVIDER = /^# ?%%(?: \[(markdown|raw)\])?[ \t]*$/
const GUARDED = /^#(#*) ?%%/

const comment = (line: string): string => (line === "" ? "#" : `# ${line}`)
const uncomment = (line: string): string => line.replace(/^# ?/, "")

export function writeScript(content: DocumentContent): string {
  const parts = content.cells.map((cell) => {
    const lines = cell.source.split("\n")
    if (cell.kind === "code") return ["# %%", ...lines.map((line) => (GUARDED.test(line) ? `#${line}` : line))]
    return [`# %% [${cell.kind === "text" ? "markdown" : "raw"}]`, ...lines.map(comment)]
  })
  return parts.map((lines) => lines.join("\n")).join("\n\n") + "\n"
}

export interface ImportedCell {
  readonly kind: "code" | "text" | "raw"
  readonly source: string
}

function finish(kind: ImportedCell["kind"], lines: readonly string[], last: boolean): ImportedCell[] {
  // The writer puts one empty line between cells.
  const body = !last && lines.at(-1) === "" ? lines.slice(0, -1) : lines
  const source = body
    .map((line) => (kind !== "code" ? uncomment(line) : GUARDED.test(line) ? line.slice(1) : line))
    .join("\n")
  return [{ kind, source }]
}

/** The cells of a script; one without dividers is a single cell. */
export function readScript(text: string): ImportedCell[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n")
  const cells: ImportedCell[] = []
  let kind: ImportedCell["kind"] = "code"
  let body: string[] | null = null
  for (const line of lines) {
    const divider = DIVIDER.exec(line)
    if (divider === null) {
      body ??= []
      body.push(line)
      continue
    }
    if (body !== null && (cells.length > 0 || body.some((text) => text.trim() !== "")))
      cells.push(...finish(kind, body, false))
    kind = divider[1] === "markdown" ? "text" : divider[1] === "raw" ? "raw" : "code"
    body = []
  }
  if (body !== null) cells.push(...finish(kind, body, true))
  return cells
}
