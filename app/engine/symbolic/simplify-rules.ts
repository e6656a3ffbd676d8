import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, isNumber, mulRefs, negRef, numberValue, powRef } from "./canonical"
import { INFINITY, POWER, Q_BINOMIAL, Q_POCHHAMMER } from "./heads"

/**
 * The algebra of q-Pochhammer symbols as rules. A rule looks at one, two or three symbols with the signs of their exponents and says what their
 * product is equal to. Every rule is an identity of rational functions, or of convergent infinite products for |q| < 1, in all its letters;
 * a test evaluates each at random points and as power series. References: GR = Gasper and Rahman, Basic Hypergeometric Series, 2nd edition.
 */
export interface QSymbol {
  readonly a: Ref
  readonly q: Ref
  /** Length; the infinity node for infinite products. */
  readonly n: Ref
}

export interface Rule {
  readonly name: string
  readonly source: string
  /** Signs of the exponents of the symbols that the rule combines. */
  readonly signs: readonly (1 | -1)[]
  /** What the product of the symbols, each to the power of its sign, is equal to; undefined where the rule does not apply. */
  apply(arena: Arena, symbols: readonly QSymbol[]): Ref | undefined
  /** An expression to which it applies, in a, q and the lengths n, m; for the tests. */
  sample(make: SampleLetters): Ref
}

export interface SampleLetters {
  readonly arena: Arena
  readonly a: Ref
  readonly q: Ref
  readonly n: Ref
  readonly m: Ref
  symbol(a: Ref, q: Ref, n: Ref): Ref
  readonly infinity: Ref
}

export function symbolRef(arena: Arena, { a, q, n }: QSymbol): Ref {
  return arena.immediate(n) === 0 ? arena.smallInteger(1) : arena.intern(Q_POCHHAMMER, [n, q, a])
}

function infinite(arena: Arena, { n }: QSymbol): boolean {
  return arena.head(n) === INFINITY
}

/** e with x = q^e for the base q of a symbol, which may itself be a power of a name; undefined when x is no power of it. */
function powerOfBase(arena: Arena, x: Ref, q: Ref): Ref | undefined {
  if (arena.immediate(x) === 1) return arena.smallInteger(0)
  const [base, unit] = split(arena, q)
  const [other, power] = split(arena, x)
  return base === other && !isNumber(arena, base) ? divRefs(arena, power, unit) : undefined
}

/** Whether (a;q)_n has a factor 1 - 1: a = q^(-j) with 0 <= j < n. */
export function vanishes(arena: Arena, symbol: QSymbol): boolean {
  const e = powerOfBase(arena, symbol.a, symbol.q)
  const j = e === undefined ? undefined : arena.immediate(e)
  if (j === undefined || j > 0) return false
  return infinite(arena, symbol) || (arena.immediate(symbol.n) ?? 0) > -j
}

function split(arena: Arena, ref: Ref): readonly [Ref, Ref] {
  return arena.head(ref) === POWER ? [arena.word(ref, 0), arena.word(ref, 1)] : [ref, arena.smallInteger(1)]
}

/** e with y = x q^e */
function shift(arena: Arena, x: Ref, y: Ref, q: Ref): Ref | undefined {
  if (arena.immediate(x) === 0 || arena.immediate(y) === 0) return undefined
  return powerOfBase(arena, divRefs(arena, y, x), q)
}

function times(arena: Arena, ...factors: Ref[]): Ref {
  return mulRefs(arena, factors)
}

function plus(arena: Arena, ...terms: Ref[]): Ref {
  return addRefs(arena, terms)
}

/** n(n-1)/2 */
function triangle(arena: Arena, n: Ref): Ref {
  return divRefs(arena, times(arena, n, plus(arena, n, arena.smallInteger(-1))), arena.smallInteger(2))
}

const LONGEST_QUOTIENT = 8

