import { useEffect, type RefObject } from "react"

/** Between the cell and the edges of the page. */
const [ABOVE, BELOW] = [40, 24]

/**
 * Keeps the cell that is written in in sight when results above it grow, as they do after Shift+Enter: the page moves up by no more than is needed,
 * and never so far that the beginning of the cell before goes out of sight. What the reader has scrolled away from is left where it is.
 */
export function useKeepInView(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const main = page.current
    const column = main?.querySelector(".column")
    if (main === null || column === null || column === undefined) return
    let seen: HTMLElement | null = null
    const written = (): HTMLElement | null => main.querySelector<HTMLElement>('.cell[data-mode="text"]')
    const look = (): void => {
      const cell = written()
      seen = cell !== null && overhang(main, cell) <= 0 ? cell : null
    }
    const keep = (): void => {
      const cell = written()
      if (cell !== null && cell === seen) {
        const room = topOf(previousCell(main, cell) ?? cell) - topOf(main) - ABOVE
        const by = Math.min(overhang(main, cell), room)
        if (by > 0) main.scrollBy({ top: by, behavior: "instant" })
      }
      if (seen === null || cell !== seen) look()
    }
    const observer = new ResizeObserver(keep)
    observer.observe(column)
    // At once, not when the scrolling ends: a size that changes meanwhile must not take the reader back.
    main.addEventListener("scroll", look, { passive: true })
    main.addEventListener("focusin", look)
    return () => {
      observer.disconnect()
      main.removeEventListener("scroll", look)
      main.removeEventListener("focusin", look)
    }
  }, [page])
}

const topOf = (element: Element): number => element.getBoundingClientRect().top

/** By how much a cell's end lies below the page's. */
function overhang(main: Element, cell: Element): number {
  return cell.getBoundingClientRect().bottom + BELOW - main.getBoundingClientRect().bottom
}

function previousCell(main: Element, cell: Element): Element | undefined {
  const cells = [...main.querySelectorAll(".cell")]
  return cells[cells.indexOf(cell) - 1]
}
