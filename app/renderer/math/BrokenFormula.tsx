import { useMemo } from "react"
import { Formula } from "./Formula"
import { splitSum } from "./split-sum"

interface Props {
  readonly tex: string
  readonly display?: boolean
  /** Punctuation that must stay with the last piece. */
  readonly after?: string
}

/** A formula that may take several lines, broken between the terms of its outermost sum. */
export function BrokenFormula({ tex, display = false, after = "" }: Props) {
  const pieces = useMemo(() => splitSum(tex), [tex])
  const style = display ? "\\displaystyle " : ""
  return pieces.map((piece, i) => (
    <span key={i} className="piece">
      {/* An empty atom before a sign gives it a binary sign's spaces. */}
      <Formula tex={`${style}${i > 0 ? "{}" : ""}${piece}`} />
      {i === pieces.length - 1 && after}
    </span>
  ))
}
