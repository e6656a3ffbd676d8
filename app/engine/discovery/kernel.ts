import { gcd, lcm } from "../number-theory"
import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { type Exponent, exponent } from "../series/exponent"
import { QSeries } from "../series/series"
import { type Rational, greatestCommonDivisor } from "../symbolic/numbers"
import type { CallContext } from "../values"

/*
 * Linear relations between series: the kernel of the matrix of their coefficients. The kernel is found modulo primes and lifted, and
 * every vector of it is then multiplied out over all known coefficients. While a vector fails there, more rows are used; what comes
 * back is stable up to the order to which the inputs are known, and says how many rows found it and how many more it passed.
 */

/** Gives a series to any order it is known to; exact inputs are expanded again when a higher order is asked for. */
export interface Source {
  /** The highest order that can be had; null when there is no limit. */
  readonly limit: Exponent | null
  expand(order: number): QSeries
}

export interface KernelResult {
  /** Basis in reduced echelon form, primitive integer vectors whose first non-zero entry is positive. */
  readonly vectors: readonly (readonly bigint[])[]
  readonly rowsUsed: number
  /** Rows beyond those, on which every vector was checked. */
  readonly rowsBeyond: number
  /** Order in the variable to which the relations hold. */
  readonly checkedTo: Exponent
}

interface Columns {
  readonly series: readonly QSeries[]
  readonly from: number
  readonly to: number
  readonly denominator: number
}

/** Rows that can be told from zero: those between, as in a series in q^5, say nothing of a relation. */
export function informativeRows(columns: Columns): number {
  return Math.ceil((columns.to - columns.from) / commonStep(columns))
}

/** Brings columns over one denominator and finds the rows that are known for all of them. */
export function alignColumns(columns: readonly QSeries[]): Columns {
  const denominator = columns.reduce((d, s) => lcm(d, s.denominator), 1)
  let from = Infinity
  let to = Infinity
  for (const s of columns) {
    const factor = denominator / s.denominator
    if (s.info.valuation !== null) from = Math.min(from, s.info.valuation * factor)
    if (s.info.order !== null) to = Math.min(to, s.info.order * factor)
  }
  if (to === Infinity) {
    for (const s of columns)
      to = Math.max(to === Infinity ? 0 : to, ((s.info.degree ?? 0) + 1) * (denominator / s.denominator))
    return {
      series: columns,
      from: from === Infinity ? 0 : from,
      to: Math.max(to, from === Infinity ? 1 : from + 1),
      denominator,
    }
  }
  return { series: columns, from: from === Infinity ? Math.min(0, to) : from, to, denominator }
}

/** Rows of coefficients of unknowns, and the kernels of the first of them. */
interface Rows {
  readonly unknowns: number
  readonly available: number
  /** The exponents of all columns lie in one class modulo this step. */
  readonly step: number
  readonly checkedTo: Exponent
  /** Basis in reduced echelon form of the relations on the first rows. */
  kernel(rows: number): bigint[][]
  /** Whether the relations that fewer rows gave hold on all. */
  holdOnAll(vectors: readonly bigint[][]): boolean
}

export interface KernelOptions {
  /** Rows that find the kernel, before any raising. */
  readonly rows: number
  readonly prime: bigint | null
  readonly context: CallContext
  readonly name: string
}

/** The relations sum c_i column_i = 0 that hold on all known coefficients. */
export function linearRelations(columns: readonly QSeries[], options: KernelOptions): KernelResult {
  const { prime, name } = options
  const other = columns.find(
    ({ ring }) => ring.kind === "cyclotomic" || ring.kind === "laurent" || ring.kind === "ratfun",
  )
  if (other !== undefined) {
    throw new EngineError("domain", `${name} takes series with rational coefficients.`, {
      given: other.toString(3),
      hint: "Give names and roots of unity in the coefficients values first.",
    })
  }
  const aligned = alignColumns(columns)
  return stableKernel(
    {
      unknowns: columns.length,
      available: aligned.to - aligned.from,
      step: commonStep(aligned),
      checkedTo: exponent(aligned.to, aligned.denominator),
      kernel: (rows) => kernelVectors(aligned, rows, prime),
      holdOnAll: (vectors) => holdOnAll(aligned, vectors, prime),
    },
    options,
  )
}

/** Whether relations of any degree between the series are quickly found from products by their few terms: power series over Z, lacunary. */
export function areLacunary(series: readonly QSeries[]): boolean {
  return series.every(({ ring, denominator, info }) => {
    const isPowerSeries = ring.kind === "Z" && denominator === 1 && info.valuation === 0 && info.order !== null
    return isPowerSeries && info.bits < 48 && info.termCount <= 16 + 4 * Math.sqrt(info.order ?? 0)
  })
}

/** The relations sum c_i m_i = 0 between all monomials m_i of a degree, X_1^n first, in lacunary series. */
export function homogeneousRelations(
  series: readonly QSeries[],
  degree: number,
  unknowns: number,
  options: KernelOptions,
): KernelResult {
  const aligned = alignColumns(series)
  const available = aligned.to - aligned.from
  const kernel = (rows: number): bigint[][] =>
    echelonForm(
      loadAddon().matrix.homogeneousRelations(
        series.map((s) => s.native),
        degree,
        rows,
      ),
    ).map(withPositiveLead)
  return stableKernel(
    {
      unknowns,
      available,
      step: commonStep(aligned),
      checkedTo: exponent(aligned.to, aligned.denominator),
      kernel,
      holdOnAll: (vectors) => kernel(available).length === vectors.length,
    },
    options,
  )
}

