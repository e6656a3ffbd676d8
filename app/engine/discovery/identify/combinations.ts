import { loadAddon } from "../../native/load"
import { linearRelations } from "../kernel"
import { type Exponent, addExponents, exponent, multiplyExponents, negateExponent } from "../../series/exponent"
import { QSeries } from "../../series/series"
import { type QExpr, add, integer, mul, rational } from "../../symbolic/expression"
import { power } from "../../functions/results"
import type { CallContext } from "../../values"
import type { Finding, Subject } from "./finding"
import { type DivisorSpan, type Entry, type Library, project, windowOf } from "./library"
import { type Named, keyOf, normalOf } from "./named"
import { ZERO } from "../../symbolic/numbers"
import { type Span, liesIn, mod, spanOf } from "./modular"

/** F(±variable^e) */
function at({ form }: Named, variable: string, e: Exponent, sign: 1 | -1 = 1): QExpr {
  const argument = power(variable, e)
  return form(sign === 1 ? argument : argument.neg())
}

/** c q^s F(±q^d) for a named F. */
export function namedForm({ series, variable, known }: Subject, library: Library): Finding | null {
  const normal = normalOf(series)
  const key = normal === null ? null : keyOf(normal, false)
  if (normal === null || key === null) return null
  for (const { entry, twisted } of library.byKey.get(key) ?? []) {
    const own = entry.normal
    const d = exponent(normal.step * own.denominator, normal.denominator * own.step)
    const s = addExponents(
      exponent(normal.valuation, normal.denominator),
      negateExponent(multiplyExponents(d, exponent(own.valuation, own.denominator))),
    )
    const reach = Math.max(
      1,
      Math.ceil((((series.integerOrder ?? 0) - s.numerator / s.denominator) * d.denominator) / d.numerator),
    )
    const source = entry.named.make(variable, reach)
    const candidate = (twisted ? source.substitute({ numerator: -1n, denominator: 1n }, 1) : source).dilate(d).shift(s)
    const scaled = proportional(series, candidate)
    if (scaled === null) continue
    const form = mul([
      rational(scaled.numerator, scaled.denominator),
      power(variable, s),
      at(entry.named, variable, d, twisted ? -1 : 1),
    ])
    return { kind: "named series", form, details: null, used: 3, beyond: known - 3, size: 3 }
  }
  return null
}

/** c with f = c g as far as both are known, the comparison reaching all of f but what g does not know. */
function proportional(f: QSeries, g: QSeries): { numerator: bigint; denominator: bigint } | null {
  const { valuation } = f
  if (valuation === null || g.valuation === null) return null
  const a = f.coefficient(valuation)
  const b = g.coefficient(g.valuation)
  const n = a.numerator * b.denominator
  const d = a.denominator * b.numerator
  const scaled = d < 0n ? g.scale(-n, -d) : g.scale(n, d)
  const { differsAt } = f.compare(scaled)
  return differsAt === null ? (d < 0n ? { numerator: -n, denominator: -d } : { numerator: n, denominator: d }) : null
}

/** Exact coefficients of f in terms of the columns, all non-zero ones; null when f is no combination. */
function solved(
  f: QSeries,
  columns: readonly QSeries[],
  context: CallContext,
): { numerator: bigint; denominator: bigint }[] | null {
  const { vectors } = linearRelations([f, ...columns], {
    rows: columns.length + 22,
    prime: null,
    context,
    name: "identify",
  })
  const [first] = vectors
  const lead = first?.[0] ?? 0n
  if (first === undefined || lead === 0n) return null
  return first.slice(1).map((c) => ({ numerator: -c, denominator: lead }))
}

/** Combinations of dilated Eisenstein or divisor series of one weight and character. */
export function divisorForm(
  { series, variable, known }: Subject,
  library: Library,
  context: CallContext,
): Finding | null {
  const window = windowOf(series, library.order)
  if (window === null) return null
  let best: Finding | null = null
  for (const candidate of library.divisorSpans) {
    if (!liesIn(window, candidate.span)) continue
    const found = divisorFinding(series, candidate, variable, known, context)
    if (found !== null && (best === null || found.size < best.size)) best = found
  }
  return best
}

function divisorFinding(
  series: QSeries,
  { title, named, dilations }: DivisorSpan,
  variable: string,
  known: number,
  context: CallContext,
): Finding | null {
  const T = series.integerOrder ?? known
  const base = named.make(variable, T)
  const coefficients = solved(
    series,
    dilations.map((d) => base.dilate(d).truncate(T)),
    context,
  )
  if (coefficients === null || known - dilations.length < 20) return null
  const terms = coefficients.flatMap((c, i) =>
    c.numerator === 0n
      ? []
      : [rational(c.numerator, c.denominator).mul(at(named, variable, exponent(dilations[i] ?? 1)))],
  )
  return {
    kind: "Eisenstein and Lambert series",
    form: add(terms),
    details: title,
    used: dilations.length,
    beyond: known - dilations.length,
    size: terms.length,
  }
}

