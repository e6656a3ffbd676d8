import type { Arena, Ref } from "../arena"
import { baseOf, exponentOf, isNumber, isOne, numberValue } from "../canonical"
import { DECIMAL, FIRST_FUNCTION, INDEXED, INFINITY, INTEGER, POWER, PRODUCT, RATIONAL, SUM, SYMBOL } from "../heads"
import { decimalText } from "../../long-integers"
import { absolute, rationalText, type Rational } from "../numbers"
import { displayFactors, displayTerms } from "../order"

/** What differs between the one-line notations: names, calls, and how the field's own forms are written. */
export interface LinearDialect {
  readonly infinity: string
  name(name: string): string
  call(name: string, args: readonly string[]): string
  indexed(name: string, indices: readonly string[]): string
  /** A field form (q-Pochhammer, eta, JAC …): an atom, or text in brackets. */
  form(ref: Ref, printer: LinearPrinter): string
  /** How a rational power or number is written where the notation needs care: "(1/2)" or "1/2". Default: brackets. */
  power?(base: string, exponent: string): string
}

const SUM_LEVEL = 1
const PRODUCT_LEVEL = 2
const POWER_LEVEL = 3
const ATOM_LEVEL = 4

interface Piece {
  readonly text: string
  readonly level: number
}

/** Writes expressions on one line with ^ * / and brackets; sums and products in display order. */
export class LinearPrinter {
  constructor(
    readonly arena: Arena,
    readonly dialect: LinearDialect,
  ) {}

  print(ref: Ref): string {
    return this.piece(ref).text
  }

  /** Text that can stand as an operand of a power. */
  atom(ref: Ref): string {
    return bracketed(this.piece(ref), ATOM_LEVEL)
  }

  /** Text that can stand as an operand of a product. */
  operand(ref: Ref): string {
    return bracketed(this.piece(ref), PRODUCT_LEVEL)
  }

  list(refs: readonly Ref[]): string[] {
    return refs.map((ref) => this.print(ref))
  }

  private piece(ref: Ref): Piece {
    const head = this.arena.head(ref)
    switch (head) {
      case INTEGER:
      case RATIONAL:
        return numberPiece(numberValue(this.arena, ref))
      case SYMBOL:
        return atom(this.dialect.name(this.arena.symbolName(ref)))
      case DECIMAL:
        return decimalPiece(this.arena.symbolName(this.arena.word(ref, 0)))
      case INFINITY:
        return atom(this.dialect.infinity)
      case SUM:
        return { text: this.sum(ref), level: SUM_LEVEL }
      case PRODUCT:
      case POWER:
        return this.product(ref)
      case INDEXED: {
        const [name, ...indices] = this.list(this.arena.children(ref))
        return atom(this.dialect.indexed(name as string, indices))
      }
      default:
        if (head < FIRST_FUNCTION) return atom(this.dialect.form(ref, this))
        return atom(this.dialect.call(this.arena.functionName(head), this.list(this.arena.children(ref))))
    }
  }

  private sum(ref: Ref): string {
    let text = ""
    for (const { coefficient, term } of displayTerms(this.arena, ref)) {
      const negative = coefficient.numerator < 0n
      const magnitude = { numerator: absolute(coefficient.numerator), denominator: coefficient.denominator }
      const body = bracketed(this.scaled(magnitude, term), PRODUCT_LEVEL)
      text += negative ? `-${body}` : text === "" ? body : `+${body}`
    }
    return text
  }

  private product(ref: Ref): Piece {
    if (this.arena.head(ref) === POWER) return this.scaled({ numerator: 1n, denominator: 1n }, ref)
    const coefficient = numberValue(this.arena, this.arena.word(ref, 0))
    const magnitude = { numerator: absolute(coefficient.numerator), denominator: coefficient.denominator }
    const piece = this.scaled(magnitude, ref)
    return coefficient.numerator < 0n ? { text: `-${bracketed(piece, PRODUCT_LEVEL)}`, level: SUM_LEVEL } : piece
  }

