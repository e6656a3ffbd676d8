/**
 * The words that the message thread, the evaluator thread and native code share. The first six are the addon's (SystemApi.attachControl);
 * the others are the two threads' own. All are read and written with Atomics.
 */
export const CONTROL_WORDS = 16

export const STOP = 0
export const STAGE = 1
export const DONE = 2
export const TOTAL = 4
/** Requests that wait for the evaluator thread and may be answered in the middle of an evaluation. */
export const MAIL = 8
/** Changes whenever the evaluator thread, should it wait for an answer, has something to look at. */
export const WAKE = 9

export function makeControl(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * Int32Array.BYTES_PER_ELEMENT))
}

export interface Counters {
  readonly stage: number
  readonly done: number
  readonly total: number
}

/** The progress that native loops count; stage 0 is none. */
export function readCounters(control: Int32Array): Counters {
  return { stage: Atomics.load(control, STAGE), done: wide(control, DONE), total: wide(control, TOTAL) }
}

function wide(control: Int32Array, word: number): number {
  return (Atomics.load(control, word) >>> 0) + Atomics.load(control, word + 1) * 2 ** 32
}

export function raiseStop(control: Int32Array): void {
  Atomics.store(control, STOP, 1)
  wake(control)
}

/** Before a cell begins and after it ended, so that a flag raised for one cell never meets the next. */
export function clearForRun(control: Int32Array): void {
  for (const word of [STOP, STAGE, DONE, DONE + 1, TOTAL, TOTAL + 1]) Atomics.store(control, word, 0)
}

export function stopRaised(control: Int32Array): boolean {
  return Atomics.load(control, STOP) !== 0
}

export function wake(control: Int32Array): void {
  Atomics.add(control, WAKE, 1)
  Atomics.notify(control, WAKE)
}
