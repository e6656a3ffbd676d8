import { EngineError } from "../errors"
import type { Exponent } from "../series/exponent"
import type { QSeries } from "../series/series"
import type { QExpr, Rational } from "../symbolic/expression"
import { List, type Value } from "../values"
import type { Parameter } from "./declare"
import { basePower, integerOf, rationalOf, seriesLike, wordOf } from "./inputs"

/*
 * The kinds of arguments that declared functions take. Each reads one value, says its domain in words, and refuses a value of the
 * right type outside the domain with one sentence.
 */

interface Described {
  readonly keywords?: readonly string[]
}

interface IntegerDomain extends Described {
  readonly min?: number
  readonly max?: number
}

function integerWords({ min, max }: IntegerDomain): string {
  if (min !== undefined && max !== undefined) return `an integer from ${min} to ${max}`
  if (min !== undefined) return `an integer, at least ${min}`
  return max === undefined ? "an integer" : `an integer, at most ${max}`
}

/** A safe integer in [min, max]. */
export function integer(name: string, meaning: string, domain: IntegerDomain = {}): Parameter<number> {
  const words = integerWords(domain)
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = domain
  return {
    name,
    meaning,
    domain: words,
    optional: false,
    ...(domain.keywords === undefined ? {} : { keywords: domain.keywords }),
    read(value) {
      const n = integerOf(value)
      if (n === undefined) return undefined
      if (n < BigInt(min) || n > BigInt(max)) {
        throw new EngineError("domain", `${name} is ${words}.`, {
          given: n > 10n ** 40n ? "a longer number" : String(n),
        })
      }
      return Number(n)
    },
  }
}

/** An integer of any size. */
export function bigInteger(name: string, meaning: string, min?: bigint): Parameter<bigint> {
  const words = min === undefined ? "an integer" : `an integer, at least ${min}`
  return {
    name,
    meaning,
    domain: words,
    optional: false,
    read(value) {
      const n = integerOf(value)
      if (n !== undefined && min !== undefined && n < min)
        throw new EngineError("domain", `${name} is ${words}.`, { given: String(n) })
      return n
    },
  }
}

export function rationalNumber(name: string, meaning: string): Parameter<Rational> {
  return { name, meaning, domain: "a rational number", optional: false, read: rationalOf }
}

/** T: coefficients of exponents below T. */
export function order(meaning = "the result is known below this exponent", name = "T"): Parameter<number> {
  return integer(name, meaning, { min: 0, max: 1_000_000_000, keywords: ["order"] })
}

/** The name of the series' variable. */
export function variable(name = "q", meaning = "the variable"): Parameter<string> {
  return {
    name,
    meaning,
    domain: "a name, such as q",
    optional: false,
    keywords: ["variable"],
    read: (value) => (value.kind === "expr" && value.isSymbol() ? value.name : undefined),
  }
}

export interface Base {
  readonly variable: string
  readonly power: Exponent
}

/** q, or q^k with k > 0. */
export function base(name = "q", meaning = "the base, a power of the variable"): Parameter<Base> {
  return {
    name,
    meaning,
    domain: "a name or a positive power of one, such as q or q^3",
    optional: false,
    keywords: ["base"],
    read: basePower,
  }
}

/** A series or an expression that can be expanded into one. */
export function series(name = "f", meaning = "the series"): Parameter<QSeries | QExpr> {
  return { name, meaning, domain: "a series, or an expression that has one", optional: false, read: seriesLike }
}

/** A symbolic expression, numbers and names included; an exact series counts as the polynomial it is. */
export function expression(name: string, meaning: string): Parameter<QExpr> {
  return {
    name,
    meaning,
    domain: "an expression",
    optional: false,
    read: (value) => (value.kind === "expr" ? value : undefined),
  }
}

export function anyValue(name: string, meaning: string, domain = "any value"): Parameter<Value> {
  return { name, meaning, domain, optional: false, read: (value) => value }
}

/** infinity, or an integer from min on. */
export function integerOrInfinity(name: string, meaning: string, min?: number): Parameter<number> {
  const finite = integer(name, meaning, min === undefined ? {} : { min })
  return {
    name,
    meaning,
    domain: `${finite.domain}, or infinity`,
    optional: false,
    read: (value, context) => (value.kind === "expr" && value.isInfinity() ? Infinity : finite.read(value, context)),
  }
}

export function infinityWord(name = "infinity"): Parameter<true> {
  return {
    name,
    meaning: "the infinite product",
    domain: "infinity",
    optional: false,
    read: (value) => (value.kind === "expr" && value.isInfinity() ? true : undefined),
  }
}

/** One of a few words: yes, list, prodid. */
export function word<W extends string>(name: string, meaning: string, words: readonly W[]): Parameter<W> {
  return {
    name,
    meaning,
    domain: words.join(" or "),
    optional: false,
    read(value) {
      const given = wordOf(value)
      return words.find((w) => w === given)
    },
  }
}

/** A list whose items the inner parameter reads. */
export function list<T>(inner: Parameter<T>, name: string, meaning: string, minimum = 0): Parameter<readonly T[]> {
  return {
    name,
    meaning,
    domain: `a list, each item ${inner.domain}`,
    optional: false,
    read(value, context) {
      if (value.kind !== "list") return undefined
      const items: T[] = []
      for (const item of value.items) {
        const read = inner.read(item, context)
        if (read === undefined) return undefined
        items.push(read)
      }
      if (items.length < minimum)
        throw new EngineError("domain", `${name} is a list of at least ${minimum} items.`, {
          given: `${items.length} items`,
        })
      return items
    },
  }
}

/** Items of a list or a set. */
export function collection<T>(inner: Parameter<T>, name: string, meaning: string): Parameter<readonly T[]> {
  const asList = list(inner, name, meaning)
  return {
    ...asList,
    domain: `a list or set, each item ${inner.domain}`,
    read: (value, context) => asList.read(value.kind === "set" ? new List(value.items) : value, context),
  }
}

/** A list of positive integers in any order, read in descending order. */
export function partition(name = "ptn", meaning = "the parts, in any order"): Parameter<readonly number[]> {
  return {
    name,
    meaning,
    domain: "a partition: a list of positive integers",
    optional: false,
    read(value) {
      if (value.kind !== "list") return undefined
      const parts = value.items.map(integerOf)
      if (parts.some((p) => p === undefined)) return undefined
      const bad = parts.find((p) => p !== undefined && (p < 1n || p > 9_007_199_254_740_991n))
      if (bad !== undefined)
        throw new EngineError("domain", "The parts of a partition are positive integers.", { given: `the part ${bad}` })
      return parts.map(Number).sort((a, b) => b - a)
    },
  }
}

export function integerList(name: string, meaning: string): Parameter<readonly number[]> {
  return list(integer(name, meaning), name, meaning)
}

/** The same argument, that may be left out; then it is undefined. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { ...withoutDefault(parameter), optional: true }
}

function withoutDefault<T>({ defaultValue: _, ...parameter }: Parameter<T>): Parameter<T> {
  return parameter
}

/** The same argument with a default, given in the notebook's syntax for help and as a value. */
export function withDefault<T>(parameter: Parameter<T>, text: string, value: T): Parameter<T> {
  return { ...parameter, optional: true, defaultText: text, defaultValue: () => value }
}

/** All further arguments, as one array. */
export function rest<T>(parameter: Parameter<T>): Parameter<readonly T[]> {
  return {
    ...parameter,
    optional: true,
    rest: true,
    defaultValue: () => [],
    read(value, context) {
      const item = parameter.read(value, context)
      return item === undefined ? undefined : [item]
    },
  }
}
