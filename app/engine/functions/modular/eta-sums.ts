import type { EtaTerm } from "../../proofs/certificate"
import { normalise } from "../../proofs/find/valence"
import type { EtaExponents } from "../../proofs/find/gamma0"
import {
  add,
  baseAndExponent,
  etaFactor,
  fromRational,
  mul,
  type QExpr,
  type Rational,
} from "../../symbolic/expression"
import type { Parameter } from "../declare"
import { EngineError } from "../../errors"
import type { Value } from "../../values"

/** Reading eta products, expressions in eta(k*tau), and sums of them. */
export interface EtaProduct {
  readonly coefficient: Rational
  readonly eta: EtaExponents
}

const ONE: Rational = { numerator: 1n, denominator: 1n }

/** k of eta(k*tau); undefined for any other expression. */
function etaScale(factor: QExpr): number | undefined {
  if (factor.head !== "eta") return undefined
  const [argument] = factor.args
  if (argument === undefined) return undefined
  if (argument.isSymbol("tau")) return 1
  const parts = argument.head === "product" ? argument.args : []
  const [scale, tau] = parts
  const k = scale?.asSafeInteger()
  return parts.length === 2 && tau?.isSymbol("tau") === true && k !== undefined && k >= 1 ? k : undefined
}

/** A number times a product of integer powers of eta(k*tau); undefined when it is something else. */
export function readEtaProduct(value: QExpr): EtaProduct | undefined {
  let coefficient = ONE
  const eta: [number, number][] = []
  for (const factor of value.head === "product" ? value.args : [value]) {
    const number = factor.asRational()
    if (number !== undefined) {
      coefficient = number
      continue
    }
    const { base, exponent } = baseAndExponent(factor)
    const k = etaScale(base)
    const r = exponent.asSafeInteger()
    if (k === undefined || r === undefined) return undefined
    eta.push([k, r])
  }
  return { coefficient, eta: normalise(eta) }
}

/** The terms of a sum of eta products; undefined when a term is something else. */
export function readEtaSum(value: QExpr): EtaTerm[] | undefined {
  const terms: EtaTerm[] = []
  for (const term of value.head === "sum" ? value.args : [value]) {
    const product = readEtaProduct(term)
    if (product === undefined) return undefined
    terms.push({ ...product.coefficient, eta: product.eta })
  }
  return terms
}

export function etaProductExpr(eta: EtaExponents, coefficient: Rational = ONE): QExpr {
  return mul([fromRational(coefficient), ...eta.map(([d, r]) => etaFactor(d).pow(r))])
}

export function etaSumExpr(terms: readonly EtaTerm[]): QExpr {
  return add(terms.map((term) => etaProductExpr(term.eta, term)))
}

const WORDS = "an eta product, an expression in eta(k*tau) such as eta(5*tau)^6/eta(tau)^6"

/** An eta product, given as an expression or as Garvan's list [t1, r1, t2, r2, …]. */
export function etaProduct(name = "etaprod", meaning = "the eta product"): Parameter<EtaProduct> {
  return {
    name,
    meaning,
    domain: WORDS,
    optional: false,
    read: (value) => (value.kind === "expr" ? readEtaProduct(value) : readList(value)),
  }
}

function readList(value: Value): EtaProduct | undefined {
  if (value.kind !== "list") return undefined
  const numbers = value.items.map((item) => (item.kind === "expr" ? item.asSafeInteger() : undefined))
  if (numbers.some((n) => n === undefined)) return undefined
  if (numbers.length % 2 !== 0) {
    throw new EngineError("domain", "A list that stands for an eta product has the form [t1, r1, t2, r2, …].", {
      given: `${numbers.length} numbers`,
    })
  }
  const eta: [number, number][] = []
  for (let i = 0; i < numbers.length; i += 2) eta.push([numbers[i] ?? 0, numbers[i + 1] ?? 0])
  if (eta.some(([d]) => d < 1))
    throw new EngineError("domain", "The t of eta(t*tau) must be a positive integer.", {
      given: `${eta.find(([d]) => d < 1)?.[0]}`,
    })
  return { coefficient: ONE, eta: normalise(eta) }
}

/** A sum of eta products. */
export function etaSum(
  name = "etaid",
  meaning = "the sum of eta products that is to be zero",
): Parameter<readonly EtaTerm[]> {
  return {
    name,
    meaning,
    domain: "a sum of eta products",
    optional: false,
    read: (value) => (value.kind === "expr" ? readEtaSum(value) : undefined),
  }
}
