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
