import { Fragment, memo, useMemo } from "react"
import { highlightedPieces, markPieces } from "./highlight"

interface Props {
  readonly source: string
  /** What the last run failed at, underlined as in an editor. */
  readonly failed?: { readonly from: number; readonly to: number } | undefined
}

/** Code as coloured text: what a cell shows while no hand is on it, and what examples show. */
export const StaticCode = memo(function StaticCode({ source, failed }: Props) {
  const pieces = useMemo(() => markPieces(highlightedPieces(source), failed), [source, failed])
  return (
    <pre className="static-code">
      <code>
        {pieces.map(({ text, className }, i) =>
          className === "" ? (
            <Fragment key={i}>{text}</Fragment>
          ) : (
            <span key={i} className={className}>
              {text}
            </span>
          ),
        )}
        {"\n"}
      </code>
    </pre>
  )
})
