import { etaForm, integerExponents, periodicForm, productExponents } from "../../discovery/exponents"
import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { type Exponent, exponentText } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import { sumLatex } from "../coefficients"
import { firstTerms } from "../windows"
import type { View } from "./view"

const SHOWN_TERMS = 6
const STRIP = 40
/** Exponents of a product that are found, and those at least that must agree beyond what determined it. */
const EXPONENTS = 300
const BEYOND = 8
const LONGEST_PERIOD = 60
export const DEFAULT_CLASSES = 5

/** The k classes of exponents, each with its series, a product that fits all known coefficients, and its residues mod k. */
export function dissectionView(series: QSeries, k = DEFAULT_CLASSES): View {
  if (series.denominator !== 1) {
    throw new EngineError("domain", "A dissection is of a series with whole exponents.", { given: series.toString(3) })
  }
  const isInteger = series.ring.kind === "Z" || series.ring.kind === "Zm"
  const rows = series.siftAll(k).map((part, residue) => {
    const { order, valuation } = part.info
    const from = Math.min(0, valuation ?? 0)
    const known = order === null ? (part.degree?.numerator ?? -1) + 1 - from : order - from
    const strip = Math.max(0, Math.min(STRIP, known))
    return {
      residue,
      text: firstTerms(part, SHOWN_TERMS).toString(),
      latex: sumLatex(part.variable, part.terms(0, SHOWN_TERMS), part.order, part.termCount > SHOWN_TERMS),
      product: productLatex(part),
      residues: isInteger && k > 1 ? [...loadAddon().series.windowMod(part.native, from, strip, k)] : [],
    }
  })
  const found = rows.filter(({ product }) => product !== null).map(({ residue }) => residue)
  const zero = rows.filter(({ text }) => /^(0|O\(.*)$/.test(text)).map(({ residue }) => residue)
  return {
    picture: { type: "dissection", step: k, modulus: k, rows },
    caption: `The ${k}-dissection: coefficients of ${series.variable}^(${k}n + r) for r = 0 to ${k - 1}`,
    description: `A table of ${k} classes of exponents, each with its series. ${
      found.length === 0 ? "None shows a product" : `Products were seen for r = ${found.join(", ")}`
    }${zero.length === 0 ? "." : `; r = ${zero.join(", ")} vanish.`}`,
  }
}

/** TeX of c q^v prod (q^d; q^d)^r or of a periodic product that fits every known coefficient, or null. */
function productLatex(part: QSeries): string | null {
  if (part.info.valuation === null || (part.ring.kind !== "Z" && part.ring.kind !== "Q")) return null
  const { constant, power, exponents } = productExponents(part, EXPONENTS)
  const found = integerExponents(exponents)
  if ("failsAt" in found || found.values.length < 2 * BEYOND) return null
  const { values } = found
  const eta = etaForm(values, Math.max(BEYOND, Math.ceil(values.length / 4)))
  const lead = leadLatex(constant, power, part.variable)
  if (eta !== null) {
    return joined(
      lead,
      eta.factors.map(({ scale, exponent }) => [factor(part.variable, scale, scale), exponent]),
    )
  }
  const form = periodicForm(values, false)
  if (form === null || form.period > LONGEST_PERIOD || form.beyond < BEYOND) return null
  return joined(
    lead,
    form.values.map((exponent, r) => [factor(part.variable, r === 0 ? form.period : r, form.period), exponent]),
  )
}

function monomial(variable: string, e: number): string {
  return e === 1 ? variable : `${variable}^{${e}}`
}

function factor(variable: string, start: number, step: number): string {
  return `(${monomial(variable, start)};${monomial(variable, step)})_\\infty`
}

function leadLatex(constant: { numerator: bigint; denominator: bigint }, power: Exponent, variable: string): string {
  const { numerator: c, denominator: d } = constant
  const number = d === 1n ? String(c) : `${c < 0n ? "-" : ""}\\tfrac{${c < 0n ? -c : c}}{${d}}`
  if (power.numerator === 0) return number
  const text = exponentText(power)
  const q = text === "1" ? variable : `${variable}^{${text}}`
  return number === "1" ? q : number === "-1" ? `-${q}` : `${number}${q}`
}

/** lead * prod factor^exponent, the negative powers below the line. */
function joined(lead: string, factors: readonly (readonly [string, number])[]): string {
  const side = (wanted: 1 | -1): string =>
    factors
      .filter(([, e]) => Math.sign(e) === wanted)
      .map(([text, e]) => (Math.abs(e) === 1 ? text : `${text}^{${Math.abs(e)}}`))
      .join("")
  const [above, below] = [side(1), side(-1)]
  if (above === "" && below === "") return lead
  const front = lead === "1" ? "" : lead === "-1" ? "-" : lead
  if (below === "") return `${front}${above}`
  return `${front}\\frac{${above === "" ? "1" : above}}{${below}}`
}
