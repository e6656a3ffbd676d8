/** Runs at most one of its tasks an interval: the first at once, then the latest when the interval is over. */
export class Throttle {
  readonly #milliseconds: number
  #timer: ReturnType<typeof setTimeout> | null = null
  #latest: (() => unknown) | null = null

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  run(task: () => unknown): void {
    if (this.#timer !== null) {
      this.#latest = task
      return
    }
    task()
    this.#timer = setTimeout(() => {
      this.#timer = null
      const latest = this.#latest
      this.#latest = null
      if (latest !== null) this.run(latest)
    }, this.#milliseconds)
  }

  /** Forgets what waits. */
  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#latest = null
  }
}
