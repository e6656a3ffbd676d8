import { readFileSync, readdirSync } from "node:fs"
import { join, relative } from "node:path"
import { expect, test } from "vitest"

// What must not be written anywhere, and what may be written once.
const root = join(import.meta.dirname, "../../..")
const sources = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx|html|css)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ name: relative(root, file), text: readFileSync(file, "utf8") }))

function placesOf(pattern: RegExp, below = "app/"): string[] {
  return sources.filter(({ name, text }) => name.startsWith(below) && pattern.test(text)).map(({ name }) => name)
}

test("the sources were found", () => expect(sources.length).toBeGreaterThan(50))

test("no markup is made from text, and no text is run", () => {
  expect(
    placesOf(
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|DOMParser|createContextualFragment)\b/,
      "app/renderer/",
    ),
  ).toEqual([])
  // The language has a function of that name, so the engine's own texts hold it.
  for (const room of ["app/renderer/", "app/main/", "app/contract/"]) expect(placesOf(/\beval\(/, room)).toEqual([])
  expect(placesOf(/\bnew Function\b|setTimeout\(\s*["'`]/)).toEqual([])
})

test("windows are made in one place, with one set of preferences", () => {
  expect(placesOf(/new (BrowserWindow|WebContentsView|BaseWindow)\b/)).toEqual(["app/main/electron/main.ts"])
  const [main] = sources.filter(({ name }) => name === "app/main/electron/main.ts")
  expect(main?.text.match(/new BrowserWindow\(windowOptions\(/g)?.length).toBe(1)
  expect(
    placesOf(/nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webSecurity: false|webviewTag: true/),
  ).toEqual([])
})

test("pages are listened to in one place", () => {
  expect(placesOf(/\bipcMain\b/).sort()).toEqual(["app/main/electron/main.ts"])
  expect(placesOf(/\bipc\.(on|handle)\(/)).toEqual(["app/main/electron/ports.ts"])
})

test("the preload exposes nothing and knows only these names of Electron", () => {
  const [preload] = sources.filter(({ name }) => name === "app/main/electron/preload/preload.ts")
  expect(preload?.text).toMatch(/^import \{ ipcRenderer, webUtils \} from "electron"$/m)
  expect(preload?.text).not.toMatch(/contextBridge|require\(|process\./)
  expect([...(preload?.text.matchAll(/(?:once|send)\("([^"]+)"/g) ?? [])].map((match) => match[1])).toEqual([
    "durfee:port",
    "durfee:connect",
    "durfee:dropped",
  ])
})

test("Electron is imported behind its door only", () => {
  expect(
    placesOf(/^import (?!type)[^\n]*from "electron"/m).every((name) => name.startsWith("app/main/electron/")),
  ).toBe(true)
})

test("the program never updates itself and stores no secret", () => {
  expect(placesOf(/autoUpdater|electron-updater|safeStorage|document\.cookie|localStorage/)).toEqual([])
})

test("the addon is loaded in one place", () => {
  expect(placesOf(/\bdlopen\(/)).toEqual(["app/engine/native/load.ts"])
})

test("nothing in the sources addresses another machine", () => {
  const allowed = /https?:\/\/(127\.0\.0\.1|www\.w3\.org\/)/
  const found = sources.flatMap(({ name, text }) =>
    text
      .split("\n")
      .filter((line) => /https?:\/\/[a-z0-9]/i.test(line) && !allowed.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})

test("what must come before the program is ready comes before it, and crashes are told to nobody", () => {
  const [main] = sources.filter(({ name }) => name === "app/main/electron/main.ts")
  const at = (text: string): number => main?.text.indexOf(text) ?? -1
  const early = [
    "app.enableSandbox()",
    "protocol.registerSchemesAsPrivileged(",
    "crashReporter.start({ uploadToServer: false })",
  ]
  for (const text of early) expect([text, at(text) > 0 && at(text) < at("app.whenReady()")]).toEqual([text, true])
  expect(placesOf(/\bcrashReporter\.start/)).toEqual(["app/main/electron/main.ts"])
  expect(placesOf(/shell\.openPath\(|\bshowItemInFolder\(|\bstartDrag\(|\bappendSwitch\(/)).toEqual([])
  expect(placesOf(/\bopenExternal\(/)).toEqual(["app/main/electron/main.ts"])
})

test("a session host is told nothing by the reader's environment, and makes no choice of what runs in it", () => {
  expect(placesOf(/^[^*]*\(file, options\) =>\s*utilityProcess\.fork\(file, \[\], options\)/m)).toEqual([
    "app/main/electron/main.ts",
  ])
  expect(placesOf(/^import (?!type)[^\n]*from "node:child_process"/m).sort()).toEqual([
    "app/cli/bench.ts",
    "app/main/browser/main.ts",
    "app/main/session/launcher.ts",
  ])
})

test("nothing but the browser door opens a port", () => {
  expect(placesOf(/^import (?!type)[^\n]*from "node:(http|https|http2|net|dgram|tls|dns)(\/\w+)?"/m)).toEqual([
    "app/main/browser/server.ts",
  ])
})

interface Releases {
  asOf: string
  newestMajor: number
}

test("Electron is of one of the three lines that were supported when the list was last looked at", () => {
  const { newestMajor } = JSON.parse(readFileSync(join(root, "setup/electron-releases.json"), "utf8")) as Releases
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8")) as {
    version: string
  }
  expect(Number(version.split(".")[0])).toBeGreaterThanOrEqual(newestMajor - 2)
})
