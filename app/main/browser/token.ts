import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** 256 bits, new at each start. */
export function newToken(): string {
  return randomBytes(32).toString("base64url")
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}

/** Constant-time, also in the length of what was offered. */
export function tokensEqual(offered: string, expected: string): boolean {
  return timingSafeEqual(digest(offered), digest(expected))
}

/**
 * Slows guessing: after five wrong tokens in a row the door stays shut for a second, then two, then four, to a minute.
 * `now` is a monotonic clock in milliseconds.
 */
export class TokenGuard {
  private wrong = 0
  private shutUntil = 0

  constructor(
    private readonly expected: string,
    private readonly now: () => number,
  ) {}

  isShut(): boolean {
    return this.now() < this.shutUntil
  }

  admit(offered: string): boolean {
    if (this.isShut()) return false
    if (tokensEqual(offered, this.expected)) {
      this.wrong = 0
      return true
    }
    this.wrong += 1
    if (this.wrong >= 5) this.shutUntil = this.now() + Math.min(60_000, 1000 * 2 ** (this.wrong - 5))
    return false
  }
}
