import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { call, infinity, integer, mul, rational, type QExpr } from "../../symbolic/expression"
import { languageContext } from "../../evaluator/context"
import { seriesExpression } from "../../symbolic/from-series"
import { greatestCommonDivisor, integerRoot, product, quotient, remainder } from "../../long-integers"
import type { Value } from "../../values"
import { declare, signature, type DeclaredFunction, type Parameter, type Signature } from "../declare"
import {
  bigInteger,
  expression,
  integer as smallInteger,
  rationalNumber,
  rest,
  series,
  withDefault,
} from "../parameters"
import { integers, listOf, truth, whole } from "../results"
import {
  divisors as divisorsOf,
  divisorSum,
  eulerPhi,
  factorization,
  isPrime,
  jacobiSymbol,
  kroneckerSymbol,
  leastCommonMultiple,
  mobius as mobiusOf,
  nextPrime,
  nthPrime,
  previousPrime,
} from "./theory"

const FAMILY = "number theory"
const HARDY_WRIGHT = "Hardy and Wright, An Introduction to the Theory of Numbers"
const COHEN = "Cohen, A Course in Computational Algebraic Number Theory"

const n = bigInteger("n", "a positive integer", 1n)
const anyInteger = bigInteger("n", "an integer")

/** A name in quotes that is given a second result. */
function assigned(name: string, what: string): Parameter<QExpr> {
  return {
    ...expression(name, `a quoted name, which is given the ${what}`),
    domain: "a name in quotes",
    read: (value) => (value.kind === "expr" && value.isSymbol() ? value : undefined),
  }
}

/** The call stays unevaluated when a name without value is in it: phi(n), n!. Numbers outside the domain are refused by the other signatures. */
function orUnevaluated(name: string, names: readonly string[], required = names.length): Signature {
  const parameters: Parameter<QExpr | undefined>[] = names.map((each, i) => ({
    ...expression(each, "left as it stands"),
    domain: "an expression with names in it",
    optional: i >= required,
  }))
  const given = (args: readonly (QExpr | undefined)[]) => args.filter((value) => value !== undefined)
  return signature(
    parameters,
    "the call itself",
    (args) => call(name, given(args)),
    (args) => !given(args).every((value) => value.isNumber()),
  )
}

interface Entry {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly definition: string
  readonly source?: string
  readonly signatures: readonly Signature[]
  readonly examples: readonly (readonly [input: string, result: string, source: string])[]
  readonly cost?: string
  readonly errors?: readonly string[]
  readonly seeAlso?: readonly string[]
}

function numeric({ examples, source, ...entry }: Entry): DeclaredFunction {
  return declare({
    family: FAMILY,
    precision: "Exact.",
    ...entry,
    source: source ?? HARDY_WRIGHT,
    examples: examples.map(([input, result, from]) => ({ input, result, source: from })),
  })
}

const iquo = numeric({
  name: "iquo",
  summary: "The integer quotient of a by b, towards 0.",
  definition: "\\operatorname{trunc}(a/b)",
  signatures: [
    signature([bigInteger("a", "the dividend"), bigInteger("b", "the divisor")], "an integer", ([a, b]) =>
      whole(quotient(a, nonzero(b, "iquo"))),
    ),
    signature(
      [bigInteger("a", "the dividend"), bigInteger("b", "the divisor"), assigned("r", "remainder")],
      "an integer",
      ([a, b, r], context) => {
        languageContext(context).assignTo(r, whole(remainder(a, nonzero(b, "iquo"))))
        return whole(quotient(a, b))
      },
    ),
  ],
  examples: [
    ["iquo(-7, 3)", "-2", "definition"],
    ["iquo(7, 3)", "2", "definition"],
    ["iquo(17, 5, 'r'): r", "2", "17 = 3*5 + 2"],
  ],
  seeAlso: ["irem", "modp"],
})

const irem = numeric({
  name: "irem",
  summary: "The remainder a - b iquo(a, b), with the sign of a.",
  definition: "a - b \\operatorname{trunc}(a/b)",
  signatures: [
    signature([bigInteger("a", "the dividend"), bigInteger("b", "the divisor")], "an integer", ([a, b]) =>
      whole(remainder(a, nonzero(b, "irem"))),
    ),
    signature(
      [bigInteger("a", "the dividend"), bigInteger("b", "the divisor"), assigned("q", "quotient")],
      "an integer",
      ([a, b, q], context) => {
        languageContext(context).assignTo(q, whole(quotient(a, nonzero(b, "irem"))))
        return whole(remainder(a, b))
      },
    ),
  ],
  examples: [
    ["irem(-7, 3)", "-1", "definition"],
    ["irem(7, 3)", "1", "definition"],
    ["irem(17, 5, 'k'): k", "3", "17 = 3*5 + 2"],
  ],
  seeAlso: ["iquo", "modp"],
})

