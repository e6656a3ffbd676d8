import { EngineError } from "../../errors"
import { exponent, multiplyExponents, toExponent } from "../../series/exponent"
import { QSeries } from "../../series/series"
import {
  type QExpr,
  etaFactor,
  infinity,
  integer as int,
  qPochhammer,
  theta as thetaForm,
  theta2 as theta2Form,
  theta3 as theta3Form,
  theta4 as theta4Form,
} from "../../symbolic/expression"
import { enterSeries } from "../../symbolic/named-series"
import { seriesOf } from "../../symbolic/series"
import type { Value } from "../../values"
import { type DeclaredFunction, declare, signature } from "../declare"
import { type PowerArgument, powerArgument } from "../exact"
import { integerOf, splitPower } from "../inputs"
import { type Base, base, expression, integer, order } from "../parameters"
import { type ThetaTerm, cutSum, monomialArgument } from "../products/sums"

const baseExpression = expression("q", "any expression")

/** The term z^n q^(n^2), z and q powers of one variable with factors. */
const general = (n: number): ThetaTerm => ({ sign: 1, powers: [n, n * n], exponent: 0 })

const theta = declare({
  name: "theta",
  family: "theta functions",
  summary:
    "Jacobi's theta function of z and q; T bounds the summation index, and the base may be a power of the variable.",
  definition: "\\theta(z,q) = \\sum_{n=-T}^{T} z^n q^{n^2}, \\quad T = \\infty \\text{ without } T",
  source: "Garvan, qseries package, theta; Whittaker and Watson, chapter XXI",
  precision: "The order is the exponent of the first term left out; without T it is exact.",
  signatures: [
    signature(
      [
        expression("z", "a power of the variable, a number, a name, or a product of these"),
        powerArgument(),
        integer("T", "terms with |n| <= T are summed", { min: 0, max: 1_000_000, keywords: ["order"] }),
      ],
      "a series",
      ([z, { value, variable }, T]) => {
        const x: Base = { variable, power: toExponent(1) }
        const parts = [monomialArgument(z, x, "z", "theta"), monomialArgument(value, x, "q", "theta")]
        const kept = Array.from({ length: 2 * T + 1 }, (_, i) => general(i - T))
        return cutSum(kept, [general(T + 1), general(-T - 1)], parts, x)
      },
    ),
    signature([expression("z", "any expression"), baseExpression], "the symbolic function", ([z, q]) =>
      thetaForm(z, q),
    ),
  ],
  examples: [
    { input: "series(theta(1,q,5),q,5)", result: "1 + 2*q + 2*q^4 + O(q^5)", source: "theta3" },
    { input: "theta(1,-q,2)", result: "1 - 2*q + 2*q^4 + O(q^9)", source: "theta4" },
    { input: "series(theta(z,q),q,5)-theta(z,q,2)", result: "O(q^5)", source: "the definition" },
    { input: "evalf(theta(2,1/3))", result: "1.886215635", source: "PARI/GP: 1+suminf(n=1,(2^n+2^-n)*(1/3.)^(n^2))" },
    {
      input: "series(theta(q^10,q^25,5)-aqprod(-q^35,q^50,infinity)*aqprod(-q^15,q^50,infinity)*etaq(q,50,300),q,300)",
      result: "O(q^300)",
      source: "Jacobi's triple product",
    },
  ],
  seeAlso: ["theta2", "theta3", "theta4", "tripleprod"],
  errors: ["theta is not defined for z = 0.", "T is an integer, at least 0."],
})

/** A theta constant of x = c*q^k; T counts powers of the base, so the order is k*T. */
function constantOf(make: (T: number, variable: string) => QSeries, form: (q: QExpr) => QExpr) {
  return ([{ value, variable, power, plain }, T]: readonly [PowerArgument, number]): Value =>
    plain ? make(T, variable).dilate(power) : seriesOf(form(value), variable, multiplyExponents(power, exponent(T)))
}

