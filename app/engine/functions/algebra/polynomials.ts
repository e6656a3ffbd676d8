import { EngineError } from "../../errors"
import type { NativeRational } from "../../native/addon"
import { integer, type QExpr } from "../../symbolic/expression"
import { rationalApi } from "../../symbolic/polynomial"
import { combine, normalRef } from "../../symbolic/rational-function"
import { declare, signature } from "../declare"
import { rest } from "../parameters"
import { languageContext } from "../../evaluator/context"
import { MAPLE, made, polynomial, unknown } from "./common"

type Operation = (a: NativeRational, b: NativeRational) => NativeRational

function fold(values: readonly QExpr[], operation: Operation, empty: number): QExpr {
  const [first, ...others] = values
  if (first === undefined) return integer(empty)
  return others.reduce((a, b) => made(a, combine(a.arena, a.ref, b.ref, undefined, operation)), first)
}

/** gcd(a, b, 'u', 'v') gives u and v the cofactors of a and b: names that occur in neither. */
function cofactorNames(first: QExpr, [second, ...names]: readonly QExpr[]): readonly QExpr[] {
  if (second === undefined || names.length === 0 || names.length > 2) return []
  if (first.isSymbol() && second.isSymbol()) return []
  const used = new Set([...first.freeSymbols(), ...second.freeSymbols()])
  return names.every((name) => name.isSymbol() && !used.has(name.name ?? "")) ? names : []
}

export const gcd = declare({
  name: "gcd",
  family: "algebra",
  summary:
    "The greatest common divisor of integers, or of polynomials in any number of names over the rationals. gcd(a, b, 'u', 'v') also gives u and v the values of a and b divided by it.",
  definition: "\\gcd(a, b)",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [polynomial("first", "an integer or polynomial"), rest(polynomial("others", "more of them"))],
      "an integer or polynomial",
      ([first, others], context) => {
        const cofactors = cofactorNames(first, others)
        const values = [first, ...others.slice(0, others.length - cofactors.length)]
        const divisor = fold(values, (a, b) => rationalApi().gcd(a, b), 0)
        cofactors.forEach((name, i) => {
          const value = values[i] as QExpr
          const cofactor = divisor.isZero() ? divisor : made(value, normalRef(value.arena, value.div(divisor).ref))
          languageContext(context).assignTo(name, cofactor)
        })
        return divisor
      },
    ),
  ],
  examples: [
    { input: "gcd(x^2-1,x^3-1)", result: "x-1", source: "x^n-1 at gcd of the exponents" },
    { input: "gcd(84,36)", result: "12", source: "Euclid" },
    { input: "gcd(x^2-1,x^2+3*x+2,'u','v'): [u,v]", result: "[x-1, x+2]", source: "(x+1)*(x-1), (x+1)*(x+2)" },
  ],
  seeAlso: ["lcm", "igcd"],
})

export const lcm = declare({
  name: "lcm",
  family: "algebra",
  summary: "The least common multiple of integers, or of polynomials over the rationals.",
  definition: "\\operatorname{lcm}(a, b)",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [polynomial("first", "an integer or polynomial"), rest(polynomial("others", "more of them"))],
      "an integer or polynomial",
      ([first, others]) => fold([first, ...others], (a, b) => rationalApi().lcm(a, b), 1),
    ),
  ],
  examples: [
    { input: "lcm(4,6,10)", result: "60", source: "prime factors" },
    { input: "lcm(x,x^2)", result: "x^2", source: "definition" },
  ],
  seeAlso: ["gcd", "ilcm"],
})

export const resultant = declare({
  name: "resultant",
  family: "algebra",
  summary:
    "The resultant of two polynomials: zero exactly when they have a common root, or both leading coefficients vanish.",
  definition:
    "\\operatorname{res}_x(a,b) = \\operatorname{lc}(a)^{\\deg b} \\operatorname{lc}(b)^{\\deg a} \\prod_{i,j} (\\alpha_i - \\beta_j)",
  source: "Cohen, A Course in Computational Algebraic Number Theory, section 3.3",
  precision: "Exact.",
  signatures: [
    signature(
      [
        polynomial("a", "a polynomial"),
        polynomial("b", "a polynomial"),
        unknown("variable", "the name that is eliminated"),
      ],
      "a polynomial in the other names",
      ([a, b, variable]) =>
        made(
          a,
          combine(a.arena, a.ref, b.ref, variable.ref, (x, y, name) => rationalApi().resultant(x, y, name)),
        ),
    ),
  ],
  examples: [
    { input: "resultant(x^2-y,x^3-1,x)", result: "1-y^3", source: "PARI/GP: polresultant(x^2-y,x^3-1,x)" },
    { input: "resultant(x-2,x-5,x)", result: "-3", source: "definition" },
  ],
  seeAlso: ["gcd", "solve"],
})

function divided(a: QExpr, b: QExpr, variable: QExpr, name: string): { quotient: QExpr; remainder: QExpr } {
  if (b.isZero()) throw new EngineError("domain", "Nothing is divided by 0.", { argument: 1, help: name })
  const part = (which: "quotient" | "remainder"): QExpr =>
    made(
      a,
      combine(a.arena, a.ref, b.ref, variable.ref, (x, y, v) => rationalApi().divrem(x, y, v)[which]),
    )
  return { quotient: part("quotient"), remainder: part("remainder") }
}

function division(
  name: "quo" | "rem",
  summary: string,
  definition: string,
  ...examples: readonly { input: string; result: string; source: string }[]
) {
  return declare({
    name,
    family: "algebra",
    summary,
    definition,
    source: MAPLE,
    precision: "Exact.",
    signatures: [
      signature(
        [
          polynomial("dividend", "a polynomial"),
          polynomial("divisor", "a polynomial, not 0"),
          unknown("variable", "the name in which it is divided"),
        ],
        "a polynomial in the name",
        ([a, b, variable]) => divided(a, b, variable, name)[name === "quo" ? "quotient" : "remainder"],
      ),
      signature(
        [
          polynomial("dividend", "a polynomial"),
          polynomial("divisor", "a polynomial, not 0"),
          unknown("variable", "the name in which it is divided"),
          unknown("other", `a quoted name, which is given the ${name === "quo" ? "remainder" : "quotient"}`),
        ],
        "a polynomial in the name",
        ([a, b, variable, other], context) => {
          const { quotient, remainder } = divided(a, b, variable, name)
          languageContext(context).assignTo(other, name === "quo" ? remainder : quotient)
          return name === "quo" ? quotient : remainder
        },
      ),
    ],
    examples,
    seeAlso: [name === "quo" ? "rem" : "quo", "gcd"],
  })
}

export const quo = division(
  "quo",
  "The quotient of a polynomial division with remainder.",
  "a = bq + r,\\ \\deg r < \\deg b",
  {
    input: "quo(x^3+1,x^2+x,x)",
    result: "x-1",
    source: "PARI/GP: divrem(x^3+1,x^2+x)",
  },
  { input: "quo(x^2-1,x-1,x)", result: "1+x", source: "definition" },
  { input: "quo(x^3+1,x+2,x,'r'): r", result: "-7", source: "x^3+1 at x = -2" },
)
export const rem = division(
  "rem",
  "The remainder of a polynomial division.",
  "a = bq + r,\\ \\deg r < \\deg b",
  {
    input: "rem(x^3+1,x^2+x,x)",
    result: "x+1",
    source: "PARI/GP: divrem(x^3+1,x^2+x)",
  },
  { input: "rem(x^2-1,x-1,x)", result: "0", source: "definition" },
)

export const polynomialFunctions = [gcd, lcm, resultant, quo, rem]
