import { type Partition, hookLengths } from "./statistics"

/*
 * t-cores, t-quotients and their vectors after Garvan, Kim and Stanton, "Cranks and t-cores", Invent. Math. 101 (1990). The cell in row i
 * and column j has residue j - i mod t; r_k counts the cells of residue k, and n_i = r_i - r_(i+1). A partition is read as a set of
 * beads: with m parts, m a multiple of t, part lambda_i becomes the bead lambda_i + m - i. Bead b stands at level floor(b/t) of runner
 * b mod t. Moving a bead up its runner removes a rim hook of length t.
 */

export function mod(a: number, t: number): number {
  return ((a % t) + t) % t
}

/** Rows of residues j - i mod t, cells counted from 0. */
export function residueDiagram(partition: Partition, t: number): number[][] {
  return partition.map((part, i) => Array.from({ length: part }, (_, j) => mod(j - i, t)))
}

/** r_0, …, r_(t-1) */
export function rVector(partition: Partition, t: number): number[] {
  const counts = new Array<number>(t).fill(0)
  for (const row of residueDiagram(partition, t))
    for (const residue of row) counts[residue] = (counts[residue] ?? 0) + 1
  return counts
}

/** n_i = r_i - r_(i+1), indices mod t. Determines the t-core. */
export function nVector(partition: Partition, t: number): number[] {
  const r = rVector(partition, t)
  return r.map((value, i) => value - (r[(i + 1) % t] ?? 0))
}

export function isCore(partition: Partition, t: number): boolean {
  return hookLengths(partition).every((row) => row.every((hook) => hook % t !== 0))
}

/** Levels of the beads on each runner, ascending; the number of beads is a multiple of t. */
function runners(partition: Partition, t: number): number[][] {
  const count = Math.ceil(partition.length / t) * t
  const levels = Array.from({ length: t }, (): number[] => [])
  for (let i = count - 1; i >= 0; i--) {
    const bead = (partition[i] ?? 0) + count - 1 - i
    levels[bead % t]?.push(Math.floor(bead / t))
  }
  return levels
}

function fromRunners(levels: readonly (readonly number[])[], t: number): Partition {
  const beads = levels.flatMap((runner, k) => runner.map((level) => level * t + k)).sort((a, b) => a - b)
  return beads
    .map((bead, i) => bead - i)
    .filter((part) => part > 0)
    .reverse()
}

/** What is left after removing all rim hooks of length t. */
export function coreOf(partition: Partition, t: number): Partition {
  return fromRunners(
    runners(partition, t).map((runner) => runner.map((_, level) => level)),
    t,
  )
}

/** The t partitions read off the runners; the k-th belongs to runner k. */
export function quotientOf(partition: Partition, t: number): Partition[] {
  return runners(partition, t).map((runner) =>
    runner
      .map((level, i) => level - i)
      .filter((part) => part > 0)
      .reverse(),
  )
}

/** The partition with the given t-core and t-quotient; the inverse of core and quotient. */
export function fromCoreAndQuotient(core: Partition, quotient: readonly Partition[]): Partition {
  const t = quotient.length
  const needed = Math.max(...quotient.map((q) => q.length), 0)
  const padded = [...core]
  const count = Math.ceil(core.length / t) * t + needed * t
  while (padded.length < count) padded.push(0)
  const levels = Array.from({ length: t }, (): number[] => [])
  for (let i = count - 1; i >= 0; i--) {
    const bead = (padded[i] ?? 0) + count - 1 - i
    levels[bead % t]?.push(Math.floor(bead / t))
  }
  const moved = levels.map((runner, k) => {
    const parts = quotient[k] ?? []
    return runner.map((level, i) => level + (parts[runner.length - 1 - i] ?? 0))
  })
  return fromRunners(moved, t)
}

/** The t-core with n-vector n; the entries of n sum to 0. */
export function coreFromNVector(n: readonly number[]): Partition {
  const t = n.length
  const base = Math.max(...n.map(Math.abs), 0)
  const levels = n.map((value) => Array.from({ length: base + value }, (_, level) => level))
  return fromRunners(levels, t)
}

/** All t-cores of n: descending parts, lexicographically decreasing. */
export function coresOf(t: number, n: number): Partition[] {
  const found: Partition[] = []
  const vector = new Array<number>(t).fill(0)
  const limit = Math.floor(Math.sqrt((2 * n) / t + t * t)) + t
  const place = (index: number, sum: number): void => {
    if (index === t - 1) {
      vector[index] = -sum
      if (coreSize(vector) === n) found.push(coreFromNVector(vector))
      return
    }
    for (let value = -limit; value <= limit; value++) {
      vector[index] = value
      if (smallestSize(vector, index) <= n) place(index + 1, sum + value)
    }
  }
  place(0, 0)
  return found.sort(comparePartitions)
}

