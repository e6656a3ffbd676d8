import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import type { QSeries } from "../../series/series"
import { range, type View } from "./view"

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23] as const
/** Values of a progression that must agree before anything is said of it. */
const FEWEST = 6
const COEFFICIENTS = 20_000
export const LARGEST_STEP = 49
export const DEFAULT_STEP = 25

interface Cell {
  readonly modulus: number
  readonly residue: number
  readonly prime: number
  readonly tested: number
  readonly follows?: boolean
}

/**
 * Progressions An + B, A at most `most`, on which every known coefficient is 0 mod a prime below 29, each tested on at least six values. A prime 0 means
 * that the coefficients themselves vanish. Cost: (number of primes) * A * (number of coefficients).
 */
export function congruenceView(series: QSeries, most = DEFAULT_STEP): View {
  if (series.denominator !== 1 || (series.ring.kind !== "Z" && series.ring.kind !== "Zm")) {
    throw new EngineError("domain", "Congruences are those of integer coefficients at whole exponents.", {
      given: series.toString(3),
      hint: "Multiply by the common denominator first.",
    })
  }
  const { from, count } = range(series, COEFFICIENTS)
  const addon = loadAddon().series
  const { sign } = addon.windowLog10(series.native, from, count)
  const cells: Cell[] = []
  collect(cells, 0, sign, from, most)
  for (const prime of PRIMES) collect(cells, prime, addon.windowMod(series.native, from, count, prime), from, most)
  cells.sort((a, b) => a.modulus - b.modulus || a.residue - b.residue || a.prime - b.prime)
  const first = cells.filter(({ follows }) => follows !== true)
  const span = `A up to ${most}, ${count} coefficients`
  return {
    picture: { type: "congruences", cells, maxModulus: most },
    caption: `Progressions An + B on which the coefficients vanish mod a prime, ${span}`,
    description: `Grid of progressions An + B, ${span}. ${
      first.length === 0
        ? "No congruence was found."
        : `Found, not following from others: ${first.slice(0, 6).map(cellText).join("; ")}${first.length > 6 ? "; and more" : ""}.`
    }`,
  }
}

function cellText({ modulus, residue, prime }: Cell): string {
  return `a(${modulus}n + ${residue}) ${prime === 0 ? "= 0" : `≡ 0 mod ${prime}`}`
}

function collect(cells: Cell[], prime: number, values: ArrayLike<number>, from: number, most: number): void {
  for (let modulus = 1; modulus <= most; modulus++) {
    for (let residue = 0; residue < modulus; residue++) {
      const tested = vanishing(values, from, modulus, residue)
      if (tested < FEWEST) continue
      const isWithin = (c: Cell): boolean => modulus % c.modulus === 0 && residue % c.modulus === c.residue
      if (prime !== 0 && cells.some((c) => c.prime === 0 && isWithin(c))) continue
      const follows = cells.some((c) => c.prime === prime && isWithin(c))
      cells.push({ modulus, residue, prime, tested, ...(follows ? { follows } : {}) })
    }
  }
}

/** How many values the progression has when all of them are 0; 0 when one is not. */
function vanishing(values: ArrayLike<number>, from: number, modulus: number, residue: number): number {
  let tested = 0
  for (let i = (((residue - from) % modulus) + modulus) % modulus; i < values.length; i += modulus) {
    if (values[i] !== 0) return 0
    tested++
  }
  return tested
}
