const FENCE = /^\s{0,3}(```|~~~)/

/**
 * Markdown in which each displayed formula stands between fences of its own. Notebooks write `$$…$$` over several lines, or with words
 * before and after, which the Markdown grammar alone would read as an opening fence; code is left alone.
 */
export function withDisplayFences(source: string): string {
  if (!source.includes("$$")) return source
  const parts: string[] = []
  let plain: string[] = []
  let fenced = false
  const flush = (): void => {
    if (plain.length > 0) parts.push(fencesIn(plain.join("\n")))
    plain = []
  }
  for (const line of source.split("\n")) {
    const isFence = FENCE.test(line)
    if (isFence && !fenced) flush()
    if (fenced || isFence) parts.push(line)
    else plain.push(line)
    if (isFence) fenced = !fenced
  }
  flush()
  return parts.join("\n")
}

const FORMULA = /`[^`\n]*`|\$\$([\s\S]+?)\$\$/g

function fencesIn(text: string): string {
  return text.replace(FORMULA, (whole: string, tex: string | undefined, at: number) => {
    if (tex === undefined) return whole
    const lineStart = text.lastIndexOf("\n", at - 1) + 1
    const before = text.slice(lineStart, at)
    const after = /^[ \t]*(?=\n|$)/.test(text.slice(at + whole.length))
    const alone = before.trim() === ""
    if (!tex.includes("\n") && !(alone && after)) return whole
    const indent = /^\s*/.exec(before)?.[0] ?? ""
    const lines = tex.split("\n").filter((line) => line.trim() !== "")
    const block = ["$$", ...lines.map((line) => line.trim()), "$$"].join(`\n${indent}`)
    return `${alone ? "" : `\n${indent}`}${block}${after ? "" : `\n${indent}`}`
  })
}
