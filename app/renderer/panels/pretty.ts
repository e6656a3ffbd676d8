const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

/** Whole exponents raised, multiplication as it is written by hand: 2*q^12 is 2q¹², a*b is a·b. */
export function pretty(text: string): string {
  return text
    .replace(/\^(?:\((-?\d+)\)|(\d+))/g, (_, inBrackets?: string, bare?: string) => raised(inBrackets ?? bare ?? ""))
    .replace(/(?<=[\d⁰-⁹)])\*(?=[\p{L}(])/gu, "")
    .replaceAll("*", "·")
}

function raised(exponent: string): string {
  return [...exponent].map((digit) => (digit === "-" ? "⁻" : (RAISED[Number(digit)] ?? digit))).join("")
}
