import { functionData, type FunctionData } from "../contract/declaration"

/** The declarations that the build extracts from the engine; a tree that was never built has none, and help is then empty. */
const generated = import.meta.glob<Readonly<Record<string, unknown>>>("../language/generated/functions.ts", {
  eager: true,
})

export const functions: readonly FunctionData[] = Object.values(generated)
  .flatMap((module) => Object.values(module))
  .flatMap((value): FunctionData[] => (Array.isArray(value) ? value.map((entry) => functionData.parse(entry)) : []))
