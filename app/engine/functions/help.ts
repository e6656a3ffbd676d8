import { EngineError } from "../errors"
import { NULL } from "../values"
import { type DeclaredFunction, declare, signature, signatureText } from "./declare"
import { wordOf } from "./inputs"
import type { Registry } from "./registry"

/** A function's entry as lines of plain text. */
export function helpText({ declaration }: DeclaredFunction): string {
  const { name, aliases = [], signatures, seeAlso = [], errors = [] } = declaration
  const parameters = new Map<string, string>()
  for (const p of signatures.flatMap((s) => s.parameters)) {
    const fallback =
      p.defaultText !== undefined ? `; ${p.defaultText} when left out` : p.optional ? "; may be left out" : ""
    parameters.set(`${p.name} ${p.domain}`, `  ${p.name}: ${p.meaning}; ${p.domain}${fallback}`)
  }
  const lines = [
    ...signatures.map((s) => `${signatureText(name, s)}  →  ${s.returns}`),
    ...(aliases.length > 0 ? [`also ${aliases.join(", ")}`] : []),
    "",
    declaration.summary,
    ...(parameters.size > 0 ? ["", ...parameters.values()] : []),
    "",
    `Definition (TeX): ${declaration.definition}`,
    `Precision: ${declaration.precision}`,
    ...(declaration.cost === undefined ? [] : [`Cost: ${declaration.cost}`]),
    `Source: ${declaration.source}`,
    "",
    "Examples:",
    ...declaration.examples.flatMap((e) => [`  > ${e.input}`, `  ${e.result}`]),
    ...(errors.length > 0 ? ["", "Refuses:", ...errors.map((e) => `  ${e}`)] : []),
    ...(seeAlso.length > 0 ? ["", `See also: ${seeAlso.join(", ")}`] : []),
  ]
  return lines.join("\n")
}

/** How many functions a topic lists. */
const MOST_LISTED = 20

/** The functions that a word is about, a line each; undefined when there are none. */
function topicText(word: string, registry: Registry): string | undefined {
  const found = registry.about(word)
  if (found.length === 0) return undefined
  const lines = found.slice(0, MOST_LISTED).map(({ declaration: { name, summary } }) => `  ${name}: ${summary}`)
  const more = found.length > MOST_LISTED ? [`  and ${found.length - MOST_LISTED} more: write a longer word.`] : []
  return [`${word} is no function's name. Functions about it:`, ...lines, ...more].join("\n")
}

/** help(name): prints the entry. The registry is asked when it is called, since help is one of its functions. */
export function helpFunction(registry: () => Registry): DeclaredFunction {
  return declare({
    name: "help",
    family: "help",
    summary:
      "Prints the entry of a function: how to call it, what it computes, its source and its examples; of another word, the functions that are about it. ?name does the same.",
    definition: "\\text{name} \\mapsto \\text{its entry in the reference manual}",
    source: "the functions' declarations",
    precision: "Exact.",
    signatures: [
      signature(
        [
          {
            name: "name",
            meaning: "a function's name or alias, or a word",
            domain: "a name or a string",
            optional: false,
            read: (value) => wordOf(value),
          },
        ],
        "nothing; the entry is printed",
        ([name], context) => {
          const found = registry().lookup(name)
          const text = found === undefined ? topicText(name, registry()) : helpText(found)
          if (text === undefined) {
            const near = registry().suggest(name)
            throw new EngineError("name", "help knows the names of functions and the words of their summaries.", {
              given: name,
              hint: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "The help panel lists all functions.",
              argument: 0,
            })
          }
          context.print(text)
          return NULL
        },
      ),
    ],
    examples: [
      { input: "nops([help(etaq)])", result: "0", source: "the entry is printed, the value is NULL" },
      { input: "nops([help(crank)])", result: "0", source: "the functions about cranks are listed" },
      { input: 'nops([help("partition_count")])', result: "0", source: "aliases have the entry of their function" },
    ],
    seeAlso: [],
    errors: ["help knows the names of functions and the words of their summaries."],
  })
}
