/** The smallest replacement that turns one text into the other, so that caret and folds stay where they are. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const limit = Math.min(before.length, after.length)
  let from = 0
  while (from < limit && before[from] === after[from]) from++
  let tail = 0
  while (tail < limit - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return {
    from,
    to: before.length - tail,
    insert: after.slice(from, after.length - tail),
  }
}
