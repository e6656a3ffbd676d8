import type { ExampleData, FunctionData } from "../../contract"
import { EngineError } from "../errors"
import type { Argument, CallContext, Callable, Value } from "../values"
import { describe } from "./describe"

/*
 * One declaration per function of the language. Dispatch, argument errors, completion, help, the library's methods, the reference
 * manual and the tests of every example are read off it.
 *
 * A call is matched against the signatures in their order. An argument goes to a parameter by its place, or by keyword
 * (`order = 100`, the parameter's name or one of its keywords). The first signature that reads every argument computes.
 */

/** Reads one argument: its TypeScript shape, how to check it, and the words for its domain. */
export interface Parameter<T> {
  readonly name: string
  /** Names beside `name` under which a keyword argument reaches this parameter. */
  readonly keywords?: readonly string[]
  readonly domain: string
  readonly meaning: string
  readonly optional: boolean
  /** The default in the notebook's syntax, for help. */
  readonly defaultText?: string
  /** Takes all further arguments, each read by itself; its value is their array. */
  readonly rest?: boolean
  /** Takes an equation as such: series(f, q = 0, T) gives q = 0, not the value 0 of an option q. */
  readonly takesEquation?: boolean
  /** Returns undefined when the value is of another type, so that the next signature is tried; throws EngineError("domain") for a value of the right type outside the domain. */
  read(value: Value, context: CallContext): T | undefined
  readonly defaultValue?: () => T
}

export interface Signature {
  readonly parameters: readonly Parameter<unknown>[]
  readonly returns: string
  /** Whether what was read is meant for this way to call the function; when not, the refusal is another signature's. */
  isMeant(args: readonly unknown[]): boolean
  compute(args: readonly unknown[], context: CallContext, ranges: readonly Argument[]): Value
}

export interface Declaration extends Omit<FunctionData, "signatures" | "aliases" | "seeAlso" | "errors" | "examples"> {
  readonly aliases?: readonly string[]
  readonly seeAlso?: readonly string[]
  readonly errors?: readonly string[]
  readonly examples: readonly ExampleData[]
  readonly signatures: readonly Signature[]
}

export interface DeclaredFunction extends Callable {
  readonly declaration: Declaration
}

/** The values of a parameter list: an optional parameter without default may be undefined, a rest parameter is an array. */
export type Values<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

/** One way to call a function, its computation and what it is meant for typed by its parameters. */
export function signature<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  returns: string,
  compute: (args: Values<P>, context: CallContext, given: readonly Argument[]) => Value,
  isMeant: (args: Values<P>) => boolean = () => true,
): Signature {
  return {
    parameters,
    returns,
    compute: (args, context, given) => compute(args as Values<P>, context, given),
    isMeant: (args) => isMeant(args as Values<P>),
  }
}

/** Makes a declaration callable. */
export function declare(declaration: Declaration): DeclaredFunction {
  return {
    name: declaration.name,
    declaration,
    call: (args, context) => dispatch(declaration, args, context),
  }
}

/** "etaq(q, k, T)", optional parameters in brackets. */
export function signatureText(name: string, { parameters }: Signature): string {
  let text = ""
  parameters.forEach((p, i) => {
    const piece = (i === 0 ? "" : ", ") + p.name + (p.rest === true ? ", …" : "")
    text += p.optional ? `[${piece}]` : piece
  })
  return `${name}(${text})`
}

/** What dispatch says of an argument outside its parameter's domain. */
function domainSentences(signatures: readonly Signature[]): string[] {
  return signatures.flatMap((s) => s.parameters.map((p) => `${p.name} is ${p.domain}.`))
}

/** The declaration without its implementation; its error sentences include those about the domains of the parameters. */
export function declarationData({ declaration }: DeclaredFunction): FunctionData {
  const { signatures, aliases, seeAlso, errors, examples, ...rest } = declaration
  return {
    ...rest,
    aliases: [...(aliases ?? [])],
    seeAlso: [...(seeAlso ?? [])],
    errors: [...new Set([...(errors ?? []), ...domainSentences(signatures)])],
    examples: examples.map((e) => ({ ...e })),
    signatures: signatures.map((s) => ({
      returns: s.returns,
      parameters: s.parameters.map((p) => ({
        name: p.name,
        domain: p.domain,
        meaning: p.meaning,
        ...(p.defaultText !== undefined ? { default: p.defaultText } : p.optional ? { default: "" } : {}),
        ...(p.rest === true ? { rest: true } : {}),
      })),
    })),
  }
}