  /** coefficient > 0 times the factors of a term; the term's own coefficient is ignored. */
  private scaled(coefficient: Rational, term: Ref): Piece {
    const above: Ref[] = []
    const below: Ref[] = []
    for (const factor of displayFactors(this.arena, term)) (this.belongsBelow(factor) ? below : above).push(factor)
    if (above.length === 0 && below.length === 0) return numberPiece(coefficient)
    const whole = coefficient.denominator === 1n
    const top = above.map((factor) => this.factor(factor, false))
    const bottom = below.map((factor) => this.factor(factor, true))
    if (!whole && top.length === 0) bottom.unshift(atom(decimalText(coefficient.denominator)))
    const number = whole || top.length === 0 ? decimalText(coefficient.numerator) : rationalText(coefficient)
    if (number !== "1" || top.length === 0) top.unshift(atom(number))
    const only = top[0] as Piece
    if (bottom.length === 0 && top.length === 1) return only
    const numerator = top.map((piece) => bracketed(piece, PRODUCT_LEVEL + (top.length > 1 ? 1 : 0))).join("*")
    return { text: numerator + denominatorText(bottom), level: PRODUCT_LEVEL }
  }

  private belongsBelow(factor: Ref): boolean {
    if (this.arena.head(factor) !== POWER) return false
    const exponent = exponentOf(this.arena, factor)
    return isNumber(this.arena, exponent) && numberValue(this.arena, exponent).numerator < 0n
  }

  private factor(factor: Ref, inverted: boolean): Piece {
    if (this.arena.head(factor) !== POWER) return this.piece(factor)
    const exponent = exponentOf(this.arena, factor)
    const base = baseOf(this.arena, factor)
    if (inverted) {
      const { numerator, denominator } = numberValue(this.arena, exponent)
      if (numerator === -1n && denominator === 1n) return this.piece(base)
      return this.power(base, rationalExponent({ numerator: -numerator, denominator }))
    }
    return this.power(base, isOne(this.arena, exponent) ? "1" : this.exponent(exponent))
  }

  private exponent(ref: Ref): string {
    if (isNumber(this.arena, ref)) return rationalExponent(numberValue(this.arena, ref))
    return this.atom(ref)
  }

  private power(base: Ref, exponent: string): Piece {
    const write = this.dialect.power ?? ((x: string, y: string) => `${x}^${y}`)
    return { text: write(this.atom(base), exponent), level: POWER_LEVEL }
  }
}

function atom(text: string): Piece {
  return { text, level: ATOM_LEVEL }
}

/** 1.5e20 is written 1.5*10^20, which every dialect reads. */
function decimalPiece(digits: string): Piece {
  const [mantissa, power] = digits.split("e")
  const text = power === undefined ? digits : `${mantissa}*10^${power.startsWith("-") ? `(${power})` : power}`
  return { text, level: digits.startsWith("-") ? SUM_LEVEL : power === undefined ? ATOM_LEVEL : PRODUCT_LEVEL }
}

function numberPiece(value: Rational): Piece {
  if (value.numerator < 0n) return { text: rationalText(value), level: SUM_LEVEL }
  return { text: rationalText(value), level: value.denominator === 1n ? ATOM_LEVEL : PRODUCT_LEVEL }
}

function rationalExponent(value: Rational): string {
  const text = rationalText(value)
  return value.denominator === 1n && value.numerator >= 0n ? text : `(${text})`
}

function bracketed(piece: Piece, level: number): string {
  return piece.level >= level ? piece.text : `(${piece.text})`
}

function denominatorText(pieces: readonly Piece[]): string {
  if (pieces.length === 0) return ""
  if (pieces.length === 1) return `/${bracketed(pieces[0] as Piece, POWER_LEVEL)}`
  return `/(${pieces.map((piece) => bracketed(piece, POWER_LEVEL)).join("*")})`
}
