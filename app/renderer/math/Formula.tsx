import { memo, useLayoutEffect, useRef, useState } from "react"
import { enqueue } from "./queue"
import { isCached, typeset } from "./typesetter"
import { strings } from "../strings"

interface Props {
  readonly tex: string
  readonly display?: boolean
}

/** A formula; until it is set its TeX stands in its place. A formula that cannot be set stays as TeX with the reason. */
export const Formula = memo(function Formula({ tex, display = false }: Props) {
  const host = useRef<HTMLSpanElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const draw = (): void => {
      const made = typeset(tex, display)
      if (made.ok) element.replaceChildren(made.node.cloneNode(true))
      else element.textContent = tex
      setProblem(made.ok ? null : made.error)
    }
    if (isCached(tex, display)) return draw()
    element.textContent = tex
    return enqueue(element, draw)
  }, [tex, display])
  return (
    <>
      <span
        ref={host}
        className={display ? "formula display" : "formula"}
        data-problem={problem !== null || undefined}
      />
      {problem !== null && <span className="tex-problem">{strings.tex.problem(problem)}</span>}
    </>
  )
})
