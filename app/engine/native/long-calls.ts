import type { Addon, NativeInteger, NativeMatrix, NativeRational } from "./addon"

/**
 * Library calls that cannot be interrupted and may run for long: p(n) for one large n, factorials, binomial coefficients, greatest common
 * divisors, proofs of primality, factorisation, quotients of polynomials in several variables, resultants, determinants, linear systems,
 * lattice reduction. A session gives them to a helper process, operands and result as text, so that a stop ends the helper and the session's
 * variables stay. Small ones, and all of them in a program that imports the library, are computed at once where they are.
 */
export type LongCallName =
  | "partitions"
  | "factorial"
  | "binomial"
  | "integerGcd"
  | "isPrime"
  | "factor"
  | "polynomialFactor"
  | "fraction"
  | "gcd"
  | "resultant"
  | "determinant"
  | "solve"
  | "lll"

/** Operations of rational functions whose results are brought into lowest terms. */
type FractionName = "add" | "sub" | "mul" | "div"

/** Has a long call computed elsewhere and waits for its result. Throws EngineError when stopped. */
export type LongCallRunner = (name: LongCallName, operands: string) => string

/**
 * Beyond these a call may take 0.1 s: n of p(n); n of n!; the lower index of a binomial coefficient times the bits of the upper; bits of
 * integers with a common divisor, of one to prove prime and of one to factor; products of numbers of terms of polynomials, terms of one, and
 * degrees; and for matrices products of numbers of rows, of columns and of bits.
 */
const PARTITIONS = 2n * 10n ** 9n
const FACTORIAL = 200_000
const BINOMIAL_BITS = 4_000_000
const INTEGER_GCD = 1n << (1n << 21n)
const PRIME_BITS = 400
const FACTOR_BITS = 140
const GCD_TERMS = 250_000
const FACTOR_TERMS = 400
const FACTOR_DEGREE = 400
const RESULTANT_TERMS = 400
const RESULTANT_DEGREE = 400
const DETERMINANT_SIZE = 5e10
const SOLVE_SIZE = 2.5e9
const LLL_DIGITS = 50_000

/** The addon with its long calls given to `run` when they are large. */
export function withLongCalls(addon: Addon, run: LongCallRunner): Addon {
  return {
    ...addon,
    integer: { ...addon.integer, ...longIntegerCalls(addon, run) },
    rational: { ...addon.rational, ...longPolynomialCalls(addon, run) },
    matrix: { ...addon.matrix, ...longMatrixCalls(addon, run) },
  }
}

function longIntegerCalls({ integer }: Addon, run: LongCallRunner): Partial<Addon["integer"]> {
  return {
    partitions: (n) =>
      BigInt(n) <= PARTITIONS ? integer.partitions(n) : integer.fromText(run("partitions", BigInt(n).toString())),
    factorial: (n) => (n <= FACTORIAL ? integer.factorial(n) : integer.fromText(run("factorial", String(n)))),
    binomial: (n, k) =>
      k * bits(n) <= BINOMIAL_BITS
        ? integer.binomial(n, k)
        : integer.fromText(run("binomial", JSON.stringify([n.toString(), k]))),
    gcd: (a, b) => {
      const [larger, smaller] = a > b ? [a, b] : [b, a]
      if (smaller <= INTEGER_GCD) return integer.gcd(a, b)
      // Of very different lengths, the longer is shortened by a division that hears Stop.
      const rest = integer.divide(larger, smaller)[1]
      const hexadecimal = run("integerGcd", JSON.stringify([smaller.toString(16), rest.toString(16)]))
      return BigInt(`0x${hexadecimal}`)
    },
    isPrime: (n) => (bits(n) <= PRIME_BITS ? integer.isPrime(n) : run("isPrime", n.toString()) === "true"),
    factor: (a) => (bits(a) <= FACTOR_BITS ? integer.factor(a) : readFactors(run("factor", a.toString()))),
  }
}

function longPolynomialCalls(addon: Addon, run: LongCallRunner): Partial<Addon["rational"]> {
  const { rational } = addon
  const terms = (a: NativeRational): number => rational.size(a).terms
  const fraction =
    (operation: FractionName) =>
    (a: NativeRational, b: NativeRational): NativeRational =>
      rational[operation](a, b, GCD_TERMS) ??
      unpack(addon, run("fraction", JSON.stringify([operation, pack(addon, a), pack(addon, b)])))
  return {
    add: fraction("add"),
    sub: fraction("sub"),
    mul: fraction("mul"),
    div: fraction("div"),
    gcd: (a, b) => {
      if (terms(a) * terms(b) <= GCD_TERMS) return rational.gcd(a, b)
      return unpack(addon, run("gcd", JSON.stringify([pack(addon, a), pack(addon, b)])))
    },
    factor: (a) => {
      const size = rational.size(a)
      if (size.terms <= FACTOR_TERMS && size.degree <= FACTOR_DEGREE) return rational.factor(a)
      return readPolynomialFactors(addon, run("polynomialFactor", JSON.stringify(pack(addon, a))))
    },
    resultant: (a, b, variable) => {
      const [x, y] = [rational.size(a), rational.size(b)]
      const short = x.terms + y.terms <= RESULTANT_TERMS && x.degree + y.degree <= RESULTANT_DEGREE
      if (short) return rational.resultant(a, b, variable)
      return unpack(addon, run("resultant", JSON.stringify([pack(addon, a), pack(addon, b), variable])))
    },
  }
}

