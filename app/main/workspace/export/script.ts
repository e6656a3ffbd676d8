import type { DocumentContent } from "../../../contract"

/**
 * A script: cells divided by lines "# %%", text as comments, so that other editors know the cells and the language runs the file as it is. Reading
 * gives the cells back; a title that another editor put behind a divider becomes a heading. A line of a cell that would itself divide cells gets one more "#" on the way out and loses it on the way in.
 */

const DIVIDER = /^# ?%%(?: \[(markdown|raw)\])?(.*)$/
const DIVIDING = /^#+ ?%%/
const GUARDED = /^##+ ?%%/

const guard = (line: string): string => (DIVIDING.test(line) ? `#${line}` : line)
const unguard = (line: string): string => (GUARDED.test(line) ? line.slice(1) : line)
const comment = (line: string): string => guard(line === "" ? "#" : `# ${line}`)
const uncomment = (line: string): string => unguard(line).replace(/^# ?/, "")

export function writeScript(content: DocumentContent): string {
  const parts = content.cells.map((cell) => {
    const lines = cell.source.split("\n")
    if (cell.kind === "code") return ["# %%", ...lines.map(guard)]
    return [`# %% [${cell.kind === "text" ? "markdown" : "raw"}]`, ...lines.map(comment)]
  })
  return parts.map((lines) => lines.join("\n")).join("\n\n") + "\n"
}

export interface ImportedCell {
  readonly kind: "code" | "text" | "raw"
  readonly source: string
}

function finish(kind: ImportedCell["kind"], lines: readonly string[], last: boolean): ImportedCell {
  // The writer puts one empty line between cells.
  const body = !last && lines.at(-1) === "" ? lines.slice(0, -1) : lines
  const read = kind === "code" ? unguard : uncomment
  return { kind, source: body.map(read).join("\n") }
}

/** The cells of a script; one without dividers is a single cell. */
export function readScript(text: string): ImportedCell[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n")
  const cells: ImportedCell[] = []
  let kind: ImportedCell["kind"] = "code"
  let body: string[] = []
  let divided = false
  // Blank lines before the first divider are no cell.
  const begun = (): boolean => divided || body.some((line) => line.trim() !== "")
  for (const line of lines) {
    const divider = DIVIDER.exec(line)
    if (divider === null) {
      body.push(line)
      continue
    }
    if (begun()) cells.push(finish(kind, body, false))
    kind = divider[1] === "markdown" ? "text" : divider[1] === "raw" ? "raw" : "code"
    body = []
    divided = true
    const title = (divider[2] ?? "").trim()
    if (title !== "") cells.push({ kind: "text", source: `## ${title}` })
  }
  if (begun()) cells.push(finish(kind, body, true))
  return cells
}