function nonzero(b: bigint, name: string): bigint {
  if (b !== 0n) return b
  throw new EngineError("domain", `${name} divides by an integer other than 0.`, { argument: 1, help: name })
}

function folding(
  name: string,
  summary: string,
  definition: string,
  start: bigint,
  fold: (a: bigint, b: bigint) => bigint,
  ...examples: readonly (readonly [input: string, result: string, source: string])[]
) {
  return numeric({
    name,
    summary,
    definition,
    signatures: [
      signature([rest(bigInteger("n", "integers"))], "an integer", ([values]) => whole(values.reduce(fold, start))),
    ],
    examples,
  })
}

const igcd = folding(
  "igcd",
  "The greatest common divisor of integers.",
  "\\gcd(n_1, \\ldots, n_k)",
  0n,
  greatestCommonDivisor,
  ["igcd(84, 36, 30)", "6", "Euclid's algorithm"],
  ["igcd(0, 5)", "5", "definition"],
)
const ilcm = folding(
  "ilcm",
  "The least common multiple of integers.",
  "\\operatorname{lcm}(n_1, \\ldots, n_k)",
  1n,
  leastCommonMultiple,
  ["ilcm(4, 6, 10)", "60", "definition"],
  ["ilcm(2, 3)", "6", "definition"],
)

const isprime = numeric({
  name: "isprime",
  summary: "Whether an integer is prime; the answer is proved, not probable.",
  definition: "n \\in \\{2, 3, 5, 7, \\ldots\\}",
  source:
    "Sorenson and Webster, Strong pseudoprimes to twelve prime bases, Math. Comp. 86 (2017); beyond 3.3e24 FLINT's proof",
  signatures: [signature([anyInteger], "true or false", ([value]) => truth(isPrime(value)))],
  examples: [
    ["isprime(2^61-1)", "true", "Pervushin 1883"],
    ["isprime(561)", "false", "the least Carmichael number"],
  ],
})

const nextprime = numeric({
  name: "nextprime",
  summary: "The least prime above n.",
  definition: "\\min\\{p > n : p \\text{ prime}\\}",
  signatures: [
    signature([anyInteger], "a prime", ([value], context) => whole(nextPrime(value, () => context.checkStop()))),
  ],
  examples: [
    ["nextprime(100)", "101", "OEIS A000040"],
    ["nextprime(13)", "17", "definition"],
  ],
})

const prevprime = numeric({
  name: "prevprime",
  summary: "The greatest prime below n.",
  definition: "\\max\\{p < n : p \\text{ prime}\\}",
  signatures: [
    signature([bigInteger("n", "an integer above 2", 3n)], "a prime", ([value], context) =>
      whole(previousPrime(value, () => context.checkStop())),
    ),
  ],
  examples: [
    ["prevprime(100)", "97", "OEIS A000040"],
    ["prevprime(3)", "2", "definition"],
  ],
})

const ithprime = numeric({
  name: "ithprime",
  summary: "The n-th prime; ithprime(1) = 2.",
  definition: "p_n",
  signatures: [
    signature([smallInteger("n", "which prime", { min: 1, max: 5_000_000 })], "a prime", ([value]) =>
      whole(nthPrime(value)),
    ),
  ],
  examples: [
    ["ithprime(10)", "29", "OEIS A000040"],
    ["ithprime(1)", "2", "definition"],
  ],
})

/** The factorization as an unexpanded product of the calls ``(p), as Maple shows it. */
function shownFactorization(value: bigint): Value {
  if (value === 0n || value === 1n || value === -1n) return whole(value)
  const factors = factorization(value < 0n ? -value : value).map(({ prime, exponent }) =>
    call("", [integer(prime)]).pow(exponent),
  )
  return value < 0n ? mul([integer(-1), ...factors]) : mul(factors)
}

