import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import type { EtaTerm, ValenceCertificate } from "../../../app/engine/proofs/certificate"
import { verify, verifyText } from "../../../app/engine/proofs/check/verify"
import {
  cuspsOfGamma0,
  cuspWidth,
  fractionText,
  newmanFailure,
  orderAtCusp,
  type EtaExponents,
} from "../../../app/engine/proofs/find/gamma0"
import { proveEtaSum } from "../../../app/engine/proofs/find/valence"

interface Case {
  id: string
  kind: string
  plain: string
  verdict: string
  key: {
    group?: string
    number_of_cusps?: number
    B?: number
    N?: number
    cusps?: { cusp: string; width: number; order: string }[]
    first_nonzero_after_normalisation?: string
    orders_at_cusps?: { cusp: string; width: number; orders: string[] }[]
  }
}
const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, "../../oracle/eta-proof-cases.json"), "utf8")) as {
  cases: Case[]
}

/** The definition, as slow as it is plain. */
function expand(eta: EtaExponents, to: number): bigint[] {
  const series = Array.from({ length: to + 1 }, (_, n): bigint => (n === 0 ? 1n : 0n))
  for (const [d, r] of eta)
    for (let i = 0; i < Math.abs(r); i++)
      for (let k = d; k <= to; k += d) {
        if (r > 0) for (let n = to; n >= k; n--) series[n] = (series[n] ?? 0n) - (series[n - k] ?? 0n)
        else for (let n = k; n <= to; n++) series[n] = (series[n] ?? 0n) + (series[n - k] ?? 0n)
      }
  return series
}

/** "(−5)*q^2*E(25)^2/(E(1)^2) + … = 0" as terms; the powers of q must be those that turn each E(d) into eta(d tau), up to a common one. */
function readSum(plain: string): EtaTerm[] {
  const shifts: number[] = []
  const terms = (plain.split(" = ")[0] ?? "").split(" + ").map((text) => {
    const [, coefficient = "1"] = /^\((-?\d+)\)/.exec(text) ?? []
    const [, shift = "0"] = /\*q\^(\d+)/.exec(text) ?? []
    const [top = "", bottom = ""] = text.split("/")
    const factors = (part: string, sign: number) =>
      [...part.matchAll(/E\((\d+)\)(?:\^(\d+))?/g)].map(
        (match) => [Number(match[1]), sign * Number(match[2] ?? 1)] as const,
      )
    const eta = [...factors(top, 1), ...factors(bottom, -1)]
    shifts.push(24 * Number(shift) - eta.reduce((sum, [d, r]) => sum + d * r, 0))
    return { numerator: BigInt(coefficient), denominator: 1n, eta }
  })
  expect(new Set(shifts).size).toBe(1)
  return terms
}

const identities = cases.filter((one) => one.kind === "eta-quotient identity" || /^bad-1[12]$/.test(one.id))

describe("identities between eta quotients", () => {
  test.each(identities.map((one) => [one.id, one]))("%s", (_id, one) => {
    const level = Number(/\d+$/.exec((one.key.group ?? "").replace("Gamma0(", "").replace(")", ""))?.[0])
    const result = proveEtaSum(readSum(one.plain), level, expand)
    if (one.verdict === "false") {
      expect(result.verdict).toBe("disproved")
      if (result.verdict === "disproved" && one.key.B !== undefined) expect(Number(result.exponent)).toBe(-one.key.B)
      return
    }
    expect(result.verdict).toBe("proved")
    if (result.verdict !== "proved") return
    const proof = result.certificate as ValenceCertificate
    expect([proof.level, proof.cusps.length, proof.bound]).toEqual([level, one.key.number_of_cusps, one.key.B])
    expect(verifyText(JSON.stringify(proof))).toMatchObject({ valid: true })
    const widths = new Map(
      proof.cusps.map(({ c, width }, j) => [`${c}`, { width, orders: proof.orders.map((row) => `${row[j]}`) }]),
    )
    for (const { cusp, width, orders } of one.key.orders_at_cusps ?? [])
      expect(widths.get(cusp.split("/")[1] ?? "")).toEqual({ width, orders })
  })

  test("the level is found when it is not given", () => {
    const watson = identities.find((one) => one.id === "eta-02")
    const result = proveEtaSum(readSum(watson?.plain ?? ""), null, expand)
    expect(result).toMatchObject({ verdict: "proved", certificate: { level: 25, bound: -4 } })
  })

  test("an identity that only fails at the bound itself is refuted, not proved", () => {
    // 1 + t^10 = 1 with t = (eta(5 tau)/eta(tau))^6: zero up to q^9, B = -10.
    const terms: EtaTerm[] = [
      { numerator: 1n, denominator: 1n, eta: [] },
      { numerator: -1n, denominator: 1n, eta: [] },
      {
        numerator: 1n,
        denominator: 1n,
        eta: [
          [1, -60],
          [5, 60],
        ],
      },
    ]
    expect(proveEtaSum(terms, 5, expand)).toMatchObject({ verdict: "disproved" })
    const forged: ValenceCertificate = {
      certificate: "valence",
      format: 1,
      group: "Gamma0",
      level: 5,
      terms: [
        { coefficient: "1", eta: [] },
        { coefficient: "-1", eta: [] },
        {
          coefficient: "1",
          eta: [
            [1, -60],
            [5, 60],
          ],
        },
      ],
      cusps: [
        { a: 1, c: 5, width: 1 },
        { a: 0, c: 1, width: 5 },
      ],
      orders: [
        [0, 0],
        [0, 0],
        [10, -10],
      ],
      bound: -10,
      checkedTo: 10,
      theorems: [],
    }
    expect(verify(forged)).toEqual({ valid: false, reason: "the coefficient of q^10 of the sum is not zero" })
  })

  test("terms that are not modular together are neither proved nor refuted", () => {
    const result = proveEtaSum(
      [
        { numerator: 1n, denominator: 1n, eta: [[1, 1]] },
        { numerator: -1n, denominator: 1n, eta: [[2, 2]] },
      ],
      2,
      expand,
    )
    expect(result).toEqual({
      verdict: "unknown",
      reason: "term 2 over term 1 is no modular function on Gamma_0(2): the exponents add up to 1, not to 0 (2 terms)",
    })
  })
})

