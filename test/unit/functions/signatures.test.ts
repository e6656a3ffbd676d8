import { describe, expect, test } from "vitest"
import { EngineError } from "../../../app/engine/errors"
import { declarationData, registry, signatureText } from "../../../app/engine/functions"
import { declare, type Declaration, type Parameter, type Signature } from "../../../app/engine/functions/declare"
import type { Argument, Value } from "../../../app/engine/values"
import { sampleArgument } from "../../support/sample-arguments"
import { Worksheet, valueText } from "../../oracle/harness"

/*
 * Every way to call every function, from the declarations: all arguments, optional ones left out from the last on, each optional one by its
 * keyword. A call gives a value of the kind that the signature promises, or one of the declared error sentences.
 */

/** Forms of the language about names, ranges and structure: their arguments are not evaluated before, and test/unit/evaluator calls them. */
const LANGUAGE = new Set(["names", "programs", "lists", "types", "words", "printing", "help"])

const mathematical = registry.all().filter(({ declaration }) => !LANGUAGE.has(declaration.family))

function argument(sheet: Worksheet, fn: string, parameter: Parameter<unknown>, position: number): Argument {
  const text = sampleArgument(fn, parameter)
  if (text === null)
    throw new TypeError(
      `Give test/support/sample-arguments.ts a sample for ${fn}.${parameter.name}: ${parameter.domain}`,
    )
  return { value: sheet.run(text), range: { from: position, to: position + 1 } }
}

/** The names under which an argument by keyword reaches the parameter: its own, and those that no other one has. */
function keywordsOf({ parameters }: Signature, i: number): string[] {
  const p = parameters[i]
  if (p === undefined || p.rest === true || !/^\w+$/.test(p.name)) return []
  const others = new Set(parameters.flatMap((other, j) => (j === i ? [] : [other.name, ...(other.keywords ?? [])])))
  return [p.name, ...(p.keywords ?? [])].filter((keyword) => !others.has(keyword))
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]

/** The numbers next to the bounds of a domain, outside. */
function beyondBounds({ domain, rest }: Parameter<unknown>): string[] {
  const bounds = /^an integer(?: from (-?\d+) to (-?\d+)|, at least (-?\d+)|, at most (-?\d+))$/.exec(domain)
  if (bounds === null || rest === true) return []
  const [, from, to, least, most] = bounds
  const below = [from, least].flatMap((n) => (n === undefined ? [] : [String(BigInt(n) - 1n)]))
  const above = [to, most].flatMap((n) => (n === undefined ? [] : [String(BigInt(n) + 1n)]))
  return [...below, ...above]
}

function refusal(call: () => unknown): EngineError | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
}

const KINDS: readonly (readonly [RegExp, readonly Value["kind"][]])[] = [
  [/^a list|^\[|^list|^two lists/, ["list"]],
  [/^a set/, ["set"]],
  [/^an? (integer|quotient|product|eta quotient|symbol|prime|number|expression)/, ["expr", "series"]],
  [/^a series/, ["series", "expr"]],
  [/^(1 or 0|1 or -1|-1, 0 or 1)/, ["expr"]],
  [/^a picture/, ["picture"]],
  [/^a partition/, ["list"]],
  [/^the symbolic function|^an exact product/, ["expr"]],
]

/** What is wrong with the answer to a call; null when it is a value of the promised kind or a declared refusal. */
function complaint(
  declaration: Declaration,
  signature: Signature,
  args: readonly Argument[],
  sheet: Worksheet,
): string | null {
  const single = declare({ ...declaration, signatures: [signature] })
  try {
    const value = single.call(args, sheet.evaluator.context)
    const kinds = KINDS.find(([pattern]) => pattern.test(signature.returns))?.[1]
    return kinds === undefined || kinds.includes(value.kind)
      ? null
      : `${value.kind} ${valueText(value).slice(0, 60)}, not ${signature.returns}`
  } catch (error) {
    if (!(error instanceof EngineError)) return `internal: ${String(error)}`
    const declared = declarationData(single).errors.some((sentence) =>
      error.message.includes(sentence.replace(/\.$/, "")),
    )
    return declared ? null : `${error.code}: ${error.message} | ${error.details.given ?? ""}`
  }
}

describe.each(mathematical.map((f) => [f.name, f] as const))("%s", (name, { declaration }) => {
  test.each(declaration.signatures.map((s) => [signatureText(name, s), s] as const))("%s", (_text, signature) => {
    const sheet = new Worksheet()
    const { parameters } = signature
    const all = parameters.map((p, i) => argument(sheet, name, p, i))
    for (let count = 0; count <= all.length; count++) {
      if (parameters.slice(count).every((p) => p.optional))
        expect(complaint(declaration, signature, all.slice(0, count), sheet), `${count} arguments`).toBeNull()
    }
    parameters.forEach((p, i) => {
      if (p.rest === true) return
      // One by keyword, and, when it may be left out, the later ones by keyword without it.
      for (const keyword of keywordsOf(signature, i)) {
        const keyed = all.map((a, j) => (i === j ? { ...a, keyword } : a))
        expect(complaint(declaration, signature, keyed, sheet), `by keyword ${keyword}`).toBeNull()
      }
      const later = all.slice(i + 1).map((a, j) => ({ a, keyword: keywordsOf(signature, i + 1 + j)[0] }))
      if (!p.optional || later.some(({ keyword }) => keyword === undefined)) return
      const without = [...all.slice(0, i), ...later.map(({ a, keyword }) => ({ ...a, keyword: keyword ?? "" }))]
      expect(complaint(declaration, signature, without, sheet), `without ${p.name}`).toBeNull()
    })
  })

  // A number one beyond its bounds, in its place in an otherwise valid call.
  test("says the rule, what was given and the usage beyond each bound", () => {
    for (const signature of declaration.signatures) {
      const sheet = new Worksheet()
      const single = declare({ ...declaration, signatures: [signature] })
      const all = signature.parameters.map((p, i) => argument(sheet, name, p, i))
      signature.parameters.forEach((p, i) => {
        for (const beyond of beyondBounds(p)) {
          const args = all.map((a, j) => (i === j ? { ...a, value: sheet.run(beyond) } : a))
          const refused = refusal(() => single.call(args, sheet.evaluator.context))
          expect(refused?.message, `${p.name} = ${beyond}`).toBe(
            `The ${ORDINALS[i]} argument of ${name}, ${p.name}, is ${p.domain}.`,
          )
          expect([refused?.code, refused?.details.given, refused?.details.help]).toEqual(["domain", beyond, name])
          // Another way to call the function may take it; when none does, the bound is what is said.
          const altogether = refusal(() => declare(declaration).call(args, sheet.evaluator.context))
          if (altogether !== undefined) expect(altogether.message).toBe(refused?.message)
        }
      })
    }
  })

  test("answers to its aliases", () => {
    for (const alias of declaration.aliases ?? []) expect(registry.lookup(alias)?.name).toBe(name)
  })
})
