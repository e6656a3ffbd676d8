import { seed } from "./seed"

/** The long run, `npm run test:long`. */
export const isLong = process.env["DURFEE_LONG"] !== undefined

/** Random numbers from the tests' seed: the same in each short run. Faster than a generator of fast-check, and shrinks nothing. */
export class Random {
  #state = seed | 0

  /** 32 random bits (Mulberry32). */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }

  /** 0 <= n < bound. */
  below(bound: number): number {
    return this.bits() % bound
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T
  }

  /** An integer of exactly so many binary digits, of either sign. */
  integer(bits: number): bigint {
    const words = Array.from({ length: Math.ceil(bits / 32) }, () => this.bits().toString(16).padStart(8, "0"))
    const top = 1n << BigInt(bits - 1)
    const size = top | BigInt.asUintN(bits - 1, BigInt(`0x${words.join("")}`))
    return this.below(2) === 0 ? size : -size
  }
}
