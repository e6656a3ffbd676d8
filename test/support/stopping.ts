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
const { parentPort, workerData: { control, clock } } = require("node:worker_threads")
parentPort.on("message", (milliseconds) => {
  setTimeout(() => {
    const { user, system } = process.cpuUsage()
    Atomics.store(clock, 0, BigInt(user + system))
    Atomics.store(control, ${STOP}, 1)
  }, milliseconds)
})
`

function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

export class StopWatch {
  readonly #control = new Int32Array(new SharedArrayBuffer(64))
  readonly #clock = new BigInt64Array(new SharedArrayBuffer(8))
  readonly #presser = new Worker(PRESSER, { eval: true, workerData: { control: this.#control, clock: this.#clock } })

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

  /** Milliseconds of processor time between Stop, pressed after `delay`, and the end of `work`; null when the work ended before it. */
  overrun(delay: number, work: () => unknown): number | null {
    this.release()
    this.#presser.postMessage(delay)
    try {
      work()
    } catch (error) {
      if (!(error instanceof EngineError && error.code === "cancelled")) throw error
      return (processorTime() - Number(Atomics.load(this.#clock, 0))) / 1000
    }
    const pressed = Atomics.load(this.#control, STOP) !== 0
    return pressed ? (processorTime() - Number(Atomics.load(this.#clock, 0))) / 1000 : null
  }

  release(): void {
    Atomics.store(this.#control, STOP, 0)
  }

  async close(): Promise<void> {
    await this.#presser.terminate()
    this.release()
  }
}
