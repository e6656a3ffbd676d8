import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Worker } from "node:worker_threads"
import { afterEach, describe, expect, it } from "vitest"
import { loadAddon, NativeError } from "../../app/engine/native"

const path = fileURLToPath(new URL("../../build/native/release/durfee.node", import.meta.url))
const { series, system } = loadAddon()

/** Opens the addon in a fresh process as `addon` and runs a script there. */
function runApart(script: string) {
  const opened = `const m = { exports: {} }; process.dlopen(m, ${JSON.stringify(path)});
    const addon = m.exports.open(class NativeError extends Error { constructor(code, message) { super(message); this.code = code } });`
  return spawnSync(process.execPath, ["-e", opened + script], { encoding: "utf8", timeout: 20_000 })
}

describe("the memory limit", () => {
  it("ends the process with status 87 and the figures", () => {
    // A product of rational functions is not estimated; nothing refuses it before it is too late.
    const { status, stderr, stdout } = runApart(`
      const { rational, system } = addon
      system.setMemoryLimit(3_000_000)
      let f = rational.fromText("(1 + a + b + c)^4/(a - b)")
      for (let k = 0; k < 20; k++) f = rational.mul(f, rational.add(f, rational.variable("x" + k)))
      console.log("survived")`)
    expect(stdout).toBe("")
    expect(stderr).toMatch(/^durfee: memory limit reached: live=\d+ wanted=\d+ limit=3000000 peak=\d+\n$/)
    expect(status).toBe(87)
  })

  it("lets the same work pass when there is room", () => {
    const { status, stdout } = runApart(`
      const { series, system } = addon
      system.setMemoryLimit(200_000_000)
      const f = series.etaQuotient([{ scale: 1, exponent: -1 }], 2000)
      for (let k = 0; k < 3000; k++) series.mul(f, f)
      console.log(series.coefficientText(f, 1999).length, system.memory().bytes < 200_000_000)`)
    expect(stdout).toBe("46 true\n")
    expect(status).toBe(0)
  })
})

describe("threads", () => {
  it("other than the first are refused", async () => {
    const worker = new Worker(`process.dlopen({ exports: {} }, ${JSON.stringify(path)})`, { eval: true })
    const error = await new Promise<unknown>((resolve) => worker.once("error", resolve))
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toContain("loaded once a process, by the evaluator's thread")
  })
})

describe("the control words", () => {
  const words = new Int32Array(new SharedArrayBuffer(24))
  afterEach(() => words.fill(0))

  /** Raises the flag from another thread after some milliseconds; gives the process's time at that moment, and the stages that it saw. */
  function stopAfter(milliseconds: number) {
    const worker = new Worker(
      `const { parentPort, workerData: { words, milliseconds } } = require("node:worker_threads")
       const seen = new Set()
       const from = performance.timeOrigin + performance.now()
       const look = setInterval(() => {
         if (words[4] > 0) seen.add(words[1])
         if (performance.timeOrigin + performance.now() - from < milliseconds) return
         clearInterval(look)
         Atomics.store(words, 0, 1)
         parentPort.postMessage({ used: process.cpuUsage(), seen: [...seen] })
       }, 2)`,
      { eval: true, workerData: { words, milliseconds } },
    )
    return new Promise<{ used: NodeJS.CpuUsage; seen: number[] }>((resolve) => worker.once("message", resolve))
  }

  const sparse = series.theta(3, 1, 0, -1, 4_000_000, false)
  const long = series.etaQuotient([{ scale: 1, exponent: 24 }], 100_000)
  it("count what is done, for other threads to read", async () => {
    system.attachControl(words)
    const stopped = stopAfter(600)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const ones = new BigInt64Array([1n])
    expect(() => {
      for (;;) series.lambert(40, ones, ones, 3_000_000)
    }).toThrow("The computation was stopped.")
    const { seen } = await stopped
    expect(seen.map((stage) => system.stages()[stage])).toContain("summing over divisors: coefficients")
  })

  it.each<[string, () => unknown]>([
    ["a product", () => series.etaQuotient([{ scale: 1, exponent: -7 }, { scale: 5, exponent: 3 }], 2_000_000)],
    ["a quotient", () => series.inverse(sparse, null)],
    ["a power", () => series.pow(series.add(series.truncate(sparse, 300_000), series.theta(2, 0, 1, 1, 300_000, false)), 9, null)],
    ["a root", () => series.powRational(series.truncate(sparse, 100_000), 1, 3, null)],
    ["residues", () => series.windowMod(long, 0, 100_000, 7) && series.lambert(40, new BigInt64Array([1n]), new BigInt64Array([1n]), 3_000_000)],
  ])("stop %s within 100 ms of work, and its operands stay", async (_name, run) => {
    system.attachControl(words)
    // The worker has to be up before this thread is busy.
    const stopped = stopAfter(400)
    await new Promise((resolve) => setTimeout(resolve, 200))
    let caught: unknown
    try {
      for (;;) run()
    } catch (error) {
      caught = error
    }
    const ended = process.cpuUsage()
    expect(caught).toBeInstanceOf(NativeError)
    expect(caught).toMatchObject({ code: "cancelled" })
    const { used, seen } = await stopped
    // Processor time, which a busy machine does not stretch; the other thread's last steps are in it.
    expect((ended.user + ended.system - used.user - used.system) / 1000).toBeLessThan(150)
    for (const stage of seen) expect(system.stages()[stage]).not.toBe("")
    words.fill(0)
    expect(series.coefficientText(sparse, 1)).toBe("-1")
  })
})
