import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  acceptDroppedFile,
  classifyExternalLink,
  decideNavigation,
  decidePermission,
  decideRequest,
  isTrustedSender,
  readArguments,
} from "../../../app/main/electron/decisions"

const page = "app://notebook/index.html"

test("the window shows our page and nothing that looks like it", () => {
  expect(decideNavigation(page)).toBe("allow")
  for (const url of [
    "app://notebook.evil/index.html",
    "app://notebook@evil/index.html",
    "APP://notebook/index.html",
    "app://notebook./index.html",
    "app://notebook/index.html?x",
    "app://notebook/index.html#x",
    "app://notebook/../index.html",
    "file:///index.html",
    "https://example.org/",
    "javascript:1",
    "about:blank",
    "",
  ])
    expect([url, decideNavigation(url)]).toEqual([url, "deny"])
  fc.assert(fc.property(fc.webUrl(), (url) => decideNavigation(url) === "deny"))
})

describe("permissions", () => {
  // The names Electron knows, read from its own types: a new one shows up here and is denied.
  const types = readFileSync(join(import.meta.dirname, "../../../node_modules/electron/electron.d.ts"), "utf8")
  const names = new Set([...types.matchAll(/'([a-zA-Z-]+)'/g)].map((match) => match[1] ?? ""))
  const union = /setPermissionRequestHandler\(handler: [^\n]*permission: ([^,]+),/.exec(types)?.[1] ?? ""
  const permissions = [...union.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? "")

  test("Electron's list was found", () => expect(permissions.length).toBeGreaterThan(10))

  test("only two are granted, and only to the main frame of our page", () => {
    const granted = permissions.filter((name) => decidePermission(name, "app://notebook", true))
    expect(granted.sort()).toEqual(["clipboard-sanitized-write", "fullscreen"])
    for (const name of names) {
      expect(decidePermission(name, "app://notebook", false)).toBe(false)
      expect(decidePermission(name, "app://other", true)).toBe(false)
      expect(decidePermission(name, "https://example.org", true)).toBe(false)
    }
  })
})

test("no request leaves the machine", () => {
  for (const url of [
    "app://notebook/assets/a.js",
    "blob:app://notebook/1",
    "data:image/png;base64,AA",
    "devtools://devtools/x",
  ])
    expect(decideRequest(url)).toBe("allow")
  for (const url of [
    "http://127.0.0.1:1/",
    "https://example.org",
    "ws://127.0.0.1",
    "file:///etc/passwd",
    "app://notebook.evil/x",
    "app://other/x",
    "ftp://x",
  ])
    expect([url, decideRequest(url)]).toEqual([url, "deny"])
})

test("a message counts only from the main frame of one of our windows", () => {
  const windows = new Set([7])
  const sender = { url: page, isMainFrame: true, webContentsId: 7 }
  expect(isTrustedSender(sender, windows)).toBe(true)
  expect(isTrustedSender(null, windows)).toBe(false)
  for (const change of [
    { isMainFrame: false },
    { webContentsId: 8 },
    { url: "about:srcdoc" },
    { url: "app://notebook.evil/index.html" },
    { url: "" },
  ])
    expect(isTrustedSender({ ...sender, ...change }, windows)).toBe(false)
})

test("links that may leave", () => {
  expect(classifyExternalLink("https://dlmf.nist.gov/17")).toEqual({
    url: "https://dlmf.nist.gov/17",
    shows: "dlmf.nist.gov",
  })
  expect(classifyExternalLink("mailto:a@b.org")).toEqual({ url: "mailto:a@b.org", shows: "a@b.org" })
  for (const link of [
    "http://example.org",
    "file:///etc/passwd",
    "smb://host/share",
    "ms-settings:x",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "search-ms:query=x",
    "https://user:pw@example.org",
    "https://user@example.org",
    "https://exa\tmple.org",
    "https://example.org/\n",
    "https://example.org\\@evil.test",
    "\u0000https://example.org",
    `https://example.org/${"x".repeat(2048)}`,
    "",
    "//example.org",
  ])
    expect([link, classifyExternalLink(link)]).toEqual([link, null])
})

test("a command line opens paths and nothing else", () => {
  expect(readArguments(["a.ipynb", "--", "b.ipynb", "-c.ipynb", "--inspect"])).toEqual({
    paths: ["a.ipynb", "b.ipynb"],
    refused: null,
  })
  expect(readArguments(["--flag", "value.ipynb"])).toEqual({ paths: [], refused: null })
  expect(readArguments(["\\\\host\\share\\x.ipynb"])).toEqual({ paths: [], refused: null })
  for (const name of [
    "--remote-debugging-port=1",
    "--inspect-brk",
    "--js-flags=--x",
    "--load-extension=/x",
    "--no-sandbox",
    "--INSPECT",
  ])
    expect(readArguments([name]).refused).toBe(name)
})

test("dropped files", () => {
  const file = { path: "/home/a/x.ipynb", isFile: true, bytes: 10 }
  expect(acceptDroppedFile(file)).toBe("open")
  for (const change of [
    { isFile: false },
    { bytes: 0 },
    { bytes: 5e9 },
    { path: "" },
    { path: "\\\\h\\x.ipynb" },
    { path: "/x.html" },
    { path: "/x.ipynb.exe" },
  ])
    expect([change, acceptDroppedFile({ ...file, ...change })]).toEqual([change, "refuse"])
})
