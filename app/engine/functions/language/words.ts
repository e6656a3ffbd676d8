import { languageContext } from "../../evaluator/context"
import { sequenceOf, wordText } from "../../evaluator/sequences"
import { valueText } from "../../evaluator/text"
import { EngineError } from "../../errors"
import { decimalDigits } from "../../long-integers"
import { integer, symbol } from "../../symbolic/expression"
import { NULL, type Value } from "../../values"
import { signature, type DeclaredFunction, type Parameter } from "../declare"
import { describe } from "../describe"
import { integerOf, rationalOf } from "../inputs"
import { anyValue, rest } from "../parameters"
import { text } from "../results"
import { builtin } from "./entry"

const values = rest(anyValue("values", "what is written", "values"))

/** A string or a name. */
const words: Parameter<string> = {
  name: "s",
  meaning: "a string or a name",
  domain: "a string or a name",
  optional: false,
  read: (value) =>
    value.kind === "string" ? value.text : value.kind === "expr" && value.isSymbol() ? value.name : undefined,
}

const cat = builtin({
  name: "cat",
  family: "words",
  summary:
    "Joins names, numbers and strings: a string when the first is a string, else a name. A range gives each of its members.",
  definition: "s_1 s_2 \\cdots s_n",
  signatures: [
    signature([values], "a name or a string", ([parts]) => {
      const [first] = parts
      if (first === undefined)
        throw new EngineError("argument", "cat joins at least one name or string.", { help: "cat" })
      const isString = first.kind === "string"
      const joined = parts.reduce<string[]>(
        (texts, part) => texts.flatMap((each) => pieces(part).map((piece) => each + piece)),
        [""],
      )
      return sequenceOf(joined.map((each): Value => (isString ? text(each) : symbol(each))))
    }),
  ],
  examples: [
    ["cat(hello, world)", "helloworld"],
    ['cat("T = ", 5)', '"T = 5"'],
    ["cat(x, 1..3)", "x1, x2, x3"],
  ],
})

function pieces(part: Value): string[] {
  if (part.kind !== "range") return [wordText(part)]
  const from = integerOf(part.from)
  const to = integerOf(part.to)
  if (from === undefined || to === undefined || to - from > 100_000n) {
    throw new EngineError("argument", "A range in cat has integer ends, at most 100000 apart.", {
      given: describe(part),
      help: "cat",
    })
  }
  return Array.from({ length: Math.max(0, Number(to - from) + 1) }, (_, i) => String(from + BigInt(i)))
}

const length = builtin({
  name: "length",
  family: "words",
  summary: "The number of digits of an integer, of characters of a string or name, of members of a list.",
  definition: "|s|",
  signatures: [
    signature([anyValue("e", "an integer, string, name or list")], "an integer", ([value]) => {
      if (value.kind === "string") return integer(Array.from(value.text).length)
      if (value.kind === "list" || value.kind === "set" || value.kind === "sequence") return integer(value.items.length)
      const n = integerOf(value)
      if (n !== undefined) return integer(n === 0n ? 0 : decimalDigits(n))
      if (value.kind === "expr" && value.isSymbol()) return integer((value.name ?? "").length)
      throw new EngineError("argument", "length takes an integer, a string, a name or a list.", {
        given: describe(value),
        argument: 0,
        help: "length",
      })
    }),
  ],
  examples: [
    ["length(2^100)", "31"],
    ['length("eta")', "3"],
  ],
})

const substring = builtin({
  name: "substring",
  family: "words",
  summary: "Part of a string or name, by the places of its first and last character.",
  definition: "s_i \\cdots s_j",
  signatures: [
    signature(
      [anyValue("s", "a string or name", "a string or a name"), anyValue("range", "first and last place", "a range")],
      "a string or name",
      ([whole, range]) => {
        const characters = Array.from(wordText(whole))
        const from = range.kind === "range" ? integerOf(range.from) : integerOf(range)
        const to = range.kind === "range" ? integerOf(range.to) : from
        if (from === undefined || to === undefined || from < 1n || to > BigInt(characters.length)) {
          throw new EngineError("argument", `The places of this text are 1 to ${characters.length}.`, {
            given: describe(range),
            argument: 1,
            help: "substring",
          })
        }
        const part = characters.slice(Number(from) - 1, Number(to)).join("")
        return whole.kind === "string" ? text(part) : symbol(part)
      },
    ),
  ],
  examples: [
    ['substring("theta", 1..3)', '"the"'],
    ['substring("partition", 5..9)', '"ition"'],
  ],
})

const parse = builtin({
  name: "parse",
  family: "words",
  summary: "The expression that a string writes, unevaluated.",
  definition: '\\text{"}e\\text{"} \\mapsto e',
  signatures: [
    signature([words], "an expression", ([source], context) => languageContext(context).parseExpression(source)),
  ],
  examples: [
    ['parse("q^2+1")', "1+q^2"],
    ['parse("2*3")', "6"],
  ],
})

// Printing

/** As print shows a value: strings without their quotes. */
function shown(value: Value): string {
  return value.kind === "string" ? value.text : valueText(value)
}

