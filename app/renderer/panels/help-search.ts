import MiniSearch from "minisearch"
import type { FunctionData } from "../../contract/declaration"

export interface HelpIndex {
  search(query: string): readonly FunctionData[]
}

/** Full text of the declarations: names weigh most, then aliases and Maple's names, then sentences and examples. */
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
      text: [entry.family, entry.source, ...entry.examples.map((example) => example.input)].join(" "),
    })),
  )
  return {
    search: (query) => index.search(query).flatMap(({ id }) => functions[Number(id)] ?? []),
  }
}
