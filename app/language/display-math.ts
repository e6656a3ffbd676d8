const FENCE = /^\s{0,3}(```|~~~)/

/**
 * Markdown in which each displayed formula stands between fences of its own. Notebooks write `$$…$$` over several lines, or with words
 * before and after, which the Markdown grammar alone would read as an opening fence, and display environments on lines of their own without
 * dollars; code is left alone.
 */
export function withDisplayFences(source: string): string {
  if (!source.includes("$$") && !source.includes("\\begin{")) return source
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

const FORMULA =
  /`[^`\n]*`|\$\$([\s\S]+?)\$\$|^[ \t]*(\\begin\{((?:align|equation|gather|multline)\*?)\}[\s\S]*?\\end\{\3\})[ \t]*$/gm

function fencesIn(text: string): string {
  return text.replace(FORMULA, (whole: string, ...found: (string | number | undefined)[]) => {
    const [dollars, environment, , at] = found
    if (typeof environment === "string") return fenced(environment, "")
    if (typeof dollars !== "string" || typeof at !== "number") return whole
    const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at)
    const after = /^[ \t]*(?=\n|$)/.test(text.slice(at + whole.length))
    const alone = before.trim() === ""
    if (!dollars.includes("\n") && !(alone && after)) return whole
    const indent = /^\s*/.exec(before)?.[0] ?? ""
    return `${alone ? "" : `\n${indent}`}${fenced(dollars, indent)}${after ? "" : `\n${indent}`}`
  })
}

/** An empty line would end the formula. */
function fenced(tex: string, indent: string): string {
  const lines = tex.split("\n").filter((line) => line.trim() !== "")
  return ["$$", ...lines.map((line) => line.trim()), "$$"].join(`\n${indent}`)
}
