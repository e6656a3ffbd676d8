import { useEffect, useState, type RefObject } from "react"

type Listener = (near: boolean) => void
const listeners = new WeakMap<Element, Listener>()

const watcher =
  typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver(
        (entries) => {
          for (const entry of entries) listeners.get(entry.target)?.(entry.isIntersecting)
        },
        { rootMargin: "200% 0px" },
      )

/** Whether the element has ever come within two screens of the view: from then on a cell keeps its editor. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(watcher === null)
  useEffect(() => {
    const target = element.current
    if (near || target === null || watcher === null) return
    listeners.set(target, (isNear) => {
      if (isNear) setNear(true)
    })
    watcher.observe(target)
    return () => watcher.unobserve(target)
  }, [element, near])
  return near
}
