import type { FunctionData, SignatureData, SourceRange } from "../../contract"
import { caretContext } from "./scan"

export interface SignatureHelp {
  readonly function: FunctionData
  /** Each as text, in the declaration's order. */
  readonly signatures: readonly string[]
  /** The first signature with room for the argument at the caret. */
  readonly active: number
  /** The argument at the caret, from 0. */
  readonly argument: number
  /** The parameter's name, domain and meaning; null beyond the last. */
  readonly parameter: { readonly name: string; readonly domain: string; readonly meaning: string } | null
  /** From the function's name to its bracket. */
  readonly range: SourceRange
}

/** aqprod(a, q, n[, T]), sift(s[, q], n, k[, T]): each parameter that may be left out stands in brackets of its own. */
export function signatureText(name: string, signature: SignatureData): string {
  const parts = signature.parameters.map((parameter, i) => {
    const piece = (i === 0 ? "" : ", ") + parameter.name + (parameter.rest === true ? ", …" : "")
    return parameter.default === undefined ? piece : `[${piece}]`
  })
  return `${name}(${parts.join("")})`
}

export function findFunction(name: string, functions: readonly FunctionData[]): FunctionData | undefined {
  return functions.find((each) => each.name === name) ?? functions.find((each) => each.aliases.includes(name))
}

/** How many arguments a signature takes; an open end for those that take any number more. */
export function arity({ parameters }: SignatureData): { readonly least: number; readonly most: number } {
  const rest = parameters.some((each) => each.rest === true)
  const needed = parameters.filter((each) => each.default === undefined && each.rest !== true).length
  return { least: needed, most: rest ? Infinity : parameters.length }
}

/** The signatures of the call around the caret, and which argument the caret is in; null outside calls of declared functions. */
export function signatureHelp(text: string, at: number, functions: readonly FunctionData[]): SignatureHelp | null {
  const { inside, calls } = caretContext(text, at)
  if (inside === "comment") return null
  for (const call of [...calls].reverse()) {
    if (call.name === null) continue
    const found = findFunction(call.name, functions)
    if (found === undefined) return null
    const active = Math.max(
      0,
      found.signatures.findIndex((each) => call.commas < arity(each).most),
    )
    const parameters = found.signatures[active]?.parameters ?? []
    const parameter = parameters[call.commas] ?? (parameters.at(-1)?.rest === true ? parameters.at(-1) : undefined)
    const name = call.name
    return {
      function: found,
      signatures: found.signatures.map((each) => signatureText(name, each)),
      active,
      argument: call.commas,
      parameter:
        parameter === undefined ? null : { name: parameter.name, domain: parameter.domain, meaning: parameter.meaning },
      range: { from: call.nameFrom, to: call.openedAt },
    }
  }
  return null
}
