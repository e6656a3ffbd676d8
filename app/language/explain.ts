import type { Failure } from "../contract"
import { shorten } from "./nodes"
import type { Concrete } from "./concrete"
import { KEYWORDS } from "./tree"

/**
 * Says in a sentence why a text stops being a program at a place. The place is exact: it is the first token with which no program can
 * go on. What stands before it is read once from left to right for brackets and blocks that are still open.
 */

interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}
interface Opener extends Token {
  /** What must come next of its own: then, do, or the closing word. */
  awaits: string
}

const CLOSERS: ReadonlyMap<string, readonly string[]> = new Map([
  [")", ["("]],
  ["]", ["["]],
  ["}", ["{"]],
  ["fi", ["if"]],
  ["od", ["for", "while", "do", "from", "by", "to"]],
  ["end", ["if", "for", "while", "do", "from", "by", "to", "proc", "try", "use"]],
])
const OPENS: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["if", "then"],
  ["for", "do"],
  ["while", "do"],
  ["from", "do"],
  ["by", "do"],
  ["to", "do"],
  ["do", "od"],
  ["proc", "end"],
  ["try", "end try"],
  ["use", "in"],
])
const APOSTROPHES = new Set(["'", "‘", "’"])
const LOOP_WORDS = new Set(["for", "while", "from", "by", "to"])
const UNKNOWN_HINTS: ReadonlyMap<string, string> = new Map([
  ["&", "Write and for the logical operation"],
  ["|", "Write or for the logical operation, || to join names"],
  ["~", "Leave it out"],
  ["?", "Write ?name, alone on its line, for the help of a name"],
  ["\\", "A backslash stands only at the end of a line that goes on in the next"],
  ["√", "Write a power 1/2"],
  ["`", "Close the name in back quotes on the same line"],
])

function tokenAt(text: string, place: number): Token {
  const blank = /(?:\s|#[^\n]*|\(\*[\s\S]*?\*\)|\u200b)*/y
  blank.lastIndex = place
  const from = place + (blank.exec(text)?.[0].length ?? 0)
  const token =
    /[\p{L}_][\p{L}\d_]*|\d[\d.]*|"[^"\n]*"|`[^`\n]*`|:=|->|<>|<=|>=|\.\.|\|\||\*\*|@@|::|:-|%{1,3}|[\s\S]/uy
  token.lastIndex = from
  const found = token.exec(text)?.[0] ?? ""
  return { text: found, from, to: from + found.length }
}

/** Brackets and blocks still open after the tokens, and the last token. */
function openers(text: string, tokens: readonly Concrete[], until: number): { open: Opener[]; last: Token | null } {
  const open: Opener[] = []
  let last: Token | null = null
  let justEnded = false
  for (const token of tokens) {
    if (token.to > until) break
    const word = text.slice(token.from, token.to)
    const quoted = token.name === "String" || token.name === "QuotedName"
    if (!quoted) {
      if (
        justEnded &&
        last !== null &&
        text.slice(last.to, token.from).trim() === "" &&
        CLOSERS.get("end")?.includes(word)
      ) {
        justEnded = false
        last = { text: word, from: token.from, to: token.to }
        continue
      }
      justEnded = word === "end"
      follow(open, { text: word, from: token.from, to: token.to })
    }
    last = { text: word, from: token.from, to: token.to }
  }
  return { open, last }
}

function follow(open: Opener[], token: Token): void {
  const top = open.at(-1)
  if (APOSTROPHES.has(token.text)) {
    if (top !== undefined && APOSTROPHES.has(top.text)) open.pop()
    else open.push({ ...token, awaits: token.text === "‘" ? "’" : token.text })
  } else if (CLOSERS.get(token.text)?.includes(top?.text ?? "") === true) {
    open.pop()
  } else if (top !== undefined && top.awaits === token.text) {
    top.awaits = top.text === "if" ? "fi" : top.text === "use" ? "end use" : "od"
  } else if (token.text === "elif" && top?.text === "if") {
    top.awaits = "then"
  } else if (LOOP_WORDS.has(token.text) && top?.awaits === "do") {
    return
  } else if (token.text === "in" && top?.text === "for") {
    return
  } else if (OPENS.get(token.text) !== undefined) {
    open.push({ ...token, awaits: OPENS.get(token.text) ?? "" })
  }
}

