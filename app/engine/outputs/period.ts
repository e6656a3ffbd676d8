/** Least p <= limit with list[i] = list[i + p] throughout, seen at least three times over; null when there is none. */
export function periodOf<T>(list: readonly T[], limit = Math.floor(list.length / 3)): number | null {
  for (let p = 1; p <= limit; p++) {
    let holds = true
    for (let i = 0; holds && i + p < list.length; i++) holds = list[i] === list[i + p]
    if (holds) return p
  }
  return null
}
