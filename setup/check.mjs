// npm run check: what can be seen without running anything: types, lint, boundaries between rooms, formatting.
import { join } from "node:path"
import { ensureDependencies } from "./dependencies.mjs"
import { root, run, say } from "./steps.mjs"

const bin = (name) => join(root, "node_modules", ".bin", name)
const checks = [
  ["types", bin("tsc"), ["-b"]],
  ["lint", bin("eslint"), ["app", "test", "setup", "bin", "--max-warnings=0"]],
  ["boundaries", bin("depcruise"), ["app", "--config", "test/boundaries.config.cjs"]],
  ["format", bin("prettier"), ["--check", "."]],
]

await ensureDependencies()
let failed = 0
for (const [name, command, args] of checks) {
  const { code, output } = await run(command, args, { may: true })
  say(`· ${name}: ${code === 0 ? "fine" : "\n" + output.trimEnd()}`)
  if (code !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