/** Two or three named series. The projections to four functionals leave few triples to verify. */
export function namedCombination(
  { series, variable, known }: Subject,
  library: Library,
  context: CallContext,
): Finding | null {
  const window = windowOf(series, library.order)
  if (window === null) return null
  const f = project(window, library.weights)
  const usable = library.entries.filter((e) => e.projection !== null)
  const vectors = usable.map((e) => e.projection ?? [])
  const withF = vectors.map((v) => minors(f, v))
  const check = (indices: readonly number[]): Finding | null => {
    const chosen = indices.flatMap((i) => usable[i] ?? [])
    return combinationFinding(series, chosen, variable, known, context)
  }
  for (let i = 0; i < vectors.length; i++) {
    for (let j = i + 1; j < vectors.length; j++) {
      const third = det3(f, vectors[i] ?? [], vectors[j] ?? [])
      const found = third === 0 ? check([i, j]) : null
      if (found !== null) return found
    }
  }
  const pairs = vectors.map((v, j) => vectors.map((w, k) => (k > j ? minors(v, w) : [])))
  for (let i = 0; i < vectors.length; i++) {
    context.checkStop()
    const [a = 0, b = 0, c = 0, d = 0, e = 0, g = 0] = withF[i] ?? []
    for (let j = i + 1; j < vectors.length; j++) {
      const row = pairs[j] ?? []
      for (let k = j + 1; k < vectors.length; k++) {
        const m = row[k] ?? []
        // Laplace expansion of the determinant of f, F_i, F_j, F_k along the first two rows
        const sum =
          a * (m[5] ?? 0) - b * (m[4] ?? 0) + c * (m[3] ?? 0) + d * (m[2] ?? 0) - e * (m[1] ?? 0) + g * (m[0] ?? 0)
        const found = mod(sum) === 0 ? check([i, j, k]) : null
        if (found !== null) return found
      }
    }
  }
  return null
}

/** The 2x2 minors of two vectors of length 4, columns 01 02 03 12 13 23. */
function minors(u: readonly number[], v: readonly number[]): number[] {
  const at = (i: number, j: number) => mod((u[i] ?? 0) * (v[j] ?? 0) - (u[j] ?? 0) * (v[i] ?? 0))
  return [at(0, 1), at(0, 2), at(0, 3), at(1, 2), at(1, 3), at(2, 3)]
}

/** Determinant of the first three entries of three vectors. */
function det3(u: readonly number[], v: readonly number[], w: readonly number[]): number {
  const m = minors(v, w)
  return mod((u[0] ?? 0) * (m[3] ?? 0) - (u[1] ?? 0) * (m[1] ?? 0) + (u[2] ?? 0) * (m[0] ?? 0))
}

function combinationFinding(
  series: QSeries,
  chosen: readonly Entry[],
  variable: string,
  known: number,
  context: CallContext,
): Finding | null {
  const columns = chosen.map((e) => e.named.make(variable, series.integerOrder ?? known))
  const coefficients = solved(series, columns, context)
  if (coefficients === null || coefficients.some((c) => c.numerator === 0n)) return null
  const terms = chosen.map(({ named }, i) => {
    const { numerator, denominator } = coefficients[i] ?? ZERO
    return rational(numerator, denominator).mul(at(named, variable, exponent(1)))
  })
  return {
    kind: "combination of named series",
    form: add(terms),
    details: null,
    used: terms.length,
    beyond: known - terms.length,
    size: 2 * terms.length,
  }
}

const powerCache = new WeakMap<Entry, Span>()
const MOST_POWER = 4

function powersOf(entry: Entry, T: number): Span | null {
  const known = powerCache.get(entry)
  if (known !== undefined) return known
  if (entry.window === null) return null
  const { series: api } = loadAddon()
  const base = QSeries.of(api.mod(entry.series.native, 16_777_213n), entry.series.variable)
  const windows: Float64Array[] = []
  let current = base
  for (let k = 1; k <= MOST_POWER; k++) {
    const window = windowOf(current.truncate(T), T)
    if (window === null) return null
    windows.push(window)
    if (k < MOST_POWER) current = current.mul(base)
  }
  const one = new Float64Array(T)
  one[0] = 1
  const made = spanOf([one, ...windows])
  powerCache.set(entry, made)
  return made
}

/** f = P(F), 1/f = P(F), or f^2 = P(F), deg P <= 4, for one named F. The root of the last has the sign that f begins with. */
export function algebraicForm(
  { series, variable, known }: Subject,
  library: Library,
  context: CallContext,
): Finding | null {
  const T = library.order
  const window = windowOf(series, T)
  if (window === null) return null
  const leading = window[0] ?? 0
  const reduced = QSeries.of(loadAddon().series.mod(series.native, 16_777_213n), series.variable)
  const square = windowOf(reduced.mul(reduced).truncate(T), T)
  const reciprocal = leading === 0 ? null : windowOf(reduced.inverse().truncate(T), T)
  for (const entry of library.entries) {
    context.checkStop()
    const powers = powersOf(entry, T)
    if (powers === null) continue
    const polynomial = (target: QSeries): QExpr | null => {
      const order = target.integerOrder ?? known
      const F = entry.named.make(variable, order)
      const name = at(entry.named, variable, exponent(1))
      const c = solved(target, [QSeries.constant(1n, variable, order), F, F.pow(2), F.pow(3), F.pow(4)], context)
      return c === null
        ? null
        : add(c.map(({ numerator, denominator }, i) => rational(numerator, denominator).mul(name.pow(i))))
    }
    const direct = liesIn(window, powers) ? polynomial(series) : null
    if (direct !== null) return algebraic(direct, known)
    const inverse = reciprocal !== null && liesIn(reciprocal, powers) ? polynomial(series.inverse()) : null
    if (inverse !== null) return algebraic(integer(1).div(inverse), known)
    const root = square !== null && liesIn(square, powers) ? polynomial(series.mul(series)) : null
    if (root !== null) {
      const positive = root.pow(rational(1, 2))
      return algebraic(leadsBelowZero(series) ? integer(-1).mul(positive) : positive, known)
    }
  }
  return null
}

function leadsBelowZero(series: QSeries): boolean {
  return series.valuation !== null && series.coefficient(series.valuation).numerator < 0n
}

function algebraic(form: QExpr, known: number): Finding {
  return { kind: "algebraic in a named series", form, details: null, used: 5, beyond: known - 5, size: 6 }
}
