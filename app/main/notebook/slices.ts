/**
 * Long work of the main process in short slices. It is written once, as a generator that yields where it may pause; `finish` runs it to its end at once,
 * `inSlices` lets the process answer its pages between two slices. What it works on must not change meanwhile: documents are immutable.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>

/** Milliseconds of a slice: less than a frame. */
const SLICE = 10

export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + SLICE
    do {
      const step = steps.next()
      if (step.done === true) return step.value
    } while (performance.now() < end)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
