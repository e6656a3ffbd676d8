import { Worker } from "node:worker_threads"
import { EngineError } from "../../app/engine/errors"
import { loadAddon } from "../../app/engine/native"
import { STOP } from "../../app/main/session/control"
import { Session } from "./evaluation"

/**
 * Presses Stop from a second thread while this one computes, as the session's message thread does, and measures in processor time what this
 * process still did after that: wall time says more about the other programs of the machine.
 */
const PRESSER = `
const { parentPort, workerData: { control, clock, pressed } } = require("node:worker_threads")
parentPort.on("message", (milliseconds) => {
  setTimeout(() => {
    const before = process.cpuUsage()
    Atomics.store(control, ${STOP}, 1)
    const after = process.cpuUsage()
    Atomics.store(clock, 0, BigInt(before.user + before.system))
    Atomics.store(clock, 1, BigInt(after.user + after.system))
    Atomics.store(pressed, 0, 1)
    Atomics.notify(pressed, 0)
  }, milliseconds)
})
`

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function isStopped(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch (error) {
    if (error instanceof EngineError && error.code === "cancelled") return true
    throw error
  }
}

export class StopWatch {
  readonly #control = new Int32Array(new SharedArrayBuffer(64))
  /** Processor time before and after the press, in microseconds. */
  readonly #clock = new BigInt64Array(new SharedArrayBuffer(16))
  readonly #pressed = new Int32Array(new SharedArrayBuffer(4))
  readonly #presser = new Worker(PRESSER, {
    eval: true,
    workerData: { control: this.#control, clock: this.#clock, pressed: this.#pressed },
  })

  constructor() {
    loadAddon().system.attachControl(this.#control)
  }

  /** A session that asks at each poll whether Stop was pressed. */
  session(): Session {
    return new Session({
      checkStop: () => {
        if (Atomics.load(this.#control, STOP) !== 0) throw new EngineError("cancelled", "The computation was stopped.")
      },
    })
  }

  /**
   * Milliseconds of processor time between Stop, pressed after `delay`, and the end of `work`; null when the work ended before it. A
   * press during which the machine ran other programs, so that its moment is not known to 10 ms, does not count: the work is done again.
   */
  overrun(delay: number, work: () => unknown): number | null {
    for (;;) {
      this.release()
      Atomics.store(this.#pressed, 0, 0)
      this.#presser.postMessage(delay)
      const stopped = isStopped(work)
      const ended = processorTime()
      if (!stopped && Atomics.load(this.#control, STOP) === 0) return null
      Atomics.wait(this.#pressed, 0, 0)
      const [before, after] = [Number(Atomics.load(this.#clock, 0)), Number(Atomics.load(this.#clock, 1))]
      if (after - before < 10_000) return (ended - before) / 1000
    }
  }

  release(): void {
    Atomics.store(this.#control, STOP, 0)
  }

  async close(): Promise<void> {
    await this.#presser.terminate()
    this.release()
  }
}
