import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, isNumber, mulRefs, negRef, numberValue, powRef } from "./canonical"
import { INFINITY, POWER, PRODUCT, Q_BINOMIAL, Q_FACTORIAL, Q_NUMBER, Q_POCHHAMMER, SUM } from "./heads"
import { PolynomialBridge } from "./polynomial"
import { isLeaf, mapChildren } from "./rewrite"

/** Lengths up to which finite products are written out. */
const MAX_LENGTH = 10_000

/**
 * Multiplies out products and whole powers of sums, and writes out finite q-Pochhammer symbols, q-binomials, q-numbers and q-factorials of numeric
 * length. Denominators are expanded by themselves and stay below. Arguments of functions are expanded too. Cost: that of the multiplications,
 * done on FLINT's multivariate polynomials.
 */
export function expandRef(arena: Arena, ref: Ref): Ref {
  return new Expander(arena).expand(ref)
}

class Expander {
  private readonly done = new Map<Ref, Ref>()

  constructor(private readonly arena: Arena) {}

  expand(ref: Ref): Ref {
    const known = this.done.get(ref)
    if (known !== undefined) return known
    const image = this.compute(ref)
    this.done.set(ref, image)
    this.done.set(image, image)
    return image
  }

  private compute(ref: Ref): Ref {
    const { arena } = this
    const head = arena.head(ref)
    if (isLeaf(head)) return ref
    const written = writtenOut(arena, ref)
    if (written !== undefined) return this.expand(written)
    const inner =
      head === SUM || head === PRODUCT || head === POWER
        ? this.expandInside(ref)
        : mapChildren(arena, ref, (child) => this.expand(child))
    return this.needsProduct(inner) ? this.multiplyOut(inner) : inner
  }

  private expandInside(ref: Ref): Ref {
    return mapChildren(this.arena, ref, (child) => this.expand(child))
  }

  /** Whether some product has a sum among its factors, or a sum a whole positive power. */
  private needsProduct(ref: Ref): boolean {
    const { arena } = this
    arena.tick()
    switch (arena.head(ref)) {
      case SUM:
        return arena.children(ref).some((child, i) => i % 2 === 1 && this.needsProduct(child))
      case PRODUCT:
        return arena.children(ref).some((factor) => arena.head(factor) === SUM || this.needsProduct(factor))
      case POWER: {
        const power = arena.word(ref, 1)
        const value = isNumber(arena, power) ? numberValue(arena, power) : undefined
        return (
          arena.head(arena.word(ref, 0)) === SUM &&
          value !== undefined &&
          value.denominator === 1n &&
          value.numerator > 1n
        )
      }
      default:
        return false
    }
  }

  private multiplyOut(ref: Ref): Ref {
    const { arena } = this
    const opaque = new Map<Ref, Ref>()
    const hidden = hideDenominators(arena, ref, opaque)
    const bridge = PolynomialBridge.for(arena, [hidden])
    const quotient = bridge.toRef(bridge.toNative(hidden))
    const expanded = divideTerms(arena, quotient)
    return opaque.size === 0 ? expanded : reveal(arena, expanded, opaque)
  }
}

/** Replaces negative powers of sums by names, so that only numerators are multiplied. */
function hideDenominators(arena: Arena, ref: Ref, opaque: Map<Ref, Ref>): Ref {
  const head = arena.head(ref)
  if (head === SUM || head === PRODUCT)
    return mapChildren(arena, ref, (child) => hideDenominators(arena, child, opaque))
  if (head !== POWER || arena.head(arena.word(ref, 0)) !== SUM) return ref
  const power = arena.word(ref, 1)
  if (!isNumber(arena, power) || numberValue(arena, power).numerator >= 0n) return ref
  const inverse = powRef(arena, arena.word(ref, 0), arena.smallInteger(-1))
  const name = arena.symbol(`_d${arena.hash(inverse).toString(36)}_${inverse}`)
  opaque.set(name, inverse)
  return powRef(arena, name, negRef(arena, power))
}

function reveal(arena: Arena, ref: Ref, opaque: ReadonlyMap<Ref, Ref>): Ref {
  const known = opaque.get(ref)
  if (known !== undefined) return known
  return isLeaf(arena.head(ref)) ? ref : mapChildren(arena, ref, (child) => reveal(arena, child, opaque))
}

