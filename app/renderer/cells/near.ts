import { useEffect, useState, type RefObject } from "react"
import { flushSync } from "react-dom"
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
        { rootMargin: "60% 0px" },
      )

/**
 * Calls back once: in idle time, those near the view first, or at once when the element is about to be seen. Returns how to call it off. What the
 * callback makes React draw is drawn within it, so that a slice of idle time knows how long it took.
 */
export function whenNear(element: Element, come: Listener): () => void {
  const drawIdly = (): void => flushSync(come)
  const forget = later(element, drawIdly)
  listeners.set(element, come)
  watcher?.observe(element)
  addEventListener("beforeprint", come)
  return () => {
    forget()
    watcher?.unobserve(element)
    removeEventListener("beforeprint", come)
  }
}

/** Cells at the top of the document are drawn at once, so that the first paint is whole. */
const AT_ONCE = 12

/**
 * Whether a cell's content is to be drawn: at once for the first cells and the one in hand, when it comes near the view, and for all others in idle
 * time, so that fast scrolling meets no blank. Before that its place is held.
 */
export function useDrawn(element: RefObject<Element | null>, index: number, inHand: boolean): boolean {
  const [drawn, setDrawn] = useState(index < AT_ONCE || watcher === null)
  useEffect(() => {
    const target = element.current
    if (drawn || target === null || watcher === null) return
    const draw = (): void => setDrawn(true)
    if (inHand) return draw()
    return whenNear(target, draw)
  }, [element, drawn, inHand])
  return drawn || inHand
}

/** Editors that are kept beside the one in hand; an older one gives its place to plain text. */
const KEPT_EDITORS = 8
const kept: (() => void)[] = []

function keep(letGo: () => void): void {
  forgetKept(letGo)
  kept.push(letGo)
  if (kept.length > KEPT_EDITORS) kept.shift()?.()
}

function forgetKept(letGo: () => void): void {
  const at = kept.indexOf(letGo)
  if (at >= 0) kept.splice(at, 1)
}

/** How long the hand rests on a cell before it has its editor. */
const REST = 40

/**
 * Whether a cell has its editor: while it is `wanted`, and from the moment that the hand rests on it, so that a press finds a living text. Each
 * editor listens to the whole page; a notebook of a thousand of them would make each key as slow as a thousand.
 */
export function useEditor(element: RefObject<Element | null>, wanted: boolean): boolean {
  const [made, setMade] = useState(wanted)
  if (wanted && !made) setMade(true)
  useEffect(() => {
    const target = element.current
    if (target === null || made) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const come = (): void => {
      timer = setTimeout(() => setMade(true), REST)
    }
    const leave = (): void => clearTimeout(timer)
    target.addEventListener("pointerenter", come)
    target.addEventListener("pointerleave", leave)
    return () => {
      leave()
      target.removeEventListener("pointerenter", come)
      target.removeEventListener("pointerleave", leave)
    }
  }, [element, made])
  useEffect(() => {
    if (!made || wanted) return
    const letGo = (): void => setMade(false)
    keep(letGo)
    return () => forgetKept(letGo)
  }, [made, wanted])
  return made || wanted
}
