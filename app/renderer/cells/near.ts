import { useEffect, useState, type RefObject } from "react"
import { later } from "../math/queue"

type Listener = () => void
const listeners = new WeakMap<Element, Listener>()

const watcher =
  typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver(
        (entries) => {
          for (const entry of entries) if (entry.isIntersecting) listeners.get(entry.target)?.()
        },
        { rootMargin: "200% 0px" },
      )

/** Cells at the top of the document are drawn at once, so that the first paint is whole. */
const AT_ONCE = 12

/**
 * Whether a cell's content is to be drawn: at once for the first cells, when it comes within two screens of the view, and for all others in
 * idle time, so that fast scrolling meets no blank. Before that its place is held.
 */
export function useDrawn(element: RefObject<Element | null>, index: number): boolean {
  const [drawn, setDrawn] = useState(index < AT_ONCE || watcher === null)
  useEffect(() => {
    const target = element.current
    if (drawn || target === null || watcher === null) return
    const draw = (): void => setDrawn(true)
    listeners.set(target, draw)
    watcher.observe(target)
    const forget = later(target, draw)
    addEventListener("beforeprint", draw)
    return () => {
      watcher.unobserve(target)
      forget()
      removeEventListener("beforeprint", draw)
    }
  }, [element, drawn])
  return drawn
}

const editorListeners = new WeakMap<Element, Listener>()
const editorWatcher =
  typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver(
        (entries) => {
          for (const entry of entries) if (entry.isIntersecting) editorListeners.get(entry.target)?.()
        },
        { rootMargin: "60% 0px" },
      )

/** Whether a cell has its editor: as soon as it is asked for, and near the view once there is time for it. */
export function useEditor(element: RefObject<Element | null>, wanted: boolean): boolean {
  const [made, setMade] = useState(wanted)
  useEffect(() => {
    if (wanted) setMade(true)
  }, [wanted])
  useEffect(() => {
    const target = element.current
    if (made || target === null || editorWatcher === null) return
    let forget: (() => void) | null = null
    editorListeners.set(target, () => {
      forget ??= later(target, () => setMade(true))
    })
    editorWatcher.observe(target)
    return () => {
      editorWatcher.unobserve(target)
      forget?.()
    }
  }, [element, made])
  return made || wanted
}