const ifactor = numeric({
  name: "ifactor",
  summary: "The prime factorization of an integer or fraction, as an unexpanded product.",
  definition: "n = \\pm\\prod p^{e}",
  cost: "Trial division below 10^12; beyond, FLINT's methods.",
  signatures: [
    signature([anyInteger], "a product", ([value]) => shownFactorization(value)),
    signature([expression("r", "a fraction")], "a product", ([r]) => {
      const value = r.asRational()
      if (value === undefined)
        throw new EngineError("argument", "ifactor takes an integer or a fraction.", {
          given: r.toString(),
          argument: 0,
          help: "ifactor",
        })
      const parts = [shownFactorization(value.numerator), shownFactorization(value.denominator)] as [QExpr, QExpr]
      return parts[0].div(parts[1])
    }),
  ],
  examples: [
    ["ifactors(360)", "[1, [[2, 3], [3, 2], [5, 1]]]", "360 = 2^3 3^2 5"],
    ["ifactors(97)", "[1, [[97, 1]]]", "definition"],
  ],
  seeAlso: ["ifactors", "isprime"],
  errors: ["ifactor takes an integer or a fraction."],
})

const ifactors = numeric({
  name: "ifactors",
  summary: "The sign of an integer and its primes with their exponents, as a list.",
  definition: "[\\operatorname{sgn} n, [[p_1, e_1], \\ldots]]",
  signatures: [
    signature([anyInteger], "a list", ([value]) => {
      if (value === 0n) return listOf([whole(0), listOf([])])
      const factors = factorization(value < 0n ? -value : value)
      return listOf([
        whole(value < 0n ? -1 : 1),
        listOf(factors.map(({ prime, exponent }) => integers([prime, exponent]))),
      ])
    }),
  ],
  examples: [
    ["ifactors(-12)", "[-1, [[2, 2], [3, 1]]]", "definition"],
    ["ifactors(8)", "[1, [[2, 3]]]", "definition"],
  ],
  seeAlso: ["ifactor"],
})

const MOST_FACTORIAL = 5_000_000

const factorial = numeric({
  name: "factorial",
  summary: "n!, also written with an exclamation mark.",
  definition: "n! = 1 \\cdot 2 \\cdots n",
  signatures: [
    signature([smallInteger("n", "a whole number", { min: 0, max: MOST_FACTORIAL })], "an integer", ([value]) => {
      const { integer: api } = loadAddon()
      return whole(api.toBigInt(api.factorial(value)))
    }),
    orUnevaluated("factorial", ["n"]),
  ],
  examples: [
    ["20!", "2432902008176640000", "OEIS A000142"],
    ["factorial(5)", "120", "OEIS A000142"],
  ],
})

/** n(n-1)…(n-k+1)/k! for any rational n. */
function binomialOf(top: QExpr, k: number): QExpr {
  let value = integer(1)
  for (let i = 0; i < k; i++) value = value.mul(top.sub(i)).div(i + 1)
  return value
}

const binomial = numeric({
  name: "binomial",
  summary: "The binomial coefficient n over k; n may be any rational.",
  definition: "\\binom{n}{k} = \\frac{n(n-1)\\cdots(n-k+1)}{k!}",
  source: "Graham, Knuth, Patashnik, Concrete Mathematics, (5.1)",
  signatures: [
    signature(
      [bigInteger("n", "the upper index", 0n), smallInteger("k", "the lower index")],
      "an integer",
      ([top, k]) => {
        if (k < 0 || BigInt(k) > top) return whole(0)
        const small = BigInt(k) * 2n > top ? Number(top - BigInt(k)) : k
        if (small > 1_000_000)
          throw new EngineError("tooLarge", "binomial takes a lower index k with k or n - k at most a million.", {
            given: String(k),
            argument: 1,
            help: "binomial",
          })
        const { integer: api } = loadAddon()
        return whole(api.toBigInt(api.binomial(top, small)))
      },
    ),
    signature(
      [expression("n", "a rational number"), smallInteger("k", "the lower index", { max: 10_000 })],
      "a number",
      ([top, k]) => {
        if (!top.isNumber()) return call("binomial", [top, integer(k)])
        return k < 0 ? whole(0) : binomialOf(top, k)
      },
    ),
    orUnevaluated("binomial", ["n", "k"]),
  ],
  examples: [
    ["binomial(10, 3)", "120", "OEIS A007318"],
    ["binomial(1/2, 3)", "1/16", "Concrete Mathematics, chapter 5"],
    ["binomial(-2, 3)", "-4", "Concrete Mathematics, (5.14)"],
  ],
})

