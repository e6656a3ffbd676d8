import fc from "fast-check"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { cellId } from "../../../app/contract"
import { crc32c } from "../../../app/main/notebook/crc32c"
import { DocumentStore } from "../../../app/main/notebook/document-store"
import { realFileSystem } from "../../../app/main/notebook/file-system"
import { readJson, readJsonSteps, writeJson, writeJsonSteps } from "../../../app/main/notebook/json"
import { finish, inSlices } from "../../../app/main/notebook/slices"

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durfee-slices-"))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The longest time that this process did not answer while `work` was done, in milliseconds of its own processor time. */
async function longestSilence(work: Promise<unknown>): Promise<number> {
  let longest = 0
  let over = false
  const ended = work.finally(() => (over = true))
  const busy = (): number => process.cpuUsage().user / 1000
  for (let last = busy(); !over; last = busy()) {
    await new Promise((resolve) => setImmediate(resolve))
    longest = Math.max(longest, busy() - last)
  }
  await ended
  return longest
}

function largeNotebook(cells: number): string {
  const lines = Array.from({ length: 250 }, (_, n) => `P${n} := series(1/aqprod(q, q, infinity), q, ${n});\n`)
  const list = Array.from({ length: cells }, (_, n) => ({
    cell_type: "code",
    id: `cell-${n}`,
    metadata: {},
    execution_count: null,
    outputs: [{ output_type: "stream", name: "stdout", text: lines }],
    source: lines,
  }))
  return `${JSON.stringify({ cells: list, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`
}

test("the process answers while a notebook of 10 MB is kept and saved", { timeout: 120_000, retry: 2 }, async () => {
  const path = join(folder, "large.ipynb")
  const text = largeNotebook(350)
  expect(text.length).toBeGreaterThan(10_000_000)
  await writeFile(path, text)
  const store = await DocumentStore.open({ fs: realFileSystem, folder: join(folder, "data"), app: "1.0.0" })
  const document = await store.openFile(path)
  const edit = { type: "setSource" as const, cellId: cellId.parse("cell-0"), source: "1+1;" }
  document.change("page", document.revision, [edit], "Typing")
  const begun = process.cpuUsage().user
  const silence = await longestSilence(document.keep().then(() => document.save()))
  const all = (process.cpuUsage().user - begun) / 1000
  expect(document.dirty).toBe(false)
  expect(await readFile(path, "utf8")).toContain('"1+1;"')
  await store.closeAll()
  // What is left in one piece are the hashes and the texts' conversion to bytes.
  expect(silence).toBeLessThan(Math.max(120, all / 4))
})

const tree = fc.jsonValue({ maxDepth: 4 }).map((value) => readJson(JSON.stringify(value)))

test("what is written and read in steps is what is written and read at once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.string(), tree), { selector: ([key]) => key, maxLength: 6 }), (entries) => {
      const object = new Map(entries)
      const text = writeJson(object)
      expect(finish(writeJsonSteps(object))).toBe(text)
      expect(finish(readJsonSteps(text))).toEqual(readJson(text))
    }),
  )
})

test("a text that is no JSON fails in steps with the same words, at the same place", () => {
  for (const text of [
    "",
    "{",
    '{"cells": [1, 2',
    '{"a": 1, "a": 2}',
    '{"a" 1}',
    "[1, 2,]",
    '{"a": []} x',
    '{"a": [tru]}',
  ]) {
    const told = (read: () => unknown): unknown => {
      try {
        return read()
      } catch (error) {
        return error
      }
    }
    expect(told(() => finish(readJsonSteps(text)))).toEqual(told(() => readJson(text)))
  }
})

test("work in slices lets others run between them, and ends with its result", async () => {
  let others = 0
  let over = false
  const count = (): void => {
    others++
    if (!over) setImmediate(count)
  }
  setImmediate(count)
  const result = await inSlices(
    (function* () {
      for (const end = performance.now() + 100; performance.now() < end;) yield
      return "done"
    })(),
  )
  over = true
  expect(result).toBe("done")
  expect(others).toBeGreaterThan(0)
})

test("the checksum by eight bytes is the one by single bits, at every length and offset", () => {
  const byBits = (bytes: Uint8Array): number => {
    let rest = 0xffffffff
    for (const byte of bytes) {
      rest ^= byte
      for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1
    }
    return (rest ^ 0xffffffff) >>> 0
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(7), (bytes, from) => {
      const part = bytes.subarray(Math.min(from, bytes.length))
      expect(crc32c(part)).toBe(byBits(part))
    }),
  )
  expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283)
})