function endsOperand(token: Token): boolean {
  if (KEYWORDS.has(token.text)) return ["od", "fi", "end"].includes(token.text)
  return /[\p{L}\d_)\]}"'`!%⁰¹²³⁴-⁹∞]$/u.test(token.text)
}

function startsOperand(token: Token): boolean {
  if (KEYWORDS.has(token.text)) return ["proc", "if", "for", "while", "return", "try", "error"].includes(token.text)
  return /^[\p{L}\d_"`%∞([{]/u.test(token.text)
}

const STATEMENT_WORDS: ReadonlyMap<string, string> = new Map([
  ["save", "save is no statement: the notebook keeps itself; use Save"],
  ["module", "Modules are not part of this language; use procedures and tables"],
])

class Explanation {
  private readonly text: string
  private readonly open: Opener[]
  private readonly last: Token | null
  private readonly token: Token

  constructor(text: string, tokens: readonly Concrete[], place: number) {
    this.text = text
    const { open, last } = openers(text, tokens, place)
    this.open = open
    this.last = last
    this.token = tokenAt(text, place)
  }

  failure(): Failure {
    return (
      this.comment() ??
      this.string() ??
      this.atEnd() ??
      this.sideBySide() ??
      this.terminator() ??
      this.closer() ??
      this.parameter() ??
      this.operators() ??
      this.word() ??
      this.unknown() ??
      this.plain()
    )
  }

  private say(range: { from: number; to: number }, message: string, hint: string, fix?: string): Failure {
    const given = shorten(this.text.slice(range.from, range.to))
    return {
      code: "syntax",
      message,
      ...(given === "" ? {} : { given }),
      hint,
      range: { from: range.from, to: range.to },
      ...(fix === undefined ? {} : { fix }),
    }
  }

  private lineOf(at: number): number {
    let line = 1
    for (let i = 0; i < at; i++) if (this.text.charCodeAt(i) === 10) line++
    return line
  }

  private span(): { from: number; to: number } {
    return { from: this.last?.from ?? this.token.from, to: this.token.to }
  }

  private comment(): Failure | null {
    const { last, token } = this
    if (last?.text !== "(" || token.text !== "*" || token.from !== last.to) return null
    return this.say(
      { from: last.from, to: token.to },
      "A comment that opens with (* ends with *)",
      "Write *) where the comment ends",
    )
  }

  /** A double quote with a text directly behind it is no ditto mark: the string's end is missing. */
  private string(): Failure | null {
    const { last, token } = this
    if (last === null || !/^["“-‟]$/u.test(last.text) || token.from !== last.to) return null
    const line = /^[^\n]*/.exec(this.text.slice(last.to))?.[0] ?? ""
    const words = line.replace(/[\s)\]};:]+$/, "")
    if (words === "") return null
    return this.say(
      { from: last.from, to: last.to + words.length },
      "A string ends with a double quote on the line it begins",
      'Write " where the string ends',
      `"${words}"`,
    )
  }

  private atEnd(): Failure | null {
    const { last, token } = this
    if (token.text !== "") return null
    const range = last ?? { from: 0, to: token.to }
    const top = this.open.at(-1)
    if (
      last !== null &&
      !endsOperand(last) &&
      /^[-+*/^=<>,:.@$|&]|^(mod|and|or|not|union|minus|in|then|do)$/.test(last.text)
    ) {
      if (last.text !== "then" && last.text !== "do") {
        return this.say(range, `An expression is missing after ${last.text}`, "The text ends here; write the rest")
      }
    }
    if (top !== undefined) return this.unclosed(top, range)
    return this.say(range, "The statement is not finished", "The text ends here; write the rest")
  }

  private unclosed(top: Opener, range: { from: number; to: number }): Failure {
    const bracket = top.text.length === 1
    const place = `line ${this.lineOf(top.from)}`
    const message = !bracket
      ? `The ${top.text} of ${place} has no ${top.awaits}`
      : `The ${APOSTROPHES.has(top.text) ? "quote" : "bracket"} ${top.text} of ${place} is not closed`
    const missing = bracket ? this.missingBrackets() : ` ${top.awaits}`
    return this.say(range, message, `Add ${top.awaits}`, `${this.text.slice(range.from, range.to)}${missing}`)
  }

  /** What closes all brackets and quotes that are open inside the innermost block. */
  private missingBrackets(): string {
    const block = this.open.findLastIndex((each) => each.text.length > 1)
    return this.open
      .slice(block + 1)
      .reverse()
      .map((each) => each.awaits)
      .join("")
  }

  /** A statement's end inside a bracket or a quote. */
  private terminator(): Failure | null {
    const { last, token } = this
    const top = this.open.at(-1)
    if ((token.text !== ";" && token.text !== ":") || top === undefined || top.text.length > 1) return null
    return last === null || !endsOperand(last) ? null : this.unclosed(top, last)
  }

  /** Two operands with nothing between them. */
  private sideBySide(): Failure | null {
    const { last, token } = this
    if (last === null || !endsOperand(last) || !startsOperand(token)) return null
    const top = this.open.at(-1)
    const statementWord = STATEMENT_WORDS.get(last.text)
    if (statementWord !== undefined) return this.say(this.span(), statementWord, "Leave it out")
    const awaited = top !== undefined && (top.awaits === "then" || top.awaits === "do") ? top.awaits : null
    if (awaited !== null) {
      return this.say(
        this.span(),
        `The ${top?.text ?? ""} of line ${this.lineOf(top?.from ?? 0)} has no ${awaited}`,
        `Write ${awaited} before ${token.text}`,
      )
    }
    const between = this.text.slice(last.to, token.from)
    const inBrackets = top !== undefined && top.text.length === 1
    if ((between.includes("\n") || KEYWORDS.has(last.text) || KEYWORDS.has(token.text)) && !inBrackets) {
      const fix = `${last.text};${between}${token.text}`
      return this.say(this.span(), "Statements are separated by ; or :", `Write ; after ${shorten(last.text)}`, fix)
    }
    return this.product(last, token)
  }

  private product(last: Token, token: Token): Failure {
    const together = `${last.text}*${token.text}`
    const names = /^[\p{L}_]/u.test(last.text) && /^[\p{L}_\d]/u.test(token.text)
    const hint = names
      ? `Write ${shorten(together)} for a product, ${shorten(`${last.text}(${token.text})`)} for a call`
      : `Write ${shorten(together)}, or a comma between two values`
    return this.say(this.span(), "A product is never implied: an operator is missing", hint, together)
  }

  private closer(): Failure | null {
    const { token, last } = this
    const closes = CLOSERS.get(token.text)
    if (closes === undefined) return null
    const top = this.open.at(-1)
    if (last !== null && top !== undefined && closes.includes(top.text) && !endsOperand(last)) {
      return this.say(
        this.span(),
        `An expression is missing between ${last.text} and ${token.text}`,
        "Write it, or take the operator away",
      )
    }
    if (top === undefined) {
      return this.say(
        token,
        `Nothing is open that ${token.text} could close`,
        `Take ${token.text} away, or open it before`,
      )
    }
    if (top.awaits !== "" && closes.includes(top.text)) {
      return this.say(
        token,
        `The ${top.text} of line ${this.lineOf(top.from)} has no ${top.awaits}`,
        `Write ${top.awaits} before ${token.text}`,
      )
    }
    return this.say(
      token,
      `${token.text} cannot stand here, for ${top.text} of line ${this.lineOf(top.from)} is still open`,
      `Write ${top.awaits} before it`,
    )
  }

  /** Between the brackets of a procedure's parameters. */
  private parameter(): Failure | null {
    const top = this.open.at(-1)
    if (top?.text !== "(" || !/\bproc\s*$/.test(this.text.slice(0, top.from)) || this.last === null) return null
    if (this.last.text !== "(" && this.last.text !== ",") return null
    const { token } = this
    const braced = /^\{([^{}]*)\}/.exec(this.text.slice(token.from))
    const range = { from: token.from, to: token.from + (braced?.[0].length ?? token.text.length) }
    const hint = "Write name, name::type or name := default; an argument finds its parameter by its place"
    return this.say(range, "A parameter of a procedure is a name", hint, braced?.[1])
  }

  private operators(): Failure | null {
    const { last, token } = this
    if (last === null) return null
    const joined = `${last.text}${token.text}`
    const adjacent = last.to === token.from
    if (adjacent && joined === "==") return this.say(this.span(), "Equality is written with one =", "Write =", "=")
    if (last.text === ":" && token.text === "=")
      return this.say(this.span(), "Assignment is written := without a blank", "Write :=", ":=")
    if (adjacent && joined === "=>")
      return this.say(this.span(), "Greater or equal is written >=", "Write >=, or -> for a function", ">=")
    if (adjacent && joined === "=<") return this.say(this.span(), "Less or equal is written <=", "Write <=", "<=")
    if (token.text === ":=") {
      return this.say(token, "An assignment stands only as a statement of its own", "Write = for an equation", "=")
    }
    if (
      endsOperand(last) ||
      startsOperand(token) ||
      KEYWORDS.has(token.text) ||
      !/^[-+*/^=<>,:;.@$|!%]/.test(token.text)
    )
      return null
    return this.say(
      this.span(),
      `An expression is missing between ${last.text} and ${token.text}`,
      "Write it, or take one of the two away",
    )
  }

  private word(): Failure | null {
    const { token, last } = this
    if (!KEYWORDS.has(token.text)) return null
    const top = this.open.at(-1)
    if (last !== null && endsOperand(last)) {
      const open = top === undefined ? "" : `; the ${top.text} of line ${this.lineOf(top.from)} awaits ${top.awaits}`
      return this.say(
        token,
        `The word ${token.text} cannot stand here${open}`,
        "Check the words that belong together: if then fi, for do od, proc end",
      )
    }
    const hint = `Write \`${token.text}\` in back quotes to use it as a name`
    return this.say(
      token,
      `${token.text} is a word of the language, where an expression is expected`,
      hint,
      `\`${token.text}\``,
    )
  }

  private unknown(): Failure | null {
    const { token } = this
    if (/^[\p{L}\d_"'()[\]{}%;:,+\-*/^=<>.@$!|]/u.test(token.text) && token.text !== "|") return null
    return this.say(
      token,
      `The character ${token.text} has no meaning here`,
      UNKNOWN_HINTS.get(token.text) ?? "Take it away",
    )
  }

  private plain(): Failure {
    const { token, last } = this
    if (last?.text === "for") {
      return this.say(
        token,
        "The variable of a loop is a name",
        "Write for i from 1 to n do … od, with a name after for",
      )
    }
    const after = last === null ? "at the beginning" : `after ${shorten(last.text)}`
    return this.say(token, `${shorten(token.text)} is not expected ${after}`, "Check what stands before it")
  }
}

/** The failure of a text that stops being a program at `place`; `tokens` are the text's tokens from left to right. */
export function explain(text: string, tokens: readonly Concrete[], place: number): Failure {
  return new Explanation(text, tokens, place).failure()
}
