import { totient, mobius } from "../number-theory"
import { cyclotomicPolynomial } from "../symbolic/cyclotomic"
import { QExpr, integer as int, mul, symbol } from "../symbolic/expression"
import { coefficientList, factorization } from "../symbolic/rational-function"
import { oneMinus } from "../functions/results"

/*
 * A rational function of q in terms of 1 - q^n: each cyclotomic factor is Phi_m = prod over d | m of (1-q^d)^mu(m/d), up to the sign
 * of Phi_1; other irreducible factors stay as they are.
 */

export interface FactoredFunction {
  /** What is no power of 1 - q^n: the constant, powers of q, non-cyclotomic factors. */
  readonly rest: QExpr
  /** b_n of 1 - q^n, without zeros. */
  readonly exponents: ReadonlyMap<number, number>
  readonly degree: number
}

/** Index m of Phi_m with these coefficients (constant term first), m at most `most`; null for another polynomial. */
export function cyclotomicIndex(coefficients: readonly number[], most: number): number | null {
  const degree = coefficients.length - 1
  if (degree < 1 || coefficients[degree] !== 1 || Math.abs(coefficients[0] ?? 0) !== 1) return null
  for (let m = 1; m <= most; m++) {
    if (totient(m) !== degree) continue
    const candidate = cyclotomicPolynomial(m)
    if (candidate.every((c, i) => c === coefficients[i])) return m
  }
  return null
}

/** Largest m that phi(m) = degree allows: phi(m) >= sqrt(m/2), and far less is enough for the degrees that occur. */
function indexBound(degree: number): number {
  return Math.max(6, Math.ceil(degree * (2.3 + 1.8 * Math.log(Math.log(degree + 8)))))
}

/** Factors an exact rational function of the variable. Only Phi_m with m <= most (or any m) are written with 1 - q^n. */
export function factorFunction(value: QExpr, variable: string, most: number | null): FactoredFunction {
  const { arena } = value
  const q = symbol(variable)
  const { unit, factors } = factorization(arena, value.ref)
  const exponents = new Map<number, number>()
  const rest: QExpr[] = [QExpr.of(arena, unit)]
  let top = 0
  let bottom = 0
  let sign = 1
  for (const [ref, multiplicity] of factors) {
    const factor = QExpr.of(arena, ref)
    const coefficients = coefficientList(arena, ref, q.ref).map((c) => QExpr.of(arena, c).asSafeInteger() ?? NaN)
    const degree = coefficients.length - 1
    if (multiplicity > 0) top += degree * multiplicity
    else bottom -= degree * multiplicity
    const m = cyclotomicIndex(coefficients, Math.min(indexBound(degree), most ?? Infinity))
    if (m === null) {
      rest.push(factor.pow(multiplicity))
      continue
    }
    if (m === 1 && multiplicity % 2 !== 0) sign = -sign
    for (let d = 1; d <= m; d++) {
      const mu = m % d === 0 ? mobius(m / d) : 0
      if (mu !== 0) exponents.set(d, (exponents.get(d) ?? 0) + mu * multiplicity)
    }
  }
  for (const [n, b] of exponents) if (b === 0) exponents.delete(n)
  return { rest: mul([int(sign), ...rest]), exponents, degree: Math.max(top, bottom) }
}

/** rest * prod (1-q^n)^(b_n) */
export function factoredExpr({ rest, exponents }: FactoredFunction, variable: string): QExpr {
  return mul([rest, ...[...exponents].sort((a, b) => a[0] - b[0]).map(([n, b]) => oneMinus(variable, n).pow(b))])
}