export function theta2Series(T: number, variable: string): QSeries {
  // 2 sum over n >= 0 of q^((2n+1)^2/4), in t = q^(1/4)
  return QSeries.of(QSeries.theta(8, 8, 1, 1, variable, 4 * T, true).scale(2).native, variable, 4)
}
export function theta3Series(T: number, variable: string): QSeries {
  return QSeries.theta(2, 0, 0, 1, variable, T)
}
export function theta4Series(T: number, variable: string): QSeries {
  return QSeries.theta(2, 0, 0, -1, variable, T)
}

/** An integer alone is an order, even one that is refused. */
const isNoOrder = ([q]: readonly [QExpr]): boolean => integerOf(q) === undefined

const powersOfBase = order("number of powers of the base: theta(q^k, T) has order k*T")
const JACOBI =
  "Whittaker and Watson, A Course of Modern Analysis, section 21.11; Borwein and Borwein, Pi and the AGM, chapter 2"

const theta2 = declare({
  name: "theta2",
  family: "theta functions",
  summary: "Jacobi's theta constant with half-integer squares as exponents; the fractional powers are kept.",
  definition: "\\theta_2(q) = \\sum_{n=-\\infty}^{\\infty} q^{(n+1/2)^2} = \\frac{2\\eta(4\\tau)^2}{\\eta(2\\tau)}",
  source: JACOBI,
  precision: "theta2(q^k, T) has order k*T; without T it is exact.",
  signatures: [
    signature([powerArgument(), powersOfBase], "a series", constantOf(theta2Series, theta2Form)),
    signature([baseExpression], "the symbolic function", ([q]) => theta2Form(q)),
  ],
  examples: [
    {
      input: "theta2(q,13)",
      result: "2*q^(1/4) + 2*q^(9/4) + 2*q^(25/4) + 2*q^(49/4) + O(q^13)",
      source: "the definition",
    },
    {
      input: "series(theta2(q,50)^4+theta4(q,50)^4-theta3(q,50)^4,q,50)",
      result: "O(q^50)",
      source: "Jacobi's identity, Whittaker and Watson 21.2",
    },
  ],
  seeAlso: ["theta3", "theta4", "theta"],
  errors: ["The argument is a positive power of the variable."],
})

const theta3 = declare({
  name: "theta3",
  family: "theta functions",
  summary: "Jacobi's theta constant, the sum of q^(n^2).",
  definition:
    "\\theta_3(q) = \\sum_{n=-\\infty}^{\\infty} q^{n^2} = \\frac{\\eta(2\\tau)^5}{\\eta(\\tau)^2\\eta(4\\tau)^2}",
  source: JACOBI,
  precision: "theta3(q^k, T) has order k*T; without T it is exact.",
  signatures: [
    signature([powerArgument(), powersOfBase], "a series", constantOf(theta3Series, theta3Form)),
    signature([order("the order, in q")], "a series in q", ([T]) => theta3Series(T, "q")),
    signature([baseExpression], "the symbolic function", ([q]) => theta3Form(q), isNoOrder),
  ],
  examples: [
    { input: "theta3(q,20)", result: "1 + 2*q + 2*q^4 + 2*q^9 + 2*q^16 + O(q^20)", source: "the definition" },
    { input: "theta3(q^3,5)", result: "1 + 2*q^3 + 2*q^12 + O(q^15)", source: "the definition" },
    {
      input: "series(theta3(q,40)-etaq(q,2,40)^5/(etaq(q,1,40)^2*etaq(q,4,40)^2),q,40)",
      result: "O(q^40)",
      source: "Jacobi's triple product",
    },
  ],
  seeAlso: ["theta2", "theta4", "ramanujan_phi"],
  errors: ["The argument is a positive power of the variable."],
})

