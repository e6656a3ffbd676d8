// Writes the data of every declaration for the editor and the help panel: app/engine/functions -> app/language/generated/functions.ts
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { rolldown } from "rolldown"

const root = fileURLToPath(new URL("..", import.meta.url))
const target = join(root, "app/language/generated/functions.ts")

/** The declarations' data, sorted by name. The registry is bundled and imported; the addon is not loaded. */
export async function declarations() {
  const folder = mkdtempSync(join(tmpdir(), "durfee-functions-"))
  try {
    const bundle = await rolldown({
      input: join(root, "app/engine/functions/index.ts"),
      platform: "node",
      logLevel: "silent",
    })
    await bundle.write({ file: join(folder, "functions.mjs"), format: "esm", codeSplitting: false })
    await bundle.close()
    const { registry, declarationData } = await import(pathToFileURL(join(folder, "functions.mjs")).href)
    const data = registry.all().map(declarationData)
    return data.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of the generated module. */
export async function generateFunctions() {
  const data = await declarations()
  const entries = data.map((entry) => `  ${JSON.stringify(entry)},\n`).join("")
  return (
    "// Written by setup/generate-functions.mjs from the declarations in app/engine/functions.\n" +
    'import type { FunctionData } from "../../contract"\n\n' +
    `export const functions: readonly FunctionData[] = [\n${entries}]\n`
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(root, "app/language/generated"), { recursive: true })
  writeFileSync(target, await generateFunctions())
}
