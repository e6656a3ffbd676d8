/** The offset in an element's text at a point of the screen; null when the point is on no text of it. */
export function offsetAtPoint(element: HTMLElement, x: number, y: number): number | null {
  const at = document.caretPositionFromPoint(x, y)
  if (at === null || !element.contains(at.offsetNode)) return null
  const range = document.createRange()
  range.selectNodeContents(element)
  range.setEnd(at.offsetNode, at.offset)
  return range.toString().length
}
