/**
 * Formulas to be set and cells to be drawn. Work is done in slices of idle time, those near the view first, so that a page of a thousand formulas never
 * keeps a key waiting. A small allowance is spent at once, so that what a reader has just made appears without a flash.
 */
export interface Waiting {
  readonly element: Element
  readonly run: () => void
}

const SLICE = 8
const AT_ONCE = 10

const waiting = new Set<Waiting>()
const near = new WeakSet<Element>()
let scheduled = false
let allowance = AT_ONCE
let allowanceReset = false

const watcher =
  typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver(
        (entries) => {
          for (const entry of entries) {
            if (entry.isIntersecting) near.add(entry.target)
            else near.delete(entry.target)
          }
          if (entries.some((entry) => entry.isIntersecting)) schedule()
        },
        { rootMargin: "800px 0px" },
      )

function schedule(): void {
  if (scheduled) return
  scheduled = true
  if ("requestIdleCallback" in window) requestIdleCallback(slice, { timeout: 120 })
  else setTimeout(slice, 8)
}

function next(): Waiting | undefined {
  for (const job of waiting) if (near.has(job.element)) return job
  return waiting.values().next().value
}

function slice(): void {
  scheduled = false
  const end = performance.now() + SLICE
  while (waiting.size > 0 && performance.now() < end) {
    const job = next()
    if (job === undefined) return
    drop(job)
    job.run()
  }
  if (waiting.size > 0) schedule()
}

function drop(job: Waiting): void {
  waiting.delete(job)
  watcher?.unobserve(job.element)
}

function takeAllowance(run: () => void): void {
  if (!allowanceReset) {
    allowanceReset = true
    requestAnimationFrame(() => {
      allowance = AT_ONCE
      allowanceReset = false
    })
  }
  const from = performance.now()
  run()
  allowance -= performance.now() - from
}

/** Runs the job now when this frame has time for it, else later; returns how to call it off. */
export function enqueue(element: Element, run: () => void): () => void {
  if (allowance > 0) {
    takeAllowance(run)
    return () => undefined
  }
  return later(element, run)
}

/** Runs the job in idle time, those near the view first; returns how to call it off. */
export function later(element: Element, run: () => void): () => void {
  const job: Waiting = { element, run }
  waiting.add(job)
  watcher?.observe(element)
  schedule()
  return () => drop(job)
}

/** Jobs not yet done; the benchmark waits for none. */
export function waitingCount(): number {
  return waiting.size
}
