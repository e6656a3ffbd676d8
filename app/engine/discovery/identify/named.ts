import { gcd } from "../../number-theory"
import { loadAddon } from "../../native/load"
import {
  HAUPTMODULN,
  cubicASeries,
  deltaSeries,
  eisensteinSeries,
  etaQuotientSeries,
  hauptmodulSeries,
  jSeries,
  rogersRamanujanSeries,
  sigmaSeries,
} from "../../series/modular"
import { QSeries } from "../../series/series"
import { mockSeries } from "../../functions/mock/declarations"
import { MOCK_THETA } from "../../functions/mock/table"
import { theta2Series, theta3Series, theta4Series } from "../../functions/theta/theta"
import {
  distinctSeries,
  overpartitionSeries,
  partitionSeries,
  planeSeries,
  rankSeries,
  sptSeries,
} from "../../functions/partition/series"
import { PRIME, mod } from "./modular"

/** A series of the tool under the name a reader knows it by; `label(x)` is the name applied to an argument. */
export interface Named {
  readonly label: (argument: string) => string
  readonly make: (variable: string, T: number) => QSeries
}

const of = (name: string, make: (variable: string, T: number) => QSeries): Named => ({
  label: (x) => `${name}(${x})`,
  make,
})

export const NAMED: readonly Named[] = [
  of("partition_gf", partitionSeries),
  of("theta3", (v, T) => theta3Series(T, v)),
  of("theta4", (v, T) => theta4Series(T, v)),
  of("theta2", (v, T) => theta2Series(T, v)),
  of("distinct_parts_gf", distinctSeries),
  of("overpartition_gf", overpartitionSeries),
  of("ramanujan_psi", (v, T) => QSeries.theta(1, 1, 0, 1, v, T, true)),
  of("rogers_ramanujan_G", (v, T) => rogersRamanujanSeries(1, v, T)),
  of("rogers_ramanujan_H", (v, T) => rogersRamanujanSeries(2, v, T)),
  of("etaq", (v, T) => QSeries.etaQuotient([{ scale: 1, exponent: 1 }], v, T)),
  ...[2, 4, 6, 8, 10, 12].map((k) => ({
    label: (x: string) => `EISENq(${k},${x})`,
    make: (v: string, T: number) => eisensteinSeries(k, v, T),
  })),
  of("DELTA12", deltaSeries),
  of("kleinj", jSeries),
  ...[...HAUPTMODULN.keys()].map((N) => ({
    label: (x: string) => `hauptmodul(${N},${x})`,
    make: (v: string, T: number) => hauptmodulSeries(N, v, T),
  })),
  of("cubic_a", cubicASeries),
  of("cubic_b", (v, T) =>
    etaQuotientSeries(
      [
        [1, 3],
        [3, -1],
      ],
      v,
      T,
    ),
  ),
  of("cubic_c", (v, T) =>
    etaQuotientSeries(
      [
        [3, 3],
        [1, -1],
      ],
      v,
      T,
    ).scale(3),
  ),
  ...[0, 1, 2, 3].map((j) => ({
    label: (x: string) => `Phiq(${j},${x})`,
    make: (v: string, T: number) => sigmaSeries(j, v, T),
  })),
  of("spt_gf", sptSeries),
  of("plane_partition_gf", planeSeries),
  ...[0, 1, 2, 3].map((m) => ({
    label: (x: string) => `rankgf(${m},${x})`,
    make: (v: string, T: number) => rankSeries("rank", { m }, v, T),
  })),
  ...[0, 1, 2, 3].map((m) => ({
    label: (x: string) => `crankgf(${m},${x})`,
    make: (v: string, T: number) => rankSeries("crank", { m }, v, T),
  })),
  ...MOCK_THETA.map((entry) => ({
    label: (x: string) => `mock("${entry.name}",${entry.order},${x})`,
    make: (v: string, T: number) => mockSeries(entry, v, T),
  })),
]

/** A series stripped of what a multiple, a shift and a dilation change. */
export interface Normal {
  /** Lowest exponent, in steps of 1/denominator. */
  readonly valuation: number
  readonly denominator: number
  /** Greatest common divisor of the exponents after the lowest, in the same steps. */
  readonly step: number
  /** Coefficients at valuation + i*step divided by the first, mod the prime. */
  readonly residues: readonly number[]
}

const KEY_TERMS = 16

/** Null when the series is a monomial or too short to tell. */
export function normalOf(f: QSeries): Normal | null {
  const { valuation, order } = f.info
  if (valuation === null || order === null || f.termCount < 3) return null
  const step = f
    .terms()
    .reduce((g, { exponent: e }) => gcd(g, (e.numerator * f.denominator) / e.denominator - valuation), 0)
  const count = Math.floor((order - 1 - valuation) / step) + 1
  const window = loadAddon().series.windowMod(f.native, valuation, order - valuation, PRIME)
  const first = window[0] ?? 0
  if (first === 0) return null
  const scale = inverseOf(first)
  return {
    valuation,
    denominator: f.denominator,
    step,
    residues: Array.from({ length: count }, (_, i) => mod(((window[i * step] ?? 0) % PRIME) * scale)),
  }
}

function inverseOf(a: number): number {
  let result = 1
  let base = mod(a)
  for (let e = PRIME - 2; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = mod(result * base)
    base = mod(base * base)
  }
  return result
}

/** The first residues as a key; with odd ones negated for f(-q). Null when there are too few. */
export function keyOf(normal: Normal, twisted: boolean): string | null {
  if (normal.residues.length < KEY_TERMS) return null
  return normal.residues
    .slice(0, KEY_TERMS)
    .map((c, i) => (twisted && i % 2 === 1 ? mod(-c) : c))
    .join(",")
}
