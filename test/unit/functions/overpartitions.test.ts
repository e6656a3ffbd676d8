import { describe, expect, test } from "vitest"
import { Session } from "../../support/evaluation"

/*
 * Ranks and cranks counted one object at a time, by programs that share nothing with the engine: partitions are built part size by part
 * size, generating functions of z and q are multiplied out as tables.
 */

/** A part size with how often it occurs, and whether its first occurrence is overlined. */
interface Block {
  readonly part: number
  readonly times: number
  readonly overlined: boolean
}

function* blocks(n: number, largest: number, over: boolean): Generator<readonly Block[]> {
  if (n === 0) {
    yield []
    return
  }
  if (largest === 0) return
  for (let times = 0; times * largest <= n; times++) {
    for (const rest of blocks(n - times * largest, largest - 1, over)) {
      if (times === 0) {
        yield rest
        continue
      }
      yield [{ part: largest, times, overlined: false }, ...rest]
      if (over) yield [{ part: largest, times, overlined: true }, ...rest]
    }
  }
}

const count = (of: readonly Block[]): number => of.reduce((sum, { times }) => sum + times, 0)
const largest = (of: readonly Block[]): number => of[0]?.part ?? 0
const residue = (a: number, t: number): number => ((a % t) + t) % t

/** The crank of Andrews and Garvan, from the parts that are not overlined. */
function crankOf(of: readonly Block[]): number {
  const plain = of.flatMap(({ part, times, overlined }) =>
    Array.from({ length: times - (overlined ? 1 : 0) }, () => part),
  )
  const ones = plain.filter((part) => part === 1).length
  if (ones === 0) return Math.max(0, ...plain)
  return plain.filter((part) => part > ones).length - ones
}

const session = new Session()
const number = (call: string): number => Number(session.value(`${call};`))
/** The statistic of all objects at n, as a table. */
function tally(
  n: number,
  over: boolean,
  statistic: (of: readonly Block[]) => number,
  among = (_: readonly Block[]) => true,
) {
  const found = new Map<number, number>()
  for (const each of blocks(n, n, over))
    if (among(each)) found.set(statistic(each), (found.get(statistic(each)) ?? 0) + 1)
  return found
}

const LAST = 12
const upTo = Array.from({ length: LAST + 1 }, (_, n) => n)

test("the overpartitions are as many as they should be", () => {
  // OEIS A015128
  expect(upTo.map((n) => [...blocks(n, n, true)].length)).toEqual([1, 2, 4, 8, 14, 24, 40, 64, 100, 154, 232, 344, 504])
})

describe.each(upTo)("n = %i", (n) => {
  const values = Array.from({ length: 2 * n + 5 }, (_, i) => i - n - 2)

  test("ranks of overpartitions, by value and by class", () => {
    const ranks = tally(n, true, (of) => largest(of) - count(of))
    for (const m of values) expect(number(`NBAR(${m},${n})`), `rank ${m}`).toBe(ranks.get(m) ?? 0)
    for (const t of [1, 2, 3, 5])
      for (let r = -1; r < t; r++) {
        const expected = [...ranks].reduce((sum, [m, c]) => sum + (residue(m - r, t) === 0 ? c : 0), 0)
        expect(number(`NBAR(${r},${t},${n})`), `${r} mod ${t}`).toBe(expected)
      }
  })

  // Where the parts that are not overlined are a single 1, the generating function has z - 1 + 1/z in place of z^(-1).
  test("first residual cranks of overpartitions", () => {
    const cranks = tally(n, true, crankOf)
    const single = [...blocks(n, n, true)].filter(
      (of) =>
        of.every(({ part, times, overlined }) => times - (overlined ? 1 : 0) === (part === 1 ? 1 : 0)) &&
        of.some(({ part }) => part === 1),
    ).length
    for (const m of values) {
      const corrected = (cranks.get(m) ?? 0) + (m === 0 ? -single : m === 1 ? single : 0)
      expect(number(`MBAR(${m},${n})`), `crank ${m}`).toBe(corrected)
    }
    for (const t of [2, 3]) {
      for (let k = 0; k < t; k++) {
        const expected = [...cranks].reduce((sum, [m, c]) => sum + (residue(m - k, t) === 0 ? c : 0), 0)
        expect(number(`ocrankresnum(${k},${t},${n})`), `${k} mod ${t}`).toBe(expected)
      }
    }
  })

  test("M2-ranks of partitions without repeated odd parts", () => {
    const ranks = tally(
      n,
      false,
      (of) => Math.ceil(largest(of) / 2) - count(of),
      (of) => of.every(({ part, times }) => part % 2 === 0 || times === 1),
    )
    for (const m of values) expect(number(`M2N(${m},${n})`), `M2-rank ${m}`).toBe(ranks.get(m) ?? 0)
    const class1 = [...ranks].reduce((sum, [m, c]) => sum + (residue(m - 1, 3) === 0 ? c : 0), 0)
    expect(number(`M2N(1,3,${n})`)).toBe(class1)
  })

  test("smallest parts", () => {
    let smallest = 0
    for (const of of blocks(n, n, false)) smallest += of[of.length - 1]?.times ?? 0
    expect(number(`spt(${n})`)).toBe(smallest)
  })
})