/** (a q^from; q)_length written out for a short numeric length, as a symbol otherwise. */
function stretch(arena: Arena, a: Ref, q: Ref, from: Ref, length: Ref): Ref {
  const count = arena.immediate(length)
  const start = times(arena, a, powRef(arena, q, from))
  if (count === undefined || Math.abs(count) > LONGEST_QUOTIENT) return symbolRef(arena, { a: start, q, n: length })
  const one = arena.smallInteger(1)
  const factors: Ref[] = []
  for (let j = Math.min(count, 0); j < Math.max(count, 0); j++) {
    factors.push(plus(arena, one, negRef(arena, times(arena, start, powRef(arena, q, arena.smallInteger(j))))))
  }
  const product = mulRefs(arena, factors)
  return count < 0 ? divRefs(arena, one, product) : product
}

const one: readonly (1 | -1)[] = [1]
const quotient: readonly (1 | -1)[] = [1, -1]
const product: readonly (1 | -1)[] = [1, 1]

export const RULES: readonly Rule[] = [
  {
    name: "q-binomial: (q;q)_n/((q;q)_m (q;q)_(n-m))",
    source: "GR (I.39)",
    signs: [1, -1, -1],
    apply(arena, [f, g, h]) {
      const [x, y, z] = [f, g, h] as [QSymbol, QSymbol, QSymbol]
      const euler = [x, y, z].every(({ a, q, n }) => a === q && q === x.q && arena.head(n) !== INFINITY)
      if (!euler || plus(arena, y.n, z.n) !== x.n) return undefined
      return arena.intern(Q_BINOMIAL, [x.q, y.n, x.n])
    },
    sample: ({ arena, symbol, q, n, m }) =>
      divRefs(arena, symbol(q, q, plus(arena, n, m)), times(arena, symbol(q, q, n), symbol(q, q, m))),
  },
  {
    name: "a parameter 0",
    source: "definition",
    signs: one,
    apply: (arena, [f]) => (arena.immediate((f as QSymbol).a) === 0 ? arena.smallInteger(1) : undefined),
    sample: ({ arena, symbol, q, n }) => symbol(arena.smallInteger(0), q, n),
  },
  {
    name: "negative length: (a;q)_(-n) = 1/(a q^(-n);q)_n",
    source: "GR (I.2)",
    signs: one,
    apply(arena, [f]) {
      const { a, q, n } = f as QSymbol
      const length = arena.immediate(n)
      if (length === undefined || length >= 0) return undefined
      const start = times(arena, a, powRef(arena, q, n))
      return divRefs(arena, arena.smallInteger(1), symbolRef(arena, { a: start, q, n: arena.smallInteger(-length) }))
    },
    sample: ({ arena, symbol, a, q }) => symbol(a, q, arena.smallInteger(-3)),
  },
  {
    name: "inverse base: (a;1/q)_n = (1/a;q)_n (-a)^n q^(-n(n-1)/2)",
    source: "GR (I.3)",
    signs: one,
    apply(arena, [f]) {
      const { a, q, n } = f as QSymbol
      const [, power] = split(arena, q)
      if (!isNumber(arena, power) || numberValue(arena, power).numerator >= 0n || infinite(arena, f as QSymbol))
        return undefined
      const inverse = divRefs(arena, arena.smallInteger(1), q)
      const reflected = symbolRef(arena, { a: divRefs(arena, arena.smallInteger(1), a), q: inverse, n })
      return times(arena, reflected, powRef(arena, negRef(arena, a), n), powRef(arena, q, triangle(arena, n)))
    },
    sample: ({ arena, symbol, a, q, n }) => symbol(a, powRef(arena, q, arena.smallInteger(-1)), n),
  },
  {
    name: "(a;q)_inf/(a q^n;q)_inf = (a;q)_n",
    source: "GR (I.5)",
    signs: quotient,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || !infinite(arena, x) || !infinite(arena, y)) return undefined
      const length = shift(arena, x.a, y.a, x.q)
      return length === undefined ? undefined : stretch(arena, x.a, x.q, arena.smallInteger(0), length)
    },
    sample: ({ arena, symbol, a, q, n, infinity }) =>
      divRefs(arena, symbol(a, q, infinity), symbol(times(arena, a, powRef(arena, q, n)), q, infinity)),
  },
  {
    name: "(a;q)_n/(a;q)_m = (a q^m;q)_(n-m)",
    source: "GR (I.6)",
    signs: quotient,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || x.a !== y.a || x.n === y.n) return undefined
      const start = (n: Ref): Ref => times(arena, x.a, powRef(arena, x.q, n))
      if (infinite(arena, x)) return symbolRef(arena, { a: start(y.n), q: x.q, n: x.n })
      if (infinite(arena, y))
        return divRefs(arena, arena.smallInteger(1), symbolRef(arena, { a: start(x.n), q: x.q, n: y.n }))
      return stretch(arena, x.a, x.q, y.n, plus(arena, x.n, negRef(arena, y.n)))
    },
    sample: ({ arena, symbol, a, q, n, m }) => divRefs(arena, symbol(a, q, plus(arena, n, m)), symbol(a, q, n)),
  },
  {
    name: "shifted parameters: (a q;q)_n/(a;q)_n = (1-a q^n)/(1-a)",
    source: "from (a;q)_(n+1) taken apart at both ends",
    signs: quotient,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || x.n !== y.n || infinite(arena, x)) return undefined
      const by = shift(arena, y.a, x.a, x.q)
      const count = by === undefined ? undefined : arena.immediate(by)
      if (count === undefined || count === 0 || Math.abs(count) > LONGEST_QUOTIENT) return undefined
      const steps = arena.smallInteger(count)
      return divRefs(
        arena,
        stretch(arena, y.a, x.q, x.n, steps),
        stretch(arena, y.a, x.q, arena.smallInteger(0), steps),
      )
    },
    sample: ({ arena, symbol, a, q, n }) => divRefs(arena, symbol(times(arena, a, q), q, n), symbol(a, q, n)),
  },
  {
    name: "(a;q)_n (a q^n;q)_m = (a;q)_(n+m)",
    source: "GR (I.6)",
    signs: product,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || infinite(arena, x)) return undefined
      if (shift(arena, x.a, y.a, x.q) !== x.n) return undefined
      return symbolRef(arena, { a: x.a, q: x.q, n: infinite(arena, y) ? y.n : plus(arena, x.n, y.n) })
    },
    sample: ({ arena, symbol, a, q, n, m }) =>
      times(arena, symbol(a, q, n), symbol(times(arena, a, powRef(arena, q, n)), q, m)),
  },
  {
    name: "(a;q)_n (-a;q)_n = (a^2;q^2)_n",
    source: "GR (I.28)",
    signs: product,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || x.n !== y.n || negRef(arena, x.a) !== y.a) return undefined
      const square = (ref: Ref): Ref => powRef(arena, ref, arena.smallInteger(2))
      return symbolRef(arena, { a: square(x.a), q: square(x.q), n: x.n })
    },
    sample: ({ arena, symbol, a, q, n }) => times(arena, symbol(a, q, n), symbol(negRef(arena, a), q, n)),
  },
  {
    name: "(a^2;q^2)_n/(a;q)_n = (-a;q)_n",
    source: "GR (I.28)",
    signs: quotient,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      const square = (ref: Ref): Ref => powRef(arena, ref, arena.smallInteger(2))
      if (x.n !== y.n || square(y.q) !== x.q || square(y.a) !== x.a) return undefined
      return symbolRef(arena, { a: negRef(arena, y.a), q: y.q, n: y.n })
    },
    sample: ({ arena, symbol, a, q, n }) => {
      const square = (ref: Ref): Ref => powRef(arena, ref, arena.smallInteger(2))
      return divRefs(arena, symbol(square(a), square(q), n), symbol(a, q, n))
    },
  },
  {
    name: "residue classes: (a;q^2)_n (a q;q^2)_n = (a;q)_(2n)",
    source: "GR (I.27)",
    signs: product,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (x.q !== y.q || x.n !== y.n) return undefined
      const by = shift(arena, x.a, y.a, x.q)
      const half = by === undefined || !isNumber(arena, by) ? undefined : numberValue(arena, by)
      if (half?.numerator !== 1n || half.denominator !== 2n) return undefined
      const length = infinite(arena, x) ? x.n : times(arena, arena.smallInteger(2), x.n)
      return symbolRef(arena, { a: x.a, q: root(arena, x.q, 2), n: length })
    },
    sample: ({ arena, symbol, a, q, n }) => {
      const square = powRef(arena, q, arena.smallInteger(2))
      return times(arena, symbol(a, square, n), symbol(times(arena, a, q), square, n))
    },
  },
  {
    name: "residue classes: (a;q)_(2n)/(a;q^2)_n = (a q;q^2)_n, and with the classes exchanged",
    source: "GR (I.27)",
    signs: quotient,
    apply(arena, [f, g]) {
      const [x, y] = [f, g] as [QSymbol, QSymbol]
      if (powRef(arena, x.q, arena.smallInteger(2)) !== y.q) return undefined
      const lengths = infinite(arena, x) ? infinite(arena, y) : times(arena, arena.smallInteger(2), y.n) === x.n
      const by = shift(arena, x.a, y.a, x.q)
      const class0 = by === undefined ? undefined : arena.immediate(by)
      if (!lengths || (class0 !== 0 && class0 !== 1)) return undefined
      return symbolRef(arena, {
        a: times(arena, x.a, powRef(arena, x.q, arena.smallInteger(1 - class0))),
        q: y.q,
        n: y.n,
      })
    },
    sample: ({ arena, symbol, a, q, n }) =>
      divRefs(
        arena,
        symbol(a, q, times(arena, arena.smallInteger(2), n)),
        symbol(a, powRef(arena, q, arena.smallInteger(2)), n),
      ),
  },
  {
    name: "three residue classes: (a;q^3)_n (a q;q^3)_n (a q^2;q^3)_n = (a;q)_(3n)",
    source: "GR (I.29)",
    signs: [1, 1, 1],
    apply(arena, [f, g, h]) {
      const [x, y, z] = [f, g, h] as [QSymbol, QSymbol, QSymbol]
      if (x.q !== y.q || x.q !== z.q || x.n !== y.n || x.n !== z.n) return undefined
      const third = root(arena, x.q, 3)
      if (
        shift(arena, x.a, y.a, third) !== arena.smallInteger(1) ||
        shift(arena, x.a, z.a, third) !== arena.smallInteger(2)
      )
        return undefined
      const length = infinite(arena, x) ? x.n : times(arena, arena.smallInteger(3), x.n)
      return symbolRef(arena, { a: x.a, q: third, n: length })
    },
    sample: ({ arena, symbol, a, q, n }) => {
      const cube = powRef(arena, q, arena.smallInteger(3))
      const at = (k: number): Ref => symbol(times(arena, a, powRef(arena, q, arena.smallInteger(k))), cube, n)
      return times(arena, at(0), at(1), at(2))
    },
  },
  {
    name: "Euler: 1/(a;a^2)_inf = (-a;a)_inf",
    source: "Euler; Andrews, The Theory of Partitions, (1.2.5)",
    signs: [-1],
    apply(arena, [f]) {
      const { a, q, n } = f as QSymbol
      if (!infinite(arena, f as QSymbol) || powRef(arena, a, arena.smallInteger(2)) !== q || isNumber(arena, a))
        return undefined
      return symbolRef(arena, { a: negRef(arena, a), q: a, n })
    },
    sample: ({ arena, symbol, q, infinity }) =>
      divRefs(arena, arena.smallInteger(1), symbol(q, powRef(arena, q, arena.smallInteger(2)), infinity)),
  },
]

/** The k-th root of a power of a name with a numeric exponent: q for q^k. */
function root(arena: Arena, q: Ref, k: number): Ref {
  const [base, power] = split(arena, q)
  return powRef(arena, base, divRefs(arena, power, arena.smallInteger(k)))
}
