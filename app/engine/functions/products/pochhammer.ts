import { EngineError } from "../../errors"
import type { PochhammerFactor } from "../../native/addon"
import { QSeries } from "../../series/series"
import {
  type QExpr,
  integer as int,
  infinity,
  mul,
  qBinomial,
  qFactorial,
  qNumber,
  qPochhammer,
  qPochhammerVanishes,
  symbol,
} from "../../symbolic/expression"
import { seriesOf } from "../../symbolic/series"
import { declare, signature } from "../declare"
import { type PowerArgument, powerArgument } from "../exact"
import { splitPower } from "../inputs"
import { base, expression, integer, integerOrInfinity, list, optional, order } from "../parameters"
import { polynomialExpr, power } from "../results"

/** Finite products up to this length are written out factor by factor; longer ones stay (a;q)_n. */
const WRITTEN_OUT = 200

/** (a;b)_n for an integer n, factor by factor; (a;b)_(-m) = 1/(a b^(-m); b)_m. */
function finitePochhammer(a: QExpr, b: QExpr, n: number): QExpr {
  if (n === 0) return int(1)
  if (Math.abs(n) > WRITTEN_OUT) return qPochhammer(a, b, int(n))
  const factors: QExpr[] = []
  for (let k = n > 0 ? 0 : n; k < Math.max(n, 0); k++) factors.push(int(1).sub(a.mul(b.pow(k))))
  if (n > 0) return mul(factors)
  const zero = factors.findIndex((f) => f.isZero())
  if (zero >= 0) {
    throw new EngineError("domain", "aqprod(a, q, n) with negative n has a pole where a factor 1 - a*q^k vanishes.", {
      given: `a = ${a.toString()}, n = ${n}, so 1 - a*q^(${n + zero}) = 0`,
      help: "aqprod",
    })
  }
  return int(1).div(mul(factors))
}

/** Expands to O(variable^T) where the kernel takes the product as it is, and through the planner otherwise. */
function pochhammerSeries(a: QExpr, b: QExpr, n: number, T: number, name: string): QSeries {
  const factor = nativeFactor(a, b, n, name)
  if (factor !== null) return QSeries.pochhammer([factor], name, T)
  return seriesOf(n === Infinity ? qPochhammer(a, b, infinity()) : finitePochhammer(a, b, n), name, T)
}

function nativeFactor(a: QExpr, b: QExpr, n: number, name: string): PochhammerFactor | null {
  const start = splitPower(a, name)
  const step = splitPower(b, name)
  const c = start?.coefficient.asRational()
  if (start === undefined || step === undefined || c === undefined || !step.coefficient.isOne()) return null
  if (start.exponent.denominator !== 1 || step.exponent.denominator !== 1 || n < 0) return null
  if (start.exponent.numerator < 1 || step.exponent.numerator < 1) return null
  return {
    ...c,
    start: start.exponent.numerator,
    step: step.exponent.numerator,
    count: n === Infinity ? null : n,
    exponent: 1,
  }
}

function variableOfBase(b: QExpr): string {
  const [only, second] = b.freeSymbols()
  if (only !== undefined && second === undefined) return only
  throw new EngineError("domain", "A product to O(q^T) has a power of one variable as its base.", {
    given: b.toString(),
    help: "aqprod",
  })
}

/** (a_1, …, a_r; q)_n as it stands; 0 when a factor is 1 - 1. */
function product(parameters: readonly QExpr[], step: QExpr, n: QExpr): QExpr {
  return qPochhammerVanishes(parameters, step, n) ? int(0) : qPochhammer(parameters, step, n)
}

const a = expression("a", "the first factor is 1 - a")
const b = expression("q", "the base: each factor multiplies a by it")
const count = integerOrInfinity("n", "number of factors")