function symbolFunction(
  name: string,
  aliases: readonly string[],
  summary: string,
  definition: string,
  check: (b: bigint) => void,
  value: (a: bigint, b: bigint) => number,
  ...examples: readonly (readonly [input: string, result: string, source: string])[]
) {
  return numeric({
    name,
    aliases,
    summary,
    definition,
    source: COHEN,
    signatures: [
      signature([bigInteger("a", "the upper number"), bigInteger("b", "the lower number")], "-1, 0 or 1", ([a, b]) => {
        check(b)
        return whole(value(a, b))
      }),
      orUnevaluated(name, ["a", "b"]),
    ],
    examples,
    seeAlso: ["legendre", "jacobi", "kronecker"].filter((each) => each !== name),
  })
}

function requireOddPrime(p: bigint): void {
  if (p > 2n && isPrime(p)) return
  throw new EngineError("domain", "The Legendre symbol has an odd prime below.", {
    given: String(p),
    argument: 1,
    help: "legendre",
    hint: "jacobi takes odd numbers, kronecker any.",
  })
}

function requireOdd(b: bigint): void {
  if (b > 0n && b % 2n === 1n) return
  throw new EngineError("domain", "The Jacobi symbol has a positive odd number below.", {
    given: String(b),
    argument: 1,
    help: "jacobi",
    hint: "kronecker takes any integer.",
  })
}

const legendre = symbolFunction(
  "legendre",
  ["L"],
  "The Legendre symbol: 1 for a square mod p, -1 for a non-square, 0 for a multiple of p.",
  "\\left(\\frac{a}{p}\\right)",
  requireOddPrime,
  jacobiSymbol,
  ["legendre(2, 7)", "1", "3^2 = 2 mod 7"],
  ["legendre(3, 7)", "-1", "definition"],
)
const jacobi = symbolFunction(
  "jacobi",
  [],
  "The Jacobi symbol, the product of Legendre symbols over the primes of an odd b.",
  "\\left(\\frac{a}{b}\\right)",
  requireOdd,
  jacobiSymbol,
  ["jacobi(2, 15)", "1", "(2/3)(2/5) = (-1)(-1)"],
  ["jacobi(5, 15)", "0", "definition"],
)
const kronecker = symbolFunction(
  "kronecker",
  [],
  "Kronecker's extension of the Jacobi symbol to every integer.",
  "\\left(\\frac{a}{b}\\right)",
  () => undefined,
  kroneckerSymbol,
  ["kronecker(-1, -1)", "-1", "PARI/GP kronecker(-1,-1)"],
  ["kronecker(-4, 3)", "-1", "definition"],
)

function multiplicative(
  name: string,
  aliases: readonly string[],
  summary: string,
  definition: string,
  value: (value: bigint) => Value,
  returns: string,
  ...examples: readonly (readonly [input: string, result: string, source: string])[]
) {
  return numeric({
    name,
    aliases,
    summary,
    definition,
    signatures: [signature([n], returns, ([x]) => value(x)), orUnevaluated(name, ["n"])],
    examples,
  })
}

const mobius = multiplicative(
  "mobius",
  [],
  "Möbius' function: (-1)^k for a product of k different primes, 0 when a square divides n.",
  "\\mu(n)",
  (x) => whole(mobiusOf(x)),
  "an integer",
  ["mobius(30)", "-1", "OEIS A008683"],
  ["mobius(12)", "0", "definition"],
)
const euler_phi = multiplicative(
  "euler_phi",
  ["phi_euler"],
  "Euler's totient: how many numbers from 1 to n are prime to n.",
  "\\varphi(n)",
  (x) => whole(eulerPhi(x)),
  "an integer",
  ["euler_phi(12)", "4", "OEIS A000010"],
  ["euler_phi(97)", "96", "definition"],
)
const tau = multiplicative(
  "tau",
  [],
  "The number of positive divisors.",
  "\\tau(n) = \\sum_{d \\mid n} 1",
  (x) => whole(divisorSum(x, 0)),
  "an integer",
  ["tau(12)", "6", "OEIS A000005"],
  ["tau(97)", "2", "definition"],
)
const divisors = multiplicative(
  "divisors",
  [],
  "The positive divisors in ascending order.",
  "\\{d : d \\mid n\\}",
  (x) => integers(divisorsOf(x)),
  "a list of integers",
  ["divisors(12)", "[1, 2, 3, 4, 6, 12]", "definition"],
  ["divisors(7)", "[1, 7]", "definition"],
)

