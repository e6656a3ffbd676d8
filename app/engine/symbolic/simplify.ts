import type { Arena, Ref } from "./arena"
import {
  addRefs,
  baseOf,
  divRefs,
  exponentOf,
  isNumber,
  isZero,
  mulRefs,
  negRef,
  numberValue,
  powRef,
} from "./canonical"
import { POWER, PRODUCT, Q_BINOMIAL, Q_FACTORIAL, Q_NUMBER, Q_POCHHAMMER, SUM } from "./heads"
import { plainText } from "./print/plain"
import { normalRef } from "./rational-function"
import { isLeaf, mapChildren } from "./rewrite"
import { RULES, symbolRef, vanishes, type QSymbol, type Rule } from "./simplify-rules"

/**
 * A shorter equal form. From the inside out: products of q-Pochhammer symbols by the rules of simplify-rules.ts, then the normal form of the whole
 * with everything that is no rational operation as an unknown. Of the forms that were found the one with the shortest text is taken, so the
 * result is never longer than what was given.
 */
export function simplifyRef(arena: Arena, ref: Ref): Ref {
  return new Simplifier(arena).simplify(ref)
}

/** What a rule makes of an expression that it applies to as a whole; undefined when it does not. For the tests of the table. */
export function applyRule(arena: Arena, rule: Rule, ref: Ref): Ref | undefined {
  return applyOnce(arena, readProduct(arena, ref), rule)
}

interface Entry {
  readonly symbol: QSymbol
  exponent: bigint
  readonly core: Core
}

/**
 * What tells at a glance that no rule combines two symbols: the name under their bases, and the parameter without its sign and its powers of that name,
 * which rules leave as it is or square.
 */
interface Core {
  readonly base: Ref
  readonly part: Ref
  readonly square: Ref
}

function coreOf(arena: Arena, { a, q }: QSymbol): Core {
  const base = baseOf(arena, q)
  const factors = (arena.head(a) === PRODUCT ? arena.children(a) : [a]).filter(
    (factor) => baseOf(arena, factor) !== base,
  )
  const part = mulRefs(
    arena,
    factors.map((factor) =>
      isNumber(arena, factor) && numberValue(arena, factor).numerator < 0n ? negRef(arena, factor) : factor,
    ),
  )
  return { base, part, square: powRef(arena, part, arena.smallInteger(2)) }
}

function related({ core: x }: Entry, { core: y }: Entry): boolean {
  return x.base === y.base && (x.part === y.part || x.part === y.square || x.square === y.part)
}

interface SymbolProduct {
  readonly symbols: Entry[]
  /** Everything that is no q-Pochhammer symbol to a whole power. */
  readonly rest: Ref
}

class Simplifier {
  private readonly done = new Map<Ref, Ref>()

  constructor(private readonly arena: Arena) {}

  simplify(ref: Ref): Ref {
    const known = this.done.get(ref)
    if (known !== undefined) return known
    const result = this.compute(ref)
    this.done.set(ref, result)
    return result
  }

  private compute(ref: Ref): Ref {
    const { arena } = this
    if (isLeaf(arena.head(ref))) return ref
    const inner = mapChildren(arena, ref, (child) => this.simplify(child))
    const ruled = simplifyProduct(arena, this.binomials(inner))
    const head = arena.head(ruled)
    const rational = head === SUM || head === PRODUCT || head === POWER
    const candidates = [inner, ruled]
    if (rational) candidates.push(simplifyProduct(arena, normalRef(arena, ruled)))
    return shortest(arena, candidates)
  }

  /** q-binomials whose lower index is at an end. */
  private binomials(ref: Ref): Ref {
    const { arena } = this
    if (arena.head(ref) !== Q_BINOMIAL) return ref
    const [q, below, above] = arena.children(ref) as [Ref, Ref, Ref]
    const one = arena.smallInteger(1)
    if (arena.immediate(below) === 0 || below === above) return one
    if (arena.immediate(below) === 1) {
      return divRefs(arena, subtractFromOne(arena, powRef(arena, q, above)), subtractFromOne(arena, q))
    }
    return ref
  }
}

function subtractFromOne(arena: Arena, a: Ref): Ref {
  return addRefs(arena, [arena.smallInteger(1), negRef(arena, a)])
}

function shortest(arena: Arena, refs: readonly Ref[]): Ref {
  let best = refs[0] as Ref
  let length = plainText(arena, best).length
  for (const ref of refs.slice(1)) {
    const other = ref === best ? length : plainText(arena, ref).length
    if (other < length) {
      best = ref
      length = other
    }
  }
  return best
}

