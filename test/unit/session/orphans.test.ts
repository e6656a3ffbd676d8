import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { bundle } from "../../support/bundle"

let built: { folder: string; remove(): void }
const ROUNDS = process.env["DURFEE_LONG"] === undefined ? 3 : 200

beforeAll(async () => {
  const support = join(import.meta.dirname, "../../support/session")
  built = await bundle({
    "main-side": join(support, "main-side.ts"),
    host: join(support, "host.ts"),
    thread: join(support, "thread.ts"),
  })
})

afterAll(() => built.remove())

/** Whether the process runs; one that ended and was not waited for does not. */
function runs(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1"))
}

it.skipIf(process.platform !== "linux" /* reads /proc */)(
  "hosts end within 2 s of the main side's death, whatever they are doing",
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const main = spawn(process.execPath, [join(built.folder, "main-side.js"), round % 2 === 0 ? "hang" : "spin"])
      const line = await new Promise<string>((resolve) =>
        main.stdout.once("data", (data: Buffer) => resolve(data.toString())),
      )
      const pids = line.trim().split(" ").map(Number)
      expect(pids).toHaveLength(2)
      await pause(100)
      main.kill("SIGKILL")
      const killed = performance.now()
      while (pids.some(runs) && performance.now() - killed < 2000) await pause(20)
      expect(pids.filter(runs)).toEqual([])
    }
  },
)