const theta4 = declare({
  name: "theta4",
  family: "theta functions",
  summary: "Jacobi's theta constant, the alternating sum of q^(n^2).",
  definition: "\\theta_4(q) = \\sum_{n=-\\infty}^{\\infty} (-1)^n q^{n^2} = \\frac{\\eta(\\tau)^2}{\\eta(2\\tau)}",
  source: `${JACOBI}; Andrews, The Theory of Partitions, (2.2.12) (Gauss)`,
  precision: "theta4(q^k, T) has order k*T; without T it is exact.",
  signatures: [
    signature([powerArgument(), powersOfBase], "a series", constantOf(theta4Series, theta4Form)),
    signature([order("the order, in q")], "a series in q", ([T]) => theta4Series(T, "q")),
    signature([baseExpression], "the symbolic function", ([q]) => theta4Form(q), isNoOrder),
  ],
  examples: [
    { input: "theta4(q,20)", result: "1 - 2*q + 2*q^4 - 2*q^9 + 2*q^16 + O(q^20)", source: "the definition" },
    {
      input: "series(theta4(q,40)-etaq(q,1,40)^2/etaq(q,2,40),q,40)",
      result: "O(q^40)",
      source: "Andrews, The Theory of Partitions, (2.2.12)",
    },
  ],
  seeAlso: ["theta2", "theta3"],
  errors: ["The argument is a positive power of the variable."],
})

const eta = declare({
  name: "eta",
  family: "theta functions",
  summary: "Dedekind's eta function as a symbol: eta(k*tau) = q^(k/24) (q^k;q^k)_inf.",
  definition: "\\eta(k\\tau) = q^{k/24} \\prod_{n\\ge1} (1-q^{kn}), \\quad q = e^{2\\pi i\\tau}",
  source: "Apostol, Modular Functions and Dirichlet Series in Number Theory, chapter 3",
  precision: "Exact; eta(q^k, T) is the series with exponents in k/24 + Z, known below exponent T.",
  signatures: [
    signature([expression("k*tau", "a multiple of tau")], "a symbolic factor", ([argument]) => {
      const split = splitPower(argument, "tau")
      const k = split?.coefficient.asRational()
      if (split?.exponent.numerator !== 1 || split.exponent.denominator !== 1 || k === undefined || k.numerator <= 0n) {
        throw new EngineError("domain", "eta takes a positive multiple of tau.", {
          given: argument.toString(),
          hint: "Write eta(k*tau), or eta(q^k, T) for the series.",
          help: "eta",
        })
      }
      return k.denominator === 1n ? etaFactor(k.numerator) : etaFactor(int(k.numerator).div(k.denominator))
    }),
    signature([base("q", "the base; q^k gives eta(k*tau)"), order()], "a series", ([q, T]) => {
      const shift = multiplyExponents(q.power, exponent(1, 24))
      return QSeries.etaQuotient(
        [{ scale: 1, exponent: 1 }],
        q.variable,
        Math.ceil((T * q.power.denominator) / q.power.numerator),
      )
        .dilate(q.power)
        .shift(shift)
        .truncate(T)
    }),
  ],
  examples: [
    {
      input: "eta(q,8)",
      result: "q^(1/24) - q^(25/24) - q^(49/24) + q^(121/24) + q^(169/24) + O(q^8)",
      source: "Euler's pentagonal number theorem",
    },
    {
      input: "series(eta(tau)^24,q,5)",
      result: "q - 24*q^2 + 252*q^3 - 1472*q^4 + O(q^5)",
      source: "OEIS A000594, Ramanujan's tau",
    },
  ],
  seeAlso: ["etaq", "etamake", "DELTA12"],
  errors: ["eta takes a positive multiple of tau."],
})

/** F(c*q^k) to O(q^T), from F(q) and its symbolic form. */
function ramanujanSeries(
  make: (T: number, variable: string) => QSeries,
  form: (q: QExpr) => QExpr,
  { value, variable, power: k, plain }: PowerArgument,
  T: number,
): QSeries {
  if (!plain) return seriesOf(form(value), variable, T)
  return make(Math.ceil((T * k.denominator) / k.numerator), variable)
    .dilate(k)
    .truncate(T)
}