/** Why a signature does not take the arguments; `progress` counts the arguments read before that. */
interface Mismatch {
  readonly progress: number
  readonly error: EngineError
}

/** A value outside its domain was meant for that signature; else the one that took more of the arguments. */
function tellsMore(one: Mismatch, other: Mismatch): boolean {
  const [a, b] = [one, other].map(({ error }) => (error.code === "domain" ? 1 : 0)) as [number, number]
  return a === b ? one.progress > other.progress : a > b
}

function dispatch(declaration: Declaration, args: readonly Argument[], context: CallContext): Value {
  let best: Mismatch | null = null
  const wrongCount = countError(declaration, args)
  if (wrongCount !== null) throw wrongCount
  for (const candidate of declaration.signatures) {
    const bound = bind(declaration, candidate, args, context)
    if ("values" in bound) return candidate.compute(bound.values, context, bound.given)
    if (best === null || tellsMore(bound, best)) best = bound
  }
  throw best?.error ?? new TypeError(`${declaration.name} is declared without a signature`)
}

interface Bound {
  readonly values: unknown[]
  readonly given: readonly Argument[]
}

/** Gives every argument its parameter: keyword arguments by name, the others by place. */
function place(
  declaration: Declaration,
  { parameters }: Signature,
  args: readonly Argument[],
): (Argument | Argument[] | undefined)[] | string {
  const slots: (Argument | Argument[] | undefined)[] = parameters.map((p) => (p.rest === true ? [] : undefined))
  let next = 0
  for (const argument of args) {
    const keyed = keywordOf(argument, parameters)
    if (keyed !== null) {
      if (slots[keyed.index] !== undefined) return `${parameters[keyed.index]?.name ?? ""} is given twice`
      slots[keyed.index] = keyed.argument
      continue
    }
    if (argument.keyword !== undefined) {
      return `${declaration.name} has no option ${argument.keyword}; its options are ${parameters.map((p) => p.keywords?.[0] ?? p.name).join(", ")}`
    }
    while (next < parameters.length && slots[next] !== undefined && parameters[next]?.rest !== true) next++
    if (next >= parameters.length) return countText(declaration.signatures, args.length)
    const slot = slots[next]
    if (Array.isArray(slot)) slot.push(argument)
    else slots[next++] = argument
  }
  return slots
}

function keywordOf(
  argument: Argument,
  parameters: readonly Parameter<unknown>[],
): { index: number; argument: Argument } | null {
  const find = (name: string) =>
    parameters.findIndex((p) => p.rest !== true && (p.name === name || (p.keywords?.includes(name) ?? false)))
  if (argument.keyword !== undefined) {
    const index = find(argument.keyword)
    return index < 0 ? null : { index, argument }
  }
  const { value } = argument
  if (value.kind !== "relation" || value.operator !== "=" || value.left.kind !== "expr") return null
  const index = find(describe(value.left))
  return index < 0 || parameters[index]?.takesEquation === true
    ? null
    : { index, argument: { value: value.right, range: argument.range } }
}

/** The counts of arguments that some signature takes: each from the required ones to all, without end for a rest parameter. */
function counts(signatures: readonly Signature[]): { readonly finite: number[]; readonly endless: number } {
  const finite = new Set<number>()
  let endless = Infinity
  for (const { parameters } of signatures) {
    const required = parameters.filter((p) => !p.optional && p.rest !== true).length
    if (parameters.some((p) => p.rest === true)) endless = Math.min(endless, required)
    else for (let n = required; n <= parameters.length; n++) finite.add(n)
  }
  return { finite: [...finite].filter((n) => n < endless).sort((a, b) => a - b), endless }
}

