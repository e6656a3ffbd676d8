import { describe, expect, test } from "vitest"
import { identify } from "../../app/engine/discovery/identify"
import { member, noise, spoilt } from "../support/identify-members"
import { Worksheet } from "../oracle/harness"

/** 50 of each by default, all 1,000 with TEST_MULTIPLIER of 20 or more. */
const count = Math.min(1000, Math.round(50 * Number(process.env["TEST_MULTIPLIER"] ?? "1")))
const context = new Worksheet().evaluator.context
const numbers = Array.from({ length: count }, (_, n) => n)

function claims(series: Parameters<typeof identify>[0]): string[] {
  return identify(series, "q", { context }).map(
    (finding) => `${finding.kind}: ${finding.form.toString().slice(0, 120)}`,
  )
}

describe("identify, from 200 coefficients", () => {
  test(`recovers at least 95 % of ${count} members`, { timeout: 600_000 }, () => {
    const missed = numbers.filter((n) => claims(member(n).series).length === 0)
    expect(missed.length, `missed: ${missed.map((n) => `${n} (${member(n).kind})`).join(", ")}`).toBeLessThanOrEqual(
      0.05 * count,
    )
  })

  test(`claims nothing about ${count} random series`, { timeout: 600_000 }, () => {
    expect(numbers.flatMap((n) => claims(noise(n)).map((c) => `${n}: ${c}`))).toEqual([])
  })

  test(`claims nothing about ${count} members changed in one coefficient`, { timeout: 600_000 }, () => {
    expect(numbers.flatMap((n) => claims(spoilt(n)).map((c) => `${n}: ${c}`))).toEqual([])
  })
})
