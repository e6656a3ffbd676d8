/*
 * A partition is a list of positive parts in descending order. The statistics here are those of the literature on ranks and cranks;
 * every function takes a partition in that order and is linear in the number of parts unless it says otherwise.
 */

export type Partition = readonly number[]

/** Every partition of n once, descending parts, lexicographically decreasing: 3, 2+1, 1+1+1. */
export function* partitionsOf(n: number, largest = n): Generator<Partition> {
  yield* partitionsIn(
    n,
    Array.from({ length: Math.max(n, 0) + 1 }, (_, part) => part),
    largest,
  )
}

/** The partitions of n, a part k written as item k: lists of a million partitions share their items. */
export function* partitionsIn<Item>(n: number, items: readonly Item[], largest = n): Generator<readonly Item[]> {
  if (n === 0) {
    yield []
    return
  }
  const parts: number[] = []
  const shown: Item[] = []
  let left = n
  let cap = largest
  if (cap < 1) return
  for (;;) {
    while (left > 0) {
      const part = Math.min(cap, left)
      parts.push(part)
      shown.push(items[part] as Item)
      left -= part
      cap = part
    }
    yield shown.slice()
    while (parts.length > 0 && parts[parts.length - 1] === 1) {
      parts.pop()
      shown.pop()
      left++
    }
    const last = parts.pop()
    if (last === undefined) return
    shown[shown.length - 1] = items[last - 1] as Item
    parts.push(last - 1)
    left++
    cap = last - 1
  }
}

/** Sum of the parts. */
export function size(partition: Partition): number {
  return partition.reduce((a, b) => a + b, 0)
}

export function conjugate(partition: Partition): Partition {
  const largest = partition[0] ?? 0
  return Array.from({ length: largest }, (_, i) => partition.filter((p) => p > i).length)
}

/** Dyson's rank: largest part minus number of parts; 0 for the empty partition. */
export function rank(partition: Partition): number {
  return (partition[0] ?? 0) - partition.length
}

/** The crank of Andrews and Garvan (Bull. Amer. Math. Soc. 18, 1988): largest part if there is no 1; else the number of parts above w, minus w, w the number of ones. */
export function crank(partition: Partition): number {
  const ones = partition.filter((p) => p === 1).length
  return ones === 0 ? (partition[0] ?? 0) : partition.filter((p) => p > ones).length - ones
}

/** M2-rank: ceiling of half the largest part minus number of parts (Berkovich and Garvan 2002). */
export function m2Rank(partition: Partition): number {
  return Math.ceil((partition[0] ?? 0) / 2) - partition.length
}

/** Side of the largest square inside the Ferrers diagram. */
export function durfeeSquare(partition: Partition): number {
  let side = 0
  while ((partition[side] ?? 0) > side) side++
  return side
}

/** Frobenius symbol: arms and legs of the diagonal, both strictly decreasing. */
export function frobeniusSymbol(partition: Partition): readonly [readonly number[], readonly number[]] {
  const columns = conjugate(partition)
  const side = durfeeSquare(partition)
  const arms: number[] = []
  const legs: number[] = []
  for (let i = 0; i < side; i++) {
    arms.push((partition[i] ?? 0) - i - 1)
    legs.push((columns[i] ?? 0) - i - 1)
  }
  return [arms, legs]
}

/** Hook lengths, row by row. */
export function hookLengths(partition: Partition): number[][] {
  const columns = conjugate(partition)
  return partition.map((part, i) => Array.from({ length: part }, (_, j) => part - j + (columns[j] ?? 0) - i - 1))
}

const gapsAtLeast = (gap: number) => (partition: Partition) =>
  partition.every((p, i) => i === 0 || (partition[i - 1] ?? 0) - p >= gap)

export const hasDistinctParts = gapsAtLeast(1)
export const hasGapsTwo = gapsAtLeast(2)
export const hasGapsThree = gapsAtLeast(3)

export function hasOddParts(partition: Partition): boolean {
  return partition.every((p) => p % 2 === 1)
}

/** Schur's condition (1926): differences at least 3, and at least 4 between multiples of 3. */
export function isSchur(partition: Partition): boolean {
  return (
    hasGapsThree(partition) && partition.every((p, i) => i === 0 || p % 3 !== 0 || (partition[i - 1] ?? 0) - p !== 3)
  )
}

/** Every even part is smaller than every odd part. */
export function hasEvenBelowOdd(partition: Partition): boolean {
  const largestEven = partition.find((p) => p % 2 === 0) ?? 0
  return partition.every((p) => p % 2 === 0 || p > largestEven)
}

export function evenParts(partition: Partition): number {
  return partition.filter((p) => p % 2 === 0).length
}

/** Largest part minus smallest part; 0 for the empty partition. */
export function span(partition: Partition): number {
  return (partition[0] ?? 0) - (partition[partition.length - 1] ?? 0)
}

/** Number of parts above the largest even part (all parts when none is even). */
export function partsAboveEven(partition: Partition): number {
  const largestEven = partition.find((p) => p % 2 === 0) ?? 0
  return partition.filter((p) => p > largestEven).length
}

/** How often the largest even part occurs; 0 when no part is even. */
export function largestEvenMultiplicity(partition: Partition): number {
  const largestEven = partition.find((p) => p % 2 === 0)
  return largestEven === undefined ? 0 : partition.filter((p) => p === largestEven).length
}

/** Overpartitions of n as pairs [overlined parts, other parts]; by the overlined part's size decreasing, then as partitions. */
export function* overpartitionsOf(n: number): Generator<readonly [Partition, Partition]> {
  for (let overlined = n; overlined >= 0; overlined--) {
    for (const distinct of partitionsOf(overlined)) {
      if (!hasDistinctParts(distinct)) continue
      for (const rest of partitionsOf(n - overlined)) yield [distinct, rest]
    }
  }
}

/** Dyson's rank of an overpartition: largest part, overlined or not, minus number of parts. */
export function overpartitionRank(overlined: Partition, rest: Partition): number {
  return Math.max(overlined[0] ?? 0, rest[0] ?? 0) - overlined.length - rest.length
}
