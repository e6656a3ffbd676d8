import { Host } from "./host-connection"
import type { HostLauncher } from "./launcher"

export interface PoolOptions {
  /** Whether a host waits warm for the next who needs one. */
  readonly keepSpare: boolean
  /** Gets what hosts write on standard error. */
  readonly log?: (text: string) => void
}

/**
 * Starts hosts and keeps one warm, its engine loaded, so that a new notebook, a restart and a helper begin at once. One pool serves all the documents of
 * a main process.
 */
export class HostPool {
  readonly #launch: HostLauncher
  readonly #keepSpare: boolean
  readonly #log: (text: string) => void
  #spare: Host | null = null
  #refill: ReturnType<typeof setTimeout> | null = null
  #closed = false

  constructor(launch: HostLauncher, options: PoolOptions) {
    this.#launch = launch
    this.#keepSpare = options.keepSpare
    this.#log = options.log ?? (() => undefined)
  }

  take(memoryLimit: number): Host {
    const spare = this.#spare
    this.#spare = null
    this.#refillLater()
    if (spare === null || !spare.alive) return new Host(this.#launch, memoryLimit, this.#log)
    void spare.client["session.setMemoryLimit"]({ bytes: memoryLimit }).result.catch(() => undefined)
    return spare
  }

  /** Starts the spare a little later, when whoever took the last one has had the processor. */
  #refillLater(): void {
    if (!this.#keepSpare || this.#closed || this.#refill !== null) return
    this.#refill = setTimeout(() => {
      this.#refill = null
      if (this.#spare?.alive === true || this.#closed) return
      const spare = new Host(this.#launch, Number.MAX_SAFE_INTEGER, this.#log)
      this.#spare = spare
      void spare.ended.then(() => {
        if (this.#spare === spare) this.#spare = null
      })
    }, REFILL_DELAY)
    this.#refill.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#refill !== null) clearTimeout(this.#refill)
    this.#spare?.kill({ why: "closed" })
    await this.#spare?.ended
  }
}

const REFILL_DELAY = 1500