export function psiSeries(T: number, variable: string): QSeries {
  return QSeries.theta(1, 1, 0, 1, variable, T, true)
}
function psiForm(q: QExpr): QExpr {
  return qPochhammer(q.pow(2), q.pow(2), infinity()).div(qPochhammer(q, q.pow(2), infinity()))
}
function chiForm(q: QExpr): QExpr {
  return qPochhammer(q.neg(), q.pow(2), infinity())
}
function chiSeries(T: number, variable: string): QSeries {
  return QSeries.pochhammer(
    [{ numerator: -1n, denominator: 1n, start: 1, step: 2, count: null, exponent: 1 }],
    variable,
    T,
  )
}

const BERNDT = "B. C. Berndt, Ramanujan's Notebooks, part III, chapter 16, entry 22"

const ramanujan_f = declare({
  name: "ramanujan_f",
  family: "theta functions",
  summary: "Ramanujan's general theta function f(a,b).",
  definition:
    "f(a,b) = \\sum_{n=-\\infty}^{\\infty} a^{n(n+1)/2} b^{n(n-1)/2} = (-a;ab)_\\infty (-b;ab)_\\infty (ab;ab)_\\infty",
  source: "B. C. Berndt, Ramanujan's Notebooks, part III, chapter 16, (18.1)",
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([expression("a", "c*q^m"), expression("b", "d*q^n with m + n > 0"), order()], "a series", ([a, b, T]) =>
      generalTheta(a, b, T),
    ),
    signature([expression("a", "any expression"), expression("b", "any expression")], "an exact product", ([a, b]) => {
      const ab = a.mul(b)
      return qPochhammer(a.neg(), ab, infinity()).mul(
        qPochhammer(b.neg(), ab, infinity()),
        qPochhammer(ab, ab, infinity()),
      )
    }),
  ],
  examples: [
    {
      input: "ramanujan_f(q,q,10)",
      result: "1 + 2*q + 2*q^4 + 2*q^9 + O(q^10)",
      source: "f(q,q) = phi(q), Berndt, entry 22",
    },
    {
      input: "ramanujan_f(-q,-q^2,10)",
      result: "1 - q - q^2 + q^5 + q^7 + O(q^10)",
      source: "f(-q,-q^2) = (q;q)_inf, Berndt, entry 22",
    },
  ],
  seeAlso: ["ramanujan_phi", "ramanujan_psi", "ramanujan_chi", "tripleprod"],
  errors: ["ramanujan_f(a, b, T) needs a and b to be powers of one variable whose product has positive exponent."],
})

function generalTheta(a: Parameters<typeof splitPower>[0], b: Parameters<typeof splitPower>[0], T: number): QSeries {
  const variable =
    [...a.freeSymbols(), ...b.freeSymbols()].find((name) => name === "q") ??
    a.freeSymbols()[0] ??
    b.freeSymbols()[0] ??
    "q"
  const q: Base = { variable, power: toExponent(1) }
  const x = monomialArgument(a, q, "a", "ramanujan_f")
  const y = monomialArgument(b, q, "b", "ramanujan_f")
  const m = x.exponent.numerator / x.exponent.denominator
  const n = y.exponent.numerator / y.exponent.denominator
  if (m + n <= 0) {
    throw new EngineError(
      "domain",
      "ramanujan_f(a, b, T) needs a and b to be powers of one variable whose product has positive exponent.",
      {
        given: `a = ${a.toString()}, b = ${b.toString()}`,
        help: "ramanujan_f",
      },
    )
  }
  const at = (k: number) => (m * k * (k + 1)) / 2 + (n * k * (k - 1)) / 2
  const term = (k: number): ThetaTerm => ({ sign: 1, powers: [(k * (k + 1)) / 2, (k * (k - 1)) / 2], exponent: 0 })
  const vertex = Math.round((n - m) / (2 * (m + n)))
  let low = vertex
  while (at(low - 1) < T || low - 1 >= vertex) low--
  let high = vertex
  while (at(high + 1) < T || high + 1 <= vertex) high++
  const kept = Array.from({ length: high - low + 1 }, (_, i) => term(low + i))
  return cutSum(kept, [term(low - 1), term(high + 1)], [x, y], q).truncate(T)
}

