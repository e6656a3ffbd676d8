/** Shorter formulas are set whole. */
const WHOLE = 90

/**
 * A long formula cut before each + and − that stands outside all brackets, so that a line can break there: the typesetter itself breaks none.
 * The pieces joined are the formula.
 */
export function splitSum(tex: string): readonly string[] {
  if (tex.length < WHOLE) return [tex]
  const pieces: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < tex.length; i++) {
    const character = tex[i] ?? ""
    if (character === "\\") {
      const command = /^\\([a-zA-Z]+|.)/.exec(tex.slice(i))?.[0] ?? ""
      if (command === "\\begin") depth += 1
      if (command === "\\end") depth -= 1
      i += command.length - 1
    } else if ("{([".includes(character)) depth += 1
    else if ("})]".includes(character)) depth -= 1
    else if ((character === "+" || character === "-") && depth === 0 && isBinary(tex.slice(from, i))) {
      pieces.push(tex.slice(from, i))
      from = i
    }
  }
  return [...pieces, tex.slice(from)]
}

/** A sign is binary when something it could add to stands before it. */
function isBinary(before: string): boolean {
  const text = before.trimEnd()
  return text !== "" && !/(?:[-+=^_(,<>]|\\(?:left|cdot|times|equiv|pm))$/.test(text)
}
