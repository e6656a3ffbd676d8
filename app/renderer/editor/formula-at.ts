export interface Found {
  readonly tex: string
  /** Where the position is in the TeX. */
  readonly caret: number
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
    if (from < at && at < to) {
      const display = match[1] !== undefined
      const tex = match[1] ?? match[2] ?? ""
      const caret = Math.min(tex.length, Math.max(0, at - from - (display ? 2 : 1)))
      return { tex, caret, display, to }
    }
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
  const before = open[2] ?? ""
  return { tex: before + tail, caret: before.length, display: open[1] === "$$", to }
}

/** A thin bar as high as a line. */
const BAR = "{\\rule[-0.24em]{0.07em}{0.98em}}"

/**
 * The TeX with a bar at the caret; null where a bar would be taken for part of a command, a script or a name. The result may still be no formula, as
 * between the two halves of a fraction.
 */
export function withCaret(tex: string, caret: number): string | null {
  const before = tex.slice(0, caret)
  const after = tex.slice(caret)
  if (/(?:\\[A-Za-z]*|[\^_&])\s*$/.test(before) || /\\(?:begin|end|text\w*|math\w*|operatorname)\{[^{}]*$/.test(before))
    return null
  return /^\s*[\^_]/.test(after) ? null : before + BAR + after
}
