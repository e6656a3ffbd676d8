import { EngineError } from "../../errors"
import { type Exponent, addExponents, exponent } from "../../series/exponent"
import { QSeries } from "../../series/series"
import {
  type QExpr,
  type Rational,
  baseAndExponent,
  fromRational,
  integer as int,
  jac,
  mul,
} from "../../symbolic/expression"
import { addRational, ZERO } from "../../symbolic/numbers"
import { jacprodOf, jacText } from "../../discovery/jac"
import type { Value } from "../../values"
import { declare, signature } from "../declare"
import { SeriesInput } from "../inputs"
import { expression, infinityWord, integer, list, optional, order, series, variable } from "../parameters"
import { infiniteProduct, power } from "../results"

/** c q^l prod JAC(a,b,infinity)^e, each a in [0, b/2]. */
export interface JacProduct {
  readonly constant: QExpr
  readonly power: Exponent
  readonly factors: readonly { readonly a: number; readonly b: number; readonly exponent: Rational }[]
}

/** Reads a product of JACs, numbers and powers of the variable; undefined when another factor occurs. */
function jacProductOf(value: QExpr, name: string): JacProduct | undefined {
  let constant = int(1)
  let q = exponent(0)
  const factors = new Map<string, { a: number; b: number; exponent: Rational }>()
  for (const factor of value.head === "product" ? value.args : [value]) {
    const { base, exponent: e } = baseAndExponent(factor)
    const r = e.asRational()
    if (factor.isNumber()) constant = constant.mul(factor)
    else if (base.isSymbol(name) && r !== undefined)
      q = addExponents(q, exponent(Number(r.numerator), Number(r.denominator)))
    else if (base.head === "jac" && r !== undefined) {
      const [a, b] = base.args.map((x) => x.asSafeInteger())
      if (a === undefined || b === undefined) return undefined
      const key = `${a},${b}`
      factors.set(key, { a, b, exponent: addRational(factors.get(key)?.exponent ?? ZERO, r) })
    } else return undefined
  }
  return { constant, power: q, factors: [...factors.values()] }
}

/** Exponents of (q^s; q^b)_inf in a product of JACs. */
function pochhammerExponents(product: JacProduct): { start: number; step: number; exponent: Rational }[] {
  const found = new Map<string, { start: number; step: number; exponent: Rational }>()
  const put = (start: number, step: number, e: Rational) => {
    const key = `${start},${step}`
    found.set(key, { start, step, exponent: addRational(found.get(key)?.exponent ?? ZERO, e) })
  }
  for (const { a, b, exponent: e } of product.factors) {
    put(b, b, e)
    if (a === 0) continue
    put(a, b, e)
    put(b - a, b, e)
  }
  return [...found.values()].filter((f) => f.exponent.numerator !== 0n)
}

/** The product to O(q^T): theta series of each JAC, powers and quotients of these. */
function jacSeries(product: JacProduct, name: string, T: number): QSeries {
  const c = product.constant.asRational() ?? { numerator: 1n, denominator: 1n }
  const offset = Math.min(0, Math.floor(product.power.numerator / product.power.denominator))
  const T0 = T - offset
  const factors = pochhammerExponents(product)
  let result: QSeries
  if (factors.every((f) => f.exponent.denominator === 1n)) {
    result = QSeries.pochhammer(
      factors.map((f) => ({
        numerator: 1n,
        denominator: 1n,
        start: f.start,
        step: f.step,
        count: null,
        exponent: Number(f.exponent.numerator),
      })),
      name,
      T0,
    )
  } else {
    result = QSeries.constant(1n, name, T0)
    for (const f of factors) {
      const one = QSeries.pochhammer(
        [{ numerator: 1n, denominator: 1n, start: f.start, step: f.step, count: null, exponent: 1 }],
        name,
        T0,
      )
      result = result.mul(one.powRational(Number(f.exponent.numerator), Number(f.exponent.denominator)))
    }
  }
  return result.scale(c.numerator, c.denominator).shift(product.power).truncate(T)
}

/** A sum of JAC products term by term; a term that is none is a domain error. */
function jacSumSeries(value: QExpr, name: string, T: number): QSeries {
  const terms = value.head === "sum" ? value.args : [value]
  let total = QSeries.zero(name, T)
  for (const term of terms) {
    const product = jacProductOf(term, name)
    if (product === undefined) {
      throw new EngineError(
        "domain",
        "jac2series takes products and sums of JAC(a,b,infinity), numbers and powers of the variable.",
        { given: term.toString(), help: "jac2series" },
      )
    }
    total = total.add(jacSeries(product, name, T))
  }
  return total
}

