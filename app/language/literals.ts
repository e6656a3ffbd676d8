import type { Failure, SourceRange } from "../contract"
import type { Concrete } from "./concrete"
import { rangeOf, shorten } from "./nodes"
import type { Expression } from "./tree"

const MAX_DIGITS = 1_000_000

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["÷", "/"],
  ["∧", "^"],
  ["**", "^"],
  ["&^", "^"],
  ["&*", "."],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "<>"],
  ["∈", "in"],
  ["⊆", "subset"],
  ["⊂", "subset"],
  ["∪", "union"],
  ["∩", "intersect"],
])
const NAMES: ReadonlyMap<string, string> = new Map([
  ["π", "Pi"],
  ["∞", "infinity"],
])
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
])

/** What tokens mean: numbers, strings, names, signs; and where failures are kept. */
export class Literals {
  readonly failures: Failure[] = []
  protected readonly text: string

  constructor(text: string) {
    this.text = text
  }

  protected slice(node: SourceRange): string {
    return this.text.slice(node.from, node.to)
  }

  protected fail(node: SourceRange, message: string, hint: string, fix?: string): void {
    const range = { from: node.from, to: node.to }
    const given = shorten(this.slice(range))
    this.failures.push({ code: "syntax", message, given, hint, range, ...(fix === undefined ? {} : { fix }) })
  }

  protected digits(node: Concrete): string {
    const digits = this.slice(node).replace(/[^0-9.eE+-]/g, "")
    if (digits.length > MAX_DIGITS) {
      this.fail(
        node,
        `A number may have ${MAX_DIGITS} digits at most`,
        `This one has ${digits.length}; write it as a formula`,
      )
      return "0"
    }
    const exponent = /[eE]([+-]?\d+)$/.exec(digits)
    if (exponent !== null && Math.abs(Number(exponent[1])) > MAX_DIGITS) {
      this.fail(
        node,
        `A decimal's exponent may be ${MAX_DIGITS} at most, for decimals are exact`,
        "Write a power instead",
      )
      return "0.0"
    }
    return digits
  }

  /** With digits on both sides of the point. */
  protected decimal(node: Concrete): string {
    return this.digits(node)
      .replace(/^\./, "0.")
      .replace(/\.(?!\d)/, ".0")
  }

  protected string(node: Concrete): string {
    const body = this.text.slice(node.from + 1, node.to - 1)
    return body.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES.get(character) ?? character)
  }

  protected name(node: Concrete): string {
    const text = this.slice(node)
    if (node.name === "QuotedName") return text.slice(1, -1).replace(/\\([\s\S])/g, "$1")
    return NAMES.get(text) ?? text
  }

  protected operator(node: Concrete): string {
    const text = this.slice(node)
    return SIGNS.get(text) ?? text
  }

  protected superscript(node: Concrete): Expression {
    const range = rangeOf(node)
    const text = this.slice(node)
    const negative = text.startsWith("⁻")
    const digits = Array.from(negative ? text.slice(1) : text, (sign) => SUPERSCRIPTS.indexOf(sign)).join("")
    const integer: Expression = { kind: "integer", digits, range }
    return negative ? { kind: "sum", terms: [{ sign: -1, term: integer }], range } : integer
  }
}
