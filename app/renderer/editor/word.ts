import type { EditorState } from "@codemirror/state"

const NAME = /[A-Za-z_][A-Za-z0-9_]*/g

/** The name at a position of a text, or the name of the call that the position is inside of; null when there is neither. */
export function nameAt(text: string, at: number): string | null {
  for (const match of text.matchAll(NAME)) if (match.index <= at && at <= match.index + match[0].length) return match[0]
  return callAround(text, at)
}

function callAround(text: string, at: number): string | null {
  let depth = 0
  for (let i = at - 1; i >= 0; i--) {
    const character = text[i]
    if (character === ")") depth += 1
    if (character !== "(") continue
    if (depth > 0) depth -= 1
    else return /([A-Za-z_][A-Za-z0-9_]*)\s*$/.exec(text.slice(0, i))?.[1] ?? null
  }
  return null
}

export function wordAt(state: EditorState, position: number): string | null {
  const line = state.doc.lineAt(position)
  return nameAt(line.text, position - line.from)
}
