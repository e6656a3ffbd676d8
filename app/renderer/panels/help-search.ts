import MiniSearch from "minisearch"
import type { FunctionData } from "../../contract/declaration"

export interface HelpIndex {
  search(query: string): readonly FunctionData[]
}

/** All words of a declaration that a reader may look for, but its formula's TeX. */
function wordsOf(entry: FunctionData): string {
  const parameters = entry.signatures.flatMap(({ parameters, returns }) => [
    returns,
    ...parameters.flatMap(({ name, meaning, domain }) => [name, meaning, domain]),
  ])
  const examples = entry.examples.flatMap(({ input, source }) => [input, source])
  const facts = [entry.family, entry.source, entry.precision, entry.cost ?? ""]
  return [...facts, ...new Set(parameters), ...entry.errors, ...examples].join(" ")
}

/** Full text of the declarations: names weigh most, then aliases and Maple's names, then the summary, then everything else. */
export function helpIndex(functions: readonly FunctionData[]): HelpIndex {
  const index = new MiniSearch<{
    id: number
    name: string
    aliases: string
    summary: string
    text: string
  }>({
    fields: ["name", "aliases", "summary", "text"],
    searchOptions: {
      prefix: true,
      fuzzy: 0.2,
      boost: { name: 8, aliases: 5, summary: 2 },
    },
  })
  index.addAll(
    functions.map((entry, id) => ({
      id,
      name: entry.name,
      aliases: [...entry.aliases, entry.mapleName ?? ""].join(" "),
      summary: entry.summary,
      text: wordsOf(entry),
    })),
  )
  return {
    search: (query) => index.search(query).flatMap(({ id }) => functions[Number(id)] ?? []),
  }
}