/** (a + b)/m = a/m + b/m for a monomial m. */
function divideTerms(arena: Arena, quotient: Ref): Ref {
  if (arena.head(quotient) !== PRODUCT) return quotient
  const factors = arena.children(quotient)
  const sums = factors.filter((factor) => arena.head(factor) === SUM)
  const [sum] = sums
  if (sum === undefined || sums.length > 1) return quotient
  const rest = mulRefs(
    arena,
    factors.filter((factor) => factor !== sum),
  )
  const words = arena.children(sum)
  const terms = [mulRefs(arena, [words[0] as Ref, rest])]
  for (let i = 1; i < words.length; i += 2) terms.push(mulRefs(arena, [words[i] as Ref, words[i + 1] as Ref, rest]))
  return addRefs(arena, terms)
}

/** The finite product or sum that a form of numeric length stands for; undefined for any other expression. */
export function writtenOut(arena: Arena, ref: Ref): Ref | undefined {
  const children = arena.children(ref)
  switch (arena.head(ref)) {
    case Q_POCHHAMMER: {
      const [n, q, ...parameters] = children as [Ref, Ref, ...Ref[]]
      const length = arena.head(n) === INFINITY ? undefined : arena.immediate(n)
      if (length === undefined || Math.abs(length) > MAX_LENGTH) return undefined
      return mulRefs(
        arena,
        parameters.map((a) => finiteProduct(arena, a, q, length)),
      )
    }
    case Q_NUMBER:
    case Q_FACTORIAL: {
      const [n, q] = children as [Ref, Ref]
      const length = arena.immediate(n)
      if (length === undefined || Math.abs(length) > MAX_LENGTH) return undefined
      if (arena.head(ref) === Q_NUMBER) return qNumberSum(arena, length, q)
      if (length < 0)
        throw new EngineError("domain", "The q-factorial of a negative integer does not exist.", {
          given: `[${length}]!`,
        })
      return mulRefs(
        arena,
        Array.from({ length }, (_, i) => qNumberSum(arena, i + 1, q)),
      )
    }
    case Q_BINOMIAL: {
      const [q, below, above] = children as [Ref, Ref, Ref]
      const m = arena.immediate(below)
      const n = arena.immediate(above)
      if (m === undefined || n === undefined || n > MAX_LENGTH) return undefined
      return qBinomialPolynomial(arena, q, m, n)
    }
    default:
      return undefined
  }
}

/** (a; q)_n, for negative n as 1/(a q^n; q)_(-n) */
function finiteProduct(arena: Arena, a: Ref, q: Ref, n: number): Ref {
  if (n < 0) {
    const start = mulRefs(arena, [a, powRef(arena, q, arena.smallInteger(n))])
    return divRefs(arena, arena.smallInteger(1), finiteProduct(arena, start, q, -n))
  }
  const one = arena.smallInteger(1)
  const factors: Ref[] = []
  for (let k = 0; k < n; k++) {
    factors.push(addRefs(arena, [one, negRef(arena, mulRefs(arena, [a, powRef(arena, q, arena.smallInteger(k))]))]))
  }
  return mulRefs(arena, factors)
}

/** [n]_q = 1 + q + … + q^(n-1); for negative n -(q^(-1) + … + q^n) */
function qNumberSum(arena: Arena, n: number, q: Ref): Ref {
  const terms: Ref[] = []
  for (let k = 0; k < n; k++) terms.push(powRef(arena, q, arena.smallInteger(k)))
  for (let k = -1; k >= n; k--) terms.push(negRef(arena, powRef(arena, q, arena.smallInteger(k))))
  return addRefs(arena, terms)
}

/** The Gaussian binomial as a polynomial in its base: 0 outside 0 <= m <= n. Cost n m (n-m) additions. */
function qBinomialPolynomial(arena: Arena, q: Ref, m: number, n: number): Ref {
  if (m < 0 || m > n) return arena.smallInteger(0)
  const k = Math.min(m, n - m)
  let coefficients = [1n]
  for (let i = 1; i <= k; i++) coefficients = timesOverBinomials(coefficients, n - k + i, i)
  const terms = coefficients.map((c, e) => mulRefs(arena, [arena.integer(c), powRef(arena, q, arena.smallInteger(e))]))
  return addRefs(arena, terms)
}

/** f (1 - q^a)/(1 - q^b), which is a polynomial here */
function timesOverBinomials(f: readonly bigint[], a: number, b: number): bigint[] {
  const product = new Array<bigint>(f.length + a).fill(0n)
  f.forEach((c, i) => {
    product[i] = (product[i] as bigint) + c
    product[i + a] = (product[i + a] as bigint) - c
  })
  for (let i = b; i < product.length; i++) product[i] = (product[i] as bigint) + (product[i - b] as bigint)
  return product.slice(0, f.length + a - b)
}
