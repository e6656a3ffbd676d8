import type { CallContext } from "../values"
import { EngineError } from "../errors"
import { QSeries } from "../series/series"

/** Exponents of one monomial in X[1], …, X[k]. */
export type Monomial = readonly number[]

const MOST_MONOMIALS = 5000

/** All monomials of exactly this degree, X[1] before X[2]: X1^2, X1 X2, X2^2. */
export function homogeneousMonomials(variables: number, degree: number): Monomial[] {
  if (variables === 0) return degree === 0 ? [[]] : []
  refuse(count(variables - 1, degree))
  const found: Monomial[] = []
  const current = new Array<number>(variables).fill(0)
  const place = (index: number, left: number): void => {
    if (index === variables - 1) {
      current[index] = left
      found.push([...current])
      return
    }
    for (let e = left; e >= 0; e--) {
      current[index] = e
      place(index + 1, left - e)
    }
  }
  place(0, degree)
  return found
}

/** All monomials of at most this degree, highest degree first. */
export function monomialsTo(variables: number, degree: number): Monomial[] {
  refuse(count(variables, degree))
  const found: Monomial[] = []
  for (let d = degree; d >= 0; d--) found.push(...homogeneousMonomials(variables, d))
  return found
}

/** All monomials whose exponent of X[i] is at most degrees[i], highest total degree first. */
export function boxMonomials(degrees: readonly number[]): Monomial[] {
  refuse(degrees.reduce((product, d) => product * (d + 1), 1))
  let found: number[][] = [[]]
  for (const d of degrees) found = found.flatMap((m) => Array.from({ length: d + 1 }, (_, e) => [...m, d - e]))
  const total = (m: readonly number[]): number => m.reduce((a, b) => a + b, 0)
  return found.sort((a, b) => total(b) - total(a))
}

/** Binomial coefficient of n + k over k. */
function count(n: number, k: number): number {
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n + i)) / i
  return result
}

function refuse(monomials: number): void {
  if (monomials <= MOST_MONOMIALS) return
  throw new EngineError("tooLarge", `A search over more than ${MOST_MONOMIALS} monomials is refused.`, {
    given: `about ${Math.round(monomials)} monomials`,
    hint: "Lower the degree or leave out some series.",
  })
}

/** Products of powers of the series, each power and each partial product computed once. */
export class MonomialValues {
  readonly #series: readonly QSeries[]
  readonly #context: CallContext
  readonly #known = new Map<string, QSeries>()

  constructor(series: readonly QSeries[], context: CallContext) {
    this.#series = series
    this.#context = context
  }

  value(monomial: Monomial): QSeries {
    const key = monomial.join(",")
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#context.checkStop()
    const result = this.#compute(monomial)
    this.#known.set(key, result)
    return result
  }

  #compute(monomial: Monomial): QSeries {
    const last = monomial.findLastIndex((e) => e > 0)
    const series = this.#series[last]
    if (series === undefined) return QSeries.constant(1n, this.#series[0]?.variable ?? "q")
    const smaller = monomial.map((e, i) => (i === last ? e - 1 : e))
    return smaller.every((e) => e === 0) ? series : this.value(smaller).mul(series)
  }
}
