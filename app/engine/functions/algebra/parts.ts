import { EngineError } from "../../errors"
import { compareExponents, exponent, type Exponent } from "../../series/exponent"
import type { QSeries } from "../../series/series"
import { baseAndExponent, infinity, integer, type QExpr, rational, symbol } from "../../symbolic/expression"
import { coefficientOf, powersOf } from "../../symbolic/coefficients"
import { exponentFrom } from "../../symbolic/monomial"
import { coefficientExpression, seriesExpression } from "../../symbolic/from-series"
import { fraction } from "../../symbolic/rational-function"
import { List, Sequence, type Value } from "../../values"
import { languageContext } from "../../evaluator/context"
import { declare, signature, type Parameter } from "../declare"
import { describe } from "../describe"
import { anyValue, optional } from "../parameters"
import { MAPLE, made, mapExpressions, polynomial, unknown, unknowns } from "./common"

const body: Parameter<QExpr | QSeries> = {
  name: "expression",
  meaning: "a polynomial, or a series",
  domain: "a polynomial or a series",
  optional: false,
  read: (value) => (value.kind === "expr" || value.kind === "series" ? value : undefined),
}
const inVariable = unknown("variable", "the name whose powers count")

const power: Parameter<Exponent> = {
  name: "power",
  meaning: "the exponent",
  domain: "a rational number",
  optional: false,
  read(value) {
    const number = value.kind === "expr" ? value.asRational() : undefined
    return number === undefined ? undefined : exponentFrom(number)
  },
}

/** A series in another variable is a constant here; one with an O-term in this variable is asked directly. */
function asPolynomial(value: QExpr | QSeries, variable: QExpr): QExpr {
  if (value.kind === "expr") return value
  if (value.isExact) return seriesExpression(value)
  throw new EngineError(
    "domain",
    `The expression is a series in ${value.variable} with an O-term, not a polynomial in ${variable.toString()}.`,
    {
      hint: "convert(f, polynom) drops the O-term.",
    },
  )
}

function coefficient(value: QExpr | QSeries, variable: QExpr, n: Exponent): QExpr {
  if (value.kind === "series" && variable.isSymbol(value.variable)) return coefficientExpression(value, n)
  const expression = asPolynomial(value, variable)
  return made(expression, coefficientOf(expression.arena, expression.ref, variable.ref, n))
}

/** coeff(f, x^n) means x and n. */
const variablePower: Parameter<{ readonly variable: QExpr; readonly power: Exponent }> = {
  name: "power",
  meaning: "a name, or a power of one",
  domain: "a name or a power of one, such as q^3",
  optional: false,
  read(value) {
    if (value.kind !== "expr" || value.isNumber()) return undefined
    const { base, exponent: e } = baseAndExponent(value)
    const n = e.asRational()
    const by = n === undefined ? undefined : exponentFrom(n)
    return by === undefined || !(base.isSymbol() || base.head === "indexed" || base.head === "function")
      ? undefined
      : { variable: base, power: by }
  },
}

export const coeff = declare({
  name: "coeff",
  family: "algebra",
  summary: "The coefficient of a power of a name in a polynomial or series.",
  definition: "[x^n] f",
  source: MAPLE,
  precision: "Exact. A coefficient of a series at or beyond its order is an error, never 0.",
  signatures: [
    signature([body, inVariable, power], "the coefficient", ([value, variable, n]) => coefficient(value, variable, n)),
    signature([body, variablePower], "the coefficient", ([value, { variable, power: n }]) =>
      coefficient(value, variable, n),
    ),
  ],
  examples: [
    { input: "coeff(1+2*q+3*q^2,q,2)", result: "3", source: "read off" },
    { input: "coeff(etaq(q,1,20),q,12)", result: "-1", source: "Euler's pentagonal number theorem" },
    { input: "coeff((x+y)^3,x^2)", result: "3*y", source: "binomial theorem" },
  ],
  seeAlso: ["coeffs", "lcoeff", "tcoeff"],
  errors: ["The coefficient of q^n is not known to this series."],
})

