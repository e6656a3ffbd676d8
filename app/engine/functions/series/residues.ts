import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { firstRow, rowCount } from "../../outputs/windows"
import type { QSeries } from "../../series/series"
import type { QExpr } from "../../symbolic/expression"
import { type DeclaredFunction, declare, signature } from "../declare"
import { describe } from "../describe"
import { bigInteger, integer, series } from "../parameters"
import { integers } from "../results"

/** Series modulo m: with coefficients in Z/m, and how their residues are spread. */

const family = "series tools"
/** Coefficients that are read together. */
const WINDOW = 2 ** 20
const LARGEST_MODULUS = 1_000_000

function givenSeries(value: QSeries | QExpr, name: string): QSeries {
  if (value.kind === "series") return value
  throw new EngineError("argument", `${name} takes a series.`, {
    given: describe(value),
    argument: 0,
    hint: "Write series(f, q, T) first.",
    help: name,
  })
}

const seriesmod = declare({
  name: "seriesmod",
  family,
  summary:
    "The series with coefficients in Z/m. What is computed with it stays modulo m and takes the bits of a residue for each coefficient, so that 10^8 of them fit.",
  definition: "\\mathbb Z[[q]] \\to (\\mathbb Z/m)[[q]]",
  source: "definition",
  precision: "The order of f.",
  cost: "1/seriesmod(etaq(q,1,T),m): seconds for T = 10^8 modulo 2, 3, 5 and 7, else about T^2.",
  signatures: [
    signature([series("f", "the series"), bigInteger("m", "the modulus", 2n)], "a series over Z/m", ([f, m]) =>
      givenSeries(f, "seriesmod").mod(m),
    ),
  ],
  examples: [
    {
      input: "1/seriesmod(etaq(q,1,10),5)",
      result: "1 + q + 2*q^2 + 3*q^3 + 2*q^5 + q^6 + 2*q^8 + O(q^10)",
      source: "OEIS A000041 modulo 5",
    },
    {
      input: "sift(1/seriesmod(etaq(q,1,100000),11),q,11,6)",
      result: "O(q^9091)",
      source: "Ramanujan, p(11n+6) = 0 mod 11",
    },
  ],
  seeAlso: ["residuecounts", "modp", "sift"],
  errors: ["seriesmod takes a series."],
})

const residuecounts = declare({
  name: "residuecounts",
  family,
  summary:
    "How many known coefficients are 0, 1, ..., m - 1 modulo m. They are counted from exponent 0, or from a negative first one, to the last known one.",
  definition: "[\\#\\{n : a(n) \\equiv r \\bmod m\\}]_{0\\le r<m}, \\quad f(q) = \\sum_n a(n) q^n",
  source: "definition",
  precision: "The counts of the known coefficients.",
  signatures: [
    signature(
      [series("f", "the series"), integer("m", "the modulus", { min: 1, max: LARGEST_MODULUS })],
      "a list of m counts",
      ([f, m], context) => {
        const given = givenSeries(f, "residuecounts")
        const { native, denominator } = given
        if (denominator !== 1) {
          throw new EngineError("domain", "residuecounts counts coefficients at whole exponents.", {
            given: `exponents over ${denominator}`,
            argument: 0,
            help: "residuecounts",
          })
        }
        const [first, total] = [firstRow(given), rowCount(given)]
        const counts = new Float64Array(m)
        for (let done = 0; done < total; done += WINDOW) {
          context.checkStop()
          context.progress({ stage: "counting residues", done, total, unit: "coefficients" })
          const residues = loadAddon().series.windowMod(native, first + done, Math.min(WINDOW, total - done), m)
          for (const r of residues) counts[r] = (counts[r] as number) + 1
        }
        return integers([...counts])
      },
    ),
  ],
  examples: [
    {
      input: "residuecounts(1/etaq(q,1,10),2)",
      result: "[3, 7]",
      source: "1, 1, 2, 3, 5, 7, 11, 15, 22, 30",
    },
    {
      input: "residuecounts(seriesmod(etaq(q,1,16),3),3)",
      result: "[9, 3, 4]",
      source: "Euler, 1 - q - q^2 + q^5 + q^7 - q^12 - q^15",
    },
  ],
  seeAlso: ["seriesmod", "modp", "findcong"],
  errors: ["residuecounts takes a series.", "residuecounts counts coefficients at whole exponents."],
})

export const seriesResidues: readonly DeclaredFunction[] = [seriesmod, residuecounts]
