import { lcm } from "../../number-theory"
import { EngineError } from "../../errors"
import {
  type Exponent,
  addExponents,
  compareExponents,
  exponent,
  multiplyExponents,
  negateExponent,
} from "../../series/exponent"
import { QSeries } from "../../series/series"
import { type QExpr, integer as int, symbol } from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import type { CallContext } from "../../values"
import { type DeclaredFunction, declare, signature } from "../declare"
import { splitPower } from "../inputs"
import { type Base, base, expression, order } from "../parameters"
import { exponentExpr } from "../results"
import {
  type Unit,
  UNIT,
  UnitSum,
  type UnitMonomial,
  inverseUnit,
  isOneUnit,
  multiplyUnits,
  powUnit,
  scaleExponent,
  unitMonomial,
  unitSentence,
} from "./units"

/*
 * Appell-Lerch sums and universal mock theta functions by their definitions. Arguments are c*q^m with c a rational number or a root of
 * unity times one; the base is q^b. Where a denominator vanishes the value does not exist, and the call says so.
 */

const negative = (u: Unit, n: number): Unit =>
  n % 2 === 0 ? u : { ...u, rational: { numerator: -u.rational.numerator, denominator: u.rational.denominator } }

function quotient(e: Exponent, b: Exponent): number {
  return (e.numerator * b.denominator) / (e.denominator * b.numerator)
}

/** Whether c*q^m is an integer power of the base. */
function isPowerOfBase({ unit, exponent: e }: UnitMonomial, q: Base): boolean {
  return isOneUnit(unit) && Number.isInteger(quotient(e, q.power))
}

/** Integers r for which base^(r(r-1)/2) z^r may lie below the order, as lowest and highest. */
function thetaRange(z: UnitMonomial, q: Base, T: Exponent): { low: number; high: number; at: (r: number) => Exponent } {
  const at = (r: number) =>
    addExponents(multiplyExponents(q.power, exponent((r * (r - 1)) / 2)), scaleExponent(z.exponent, r))
  const vertex = Math.round(0.5 - quotient(z.exponent, q.power))
  let low = vertex
  let high = vertex
  while (compareExponents(at(low - 1), T) < 0) low--
  while (compareExponents(at(high + 1), T) < 0) high++
  return { low, high, at }
}

/** j(z;q) = sum (-1)^r q^(r(r-1)/2) z^r below the order. */
function jThetaSeries(z: UnitMonomial, q: Base, T: Exponent): QSeries {
  const sum = new UnitSum(T, z.unit.n)
  const { low, high, at } = thetaRange(z, q, T)
  for (let r = low; r <= high; r++) sum.add(negative(powUnit(z.unit, r), r), at(r))
  return sum.series(q.variable)
}

/** sum (-1)^r q^(r(r-1)/2) z^r/(1 - q^(r-1) x z) below the order, for x z that is no power of the base. */
function appellSum(x: UnitMonomial, q: Base, z: UnitMonomial, T: Exponent, context: CallContext): QSeries {
  const w = multiplyUnits(x.unit, z.unit)
  const n = lcm(w.n, z.unit.n)
  const sum = new UnitSum(T, n)
  let rest = QSeries.zero(q.variable)
  const { low, high, at } = thetaRange(z, q, T)
  const inner = addExponents(x.exponent, z.exponent)
  // a denominator 1 - w q^e with e < 0 is -w^-1 q^-e (1 + …): it only raises exponents, so the range of the theta sum suffices
  for (let r = low; r <= high; r++) {
    context.checkStop()
    const e = addExponents(multiplyExponents(q.power, exponent(r - 1)), inner)
    const start = at(r)
    const lead = negative(powUnit(z.unit, r), r)
    if (e.numerator === 0) {
      rest = rest.add(constantTerm(lead, w, q.variable).shift(start))
      continue
    }
    const up = e.numerator > 0
    const step = up ? e : negateExponent(e)
    const ratio = up ? w : inverseUnit(w)
    for (let k = up ? 0 : 1; ; k++) {
      const at2 = addExponents(start, scaleExponent(step, k))
      if (compareExponents(at2, T) >= 0) break
      const unit = multiplyUnits(lead, powUnit(ratio, k))
      sum.add(up ? unit : negative(unit, 1), at2)
    }
  }
  return rest.isZero ? sum.series(q.variable) : sum.series(q.variable).add(rest)
}

/** lead/(1 - w) */
function constantTerm(lead: Unit, w: Unit, variable: string): QSeries {
  const top = new UnitSum(exponent(1), lcm(lead.n, w.n))
  top.add(lead, exponent(0))
  const bottom = new UnitSum(exponent(1), lcm(lead.n, w.n))
  bottom.add(UNIT, exponent(0))
  bottom.add(negative(w, 1), exponent(0))
  return top.series(variable).toPolynomial().div(bottom.series(variable).toPolynomial())
}

