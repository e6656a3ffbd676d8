import { declare, type DeclaredFunction, type Signature } from "../declare"

/** A function of the language itself: what its declaration says beyond what all of them share. */
export interface Entry {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly family: "lists" | "names" | "types" | "printing" | "programs" | "words"
  readonly summary: string
  readonly definition: string
  readonly signatures: readonly Signature[]
  readonly examples?: readonly (readonly [input: string, result: string])[]
  readonly seeAlso?: readonly string[]
}

const SOURCE = "Maple's function of this name"

export function builtin({ examples = [], ...entry }: Entry): DeclaredFunction {
  return declare({
    precision: "Exact.",
    source: SOURCE,
    ...entry,
    examples: examples.map(([input, result]) => ({ input, result, source: "read off the definition" })),
  })
}
