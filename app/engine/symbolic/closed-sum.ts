import type { Arena, Ref } from "./arena"
import { addRefs, mulRefs } from "./canonical"
import { summands } from "./coefficients"
import { expandRef } from "./expand"
import { INDEXED_PRODUCT, INDEXED_SUM, POWER, PRODUCT } from "./heads"
import { add, integer, mul, QExpr } from "./expression"
import { factorRef, normalRef } from "./rational-function"
import { dependsOn, isLeaf, mapChildren, substitute } from "./rewrite"

/**
 * Sums with symbolic bounds whose terms are c k^j r^k, c and r free of the index k: an antidifference T, that is T(k+1) - T(k) = k^j r^k, gives
 * T(to+1) - T(from). For r = 1 it is a polynomial (Faulhaber), otherwise r^k times one, where r is taken to be no 1.
 * Gosper's method finds the same on these terms; Graham, Knuth, Patashnik, Concrete Mathematics, section 2.6.
 */

/** Highest power of the index that is summed: its formula has as many terms. */
const MOST_POWER = 200

/** Terms of a sum or product that is written out. */
const MOST_TERMS = 100_000

/** Sum and Product in an expression by what they stand for: written out between integers, in closed form where there is one, else as they are. */
export function evaluatedSums(arena: Arena, ref: Ref): Ref {
  if (isLeaf(arena.head(ref))) return ref
  const inner = mapChildren(arena, ref, (child) => evaluatedSums(arena, child))
  const head = arena.head(inner)
  if (head !== INDEXED_SUM && head !== INDEXED_PRODUCT) return inner
  const [body, index, from, to] = arena.children(inner) as [Ref, Ref, Ref, Ref]
  const [low, high] = [arena.immediate(from), arena.immediate(to)]
  if (low !== undefined && high !== undefined && high - low < MOST_TERMS) {
    const terms: Ref[] = []
    for (let k = low; k <= high; k++) terms.push(substitute(arena, body, new Map([[index, arena.smallInteger(k)]])))
    return head === INDEXED_SUM ? addRefs(arena, terms) : mulRefs(arena, terms)
  }
  if (head === INDEXED_PRODUCT) return inner
  const made = (part: Ref): QExpr => QExpr.of(arena, part)
  return closedSum(made(body), made(index), made(from), made(to))?.ref ?? inner
}

interface Term {
  readonly coefficient: QExpr
  readonly power: number
  /** Bases and slopes of r^k = product of base^(slope k). */
  readonly growth: readonly (readonly [base: QExpr, slope: QExpr])[]
}

/** The closed form of the sum of `body` over index = from, …, to; undefined when a term is of another kind. */
export function closedSum(body: QExpr, index: QExpr, from: QExpr, to: QExpr): QExpr | undefined {
  if (from.isInfinity() || to.isInfinity() || from.neg().isInfinity() || to.neg().isInfinity()) return undefined
  const { arena } = body
  const made = (ref: number): QExpr => QExpr.of(arena, ref)
  const terms = summands(arena, expandRef(arena, body.ref)).map((ref) => termOf(made(ref), index))
  if (terms.some((term) => term === undefined)) return undefined
  const parts = (terms as Term[]).map((term) => {
    const after = antidifference(term, to.add(1))
    return term.coefficient.mul(after.sub(antidifference(term, from)))
  })
  const sum = made(normalRef(arena, add(parts).ref))
  const geometric = (terms as Term[]).some((term) => grown(term, integer(1)).asInteger() !== 1n)
  return geometric ? sum : made(factorRef(arena, sum.ref))
}

