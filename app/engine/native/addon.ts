/**
 * What the native addon offers, as types. Everything native is immutable and opaque: a wrapped `shared_ptr<const T>` with a type tag.
 * Exponents and orders are JavaScript numbers that must be safe integers; native code keeps them as int64 and checks overflow.
 * Integers cross as BigInt by limbs (small results), or as decimal text made natively (anything long, and bulk windows).
 * Every function may throw NativeError; none returns a wrong value.
 */

export type NativeErrorCode = "domain" | "precision" | "tooLarge" | "memory" | "cancelled" | "unable" | "argument" | "internal"

declare const brand: unique symbol
/** Truncated or exact Laurent series in one variable over one coefficient ring. */
export interface NativeSeries {
  readonly [brand]: "Series"
}
/** An integer of any size. */
export interface NativeInteger {
  readonly [brand]: "Integer"
}
/** A rational function (or polynomial) in any number of variables over Q, in lowest terms. */
export interface NativeRational {
  readonly [brand]: "Rational"
}
/** A matrix over Q, Z or Z/p. */
export interface NativeMatrix {
  readonly [brand]: "Matrix"
}

/** A coefficient ring. `variables` are names; Laurent and rational-function coefficients may use any of them. */
export type Ring =
  | { readonly kind: "Z" }
  | { readonly kind: "Q" }
  | { readonly kind: "Zm"; readonly modulus: bigint }
  | { readonly kind: "cyclotomic"; readonly n: number }
  | { readonly kind: "laurent"; readonly variables: readonly string[] }
  | { readonly kind: "ratfun"; readonly variables: readonly string[] }

export interface SeriesInfo {
  readonly ring: Ring
  /** Lowest exponent with a non-zero coefficient; null for (exact or known) zero. */
  readonly valuation: number | null
  /** T of O(t^T); null when exact (a Laurent polynomial). */
  readonly order: number | null
  /** Highest exponent with a non-zero coefficient; null for zero. */
  readonly degree: number | null
  readonly termCount: number
  readonly sparse: boolean
  readonly bytes: number
  /** Largest coefficient (numerator) size in bits. */
  readonly bits: number
}

/** (q^step; q^step)_inf-type factor list for eta quotients: product over i of (q^{d_i}; q^{d_i})_inf^{r_i}. */
export interface EtaFactor {
  readonly scale: number
  readonly exponent: number
}

/** product over n >= 0 of (1 - coefficient * t^{start + step*n})^exponent; count limits n (null: infinite). */
export interface PochhammerFactor {
  readonly numerator: bigint
  readonly denominator: bigint
  readonly start: number
  readonly step: number
  readonly count: number | null
  readonly exponent: number
}

export interface SeriesApi {
  // construction
  /**
   * Exact polynomial or truncated series from parallel arrays; coefficients as "num" or "num/den" text or BigInt, over other rings in the
   * plain syntax of coefficientText ("1/2 + zeta^2", "z + z^-1", "(1 - a)/(1 - b)").
   */
  fromTerms(ring: Ring, exponents: readonly number[], coefficients: readonly (bigint | string)[], order: number | null): NativeSeries
  /** The same with algebra values as coefficients (in `zeta` for a cyclotomic ring). */
  fromRationals(ring: Ring, exponents: readonly number[], coefficients: readonly NativeRational[], order: number | null): NativeSeries
  zero(order: number | null): NativeSeries
  constant(numerator: bigint, denominator: bigint, order: number | null): NativeSeries
  /** Dense from 64-bit integers: coefficient of t^(valuation+i). Used for arithmetic functions. */
  fromInt64(values: BigInt64Array, valuation: number, order: number | null): NativeSeries
  /** product of (t^d; t^d)_inf^r to O(t^order), without the t^(d r/24). Planner picks the kernel. */
  etaQuotient(factors: readonly EtaFactor[], order: number): NativeSeries
  /** General products of (1 - c t^(an+b))^e to O(t^order). start may be <= 0 only for finite factors. */
  pochhammerProduct(factors: readonly PochhammerFactor[], order: number): NativeSeries
  /** sum over n in Z (or n>=0 when half) of sign^n t^((a n^2 + b n)/2 + c), a > 0, a ≡ b mod 2; exact sparse to O(t^order). */
  theta(a: number, b: number, c: number, sign: 1 | -1, order: number, half: boolean): NativeSeries
  /** sum_{n>=1} f(n) t^n/(1 - t^n)-type: coefficient a(n) = sum over divisors; n^power twisted by periodic characters (length = modulus). */
  lambert(power: number, characterD: BigInt64Array, characterCodivisor: BigInt64Array, order: number): NativeSeries

