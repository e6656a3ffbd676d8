import { Fragment, memo } from "react"
import type { Term } from "../../contract/outputs"
import { Formula } from "../math/Formula"
import { strings } from "../strings"
import { foldDigits, isNumber, shapeOf } from "./series-layout"

interface Props {
  readonly terms: readonly Term[]
  readonly variable: string
  /** Position of the first of these terms in the series. */
  readonly from: number
  readonly foldAfter: number
  /** Coefficients the reader asked to see whole, by exponent. */
  readonly unfolded: ReadonlyMap<string, string>
  readonly onUnfold: (term: Term) => Promise<void>
}

/** "q", or a variable with an index written upright in TeX's way. */
function Variable({ name }: { readonly name: string }) {
  return <i>{name}</i>
}

function minus(text: string): string {
  return text.replaceAll("-", "−")
}

interface CoefficientProps extends Pick<Props, "foldAfter" | "unfolded" | "onUnfold"> {
  readonly term: Term
}

function Coefficient({ term, foldAfter, unfolded, onUnfold }: CoefficientProps) {
  const shape = shapeOf(term)
  const whole = unfolded.get(term.exponent)
  if (shape.coefficient === "") return null
  if (!isNumber(term.coefficient)) return <Symbolic term={term} bracketed={shape.bracketed} />
  const folded =
    term.digits === undefined
      ? foldDigits(shape.coefficient, foldAfter)
      : { text: shape.coefficient, digits: term.digits }
  if (folded === null) return shape.coefficient
  if (whole !== undefined) return <span className="whole-number">{whole.replace(/^-/, "")}</span>
  return (
    <button type="button" className="folded-number" tabIndex={-1} onClick={() => void onUnfold(term)}>
      {folded.text}
      <small> ({strings.output.digits(folded.digits)})</small>
    </button>
  )
}

function Symbolic({ term, bracketed }: { readonly term: Term; readonly bracketed: boolean }) {
  const inner = term.latex === undefined ? minus(term.coefficient) : <Formula tex={term.latex} />
  return bracketed ? <>({inner})</> : inner
}

function Power({ variable, exponent }: { readonly variable: string; readonly exponent: string }) {
  if (exponent === "0") return null
  return (
    <>
      <Variable name={variable} />
      {exponent !== "1" && <sup>{minus(exponent)}</sup>}
    </>
  )
}

/** A run of terms as inline text: it wraps at the window's width, is selected and found as text, and costs no typesetting. */
export const Terms = memo(function Terms({ terms, variable, from, foldAfter, unfolded, onUnfold }: Props) {
  return terms.map((term, i) => {
    const { negative } = shapeOf(term)
    const isFirst = from + i === 0
    return (
      <Fragment key={from + i}>
        <wbr />
        <span className="term" data-term={from + i} tabIndex={-1}>
          {isFirst ? (
            negative && <span className="sign first">−</span>
          ) : (
            <span className="sign"> {negative ? "−" : "+"} </span>
          )}
          <Coefficient term={term} foldAfter={foldAfter} unfolded={unfolded} onUnfold={onUnfold} />
          <Power variable={variable} exponent={term.exponent} />
        </span>
      </Fragment>
    )
  })
})

/** O(q^T), always in sight. */
export function OrderTerm({
  variable,
  order,
  alone,
}: {
  readonly variable: string
  readonly order: string
  readonly alone: boolean
}) {
  return (
    <>
      <wbr />
      <span className="term order-term">
        {!alone && <span className="sign"> + </span>}
        <i>O</i>(<Variable name={variable} />
        {order !== "1" && <sup>{minus(order)}</sup>})
      </span>
    </>
  )
}
