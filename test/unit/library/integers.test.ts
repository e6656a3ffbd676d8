import { expect, test } from "vitest"
import { QSession } from "../../../app/engine"
import { loadAddon } from "../../../app/engine/native"
import { isLong, Random } from "../../support/random"

const NUMBERS = isLong ? 100_000 : 500
const MOST_BITS = 100_000

test(
  `${NUMBERS} random integers of up to ${MOST_BITS} binary digits come back from the arena and from native memory`,
  {
    timeout: 600_000,
  },
  () => {
    const { integer, system } = loadAddon()
    const random = new Random()
    let session = new QSession()
    for (let i = 0; i < NUMBERS; i++) {
      // Half of all lengths alike, half of them short: most limbs' edges are there.
      const bits = 1 + random.below(random.below(2) === 0 ? MOST_BITS : 300)
      const value = random.integer(bits)
      const held = integer.fromBigInt(value)
      if (integer.toBigInt(held) !== value) expect.fail(`native memory changed ${value}`)
      system.dispose(held)
      if (session.integer(value).asInteger() !== value) expect.fail(`the arena changed ${value}`)
      // Every thousandth also goes through the sums of the arena and through text.
      if (i % 1000 === 0) {
        expect(session.integer(value).add(1).sub(1).asInteger()).toBe(value)
        expect(session.evaluate(`${value};`).toString()).toBe(String(value))
      }
      if (i % 2000 === 1999) {
        session.dispose()
        session = new QSession()
      }
    }
    session.dispose()
  },
)