  // arithmetic: order of the result by the valuation rules; Z is widened to Q (or Zm, cyclotomic, laurent, ratfun) as needed
  add(a: NativeSeries, b: NativeSeries): NativeSeries
  sub(a: NativeSeries, b: NativeSeries): NativeSeries
  neg(a: NativeSeries): NativeSeries
  mul(a: NativeSeries, b: NativeSeries): NativeSeries
  /** Multiplication of exact a, b computed only below t^order (result order = min(order, by rule)). */
  mulTo(a: NativeSeries, b: NativeSeries, order: number): NativeSeries
  scale(a: NativeSeries, numerator: bigint, denominator: bigint): NativeSeries
  /** Over Z with a non-unit leading coefficient the result is over Q. `order` is required when a is exact and not a monomial. */
  inverse(a: NativeSeries, order: number | null): NativeSeries
  div(a: NativeSeries, b: NativeSeries, order: number | null): NativeSeries
  /** Exact division of exact Laurent polynomials; null when it leaves a remainder. */
  divExact(a: NativeSeries, b: NativeSeries): NativeSeries | null
  pow(a: NativeSeries, exponent: number, order: number | null): NativeSeries
  /** a^(num/den): leading coefficient must have a rational root; valuation must be divisible by den. */
  powRational(a: NativeSeries, numerator: number, denominator: number, order: number | null): NativeSeries
  exp(a: NativeSeries, order: number | null): NativeSeries
  log(a: NativeSeries, order: number | null): NativeSeries
  /** t d/dt */
  thetaDerivative(a: NativeSeries): NativeSeries
  /** t -> c t^k, c = num/den non-zero, k >= 1 (k <= -1 only for exact). */
  compose(a: NativeSeries, numerator: bigint, denominator: bigint, k: number): NativeSeries
  /** Compositional inverse; valuation 1. */
  reversion(a: NativeSeries, order: number | null): NativeSeries
  /** sum of a_{n i + k} t^i */
  sift(a: NativeSeries, n: number, k: number): NativeSeries
  siftAll(a: NativeSeries, n: number): NativeSeries[]
  shift(a: NativeSeries, by: number): NativeSeries
  truncate(a: NativeSeries, order: number): NativeSeries
  /** Drops the O-term: the polynomial of the known terms. */
  toPolynomial(a: NativeSeries): NativeSeries
  /** Reduce mod m (denominators must be invertible); symmetric lift back to Z. */
  mod(a: NativeSeries, modulus: bigint): NativeSeries
  liftSymmetric(a: NativeSeries): NativeSeries
  changeRing(a: NativeSeries, ring: Ring): NativeSeries

  // reading
  info(a: NativeSeries): SeriesInfo
  /** Equal up to the smaller order. `differsAt` is the first exponent of disagreement. */
  compare(a: NativeSeries, b: NativeSeries): { readonly differsAt: number | null; readonly comparedTo: number | null }
  /** Coefficient as a rational. Throws "precision" at or beyond the order. Rings Z, Q, Zm. */
  coefficient(a: NativeSeries, exponent: number): { readonly numerator: bigint; readonly denominator: bigint }
  /** Coefficient as text in the plain syntax, any ring ("zeta" is the cyclotomic generator). */
  coefficientText(a: NativeSeries, exponent: number): string
  /** Coefficients of a laurent or ratfun series as an algebra value. */
  coefficientRational(a: NativeSeries, exponent: number): NativeRational
  /** Non-zero terms number from..from+count-1 in ascending order. */
  terms(a: NativeSeries, from: number, count: number): { readonly exponents: number[]; readonly coefficients: string[] }
  /** Dense window of exponents from..from+count-1, zeros included. */
  window(a: NativeSeries, from: number, count: number): string[]
  /** Dense window as Float64: sign * log10|a| for pictures (0 for zero with sign 0). */
  windowLog10(a: NativeSeries, from: number, count: number): { readonly log10: Float64Array; readonly sign: Int8Array }
  /** Dense window of residues mod m < 2^31. */
  windowMod(a: NativeSeries, from: number, count: number, modulus: number): Int32Array
  /** Index of the term (0-based among non-zero terms) with the least exponent >= e. */
  termIndex(a: NativeSeries, exponent: number): number
  content(a: NativeSeries): { readonly numerator: bigint; readonly denominator: bigint }
  sum(a: NativeSeries): { readonly numerator: bigint; readonly denominator: bigint }
  hash(a: NativeSeries): string
  /** Exponents b_n, 1 <= n < order, with a = c t^v prod (1-t^n)^{b_n}: as text "num" or "num/den". */
  productExponents(a: NativeSeries, order: number): string[]
  serialize(a: NativeSeries): Uint8Array
  deserialize(bytes: Uint8Array): NativeSeries
}

