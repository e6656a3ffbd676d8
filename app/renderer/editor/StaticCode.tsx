import { Fragment, memo, useMemo } from "react"
import { highlightedPieces } from "./highlight"

/** Code as coloured text: what a cell shows until it is near the view, and what examples show. */
export const StaticCode = memo(function StaticCode({ source }: { readonly source: string }) {
  const pieces = useMemo(() => highlightedPieces(source), [source])
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
