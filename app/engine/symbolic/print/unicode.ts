import type { Arena, Ref } from "../arena"
import { baseOf, exponentOf, isNumber, numberValue } from "../canonical"
import {
  CYCLOTOMIC,
  DECIMAL,
  ETA,
  FIRST_FUNCTION,
  INDEXED,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  INTEGER,
  JAC,
  POWER,
  PRODUCT,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  RATIONAL,
  R_PHI_S,
  R_PSI_S,
  SUM,
  SYMBOL,
  THETA2,
  THETA3,
  THETA4,
} from "../heads"
import { decimalText } from "../../long-integers"
import { absolute, rationalText, type Rational } from "../numbers"
import { displayFactors, displayTerms } from "../order"
import { type Box, beside, enclosed, fraction, lines, lowered, raised, stack, text } from "./boxes"
import { formName } from "./form-name"
import { hypergeometricParts } from "./plain"

/** Two-dimensional text for a terminal: fractions with a bar, exponents raised, indices lowered, Greek letters. Rows are separated by newlines. */
export function unicodeText(arena: Arena, ref: Ref): string {
  return lines(new UnicodePrinter(arena).print(ref))
}

const GREEK: ReadonlyMap<string, string> = new Map(
  (
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ " +
    "phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
  )
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(" ") as [string, string]) ?? [],
)

const DIGITS = "₀₁₂₃₄₅₆₇₈₉"
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

function name(plain: string): string {
  const match = /^([A-Za-z]+)(\d+)$/.exec(plain)
  if (match === null) return GREEK.get(plain) ?? plain
  const index = [...(match[2] as string)].map((digit) => [...DIGITS][Number(digit)]).join("")
  return (GREEK.get(match[1] as string) ?? (match[1] as string)) + index
}

const SUM_LEVEL = 1
const PRODUCT_LEVEL = 2
const ATOM_LEVEL = 3

interface Piece {
  readonly box: Box
  readonly level: number
}

class UnicodePrinter {
  constructor(private readonly arena: Arena) {}

  print(ref: Ref): Box {
    return this.piece(ref).box
  }

  private list(refs: readonly Ref[], separator = ", "): Box {
    return beside(...refs.flatMap((ref, i) => (i === 0 ? [this.print(ref)] : [text(separator), this.print(ref)])))
  }

  private piece(ref: Ref): Piece {
    const head = this.arena.head(ref)
    switch (head) {
      case INTEGER:
      case RATIONAL:
        return numberPiece(numberValue(this.arena, ref))
      case SYMBOL:
        return atom(text(name(this.arena.symbolName(ref))))
      case DECIMAL: {
        const digits = this.arena.symbolName(this.arena.word(ref, 0))
        const [mantissa, power] = digits.split("e")
        const box = power === undefined ? text(digits) : raised(text(`${mantissa}·10`), text(power))
        return { box, level: digits.startsWith("-") ? SUM_LEVEL : power === undefined ? ATOM_LEVEL : PRODUCT_LEVEL }
      }
      case INFINITY:
        return atom(text("∞"))
      case SUM:
        return { box: this.sum(ref), level: SUM_LEVEL }
      case POWER:
        return this.scaled({ numerator: 1n, denominator: 1n }, ref)
      case PRODUCT: {
        const value = numberValue(this.arena, this.arena.word(ref, 0))
        const piece = this.scaled({ numerator: absolute(value.numerator), denominator: value.denominator }, ref)
        return value.numerator < 0n ? { box: beside(text("-"), operand(piece)), level: SUM_LEVEL } : piece
      }
      default:
        return this.form(ref, head)
    }
  }

  private sum(ref: Ref): Box {
    const boxes: Box[] = []
    for (const { coefficient, term } of displayTerms(this.arena, ref)) {
      const negative = coefficient.numerator < 0n
      const body = operand(
        this.scaled({ numerator: absolute(coefficient.numerator), denominator: coefficient.denominator }, term),
      )
      const sign = negative ? (boxes.length === 0 ? "-" : " - ") : boxes.length === 0 ? "" : " + "
      boxes.push(text(sign), body)
    }
    return beside(...boxes)
  }

  private scaled(coefficient: Rational, term: Ref): Piece {
    const factors = displayFactors(this.arena, term)
    if (factors.length === 0) return numberPiece(coefficient)
    const below = factors.filter((factor) => this.isBelow(factor))
    const top = factors.filter((factor) => !below.includes(factor)).map((factor) => this.factor(factor, false))
    if (below.length > 0) {
      const bottom = below.map((factor) => this.factor(factor, true))
      return {
        box: fraction(row(coefficient.numerator, top), row(coefficient.denominator, bottom)),
        level: PRODUCT_LEVEL,
      }
    }
    const number = numberPiece(coefficient)
    if (coefficient.numerator === 1n && coefficient.denominator === 1n) {
      return top.length === 1 ? (top[0] as Piece) : { box: sideBySide(top), level: PRODUCT_LEVEL }
    }
    return { box: sideBySide([number, ...top]), level: PRODUCT_LEVEL }
  }

  private isBelow(factor: Ref): boolean {
    if (this.arena.head(factor) !== POWER) return false
    const exponent = exponentOf(this.arena, factor)
    return isNumber(this.arena, exponent) && numberValue(this.arena, exponent).numerator < 0n
  }

