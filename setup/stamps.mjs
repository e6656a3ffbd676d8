// Knows whether a product of the build is newer than what it was made from: a hash over names, sizes and contents of its sources.
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { root } from "./steps.mjs"

const folder = join(root, "build", "stamps")

function* filesBelow(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return
  if (stats.isFile()) {
    yield path
    return
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === "node_modules" || entry.name === "build") continue
    yield* filesBelow(join(path, entry.name))
  }
}

/** Hash of all files below the given paths (relative to the project) and of extra words such as versions. */
export function fingerprint(paths, words = []) {
  const hash = createHash("sha256")
  for (const path of paths)
    for (const file of filesBelow(join(root, path))) {
      hash.update(`${relative(root, file)}\0`)
      hash.update(readFileSync(file))
      hash.update("\0")
    }
  for (const word of words) hash.update(`${word}\0`)
  return hash.digest("hex")
}

/** True when `name` was last made from exactly these sources and its products are all there. */
export function isFresh(name, print, products = []) {
  const file = join(folder, name)
  return (
    existsSync(file) &&
    readFileSync(file, "utf8") === print &&
    products.every((product) => existsSync(join(root, product)))
  )
}

export function remember(name, print) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), print)
}