export const aqprod = declare({
  name: "aqprod",
  family: "products",
  summary: "The q-Pochhammer symbol (a;q)_n, also called q-shifted factorial.",
  definition:
    "(a;q)_n = \\prod_{k=0}^{n-1} (1-aq^k), \\quad (a;q)_{-m} = \\frac{1}{(aq^{-m};q)_m}, \\quad (a;q)_\\infty = \\prod_{k\\ge0} (1-aq^k)",
  source: "Gasper and Rahman, Basic Hypergeometric Series, (1.2.15), (1.2.30)",
  precision:
    "Exact without T, infinite products too: they are expanded when an order is asked for. With T, known below exponent T.",
  signatures: [
    signature([a, b, count], "an exact product", ([first, step, n]) =>
      n === Infinity ? product([first], step, infinity()) : finitePochhammer(first, step, n),
    ),
    signature([a, b, count, order()], "a series", ([first, step, n, T]) =>
      pochhammerSeries(first, step, n, T, variableOfBase(step)),
    ),
    signature([a, b, expression("n", "a symbolic number of factors")], "an exact product", ([first, step, n]) =>
      qPochhammer(first, step, n),
    ),
    signature(
      [
        list(a, "parameters", "a_1, …, a_r of (a_1,…,a_r;q)_n", 1),
        b,
        expression("n", "number of factors, or infinity"),
      ],
      "an exact product",
      ([parameters, step, n]) => product(parameters, step, n),
    ),
    signature(
      [
        integer("num", "numerator of c"),
        integer("den", "denominator of c", { min: 1 }),
        integer("pow", "a = c*q^pow"),
        count,
        order(),
      ],
      "a series in q, a = (num/den)*q^pow",
      ([num, den, pow, n, T]) => pochhammerSeries(power("q", pow).mul(num).div(den), symbol("q"), n, T, "q"),
    ),
  ],
  examples: [
    {
      input: "aqprod(q,q,6)",
      result: "(1-q)*(1-q^2)*(1-q^3)*(1-q^4)*(1-q^5)*(1-q^6)",
      source: "Garvan, qseries, aqprod",
    },
    { input: "aqprod(z,q,3)", result: "(1-z)*(1-q*z)*(1-q^2*z)", source: "the definition" },
    {
      input: "aqprod(q,q,infinity,20)",
      result: "1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + O(q^20)",
      source: "Euler's pentagonal number theorem",
    },
  ],
  seeAlso: ["qbin", "etaq", "jacprod", "tripleprod"],
  errors: [
    "aqprod(a, q, n) with negative n has a pole where a factor 1 - a*q^k vanishes.",
    "A product to O(q^T) has a power of one variable as its base.",
  ],
})

/** The Gaussian polynomial as an exact series, by one product and one quotient of finite products. */
function gaussianPolynomial(m: number, n: number, name: string): QSeries {
  if (m < 0 || m > n) return QSeries.zero(name)
  const short = Math.min(m, n - m)
  const degree = short * (n - short)
  const series = QSeries.pochhammer(
    [
      { numerator: 1n, denominator: 1n, start: n - short + 1, step: 1, count: short, exponent: 1 },
      { numerator: 1n, denominator: 1n, start: 1, step: 1, count: short, exponent: -1 },
    ],
    name,
    degree + 1,
  )
  return series.toPolynomial()
}

function gaussian(
  m: number,
  n: number,
  q: { variable: string; power: { numerator: number; denominator: number } },
): QExpr {
  if (m < 0 || m > n) return int(0)
  if (Math.min(m, n - m) * (n - Math.min(m, n - m)) > 100_000)
    return qBinomial(power(q.variable, q.power), int(m), int(n))
  const series = gaussianPolynomial(m, n, q.variable)
  return polynomialExpr(q.power.numerator === 1 && q.power.denominator === 1 ? series : series.dilate(q.power))
}

