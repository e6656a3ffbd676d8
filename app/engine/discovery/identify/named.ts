import { gcd } from "../../number-theory"
import { loadAddon } from "../../native/load"
import {
  HAUPTMODULN,
  cubicASeries,
  cubicBSeries,
  cubicCSeries,
  deltaSeries,
  eisensteinSeries,
  hauptmodulSeries,
  jSeries,
  rogersRamanujanSeries,
  sigmaSeries,
} from "../../series/modular"
import { QSeries } from "../../series/series"
import { mockNames, mockSeries } from "../../functions/mock/declarations"
import { MOCK_THETA } from "../../functions/mock/table"
import { psiSeries, theta2Series, theta3Series, theta4Series } from "../../functions/theta/theta"
import {
  distinctSeries,
  overpartitionSeries,
  partitionSeries,
  planeSeries,
  rankSeries,
  sptSeries,
} from "../../functions/partition/series"
import { type QExpr, call, infinity, integer, qPochhammer } from "../../symbolic/expression"
import { PRIME, mod } from "./modular"

/** A series of the tool with the expression that names it at an argument: what a reader types to have it again. */
export interface Named {
  readonly form: (argument: QExpr) => QExpr
  readonly make: (variable: string, T: number) => QSeries
}

type Make = (variable: string, T: number) => QSeries

/** name(parameters…, argument) */
export function named(name: string, parameters: readonly number[], make: Make): Named {
  return { form: (x) => call(name, [...parameters.map((n) => integer(n)), x]), make }
}

const etaSeries: Make = (v, T) => QSeries.etaQuotient([{ scale: 1, exponent: 1 }], v, T)
const ETA: Named = { form: (x) => qPochhammer(x, x, infinity()), make: etaSeries }

const numbered = (name: string, numbers: readonly number[], make: (n: number, v: string, T: number) => QSeries) =>
  numbers.map((n) => named(name, [n], (v, T) => make(n, v, T)))

export const NAMED: readonly Named[] = [
  named("partition_gf", [], partitionSeries),
  named("theta3", [], (v, T) => theta3Series(T, v)),
  named("theta4", [], (v, T) => theta4Series(T, v)),
  named("theta2", [], (v, T) => theta2Series(T, v)),
  named("distinct_parts_gf", [], distinctSeries),
  named("overpartition_gf", [], overpartitionSeries),
  named("ramanujan_psi", [], (v, T) => psiSeries(T, v)),
  named("rogers_ramanujan_G", [], (v, T) => rogersRamanujanSeries(1, v, T)),
  named("rogers_ramanujan_H", [], (v, T) => rogersRamanujanSeries(2, v, T)),
  ETA,
  ...numbered("EISENq", [2, 4, 6, 8, 10, 12], eisensteinSeries),
  named("DELTA12", [], deltaSeries),
  named("kleinj", [], jSeries),
  ...numbered("hauptmodul", [...HAUPTMODULN.keys()], hauptmodulSeries),
  named("cubic_a", [], cubicASeries),
  named("cubic_b", [], cubicBSeries),
  named("cubic_c", [], cubicCSeries),
  ...numbered("Phiq", [0, 1, 2, 3], sigmaSeries),
  named("spt_gf", [], sptSeries),
  named("plane_partition_gf", [], planeSeries),
  ...numbered("rankgf", [0, 1, 2, 3], (m, v, T) => rankSeries("rank", { m }, v, T)),
  ...numbered("crankgf", [0, 1, 2, 3], (m, v, T) => rankSeries("crank", { m }, v, T)),
  ...MOCK_THETA.map((entry) => named(mockNames(entry).name, [], (v, T) => mockSeries(entry, v, T))),
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
