import { useMemo } from "react"
import { useColumnWidth } from "../cells/width"
import { brokenTerm, splitTerms, TIMES } from "../../language/tex"
import { Formula } from "./Formula"

interface Props {
  readonly tex: string
  readonly display?: boolean
  /** It goes on from the formula before it, so that a sign it begins with stands between two terms. */
  readonly continued?: boolean
  /** Punctuation that must stay with the last piece. */
  readonly after?: string
}

/** Shorter formulas are set whole. */
const WHOLE = 40
/** What stands in a line besides: "Copy as", and some room for what is wider than it was reckoned. */
const BESIDE = 130
const DIGIT = 9.5

/** A formula that may take several lines, broken between the terms of its outermost sum, and between the factors of a term that fills a line. */
export function BrokenFormula({ tex, display = false, continued = false, after = "" }: Props) {
  const digits = Math.max(16, Math.floor((useColumnWidth() - BESIDE) / DIGIT))
  const pieces = useMemo(() => linePieces(tex, digits), [tex, digits])
  const style = display ? "\\displaystyle " : ""
  return pieces.map((piece, i) => (
    <span key={i} className="piece">
      <Formula tex={`${style}${withAtoms(piece, continued || i > 0)}`} />
      {i === pieces.length - 1 && after}
    </span>
  ))
}

/** @param digits about as many as stand in a line */
function linePieces(tex: string, digits: number): readonly string[] {
  if (tex.length < WHOLE) return [tex]
  return splitTerms(tex).flatMap((term) => brokenTerm(term, digits).map((piece) => piece.replace(TIMES, "")))
}

/** A sign between two pieces has its spaces only beside something: an empty atom stands for what is in the other piece. */
function withAtoms(piece: string, continued: boolean): string {
  return `${continued ? "{}" : ""}${/(?:[=<>]|\\(?:equiv|neq?|leq?|geq?))\s*$/.test(piece) ? `${piece}{}` : piece}`
}
