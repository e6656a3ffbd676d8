import { parseArgs } from "node:util"

/** A use of the command line that cannot be meant; shown with the command's help, exit status 2. */
export class UsageError extends Error {}

export interface Option {
  readonly type: "boolean" | "string"
  readonly short?: string
}

export interface Given {
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
  readonly positionals: readonly string[]
}

export interface Command {
  readonly help: string
  readonly options: Readonly<Record<string, Option>>
  /** Resolves to the exit status. */
  run(given: Given): Promise<number>
}

/** Reads a command's arguments; everything after "--" is positional. Throws UsageError. */
export function readArguments(args: readonly string[], options: Readonly<Record<string, Option>>): Given {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options },
      allowPositionals: true,
      strict: true,
    })
    const flags = new Set<string>()
    const texts = new Map<string, string>()
    for (const [name, value] of Object.entries(values)) {
      if (value === true) flags.add(name)
      else if (typeof value === "string") texts.set(name, value)
    }
    return { flags, values: texts, positionals }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message.replace(/\. To specify.*$/s, "."))
    throw error
  }
}

/** The value of an option that must be a whole number from `least` on. */
export function wholeNumber(given: Given, name: string, least: number, otherwise: number): number {
  const text = given.values.get(name)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
  throw new UsageError(`--${name} takes a whole number of at least ${least}, not "${text}".`)
}
