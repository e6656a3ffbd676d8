import { useMemo } from "react"
import { brokenTerm, splitTerms, TIMES } from "../../language/tex"
import { Formula } from "./Formula"

interface Props {
  readonly tex: string
  readonly display?: boolean
  /** Punctuation that must stay with the last piece. */
  readonly after?: string
}

/** Shorter formulas are set whole. */
const WHOLE = 90
/** About as many digits as stand in a line of the page. */
const LINE = 64

/** A formula that may take several lines, broken between the terms of its outermost sum, and between the factors of a term that fills a line. */
export function BrokenFormula({ tex, display = false, after = "" }: Props) {
  const pieces = useMemo(() => linePieces(tex), [tex])
  const style = display ? "\\displaystyle " : ""
  return pieces.map((piece, i) => (
    <span key={i} className="piece">
      {/* An empty atom before a sign gives it a binary sign's spaces. */}
      <Formula tex={`${style}${i > 0 ? "{}" : ""}${piece}`} />
      {i === pieces.length - 1 && after}
    </span>
  ))
}

function linePieces(tex: string): readonly string[] {
  if (tex.length < WHOLE) return [tex]
  return splitTerms(tex).flatMap((term) => brokenTerm(term, LINE).map((piece) => piece.replace(TIMES, "")))
}
