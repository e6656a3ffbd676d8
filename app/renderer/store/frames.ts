/** A hidden page has no frames; what waits longer than this for one is done without. */
const LONGEST_WAIT = 120

/**
 * Gathers items until the next frame and hands them over together: what a run says within a few milliseconds is drawn once, in the frame that
 * would have shown it anyway.
 */
export class FrameQueue<Item> {
  #items: Item[] = []
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly take: (items: readonly Item[]) => void) {}

  push(item: Item): void {
    this.#items.push(item)
    if (this.#items.length > 1) return
    this.#frame = requestAnimationFrame(() => this.flush())
    this.#timer = setTimeout(() => this.flush(), LONGEST_WAIT)
  }

  /** Hands over what waits, now. */
  flush(): void {
    const items = this.#items
    this.clear()
    if (items.length > 0) this.take(items)
  }

  /** Forgets what waits. */
  clear(): void {
    this.#items = []
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
  }
}