/** m(x,q,z) to O(q^T). */
function appellSeries(x: UnitMonomial, q: Base, z: UnitMonomial, T: number, context: CallContext): QSeries {
  if (isPowerOfBase(z, q)) {
    throw new EngineError("domain", "m(x,q,z) is not defined where j(z;q) = 0, that is where z is a power of q.", {
      given: "z a power of the base",
      argument: 2,
      help: "appell_m",
    })
  }
  // Wherever the pole lies in the sum, also where its term would be far beyond T.
  const xz = { unit: multiplyUnits(x.unit, z.unit), exponent: addExponents(x.exponent, z.exponent) }
  if (isPowerOfBase(xz, q)) {
    throw new EngineError("domain", "m(x,q,z) has a pole where q^(r-1)*x*z = 1.", {
      given: `r = ${1 - quotient(xz.exponent, q.power)}`,
      help: "appell_m",
    })
  }
  // valuation of j: the least exponent of its sum
  const { at, low, high } = thetaRange(z, q, exponent(0))
  let valuation = at(low)
  for (let r = low; r <= high; r++) if (compareExponents(at(r), valuation) < 0) valuation = at(r)
  const slack = exponent(
    Math.max(0, Math.ceil(-2 * (valuation.numerator / valuation.denominator))) +
      Math.max(0, Math.ceil(valuation.numerator / valuation.denominator)) +
      1,
  )
  const lowest = Math.min(0, Math.floor(valuation.numerator / valuation.denominator))
  const inner = addExponents(exponent(T - lowest), slack)
  return appellSum(x, q, z, inner, context)
    .div(jThetaSeries(z, q, inner))
    .truncate(T)
}

const HICKERSON_MORTENSON =
  "D. Hickerson and E. Mortenson, Hecke-type double sums, Appell-Lerch sums, and mock theta functions I, Proc. London Math. Soc. 109 (2014)"
const argumentDomain = "c*q^m, c a rational number or a root of unity zeta(n)^k, m rational"

const appell_m = declare({
  name: "appell_m",
  family: "mock theta functions",
  aliases: ["appell_lerch_m"],
  summary: "The Appell-Lerch sum m(x,q,z) of Hickerson and Mortenson, with its factor 1/j(z;q).",
  definition: "m(x,q,z) = \\frac{1}{j(z;q)} \\sum_{r=-\\infty}^{\\infty} \\frac{(-1)^r q^{r(r-1)/2} z^r}{1-q^{r-1}xz}",
  source: `${HICKERSON_MORTENSON}, definition 1.1`,
  precision: "Known below exponent T.",
  signatures: [
    signature(
      [expression("x", argumentDomain), base(), expression("z", argumentDomain), order()],
      "a series",
      ([x, q, z, T], context) =>
        appellSeries(
          unitMonomial(x, q.variable, "x", "appell_m"),
          q,
          unitMonomial(z, q.variable, "z", "appell_m"),
          T,
          context,
        ),
    ),
  ],
  examples: [
    {
      input: "series(4*appell_m(-q,q^3,q,30)+theta4(q^3,10)^2/etaq(q,1,30)-mock_theta_f3(30),q,30)",
      result: "O(q^30)",
      source: `${HICKERSON_MORTENSON}, section 5, f(q)`,
    },
    {
      input: "series(appell_m(2*q,q,-1,20)+2*appell_m(2,q,-1,20)-1,q,20)",
      result: "O(q^20)",
      source: `${HICKERSON_MORTENSON}, m(qx,q,z) = 1 - x m(x,q,z)`,
    },
  ],
  seeAlso: ["g3", "g2", "jtheta", "mock"],
  errors: [
    unitSentence("x", "appell_m"),
    unitSentence("z", "appell_m"),
    "m(x,q,z) has a pole where q^(r-1)*x*z = 1.",
    "m(x,q,z) is not defined where j(z;q) = 0, that is where z is a power of q.",
  ],
})

const jtheta = declare({
  name: "jtheta",
  family: "mock theta functions",
  summary: "The theta function j(z;q), z a number or root of unity times a power of q.",
  definition:
    "j(z;q) = (z;q)_\\infty(q/z;q)_\\infty(q;q)_\\infty = \\sum_{r=-\\infty}^{\\infty} (-1)^r q^{r(r-1)/2} z^r",
  source: `${HICKERSON_MORTENSON}, section 1`,
  precision: "Known below exponent T.",
  signatures: [
    signature([expression("z", argumentDomain), base(), order()], "a series", ([z, q, T]) => {
      const argument = unitMonomial(z, q.variable, "z", "jtheta")
      return isPowerOfBase(argument, q) ? QSeries.zero(q.variable, T) : jThetaSeries(argument, q, exponent(T))
    }),
  ],
  examples: [
    { input: "jtheta(q,q^2,20)", result: "1 - 2*q + 2*q^4 - 2*q^9 + 2*q^16 + O(q^20)", source: "j(q;q^2) = theta4(q)" },
    {
      input: "series(jtheta(q,q^3,30)-etaq(q,1,30),q,30)",
      result: "O(q^30)",
      source: "Euler's pentagonal number theorem",
    },
  ],
  seeAlso: ["tripleprod", "appell_m", "JAC"],
  errors: ["jtheta is not defined for z = 0.", unitSentence("z", "jtheta")],
})

