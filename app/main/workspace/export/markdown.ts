import type { DocumentContent, Output } from "../../../contract"
import { outputFormula, outputText } from "./plain-output"

/** A fence longer than any run of backticks in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = "`".repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

function outputMarkdown(output: Output): string {
  const formula = outputFormula(output)
  if (formula !== null) return `$$\n${formula.join(" ").replace(/\s*\n\s*/g, " ")}\n$$`
  if (output.kind === "foreign" && output.shown.as === "image")
    return `![${output.shown.alt.replace(/[[\]\n]/g, " ")}](data:${output.shown.mime};base64,${output.shown.base64})`
  const text = outputText(output).replace(/\n$/, "")
  return text === "" ? "" : fenced("text", text)
}

/** Text cells as they are, code in fences named "durfee", results as formulas or text. */
export function writeMarkdown(content: DocumentContent): string {
  const parts = content.cells.flatMap((cell) => {
    if (cell.kind === "text") return [cell.source.trimEnd()]
    if (cell.kind === "raw") return [fenced("raw", cell.source)]
    return [
      fenced(content.language.ours ? "durfee" : "", cell.source),
      ...cell.outputs.map(({ output }) => outputMarkdown(output)),
    ]
  })
  return parts.filter((part) => part !== "").join("\n\n") + "\n"
}