  private factor(factor: Ref, inverted: boolean): Piece {
    if (this.arena.head(factor) !== POWER) return this.piece(factor)
    const base = this.piece(baseOf(this.arena, factor))
    const exponent = exponentOf(this.arena, factor)
    if (!isNumber(this.arena, exponent)) return atom(raised(bracketed(base, ATOM_LEVEL), this.print(exponent)))
    const value = numberValue(this.arena, exponent)
    const shown = inverted ? { numerator: -value.numerator, denominator: value.denominator } : value
    if (shown.numerator === 1n && shown.denominator === 1n) return base
    const operandBox = bracketed(base, ATOM_LEVEL)
    const flat = operandBox.rows.length === 1 && shown.denominator === 1n
    if (flat)
      return atom(text((operandBox.rows[0] as string) + [...shown.numerator.toString()].map(raisedDigit).join("")))
    return atom(raised(operandBox, text(rationalText(shown))))
  }

  private form(ref: Ref, head: number): Piece {
    const children = this.arena.children(ref)
    const [first, second, third, fourth] = children as [Ref, Ref, Ref, Ref]
    switch (head) {
      case INDEXED:
        return atom(lowered(this.print(first), this.list(children.slice(1), ",")))
      case Q_POCHHAMMER:
        return atom(
          lowered(enclosed(beside(this.list(children.slice(2)), text("; "), this.print(second))), this.print(first)),
        )
      case Q_BINOMIAL:
        return atom(lowered(enclosed(stack(this.print(third), this.print(second)), "["), this.print(first)))
      case Q_NUMBER:
        return atom(lowered(enclosed(this.print(first), "["), this.print(second)))
      case Q_FACTORIAL:
        return atom(beside(lowered(enclosed(this.print(first), "["), this.print(second)), text("!")))
      case R_PHI_S:
      case R_PSI_S:
        return atom(this.hypergeometric(ref, head === R_PHI_S ? "φ" : "ψ"))
      case THETA2:
      case THETA3:
      case THETA4:
        return this.applied(`θ${"₂₃₄"[head - THETA2] ?? ""}`, children)
      case ETA:
        return this.applied("η", children)
      case JAC:
        return atom(beside(text("JAC"), enclosed(beside(this.list(children), text(", ∞")))))
      case CYCLOTOMIC:
        return atom(lowered(text("ζ"), this.print(first)))
      case INDEXED_SUM:
      case INDEXED_PRODUCT: {
        const bounds = stack(
          this.print(fourth),
          text(head === INDEXED_SUM ? "Σ" : "Π"),
          beside(this.print(second), text("="), this.print(third)),
        )
        return { box: beside(bounds, text(" "), operand(this.piece(first))), level: SUM_LEVEL }
      }
      default:
        return this.applied(head < FIRST_FUNCTION ? formName(head) : name(this.arena.functionName(head)), children)
    }
  }

  private applied(symbol: string, args: readonly Ref[]): Piece {
    return atom(beside(text(symbol), enclosed(this.list(args))))
  }

  private hypergeometric(ref: Ref, letter: string): Box {
    const { upper, lower, q, z } = hypergeometricParts(this.arena, ref)
    const line = (refs: readonly Ref[]): Box => (refs.length === 0 ? text("-") : this.list(refs))
    const index = (n: number): string => [...String(n)].map((digit) => [...DIGITS][Number(digit)]).join("")
    const inner = beside(stack(line(upper), line(lower)), text(" ; "), this.print(q), text(", "), this.print(z))
    return beside(text(`${index(upper.length)}${letter}${index(lower.length)}`), enclosed(inner))
  }
}

function raisedDigit(digit: string): string {
  return digit === "-" ? "⁻" : ([...RAISED][Number(digit)] ?? digit)
}

function atom(box: Box): Piece {
  return { box, level: ATOM_LEVEL }
}

function numberPiece({ numerator, denominator }: Rational): Piece {
  if (denominator === 1n) return { box: text(decimalText(numerator)), level: numerator < 0n ? SUM_LEVEL : ATOM_LEVEL }
  const bar = fraction(text(decimalText(absolute(numerator))), text(decimalText(denominator)))
  return { box: numerator < 0n ? beside(text("-"), bar) : bar, level: numerator < 0n ? SUM_LEVEL : PRODUCT_LEVEL }
}

function bracketed(piece: Piece, level: number): Box {
  return piece.level >= level ? piece.box : enclosed(piece.box)
}

function operand(piece: Piece): Box {
  return bracketed(piece, PRODUCT_LEVEL)
}

function sideBySide(pieces: readonly Piece[]): Box {
  return beside(...pieces.flatMap((piece, i) => (i === 0 ? [operand(piece)] : [text(" "), operand(piece)])))
}

function row(number: bigint, pieces: readonly Piece[]): Box {
  if (pieces.length === 0) return text(decimalText(number))
  const only = pieces[0] as Piece
  if (number === 1n && pieces.length === 1) return only.box
  return sideBySide(number === 1n ? pieces : [numberPiece({ numerator: number, denominator: 1n }), ...pieces])
}
