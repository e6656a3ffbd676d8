import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { registry } from "../../../app/engine/functions"

interface Generators {
  generateFunctions(): Promise<string>
  generateReference(): Promise<Map<string, string>>
}

async function generators(): Promise<Generators> {
  const functions = (await import(new URL("../../../setup/generate-functions.mjs", import.meta.url).href)) as Pick<
    Generators,
    "generateFunctions"
  >
  const reference = (await import(new URL("../../../setup/generate-reference.mjs", import.meta.url).href)) as Pick<
    Generators,
    "generateReference"
  >
  return { ...functions, ...reference }
}

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8")

test("the editor's table of functions is what the declarations say", async () => {
  const { generateFunctions } = await generators()
  expect(
    read("app/language/generated/functions.ts") === (await generateFunctions()),
    "run node setup/generate-functions.mjs",
  ).toBe(true)
})

test("the reference manual is what the declarations say, with every formula typeset", async () => {
  const { generateReference } = await generators()
  const pages = await generateReference()
  const text = [...pages.values()].join("\n")
  for (const { name } of registry.all()) expect(text).toContain(`<h2 id="${name}">`)
  for (const [file, page] of pages) {
    const path = `docs/reference/${file}`
    expect(
      existsSync(new URL(`../../../${path}`, import.meta.url)) && read(path) === page,
      `${path}: run node setup/generate-reference.mjs`,
    ).toBe(true)
  }
})
