import { readFileSync } from "node:fs"
import { join } from "node:path"
import { format } from "prettier"
import { describe, expect, test } from "vitest"
import { QSession } from "../../../app/engine"
import { declarationData, registry } from "../../../app/engine/functions"

const root = join(import.meta.dirname, "../../..")

interface Generator {
  readonly OWN_NAMES: ReadonlySet<string>
  libraryTypes(declarations: readonly ReturnType<typeof declarationData>[], ownNames: ReadonlySet<string>): string
}

async function generator(): Promise<Generator> {
  const path = join(root, "setup/generate-library-types.mjs")
  return (await import(path)) as Generator
}

const KINDS: Readonly<Record<string, string>> = {
  QSeries: "series",
  QExpr: "expr",
  List: "list",
  BooleanValue: "boolean",
}

describe("the library's types", () => {
  test("are those of the declarations", async () => {
    const { libraryTypes, OWN_NAMES } = await generator()
    const written = readFileSync(join(root, "app/engine/generated/functions.ts"), "utf8")
    const settings = { parser: "typescript", semi: false, printWidth: 120, trailingComma: "all" } as const
    const fresh = await format(libraryTypes(registry.all().map(declarationData), OWN_NAMES), settings)
    // "node setup/generate-library-types.mjs" writes it anew.
    expect(await format(written, settings)).toBe(fresh)
  })

  test("promise the kinds of values that the examples give", { timeout: 120_000 }, async () => {
    const { libraryTypes, OWN_NAMES } = await generator()
    const wrong: string[] = []
    for (const declared of registry.all()) {
      const { name, examples } = declared.declaration
      if (OWN_NAMES.has(name)) continue
      const text = libraryTypes([declarationData(declared)], OWN_NAMES)
      const promised = new Set([...text.matchAll(/\): (\w+)$/gm)].map((match) => match[1] as string))
      if (promised.has("Value")) continue
      const allowed = [...promised].map((type) => KINDS[type])
      for (const { input } of examples) {
        if (!new RegExp(`^${name}\\([^:;]*\\)$`).test(input)) continue
        using session = new QSession()
        const { kind } = session.evaluate(`${input};`)
        if (!allowed.includes(kind)) wrong.push(`${input} is of kind ${kind}, promised ${[...promised].join(" or ")}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