export const qbin = declare({
  name: "qbin",
  family: "products",
  aliases: ["qbinomial"],
  summary: "The q-binomial coefficient (Gaussian polynomial) [n over m]; the lower index comes first.",
  definition: "\\begin{bmatrix} n \\\\ m \\end{bmatrix}_q = \\frac{(q;q)_n}{(q;q)_m(q;q)_{n-m}}",
  source: "Andrews, The Theory of Partitions, (3.3.1); Gasper and Rahman (I.39)",
  precision: "An exact polynomial; with T a series known below exponent T.",
  signatures: [
    signature([base(), integer("m", "the lower index"), integer("n", "the upper index")], "a polynomial", ([q, m, n]) =>
      gaussian(m, n, q),
    ),
    signature(
      [integer("n", "the upper index"), integer("k", "the lower index"), base(), order()],
      "a series",
      ([n, k, q, T]) => {
        const polynomial = gaussianPolynomial(k, n, q.variable)
        return polynomial.dilate(q.power).truncate(T)
      },
    ),
    signature(
      [integer("n", "the upper index"), integer("k", "the lower index"), order()],
      "a series in q",
      ([n, k, T]) => gaussianPolynomial(k, n, "q").truncate(T),
    ),
    signature(
      [expression("q", "the base"), expression("m", "the lower index"), expression("n", "the upper index")],
      "the symbol itself",
      ([q, m, n]) => qBinomial(q, m, n),
    ),
  ],
  examples: [
    { input: "qbin(q,2,4)", result: "1+q+2*q^2+q^3+q^4", source: "Andrews, The Theory of Partitions, chapter 3" },
    {
      input: "expand(qbin(q,3,6))",
      result: "1+q+2*q^2+3*q^3+3*q^4+3*q^5+3*q^6+2*q^7+q^8+q^9",
      source: "Garvan, qseries, qbin",
    },
    { input: "qbin(q,6,3)", result: "0", source: "Garvan, qseries, qbin" },
  ],
  seeAlso: ["aqprod", "qfactorial", "qnumber"],
  errors: [],
})

export const qfactorial = declare({
  name: "qfactorial",
  family: "products",
  summary: "The q-factorial [n]_q! = [1]_q [2]_q ... [n]_q.",
  definition: "[n]_q! = \\prod_{k=1}^{n} \\frac{1-q^k}{1-q} = \\frac{(q;q)_n}{(1-q)^n}",
  source: "Gasper and Rahman (I.44); Kac and Cheung, Quantum Calculus, (6.1)",
  precision: "Exact.",
  signatures: [
    signature([integer("n", "number of factors", { min: 0, max: 2000 }), optional(base())], "a polynomial", ([n, q]) =>
      polynomialExpr(qFactorialSeries(n, q?.variable ?? "q").dilate(q?.power ?? 1)),
    ),
    signature(
      [expression("n", "number of factors"), optional(expression("q", "the base"))],
      "the symbol itself",
      ([n, q]) => qFactorial(n, q ?? symbol("q")),
    ),
  ],
  examples: [
    {
      input: "qfactorial(3)",
      result: "1+2*q+2*q^2+q^3",
      source: "inversions of the 6 permutations of 3 things (MacMahon)",
    },
    { input: "subs(q=1,qfactorial(5))", result: "120", source: "5!" },
  ],
  seeAlso: ["qnumber", "qbin", "aqprod"],
  errors: [],
})

function qFactorialSeries(n: number, name: string): QSeries {
  const degree = (n * (n - 1)) / 2
  return QSeries.pochhammer(
    [
      { numerator: 1n, denominator: 1n, start: 1, step: 1, count: n, exponent: 1 },
      { numerator: 1n, denominator: 1n, start: 1, step: 1, count: 1, exponent: -n },
    ],
    name,
    degree + 1,
  ).toPolynomial()
}

