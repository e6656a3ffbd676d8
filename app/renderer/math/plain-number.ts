/** The text of a formula that is an integer and nothing else, with a true minus sign; null for any other. */
export function plainNumber(tex: string): string | null {
  const found = /^(?:\\displaystyle )?\s*(-?)([0-9]+)\s*$/.exec(tex)
  return found === null ? null : `${found[1] === "-" ? "\u2212" : ""}${found[2]}`
}
