import { EngineError } from "../errors"
import type { Value } from "../values"

/** A value that an output names, and what was computed for showing it. */
export interface Held<Shown> {
  readonly value: Value
  readonly shown: Shown
}

/**
 * The values that outputs can ask more of. A handle begins with the session's prefix, so that the handle of an earlier session is told from one of this. What
 * is held stays alive until it is released; the oldest goes when there are too many.
 */
export class HandleTable<Shown> {
  readonly #prefix: string
  readonly #capacity: number
  readonly #held = new Map<string, Held<Shown>>()
  #next = 1

  constructor(prefix: string, capacity = 20_000) {
    this.#prefix = prefix
    this.#capacity = capacity
  }

  hold(value: Value, shown: Shown): string {
    const handle = `${this.#prefix}${this.#next++}`
    this.#held.set(handle, { value, shown })
    if (this.#held.size > this.#capacity) {
      for (const oldest of this.#held.keys()) {
        this.#held.delete(oldest)
        break
      }
    }
    return handle
  }

  get(handle: string): Held<Shown> {
    const held = this.#held.get(handle)
    if (held === undefined) {
      throw new EngineError("notFound", "The session no longer holds this value.", { hint: "Run the cell again." })
    }
    return held
  }

  release(handles: readonly string[]): void {
    for (const handle of handles) this.#held.delete(handle)
  }

  get size(): number {
    return this.#held.size
  }

  values(): readonly Value[] {
    return [...this.#held.values()].map(({ value }) => value)
  }
}
