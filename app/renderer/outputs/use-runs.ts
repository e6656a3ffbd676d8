import { useEffect, useState, type RefObject } from "react"

/** Terms after which a run is closed at its last full line. */
const RUN = 100
const WHOLE: readonly number[] = [0]

/**
 * A long series in runs, each a block of whole lines but for the last, which still grows: what stands above is then not laid out again for each term that is
 * added below. Gives the position of each run's first term. `shape` is what the lines depend on; when it is another, they are found anew.
 */
export function useRuns(series: RefObject<HTMLElement | null>, count: number, shape: string): readonly number[] {
  const [found, setFound] = useState({ shape, starts: WHOLE })
  const isStill = found.shape === shape && (found.starts.at(-1) ?? 0) < count
  const starts = isStill ? found.starts : WHOLE
  useEffect(() => {
    const open = starts.at(-1) ?? 0
    if (series.current === null || count - open < RUN) return
    const at = lastLineStart(series.current)
    if (at > open) setFound({ shape, starts: [...starts, at] })
  }, [series, count, shape, starts])
  return starts
}

/** The position of the term that begins the last line. */
function lastLineStart(series: HTMLElement): number {
  const terms = series.querySelectorAll<HTMLElement>("[data-term]")
  let at = terms.length - 1
  const top = terms[at]?.offsetTop
  while (at > 0 && terms[at - 1]?.offsetTop === top) at--
  return at
}
