import { ExternalTokenizer, type InputStream } from "@lezer/lr"
import {
  CompareOp,
  Decimal,
  Integer,
  PochhammerIndex,
  Prompt,
  QuoteDitto,
  String as StringToken,
} from "./generated/terms"

/** Tokens that need a look ahead or behind: numbers beside "..", strings against the ditto mark, prompts of pasted worksheets. */

const END = -1
const NEWLINE = 10
const RETURN = 13
const DOT = 46
const BACKSLASH = 92

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0
}

function isNameStart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 96
}

/** Digits may be broken by "\" at a line's end, as Maple prints long numbers. */
function takeDigits(input: InputStream): void {
  for (;;) {
    if (isDigit(input.next)) {
      input.advance()
      continue
    }
    if (input.next !== BACKSLASH) return
    let ahead = 1
    while (isBlank(input.peek(ahead)) || input.peek(ahead) === RETURN) ahead++
    if (input.peek(ahead) !== NEWLINE || !isDigit(input.peek(ahead + 1))) return
    input.advance(ahead + 1)
  }
}

function takeExponent(input: InputStream): boolean {
  if (input.next !== 69 && input.next !== 101) return false
  const sign = input.peek(1) === 43 || input.peek(1) === 45 ? 1 : 0
  if (!isDigit(input.peek(1 + sign))) return false
  input.advance(1 + sign)
  takeDigits(input)
  return true
}

/** 12, 1.5, .5, 2e10; "1..5" is 1 then "..", "1.x" is 1 then the dot operator. */
export const numbers = new ExternalTokenizer((input) => {
  if (input.next === DOT ? !isDigit(input.peek(1)) : !isDigit(input.next)) return
  takeDigits(input)
  let decimal = false
  if (input.next === DOT) {
    const after = input.peek(1)
    if (after !== DOT && !isNameStart(after) && after !== 40) {
      decimal = true
      input.advance()
      takeDigits(input)
    }
  }
  if (takeExponent(input)) decimal = true
  input.acceptToken(decimal ? Decimal : Integer)
})

function isDoubleQuote(code: number): boolean {
  return code === 34 || (code >= 0x201c && code <= 0x201f)
}

/** A double quote opens a string when a closing one stands on the same line; else it is the ditto of Maple V, the last result. */
export const quotes = new ExternalTokenizer((input) => {
  if (!isDoubleQuote(input.next)) return
  let ahead = 1
  for (;;) {
    const code = input.peek(ahead)
    if (code === END || code === NEWLINE) break
    if (isDoubleQuote(code)) {
      input.acceptToken(StringToken, ahead + 1)
      return
    }
    ahead += code === BACKSLASH && input.peek(ahead + 1) !== NEWLINE && input.peek(ahead + 1) !== END ? 2 : 1
  }
  input.acceptToken(QuoteDitto, 1)
})

const GREATER = 62
const LOWER_Q = 113

/** Length of a prompt at the stream's place: ">" or "q> "; 0 when none stands there. */
function promptLength(peek: (offset: number) => number): number {
  if (peek(0) === GREATER && peek(1) !== 61) return 1
  if (peek(0) !== LOWER_Q || peek(1) !== GREATER) return 0
  const after = peek(2)
  return isBlank(after) || after === NEWLINE || after === RETURN || after === END ? 2 : 0
}

function startsLine(input: InputStream): boolean {
  let back = -1
  while (isBlank(input.peek(back))) back--
  const code = input.peek(back)
  return code === NEWLINE || code === RETURN || code === END
}

/** Whether the whole text begins with a prompt, so that every line may. */
function textIsPasted(input: InputStream): boolean {
  let at = -input.pos
  while (at < 0 && (isBlank(input.peek(at)) || input.peek(at) === NEWLINE || input.peek(at) === RETURN)) at++
  return promptLength((offset) => input.peek(at + offset)) > 0
}

/**
 * Prompts are blanks: ">" at a line's start where no comparison could stand, and at every line's start, with "q> ", in a text that
 * begins with one.
 */
export const prompts = new ExternalTokenizer(
  (input, stack) => {
    if (input.next !== GREATER && input.next !== LOWER_Q) return
    const length = promptLength((offset) => input.peek(offset))
    if (length === 0 || !startsLine(input)) return
    const comparison = length === 1 && !stack.canShift(CompareOp)
    if (comparison || textIsPasted(input)) input.acceptToken(Prompt, length)
  },
  { contextual: true },
)

const CLOSING = 41
const UNDERSCORE = 95

/** The index of (a, q)_inf, directly after the bracket. */
export const pochhammers = new ExternalTokenizer((input) => {
  if (input.next !== UNDERSCORE || input.peek(-1) !== CLOSING) return
  let length = 1
  while (isDigit(input.peek(length)) || isNameStart(input.peek(length))) length++
  if (length > 1) input.acceptToken(PochhammerIndex, length)
})