/** Applies the rules to the symbols of a product until none applies. Each application removes a symbol or an exponent, or is taken once. */
function simplifyProduct(arena: Arena, ref: Ref): Ref {
  let current = ref
  for (let round = 0; round < 200; round++) {
    const product = readProduct(arena, current)
    if (isZero(arena, product.rest)) return product.rest
    if (product.symbols.length === 0) return current
    const next = RULES.map((rule) => applyOnce(arena, product, rule)).find(
      (result) => result !== undefined && result !== current,
    )
    if (next === undefined) return current
    current = next
  }
  return current
}

function readProduct(arena: Arena, ref: Ref): SymbolProduct {
  const symbols = new Map<string, Entry>()
  const rest: Ref[] = []
  for (const factor of arena.head(ref) === PRODUCT ? arena.children(ref) : [ref]) {
    const base = baseOf(arena, factor)
    const exponent = exponentOf(arena, factor)
    const whole = isNumber(arena, exponent) && numberValue(arena, exponent).denominator === 1n
    if (!whole) rest.push(factor)
    else if (!readSymbols(arena, base, numberValue(arena, exponent).numerator, symbols, rest)) rest.push(factor)
  }
  const left = [...symbols.values()].filter(({ exponent }) => exponent !== 0n)
  const zeros = left.filter(({ symbol }) => vanishes(arena, symbol))
  // A product with a factor 0 is 0, unless one stands below as well.
  if (zeros.length > 0 && zeros.every(({ exponent }) => exponent > 0n))
    return { symbols: [], rest: arena.smallInteger(0) }
  return { symbols: left, rest: mulRefs(arena, rest) }
}

/** Puts a q-Pochhammer symbol, q-number or q-factorial into the list, each parameter for itself. */
function readSymbols(arena: Arena, base: Ref, exponent: bigint, symbols: Map<string, Entry>, rest: Ref[]): boolean {
  const children = arena.children(base)
  switch (arena.head(base)) {
    case Q_POCHHAMMER: {
      const [n, q, ...parameters] = children as [Ref, Ref, ...Ref[]]
      for (const a of parameters) put(arena, symbols, { a, q, n }, exponent)
      return true
    }
    case Q_FACTORIAL: {
      const [n, q] = children as [Ref, Ref]
      put(arena, symbols, { a: q, q, n }, exponent)
      rest.push(powRef(arena, subtractFromOne(arena, q), mulRefs(arena, [n, arena.integer(-exponent)])))
      return true
    }
    case Q_NUMBER: {
      const [n, q] = children as [Ref, Ref]
      rest.push(
        powRef(
          arena,
          divRefs(arena, subtractFromOne(arena, powRef(arena, q, n)), subtractFromOne(arena, q)),
          arena.integer(exponent),
        ),
      )
      return true
    }
    default:
      return false
  }
}

/** Counts a symbol; one that is there already gets the sum of the exponents. */
function put(arena: Arena, symbols: Map<string, Entry>, symbol: QSymbol, exponent: bigint): void {
  const key = `${symbol.a},${symbol.q},${symbol.n}`
  const same = symbols.get(key)
  if (same === undefined) symbols.set(key, { symbol, exponent, core: coreOf(arena, symbol) })
  else same.exponent += exponent
}

/** The product after one application of the rule, as often as the exponents allow; undefined when it applies nowhere. */
function applyOnce(arena: Arena, product: SymbolProduct, rule: Rule): Ref | undefined {
  for (const chosen of selections(product.symbols, rule.signs)) {
    const result = rule.apply(
      arena,
      chosen.map(({ symbol }) => symbol),
    )
    if (result === undefined) continue
    const times = chosen.map(({ exponent }) => (exponent < 0n ? -exponent : exponent)).reduce((a, b) => (a < b ? a : b))
    const factors = product.symbols.map((entry) => {
      const at = chosen.indexOf(entry)
      const left = at < 0 ? entry.exponent : entry.exponent - BigInt(rule.signs[at] as number) * times
      return powRef(arena, symbolRef(arena, entry.symbol), arena.integer(left))
    })
    return mulRefs(arena, [product.rest, ...factors, powRef(arena, result, arena.integer(times))])
  }
  return undefined
}

/** Ordered choices of different symbols whose exponents have the signs asked for. */
function* selections(
  symbols: readonly Entry[],
  signs: readonly (1 | -1)[],
  taken: readonly Entry[] = [],
): Generator<readonly Entry[]> {
  const sign = signs[taken.length]
  if (sign === undefined) {
    yield taken
    return
  }
  for (const entry of symbols) {
    if (taken.includes(entry) || entry.exponent > 0n !== sign > 0) continue
    if (taken[0] !== undefined && !related(taken[0], entry)) continue
    yield* selections(symbols, signs, [...taken, entry])
  }
}