/** JAC(a,b) for any a that is no multiple of b: JAC(a+b,b) = -q^(-a) JAC(a,b), JAC(b-a,b) = JAC(a,b). */
function reducedJac(a: number, b: number): QExpr {
  if (a === 0) return jac(int(0), int(b))
  if (a % b === 0) {
    throw new EngineError("domain", "JAC(a, b, infinity) takes a = 0 or an a that b does not divide.", {
      given: `a = ${a}, b = ${b}`,
      argument: 0,
      help: "JAC",
    })
  }
  const steps = Math.floor(a / b)
  const rest = a - steps * b
  // JAC(r + k b) = (-1)^k q^(-k r - b k(k-1)/2) JAC(r)
  const shift = -steps * rest - (b * steps * (steps - 1)) / 2
  const node = jac(int(Math.min(rest, b - rest)), int(b))
  return steps === 0 ? node : node.mul(power("q", shift)).mul(steps % 2 === 0 ? 1 : -1)
}

export const JAC = declare({
  name: "JAC",
  family: "products",
  summary: "The theta product in Garvan's meaning; it stays a symbol in products, quotients and powers.",
  definition:
    "\\mathrm{JAC}(a,b,\\infty) = (q^a;q^b)_\\infty (q^{b-a};q^b)_\\infty (q^b;q^b)_\\infty \\ (0<a<b), \\quad \\mathrm{JAC}(0,b,\\infty) = (q^b;q^b)_\\infty",
  source: "Garvan, A q-product tutorial for a q-series Maple package, section 3.4",
  precision: "Exact.",
  signatures: [
    signature(
      [integer("a", "the residue"), integer("b", "the modulus", { min: 1 }), optional(infinityWord())],
      "a symbolic product",
      ([a, b]) => reducedJac(a, b),
    ),
  ],
  examples: [
    {
      input: "jac2series(JAC(1,2,infinity),20)",
      result: "1 - 2*q + 2*q^4 - 2*q^9 + 2*q^16 + O(q^20)",
      source: "JAC(1,2,infinity) is theta4",
    },
    { input: "JAC(4,5,infinity)", result: "JAC(1,5,infinity)", source: "symmetry a to b - a of the definition" },
  ],
  seeAlso: ["jac2prod", "jac2series", "jacprodmake"],
  errors: ["JAC(a, b, infinity) takes a = 0 or an a that b does not divide."],
})

export const jac2prod = declare({
  name: "jac2prod",
  family: "products",
  summary: "Writes a product of JACs with infinite products (q^a;q^b)_inf and cancels.",
  definition: "\\mathrm{JAC}(a,b,\\infty) \\mapsto (q^a;q^b)_\\infty (q^{b-a};q^b)_\\infty (q^b;q^b)_\\infty",
  source: "Garvan, A q-product tutorial, section 3.4",
  precision: "Exact; with T a series known below exponent T.",
  signatures: [
    signature([expression("jacexpr", "a product of JACs")], "a product of infinite products", ([value]) =>
      jacToProduct(value, "q"),
    ),
    signature([expression("jacexpr", "a product of JACs"), variable(), order()], "a series", ([value, q, T]) =>
      jacSumSeries(value, q, T),
    ),
  ],
  examples: [
    {
      input: "jac2prod(JAC(0,5,infinity)/JAC(1,5,infinity))",
      result: "1/((q,q^5)_inf*(q^4,q^5)_inf)",
      source: "Garvan, A q-product tutorial, section 3.4",
    },
    {
      input: "series(jac2prod(JAC(1,2,infinity))-theta4(q,20),q,20)",
      result: "O(q^20)",
      source: "JAC(1,2,infinity) is theta4",
    },
  ],
  seeAlso: ["JAC", "jac2series", "jacprodmake"],
  errors: ["jac2prod takes a product of JAC(a,b,infinity), numbers and powers of the variable."],
})

function jacToProduct(value: QExpr, name: string): QExpr {
  const product = jacProductOf(value, name)
  if (product === undefined) {
    throw new EngineError(
      "domain",
      "jac2prod takes a product of JAC(a,b,infinity), numbers and powers of the variable.",
      { given: value.toString(), help: "jac2prod" },
    )
  }
  return mul([
    product.constant,
    power(name, product.power),
    ...pochhammerExponents(product).map((f) => infiniteProduct(name, f.start, f.step).pow(fromRational(f.exponent))),
  ])
}

export const jac2series = declare({
  name: "jac2series",
  family: "products",
  summary: "Expands products and sums of JACs, each by its theta series.",
  definition: "\\mathrm{JAC}(a,b,\\infty) = \\sum_{n=-\\infty}^{\\infty} (-1)^n q^{bn(n-1)/2+an}",
  source: "Garvan, A q-product tutorial, section 3.4",
  precision: "Known below exponent T.",
  signatures: [
    signature([expression("jacexpr", "products and sums of JACs"), order()], "a series", ([value, T]) =>
      jacSumSeries(value, "q", T),
    ),
    signature([expression("jacexpr", "products and sums of JACs"), variable(), order()], "a series", ([value, q, T]) =>
      jacSumSeries(value, q, T),
    ),
  ],
  examples: [
    {
      input: "jac2series(JAC(1,2,infinity),20)",
      result: "1 - 2*q + 2*q^4 - 2*q^9 + 2*q^16 + O(q^20)",
      source: "JAC(1,2,infinity) is theta4",
    },
    {
      input: "jac2series(JAC(0,5,infinity)/JAC(1,5,infinity),12)",
      result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + 6*q^10 + 7*q^11 + O(q^12)",
      source: "OEIS A003114, Rogers-Ramanujan",
    },
  ],
  seeAlso: ["JAC", "jac2prod"],
  errors: ["jac2series takes products and sums of JAC(a,b,infinity), numbers and powers of the variable."],
})

