import { describe, expect, test } from "vitest"
import * as cores from "../../../app/engine/functions/partition/cores"
import { rankSeries } from "../../../app/engine/functions/partition/series"
import * as statistics from "../../../app/engine/functions/partition/statistics"
import { Session } from "../../support/evaluation"

const all = (n: number) => [...statistics.partitionsOf(n)]

test("partitions come once each, lexicographically decreasing", () => {
  const lists = all(9)
  expect(lists.length).toBe(30)
  expect([...lists].sort(cores.comparePartitions)).toEqual(lists)
  expect(lists.every((p) => statistics.size(p) === 9 && p.every((x, i) => i === 0 || (p[i - 1] ?? 0) >= x))).toBe(true)
  expect(all(0)).toEqual([[]])
})

describe.each([2, 3, 4, 5, 7])("%i-cores and quotients", (t) => {
  test("core and quotient determine the partition, and the sizes add up", () => {
    for (let n = 0; n <= 13; n++) {
      for (const p of all(n)) {
        const core = cores.coreOf(p, t)
        const quotient = cores.quotientOf(p, t)
        expect(cores.isCore(core, t)).toBe(true)
        expect(cores.fromCoreAndQuotient(core, quotient)).toEqual(p)
        expect(cores.coreFromNVector(cores.nVector(p, t))).toEqual(core)
        expect(statistics.size(core) + t * quotient.reduce((sum, part) => sum + statistics.size(part), 0)).toBe(n)
      }
    }
  })

  test("the list of cores is what hook lengths say", () => {
    for (let n = 0; n <= 13; n++) expect(cores.coresOf(t, n)).toEqual(all(n).filter((p) => cores.isCore(p, t)))
  })
})

test.each([
  [5, 4],
  [7, 5],
  [11, 6],
])("the %i-core crank splits the partitions of %in+%i into equal classes", (t, first) => {
  for (let n = first; n <= 19; n += t) {
    const classes = new Array<number>(t).fill(0)
    for (const p of all(n)) {
      const c = cores.coreCrank(p, t)
      classes[c] = (classes[c] ?? 0) + 1
    }
    expect(new Set(classes).size).toBe(1)
  }
})

test("alpha-vectors have sum 1 and give the size of the core", () => {
  for (const [t, first] of [
    [5, 4],
    [7, 5],
  ] as const) {
    for (let n = first; n <= 26; n += t) {
      for (const core of cores.coresOf(t, n)) {
        const alpha = cores.alphaVector(cores.nVector(core, t)) ?? []
        const form = alpha.reduce((sum, a, i) => sum + a * a - a * (alpha[(i + 1) % t] ?? 0), 0)
        expect(alpha.reduce((a, b) => a + b, 0)).toBe(1)
        expect(t * form - (t * t - 1) / 24).toBe(n)
      }
    }
  }
})

/** Counts by the statistic itself, against the generating function. */
function tally(
  n: number,
  statistic: (p: statistics.Partition) => number,
  among: (p: statistics.Partition) => boolean = () => true,
): Map<number, number> {
  const found = new Map<number, number>()
  for (const p of all(n)) if (among(p)) found.set(statistic(p), (found.get(statistic(p)) ?? 0) + 1)
  return found
}

describe("generating functions count what the statistics say", () => {
  const T = 14
  test.each([0, 1, 2, -3])("rank and crank %i", (m) => {
    const ranks = rankSeries("rank", { m }, "q", T)
    const cranks = rankSeries("crank", { m }, "q", T)
    for (let n = 0; n < T; n++) {
      expect(Number(ranks.integerCoefficient(n))).toBe(tally(n, statistics.rank).get(m) ?? 0)
      if (n !== 1) expect(Number(cranks.integerCoefficient(n))).toBe(tally(n, statistics.crank).get(m) ?? 0)
    }
  })

  test.each([0, 1, -2])("M2-rank %i of partitions without repeated odd parts", (m) => {
    const series = rankSeries("m2Rank", { m }, "q", T)
    const simple = (p: statistics.Partition) => p.every((x, i) => x % 2 === 0 || x !== p[i - 1])
    for (let n = 0; n < T; n++)
      expect(Number(series.integerCoefficient(n))).toBe(tally(n, statistics.m2Rank, simple).get(m) ?? 0)
  })

  test("overpartition ranks, and classes", () => {
    for (let n = 0; n < 9; n++) {
      const pairs = [...statistics.overpartitionsOf(n)]
      for (const m of [0, 1, 2]) {
        const count = pairs.filter(([d, p]) => statistics.overpartitionRank(d, p) === m).length
        expect(Number(rankSeries("overpartitionRank", { m }, "q", 9).integerCoefficient(n))).toBe(count)
      }
      const inClass = pairs.filter(([d, p]) => cores.mod(statistics.overpartitionRank(d, p), 3) === 1).length
      expect(Number(rankSeries("overpartitionRank", { residue: 1, modulus: 3 }, "q", 9).integerCoefficient(n))).toBe(
        inClass,
      )
    }
  })

  test("Dyson's classes mod 5 and 7 are equal for 5n+4 and 7n+5", () => {
    for (const [t, n] of [
      [5, 14],
      [7, 12],
    ] as const) {
      const counts = Array.from({ length: t }, (_, residue) =>
        rankSeries("rank", { residue, modulus: t }, "q", n + 1).integerCoefficient(n),
      )
      expect(new Set(counts).size).toBe(1)
    }
  })
})

test("partitions(60) is a list of all 966,467 of them, its ends as they must be", () => {
  const session = new Session()
  session.shown("P := partitions(60):")
  expect(session.value("nops(P);")).toBe("966467")
  expect(session.value("[op(1..3,P), op(966467,P)];")).toBe(
    `[[60], [59, 1], [58, 2], [${Array.from({ length: 60 }, () => "1").join(", ")}]]`,
  )
})