const sigma = numeric({
  name: "sigma",
  summary: "The sum of the k-th powers of the divisors of n; sigma[k](n) means the same.",
  definition: "\\sigma_k(n) = \\sum_{d \\mid n} d^k",
  signatures: [
    signature(
      [n, withDefault(smallInteger("k", "the power", { min: 0, max: 100_000 }), "1", 1)],
      "an integer",
      ([value, k]) => whole(divisorSum(value, k)),
    ),
    orUnevaluated("sigma", ["n", "k"], 1),
  ],
  examples: [
    ["sigma(6)", "12", "OEIS A000203"],
    ["sigma(4, 3)", "73", "OEIS A001158"],
    ["sigma[5](2)", "33", "OEIS A001160"],
  ],
  seeAlso: ["tau", "divisors"],
})

/** Euler's totient as a signature of `phi`, which is the basic hypergeometric series as well. */
export const totientSignature: Signature = signature([n], "an integer: Euler's totient", ([value]) =>
  whole(eulerPhi(value)),
)

const sqrt = numeric({
  name: "sqrt",
  summary: "The square root; of an integer, its square factors are taken out.",
  definition: "x^{1/2}",
  source: "definition",
  signatures: [
    signature([series("x", "a number, an expression or a series")], "an expression or a series", ([x]) => {
      if (x.kind === "series" && x.order !== null) return x.powRational(1, 2)
      return (x.kind === "series" ? seriesExpression(x) : x).pow(rational(1, 2))
    }),
  ],
  examples: [
    ["sqrt(49/4)", "7/2", "(7/2)^2 = 49/4"],
    ["sqrt(2)^2", "2", "definition"],
    ["sqrt(1+q+O(q^3))", "1 + 1/2*q - 1/8*q^2 + O(q^3)", "binomial series"],
  ],
  seeAlso: ["isqrt"],
})

const isqrt = numeric({
  name: "isqrt",
  summary: "The integer nearest to the square root of n.",
  definition: "\\operatorname{round}(\\sqrt{n})",
  signatures: [
    signature([bigInteger("n", "a whole number", 0n)], "an integer", ([value]) => {
      const root = integerRoot(value, 2)
      return whole(value - product(root, root) > root ? root + 1n : root)
    }),
  ],
  examples: [
    ["isqrt(99)", "10", "9.95 rounded"],
    ["isqrt(16)", "4", "definition"],
  ],
})

function exponentOfPrime(n: bigint, p: bigint): number {
  let count = 0
  for (let rest = n; rest % p === 0n; rest /= p) count++
  return count
}

const vp = numeric({
  name: "vp",
  summary: "The exponent of a prime p in a rational number; infinity for 0.",
  definition: "v_p(n) = \\max\\{k : p^k \\mid n\\}, \\quad v_p(a/b) = v_p(a) - v_p(b)",
  source: COHEN,
  signatures: [
    signature(
      [rationalNumber("n", "a rational number"), bigInteger("p", "a prime")],
      "an integer or infinity",
      ([n, p]) => {
        if (!isPrime(p)) {
          throw new EngineError("domain", "vp takes a prime as its second argument.", {
            given: String(p),
            argument: 1,
            help: "vp",
          })
        }
        if (n.numerator === 0n) return infinity()
        return whole(exponentOfPrime(n.numerator, p) - exponentOfPrime(n.denominator, p))
      },
    ),
    orUnevaluated("vp", ["n", "p"]),
  ],
  examples: [
    ["vp(5^3*7, 5)", "3", "definition"],
    ["vp(numbpart(99), 5)", "3", "p(99) = 169229875 = 5^3 1353839; Ramanujan: 5^3 divides p(125n+99)"],
    ["vp(1/12, 2)", "-2", "12 = 2^2 3"],
    ["vp(0, 3)", "infinity", "definition"],
  ],
  seeAlso: ["ifactor", "igcd"],
})

export const integerFunctions: readonly DeclaredFunction[] = [
  iquo,
  irem,
  igcd,
  ilcm,
  isprime,
  nextprime,
  prevprime,
  ithprime,
  ifactor,
  ifactors,
  factorial,
  binomial,
  legendre,
  jacobi,
  kronecker,
  vp,
  mobius,
  euler_phi,
  tau,
  divisors,
  sigma,
  sqrt,
  isqrt,
]
