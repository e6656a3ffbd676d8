import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { type Search, type SearchResult, searchRelations } from "../../discovery/basis"
import { symmetricResidue } from "../../discovery/kernel"
import { type Monomial, boxMonomials, homogeneousMonomials, monomialsTo } from "../../discovery/monomials"
import { etaText } from "../../discovery/eta"
import { etaForm, integerExponents, productExponents } from "../../discovery/exponents"
import { exponentText } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import { type QExpr, add, fromRational, indexed, integer as int, mul, symbol } from "../../symbolic/expression"
import { type Rational, rationalOf } from "../../symbolic/numbers"
import type { CallContext, Value } from "../../values"
import { type Parameter, declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import {
  bigInteger,
  expression,
  integer,
  integerList,
  list,
  optional,
  series,
  variable,
  withDefault,
  word,
} from "../parameters"
import { integers, setOf, text } from "../results"

const GARVAN = "Garvan, A q-product tutorial for a q-series Maple package, section 4"
const family = "relations"
const PRECISION =
  "A finding: it holds on all coefficients that the inputs are known to; the rows that found it and those beyond are told."
const L = list(series("f", "a series or expression"), "L", "the series; X[1], X[2], ... stand for them", 1)
const f = series("f", "the series that is to be expressed")
const q = optional(variable())
const degree = integer("n", "the degree", { min: 1, max: 60, keywords: ["degree"] })
const topshift = withDefault(
  { ...integer("topshift", "rows added to those that find the relation, above -20", { min: -19, max: 1_000_000 }) },
  "0",
  0,
)
const etaoption: Parameter<"yes" | "no"> = withDefault(
  word<"yes" | "no">("etaoption", "yes prints each monomial as an eta product", ["yes", "no"]),
  "no",
  "no",
)
const NEEDS_MORE = "findhom needs more coefficients than unknowns."

const prime: Parameter<bigint> = {
  ...bigInteger("p", "the prime"),
  domain: "a prime",
  read(value, context) {
    const p = bigInteger("p", "the prime").read(value, context)
    if (p !== undefined && (p < 2n || !loadAddon().integer.isPrime(p)))
      throw new EngineError("domain", "p is a prime.", { given: String(p) })
    return p
  },
}

function inputs(values: readonly (QSeries | QExpr)[], name: string): SeriesInput[] {
  return values.map((value) => new SeriesInput(value, name))
}

const X = (i: number): QExpr => indexed(symbol("X"), [int(i + 1)])

function monomialExpr(monomial: Monomial): QExpr {
  return mul(monomial.map((e, i) => X(i).pow(e)))
}

function polynomial(vector: readonly (bigint | Rational)[], terms: readonly QExpr[]): QExpr {
  return add(
    terms.flatMap((term, i) => {
      const c = vector[i] ?? 0n
      const isZero = typeof c === "bigint" ? c === 0n : c.numerator === 0n
      return isZero ? [] : [term.mul(typeof c === "bigint" ? int(c) : fromRational(c))]
    }),
  )
}

/** Whether a factorization says more than the expanded polynomial: two factors with names, or a power of a sum. */
function tellsMore(factored: QExpr): boolean {
  if (factored.head === "power") return factored.args[0]?.head === "sum"
  const factors = factored.head === "product" ? factored.args.filter((factor) => !factor.isNumber()) : []
  return factors.length > 1 || factors.some(tellsMore)
}

/**
 * P(X,Y) as it is read best: where it has degree 1 in one of the two, that one is a rational function of the other, and its coefficients are
 * factored, (X+6)^3*Y - 27*(X+2)^2; any other P is expanded.
 */
function relationPolynomial(vector: readonly bigint[], monomials: readonly Monomial[]): QExpr {
  const [X, Y] = [symbol("X"), symbol("Y")]
  const degree = (of: 0 | 1): number => Math.max(...monomials.map((m, i) => (vector[i] === 0n ? 0 : (m[of] ?? 0))))
  const linear = degree(1) === 1 ? 1 : degree(0) === 1 ? 0 : null
  if (linear === null)
    return polynomial(
      vector,
      monomials.map(([i = 0, j = 0]) => X.pow(i).mul(Y.pow(j))),
    )
  const [name, other] = linear === 1 ? [Y, X] : [X, Y]
  const parts = [0, 1].map((e) => {
    const coefficients = vector.map((c, i) => (monomials[i]?.[linear] === e ? c : 0n))
    const expanded = polynomial(
      coefficients,
      monomials.map((m) => other.pow(m[1 - linear] ?? 0)),
    )
    const factored = expanded.factor()
    return { expanded: expanded.mul(name.pow(e)).expand(), factored, power: name.pow(e) }
  })
  return add(parts.map(({ expanded, factored, power }) => (tellsMore(factored) ? factored.mul(power) : expanded)))
}

function tell(search: Search, result: SearchResult, name: string): void {
  const { context, monomials } = search
  const to = `O(${name}^${exponentText(result.checkedTo)})`
  if (isOn(context, "xprint")) context.print(`# of terms , ${result.rowsUsed}`)
  context.report({
    certainty: result.rowsBeyond > 0 ? "checked" : "order",
    sentence: `${monomials.length} ${monomials.length === 1 ? "monomial" : "monomials"}; found from ${result.rowsUsed} coefficients, checked on ${result.rowsBeyond} more, to ${to}.`,
    used: result.rowsUsed,
    beyond: result.rowsBeyond,
  })
}

function isOn(context: CallContext, setting: string): boolean {
  const value = context.lookup(setting)
  return value?.kind === "boolean" && value.value === true
}

const EXTRA = 21

function run(
  name: string,
  members: readonly SeriesInput[],
  monomials: readonly Monomial[],
  front: readonly SeriesInput[],
  shift: number,
  p: bigint | null,
  context: CallContext,
  degree: number | null = null,
): { search: Search; result: SearchResult } {
  const search: Search = { name, members, monomials, degree, front, extraRows: EXTRA + shift, prime: p, context }
  return { search, result: searchRelations(search) }
}

/** {relation, ...}; {{}} when there is none, as Garvan has it. */
function relationSet(
  name: string,
  values: readonly (QSeries | QExpr)[],
  given: string | undefined,
  monomials: readonly Monomial[],
  shift: number,
  p: bigint | null,
  context: CallContext,
  degree: number | null = null,
): Value {
  const v = given ?? variableOf(...values)
  const { search, result } = run(name, inputs(values, v), monomials, [], shift, p, context, degree)
  tell(search, result, v)
  const terms = monomials.map(monomialExpr)
  if (result.vectors.length === 0) return setOf([setOf([])])
  return setOf(result.vectors.map((vector) => polynomial(vector, terms)))
}

const findhom = declare({
  name: "findhom",
  family,
  summary: "Homogeneous relations of degree n between the series of a list.",
  definition: "P(f_1,\\ldots,f_k) = 0, \\quad P \\text{ homogeneous of degree } n",
  source: `${GARVAN}.1`,
  precision: PRECISION,
  cost: "A kernel modulo word primes, lifted and multiplied out on all coefficients.",
  signatures: [
    signature(
      [L, q, degree, topshift],
      "a set of polynomials in X[1], X[2], ...; {{}} when there is none",
      ([values, v, n, shift], context) =>
        relationSet("findhom", values, v, homogeneousMonomials(values.length, n), shift, null, context, n),
    ),
  ],
  examples: [
    {
      input: "findhom([theta3(q,100),theta4(q,100),theta3(q^2,100),theta4(q^2,100)],q,2,0)",
      result: "{X[1]*X[2]-X[4]^2, X[1]^2+X[2]^2-2*X[3]^2}",
      source: `${GARVAN}.1`,
    },
    {
      input: "findhom([odd_parts_gf(40),distinct_parts_gf(40)],q,1,0)",
      result: "{X[1]-X[2]}",
      source: "Euler's theorem",
    },
    {
      input: "findhom([etaq(q,1,60),etaq(q,2,60)],q,2,0)",
      result: "{{}}",
      source: "the two are algebraically independent",
    },
  ],
  seeAlso: ["findnonhom", "findhomcombo", "findlincombo", "findpoly"],
  errors: [NEEDS_MORE],
})

const findnonhom = declare({
  name: "findnonhom",
  family,
  summary: "All polynomial relations of degree at most n between the series of a list, constants included.",
  definition: "P(f_1,\\ldots,f_k) = 0, \\quad \\deg P \\le n",
  source: `${GARVAN}.3`,
  precision: PRECISION,
  signatures: [
    signature(
      [L, q, degree, topshift],
      "a set of polynomials in X[1], X[2], ...; {{}} when there is none",
      ([values, v, n, shift], context) =>
        relationSet("findnonhom", values, v, monomialsTo(values.length, n), shift, null, context),
    ),
  ],
  examples: [
    {
      input: "findnonhom([EISENq(4,60),EISENq(6,60),DELTA12(60)],q,3,0)",
      result: "{X[1]^3-X[2]^2-1728*X[3]}",
      source: "E4^3 - E6^2 = 1728 Delta",
    },
    { input: "findnonhom([partition_gf(40),etaq(q,1,40)],q,2,0)", result: "{-1+X[1]*X[2]}", source: "Euler" },
  ],
  seeAlso: ["findhom", "findnonhomcombo", "findpoly"],
  errors: [NEEDS_MORE],
})

/** The ways to write f: a particular one, and it plus each relation between the monomials. */
function combinations(result: SearchResult, p: bigint | null): Rational[][] {
  const [particular, ...rest] = result.vectors
  const leading = particular?.[0] ?? 0n
  if (particular === undefined || leading === 0n) return []
  const first = particular
    .slice(1)
    .map((c) => (p === null ? rationalOf(-c, leading) : rationalOf(symmetricResidue(-c, p))))
  return [
    first,
    ...rest.map((relation) =>
      first.map((c, i) => {
        const r = relation[i + 1] ?? 0n
        return p === null
          ? rationalOf(c.numerator + r * c.denominator, c.denominator)
          : rationalOf(symmetricResidue(c.numerator + r, p))
      }),
    ),
  ]
}

function comboSet(
  name: string,
  value: QSeries | QExpr,
  values: readonly (QSeries | QExpr)[],
  given: string | undefined,
  monomials: readonly Monomial[],
  shift: number,
  eta: "yes" | "no",
  p: bigint | null,
  context: CallContext,
): Value {
  const v = given ?? variableOf(value, ...values)
  const { search, result } = run(name, inputs(values, v), monomials, inputs([value], v), shift, p, context)
  tell(search, result, v)
  const found = combinations(result, p)
  if (eta === "yes") printEta(search, result, found[0] ?? [], v)
  if (found.length === 0) return setOf([setOf([])])
  const terms = monomials.map(monomialExpr)
  return setOf(found.map((vector) => polynomial(vector, terms)))
}

/** Each monomial that occurs as a product of eta functions, when it is one. */
function printEta(search: Search, result: SearchResult, vector: readonly Rational[], variable: string): void {
  const { context } = search
  search.monomials.forEach((monomial, i) => {
    if ((vector[i]?.numerator ?? 0n) === 0n) return
    const product = productExponents(result.values.value(monomial), result.order)
    const exponents = integerExponents(product.exponents)
    const form = "values" in exponents ? etaForm(exponents.values, 4) : null
    const text = form === null ? "no eta product" : etaText(product, form, variable).toString()
    context.print(`${monomialExpr(monomial).toString()} = ${text}`)
  })
}

const findhomcombo = declare({
  name: "findhomcombo",
  family,
  summary: "Writes f as a homogeneous polynomial of degree n in the series of a list.",
  definition: "f = P(f_1,\\ldots,f_k), \\quad P \\text{ homogeneous of degree } n",
  source: `${GARVAN}.2`,
  precision: PRECISION,
  signatures: [
    signature(
      [f, L, q, degree, topshift, etaoption],
      "a set of polynomials; {{}} when there is none",
      ([value, values, v, n, shift, eta], context) =>
        comboSet("findhomcombo", value, values, v, homogeneousMonomials(values.length, n), shift, eta, null, context),
    ),
  ],
  examples: [
    { input: "findhomcombo(EISENq(8,40),[EISENq(4,40)],q,2,0,no)", result: "{X[1]^2}", source: "E8 = E4^2" },
    {
      input: "findhomcombo(theta3(q,60)^4,[theta2(q,60)^2,theta4(q,60)^2],q,2,0)",
      result: "{X[1]^2+X[2]^2}",
      source: "Jacobi",
    },
  ],
  seeAlso: ["findhom", "findnonhomcombo", "findlincombo"],
  errors: [NEEDS_MORE],
})

const findnonhomcombo = declare({
  name: "findnonhomcombo",
  family,
  summary:
    "Writes f as a polynomial in the series of a list, of degree at most n or with a largest degree for each series.",
  definition: "f = P(f_1,\\ldots,f_k), \\quad \\deg P \\le n \\text{ or } \\deg_{X_i} P \\le n_i",
  source: `${GARVAN}.4`,
  precision: PRECISION,
  signatures: [
    signature(
      [f, L, q, degree, topshift, etaoption],
      "a set of polynomials; {{}} when there is none",
      ([value, values, v, n, shift, eta], context) =>
        comboSet("findnonhomcombo", value, values, v, monomialsTo(values.length, n), shift, eta, null, context),
    ),
    signature(
      [f, L, q, integerList("degrees", "the largest degree of each series"), topshift, etaoption],
      "a set of polynomials; {{}} when there is none",
      ([value, values, v, degrees, shift, eta], context) => {
        if (degrees.length !== values.length || degrees.some((d) => d < 0)) {
          throw new EngineError("domain", "The list of degrees has one entry, at least 0, for each series.", {
            given: `${degrees.length} degrees for ${values.length} series`,
            argument: 3,
            help: "findnonhomcombo",
          })
        }
        return comboSet("findnonhomcombo", value, values, v, boxMonomials(degrees), shift, eta, null, context)
      },
    ),
  ],
  examples: [
    {
      input: "findnonhomcombo(kleinj(40),[hauptmodul(2,50)],q,1,0)",
      result: "{{}}",
      source: "j is no linear function of the Hauptmodul of level 2",
    },
    {
      input: "findnonhomcombo(kleinj(40)*hauptmodul(2,50)^2,[hauptmodul(2,50)],q,[3],0)",
      result: "{16777216+196608*X[1]+768*X[1]^2+X[1]^3}",
      source: "j = (t+256)^3/t^2",
    },
  ],
  seeAlso: ["findnonhom", "findhomcombo"],
  errors: [NEEDS_MORE, "The list of degrees has one entry, at least 0, for each series."],
})

const names = list(
  expression("name", "a name or expression that stands for the series"),
  "SL",
  "names for printing, one for each series",
  1,
)
const NOT_LINEAR = "NOT A LINEAR COMBO."

function linearCombination(
  name: string,
  value: QSeries | QExpr,
  values: readonly (QSeries | QExpr)[],
  labels: readonly QExpr[],
  given: string | undefined,
  shift: number,
  p: bigint | null,
  context: CallContext,
): Value {
  if (labels.length !== values.length) {
    throw new EngineError("domain", "SL has one name for each series of L.", {
      given: `${labels.length} names for ${values.length} series`,
      argument: 2,
      help: name,
    })
  }
  const monomials = values.map((_, i) => values.map((__, j) => (i === j ? 1 : 0)))
  const v = given ?? variableOf(value, ...values)
  const { search, result } = run(name, inputs(values, v), monomials, inputs([value], v), shift, p, context)
  tell(search, result, v)
  const dependent = result.vectors.filter((vector) => (vector[0] ?? 0n) === 0n).length
  if (dependent > 0) context.print(`dim ker = ${dependent}: the series of L are linearly dependent`)
  const [first] = combinations(result, p)
  return first === undefined ? text(NOT_LINEAR) : polynomial(first, labels)
}

const findlincombo = declare({
  name: "findlincombo",
  family,
  summary: "Writes f as a linear combination of the series of a list, printed in given names.",
  definition: "f = \\sum_i c_i f_i, \\quad c_i \\in \\mathbb Q",
  source: "Garvan, qseries package, findlincombo",
  precision: PRECISION,
  signatures: [
    signature(
      [f, L, names, q, topshift],
      `the combination, or "${NOT_LINEAR}"`,
      ([value, values, labels, v, shift], context) =>
        linearCombination("findlincombo", value, values, labels, v, shift, null, context),
    ),
  ],
  examples: [
    {
      input: "findlincombo(theta3(q,60)^4,[theta2(q,60)^4,theta4(q,60)^4],[a,b],q,0)",
      result: "a+b",
      source: "Jacobi",
    },
    {
      input: "findlincombo(EISENq(12,60),[EISENq(4,60)^3,EISENq(6,60)^2],[_E4^3,_E6^2],q,0)",
      result: "441/691*_E4^3+250/691*_E6^2",
      source: "Koblitz, chapter III",
    },
  ],
  seeAlso: ["findhomcombo", "findlincombomodp", "findmaxind"],
  errors: [NEEDS_MORE, "SL has one name for each series of L."],
})

const findlincombomodp = declare({
  name: "findlincombomodp",
  family,
  aliases: ["findlincombo_modp"],
  summary:
    "Writes f modulo a prime p as a linear combination of the series of a list; coefficients lie between -p/2 and p/2.",
  definition: "f \\equiv \\sum_i c_i f_i \\pmod p",
  source: "Garvan, qseries package, findlincombomodp",
  precision: PRECISION,
  signatures: [
    signature(
      [f, L, names, prime, q, topshift],
      `the combination, or "${NOT_LINEAR}"`,
      ([value, values, labels, p, v, shift], context) =>
        linearCombination("findlincombomodp", value, values, labels, v, shift, p, context),
    ),
  ],
  examples: [
    {
      input: "findlincombomodp(DELTA12(60),[Phiq(11,60)],[s],691,q,0)",
      result: "s",
      source: "Ramanujan, tau(n) = sigma_11(n) mod 691",
    },
    {
      input: "findlincombomodp(EISENq(6,60),[EISENq(2,60)],[P],5,q,0)",
      result: "P",
      source: "E6 = E2 mod 5 (Swinnerton-Dyer)",
    },
  ],
  seeAlso: ["findlincombo", "findhommodp"],
  errors: ["p is a prime.", "SL has one name for each series of L."],
})

const findhommodp = declare({
  name: "findhommodp",
  family,
  aliases: ["findhom_modp"],
  summary: "Homogeneous relations of degree n modulo a prime p.",
  definition: "P(f_1,\\ldots,f_k) \\equiv 0 \\pmod p",
  source: "Garvan, qseries package, findhommodp",
  precision: PRECISION,
  signatures: [
    signature(
      [L, prime, q, degree, topshift],
      "a set of polynomials; {{}} when there is none",
      ([values, p, v, n, shift], context) =>
        relationSet("findhommodp", values, v, homogeneousMonomials(values.length, n), shift, p, context),
    ),
  ],
  examples: [
    { input: "findhommodp([EISENq(4,40),EISENq(8,40)],7,q,1,0)", result: "{{}}", source: "E4 is not 1 modulo 7" },
    {
      input: "findhommodp([EISENq(2,40),EISENq(8,40)],7,q,1,0)",
      result: "{X[1]-X[2]}",
      source: "E8 = E2 mod 7 (Swinnerton-Dyer)",
    },
  ],
  seeAlso: ["findhom", "findhomcombomodp"],
  errors: ["p is a prime."],
})

const findhomcombomodp = declare({
  name: "findhomcombomodp",
  family,
  aliases: ["findhomcombo_modp"],
  summary: "Writes f modulo a prime p as a homogeneous polynomial of degree n in the series of a list.",
  definition: "f \\equiv P(f_1,\\ldots,f_k) \\pmod p",
  source: "Garvan, qseries package, findhomcombomodp",
  precision: PRECISION,
  signatures: [
    signature(
      [f, L, prime, q, degree, topshift, etaoption],
      "a set of polynomials; {{}} when there is none",
      ([value, values, p, v, n, shift, eta], context) =>
        comboSet("findhomcombomodp", value, values, v, homogeneousMonomials(values.length, n), shift, eta, p, context),
    ),
  ],
  examples: [
    {
      input: "findhomcombomodp(etaq(q,5,60),[etaq(q,1,60)],5,q,5,0)",
      result: "{X[1]^5}",
      source: "(q;q)^5 = (q^5;q^5) mod 5",
    },
    { input: "findhomcombomodp(EISENq(8,50),[EISENq(4,50)],11,q,2,0)", result: "{X[1]^2}", source: "E8 = E4^2" },
  ],
  seeAlso: ["findhomcombo", "findhommodp"],
  errors: ["p is a prime."],
})

const findmaxind = declare({
  name: "findmaxind",
  family,
  summary:
    "The positions of a maximal linearly independent part of a list of series: each one that is no combination of those before it.",
  definition: "\\{ i : f_i \\notin \\langle f_1,\\ldots,f_{i-1} \\rangle \\}",
  source: "Garvan, qseries package, findmaxind",
  precision: PRECISION,
  signatures: [
    signature([L, topshift], "a list of positions from 1", ([values, shift], context) => {
      const v = variableOf(...values)
      // Reversed, the leading entry of a relation is its last series: one that depends on those before it.
      const reversed = [...values].reverse()
      const monomials = reversed.map((_, i) => reversed.map((__, j) => (i === j ? 1 : 0)))
      const { search, result } = run("findmaxind", inputs(reversed, v), monomials, [], shift, null, context)
      tell(search, result, v)
      const dependent = new Set(result.vectors.map((vector) => values.length - vector.findIndex((c) => c !== 0n)))
      return integers(values.map((_, i) => i + 1).filter((i) => !dependent.has(i)))
    }),
  ],
  examples: [
    {
      input: "findmaxind([etaq(q,1,50),etaq(q,2,50),etaq(q,1,50)],0)",
      result: "[1, 2]",
      source: "the third is the first",
    },
    {
      input: "findmaxind([EISENq(4,40)^3,EISENq(6,40)^2,DELTA12(40)],0)",
      result: "[1, 2]",
      source: "E4^3 - E6^2 = 1728 Delta",
    },
  ],
  seeAlso: ["findlincombo", "findhom"],
  errors: [NEEDS_MORE],
})

const findpoly = declare({
  name: "findpoly",
  family,
  summary: "A polynomial relation P(X,Y) = 0 between two series, of given degrees in each.",
  definition: "P(x,y) = 0, \\quad \\deg_X P \\le d_1,\\ \\deg_Y P \\le d_2",
  source: `${GARVAN}.5`,
  precision:
    "A finding: 10 coefficients beyond the unknowns find it, all known ones check it; with check it must hold to that order.",
  signatures: [
    signature(
      [
        series("x", "the first series"),
        series("y", "the second series"),
        q,
        integer("deg1", "the largest power of X", { min: 0, max: 200 }),
        integer("deg2", "the largest power of Y", { min: 0, max: 200 }),
        optional(integer("check", "order to which the relation must hold", { min: 0 })),
      ],
      "a polynomial in X and Y; with factored coefficients where it has degree 1 in one of them",
      ([x, y, given, d1, d2, check], context) => {
        const v = given ?? variableOf(x, y)
        const monomials = boxMonomials([d1, d2])
        const search: Search = {
          name: "findpoly",
          members: inputs([x, y], v),
          monomials,
          degree: null,
          front: [],
          extraRows: 10,
          prime: null,
          context,
        }
        const result = searchRelations(search)
        context.print(`dims , ${monomials.length}, ${monomials.length + 10}`)
        tell(search, result, v)
        if (check !== undefined && result.checkedTo.numerator < check * result.checkedTo.denominator) {
          throw new EngineError("precision", "findpoly can check a relation only as far as the series are known.", {
            given: `check = ${check}, and powers known to O(${v}^${exponentText(result.checkedTo)})`,
            argument: 5,
            help: "findpoly",
          })
        }
        const vector = result.vectors[result.vectors.length - 1]
        if (vector === undefined) {
          throw new EngineError("unable", "No polynomial relation of these degrees holds.", {
            given: `degrees ${d1} and ${d2}`,
            hint: "Try higher degrees.",
            help: "findpoly",
          })
        }
        return relationPolynomial(vector, monomials)
      },
    ),
  ],
  examples: [
    {
      input: "findpoly(theta3(q,60)^4/theta4(q,60)^4,theta2(q,60)^4/theta4(q,60)^4,q,1,1)",
      result: "-1+X-Y",
      source: "Jacobi",
    },
    {
      input: "findpoly(kleinj(60),hauptmodul(2,60),q,1,3)",
      result: "X*Y^2-(256+Y)^3",
      source: "j = (t+256)^3/t^2",
    },
  ],
  seeAlso: ["findnonhom", "findhom"],
  errors: [
    "No polynomial relation of these degrees holds.",
    "findpoly can check a relation only as far as the series are known.",
  ],
})

export const relationFunctions = [
  findhom,
  findnonhom,
  findhomcombo,
  findnonhomcombo,
  findlincombo,
  findlincombomodp,
  findhommodp,
  findhomcombomodp,
  findmaxind,
  findpoly,
]
