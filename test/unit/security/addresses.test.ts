import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { servePage } from "../../../app/main/electron/session"
import { readPageFiles, resolvePagePath, type PageFiles } from "../../../app/main/page/files"

/** Whatever address is asked for, the answer is a file of the list, byte for byte, or none. */
let folder: string
let files: PageFiles
let handler: (request: Request) => Response | Promise<Response>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "durfee-addresses-"))
  mkdirSync(join(folder, "page/assets"), { recursive: true })
  writeFileSync(join(folder, "page/index.html"), "<p>page</p>")
  writeFileSync(join(folder, "page/assets/a.js"), "1")
  writeFileSync(join(folder, "page/assets/b.css"), "p{}")
  writeFileSync(join(folder, "page/assets/a.js.map"), "{}")
  writeFileSync(join(folder, "secret.json"), "{}")
  symlinkSync(join(folder, "secret.json"), join(folder, "page/link.json"))
  symlinkSync(folder, join(folder, "page/up"))
  files = readPageFiles(join(folder, "page"))
  servePage({ handle: (_scheme, given) => void (handler = given) }, files)
})

afterAll(() => rmSync(folder, { recursive: true }))

const known = ["/index.html", "/assets/a.js", "/assets/b.css"]

test("the list is the files of the build, without maps and links", () => {
  expect([...files.keys()].sort()).toEqual([...known].sort())
})

/** Ways to write a step up or a separator, and what an attacker would like to reach. */
const steps = [
  "..",
  "%2e%2e",
  ".%2e",
  "%2e.",
  "%252e%252e",
  "..%00",
  "%c0%ae%c0%ae",
  "\uff0e\uff0e",
  "....",
  "up",
  "..;",
]
const separators = ["/", "\\", "%2f", "%5c", "//", "/./", "%252f", "\u2215"]
const goals = ["secret.json", "page/index.html", "etc/passwd"]
const spellings = [
  "",
  "//",
  "/INDEX.HTML",
  "/index.html/",
  "/index.html.",
  "/index.html ",
  "/index.html%00",
  "/index.html%20",
  "/index.html\0",
  "/index%2ehtml",
  "/%69ndex.html",
  "/assets",
  "/assets/",
  "/assets/a.js.map",
  "/assets/A.js",
  "/assets//a.js",
  "/assets/./a.js",
  "/assets/../index.html",
  "/assets\\a.js",
  "\\index.html",
  "/link.json",
  "/up/secret.json",
  "/up",
  "/c:/windows/win.ini",
  "/C:%5Cwindows",
  "/file:///etc/passwd",
  "//host/share/x",
  "/\\\\host\\share",
  "/%5c%5chost%5cshare",
  "/~/x",
  "/.env",
  "/.git/config",
  "/package.json",
  "/assets/a.js;x",
  "/assets/a.js::$DATA",
  "/__proto__",
  "/constructor",
  "/toString",
  "/hasOwnProperty",
  "index.html",
]
const hostile = [
  ...spellings,
  ...steps.flatMap((step) =>
    separators.flatMap((separator) =>
      goals.map((goal) => `/assets${separator}${step}${separator}${step}${separator}${goal}`),
    ),
  ),
]

test("the table has more than 200 addresses", () => expect(new Set(hostile).size).toBeGreaterThan(200))

test("no hostile spelling names a file", () => {
  for (const target of hostile) expect([target, resolvePagePath(target, files)]).toEqual([target, null])
})

describe("the desktop's scheme", () => {
  test("answers 404 with no body to each of them, and to every other host", async () => {
    const hosts = [
      "app://notebook",
      "app://other",
      "app://notebook.evil",
      "app://notebook@evil",
      "APP://notebook",
      "app:",
      "file://",
    ]
    for (const host of hosts)
      for (const target of host === "app://notebook" ? hostile : [...known, "/"]) {
        const answer = await handler({ url: host + target, method: "GET" } as Request)
        expect([host + target, answer.status, await answer.text()]).toEqual([host + target, 404, ""])
      }
  })
})

/** Pieces of which addresses are made, so that random ones come near to real ones. */
const piece = fc.constantFrom(
  "/",
  "index.html",
  "assets",
  "a.js",
  "b.css",
  "..",
  ".",
  "%2e",
  "%2f",
  "\\",
  "?",
  "#",
  "\0",
  "//",
  "x",
)
const random = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string(),
  fc.webPath(),
)

test("random addresses reach a file of the list by its exact name, or nothing", () => {
  const seen = { found: 0, refused: 0 }
  fc.assert(
    fc.property(random, (target) => {
      const file = resolvePagePath(target, files)
      const path = target.split("?")[0] ?? ""
      if (file === null) {
        seen.refused++
        return !known.includes(path) && path !== "/"
      }
      seen.found++
      const same = createHash("sha256").update(file.bytes).digest("hex") === file.sha256
      return same && file.path === (path === "/" ? "/index.html" : path)
    }),
    // With a multiplier of 20 this is a million.
    { numRuns: 50_000 * Number(process.env["TEST_MULTIPLIER"] ?? 1), examples: known.map((path) => [path]) },
  )
  expect(seen.found).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(100)
}, 120_000)
