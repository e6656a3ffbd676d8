import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import { createPortal } from "react-dom"

interface Props {
  readonly anchor: HTMLElement
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

const ITEMS = '[role="menuitem"], [role="menuitemradio"]'
const GAP = 4

/** Where a box of this size stands beside its anchor: below and right-aligned, or above when there is no room. */
function place(anchor: DOMRect, width: number, height: number): { left: number; top: number } {
  const left = Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))
  const below = anchor.bottom + GAP
  const top = below + height < innerHeight - 8 ? below : Math.max(8, anchor.top - GAP - height)
  return { left, top }
}

/** A menu on top of the page: arrow keys walk it, Escape and a press elsewhere close it. */
export function FloatingMenu({ anchor, label, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ left: -9999, top: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    setAt(place(anchor.getBoundingClientRect(), element.offsetWidth, element.offsetHeight))
    element.querySelector<HTMLElement>(ITEMS)?.focus({ preventScroll: true })
  }, [anchor])
  useEffect(() => {
    const press = (event: PointerEvent): void => {
      const target = event.target
      if (target instanceof Node && !box.current?.contains(target) && !anchor.contains(target)) onClose()
    }
    addEventListener("pointerdown", press, true)
    return () => removeEventListener("pointerdown", press, true)
  }, [anchor, onClose])
  const walk = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const items = [...(box.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]
    const now = items.findIndex((item) => item === document.activeElement)
    const moves: Record<string, number> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      Home: 0,
      End: -1,
    }
    const target = moves[event.key]
    if (event.key === "Escape" || event.key === "Tab") onClose()
    else if (target === undefined) return
    else items.at(target % items.length)?.focus()
    event.preventDefault()
  }
  return createPortal(
    <div ref={box} className="menu" role="menu" aria-label={label} style={at} onKeyDown={walk} data-floating="true">
      {children}
    </div>,
    document.body,
  )
}