export interface IntegerApi {
  fromText(decimal: string): NativeInteger
  fromBigInt(value: bigint): NativeInteger
  toBigInt(a: NativeInteger): bigint
  toText(a: NativeInteger): string
  /** first and last digits without making the whole text */
  digits(a: NativeInteger): number
  /** p(n) by Rademacher (Arb). */
  partitions(n: number | bigint): NativeInteger
  isPrime(a: bigint): boolean
  /** Prime factors with exponents; runs under the stop flag as far as the library allows. */
  factor(a: bigint): readonly (readonly [bigint, number])[]
  factorial(n: number): NativeInteger
  binomial(n: bigint, k: number): NativeInteger
  /** The following hear Stop at any size. */
  pow(base: bigint, exponent: number): NativeInteger
  multiply(a: bigint, b: bigint): bigint
  /** Quotient, rounded towards 0, and remainder. */
  divide(a: bigint, b: bigint): readonly [bigint, bigint]
  gcd(a: bigint, b: bigint): bigint
  /** The greatest integer whose degree-th power is at most a. */
  root(a: bigint, degree: number): bigint
  /** Of the absolute value. */
  bits(a: bigint): number
  equal(a: NativeInteger, b: NativeInteger): boolean
  /** Below 2^32, the same in every session. */
  hash(a: NativeInteger): number
  bernoulli(n: number): { readonly numerator: bigint; readonly denominator: bigint }
  sigma(n: bigint, k: number): bigint
}

/** With `most`, null where a greatest common divisor is to be found and the numbers of terms have a product above that. */
export interface FractionOperation {
  (a: NativeRational, b: NativeRational): NativeRational
  (a: NativeRational, b: NativeRational, most: number): NativeRational | null
}

/** Polynomials and rational functions in several variables over Q. Variable lists are merged by name. */
export interface RationalApi {
  constant(numerator: bigint, denominator: bigint): NativeRational
  variable(name: string): NativeRational
  /** Sum of coefficient * prod variables^exponents; exponents may be negative. */
  fromTerms(variables: readonly string[], exponents: readonly (readonly number[])[], coefficients: readonly (bigint | string)[]): NativeRational
  readonly add: FractionOperation
  readonly sub: FractionOperation
  readonly mul: FractionOperation
  readonly div: FractionOperation
  pow(a: NativeRational, exponent: number): NativeRational
  equal(a: NativeRational, b: NativeRational): boolean
  isZero(a: NativeRational): boolean
  /** Terms of the numerator, and the highest power of a variable above or below. */
  size(a: NativeRational): { readonly terms: number; readonly degree: number }
  numerator(a: NativeRational): NativeRational
  denominator(a: NativeRational): NativeRational
  /** Terms of a Laurent polynomial (denominator a single term), in descending lexicographic order of `variables`, which are ascending. */
  terms(a: NativeRational): { readonly variables: string[]; readonly exponents: number[][]; readonly coefficients: string[] }
  /** The same over one denominator. */
  wholeTerms(a: NativeRational): { readonly variables: string[]; readonly exponents: number[][]; readonly numerators: bigint[]; readonly denominator: bigint }
  gcd(a: NativeRational, b: NativeRational): NativeRational
  lcm(a: NativeRational, b: NativeRational): NativeRational
  /** Irreducible factors over Q of a polynomial: unit and [factor, multiplicity]. */
  factor(a: NativeRational): { readonly unit: readonly [bigint, bigint]; readonly factors: readonly (readonly [NativeRational, number])[] }
  resultant(a: NativeRational, b: NativeRational, variable: string): NativeRational
  derivative(a: NativeRational, variable: string): NativeRational
  /** Replace variables by values, simultaneously. */
  substitute(a: NativeRational, variables: readonly string[], values: readonly NativeRational[]): NativeRational
  divrem(a: NativeRational, b: NativeRational, variable: string): { readonly quotient: NativeRational; readonly remainder: NativeRational }
  /** Numerator's degree less the denominator's; -1 for zero. */
  degree(a: NativeRational, variable: string): number
  /** Coefficients of a polynomial in one variable, index = power. */
  coefficients(a: NativeRational, variable: string): NativeRational[]
  /** Laurent expansion at variable = 0 with coefficients in the other variables. */
  toSeries(a: NativeRational, variable: string, order: number): NativeSeries
  /** Plain syntax, and back: integers, names, + - * / ^ and parentheses. */
  toText(a: NativeRational): string
  fromText(text: string): NativeRational
}

