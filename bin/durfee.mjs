#!/usr/bin/env node
// The command line: builds what is stale, speaking on standard error only, then hands over to build/node/cli.js. In an installed copy there is
// nothing to build.
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write(`Durfee needs Node 20 or newer; this is Node ${process.versions.node}.\n`)
  process.exit(1)
}
const setup = join(root, "setup", "build.mjs")
if (existsSync(setup)) {
  const { ensureSystemPackages } = await import(pathToFileURL(join(root, "setup", "system-packages.mjs")).href)
  const { ensureDependencies } = await import(pathToFileURL(join(root, "setup", "dependencies.mjs")).href)
  const { build } = await import(pathToFileURL(setup).href)
  await ensureSystemPackages({ browser: false })
  await ensureDependencies()
  await build(["native", "node"])
}
await import(pathToFileURL(join(root, "build", "node", "cli.js")).href)
