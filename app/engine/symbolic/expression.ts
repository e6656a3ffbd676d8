import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { Arena, type Handle, type LargeIntegers, type Ref } from "./arena"
import { addRefs, divRefs, infinityRef, isNumber, mulRefs, negRef, numberValue, powRef, rationalRef } from "./canonical"
import {
  FIRST_FUNCTION,
  HEADS,
  HEAD_NAMES,
  INFINITY,
  INTEGER,
  ORDER,
  POWER,
  PRODUCT,
  SUM,
  SYMBOL,
  type Head,
} from "./heads"
import { callRef, namedChildren } from "./forms"
import { rationalOf, type Rational } from "./numbers"
import { displayFactors, displayTerms, termRef } from "./order"
import { isOne } from "./canonical"
import { expandRef } from "./expand"
import { latexText } from "./print/latex"
import { mapleText } from "./print/maple"
import { mathematicaText } from "./print/mathematica"
import { pariText } from "./print/pari"
import { plainText } from "./print/plain"
import { sageText } from "./print/sage"
import { unicodeText } from "./print/unicode"
import { factorRef, normalRef } from "./rational-function"
import { freeNames, substitute } from "./rewrite"
import { seriesOf } from "./series"
import { simplifyRef } from "./simplify"
import { vanishes } from "./simplify-rules"
import type { Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"

export { Arena } from "./arena"
export type { Head } from "./heads"
export type { Rational } from "./numbers"

/**
 * A symbolic expression: a handle on a node of an arena. Immutable; equal expressions of one arena have equal references, so `equals` takes
 * constant time. The reference may change when the arena is compacted, the expression does not.
 *
 * What is combined must come from one arena; anything else is an error, since references of two sessions mean different nodes.
 */
export class QExpr implements Handle {
  readonly kind = "expr"
  readonly arena: Arena
  #ref: Ref
  #growing: GrowingSum | null

  private constructor(arena: Arena, ref: Ref, growing: GrowingSum | null = null) {
    this.arena = arena
    this.#ref = ref
    this.#growing = growing
    if (growing === null) arena.register(this)
  }

  /** Valid until the arena's next compaction, which rewrites it. Only this room's algorithms read it. */
  get ref(): Ref {
    return this.#growing === null ? this.#ref : this.#settle(this.#growing)
  }
  set ref(ref: Ref) {
    this.#ref = ref
  }

  /** The expression of a node. */
  static of(arena: Arena, ref: Ref): QExpr {
    return new QExpr(arena, ref)
  }

  private make(ref: Ref): QExpr {
    return new QExpr(this.arena, ref)
  }

  // arithmetic

  add(...others: readonly Operand[]): QExpr {
    const [only] = others
    const grown = others.length === 1 && only !== undefined ? this.#grow(only) : null
    if (grown !== null) return grown
    return this.make(addRefs(this.arena, [this.ref, ...this.refs(others)]))
  }
  sub(other: Operand): QExpr {
    return this.add(this.make(negRef(this.arena, this.refOf(other))))
  }
  mul(...others: readonly Operand[]): QExpr {
    return this.make(mulRefs(this.arena, [this.ref, ...this.refs(others)]))
  }
  /** Division by the number 0 is an error. */
  div(other: Operand): QExpr {
    return this.make(divRefs(this.arena, this.ref, this.refOf(other)))
  }
  pow(exponent: Operand): QExpr {
    return this.make(powRef(this.arena, this.ref, this.refOf(exponent)))
  }
  neg(): QExpr {
    return this.make(negRef(this.arena, this.ref))
  }

  /**
   * A long sum with one more term, kept as the two until somebody looks at it: a sum that a loop builds term by term would be copied at each
   * step otherwise. Null where that gains nothing, or where adding may fail.
   */
  #grow(other: Operand): QExpr | null {
    if (!(other instanceof QExpr) || other.arena !== this.arena || !isShortTerm(this.arena, other.ref)) return null
    const { base, terms, length } = this.#growing ?? { base: this, terms: [], length: 0 }
    const size = this.arena.head(base.ref) === SUM ? this.arena.arity(base.ref) : 0
    // What is pending stays a part of the whole, so that all the copies together are as long as a few sums.
    if (size < LONG_SUM || terms.length !== length || 8 * length > size) return null
    terms.push(other)
    return new QExpr(this.arena, 0, { base, terms, length: length + 1 })
  }

  #settle({ base, terms, length }: GrowingSum): Ref {
    const refs = [base.ref]
    for (let i = 0; i < length; i++) refs.push((terms[i] as QExpr).ref)
    this.#ref = addRefs(this.arena, refs)
    this.#growing = null
    this.arena.register(this)
    return this.#ref
  }

  private refs(values: readonly Operand[]): Ref[] {
    return values.map((value) => this.refOf(value))
  }

  private refOf(value: Operand): Ref {
    if (typeof value === "bigint") return this.arena.integer(value)
    if (typeof value === "number") return this.arena.integer(integerFromNumber(value))
    requireSameArena(this.arena, value)
    return value.ref
  }

  // inspection

  get head(): Head {
    return headName(this.#headNumber)
  }

  /** A growing sum stays one: its new terms are too few to cancel all but one of the old ones. */
  get #headNumber(): number {
    return this.#growing === null ? this.arena.head(this.#ref) : SUM
  }

  /** Name of a symbol, of an applied function ("f" of f(x)) or of a field form in the notebook's syntax ("eta"); undefined otherwise. */
  get name(): string | undefined {
    const head = this.#headNumber
    if (head === SYMBOL) return this.arena.symbolName(this.ref)
    if (head >= FIRST_FUNCTION) return this.arena.functionName(head)
    const builtin = HEADS[head]
    return builtin === undefined ? undefined : HEAD_NAMES[builtin]
  }

  /** Children in display order: terms of a sum, factors of a product (its number first), base and exponent, arguments. */
  get args(): readonly QExpr[] {
    return argumentRefs(this.arena, this.ref).map((ref) => this.make(ref))
  }

  isInteger(): boolean {
    return this.#headNumber === INTEGER
  }
  asInteger(): bigint | undefined {
    return this.isInteger() ? this.arena.integerValue(this.ref) : undefined
  }
  /** The value as a JavaScript number when it is an integer of at most 53 bits. */
  asSafeInteger(): number | undefined {
    if (this.#growing !== null) return undefined
    const small = this.arena.immediate(this.#ref)
    if (small !== undefined) return small
    const value = this.asInteger()
    return value !== undefined && value >= -0x1fffffffffffffn && value <= 0x1fffffffffffffn ? Number(value) : undefined
  }
  isNumber(): boolean {
    return this.#growing === null && isNumber(this.arena, this.#ref)
  }
  asRational(): Rational | undefined {
    return this.isNumber() ? numberValue(this.arena, this.ref) : undefined
  }
  isZero(): boolean {
    return this.#growing === null && this.arena.immediate(this.#ref) === 0
  }
  isOne(): boolean {
    return this.#growing === null && this.arena.immediate(this.#ref) === 1
  }
  isSymbol(name?: string): boolean {
    return this.#headNumber === SYMBOL && (name === undefined || this.arena.symbolName(this.ref) === name)
  }
  isInfinity(): boolean {
    return this.#headNumber === INFINITY
  }

  /**
   * Structural equality of canonical forms, in constant time. Mathematical equality of rational functions: compare after normal. Expressions of two
   * sessions are an error; compare their hashes or texts.
   */
  equals(other: QExpr): boolean {
    requireSameArena(this.arena, other)
    return this.ref === other.ref
  }
  /** Depends on the content only, the same in every session; 32 bits. */
  hash(): number {
    return this.arena.hash(this.ref)
  }

  /** Names that occur, each once, sorted; index names of Sum and Product are not free. */
  freeSymbols(): readonly string[] {
    return freeNames(this.arena, this.ref)
  }

  // algebra

  /** Products and whole powers of sums multiplied out. */
  expand(): QExpr {
    return this.make(expandRef(this.arena, this.ref))
  }
  /** A quotient of two expanded polynomials in lowest terms. */
  normal(): QExpr {
    return this.make(normalRef(this.arena, this.ref))
  }
  /** The product of the irreducible factors over Q. */
  factor(): QExpr {
    return this.make(factorRef(this.arena, this.ref))
  }
  /** An equal form that is not longer; see simplify.ts. */
  simplify(): QExpr {
    return this.make(simplifyRef(this.arena, this.ref))
  }
  /** Replaces subexpressions, all at once. */
  subs(...pairs: readonly (readonly [QExpr, Operand])[]): QExpr {
    const map = new Map(pairs.map(([from, to]) => [this.refOf(from), this.refOf(to)]))
    return this.make(substitute(this.arena, this.ref, map))
  }
  /** The expansion in a variable, known below `order`; see seriesOf. */
  series(variable: QExpr | string, order: number | Exponent): QSeries {
    return seriesOf(this, typeof variable === "string" ? variable : (variable.name ?? ""), order)
  }

  // text

  toString(): string {
    return plainText(this.arena, this.ref)
  }
  toLatex(): string {
    return latexText(this.arena, this.ref)
  }
  /** Two-dimensional text for a terminal. */
  toUnicode(): string {
    return unicodeText(this.arena, this.ref)
  }
  toMaple(): string {
    return mapleText(this.arena, this.ref)
  }
  toMathematica(): string {
    return mathematicaText(this.arena, this.ref)
  }
  toSage(): string {
    return sageText(this.arena, this.ref)
  }
  toPari(): string {
    return pariText(this.arena, this.ref)
  }
}

/** Words of a sum from which on it is worth not to copy it for each term. */
const LONG_SUM = 256

/** The sum of a long sum and the first `length` of the terms; sums that grew out of each other share the list. */
interface GrowingSum {
  readonly base: QExpr
  readonly terms: QExpr[]
  readonly length: number
}

/** Neither a sum itself nor infinite, whose sums may have no value. */
function isShortTerm(arena: Arena, ref: Ref): boolean {
  const head = arena.head(ref)
  return head !== SUM && head !== INFINITY && !(head === PRODUCT && arena.head(arena.word(ref, 1)) === INFINITY)
}

/** What arithmetic accepts beside expressions; a number must be a safe integer. */
export type Operand = QExpr | bigint | number

function integerFromNumber(value: number): bigint {
  if (!Number.isSafeInteger(value)) {
    throw new EngineError(
      "argument",
      "A JavaScript number must be an integer of at most 53 bits to become an expression.",
      {
        given: String(value),
        hint: "Write a bigint, or rational(numerator, denominator).",
      },
    )
  }
  return BigInt(value)
}

export function requireSameArena(arena: Arena, value: QExpr): void {
  if (!((value as unknown) instanceof QExpr)) {
    throw new EngineError("argument", "Expressions combine with expressions and whole numbers.", {
      given: String(value as unknown),
      hint: "Make it one first, with symbol, integer, rational or evaluate.",
    })
  }
  if (value.arena === arena) return
  throw new EngineError("argument", "Values of two sessions cannot be combined.", {
    hint: "Build both in one session, or carry one over as text.",
  })
}

function headName(head: number): Head {
  return head >= FIRST_FUNCTION ? "function" : (HEADS[head] ?? "function")
}

function argumentRefs(arena: Arena, ref: Ref): Ref[] {
  const head = arena.head(ref)
  if (head === SUM) return displayTerms(arena, ref).map(({ coefficient, term }) => termRef(arena, coefficient, term))
  if (head !== PRODUCT) return namedChildren(arena, ref)
  const coefficient = arena.word(ref, 0)
  const factors = displayFactors(arena, ref)
  return isOne(arena, coefficient) ? factors : [coefficient, ...factors]
}

// the arena in force

/** Integers above 4,096 bits go to the addon, which is loaded when the first one arises. */
const large: LargeIntegers = {
  fromBigInt: (value) => loadAddon().integer.fromBigInt(value),
  toBigInt: (value) => loadAddon().integer.toBigInt(value),
  equal: (a, b) => loadAddon().integer.equal(a, b),
  hash: (value) => loadAddon().integer.hash(value),
}

/** A fresh arena for a session. */
export function newArena(): Arena {
  return new Arena(large)
}

let current = newArena()

/** The arena in which the factories below build: that of the session whose evaluation is running. */
export function currentArena(): Arena {
  return current
}

/** Runs `body` with `arena` in force; used by a session around every evaluation. */
export function withArena<T>(arena: Arena, body: () => T): T {
  const outer = current
  current = arena
  try {
    return body()
  } finally {
    current = outer
  }
}

/** Puts an arena in force for good: a session host has one session. */
export function setCurrentArena(arena: Arena): void {
  current = arena
}

// factories

export function integer(value: bigint | number): QExpr {
  return QExpr.of(current, typeof value === "number" ? current.smallInteger(value) : current.integer(value))
}

/** A zero denominator is an error. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): QExpr {
  return QExpr.of(current, rationalRef(current, rationalOf(BigInt(numerator), BigInt(denominator))))
}

export function fromRational(value: Rational): QExpr {
  return QExpr.of(current, rationalRef(current, value))
}

export function symbol(name: string): QExpr {
  return QExpr.of(current, current.symbol(name))
}

export function infinity(): QExpr {
  return QExpr.of(current, infinityRef(current, 1))
}

function sameArenaRefs(values: readonly QExpr[]): Ref[] {
  return values.map((value) => {
    requireSameArena(current, value)
    return value.ref
  })
}

/** Sum of any number of expressions: n log n where adding one by one would be quadratic. */
export function add(values: readonly QExpr[]): QExpr {
  return QExpr.of(current, addRefs(current, sameArenaRefs(values)))
}

export function mul(values: readonly QExpr[]): QExpr {
  return QExpr.of(current, mulRefs(current, sameArenaRefs(values)))
}

export function pow(base: QExpr, exponent: Operand): QExpr {
  return base.pow(exponent)
}
export function neg(value: QExpr): QExpr {
  return value.neg()
}
export function sub(a: QExpr, b: QExpr): QExpr {
  return a.sub(b)
}
export function div(a: QExpr, b: QExpr): QExpr {
  return a.div(b)
}

/** name(args…) unevaluated. The names of field forms (eta, JAC, O, RootOf, zeta, theta2 …) give those forms. */
export function call(name: string, args: readonly QExpr[]): QExpr {
  return QExpr.of(current, callRef(current, name, sameArenaRefs(args)))
}

/** A form by its head: arguments in the order of heads.ts. */
function form(head: Head, args: readonly QExpr[]): QExpr {
  return QExpr.of(current, current.intern(HEADS.indexOf(head as (typeof HEADS)[number]), sameArenaRefs(args)))
}

/** name[index, …] */
export function indexed(name: QExpr, indices: readonly QExpr[]): QExpr {
  return form("indexed", [name, ...indices])
}

/** (a_1, …, a_r; q)_n; n may be infinity. (a; q)_0 is 1. */
export function qPochhammer(a: QExpr | readonly QExpr[], q: QExpr, n: QExpr): QExpr {
  const parameters = a instanceof QExpr ? [a] : a
  if (n.isZero() || parameters.length === 0) return integer(1)
  return form("qPochhammer", [n, q, ...parameters])
}

/** Whether (a_1, …, a_r; q)_n has a factor 1 - 1, and so is 0. */
export function qPochhammerVanishes(a: readonly QExpr[], q: QExpr, n: QExpr): boolean {
  return a.some((each) => vanishes(each.arena, { a: each.ref, q: q.ref, n: n.ref }))
}

/** [n over m] in base q; Garvan's qbin(q, m, n). */
export function qBinomial(q: QExpr, m: QExpr, n: QExpr): QExpr {
  return form("qBinomial", [q, m, n])
}
export function qNumber(n: QExpr, q: QExpr): QExpr {
  return form("qNumber", [n, q])
}
export function qFactorial(n: QExpr, q: QExpr): QExpr {
  return form("qFactorial", [n, q])
}

/** r phi s (upper; lower; q, z) */
export function rPhiS(upper: readonly QExpr[], lower: readonly QExpr[], q: QExpr, z: QExpr): QExpr {
  return form("rPhiS", [integer(upper.length), ...upper, ...lower, q, z])
}
export function rPsiS(upper: readonly QExpr[], lower: readonly QExpr[], q: QExpr, z: QExpr): QExpr {
  return form("rPsiS", [integer(upper.length), ...upper, ...lower, q, z])
}

/** sum over all integers n of z^n q^(n^2) */
export function theta(z: QExpr, q: QExpr): QExpr {
  return form("theta", [z, q])
}
export function theta2(q: QExpr): QExpr {
  return form("theta2", [q])
}
export function theta3(q: QExpr): QExpr {
  return form("theta3", [q])
}
export function theta4(q: QExpr): QExpr {
  return form("theta4", [q])
}

/** eta(k*tau) */
export function etaFactor(k: Operand): QExpr {
  return form("eta", [symbol("tau").mul(k)])
}

/** JAC(a, b, infinity) in Garvan's meaning. */
export function jac(a: QExpr, b: QExpr): QExpr {
  return form("jac", [a, b])
}
export function geta(d: QExpr, g: QExpr): QExpr {
  return form("geta", [d, g])
}
export function eeta(d: QExpr): QExpr {
  return form("eeta", [d])
}

/** Sum of body over index = from..to; the index is bound. */
export function indexedSum(body: QExpr, index: QExpr, from: QExpr, to: QExpr): QExpr {
  return form("indexedSum", [body, index, from, to])
}
export function indexedProduct(body: QExpr, index: QExpr, from: QExpr, to: QExpr): QExpr {
  return form("indexedProduct", [body, index, from, to])
}

/** O(q^T) as a term. */
export function orderTerm(power: QExpr): QExpr {
  return QExpr.of(current, current.intern(ORDER, sameArenaRefs([power])))
}

/** RootOf(polynomial) in its one variable. */
export function rootOf(polynomial: QExpr): QExpr {
  return form("rootOf", [polynomial])
}

/** A rounded number by its digits, which nothing computes with. */
export function decimal(digits: string): QExpr {
  return form("decimal", [symbol(digits)])
}

/** exp(2 pi i k/n), reduced: zeta(1) = 1, zeta(2) = -1. */
export function rootOfUnity(n: number, k = 1): QExpr {
  return call("zeta", [integer(n)]).pow(k)
}

/** Base and exponent of any factor; exponent 1 when it is no power. */
export function baseAndExponent(value: QExpr): { readonly base: QExpr; readonly exponent: QExpr } {
  if (value.arena.head(value.ref) !== POWER)
    return { base: value, exponent: QExpr.of(value.arena, value.arena.smallInteger(1)) }
  return {
    base: QExpr.of(value.arena, value.arena.word(value.ref, 0)),
    exponent: QExpr.of(value.arena, value.arena.word(value.ref, 1)),
  }
}
