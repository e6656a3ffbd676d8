import { readdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { realFileSystem } from "../../../app/main/notebook/file-system"
import { thin, VersionStore, type Version } from "../../../app/main/notebook/versions"
import { seeded } from "../../support/documents/file-systems"
import { scratchFolder } from "../../support/documents/scratch"

let folder: string
beforeEach(async () => {
  folder = await scratchFolder("versions")
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const random = seeded(11)
/** Bytes that do not compress. */
const noise = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256))

test("versions come back with their bytes, in the order in which they were kept, whatever the clock said", async () => {
  const store = new VersionStore(realFileSystem, folder)
  const times = [5_000_000, 1_000, 9_000_000]
  for (const [i, at] of times.entries()) await store.keep("k", Buffer.from(`text ${i}`), { why: "save", cells: i, at })
  const versions = await store.list("k")
  expect(versions.map(({ at, why, cells }) => [at, why, cells])).toEqual(times.map((at, i) => [at, "save", i]))
  for (const [i, version] of versions.entries())
    expect(Buffer.from((await store.read("k", version.id)) ?? []).toString()).toBe(`text ${i}`)
})

test("versions kept at the same time are counted one after the other", async () => {
  const store = new VersionStore(realFileSystem, folder)
  await Promise.all([0, 1, 2].map((i) => store.keep("k", Buffer.from(`text ${i}`), { why: "save", cells: i })))
  expect((await store.list("k")).map(({ sequence, cells }) => [sequence, cells])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ])
})

test("the same bytes again are not kept again", async () => {
  const store = new VersionStore(realFileSystem, folder)
  for (let i = 0; i < 3; i++) await store.keep("k", Buffer.from("text"), { why: "save", cells: 1, at: i * HOUR })
  expect(await store.list("k")).toHaveLength(1)
})

test("a damaged version, and a name that is none, are not read", async () => {
  const store = new VersionStore(realFileSystem, folder)
  await store.keep("k", Buffer.from("text"), { why: "save", cells: 1 })
  const [name = ""] = await readdir(join(folder, "k"))
  await writeFile(join(folder, "k", name), "damaged")
  expect(await store.read("k", name)).toBeUndefined()
  expect(await store.read("k", "../k/x")).toBeUndefined()
})

test("thinning leaves all of the last hour, then one an hour, one a day, one a week, and always the newest", () => {
  const now = Date.UTC(2026, 5, 15, 12, 34)
  const ages = [
    ...Array.from({ length: 59 }, (_, i) => i * MINUTE + 1),
    ...Array.from({ length: 22 * 6 }, (_, i) => HOUR + MINUTE + i * 10 * MINUTE),
    ...Array.from({ length: 28 * 4 }, (_, i) => DAY + HOUR + i * 6 * HOUR),
    ...Array.from({ length: 100 }, (_, i) => 31 * DAY + i * DAY),
  ].sort((a, b) => b - a)
  const versions = ages.map((age, i): Version => ({
    id: String(i),
    sequence: i,
    at: now - age,
    why: "save",
    cells: 0,
    bytes: 1,
    hash: "",
  }))
  const removed = new Set(thin(versions, now))
  const left = versions.filter((version) => !removed.has(version))
  const between = (from: number, to: number) => left.filter(({ at }) => now - at >= from && now - at < to).length
  expect(between(0, HOUR)).toBe(59)
  expect(between(HOUR, DAY)).toBeGreaterThanOrEqual(22)
  expect(between(HOUR, DAY)).toBeLessThanOrEqual(24)
  expect(between(DAY, 30 * DAY)).toBeGreaterThanOrEqual(28)
  expect(between(DAY, 30 * DAY)).toBeLessThanOrEqual(31)
  expect(between(30 * DAY, Infinity)).toBeLessThanOrEqual(Math.ceil(101 / 7) + 1)
  expect(thin(versions.slice(0, 1), now)).toEqual([])
  // Thinning what was thinned removes nothing more.
  expect(thin(left, now)).toEqual([])
})

test("over the limit the oldest go first, of all documents together, but never a document's newest", async () => {
  const store = new VersionStore(realFileSystem, folder, 10_000)
  const now = Date.now()
  await store.keep("old", noise(4_000), { why: "save", cells: 1, at: now - 50 * MINUTE })
  for (let i = 0; i < 6; i++)
    await store.keep("k", noise(2_000), { why: "save", cells: 1, at: now - (40 - i) * MINUTE })
  expect(await store.list("old")).toHaveLength(1)
  const left = await store.list("k")
  expect(left.at(-1)?.sequence).toBe(6)
  expect(left.length).toBe(2)
})

test("versions go along to another name", async () => {
  const store = new VersionStore(realFileSystem, folder)
  for (let i = 0; i < 3; i++) await store.keep("a", Buffer.from(`text ${i}`), { why: "save", cells: 1, at: i })
  await store.copy("a", "b")
  expect((await store.list("b")).map((version) => version.at)).toEqual([0, 1, 2])
})
