import { EngineError } from "../errors"
import type { NativeRational, RationalApi } from "../native/addon"
import { loadAddon } from "../native/load"
import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, isNumber, mulRefs, numberValue, powRef, rationalRef } from "./canonical"
import { INDEXED, POWER, PRODUCT, SUM, SYMBOL } from "./heads"
import { absolute, rationalOf, rationalText, greatestCommonDivisor } from "./numbers"
import { compareForDisplay } from "./order"
import { plainText } from "./print/plain"

/**
 * Expressions as rational functions of the addon, and back.
 *
 * An expression is a rational function in its generators: names, and whatever is not built by sums, products and whole powers (f(x), X[1],
 * q^n, 2^(1/2)). A base that occurs with the powers x^(1/3) and x^(1/2) gives the generator x^(1/6); a base that occurs with a symbolic
 * exponent, as in q^(2*n+1), gives the generators q and q^n. Generators are independent as far as this conversion knows: sqrt(2)^2 = 2 and
 * relations between roots of unity come back when the result is built as an expression.
 */
export interface Generator {
  readonly name: string
  /** The expression it stands for. */
  readonly ref: Ref
}

interface Exponents {
  /** Denominator: powers of this generator are multiples of 1/unit. */
  unit: bigint
  /** base, and the symbolic part of the exponent (undefined for numeric exponents). */
  readonly base: Ref
  readonly symbolic: Ref | undefined
  name: string
  /** Place among the native variables. */
  position: number
}

/** Names that go to native code as they are; those of other generators start with _k or _at_. */
const READABLE = /^(?!_k\d|_at_)[A-Za-z_]\w*$/

/** The native variable for name[index], and back. */
function indexedName(name: string, index: string): string {
  return `_at_${index}_${name}`
}

/** Name and index of a native variable that stands for an indexed name; undefined for any other. */
export function readIndexedName(name: string): readonly [string, bigint] | undefined {
  const match = /^_at_(\d+)_(\w+)$/.exec(name)
  return match === null ? undefined : [match[2] as string, BigInt(match[1] as string)]
}
const MAX_EXPONENT = 2n ** 31n

export function rationalApi(): RationalApi {
  return loadAddon().rational
}

export class PolynomialBridge {
  private readonly generators = new Map<string, Exponents>()
  private readonly byName = new Map<string, Exponents>()
  private readonly converted = new Map<Ref, NativeRational>()
  private readonly api = rationalApi()

  private constructor(private readonly arena: Arena) {}

  /** A bridge for these expressions together: equal generators get equal names. */
  static for(arena: Arena, refs: readonly Ref[]): PolynomialBridge {
    const bridge = new PolynomialBridge(arena)
    const seen = new Set<Ref>()
    for (const ref of refs) bridge.scan(ref, seen)
    bridge.nameGenerators()
    return bridge
  }

  private scan(ref: Ref, seen: Set<Ref>): void {
    if (seen.has(ref) || isNumber(this.arena, ref)) return
    seen.add(ref)
    this.arena.tick()
    const head = this.arena.head(ref)
    if (head === SUM || head === PRODUCT) {
      this.arena.children(ref).forEach((child) => this.scan(child, seen))
      return
    }
    if (head !== POWER) {
      this.register(ref, undefined, 1n)
      return
    }
    const base = this.arena.word(ref, 0)
    for (const [symbolic, coefficient] of this.splitExponent(this.arena.word(ref, 1))) {
      if (symbolic === undefined && coefficient.denominator === 1n) this.scan(base, seen)
      else this.register(base, symbolic, coefficient.denominator)
    }
  }