/** "it takes 3, 4 or 5 arguments, not 6" */
function countText(signatures: readonly Signature[], given: number): string {
  const { finite, endless } = counts(signatures)
  const words = [...finite.map(String), ...(endless === Infinity ? [] : [`at least ${endless}`])]
  const last = words.pop() ?? "no"
  const expected = words.length === 0 ? last : `${words.join(", ")} or ${last}`
  return `it takes ${expected} ${expected === "1" || expected === "at least 1" ? "argument" : "arguments"}, not ${given}`
}

/** More arguments than any signature takes. */
function countError(declaration: Declaration, args: readonly Argument[]): EngineError | null {
  const { finite, endless } = counts(declaration.signatures)
  if (endless !== Infinity || args.length <= Math.max(...finite)) return null
  return new EngineError(
    "argument",
    `${declaration.name} does not take these arguments: ${countText(declaration.signatures, args.length)}.`,
    { hint: `Write ${usageOf(declaration)}.`, help: declaration.name },
  )
}

/** Every way to call a function, each once. */
function usageOf({ name, signatures }: Declaration): string {
  return [...new Set(signatures.map((s) => signatureText(name, s)))].join(" or ")
}

/** `ordr = 100` where no parameter takes an equation: a misspelt option. */
function unknownOption({ name, signatures }: Declaration, value: Value): string | null {
  if (value.kind !== "relation" || value.operator !== "=" || value.left.kind !== "expr" || !value.left.isSymbol())
    return null
  const options = [
    ...new Set(signatures.flatMap((s) => s.parameters.flatMap((p) => p.keywords?.[0] ?? (p.optional ? p.name : [])))),
  ]
  return `${name} has no option ${value.left.toString()}; its options are ${options.join(", ")}.`
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]

/** "The second argument of etaq, k, is an integer, at least 1." */
function placeText(name: string, parameter: Parameter<unknown>, position: number): string {
  return `The ${ORDINALS[position] ?? `${position + 1}th`} argument of ${name}, ${parameter.name}, is ${parameter.domain}.`
}

/** The plain sentence of a parameter's domain says in a call which argument it is about. */
function placed(error: EngineError, name: string, parameter: Parameter<unknown>, position: number): EngineError {
  if (error.message !== `${parameter.name} is ${parameter.domain}.`) return error
  return new EngineError("domain", placeText(name, parameter, position), error.details)
}

function bind(
  declaration: Declaration,
  candidate: Signature,
  args: readonly Argument[],
  context: CallContext,
): Bound | Mismatch {
  const { name } = declaration
  const usage = usageOf(declaration)
  const mismatch = (
    progress: number,
    message: string,
    details: { given?: string; argument?: number } = {},
  ): Mismatch => ({
    progress,
    error: new EngineError("argument", message, { ...details, hint: `Write ${usage}.`, help: name }),
  })
  const slots = place(declaration, candidate, args)
  if (typeof slots === "string") return mismatch(-1, `${name} does not take these arguments: ${slots}.`)
  const values: unknown[] = []
  let progress = 0
  for (const [i, parameter] of candidate.parameters.entries()) {
    const slot = slots[i]
    if (slot === undefined) {
      if (!parameter.optional)
        return mismatch(
          progress,
          `${name} needs its argument ${parameter.name}: ${countText(declaration.signatures, args.length)}.`,
        )
      values.push(parameter.defaultValue?.())
      continue
    }
    const read: unknown[] = []
    for (const argument of Array.isArray(slot) ? slot : [slot]) {
      const position = args.findIndex((a) => a.range === argument.range)
      try {
        const value = parameter.read(argument.value, context)
        if (value === undefined) {
          const option = unknownOption(declaration, argument.value)
          if (option !== null) return mismatch(progress, option, { argument: position })
          const message = placeText(name, parameter, position)
          return mismatch(progress, message, { given: describe(argument.value), argument: position })
        }
        read.push(value)
        progress++
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== "domain") throw error
        return { progress, error: placed(error, name, parameter, position).with({ argument: position, help: name }) }
      }
    }
    values.push(parameter.rest === true ? read.flat() : read[0])
  }
  if (!candidate.isMeant(values)) return mismatch(-1, `${name} does not take these arguments.`)
  return { values, given: args }
}
