import { memo, useLayoutEffect, useRef, useState } from "react"
import { typesetterNow, withTypesetter, type Typesetter } from "./load"
import { plainNumber } from "./plain-number"
import { enqueue } from "./queue"
import { strings } from "../strings"

interface Props {
  readonly tex: string
  readonly display?: boolean
}

/** A formula. An integer is drawn as text in the typesetter's font, which it would come out as; all else is set. */
export const Formula = memo(function Formula({ tex, display = false }: Props) {
  const number = plainNumber(tex)
  if (number === null) return <SetFormula tex={tex} display={display} />
  return <span className={display ? "formula display plain-number" : "formula plain-number"}>{number}</span>
})

/** Until it is set, its TeX stands in a formula's place. One that cannot be set stays as TeX with the reason. */
function SetFormula({ tex, display }: { readonly tex: string; readonly display: boolean }) {
  const host = useRef<HTMLSpanElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const draw = ({ typeset }: Typesetter): void => {
      const made = typeset(tex, display)
      if (made.ok) element.replaceChildren(made.node.cloneNode(true))
      else element.textContent = tex
      setProblem(made.ok ? null : made.error)
    }
    const typesetter = typesetterNow()
    if (typesetter?.isCached(tex, display) === true) return draw(typesetter)
    element.textContent = tex
    let dequeue = (): void => undefined
    const forget = withTypesetter((typesetter) => {
      dequeue = enqueue(element, () => draw(typesetter))
    })
    return () => {
      forget()
      dequeue()
    }
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
}
