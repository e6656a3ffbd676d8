import { useState, type KeyboardEvent, type PointerEvent } from "react"

interface Walk {
  readonly at: number | null
  readonly point: (index: number | null) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Where the pointer is on a picture, in its own lengths: the window may be zoomed, and offsets count what is seen. */
export function placeOn(
  { clientX, clientY, currentTarget }: PointerEvent,
  width: number,
  height: number,
  drawn: Element = currentTarget,
): [number, number] {
  const box = drawn.getBoundingClientRect()
  return [((clientX - box.left) / box.width) * width, ((clientY - box.top) / box.height) * height]
}

/** Going through a picture's marks by arrow keys, or by the pointer: `columns` is how far an up or down arrow goes. */
export function useWalk(
  length: number,
  columns: number,
  words: (index: number) => string,
  onPoint: (words: string | null) => void,
): Walk {
  const [at, setAt] = useState<number | null>(null)
  const point = (index: number | null): void => {
    const valid = index !== null && index >= 0 && index < length ? index : null
    setAt(valid)
    onPoint(valid === null ? null : words(valid))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
    }
    const by = moves[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = at === null ? 0 : at + by
    if (next >= 0 && next < length) point(next)
  }
  return { at, point, onKeyDown }
}
