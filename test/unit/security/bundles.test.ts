import { existsSync, readFileSync, readdirSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"

/** What the built programs hold, which is what ships. `npm test` builds them first. */
const build = join(import.meta.dirname, "../../../build")
const nameOf = (file: string): string => relative(build, file)

/** Modules that a bundle imports, its chunks followed, by the file that imports them. */
function importsOf(entry: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true)
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith(".")) visit(join(dirname(file), fileName))
      else found.set(fileName, [...(found.get(fileName) ?? []), nameOf(file)])
    }
  }
  visit(join(build, entry))
  return found
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(build, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|cjs|css|html|json|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

describe("a session host", () => {
  // No network, no other process: a notebook is a program, and this is all it runs in.
  const allowed = ["fs", "os", "path", "url", "v8", "vm", "worker_threads"].map((name) => `node:${name}`)

  test.each(["node/host.js", "node/evaluator-thread.js"])("%s imports these modules of Node and no others", (entry) => {
    const imports = importsOf(entry)
    expect(imports.size).toBeGreaterThan(1)
    expect([...imports.keys()].filter((name) => !allowed.includes(name))).toEqual([])
  })

  test("makes threads in its entry only", () => {
    expect(importsOf("node/evaluator-thread.js").get("node:worker_threads")).toEqual(["node/evaluator-thread.js"])
    expect(importsOf("node/host.js").get("node:worker_threads")).toEqual(["node/host.js"])
  })

  test("the check sees a forbidden import", () => {
    expect([...importsOf("node/browser.js").keys()]).toEqual(
      expect.arrayContaining(["child_process"].map((name) => `node:${name}`)),
    )
  })
})

describe("everything that ships", () => {
  // Names of markup languages and of schemas, and what libraries say in their errors and examples: never fetched.
  const names = /^https?:\/\/(www\.w3\.org|json-schema\.org|react\.dev|127\.0\.0\.1|notebook)\b|^https:\/\/exa$/

  // The page's comments are gone; on the other side an address counts where a text begins with it.
  test.each([
    ["renderer", /()(https?:\/\/[a-z0-9][a-z0-9.-]*)/gi],
    ["node", /(["'`])(https?:\/\/[a-z0-9][a-z0-9.-]*)/gi],
    ["electron", /(["'`])(https?:\/\/[a-z0-9][a-z0-9.-]*)/gi],
  ])("%s addresses no other machine", (folder, pattern) => {
    const found = filesBelow(folder).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(pattern)].map(([, , address]) => address ?? ""),
    )
    expect([...new Set(found)].filter((address) => !names.test(address))).toEqual([])
  })

  test("does not update itself, and runs no text", () => {
    for (const folder of ["renderer", "node", "electron"])
      for (const file of filesBelow(folder)) {
        const text = readFileSync(file, "utf8")
        expect([nameOf(file), /electron-updater|autoUpdater|Squirrel/.test(text)]).toEqual([nameOf(file), false])
      }
    for (const file of filesBelow("renderer")) {
      const text = readFileSync(file, "utf8")
      expect([nameOf(file), /\bnew Function\(/.test(text)]).toEqual([nameOf(file), false])
    }
  })

  test("the page is one document that loads only files beside it", () => {
    const html = readFileSync(join(build, "renderer/index.html"), "utf8")
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? "")
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) expect(existsSync(join(build, "renderer", address))).toBe(true)
    expect(html).not.toMatch(/<script(?![^>]*src=)/)
  })
})