const print = builtin({
  name: "print",
  family: "printing",
  summary: "Writes values on a line, separated by commas; its own value is NULL.",
  definition: "e_1, e_2, \\ldots",
  signatures: [
    signature([values], "NULL", ([parts], context) => {
      context.print(parts.map(shown).join(", "))
      return NULL
    }),
  ],
  examples: [
    ["nops([print(q, 2)])", "0"],
    ["print(1): 5", "5"],
  ],
  seeAlso: ["lprint", "printf"],
})

const lprint = builtin({
  name: "lprint",
  family: "printing",
  summary: "Writes values on a line as they would be typed.",
  definition: "e_1, e_2, \\ldots",
  signatures: [
    signature([values], "NULL", ([parts], context) => {
      context.print(parts.map(valueText).join(", "))
      return NULL
    }),
  ],
  examples: [
    ["nops([lprint(q)])", "0"],
    ["lprint([1, 2]): 7", "7"],
  ],
  seeAlso: ["print"],
})

function padded(body: string, flags: string, width: string): string {
  const size = Number(width || "0")
  if (flags.includes("-")) return body.padEnd(size)
  if (flags.includes("0") && /^[-+]?\d/.test(body)) {
    const sign = /^[-+]/.exec(body)?.[0] ?? ""
    return sign + body.slice(sign.length).padStart(size - sign.length, "0")
  }
  return body.padStart(size)
}

/** A rational to so many decimals, correctly rounded, halves away from 0. */
function decimals(value: Value, places: number): string {
  const number = rationalOf(value)
  if (number === undefined)
    throw new EngineError("argument", "%f and %e write numbers.", { given: describe(value), help: "printf" })
  const scale = 10n ** BigInt(places)
  const negative = number.numerator < 0n
  const size = negative ? -number.numerator : number.numerator
  const rounded = (2n * size * scale + number.denominator) / (2n * number.denominator)
  const digits = rounded.toString().padStart(places + 1, "0")
  const whole = digits.slice(0, digits.length - places)
  return `${negative ? "-" : ""}${whole}${places > 0 ? `.${digits.slice(-places)}` : ""}`
}

function conversion(letter: string, value: Value, precision: string): string {
  switch (letter) {
    case "d": {
      const n = integerOf(value)
      if (n === undefined)
        throw new EngineError("argument", "%d writes an integer.", {
          given: describe(value),
          hint: "%a writes anything.",
          help: "printf",
        })
      return String(n)
    }
    case "s":
      return wordText(value)
    case "c":
      return wordText(value).slice(0, 1)
    case "f":
    case "g":
      return decimals(value, precision === "" ? 6 : Number(precision))
    case "e": {
      const number = rationalOf(value)
      if (number === undefined)
        throw new EngineError("argument", "%f and %e write numbers.", { given: describe(value), help: "printf" })
      return (Number(number.numerator) / Number(number.denominator)).toExponential(
        precision === "" ? 6 : Number(precision),
      )
    }
    default:
      return valueText(value)
  }
}

/** %a any value, %d integer, %s text, %q the rest with commas, %f and %e numbers, %% the sign itself. */
function formatted(format: string, args: readonly Value[]): string {
  let next = 0
  const written = format.replace(
    /%([-+0 ]*)(\d*)(?:\.(\d+))?([adsqcfeg%])/g,
    (_, flags: string, width: string, precision: string | undefined, letter: string) => {
      if (letter === "%") return "%"
      if (letter === "q") {
        const rest = args.slice(next).map(valueText).join(", ")
        next = args.length
        return rest
      }
      const value = args[next++]
      if (value === undefined)
        throw new EngineError("argument", "The format asks for more values than are given.", {
          given: `${args.length} values`,
          help: "printf",
        })
      const body = conversion(letter, value, precision ?? "")
      return padded(flags.includes("+") && /^\d/.test(body) ? `+${body}` : body, flags, width)
    },
  )
  if (next < args.length) {
    throw new EngineError("argument", "The format takes fewer values than are given.", {
      given: `${args.length} values`,
      hint: "Write %a for each.",
      help: "printf",
    })
  }
  return written
}

const format: Parameter<string> = { ...words, name: "format", meaning: "text with %a, %d, %s, %f, %q in it" }

const printf = builtin({
  name: "printf",
  family: "printing",
  summary:
    "Writes values in a format: %a any value, %d an integer, %s text, %.3f decimals, %q all that is left; \\n ends a line.",
  definition: "\\text{format}(e_1, e_2, \\ldots)",
  signatures: [
    signature([format, values], "NULL", ([pattern, args], context) => {
      languageContext(context).write(formatted(pattern, args))
      return NULL
    }),
  ],
  examples: [
    ['nops([printf("%d", 3)])', "0"],
    ['printf("%a", q): 9', "9"],
  ],
  seeAlso: ["sprintf", "print"],
})

const sprintf = builtin({
  name: "sprintf",
  family: "printing",
  summary: "The string that printf would write.",
  definition: "\\text{format}(e_1, e_2, \\ldots)",
  signatures: [signature([format, values], "a string", ([pattern, args]) => text(formatted(pattern, args)))],
  examples: [
    ['sprintf("p(%d) = %a", 5, 7)', '"p(5) = 7"'],
    ['sprintf("%.3f", 2/3)', '"0.667"'],
  ],
  seeAlso: ["printf"],
})

export const wordFunctions: readonly DeclaredFunction[] = [
  cat,
  length,
  substring,
  parse,
  print,
  lprint,
  printf,
  sprintf,
]