  /** The exponent as numeric part and symbolic parts with rational coefficients. */
  private splitExponent(exponent: Ref): (readonly [Ref | undefined, { numerator: bigint; denominator: bigint }])[] {
    if (isNumber(this.arena, exponent)) return [[undefined, numberValue(this.arena, exponent)]]
    if (this.arena.head(exponent) === SUM) {
      const parts: (readonly [Ref | undefined, { numerator: bigint; denominator: bigint }])[] = []
      const constant = numberValue(this.arena, this.arena.word(exponent, 0))
      if (constant.numerator !== 0n) parts.push([undefined, constant])
      for (let i = 1; i < this.arena.arity(exponent); i += 2) {
        parts.push([this.arena.word(exponent, i), numberValue(this.arena, this.arena.word(exponent, i + 1))])
      }
      return parts
    }
    if (this.arena.head(exponent) === PRODUCT) {
      const coefficient = numberValue(this.arena, this.arena.word(exponent, 0))
      const one = powRef(this.arena, exponent, this.arena.smallInteger(1))
      return [[divRefs(this.arena, one, rationalRef(this.arena, coefficient)), coefficient]]
    }
    return [[exponent, { numerator: 1n, denominator: 1n }]]
  }

  private key(base: Ref, symbolic: Ref | undefined): string {
    return `${base}^${symbolic ?? ""}`
  }

  private register(base: Ref, symbolic: Ref | undefined, denominator: bigint): void {
    const known = this.generators.get(this.key(base, symbolic))
    if (known === undefined)
      this.generators.set(this.key(base, symbolic), { base, symbolic, unit: denominator, name: "", position: 0 })
    else known.unit = (known.unit * denominator) / greatestCommonDivisor(known.unit, denominator)
  }

  /** Names keep a reader's names where possible; the order of the native variables follows the display order. */
  private nameGenerators(): void {
    const all = [...this.generators.values()].sort((a, b) =>
      compareForDisplay(this.arena, this.unitPower(a), this.unitPower(b)),
    )
    all.forEach((generator, i) => {
      generator.name = this.readableName(generator) ?? `_k${i}`
      generator.position = i
      this.byName.set(generator.name, generator)
    })
  }

  /** Names and indexed names go under their own text, so that coefficients read as the reader wrote them. */
  private readableName({ base, symbolic, unit }: Exponents): string | undefined {
    const head = this.arena.head(base)
    if (symbolic !== undefined || unit !== 1n || (head !== SYMBOL && head !== INDEXED)) return undefined
    const text = plainText(this.arena, base)
    const index = /^([A-Za-z]\w*)\[(\d+)\]$/.exec(text)
    if (index !== null) return indexedName(index[1] as string, index[2] as string)
    return READABLE.test(text) ? text : undefined
  }

  private unitPower(generator: Exponents): Ref {
    return this.powerOf(generator, 1n)
  }

  private powerOf({ base, symbolic, unit }: Exponents, times: bigint): Ref {
    const scale = rationalRef(this.arena, reduced(times, unit))
    return powRef(this.arena, base, symbolic === undefined ? scale : mulRefs(this.arena, [scale, symbolic]))
  }

  /** The names under which an expression's generators go, for operations in one variable; undefined when it is no generator. */
  nameOf(ref: Ref): string | undefined {
    return this.generators.get(this.key(ref, undefined))?.name
  }

  /** 1 unless the base occurs with fractional powers: then the generator is its 1/unit-th power. */
  unitOf(ref: Ref): bigint {
    return this.generators.get(this.key(ref, undefined))?.unit ?? 1n
  }

  /** Generators in the order of their names' variables. */
  list(): Generator[] {
    return [...this.byName.values()].map((generator) => ({ name: generator.name, ref: this.unitPower(generator) }))
  }

  toNative(ref: Ref): NativeRational {
    const known = this.converted.get(ref)
    if (known !== undefined) return known
    const value = this.convert(ref)
    this.converted.set(ref, value)
    return value
  }

  private convert(ref: Ref): NativeRational {
    const { arena, api } = this
    if (isNumber(arena, ref)) {
      const { numerator, denominator } = numberValue(arena, ref)
      return api.constant(numerator, denominator)
    }
    if (arena.head(ref) === SUM) return this.convertSum(ref)
    const monomial = this.monomial(ref)
    if (monomial !== undefined) return this.fromMonomials([monomial])
    if (arena.head(ref) === PRODUCT) return this.convertProduct(ref)
    return this.convertPower(arena.word(ref, 0), arena.word(ref, 1))
  }

