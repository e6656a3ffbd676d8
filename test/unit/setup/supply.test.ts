import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "../../..")
const read = <T>(path: string) => JSON.parse(readFileSync(join(root, path), "utf8")) as T

interface Manifest {
  private: boolean
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
interface Lock {
  packages: Record<
    string,
    {
      version: string
      integrity?: string
      resolved?: string
      hasInstallScript?: boolean
      license?: string
      dev?: boolean
    }
  >
}
const manifest = read<Manifest>("package.json")
const lock = read<Lock>("package-lock.json")
const locked = Object.entries(lock.packages).filter(([path]) => path !== "")

test("versions are exact, and the lock has them", () => {
  expect(manifest.private).toBe(true)
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version])
  }
})

test("the packages the reader chose are these", () => {
  expect({ ...manifest.dependencies, ...manifest.devDependencies }).toMatchObject({
    electron: "45.4.1",
    react: "19.3.1",
    "mathjax-full": "3.2.2",
    codemirror: "6.0.2",
    "node-addon-api": "8.9.2",
    "electron-builder": "26.17.0",
    playwright: "1.65.1",
    typescript: "6.0.3",
  })
})

test("every package is pinned by its hash and none by an address", () => {
  for (const [path, entry] of locked) {
    expect([path, entry.integrity]).toEqual([path, expect.stringMatching(/^sha512-/)])
    expect([path, entry.resolved]).toEqual([path, undefined])
  }
})

test("no package that runs a script at installation is needed", () => {
  const scripts = locked.filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => path)
  // Only used on Windows, where it prepares an installer kind that we do not make; scripts are off in .npmrc.
  expect(scripts.filter((path) => !/electron-winstaller|fsevents/.test(path))).toEqual([])
})

test("licences are permissive, or used for development only", () => {
  const permissive =
    /^\(?(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|OFL-1\.1|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0|WTFPL|CC-BY-[34]\.0|MIT-0)( (OR|AND) [A-Za-z0-9.-]+)*\)?$/
  for (const [path, entry] of locked)
    if (entry.dev !== true && entry.license !== undefined)
      expect([path, entry.license]).toEqual([path, expect.stringMatching(permissive)])
})

test("there is one copy each of what must not be doubled", () => {
  for (const name of ["react", "react-dom", "@codemirror/state", "@codemirror/view", "@lezer/common", "zod"])
    expect([name, locked.filter(([path]) => path.endsWith(`node_modules/${name}`)).length]).toEqual([name, 1])
})

test("what ships is imported by the program", () => {
  const sources = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  for (const name of Object.keys(manifest.dependencies))
    expect([name, sources.some((text) => new RegExp(`["']${name}[/"']`).test(text))]).toEqual([name, true])
})
