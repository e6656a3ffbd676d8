// node_modules as the lock file has it.
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { npm, root, step } from "./steps.mjs"

/** Runs `npm ci` when the lock file is newer than what is installed. */
export async function ensureDependencies() {
  const installed = join(root, "node_modules", ".package-lock.json")
  const lock = join(root, "package-lock.json")
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  await step("installing packages (npm ci)", () => npm(["ci", "--no-audit", "--no-fund"]))
}