/** Exponents and coefficients, ascending. */
function termsOf(
  value: QExpr | QSeries,
  variable: QExpr,
): { readonly exponent: Exponent; readonly coefficient: QExpr }[] {
  if (value.kind === "series" && variable.isSymbol(value.variable)) {
    return value.terms().map(({ exponent: e }) => ({ exponent: e, coefficient: coefficientExpression(value, e) }))
  }
  const expression = asPolynomial(value, variable)
  return powersOf(expression.arena, expression.ref, variable.ref).map(({ exponent: e, coefficient: c }) => ({
    exponent: e,
    coefficient: made(expression, c),
  }))
}

/** The variable that is meant when none is given: that of the series, or the only name. */
function onlyVariable(value: QExpr | QSeries, fn: string): QExpr {
  if (value.kind === "series") return symbol(value.variable)
  const names = value.freeSymbols()
  const [name] = names
  if (names.length <= 1) return symbol(name ?? "q")
  throw new EngineError("argument", `${fn} needs a variable when several names occur.`, {
    given: names.join(", "),
    hint: `Write ${fn}(f, ${name}).`,
    help: fn,
  })
}

export const coeffs = declare({
  name: "coeffs",
  family: "algebra",
  summary:
    "All non-zero coefficients of a polynomial, by ascending powers; or those of a window of exponents, zeros included.",
  definition: "c_i \\text{ of } \\sum_i c_i x^i",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [body, optional(inVariable)],
      "a sequence of coefficients",
      ([value, variable]) =>
        new Sequence(termsOf(value, variable ?? onlyVariable(value, "coeffs")).map(({ coefficient: c }) => c)),
    ),
    signature(
      [polynomial("expression", "a polynomial"), unknowns("variables", "the names whose powers count")],
      "a sequence of coefficients",
      ([value, names]) => new Sequence(powerProducts(value, names).map(({ coefficient: c }) => c)),
    ),
    signature(
      [
        polynomial("expression", "a polynomial"),
        unknowns("variables", "the names whose powers count"),
        unknown("powers", "a quoted name, which is given the sequence of the powers"),
      ],
      "a sequence of coefficients",
      ([value, names, powers], context) => {
        const products = powerProducts(value, names)
        languageContext(context).assignTo(powers, new Sequence(products.map((each) => each.power)))
        return new Sequence(products.map(({ coefficient: c }) => c))
      },
    ),
    signature([body, power, power], "the list of the coefficients of x^from, …, x^to", ([value, from, to]) => {
      const variable = onlyVariable(value, "coeffs")
      const items: QExpr[] = []
      for (let n = from.numerator; n <= to.numerator; n++) items.push(coefficient(value, variable, exponent(n)))
      return new List(items)
    }),
  ],
  examples: [
    { input: "[coeffs(1-q^2+5*q^3,q)]", result: "[1, -1, 5]", source: "read off" },
    { input: "coeffs(x^2+3*x+5,x,'t'): t", result: "1, x, x^2", source: "read off" },
    { input: "[coeffs(2*x*y+3*y+x,[x,y])]", result: "[3, 1, 2]", source: "of y, x and x*y" },
    { input: "coeffs(etaq(q,1,10),0,5)", result: "[1, -1, -1, 0, 0, 1]", source: "Euler's pentagonal number theorem" },
  ],
  seeAlso: ["coeff", "collect"],
})

type Term = { readonly exponent: Exponent; readonly coefficient: QExpr }

interface PowerProduct {
  readonly coefficient: QExpr
  readonly power: QExpr
  /** The sum of its exponents. */
  readonly degree: QExpr
}

const severalNames: Parameter<{ readonly names: readonly QExpr[]; readonly inOrder: boolean }> = {
  name: "variables",
  meaning: "several names: a list counts them in its order, a set all alike",
  domain: "a name, or a list or set of names",
  optional: false,
  read(value, context) {
    if (value.kind !== "list" && value.kind !== "set") return undefined
    const names = unknowns("variables", "").read(value, context)
    return names === undefined ? undefined : { names, inOrder: value.kind === "list" }
  },
}

/** What is picked: of the powers of one name, or of power products, ascending in the first name, then in the next. */
interface Extreme {
  readonly ofTerms: (terms: readonly Term[], value: QExpr | QSeries) => Value
  readonly ofProducts: (products: readonly PowerProduct[], inOrder: boolean) => Value
  /** Of coefficients: which end, so that its power can be asked for too. */
  readonly end?: 0 | -1
}