function longMatrixCalls({ matrix }: Addon, run: LongCallRunner): Partial<Addon["matrix"]> {
  return {
    determinant: (a) => {
      const { rows, bits: entryBits } = matrix.size(a)
      if (rows ** 4 * entryBits <= DETERMINANT_SIZE) return matrix.determinant(a)
      return run("determinant", JSON.stringify(matrix.rows(a)))
    },
    solve: (a, b) => {
      const [left, right] = [matrix.size(a), matrix.size(b)]
      const columns = left.columns * (left.columns + right.columns)
      if (left.rows ** 2 * columns * Math.max(left.bits, right.bits) <= SOLVE_SIZE) return matrix.solve(a, b)
      return JSON.parse(run("solve", JSON.stringify([matrix.rows(a), matrix.rows(b)]))) as string[][] | null
    },
    lll: (a) => {
      const rows = matrix.rows(a)
      return latticeSize(rows) <= LLL_DIGITS ? matrix.lll(a) : readRows(run("lll", JSON.stringify(rows)))
    },
  }
}

/** Computes a long call here: what a helper process does. */
export function computeLongCall(addon: Addon, name: LongCallName, operands: string): string {
  switch (name) {
    case "partitions":
      return text(addon, addon.integer.partitions(BigInt(operands)))
    case "factorial":
      return text(addon, addon.integer.factorial(Number(operands)))
    case "binomial": {
      const [n, k] = JSON.parse(operands) as [string, number]
      return text(addon, addon.integer.binomial(BigInt(n), k))
    }
    case "integerGcd": {
      const [a, b] = (JSON.parse(operands) as [string, string]).map((digits) => BigInt(`0x${digits}`)) as [bigint, bigint]
      return addon.integer.gcd(a, b).toString(16)
    }
    case "isPrime":
      return String(addon.integer.isPrime(BigInt(operands)))
    case "factor":
      return JSON.stringify(addon.integer.factor(BigInt(operands)).map(([prime, power]) => [prime.toString(), power]))
    case "fraction": {
      const [operation, a, b] = JSON.parse(operands) as [FractionName, PackedRational, PackedRational]
      return JSON.stringify(pack(addon, addon.rational[operation](build(addon, a), build(addon, b))))
    }
    case "gcd": {
      const [a, b] = JSON.parse(operands) as [PackedRational, PackedRational]
      return JSON.stringify(pack(addon, addon.rational.gcd(build(addon, a), build(addon, b))))
    }
    case "resultant": {
      const [a, b, variable] = JSON.parse(operands) as [PackedRational, PackedRational, string]
      return JSON.stringify(pack(addon, addon.rational.resultant(build(addon, a), build(addon, b), variable)))
    }
    case "polynomialFactor": {
      const { unit, factors } = addon.rational.factor(build(addon, JSON.parse(operands) as PackedRational))
      const packed = factors.map(([factor, multiplicity]) => [pack(addon, factor), multiplicity])
      return JSON.stringify({ unit: unit.map(String), factors: packed })
    }
    case "determinant":
      return addon.matrix.determinant(matrixOf(addon, JSON.parse(operands) as string[][]))
    case "solve": {
      const [a, b] = JSON.parse(operands) as [string[][], string[][]]
      return JSON.stringify(addon.matrix.solve(matrixOf(addon, a), matrixOf(addon, b)))
    }
    case "lll":
      return JSON.stringify(addon.matrix.lll(matrixOf(addon, JSON.parse(operands) as string[][])))
  }
}

function bits(a: bigint): number {
  return a.toString(16).length * 4
}

function text(addon: Addon, integer: NativeInteger): string {
  return addon.integer.toText(integer)
}

function readFactors(packed: string): readonly (readonly [bigint, number])[] {
  return (JSON.parse(packed) as [string, number][]).map(([prime, power]) => [BigInt(prime), power] as const)
}

interface PackedPolynomial {
  readonly variables: readonly string[]
  readonly exponents: readonly (readonly number[])[]
  readonly coefficients: readonly string[]
}

interface PackedRational {
  readonly numerator: PackedPolynomial
  readonly denominator: PackedPolynomial
}

function pack({ rational }: Addon, a: NativeRational): PackedRational {
  return { numerator: rational.terms(rational.numerator(a)), denominator: rational.terms(rational.denominator(a)) }
}

function build({ rational }: Addon, { numerator, denominator }: PackedRational): NativeRational {
  const polynomial = (p: PackedPolynomial): NativeRational => rational.fromTerms(p.variables, p.exponents, p.coefficients)
  return rational.div(polynomial(numerator), polynomial(denominator))
}

function unpack(addon: Addon, packed: string): NativeRational {
  return build(addon, JSON.parse(packed) as PackedRational)
}

function readPolynomialFactors(addon: Addon, packed: string): ReturnType<Addon["rational"]["factor"]> {
  const { unit, factors } = JSON.parse(packed) as { unit: [string, string]; factors: [PackedRational, number][] }
  return {
    unit: [BigInt(unit[0]), BigInt(unit[1])],
    factors: factors.map(([factor, multiplicity]) => [build(addon, factor), multiplicity] as const),
  }
}

function matrixOf({ matrix }: Addon, rows: readonly (readonly string[])[]): NativeMatrix {
  return matrix.fromRows(rows)
}

function readRows(packed: string): string[][] {
  return JSON.parse(packed) as string[][]
}

/** Reduction costs about the number of rows times the digits in all. */
function latticeSize(rows: readonly (readonly string[])[]): number {
  const digits = rows.reduce((sum, row) => sum + row.reduce((inRow, entry) => inRow + entry.length, 0), 0)
  return digits * rows.length
}
