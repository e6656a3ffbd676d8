/*
 * Arithmetic modulo one prime below 2^24, in doubles: a sum of six products stays exact. The searches of identify run here; what they
 * find is verified exactly afterwards.
 */
export const PRIME = 16_777_213

export function mod(a: number): number {
  const r = a % PRIME
  return r < 0 ? r + PRIME : r
}

function inverse(a: number): number {
  let [r0, r1, s0, s1] = [mod(a), PRIME, 1, 0]
  while (r1 !== 0) {
    const k = Math.floor(r0 / r1)
    ;[r0, r1] = [r1, r0 - k * r1]
    ;[s0, s1] = [s1, s0 - k * s1]
  }
  return mod(s0)
}

/** A repeatable stream of residues (Marsaglia's xorshift). */
export function residues(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % PRIME
  }
}

/** Row echelon basis of a span: each row has a pivot column in which all others vanish. */
export interface Span {
  readonly rows: readonly Float64Array[]
  readonly pivots: readonly number[]
}

export function spanOf(vectors: readonly ArrayLike<number>[]): Span {
  const rows: Float64Array[] = []
  const pivots: number[] = []
  for (const vector of vectors) {
    const row = reduced(Float64Array.from(vector), { rows, pivots })
    const pivot = row.findIndex((c) => c !== 0)
    if (pivot < 0) continue
    const scale = inverse(row[pivot] ?? 1)
    for (let i = pivot; i < row.length; i++) row[i] = mod((row[i] ?? 0) * scale)
    for (const other of rows) {
      const factor = other[pivot] ?? 0
      if (factor !== 0)
        for (let i = pivot; i < row.length; i++) other[i] = mod((other[i] ?? 0) - factor * (row[i] ?? 0))
    }
    rows.push(row)
    pivots.push(pivot)
  }
  return { rows, pivots }
}

/** What is left of a vector after subtracting its part in the span; changes its argument. */
function reduced(vector: Float64Array, { rows, pivots }: Span): Float64Array {
  pivots.forEach((pivot, k) => {
    const factor = vector[pivot] ?? 0
    const row = rows[k]
    if (factor === 0 || row === undefined) return
    for (let i = 0; i < vector.length; i++) vector[i] = mod((vector[i] ?? 0) - factor * (row[i] ?? 0))
  })
  return vector
}

export function liesIn(vector: ArrayLike<number>, span: Span): boolean {
  return reduced(Float64Array.from(vector), span).every((c) => c === 0)
}

/**
 * Berlekamp-Massey: the shortest linear recurrence of a sequence. `length` counts its terms, `degree` is that of the connection
 * polynomial; the two agree when the generating function is a proper fraction.
 */
export function shortestRecurrence(
  sequence: ArrayLike<number>,
  most: number,
): { readonly length: number; readonly degree: number } | null {
  let current = [1]
  let previous = [1]
  let length = 0
  let gap = 1
  let last = 1
  for (let n = 0; n < sequence.length; n++) {
    let discrepancy = 0
    for (let i = 0; i < current.length && i <= n; i++)
      discrepancy = mod(discrepancy + (current[i] ?? 0) * (sequence[n - i] ?? 0))
    if (discrepancy === 0) {
      gap++
      continue
    }
    const factor = mod(discrepancy * inverse(last))
    const next = [...current]
    while (next.length < previous.length + gap) next.push(0)
    previous.forEach((c, i) => (next[i + gap] = mod((next[i + gap] ?? 0) - factor * c)))
    if (2 * length <= n) {
      length = n + 1 - length
      if (length > most) return null
      previous = current
      last = discrepancy
      gap = 1
    } else gap++
    current = next
  }
  let degree = current.length - 1
  while (degree > 0 && current[degree] === 0) degree--
  return { length, degree }
}
