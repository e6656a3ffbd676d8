/** The window's regions, in the order F6 visits them. */
const REGIONS = ["top", "left", "page", "right", "status"]

function isShown(element: HTMLElement): boolean {
  return element.offsetWidth > 0 && element.offsetHeight > 0
}

/** Puts the focus into the next region that is shown, on its first control, or on the region itself. */
export function cycleRegion(by: 1 | -1): void {
  const shown = REGIONS.flatMap((name) => {
    const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
    return region !== null && isShown(region) ? [region] : []
  })
  const at = shown.findIndex((region) => region.contains(document.activeElement))
  const target = shown.at((at + by + shown.length) % shown.length)
  if (target === undefined) return
  const inside =
    target.querySelector<HTMLElement>('[data-focused-cell="true"]') ??
    target.querySelector<HTMLElement>("button, input, select, [tabindex='0']")
  ;(inside ?? target).focus()
}
