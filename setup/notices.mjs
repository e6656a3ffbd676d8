// Writes THIRD-PARTY-NOTICES.md: every package that is bundled into the program, with its licence text, and the native libraries.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { root } from "./steps.mjs"

/** Packages that the lock file marks as needed at run time. */
function runtimePackages() {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev && !entry.optional && !entry.peer)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path, "package.json")))
    .sort()
}

function licenceText(path) {
  const file = readdirSync(join(root, path)).find((name) => /^(licen[cs]e|copying|ofl)/i.test(name))
  return file ? readFileSync(join(root, path, file), "utf8").trim() : null
}

export function notices() {
  const parts = [
    "# Third-party notices",
    "Durfee's own code is under the MIT licence (LICENSE). It is built with the following works; each keeps its own licence.",
    "## Native libraries",
    "GMP (LGPL-3.0-or-later or GPL-2.0-or-later, <https://gmplib.org/>), MPFR (LGPL-3.0-or-later, <https://www.mpfr.org/>), FLINT with Arb, Calcium and Antic (LGPL-2.1-or-later; from 3.0 LGPL-3.0-or-later, <https://flintlib.org/>) are linked dynamically, so that each can be replaced. Packages that carry them put their licence texts beside them.",
    "## Packages",
  ]
  for (const path of runtimePackages()) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"))
    const text = licenceText(path)
    parts.push(`### ${name} ${version} (${license})`)
    if (text) parts.push(["```text", text.replaceAll("```", "'''"), "```"].join("\n"))
  }
  return `${parts.join("\n\n")}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(join(root, "THIRD-PARTY-NOTICES.md"), notices())