  private convertSum(ref: Ref): NativeRational {
    const monomials: MonomialTerm[] = []
    const others: NativeRational[] = []
    const words = this.arena.children(ref)
    monomials.push({ powers: new Map(), coefficient: rationalText(numberValue(this.arena, words[0] as Ref)) })
    for (let i = 1; i < words.length; i += 2) {
      const term = words[i] as Ref
      const coefficient = numberValue(this.arena, words[i + 1] as Ref)
      const monomial = this.monomial(term)
      if (monomial !== undefined) monomials.push({ powers: monomial.powers, coefficient: rationalText(coefficient) })
      else
        others.push(
          this.api.mul(this.api.constant(coefficient.numerator, coefficient.denominator), this.toNative(term)),
        )
    }
    return others.reduce((sum, other) => this.api.add(sum, other), this.fromMonomials(monomials))
  }

  private convertProduct(ref: Ref): NativeRational {
    const [coefficient, ...factors] = this.arena.children(ref) as [Ref, ...Ref[]]
    const parts = factors.map((factor) => this.toNative(factor))
    return balancedProduct(this.api, [this.toNative(coefficient), ...parts])
  }

  private convertPower(base: Ref, exponent: Ref): NativeRational {
    const parts = this.splitExponent(exponent).map(([symbolic, coefficient]) => {
      if (symbolic === undefined && coefficient.denominator === 1n) {
        this.refuseLongPower(base, Number(absolute(coefficient.numerator)))
        return this.api.pow(this.toNative(base), safe(coefficient.numerator))
      }
      const generator = this.generators.get(this.key(base, symbolic)) as Exponents
      return this.api.pow(
        this.api.variable(generator.name),
        safe((coefficient.numerator * generator.unit) / coefficient.denominator),
      )
    })
    return balancedProduct(this.api, parts)
  }

  /** Refuses (sum)^n when both the number of its products of terms and the box of its exponents are beyond what memory holds. */
  private refuseLongPower(base: Ref, n: number): void {
    const { arena } = this
    if (n < 2 || arena.head(base) !== SUM) return
    const words = arena.children(base)
    const monomials = words.flatMap((word, i) => (i % 2 === 1 ? [this.monomial(word)] : []))
    if (arena.immediate(words[0] as Ref) !== 0) monomials.push({ powers: new Map(), coefficient: "1" })
    const terms = monomials.length
    if (monomials.includes(undefined) || choicesPass(n, terms - 1, MOST_TERMS)) return
    let box = 1
    for (const name of new Set(monomials.flatMap((each) => [...(each?.powers.keys() ?? [])]))) {
      const exponents = monomials.map((each) => Number(each?.powers.get(name) ?? 0n))
      const [least, most] = [Math.min(...exponents), Math.max(...exponents)]
      box *= n * (most - least) + 1
    }
    if (box <= MOST_TERMS) return
    throw new EngineError("tooLarge", "A power is multiplied out to two million terms at most.", {
      given: `power ${n} of a sum of ${terms} terms`,
      hint: "Expand it as a series, or put numbers for some of the names first.",
    })
  }

  /** A product of generators' powers, with its exponents; undefined when a factor is a power of a sum. */
  private monomial(ref: Ref): MonomialTerm | undefined {
    this.arena.tick()
    const powers = new Map<string, bigint>()
    const product = this.arena.head(ref) === PRODUCT
    const factors = product ? this.arena.children(ref).slice(1) : [ref]
    for (const factor of factors) if (!this.addFactor(powers, factor)) return undefined
    const coefficient = product ? rationalText(numberValue(this.arena, this.arena.word(ref, 0))) : "1"
    return { powers, coefficient }
  }

