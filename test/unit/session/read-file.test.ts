import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { readInFolder } from "../../../app/main/session"

let outer: string
let folder: string

beforeAll(() => {
  outer = mkdtempSync(join(tmpdir(), "durfee-read-"))
  folder = join(outer, "notebooks")
  mkdirSync(join(folder, "lib.qs"), { recursive: true })
  writeFileSync(join(folder, "a.qs"), "x := 1:")
  writeFileSync(join(folder, "key.pem"), "secret")
  writeFileSync(join(folder, "long.txt"), Buffer.alloc(10_000_001, 32))
  writeFileSync(join(outer, "outside.txt"), "secret")
  symlinkSync(join(outer, "outside.txt"), join(folder, "link.txt"))
  symlinkSync(join(folder, "key.pem"), join(folder, "key.qs"))
  mkdirSync(join(folder, "..lib"))
  writeFileSync(join(folder, "..lib", "b.qs"), "y := 2:")
})

afterAll(() => rmSync(outer, { recursive: true }))

it("reads .qs and .txt inside the folder", () => {
  expect(readInFolder(folder, "a.qs")).toBe("x := 1:")
  expect(readInFolder(folder, "./sub/../a.qs")).toBe("x := 1:")
  expect(readInFolder(folder, "..lib/b.qs")).toBe("y := 2:")
})

it.each([
  ["key.pem", /\.qs or \.txt/],
  ["../outside.txt", /inside the notebook's folder/],
  ["link.txt", /inside the notebook's folder/],
  ["/etc/hostname.txt", /no such file/],
  ["nowhere.qs", /no such file/],
  ["lib.qs", /Only a file/],
  ["long.txt", /at most 10 MB/],
  ["key.qs", /link leads to another/],
])("refuses %s", (name, sentence) => {
  expect(() => readInFolder(folder, name)).toThrow(sentence)
})