/** Size of the t-core with this n-vector: t/2 |n|^2 + sum i n_i (GKS (2.6)). */
export function coreSize(n: readonly number[]): number {
  const t = n.length
  return n.reduce((total, value, i) => total + (t * value * value) / 2 + i * value, 0)
}

/** A lower bound of the size when the entries up to `index` are placed: each free entry adds at least -i^2/(2t). */
function smallestSize(n: readonly number[], index: number): number {
  const t = n.length
  let total = 0
  for (let i = 0; i < t; i++) {
    const value = n[i] ?? 0
    total += i <= index ? (t * value * value) / 2 + i * value : -(i * i) / (2 * t)
  }
  return total
}

/** Lexicographically decreasing. */
export function comparePartitions(a: Partition, b: Partition): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (b[i] ?? 0) - (a[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * The t-core crank of Garvan, Kim and Stanton: sum (i - (t-1)/2)^(t-3) n_i mod t, t an odd prime. It splits the partitions of 5n+4,
 * 7n+5 and 11n+6 into 5, 7 and 11 classes of equal size.
 */
export function coreCrank(partition: Partition, t: number): number {
  let total = 0
  nVector(partition, t).forEach((value, i) => {
    let power = 1
    for (let k = 0; k < t - 3; k++) power = mod(power * (i - (t - 1) / 2), t)
    total = mod(total + power * value, t)
  })
  return total
}

/**
 * The n-vectors of the t-cores of 4 (t = 5) and of 5 (t = 7), in the cyclic order in which neighbours have inner product -1 after
 * centring. Every core of 5n+4 or 7n+5 is a combination of them whose coefficients alpha sum to 1 (GKS, sections 4 and 5).
 */
const ALPHA_BASIS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  5: [
    [1, -1, 0, 0, 0],
    [0, 1, -1, 0, 0],
    [0, 0, 1, -1, 0],
    [0, 0, 0, 1, -1],
    [1, 1, 0, -1, -1],
  ],
  7: [
    [1, 0, -1, 0, 0, 0, 0],
    [0, 0, 1, 0, -1, 0, 0],
    [0, 0, 0, 0, 1, 0, -1],
    [1, 1, 0, 0, -1, 0, -1],
    [0, 0, 0, 1, 0, -1, 0],
    [0, 1, 0, -1, 0, 0, 0],
    [1, 0, 1, 0, 0, -1, -1],
  ],
}

/** The alpha-vector of an n-vector, t = 5 or 7; null when the n-vector belongs to no core of 5n+4 or 7n+5. */
export function alphaVector(n: readonly number[]): number[] | null {
  const t = n.length
  const basis = ALPHA_BASIS[t]
  if (basis === undefined) return null
  // t - 1 equations for the entries of n and one for the sum of the alphas
  const rows = Array.from({ length: t }, (_, j) => [
    ...basis.map((v) => (j < t - 1 ? (v[j] ?? 0) : 1)),
    j < t - 1 ? (n[j] ?? 0) : 1,
  ])
  for (let column = 0; column < t; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && Math.abs(row[column] ?? 0) > 1e-9)
    const pivotRow = rows[pivot]
    const other = rows[column]
    if (pivotRow === undefined || other === undefined) return null
    rows[pivot] = other
    rows[column] = pivotRow
    const scale = pivotRow[column] ?? 1
    for (let k = 0; k <= t; k++) pivotRow[k] = (pivotRow[k] ?? 0) / scale
    for (const row of rows) {
      if (row === pivotRow) continue
      const factor = row[column] ?? 0
      for (let k = 0; k <= t; k++) row[k] = (row[k] ?? 0) - factor * (pivotRow[k] ?? 0)
    }
  }
  const alpha = rows.map((row) => Math.round(row[t] ?? 0) + 0)
  const fits = n.every((value, j) => value === alpha.reduce((sum, a, i) => sum + a * (basis[i]?.[j] ?? 0), 0))
  return fits && alpha.reduce((x, y) => x + y, 0) === 1 ? alpha : null
}

/**
 * The bi-infinite words W_0, …, W_(t-1) of the extended residue diagram, letters for the regions -m, …, m: E when region r
 * holds an exposed cell of residue i, N otherwise (GKS section 2).
 */
export function residueWords(partition: Partition, t: number, m: number): string[] {
  // Row i ends in the cell (i, lambda_i - 1), for empty rows the cell (i, -1) of the extended diagram: its content is exposed.
  const rows = Math.max(partition.length, t * (m + 1))
  const exposed = new Set<number>()
  for (let i = 0; i < rows; i++) exposed.add((partition[i] ?? 0) - 1 - i)
  return Array.from({ length: t }, (_, residue) => {
    let word = ""
    for (let region = -m; region <= m; region++) word += exposed.has((region - 1) * t + residue) ? "E" : "N"
    return word
  })
}
