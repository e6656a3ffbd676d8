import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "rolldown"

/**
 * Bundles TypeScript entries for tests that start real processes. Returns the folder, with a file `<name>.js` for each entry, and a function
 * that removes it.
 */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<{ folder: string; remove(): void }> {
  const digest = createHash("sha256").update(JSON.stringify(entries)).digest("hex").slice(0, 8)
  const folder = mkdtempSync(join(tmpdir(), `durfee-test-${digest}-`))
  writeFileSync(join(folder, "package.json"), '{"type":"module"}')
  await build({
    input: { ...entries },
    platform: "node",
    logLevel: "silent",
    output: { dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