const residues = list(integer("s", "a residue"), "residues", "the classes of n that occur", 1)

export const residueprod = declare({
  name: "residueprod",
  family: "products",
  summary: "The product of 1 - q^n over all n in given residue classes, with one exponent for all.",
  definition: "\\prod_{s\\in S} \\ \\prod_{n\\ge1,\\ n\\equiv s \\,(m)} (1-q^n)^e",
  source: "Andrews, The Theory of Partitions, chapter 7",
  precision: "Exact without T; with T known below exponent T.",
  signatures: [
    signature(
      [residues, integer("m", "the modulus", { min: 1 }), integer("e", "the exponent"), variable(), order()],
      "a series",
      ([S, m, e, q, T]) => residueSeries(S, m, e, q, T),
    ),
    signature(
      [residues, integer("m", "the modulus", { min: 1 }), integer("e", "the exponent"), optional(variable())],
      "an exact product",
      ([S, m, e, q]) => mul(firstElements(S, m).map((start) => infiniteProduct(q ?? "q", start, m).pow(e))),
    ),
  ],
  examples: [
    {
      input: "residueprod([1,4],5,-1,q,12)",
      result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + 6*q^10 + 7*q^11 + O(q^12)",
      source: "OEIS A003114, Rogers-Ramanujan",
    },
    {
      input: "residueprod([1],2,-1,q,10)",
      result: "1 + q + q^2 + 2*q^3 + 2*q^4 + 3*q^5 + 4*q^6 + 5*q^7 + 6*q^8 + 8*q^9 + O(q^10)",
      source: "OEIS A000009, partitions into odd parts",
    },
  ],
  seeAlso: ["jacprod", "partitions_residue_gf"],
  errors: [],
})

function firstElements(S: readonly number[], m: number): number[] {
  return [...new Set(S.map((s) => (((s % m) + m - 1) % m) + 1))].sort((x, y) => x - y)
}

function residueSeries(S: readonly number[], m: number, e: number, q: string, T: number): QSeries {
  return QSeries.pochhammer(
    firstElements(S, m).map((start) => ({ numerator: 1n, denominator: 1n, start, step: m, count: null, exponent: e })),
    q,
    T,
  )
}

const MOST_SECTIONS = 12

export const qs2jaccombo = declare({
  name: "qs2jaccombo",
  family: "products",
  summary:
    "Writes a series as a sum of JAC products: a symbolic sum term by term, a series by itself or by its dissections.",
  definition: "f = \\sum_i c_i q^{l_i} \\prod_j \\mathrm{JAC}(a_{ij},b_{ij},\\infty)^{e_{ij}}",
  source: "Garvan, qseries package, qs2jaccombo",
  precision: "A finding checked on the known coefficients below T.",
  signatures: [
    signature(
      [series(), variable(), order()],
      "a symbolic sum; f itself when none is found",
      ([f, q, T], context): Value => {
        if (f.kind === "expr" && f.head === "sum") {
          const parts = f.args.map((term) => jacprodOf(new SeriesInput(term, q).expand(T), T, null))
          if (parts.every((p) => p !== null)) return parts.reduce((sum, p) => sum.add(jacText(p, q)), int(0))
        }
        const known = new SeriesInput(f, q).expand(T)
        for (let m = 1; m <= MOST_SECTIONS; m++) {
          context.checkStop()
          const found = sections(known, m, T, q)
          if (found === null) continue
          const sentence =
            m === 1
              ? `a JAC product on all coefficients below O(${q}^${T})`
              : `${m} sections, each a JAC product below O(${q}^${T})`
          context.report({ certainty: "checked", sentence })
          return found
        }
        context.print(`qs2jaccombo found no sum of JAC products for this series to O(${q}^${T}).`)
        return f
      },
    ),
  ],
  examples: [
    { input: "qs2jaccombo(theta4(q,60),q,60)", result: "JAC(1,2,infinity)", source: "JAC(1,2,infinity) is theta4" },
    {
      input: "series(jac2series(qs2jaccombo(theta3(q,100),q,100),50)-theta3(q,50),q,50)",
      result: "O(q^50)",
      source: "the series it came from",
    },
  ],
  seeAlso: ["jacprodmake", "jac2series"],
  errors: [],
})

function sections(f: QSeries, m: number, T: number, q: string): QExpr | null {
  const whole = f.wholeExponents()
  if (whole === null) return null
  let total = int(0)
  for (let r = 0; r < m; r++) {
    const section = whole.sift(m, r)
    if (section.isZero) continue
    const product = jacprodOf(section, T, null)
    if (product === null || product.beyond < product.used + 3) return null
    total = total.add(jacText(product, q, m).mul(power(q, r)))
  }
  return total
}