/** The kernel of the first rows that holds on all: more of them are taken while it does not. */
function stableKernel(columns: Rows, options: KernelOptions): KernelResult {
  const { context, name } = options
  const { unknowns, available, step } = columns
  if (Math.ceil(available / step) < unknowns) {
    throw new EngineError("precision", `${name} needs more coefficients than unknowns.`, {
      given: `${unknowns} unknowns and ${Math.max(0, Math.ceil(available / step))} known coefficients`,
      hint: `Compute the series to a higher order.`,
    })
  }
  let rows = Math.max(1, Math.min(options.rows * step, available))
  for (;;) {
    context.checkStop()
    context.progress({ stage: "relations", done: rows, total: available, unit: "coefficients" })
    const vectors = columns.kernel(rows)
    if (rows === available || columns.holdOnAll(vectors)) {
      return {
        vectors,
        rowsUsed: Math.ceil(rows / step),
        rowsBeyond: Math.ceil((available - rows) / step),
        checkedTo: columns.checkedTo,
      }
    }
    rows = Math.min(2 * rows, available)
  }
}

/** The exponents of all columns lie in one class modulo this step of native exponents. */
function commonStep({ series, from, denominator }: Columns): number {
  let step = 0
  for (const s of series) {
    // The first terms of most series settle it: windows grow.
    for (let start = 0, count = 16; start < s.termCount; start += count, count *= 4) {
      for (const { exponent: e } of s.terms(start, count))
        step = gcd(step, (e.numerator * denominator) / e.denominator - from)
      if (step === 1) return 1
    }
  }
  return Math.max(1, step)
}

function nativeOf(s: QSeries, denominator: number): QSeries["native"] {
  if (s.denominator === denominator) return s.native
  return loadAddon().series.compose(s.native, 1n, 1n, denominator / s.denominator)
}

/**
 * A basis in reduced echelon form. The addon gives one vector for each column that depends on those before it, with zeros in the other
 * such columns; with the columns in reverse order, that is the reduced echelon form itself, read backwards.
 */
function echelonForm(reversed: readonly (readonly string[])[]): bigint[][] {
  return reversed.map((v) => v.map((c) => (c === "0" ? 0n : BigInt(c))).reverse()).reverse()
}

function kernelVectors({ series, from, denominator }: Columns, rows: number, prime: bigint | null): bigint[][] {
  const { matrix } = loadAddon()
  const columns = series.map((s) => nativeOf(s, denominator)).reverse()
  const built = matrix.fromSeries(columns, from, from + rows)
  const vectors = echelonForm(prime === null ? matrix.kernel(built) : matrix.kernelMod(built, prime))
  return vectors.map((v) => (prime === null ? withPositiveLead(v) : v.map((c) => symmetricResidue(c, prime))))
}

function withPositiveLead(vector: bigint[]): bigint[] {
  return (vector.find((c) => c !== 0n) ?? 1n) < 0n ? vector.map((c) => -c) : vector
}

/** Matrices of up to so many entries are set up for all known coefficients. */
const WHOLE_MATRIX = 4_000_000

/** Whether all relations that `rows` coefficients gave hold on all known ones: then those have as many. */
function holdOnAll(aligned: Columns, vectors: readonly bigint[][], prime: bigint | null): boolean {
  const available = aligned.to - aligned.from
  if (vectors.length > 1 && available * aligned.series.length <= WHOLE_MATRIX)
    return kernelVectors(aligned, available, prime).length === vectors.length
  return vectors.every((v) => vanishes(aligned.series, v, prime))
}

/** Whether the combination vanishes on every known coefficient. */
function vanishes(series: readonly QSeries[], vector: readonly bigint[], prime: bigint | null): boolean {
  let total: QSeries | null = null
  for (const [i, s] of series.entries()) {
    const c = vector[i] ?? 0n
    const term = c === 0n ? QSeries.zero(s.variable, null) : s.scale(c)
    total = total === null ? term : total.add(term)
  }
  if (total === null) return true
  return prime === null ? total.isZero : total.mod(prime).isZero
}

/** The multiple with coprime integer entries and positive first entry. */
export function primitive(row: readonly Rational[]): bigint[] {
  let denominator = 1n
  for (const c of row) denominator = (denominator / greatestCommonDivisor(denominator, c.denominator)) * c.denominator
  const integers = row.map((c) => (c.numerator * denominator) / c.denominator)
  let content = 0n
  for (const c of integers) content = greatestCommonDivisor(content, c)
  const leading = integers.find((c) => c !== 0n) ?? 1n
  const divisor = leading < 0n ? -content : content
  return divisor === 0n ? integers : integers.map((c) => c / divisor)
}

export function symmetricResidue(c: bigint, p: bigint): bigint {
  const residue = ((c % p) + p) % p
  return 2n * residue > p ? residue - p : residue
}