/** lcoeff(f, x, 't') gives t the power that the coefficient belongs to. */
function withPower(end: 0 | -1) {
  return signature(
    [
      polynomial("expression", "a polynomial"),
      unknowns("variables", "the names whose powers count"),
      unknown("power", "a quoted name, which is given the power"),
    ],
    "a number or expression",
    ([value, names, power], context) => {
      const product = powerProducts(value, names).at(end)
      languageContext(context).assignTo(power, product?.power ?? integer(1))
      return product?.coefficient ?? integer(0)
    },
  )
}

function extreme(
  name: string,
  summary: string,
  definition: string,
  examples: { input: string; result: string; source: string }[],
  { ofTerms, ofProducts, end }: Extreme,
) {
  return declare({
    name,
    family: "algebra",
    summary,
    definition,
    source: MAPLE,
    precision: "Exact; of a series, among the known terms.",
    signatures: [
      signature([body, optional(inVariable)], "a number or expression", ([value, variable]) => {
        const names = variable === undefined && value.kind === "expr" ? value.freeSymbols() : []
        if (names.length > 1) return ofProducts(powerProducts(value as QExpr, names.map(symbol)), false)
        return ofTerms(termsOf(value, variable ?? onlyVariable(value, name)), value)
      }),
      signature(
        [polynomial("expression", "a polynomial"), severalNames],
        "a number or expression",
        ([value, several]) => ofProducts(powerProducts(value, several.names), several.inOrder),
      ),
      ...(end === undefined ? [] : [withPower(end)]),
    ],
    examples,
    seeAlso: ["coeff", "degree", "ldegree", "lcoeff", "tcoeff"].filter((other) => other !== name),
    errors: [`${name} of a series none of whose terms is known does not exist.`],
  })
}

function lastCoefficient(end: 0 | -1): Extreme {
  const pick = (terms: readonly { readonly coefficient: QExpr }[]): QExpr => terms.at(end)?.coefficient ?? integer(0)
  return { ofTerms: pick, ofProducts: pick, end }
}

/** The exponent of the last or first term; of 0 what an empty maximum or minimum is. */
function extremeExponent(terms: readonly Term[], value: QExpr | QSeries, end: 0 | -1, name: string): QExpr {
  const term = terms.at(end)
  if (term !== undefined) return asNumber(term.exponent)
  if (value.kind !== "series" || value.isExact) return end === 0 ? infinity() : infinity().neg()
  throw new EngineError("domain", `${name} of a series none of whose terms is known does not exist.`, {
    given: describe(value),
    hint: "Compute the series to a higher order.",
    help: name,
  })
}

/** Coefficients and power products in several names, innermost name last. */
function powerProducts(value: QExpr, names: readonly QExpr[]): PowerProduct[] {
  const [name, ...others] = names
  if (name === undefined) return [{ coefficient: value, power: integer(1), degree: integer(0) }]
  return termsOf(value, name).flatMap(({ exponent: e, coefficient: c }) =>
    powerProducts(c, others).map(({ coefficient: inner, power: rest, degree: above }) => ({
      coefficient: inner,
      power: name.pow(asNumber(e)).mul(rest),
      degree: above.add(asNumber(e)),
    })),
  )
}

/** The degree of the leading power product for names in their order, the total degree for a set; `end` says which of the two ends. */
function degreeIn(products: readonly PowerProduct[], inOrder: boolean, end: 0 | -1): QExpr {
  const last = products.at(end)
  if (last === undefined) return end === 0 ? infinity() : infinity().neg()
  if (inOrder) return last.degree
  const less = (a: QExpr, b: QExpr): boolean => (b.sub(a).asRational()?.numerator ?? 0n) > 0n
  return products.map(({ degree: d }) => d).reduce((a, b) => (less(a, b) === (end === 0) ? a : b))
}

const asNumber = (e: Exponent): QExpr => rational(e.numerator, e.denominator)

