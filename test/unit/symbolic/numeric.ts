import type { QExpr } from "../../../app/engine/symbolic/expression"

/** Factors of an infinite product that are multiplied; enough for |q| <= 0.7 in double precision. */
const FACTORS = 200

function pochhammer(a: number, q: number, n: number): number {
  if (n < 0) return 1 / pochhammer(a * q ** n, q, -n)
  let product = 1
  for (let k = 0; k < Math.min(n, FACTORS); k++) product *= 1 - a * q ** k
  return product
}

function binomial(q: number, m: number, n: number): number {
  if (m < 0 || m > n) return 0
  return pochhammer(q, q, n) / (pochhammer(q, q, m) * pochhammer(q, q, n - m))
}

/** The value of an expression in doubles, straight from the definitions: a second way beside the algorithms under test. */
export function numeric(value: QExpr, at: Readonly<Record<string, number>>): number {
  const rational = value.asRational()
  if (rational !== undefined) return Number(rational.numerator) / Number(rational.denominator)
  if (value.isInfinity()) return Infinity
  const args = value.args.map((part) => (part.isInfinity() ? Infinity : numeric(part, at)))
  const [x = NaN, y = NaN, z = NaN] = args
  switch (value.head) {
    case "symbol": {
      const known = at[value.name ?? ""]
      if (known === undefined) throw new RangeError(`No value for ${value.toString()}`)
      return known
    }
    case "sum":
      return args.reduce((sum, part) => sum + part, 0)
    case "product":
      return args.reduce((product, part) => product * part, 1)
    case "power":
      return x ** y
    case "qPochhammer":
      return args.slice(2).reduce((product, a) => product * pochhammer(a, y, x), 1)
    case "qBinomial":
      return binomial(x, y, z)
    case "qNumber":
      return (1 - y ** x) / (1 - y)
    case "qFactorial":
      return pochhammer(y, y, x) / (1 - y) ** x
    default:
      throw new RangeError(`${value.head} has no numeric value here`)
  }
}