  private addFactor(powers: Map<string, bigint>, factor: Ref): boolean {
    const isPower = this.arena.head(factor) === POWER
    const base = isPower ? this.arena.word(factor, 0) : factor
    const exponent = isPower ? this.arena.word(factor, 1) : this.arena.smallInteger(1)
    for (const [symbolic, coefficient] of this.splitExponent(exponent)) {
      const generator = this.generators.get(this.key(base, symbolic))
      if (generator === undefined) return false
      const power = (coefficient.numerator * generator.unit) / coefficient.denominator
      powers.set(generator.name, (powers.get(generator.name) ?? 0n) + power)
    }
    return true
  }

  private fromMonomials(terms: readonly MonomialTerm[]): NativeRational {
    const names = [...new Set(terms.flatMap(({ powers }) => [...powers.keys()]))].sort(
      (a, b) => this.position(a) - this.position(b),
    )
    return this.api.fromTerms(
      names,
      terms.map(({ powers }) => {
        this.arena.tick()
        return names.map((name) => safe(powers.get(name) ?? 0n))
      }),
      terms.map(({ coefficient }) => coefficient),
    )
  }

  private position(name: string): number {
    return this.generator(name).position
  }

  /** A native polynomial as an expanded expression. */
  polynomialToRef(value: NativeRational): Ref {
    const { variables, exponents, numerators, denominator } = this.api.wholeTerms(value)
    const generators = variables.map((name) => this.generator(name))
    const terms = exponents.map((row, i) => {
      this.arena.tick()
      const factors = row.flatMap((e, j) => (e === 0 ? [] : [this.powerOf(generators[j] as Exponents, BigInt(e))]))
      return mulRefs(this.arena, [
        rationalRef(this.arena, rationalOf(numerators[i] as bigint, denominator)),
        ...factors,
      ])
    })
    return addRefs(this.arena, terms)
  }

  private generator(name: string): Exponents {
    const generator = this.byName.get(name)
    if (generator === undefined) throw new EngineError("internal", `A variable ${name} came back that was never sent.`)
    return generator
  }

  /** numerator/denominator, both expanded; a monomial denominator is divided into the terms only by `expand`. */
  toRef(value: NativeRational): Ref {
    const denominator = this.polynomialToRef(this.api.denominator(value))
    const numerator = this.polynomialToRef(this.api.numerator(value))
    if (this.arena.immediate(denominator) === 0) {
      throw new EngineError("domain", "Division by 0 has no value.", {
        given: "a denominator that is 0 after reduction",
      })
    }
    return divRefs(this.arena, numerator, denominator)
  }
}

/** Terms that a power is multiplied out to; each takes about a kilobyte on its way. */
const MOST_TERMS = 2_000_000

/** Whether binomial(n + k, k), the number of products of n out of k + 1 terms, is at most `limit`. */
function choicesPass(n: number, k: number, limit: number): boolean {
  const [small, large] = n < k ? [n, k] : [k, n]
  let choices = 1
  for (let i = 1; i <= small && choices <= limit; i++) choices = (choices * (large + i)) / i
  return choices <= limit
}

interface MonomialTerm {
  readonly powers: ReadonlyMap<string, bigint>
  readonly coefficient: string
}

export function balancedProduct(api: RationalApi, factors: readonly NativeRational[]): NativeRational {
  let level = [...factors]
  while (level.length > 1) {
    const next: NativeRational[] = []
    for (let i = 0; i + 1 < level.length; i += 2)
      next.push(api.mul(level[i] as NativeRational, level[i + 1] as NativeRational))
    if (level.length % 2 === 1) next.push(level[level.length - 1] as NativeRational)
    level = next
  }
  return level[0] ?? api.constant(1n, 1n)
}

function reduced(numerator: bigint, denominator: bigint): { numerator: bigint; denominator: bigint } {
  const divisor = greatestCommonDivisor(absolute(numerator), denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function safe(exponent: bigint): number {
  if (absolute(exponent) > MAX_EXPONENT) {
    throw new EngineError("tooLarge", "Exponents of polynomials go to 2^31.", { given: `exponent ${exponent}` })
  }
  return Number(exponent)
}