const ramanujan_phi = declare({
  name: "ramanujan_phi",
  family: "theta functions",
  summary: "Ramanujan's phi(q) = f(q,q), the sum of q^(n^2).",
  definition: "\\varphi(q) = \\sum_{n=-\\infty}^{\\infty} q^{n^2} = (-q;q^2)_\\infty^2 (q^2;q^2)_\\infty",
  source: BERNDT,
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([powerArgument(), order()], "a series", ([q, T]) => ramanujanSeries(theta3Series, theta3Form, q, T)),
    signature([baseExpression], "the symbolic function", ([q]) => theta3Form(q)),
  ],
  examples: [
    {
      input: "ramanujan_phi(-q,10)",
      result: "1 - 2*q + 2*q^4 - 2*q^9 + O(q^10)",
      source: "phi(-q) = (q;q)/(-q;q), Berndt, entry 22",
    },
    { input: "ramanujan_phi(q^2,10)", result: "1 + 2*q^2 + 2*q^8 + O(q^10)", source: "the definition" },
  ],
  seeAlso: ["ramanujan_psi", "ramanujan_chi", "ramanujan_f", "theta3"],
  errors: ["The argument is a positive power of the variable."],
})

const ramanujan_psi = declare({
  name: "ramanujan_psi",
  family: "theta functions",
  summary: "Ramanujan's psi(q) = f(q,q^3), the sum over triangular numbers.",
  definition: "\\psi(q) = \\sum_{n\\ge0} q^{n(n+1)/2} = \\frac{(q^2;q^2)_\\infty}{(q;q^2)_\\infty}",
  source: BERNDT,
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([powerArgument(), order()], "a series", ([q, T]) => ramanujanSeries(psiSeries, psiForm, q, T)),
    signature([baseExpression], "an exact product", ([q]) => psiForm(q)),
  ],
  examples: [
    { input: "ramanujan_psi(q,12)", result: "1 + q + q^3 + q^6 + q^10 + O(q^12)", source: "the definition" },
    {
      input: "series(ramanujan_psi(q,40)-etaq(q,2,40)^2/etaq(q,1,40),q,40)",
      result: "O(q^40)",
      source: "Gauss; Andrews (2.2.13)",
    },
  ],
  seeAlso: ["ramanujan_phi", "ramanujan_chi", "ramanujan_f"],
  errors: ["The argument is a positive power of the variable."],
})

const ramanujan_chi = declare({
  name: "ramanujan_chi",
  family: "theta functions",
  summary: "Ramanujan's chi(q) = (-q;q^2)_inf.",
  definition: "\\chi(q) = (-q;q^2)_\\infty",
  source: BERNDT,
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([powerArgument(), order()], "a series", ([q, T]) => ramanujanSeries(chiSeries, chiForm, q, T)),
    signature([baseExpression], "an exact product", ([q]) => chiForm(q)),
  ],
  examples: [
    {
      input: "ramanujan_chi(q,12)",
      result: "1 + q + q^3 + q^4 + q^5 + q^6 + q^7 + 2*q^8 + 2*q^9 + 2*q^10 + 2*q^11 + O(q^12)",
      source: "OEIS A000700, partitions into distinct odd parts",
    },
    {
      input: "series(ramanujan_phi(q,30)-ramanujan_chi(q,30)^2*etaq(q,2,30),q,30)",
      result: "O(q^30)",
      source: "Berndt, entry 22",
    },
  ],
  seeAlso: ["ramanujan_phi", "ramanujan_psi"],
  errors: ["The argument is a positive power of the variable."],
})

// identify writes ramanujan_psi(q^2); as an expression it expands without being written as a product first.
enterSeries("ramanujan_psi", { parameters: 0, denominator: 1, unity: 1, make: (_, v, T) => psiSeries(T, v) })

export const thetaFunctions: readonly DeclaredFunction[] = [
  theta,
  theta2,
  theta3,
  theta4,
  eta,
  ramanujan_f,
  ramanujan_phi,
  ramanujan_psi,
  ramanujan_chi,
]
