// Electron's binary: whether it is there, and fetching it once.
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root, run, say } from "./steps.mjs"
import { isFresh, remember } from "./stamps.mjs"

const folder = join(root, "node_modules", "electron")

/** Path of Electron's program, or null when the package is there without its binary. */
export function electronProgram() {
  const pathFile = join(folder, "path.txt")
  if (!existsSync(pathFile)) return null
  const program = join(folder, "dist", readFileSync(pathFile, "utf8"))
  return existsSync(program) ? program : null
}

function version() {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version
}

/** True when fetching this version was tried before and did not succeed. */
export function fetchFailedBefore() {
  return isFresh("electron-fetch-failed", version())
}

/** The address from which the package's own installer would fetch, as far as it can be asked for. */
async function reachable() {
  const base = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? "https://github.com"
  try {
    await fetch(base, { method: "HEAD", signal: AbortSignal.timeout(10_000), redirect: "manual" })
    return true
  } catch {
    return false
  }
}

/** Tries once to fetch Electron's binary; says in one line what happened and remembers a failure. */
export async function fetchElectron() {
  const answer = (await reachable())
    ? await run(process.execPath, [join(folder, "install.js")], { may: true, timeout: 600_000 })
    : { code: 1, output: "its download address could not be reached within 10 seconds" }
  if (electronProgram()) {
    say(`· Electron ${version()} was fetched; the desktop window is available`)
    return true
  }
  const why =
    answer.output
      .trim()
      .split("\n")
      .find((line) => /error|reach|refused|timed out|ENOTFOUND/i.test(line)) ?? answer.output.trim().split("\n").pop()
  say(
    `· Electron ${version()} could not be fetched (${why.trim()}); using the browser. Try again with: npm run electron:install`,
  )
  remember("electron-fetch-failed", version())
  return false
}
