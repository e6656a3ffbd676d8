import type { WriteStream } from "node:tty"

const WIDTH = 24
const INTERVAL = 100

/** One line on a terminal that says how far something is; nothing at all where standard error is no terminal. */
export class ProgressBar {
  readonly #stream: WriteStream | null
  #last = 0

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream.isTTY ? stream : null
  }

  /** Shows `done` of `total` and what is under way; drawn at most ten times a second. */
  show(done: number, total: number, what: string): void {
    const now = performance.now()
    if (this.#stream === null || (now - this.#last < INTERVAL && done < total)) return
    this.#last = now
    const filled = total === 0 ? WIDTH : Math.round((WIDTH * done) / total)
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled)
    const line = `${bar} ${done}/${total}  ${what}`
    this.#stream.write(`\r\u001b[K${line.slice(0, Math.max(20, this.#stream.columns - 1))}`)
  }

  /** Removes the line, so that what follows starts a fresh one. */
  clear(): void {
    this.#stream?.write("\r\u001b[K")
  }
}
