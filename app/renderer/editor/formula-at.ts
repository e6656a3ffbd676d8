export interface Found {
  readonly tex: string
  readonly display: boolean
  readonly to: number
}

/** The formula that the position is inside of: between dollar signs, or after one whose fellow is not typed yet. */
export function formulaAt(text: string, at: number): Found | null {
  const pattern = /\$\$([\s\S]+?)\$\$|(?<![\\$])\$((?:\\.|[^$\\\n])+)\$/g
  let closed = 0
  for (const match of text.matchAll(pattern)) {
    const from = match.index
    const to = from + match[0].length
    if (from < at && at < to) return { tex: match[1] ?? match[2] ?? "", display: match[1] !== undefined, to }
    if (to <= at) closed = to
  }
  return unfinished(text, closed, at)
}

function unfinished(text: string, closed: number, at: number): Found | null {
  const paragraph = Math.max(closed, text.lastIndexOf("\n\n", at - 1))
  const open = /(?<!\\)(\$\$?)([^$]*)$/.exec(text.slice(paragraph, at))
  if (open === null) return null
  const lineEnd = text.indexOf("\n", at)
  const to = lineEnd < 0 ? text.length : lineEnd
  // Brackets that the editor closed by itself belong to the formula.
  const tail = /^[})\]]*/.exec(text.slice(at, to))?.[0] ?? ""
  return { tex: (open[2] ?? "") + tail, display: open[1] === "$$", to }
}