/** A factor of some (x)_(n+1)(q/x)_(n+1) vanishes when x is an integer power of the base, also when that n is far beyond T. */
function refusePole(x: QExpr, q: Base, fn: string): void {
  const split = splitPower(x, q.variable)
  if (split?.coefficient.isOne() !== true || !Number.isInteger(quotient(split.exponent, q.power))) return
  throw new EngineError("domain", `${fn}(x, q, T) has a pole where x is a power of the base q.`, {
    given: `x = ${x.toString()}`,
    argument: 0,
    help: fn,
  })
}

/** sum of q^exponent(n) weight_n/((x)_(n+1)(q/x)_(n+1)), base q^b. */
function universal(
  x: QExpr,
  q: Base,
  T: number,
  fn: string,
  exponentOf: (n: number) => number,
  withSigns: boolean,
  context: CallContext,
): QSeries {
  refusePole(x, q, fn)
  const v = q.variable
  const b = (n: number): QExpr => symbol(v).pow(exponentExpr(multiplyExponents(q.power, exponent(n))))
  let total = QSeries.zero(v, T)
  let current = QSeries.constant(1n, v, T)
  for (let n = 0; compareExponents(multiplyExponents(q.power, exponent(exponentOf(n))), exponent(T)) < 0; n++) {
    context.checkStop()
    for (const factor of [int(1).sub(x.mul(b(n))), int(1).sub(b(n + 1).div(x))])
      current = current.div(seriesOf(factor, v, T + 1))
    if (withSigns && n > 0) current = current.mul(seriesOf(int(1).add(b(n)), v, T + 1))
    total = total.add(current.shift(multiplyExponents(q.power, exponent(exponentOf(n)))))
  }
  return total.truncate(T)
}

function checkedArgument(x: QExpr, fn: string): QExpr {
  if (x.isZero())
    throw new EngineError("domain", `${fn} is not defined for x = 0.`, { given: "0", argument: 0, help: fn })
  return x
}

const GORDON_MCINTOSH =
  "B. Gordon and R. J. McIntosh, A survey of classical mock theta functions, Developments in Mathematics 23 (2012)"

const g3 = declare({
  name: "g3",
  family: "mock theta functions",
  aliases: ["universal_mock_theta_g3"],
  summary: "The universal mock theta function g3(x;q).",
  definition: "g_3(x;q) = \\sum_{n\\ge0} \\frac{q^{n(n+1)}}{(x;q)_{n+1}(q/x;q)_{n+1}}",
  source: `${GORDON_MCINTOSH}, section 3`,
  precision: "Known below exponent T.",
  signatures: [
    signature(
      [expression("x", "a monomial, a name or a root of unity"), base(), order()],
      "a series",
      ([x, q, T], context) => universal(checkedArgument(x, "g3"), q, T, "g3", (n) => n * (n + 1), false, context),
    ),
  ],
  examples: [
    {
      input: "series(g3(q,q^2,30)-mock_theta_omega3(30),q,30)",
      result: "O(q^30)",
      source: `${GORDON_MCINTOSH}, omega(q) = g3(q;q^2)`,
    },
    {
      input: "series(mock_theta_f3(30)-2+2*g3(-1,q,30),q,30)",
      result: "O(q^30)",
      source: `${GORDON_MCINTOSH}, f(q) = 2 - 2 g3(-1;q)`,
    },
  ],
  seeAlso: ["g2", "appell_m", "mock"],
  errors: [
    unitSentence("x", "g3"),
    "g3(x, q, T) has a pole where x is a power of the base q.",
    "g3 is not defined for x = 0.",
  ],
})

const g2 = declare({
  name: "g2",
  family: "mock theta functions",
  aliases: ["universal_mock_theta_g2"],
  summary: "The universal mock theta function g2(x;q).",
  definition: "g_2(x;q) = \\sum_{n\\ge0} \\frac{(-q;q)_n q^{n(n+1)/2}}{(x;q)_{n+1}(q/x;q)_{n+1}}",
  source: `${GORDON_MCINTOSH}, section 3`,
  precision: "Known below exponent T.",
  signatures: [
    signature(
      [expression("x", "a monomial, a name or a root of unity"), base(), order()],
      "a series",
      ([x, q, T], context) => universal(checkedArgument(x, "g2"), q, T, "g2", (n) => (n * (n + 1)) / 2, true, context),
    ),
  ],
  examples: [
    {
      input: "series(g2(q,q^2,30)-mock_theta_cap_b2(30),q,30)",
      result: "O(q^30)",
      source: "McIntosh, B(q) = g2(q;q^2)",
    },
    {
      input: "series(g2(-1,q,12)-add(aqprod(-q,q,n)*q^(n*(n+1)/2)/(aqprod(-1,q,n+1)*aqprod(-q,q,n+1)),n=0..5),q,12)",
      result: "O(q^12)",
      source: "the definition",
    },
  ],
  seeAlso: ["g3", "appell_m", "mock"],
  errors: [
    unitSentence("x", "g2"),
    "g2(x, q, T) has a pole where x is a power of the base q.",
    "g2 is not defined for x = 0.",
  ],
})

export const appellFunctions: readonly DeclaredFunction[] = [appell_m, jtheta, g3, g2]
