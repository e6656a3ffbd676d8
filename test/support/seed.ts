import fc from "fast-check"

/**
 * The seed of everything random in a test. The short run has a fixed one, so that a failure there is of the change at hand; the long run
 * draws a new one each time, to find what nobody thought of. TEST_SEED repeats a failure.
 */
const { TEST_SEED, TEST_MULTIPLIER } = process.env
export const seed =
  TEST_SEED !== undefined ? Number(TEST_SEED) : Number(TEST_MULTIPLIER ?? 1) > 1 ? Date.now() | 0 : 1917

fc.configureGlobal({ seed })