/** c k^j r^k as its parts; undefined for any other term. */
function termOf(term: QExpr, index: QExpr): Term | undefined {
  const { arena } = term
  const factors = arena.head(term.ref) === PRODUCT ? arena.children(term.ref) : [term.ref]
  const free: QExpr[] = []
  const growth: [QExpr, QExpr][] = []
  let power = 0
  for (const ref of factors) {
    const factor = QExpr.of(arena, ref)
    const isPower = arena.head(ref) === POWER
    const base = isPower ? QExpr.of(arena, arena.word(ref, 0)) : factor
    const exponent = isPower ? QExpr.of(arena, arena.word(ref, 1)) : integer(1)
    if (!dependsOn(arena, ref, index.ref)) free.push(factor)
    else if (base.equals(index)) {
      const by = exponent.asSafeInteger()
      if (by === undefined || by < 0 || by > MOST_POWER) return undefined
      power += by
    } else {
      const linear = dependsOn(arena, base.ref, index.ref) ? undefined : linearIn(exponent, index)
      if (linear === undefined) return undefined
      growth.push([base, linear.slope])
      free.push(base.pow(linear.constant))
    }
  }
  return { coefficient: mul(free), power, growth }
}

/** exponent = slope k + constant */
function linearIn(exponent: QExpr, index: QExpr): { slope: QExpr; constant: QExpr } | undefined {
  const { arena } = exponent
  const made = (ref: number): QExpr => QExpr.of(arena, ref)
  const parts = summands(arena, expandRef(arena, exponent.ref))
  const slopes: QExpr[] = []
  const constants: QExpr[] = []
  for (const part of parts) {
    if (!dependsOn(arena, part, index.ref)) constants.push(made(part))
    else {
      const slope = made(part).div(index)
      if (dependsOn(arena, slope.ref, index.ref)) return undefined
      slopes.push(slope)
    }
  }
  return { slope: add(slopes), constant: add(constants) }
}

/** r^at */
function grown({ growth }: Term, at: QExpr): QExpr {
  return mul(growth.map(([base, slope]) => base.pow(slope.mul(at))))
}

/** T(at) with T(k+1) - T(k) = k^power r^k. */
function antidifference(term: Term, at: QExpr): QExpr {
  const ratio = grown(term, integer(1))
  const constant = ratio.asInteger() === 1n
  const polynomial = constant ? faulhaber(term.power) : geometricPart(term.power, ratio)
  const value = add(polynomial.map((c, i) => c.mul(at.pow(i))))
  return constant ? value : grown(term, QExpr.of(at.arena, expandRef(at.arena, at.ref))).mul(value)
}

/** Coefficients of the polynomial S with S(k+1) - S(k) = k^j and S(0) = 0, constant first. */
function faulhaber(j: number): QExpr[] {
  const coefficients: QExpr[] = Array.from({ length: j + 2 }, () => integer(0))
  for (let m = j; m >= 0; m--) {
    const rest = integer(m === j ? 1 : 0).sub(shifted(coefficients, m, m + 2))
    coefficients[m + 1] = rest.div(m + 1)
  }
  return coefficients
}

/** Coefficients of the polynomial P with r P(k+1) - P(k) = k^j, constant first. */
function geometricPart(j: number, ratio: QExpr): QExpr[] {
  const lead = ratio.sub(1)
  const coefficients: QExpr[] = Array.from({ length: j + 1 }, () => integer(0))
  for (let m = j; m >= 0; m--) {
    const rest = integer(m === j ? 1 : 0).sub(ratio.mul(shifted(coefficients, m, m + 1)))
    coefficients[m] = QExpr.of(ratio.arena, normalRef(ratio.arena, rest.div(lead).ref))
  }
  return coefficients
}

/** What the coefficients from `first` on add to the coefficient of k^m when k+1 takes the place of k. */
function shifted(coefficients: readonly QExpr[], m: number, first: number): QExpr {
  return add(coefficients.slice(first).map((c, offset) => c.mul(integer(binomial(first + offset, m)))))
}

function binomial(n: number, m: number): bigint {
  let value = 1n
  for (let i = 1n; i <= BigInt(m); i++) value = (value * (BigInt(n) - i + 1n)) / i
  return value
}