export const degree = extreme(
  "degree",
  "The highest exponent of a name with a non-zero coefficient; of a set of names the total degree, of a list that of the leading term.",
  "\\deg_x f",
  [
    { input: "degree(1+x^5-x^2,x)", result: "5", source: "read off" },
    { input: "degree(etaq(q,1,10),q)", result: "7", source: "definition" },
    {
      input: "degree(x^2*y^3+x^4,{x,y}), degree(x^2*y^3+x^4,[x,y])",
      result: "5, 4",
      source: "total degree; x^4 leads",
    },
    { input: "degree(0,x)", result: "-infinity", source: "an empty maximum; Maple's degree" },
  ],
  {
    ofTerms: (terms, value) => extremeExponent(terms, value, -1, "degree"),
    ofProducts: (products, inOrder) => degreeIn(products, inOrder, -1),
  },
)
export const ldegree = extreme(
  "ldegree",
  "The lowest exponent of a name with a non-zero coefficient; of a set of names the lowest total degree, of a list that of the trailing term.",
  "\\operatorname{ord}_x f",
  [
    { input: "ldegree(x^5-x^2,x)", result: "2", source: "read off" },
    { input: "ldegree(DELTA12(5),q)", result: "1", source: "definition" },
    { input: "ldegree(0,x)", result: "infinity", source: "an empty minimum; Maple's ldegree" },
  ],
  {
    ofTerms: (terms, value) => extremeExponent(terms, value, 0, "ldegree"),
    ofProducts: (products, inOrder) => degreeIn(products, inOrder, 0),
  },
)
export const lcoeff = extreme(
  "lcoeff",
  "The coefficient of the highest power.",
  "[x^{\\deg f}] f",
  [
    { input: "lcoeff(3*x^5-x^2,x)", result: "3", source: "read off" },
    { input: "lcoeff(a*x^2+b,x)", result: "a", source: "definition" },
    { input: "lcoeff(5*x*y^7+3*x^2*y+x,[x,y])", result: "3", source: "x^2*y leads" },
  ],
  lastCoefficient(-1),
)
export const tcoeff = extreme(
  "tcoeff",
  "The coefficient of the lowest power.",
  "[x^{\\operatorname{ord} f}] f",
  [
    { input: "tcoeff(3*x^5-x^2,x)", result: "-1", source: "read off" },
    { input: "tcoeff(a*x^2+b,x)", result: "b", source: "definition" },
  ],
  lastCoefficient(0),
)

/** Laurent polynomials that are exact series have the monomial denominator q^v. */
function quotientParts(value: QSeries): { numerator: Value; denominator: Value } {
  if (value.isExact) {
    const expression = seriesExpression(value)
    const parts = fraction(expression.arena, expression.ref)
    return { numerator: made(expression, parts.numerator), denominator: made(expression, parts.denominator) }
  }
  const { valuation } = value
  const below = valuation !== null && compareExponents(valuation, exponent(0)) < 0 ? valuation : exponent(0)
  return {
    numerator: value.shift(exponent(-below.numerator, below.denominator)),
    denominator: symbol(value.variable).pow(asNumber(exponent(-below.numerator, below.denominator))),
  }
}

function part(
  name: string,
  which: "numerator" | "denominator",
  examples: { input: string; result: string; source: string }[],
) {
  return declare({
    name,
    family: "algebra",
    summary: `The ${which} of the normal form.`,
    definition: which === "numerator" ? "a \\text{ of } \\tfrac{a}{b}" : "b \\text{ of } \\tfrac{a}{b}",
    source: MAPLE,
    precision: "Exact.",
    signatures: [
      signature(
        [anyValue("expression", "a number, an expression or a series", "a number, an expression or a series")],
        "a polynomial or an integer",
        ([value]) =>
          mapExpressions(
            value,
            (expression) => made(expression, fraction(expression.arena, expression.ref)[which]),
            (series) => quotientParts(series)[which],
          ),
      ),
    ],
    examples,
    seeAlso: ["normal", which === "numerator" ? "denom" : "numer"],
  })
}

export const numer = part("numer", "numerator", [
  { input: "numer(3/7)", result: "3", source: "read off" },
  { input: "numer(x/(x+1))", result: "x", source: "definition" },
])
export const denom = part("denom", "denominator", [
  { input: "denom(42)", result: "1", source: "read off" },
  { input: "denom(1/x+1/y)", result: "x*y", source: "common denominator" },
])

export const partFunctions = [coeff, coeffs, lcoeff, tcoeff, degree, ldegree, numer, denom]
