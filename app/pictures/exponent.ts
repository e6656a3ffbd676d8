/** The exponent index/denominator in lowest terms, as a reader writes it: 5, -1/24. */
export function exponentText(index: number, denominator = 1): string {
  let a = Math.abs(index)
  let b = denominator
  while (b !== 0) [a, b] = [b, a % b]
  return a === denominator ? String(index / denominator) : `${index / a}/${denominator / a}`
}
