import type { Arena, Ref } from "../arena"
import { baseOf, exponentOf, isNumber, isOne, numberValue } from "../canonical"
import {
  CYCLOTOMIC,
  DECIMAL,
  EETA,
  ETA,
  FIRST_FUNCTION,
  GETA,
  HEADS,
  HEAD_NAMES,
  INDEXED,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  INTEGER,
  JAC,
  ORDER,
  POWER,
  PRODUCT,
  Q_BINOMIAL,
  Q_FACTORIAL,
  Q_NUMBER,
  Q_POCHHAMMER,
  RATIONAL,
  ROOT_OF,
  R_PHI_S,
  R_PSI_S,
  SUM,
  SYMBOL,
  THETA,
  THETA2,
  THETA3,
  THETA4,
} from "../heads"
import { decimalText } from "../../long-integers"
import { absolute, rationalText, type Rational } from "../numbers"
import { displayFactors, displayTerms, type DisplayTerm } from "../order"
import { subexpressions } from "../rewrite"
import { hypergeometricParts } from "./plain"

/**
 * LaTeX as a paper on q-series sets it: (a;q)_n, \begin{bmatrix}…\end{bmatrix}_q, {}_r\phi_s, eta quotients as fractions. Only what KaTeX in
 * strict mode and MathJax 3 both draw; one line, no delimiters.
 */
export function latexText(arena: Arena, ref: Ref): string {
  return new LatexPrinter(arena).print(ref)
}

const GREEK: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
)

/** A name: one letter as it is, Greek letters by their names, digits at the end as an index, longer words upright. */
export function latexName(name: string): string {
  const match = /^([A-Za-z]+?)_?(\d+)$/.exec(name)
  if (match !== null) return `${latexWord(match[1] as string)}_{${match[2]}}`
  return latexWord(name)
}

