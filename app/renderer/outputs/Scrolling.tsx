import { useEffect, useRef, useState, type ReactNode } from "react"

interface Props {
  readonly className: string
  readonly label: string
  readonly certainty?: string
  readonly children: ReactNode
}

/** A line that scrolls sideways when it is too long, and is then reached by the keyboard. */
export function Scrolling({ className, label, certainty, children }: Props) {
  const outer = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const box = outer.current
    const content = inner.current
    if (box === null || content === null) return
    const measure = (): void => setScrolls(box.scrollWidth > box.clientWidth + 1)
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    observer.observe(content)
    return () => observer.disconnect()
  }, [])
  const reachable = scrolls ? { tabIndex: 0, role: "group", "aria-label": label } : {}
  return (
    <div ref={outer} className={`${className} scrolling`} data-certainty={certainty} {...reachable}>
      <div ref={inner} className="scrolled">
        {children}
      </div>
    </div>
  )
}