/** Laurent polynomials in z, a table for each power of q. */
type Rows = Map<number, number>[]

/** rows * (1 - z^i q^j)^sign below the length of rows. */
function timesFactor(rows: Rows, i: number, j: number, sign: 1 | -1): void {
  const order = rows.map((_, n) => n).filter((n) => n >= j)
  for (const n of sign === 1 ? order.reverse() : order) {
    for (const [e, c] of rows[n - j] ?? []) rows[n]?.set(e + i, (rows[n].get(e + i) ?? 0) - sign * c)
  }
}

describe("the spt-crank", () => {
  // sum over n >= 1 of q^n (q^(n+1);q)_inf/((z q^n;q)_inf (q^n/z;q)_inf): Andrews, Garvan and Liang (2012), (1.3)
  const T = 13
  const total: Rows = Array.from({ length: T }, () => new Map<number, number>())
  for (let n = 1; n < T; n++) {
    const rows: Rows = Array.from({ length: T }, (_, e) => new Map(e === n ? [[0, 1]] : []))
    for (let k = n; k < T; k++) {
      timesFactor(rows, 1, k, -1)
      timesFactor(rows, -1, k, -1)
      if (k > n) timesFactor(rows, 0, k, 1)
    }
    rows.forEach((row, e) => row.forEach((c, i) => total[e]?.set(i, (total[e].get(i) ?? 0) + c)))
  }

  test.each(upTo)("counts at n = %i", (n) => {
    for (let m = -n - 1; m <= n + 1; m++) expect(number(`NS(${m},${n})`), `NS(${m},${n})`).toBe(total[n]?.get(m) ?? 0)
    for (const [k, r] of [
      [0, 5],
      [1, 5],
      [2, 3],
    ] as const) {
      const expected = [...(total[n] ?? [])].reduce((sum, [m, c]) => sum + (residue(m - k, r) === 0 ? c : 0), 0)
      expect(number(`sptcrankresnum(${k},${r},${n})`)).toBe(expected)
    }
    expect([...(total[n]?.values() ?? [])].reduce((a, b) => a + b, 0)).toBe(number(`spt(${n})`))
  })
})

describe("published results", () => {
  const session = new Session()

  test("spt(n) and its congruences", () => {
    // OEIS A092269
    expect(session.value("[seq(spt(n),n=1..15)];")).toBe(
      "[1, 3, 5, 10, 14, 26, 35, 57, 80, 119, 161, 238, 315, 440, 589]",
    )
    // Andrews 2008: spt(5n+4), spt(7n+5), spt(13n+6)
    expect(session.value("[seq(modp(spt(5*n+4),5)+modp(spt(7*n+5),7)+modp(spt(13*n+6),13),n=0..20)];")).toBe(
      `[${Array.from({ length: 21 }, () => "0").join(", ")}]`,
    )
  })

  // Lovejoy and Osburn, Rank differences for overpartitions, Quart. J. Math. 59 (2008), theorem 1.1; the empty
  // overpartition, which the paper leaves out (its -1), is counted here.
  test("rank differences of overpartitions modulo 3", () => {
    expect(
      session.value(
        "series(add((NBAR(0,3,3*n)-NBAR(1,3,3*n))*q^n,n=0..29)-etaq(q,3,30)^2*aqprod(-q,q,infinity,30)/(etaq(q,1,30)*aqprod(-q^3,q^3,infinity,30)^2),q,30);",
      ),
    ).toBe("O(q^30)")
    expect(
      session.value(
        "series(add((NBAR(0,3,3*n+1)-NBAR(1,3,3*n+1))*q^n,n=0..29)-2*etaq(q,3,30)*etaq(q,6,30)/etaq(q,1,30),q,30);",
      ),
    ).toBe("O(q^30)")
  })
})
