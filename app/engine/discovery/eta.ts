import { addExponents, exponent } from "../series/exponent"
import { type QExpr, etaFactor, mul, rational, symbol } from "../symbolic/expression"
import type { EtaForm, ProductExponents } from "./exponents"

/** c q^l prod E_d^r with each E_d written as q^(-d/24) eta(d tau). */
export function etaText({ constant, power }: ProductExponents, { factors }: EtaForm, variable: string): QExpr {
  const s = factors.reduce((sum, { scale, exponent: r }) => sum + scale * r, 0)
  const shift = addExponents(power, exponent(-s, 24))
  return mul([
    rational(constant.numerator, constant.denominator),
    symbol(variable).pow(rational(shift.numerator, shift.denominator)),
    ...factors.map(({ scale, exponent: r }) => etaFactor(scale).pow(r)),
  ])
}