function latexWord(word: string): string {
  if (GREEK.has(word)) return `\\${word}`
  if (/^[A-Za-z]$/.test(word)) return word
  const escaped = word
    .replaceAll("\\", "\\backslash ")
    .replace(/[#$%&_{}]/g, "\\$&")
    .replaceAll("~", "\\sim ")
    .replaceAll("^", "\\wedge ")
    .replaceAll(" ", "\\ ")
  return `\\mathrm{${escaped}}`
}

const SUM_LEVEL = 1
const PRODUCT_LEVEL = 2
const ATOM_LEVEL = 3

interface Piece {
  readonly text: string
  readonly level: number
}

class LatexPrinter {
  /**
   * `small`: inside exponents and indices, where papers write n(3n-1)/2: highest power first, no fractions built up. `onLine`: among the parameters of
   * a product or a series, where they write (q/z;q) and (aq/(bc);q).
   */
  constructor(
    private readonly arena: Arena,
    private readonly small = false,
    private readonly onLine = false,
  ) {}

  /** A parameter of a q-Pochhammer symbol, a theta function or a basic hypergeometric series. */
  private parameter(ref: Ref): string {
    return (this.onLine ? this : new LatexPrinter(this.arena, this.small, true)).print(ref)
  }

  private parameters(refs: readonly Ref[]): string {
    return refs.map((ref) => this.parameter(ref)).join(", ")
  }

  /** An exponent, an index or a bound. */
  private script(ref: Ref): string {
    return (this.small ? this : new LatexPrinter(this.arena, true)).print(ref)
  }

  print(ref: Ref): string {
    return this.piece(ref).text
  }

  private number(value: Rational): Piece {
    const piece = numberPiece(value)
    return this.onLine && value.denominator !== 1n ? { ...piece, text: rationalText(value) } : piece
  }

  private list(refs: readonly Ref[], separator = ", "): string {
    return refs.map((ref) => this.print(ref)).join(separator)
  }

  private piece(ref: Ref): Piece {
    const head = this.arena.head(ref)
    switch (head) {
      case INTEGER:
      case RATIONAL:
        return this.number(numberValue(this.arena, ref))
      case SYMBOL:
        return atom(this.arena.symbolName(ref) === "Pi" ? "\\pi" : latexName(this.arena.symbolName(ref)))
      case DECIMAL:
        return decimalPiece(this.arena.symbolName(this.arena.word(ref, 0)))
      case INFINITY:
        return atom("\\infty")
      case SUM:
        return { text: this.sum(ref), level: SUM_LEVEL }
      case POWER:
        return this.scaled({ numerator: 1n, denominator: 1n }, ref)
      case PRODUCT:
        return this.product(ref)
      case INDEXED: {
        const [name, ...indices] = this.arena.children(ref) as [Ref, ...Ref[]]
        return atom(`{${this.print(name)}}_{${indices.map((index) => this.script(index)).join(", ")}}`)
      }
      case INDEXED_SUM:
      case INDEXED_PRODUCT:
        return this.indexedForm(ref, head === INDEXED_SUM ? "\\sum" : "\\prod")
      default:
        if (head < FIRST_FUNCTION) return atom(this.form(ref, head))
        return atom(this.applied(this.arena.functionName(head), this.arena.children(ref)))
    }
  }

  /** A name applied to arguments; those that have a sign of their own with it. */
  private applied(name: string, args: readonly Ref[]): string {
    const [first, second] = args
    if (name === "binomial" && args.length === 2 && first !== undefined && second !== undefined)
      return `\\binom{${this.print(first)}}{${this.print(second)}}`
    if (name === "abs" && args.length === 1) return `\\left|${this.list(args)}\\right|`
    if (name === "factorial" && args.length === 1 && first !== undefined) {
      const of = this.piece(first)
      return `${of.level === ATOM_LEVEL && !of.text.includes("^") ? of.text : `\\left(${of.text}\\right)`}!`
    }
    return `${latexName(name)}(${this.list(args)})`
  }

  private sum(ref: Ref): string {
    let text = ""
    for (const { coefficient, term } of this.terms(ref)) {
      const negative = coefficient.numerator < 0n
      const magnitude = { numerator: absolute(coefficient.numerator), denominator: coefficient.denominator }
      const body = bracketed(this.scaled(magnitude, term), PRODUCT_LEVEL)
      if (text === "") text = negative ? `-${body}` : body
      else text += negative ? ` - ${body}` : ` + ${body}`
    }
    return text
  }

  /** In exponents 3n-1, n^2+n and b-a rather than -1+3n, n+n^2 and -a+b; elsewhere the order of the display. */
  private terms(ref: Ref): DisplayTerm[] {
    const terms = displayTerms(this.arena, ref)
    const [first, ...others] = terms
    const last = terms.at(-1)
    if (!this.small || first === undefined || last === undefined || last.coefficient.numerator < 0n) return terms
    const names = subexpressions(this.arena, ref).filter((part) => this.arena.head(part) === SYMBOL)
    if (names.length === 1) return terms.reverse()
    return isNumber(this.arena, first.term) || first.coefficient.numerator < 0n ? [...others, first] : terms
  }

  private product(ref: Ref): Piece {
    const coefficient = numberValue(this.arena, this.arena.word(ref, 0))
    const magnitude = { numerator: absolute(coefficient.numerator), denominator: coefficient.denominator }
    const piece = this.scaled(magnitude, ref)
    return coefficient.numerator < 0n ? { text: `-${bracketed(piece, PRODUCT_LEVEL)}`, level: SUM_LEVEL } : piece
  }

  /** coefficient > 0 times the factors of a term, as one fraction when something stands below. */
  private scaled(coefficient: Rational, term: Ref): Piece {
    const factors = displayFactors(this.arena, term)
    const below = factors.filter((factor) => this.belongsBelow(factor))
    const above = factors.filter((factor) => !this.belongsBelow(factor))
    if (factors.length === 0) return this.number(coefficient)
    const top = above.map((factor) => this.factor(factor, false))
    if (this.onLine && (below.length > 0 || coefficient.denominator !== 1n)) {
      const bottom = below.map((factor) => this.factor(factor, true))
      return { text: quotientOnLine(coefficient, top, bottom), level: PRODUCT_LEVEL }
    }
    if (below.length === 0 && this.small && coefficient.denominator !== 1n) {
      return {
        text: `${fractionPart(coefficient.numerator, top)}/${decimalText(coefficient.denominator)}`,
        level: PRODUCT_LEVEL,
      }
    }
    if (below.length === 0) {
      const number = numberPiece(coefficient).text
      if (number === "1" && top.length === 1) return top[0] as Piece
      return { text: juxtaposed(number === "1" ? top : [atom(number), ...top]), level: PRODUCT_LEVEL }
    }
    const bottom = below.map((factor) => this.factor(factor, true))
    const numerator = fractionPart(coefficient.numerator, top)
    return { text: `\\frac{${numerator}}{${fractionPart(coefficient.denominator, bottom)}}`, level: ATOM_LEVEL - 1 }
  }

  private belongsBelow(factor: Ref): boolean {
    if (this.arena.head(factor) !== POWER) return false
    const exponent = exponentOf(this.arena, factor)
    return isNumber(this.arena, exponent) && numberValue(this.arena, exponent).numerator < 0n
  }

  private factor(factor: Ref, inverted: boolean): Piece {
    if (this.arena.head(factor) !== POWER) return this.piece(factor)
    const base = baseOf(this.arena, factor)
    const exponent = exponentOf(this.arena, factor)
    if (!isNumber(this.arena, exponent)) return this.power(base, this.script(exponent))
    const value = numberValue(this.arena, exponent)
    const shown = inverted ? { numerator: -value.numerator, denominator: value.denominator } : value
    if (shown.numerator === 1n && shown.denominator === 1n) return this.piece(base)
    if (shown.numerator === 1n && shown.denominator === 2n && isNumber(this.arena, base))
      return atom(`\\sqrt{${this.print(base)}}`)
    return this.power(base, rationalText(shown))
  }

  private power(base: Ref, exponent: string): Piece {
    const piece = this.piece(base)
    const head = this.arena.head(base)
    if (head === ETA || head >= FIRST_FUNCTION || piece.level < ATOM_LEVEL)
      return atom(`${bracketed(piece, ATOM_LEVEL)}^{${exponent}}`)
    return atom(
      head === Q_BINOMIAL || head === INDEXED ? `{${piece.text}}^{${exponent}}` : `${piece.text}^{${exponent}}`,
    )
  }

  private indexedForm(ref: Ref, sign: string): Piece {
    const [body, index, from, to] = this.arena.children(ref) as [Ref, Ref, Ref, Ref]
    const inner = bracketed(this.piece(body), PRODUCT_LEVEL)
    return {
      text: `${sign}_{${this.print(index)}=${this.script(from)}}^{${this.script(to)}} ${inner}`,
      level: PRODUCT_LEVEL - 1,
    }
  }

  private form(ref: Ref, head: number): string {
    const children = this.arena.children(ref)
    const [first, second, third] = children as [Ref, Ref, Ref]
    switch (head) {
      case Q_POCHHAMMER:
        return `(${this.parameters(children.slice(2))};${this.parameter(second)})_{${this.script(first)}}`
      case Q_BINOMIAL:
        return `\\begin{bmatrix} ${this.print(third)} \\\\ ${this.print(second)} \\end{bmatrix}_{${this.print(first)}}`
      case Q_NUMBER:
        return `[${this.print(first)}]_{${this.print(second)}}`
      case Q_FACTORIAL:
        return `[${this.print(first)}]_{${this.print(second)}}!`
      case R_PHI_S:
      case R_PSI_S:
        return this.hypergeometric(ref, head === R_PHI_S ? "\\phi" : "\\psi")
      case THETA:
        return `\\theta(${this.parameter(first)};${this.parameter(second)})`
      case THETA2:
      case THETA3:
      case THETA4:
        return `\\theta_{${head - THETA2 + 2}}(${this.print(first)})`
      case ETA:
        return `\\eta(${this.print(first)})`
      case EETA:
        return `\\eta(${isOne(this.arena, first) ? "" : this.print(first)}\\tau)`
      case GETA:
        return `\\eta_{${this.print(first)},${this.print(second)}}(\\tau)`
      case JAC:
        return this.jacobi(first, second)
      case ORDER:
        return `O(${this.print(first)})`
      case ROOT_OF:
        return `\\operatorname{RootOf}(${this.print(first)})`
      case CYCLOTOMIC:
        return `\\zeta_{${this.print(first)}}`
      default: {
        const builtin = HEADS[head]
        return `\\mathrm{${builtin === undefined ? "" : (HEAD_NAMES[builtin] ?? builtin)}}(${this.list(children)})`
      }
    }
  }

  private hypergeometric(ref: Ref, letter: string): string {
    const { upper, lower, q, z } = hypergeometricParts(this.arena, ref)
    const row = (parameters: readonly Ref[]): string => (parameters.length === 0 ? "-" : this.parameters(parameters))
    const rows = `\\begin{matrix} ${row(upper)} \\\\ ${row(lower)} \\end{matrix}`
    return `{}_{${upper.length}}${letter}_{${lower.length}}\\left(${rows}; ${this.parameter(q)}, ${this.parameter(z)}\\right)`
  }

  /** JAC(a,b,infinity) as the product it stands for. */
  private jacobi(first: Ref, second: Ref): string {
    const a = this.arena.immediate(first)
    const b = this.arena.immediate(second)
    if (a === undefined || b === undefined) return `\\mathrm{JAC}(${this.print(first)}, ${this.print(second)}, \\infty)`
    const q = (n: number): string => (n === 1 ? "q" : `q^{${n}}`)
    const parameters = a === 0 ? [b] : [a, b - a, b]
    return `(${parameters.map(q).join(", ")};${q(b)})_{\\infty}`
  }
}

function atom(text: string): Piece {
  return { text, level: ATOM_LEVEL }
}

/** a/b, aq/(bc), 1/(1-q). */
function quotientOnLine({ numerator, denominator }: Rational, top: readonly Piece[], bottom: readonly Piece[]): string {
  const number = (n: bigint): Piece[] => (n === 1n ? [] : [atom(String(n))])
  const above = [...number(numerator), ...top]
  const below = [...number(denominator), ...bottom]
  const [first, second] = below
  const under = first !== undefined && second === undefined ? bracketed(first, ATOM_LEVEL) : `(${juxtaposed(below)})`
  const [only, another] = above
  const over = only !== undefined && another === undefined ? bracketed(only, PRODUCT_LEVEL) : juxtaposed(above)
  return `${over === "" ? "1" : over}/${under}`
}

function decimalPiece(digits: string): Piece {
  const [mantissa, power] = digits.split("e")
  const text = power === undefined ? digits : `${mantissa} \\cdot 10^{${power}}`
  return { text, level: digits.startsWith("-") ? SUM_LEVEL : power === undefined ? ATOM_LEVEL : PRODUCT_LEVEL }
}

function numberPiece({ numerator, denominator }: Rational): Piece {
  const above = decimalText(absolute(numerator))
  const text = denominator === 1n ? above : `\\frac{${above}}{${decimalText(denominator)}}`
  if (numerator < 0n) return { text: `-${text}`, level: SUM_LEVEL }
  return { text, level: denominator === 1n ? ATOM_LEVEL : PRODUCT_LEVEL }
}

function bracketed(piece: Piece, level: number): string {
  return piece.level >= level ? piece.text : `\\left(${piece.text}\\right)`
}

/** Factors side by side; a dot where two numbers would run together. */
function juxtaposed(pieces: readonly Piece[]): string {
  let text = ""
  pieces.forEach((piece, i) => {
    const next = pieces.length > 1 ? bracketed(piece, PRODUCT_LEVEL) : piece.text
    const separator = i === 0 ? "" : /^\d/.test(next) ? " \\cdot " : " "
    text += separator + next
  })
  return text
}

function fractionPart(number: bigint, pieces: readonly Piece[]): string {
  if (pieces.length === 0) return decimalText(number)
  return juxtaposed(number === 1n ? pieces : [atom(decimalText(number)), ...pieces])
}