export const qnumber = declare({
  name: "qnumber",
  family: "products",
  summary: "The q-number [n]_q = 1 + q + ... + q^(n-1).",
  definition: "[n]_q = \\frac{1-q^n}{1-q}",
  source: "Gasper and Rahman (I.42)",
  precision: "Exact.",
  signatures: [
    signature(
      [integer("n", "any integer", { min: -100_000, max: 100_000 }), optional(base())],
      "a Laurent polynomial",
      ([n, q]) => qNumberExpr(n, q?.variable ?? "q", q?.power.numerator ?? 1),
    ),
    signature(
      [expression("n", "any expression"), optional(expression("q", "the base"))],
      "the symbol itself",
      ([n, q]) => qNumber(n, q ?? symbol("q")),
    ),
  ],
  examples: [
    { input: "qnumber(4)", result: "1+q+q^2+q^3", source: "the definition" },
    { input: "qnumber(3,q^2)", result: "1+q^2+q^4", source: "the definition" },
  ],
  seeAlso: ["qfactorial", "qbin"],
  errors: [],
})

function qNumberExpr(n: number, name: string, k: number): QExpr {
  const exponents =
    n >= 0 ? Array.from({ length: n }, (_, i) => i * k) : Array.from({ length: -n }, (_, i) => (n + i) * k)
  return polynomialExpr(
    QSeries.fromTerms(
      exponents,
      exponents.map(() => (n >= 0 ? 1n : -1n)),
      name,
      null,
    ),
  )
}

/** The product of (q^k;q^k)_inf over the scales k, at q = c*variable^j. */
function etaSeries({ value, variable, power, plain }: PowerArgument, scales: readonly number[], T: number): QSeries {
  if (!plain) {
    const powers = scales.map((k) => value.pow(k))
    return seriesOf(mul(powers.map((x) => qPochhammer(x, x, infinity()))), variable, T)
  }
  const { numerator: j, denominator } = power
  const product = (by: number, to: number) =>
    QSeries.etaQuotient(
      scales.map((k) => ({ scale: k * by, exponent: 1 })),
      variable,
      to,
    )
  if (denominator === 1) return product(j, T)
  return product(1, Math.ceil((T * denominator) / j))
    .dilate(power)
    .truncate(T)
}

const scale = integer("k", "each factor is 1 - q^(k*n)", { min: 1 })

export const etaq = declare({
  name: "etaq",
  family: "products",
  summary: "The infinite product (q^k;q^k)_inf; for a list, the product of these. There is no factor q^(k/24).",
  definition: "(q^k;q^k)_\\infty = \\prod_{n\\ge1} (1-q^{kn})",
  source: "Andrews, The Theory of Partitions, corollary 1.7 (Euler)",
  precision: "Known below exponent T.",
  cost: "A sum over pentagonal numbers: about sqrt(T) terms.",
  signatures: [
    signature([powerArgument(), scale, order()], "a series", ([q, k, T]) => etaSeries(q, [k], T)),
    signature([powerArgument(), list(scale, "ks", "one product for each k"), order()], "a series", ([q, ks, T]) =>
      etaSeries(q, ks, T),
    ),
    signature(
      [integer("b", "the first exponent", { min: 1 }), integer("t", "the step", { min: 1 }), order()],
      "the series of (q^b;q^t)_inf",
      ([b0, t, T]) =>
        QSeries.pochhammer([{ numerator: 1n, denominator: 1n, start: b0, step: t, count: null, exponent: 1 }], "q", T),
    ),
  ],
  examples: [
    { input: "etaq(q,1,10)", result: "1 - q - q^2 + q^5 + q^7 + O(q^10)", source: "Euler's pentagonal number theorem" },
    {
      input: "etaq(q,1,30)",
      result: "1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + q^22 + q^26 + O(q^30)",
      source: "Euler's pentagonal number theorem",
    },
    { input: "series(etaq(q,[1,2],8)-etaq(q,1,8)*etaq(q,2,8),q,8)", result: "O(q^8)", source: "the definition" },
    {
      input: "etaq(-q,1,8)",
      result: "1 + q - q^2 - q^5 - q^7 + O(q^8)",
      source: "Euler's pentagonal number theorem at -q",
    },
  ],
  seeAlso: ["aqprod", "eta", "etamake"],
  errors: ["k is an integer, at least 1."],
})
