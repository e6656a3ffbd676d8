import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { childLauncher, HostPool } from "../../../app/main/session"
import { gridOf, runBatch, sourceOf, type BatchResult, type BatchTask } from "../../../app/main/session/batch"
import { bundle } from "../../support/bundle"

let built: { folder: string; remove(): void }
let pool: HostPool
let folder: string

beforeAll(async () => {
  const support = join(import.meta.dirname, "../../support/session")
  built = await bundle({ host: join(support, "host.ts"), thread: join(support, "thread.ts") })
  pool = new HostPool(childLauncher(join(built.folder, "host.js")), { keepSpare: false })
  folder = mkdtempSync(join(tmpdir(), "durfee-batch-"))
})

afterAll(async () => {
  await pool.close()
  built.remove()
  rmSync(folder, { recursive: true })
})

async function collect(task: BatchTask): Promise<BatchResult[]> {
  const results: BatchResult[] = []
  for await (const result of runBatch(task, pool)) results.push(result)
  return results
}

const texts = (results: readonly BatchResult[]): (string | null)[] =>
  results.map((result) => ("error" in result ? result.error.code : (result.value?.text ?? null)))

it("makes grids and calls", () => {
  expect(gridOf([["q"], ["1", "2"], ["5", "6"]])).toEqual([
    ["q", "1", "5"],
    ["q", "1", "6"],
    ["q", "2", "5"],
    ["q", "2", "6"],
  ])
  expect(sourceOf("etaq", ["q", "1", "50"])).toBe("etaq(q, 1, 50);")
  expect(sourceOf("coeff($1, q, $2);", ["a+b", "7"])).toBe("coeff(a+b, q, 7);")
})

it("gives results in order, whoever is first, with errors as results", async () => {
  const progress: number[] = []
  const rows = ["pause 80\nput a", "put b", "fail no", "put d"].map((lines) => [lines])
  const onProgress = (done: number): unknown => progress.push(done)
  const results = await collect({ name: "$1\n", grid: rows, workers: 2, onProgress })
  expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  expect(texts(results)).toEqual(["a", "b", "domain", "d"])
  expect(progress).toEqual([1, 2, 3, 4])
})

it("runs an item whose host died once more, and then says how it died", async () => {
  const results = await collect({ name: "signal", grid: [["SIGKILL"]], workers: 1 })
  expect(texts(results)).toEqual(["sessionLost"])
  expect(results[0]).toMatchObject({ error: { message: expect.stringMatching(/SIGKILL/) } })
  const after = await collect({ name: "exit", grid: [["87"], ["86"]], workers: 2 })
  expect(texts(after)).toEqual(["memory", "sessionLost"])
})

it("goes on from its results file", async () => {
  const resultsFile = join(folder, "results.jsonl")
  const grid = [["a"], ["b"], ["c"]]
  const first = await collect({ name: "put", grid, workers: 1, resultsFile })
  const [one = ""] = readFileSync(resultsFile, "utf8").split("\n")
  // As a kill leaves it: one whole line, one cut short, and one of another grid.
  const foreign = JSON.stringify({ index: 2, parameters: ["z"], value: null })
  writeFileSync(resultsFile, `${one}\n${foreign}\n{"index":1,"par`)
  let done = 0
  const second = await collect({ name: "put", grid, workers: 1, resultsFile, onProgress: () => done++ })
  expect(second).toEqual(first)
  expect(done).toBe(2)
  expect(await collect({ name: "fail", grid, workers: 1, resultsFile })).toEqual(first)
})

it("ends when it is told to", async () => {
  const stop = new AbortController()
  const run = collect({ name: "hang", grid: [["1"], ["2"]], workers: 2, signal: stop.signal })
  setTimeout(() => stop.abort(), 100)
  expect(await run).toEqual([])
})
