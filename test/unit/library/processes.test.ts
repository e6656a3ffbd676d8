import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { QSession, type BatchItem } from "../../../app/main/library"

const built = existsSync(join(import.meta.dirname, "../../../build/node/host.js"))

// The hosts are bundles: "npm run build" makes build/node/host.js, and without it there is no process to start.
describe.skipIf(!built)("processes", () => {
  test("a spawned session computes elsewhere and keeps its variables", { timeout: 60_000 }, async () => {
    const session = await QSession.spawn()
    await session.run("f := etaq(q,1,10):")
    expect((await session.evaluate("f;"))?.text).toBe("1 - q - q^2 + q^5 + q^7 + O(q^10)")
    expect((await session.numbpart(50))?.text).toBe("204226")
    await expect(session.run("etaq(q,0,10);")).rejects.toThrow("at least 1")
    await session.dispose()
    await session.dispose()
    await expect(session.run("1;")).rejects.toThrow()
  })

  test("a batch answers in the order of the grid, and goes on from its file", { timeout: 120_000 }, async () => {
    using session = new QSession()
    const folder = mkdtempSync(join(tmpdir(), "durfee-batch-"))
    try {
      const resultsFile = join(folder, "results.jsonl")
      const collect = async (): Promise<BatchItem[]> => {
        const items: BatchItem[] = []
        for await (const item of session.batch("numbpart", [[5, 10, -1, 20]], { workers: 2, resultsFile }))
          items.push(item)
        return items
      }
      const first = await collect()
      expect(first.map((item) => item.parameters)).toEqual([["5"], ["10"], ["-1"], ["20"]])
      expect(first.map((item) => item.value?.text)).toEqual(["7", "42", "0", "627"])
      const lines = readFileSync(resultsFile, "utf8").trim().split("\n").length
      expect((await collect()).map((item) => item.value?.text)).toEqual(["7", "42", "0", "627"])
      expect(readFileSync(resultsFile, "utf8").trim().split("\n").length).toBe(lines)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