export interface MatrixApi {
  /** Row-major, "num" or "num/den". */
  fromRows(rows: readonly (readonly (bigint | string)[])[]): NativeMatrix
  /** Columns are series, rows their coefficients of t^from..t^(to-1). */
  fromSeries(columns: readonly NativeSeries[], from: number, to: number): NativeMatrix
  rank(a: NativeMatrix): number
  /** Basis of the right kernel as primitive integer vectors, verified exactly on all rows. */
  kernel(a: NativeMatrix): string[][]
  kernelMod(a: NativeMatrix, prime: bigint): string[][]
  /**
   * Relations between the monomials of a degree in power series over Z, on the coefficients of t^0 .. t^(rows-1): primitive integer
   * vectors over the monomials in ascending lexicographic order of exponents (…, y^2, xz, xy, x^2).
   */
  homogeneousRelations(generators: readonly NativeSeries[], degree: number, rows: number): string[][]
  solve(a: NativeMatrix, b: NativeMatrix): string[][] | null
  determinant(a: NativeMatrix): string
  lll(a: NativeMatrix): string[][]
  rows(a: NativeMatrix): string[][]
  /** With the bits of the largest entry, over the denominator of its row. */
  size(a: NativeMatrix): { readonly rows: number; readonly columns: number; readonly bits: number }
}

/** (sign q^start; q^step)_(n + shift)^exponent inside an Eulerian sum; start, step >= 1; a product of n + shift < 0 factors is 1. */
export interface EulerianFactor {
  readonly sign: 1 | -1
  readonly start: number
  readonly step: number
  readonly shift: number
  readonly exponent: number
}

/** Series with kernels of their own, faster than any composition of the general operations. */
export interface SpecialApi {
  /** An eta quotient over Z/m, computed there throughout (m < 2^62; larger ones are reduced at the end). */
  etaQuotientMod(factors: readonly EtaFactor[], modulus: bigint, order: number): NativeSeries
  /** sum over n >= 0 of sign^n t^((a n^2 + b n)/2 + c) times the products, by running products. Exponents increase from c >= 0 on. */
  eulerianSum(
    sum: {
      readonly a: number
      readonly b: number
      readonly c: number
      readonly sign: 1 | -1
      readonly factors: readonly EulerianFactor[]
    },
    order: number,
  ): NativeSeries
  /** (sum over n in Z of t^(n^2))^k, 0 <= k <= 100000. */
  thetaPower(k: number, order: number): NativeSeries
  /** t (t; t)_inf^24 */
  tau(order: number): NativeSeries
  /** E_k, k = 4, 6, 8, 10, 14. */
  eisenstein(k: number, order: number): NativeSeries
  /** 1/t + 744 + 196884 t + ... */
  jInvariant(order: number): NativeSeries
  /** Ramanujan's third order mock theta function f. */
  mockThetaF(order: number): NativeSeries
  /** Gaussian polynomial [top, bottom], exact; zero outside 0 <= bottom <= top. */
  gaussian(top: number, bottom: number): NativeSeries
  /** Generating functions of ranks and cranks, over Laurent polynomials in `variable`; the crank's coefficient of t is z - 1 + 1/z. */
  rankFunction(variable: string, order: number): NativeSeries
  crankFunction(variable: string, order: number): NativeSeries
  /** An exact integral polynomial as sign t^valuation prod Phi_n^multiplicity, certified by multiplying back; null when it has other factors. */
  cyclotomicFactors(a: NativeSeries): { readonly sign: number; readonly factors: readonly (readonly [number, number])[] } | null
}

export interface SystemApi {
  readonly flintVersion: string
  readonly gmpVersion: string
  readonly kernelVersion: string
  /** Words the addon and the message thread share: [0] stop flag, [1] stage id, [2..3] done, [4..5] total (low, high). */
  attachControl(control: Int32Array): void
  setThreads(count: number): void
  setMemoryLimit(bytes: number): void
  memory(): { readonly bytes: number; readonly peak: number }
  /** Collects garbage and gives back what nobody holds; milliseconds. For a host between cells, and for tests. */
  reclaim(): void
  /** Names of stages, by id, as the progress counters use them. */
  stages(): string[]
  /** Which kernel the planner would use for an eta quotient, with its estimates, in words. */
  explainEtaQuotient(factors: readonly EtaFactor[], order: number): string
  estimateEtaQuotient(factors: readonly EtaFactor[], order: number): { readonly bytes: number; readonly seconds: number }
  dispose(object: NativeSeries | NativeInteger | NativeRational | NativeMatrix): void
}

export interface Addon {
  readonly series: SeriesApi
  readonly integer: IntegerApi
  readonly rational: RationalApi
  readonly matrix: MatrixApi
  readonly special: SpecialApi
  readonly system: SystemApi
}