describe("the checker refuses a certificate that was changed", () => {
  const jacobi = identities.find((one) => one.id === "eta-01")
  const proof = (): ValenceCertificate => {
    const result = proveEtaSum(readSum(jacobi?.plain ?? ""), 4, expand)
    if (result.verdict !== "proved") throw new Error("not proved")
    return structuredClone(result.certificate)
  }
  const changes: [string, (certificate: ValenceCertificate) => void][] = [
    ["a coefficient", (c) => void (c.terms[1] = { ...c.terms[1], coefficient: "-2" } as (typeof c.terms)[0])],
    ["an exponent", (c) => void (c.terms[1]?.eta[0] && (c.terms[1].eta[0] = [1, 7]))],
    ["the level", (c) => void (c.level = 8)],
    [
      "a cusp left out",
      (c) => {
        c.cusps.pop()
        c.orders.forEach((row) => row.pop())
      },
    ],
    ["a cusp twice", (c) => void (c.cusps[1] = { a: 3, c: 2, width: 1 })],
    ["an order", (c) => void (c.orders[1] && (c.orders[1][0] = 5))],
    ["the bound", (c) => void (c.bound = 0)],
    ["the claim", (c) => void (c.checkedTo = 0)],
  ]
  test("as it is, it holds", () => expect(verify(proof())).toMatchObject({ valid: true }))
  test.each(changes)("%s", (_name, change) => {
    const certificate = proof()
    change(certificate)
    expect(verify(certificate).valid).toBe(false)
  })
  test("what is no certificate at all", () => {
    expect(verifyText("{")).toEqual({ valid: false, reason: "the text is not JSON" })
    expect(verifyText('{"certificate":"magic"}').valid).toBe(false)
  })
})

describe("cusps and orders", () => {
  test("the number of cusps and the sum of their widths", () => {
    // OEIS A001616 (cusps) and A001615 (index), n = 1..24.
    const cusps = [1, 2, 2, 3, 2, 4, 2, 4, 4, 4, 2, 6, 2, 4, 4, 6, 2, 8, 2, 6, 4, 4, 2, 8]
    const index = [1, 3, 4, 6, 6, 12, 8, 12, 12, 18, 12, 24, 14, 24, 24, 24, 18, 36, 20, 36, 32, 36, 24, 48]
    expect(cusps.map((_, i) => cuspsOfGamma0(i + 1).length)).toEqual(cusps)
    expect(index.map((_, i) => cuspsOfGamma0(i + 1).reduce((sum, cusp) => sum + cuspWidth(cusp, i + 1), 0))).toEqual(
      index,
    )
  })

  test.each(cases.filter((one) => one.kind === "eta quotient data").map((one) => [one.id, one]))(
    "%s: orders as computed elsewhere",
    (_id, one) => {
      const eta = [...one.plain.matchAll(/(\d+): (-?\d+)/g)].map(
        (match) => [Number(match[1]), Number(match[2])] as const,
      )
      const level = one.key.N ?? 0
      for (const { cusp, width, order } of one.key.cusps ?? []) {
        const [a = 0, c = 0] = cusp.split("/").map(Number)
        expect([cusp, cuspWidth({ a, c }, level), fractionText(orderAtCusp(eta, { a, c }, level))]).toEqual([
          cusp,
          width,
          order,
        ])
      }
    },
  )

  test("Newman's conditions name what fails", () => {
    expect(
      newmanFailure(
        [
          [1, -4],
          [2, -2],
          [4, -2],
          [8, 8],
        ],
        8,
      ),
    ).toBe("the sum of (N/d)*r is -36, no multiple of 24")
    expect(
      newmanFailure(
        [
          [1, -6],
          [5, 6],
        ],
        5,
      ),
    ).toBe(null)
    expect(
      newmanFailure(
        [
          [1, -24],
          [3, 24],
        ],
        4,
      ),
    ).toBe("3 does not divide the level 4")
  })
})
