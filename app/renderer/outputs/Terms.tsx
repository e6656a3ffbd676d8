import { Fragment, memo } from "react"
import type { Term } from "../../contract/outputs"
import { Formula } from "../math/Formula"
import { strings } from "../strings"
import { foldDigits, isNumber, shapeOf, type TermShape } from "./series-layout"

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

function minus(text: string): string {
  return text.replaceAll("-", "−")
}

interface CoefficientProps extends Pick<Props, "unfolded" | "onUnfold"> {
  readonly term: Term
  readonly shape: TermShape
  readonly folded: ReturnType<typeof foldDigits>
}

/** A coefficient that is more than a short number. */
function Coefficient({ term, shape, folded, unfolded, onUnfold }: CoefficientProps) {
  const whole = unfolded.get(term.exponent)
  if (folded === null) return <Symbolic term={term} bracketed={shape.bracketed} />
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

/** A fraction on the line, its parts small and apart, so that 1/2 q is not read as 1/(2q). */
function Fraction({ text }: { readonly text: string }) {
  const [above = "", below = ""] = text.split("/")
  return (
    <span className="fraction">
      <sup>{above}</sup>/<sub>{below}</sub>
    </span>
  )
}

function foldedOf(term: Term, shape: TermShape, foldAfter: number): ReturnType<typeof foldDigits> {
  if (!isNumber(term.coefficient)) return null
  return term.digits === undefined
    ? foldDigits(shape.coefficient, foldAfter)
    : { text: shape.coefficient, digits: term.digits }
}

/** The sign before a term, with its space; the space before the sign stands outside the term, where a line may break. */
function signOf(negative: boolean, isFirst: boolean): string {
  if (isFirst) return negative ? "−" : ""
  return negative ? "− " : "+ "
}

/**
 * A run of terms as inline text: it wraps at the window's width, is selected and found as text, and costs no typesetting. There may be thousands, so that
 * each is as few elements as it can be.
 */
export const Terms = memo(function Terms({ terms, variable, from, foldAfter, unfolded, onUnfold }: Props) {
  return terms.map((term, i) => {
    const shape = shapeOf(term)
    const folded = foldedOf(term, shape, foldAfter)
    const isFraction = folded === null && isNumber(term.coefficient) && shape.coefficient.includes("/")
    const isShort = shape.coefficient === "" || (folded === null && isNumber(term.coefficient) && !isFraction)
    const sign = signOf(shape.negative, from + i === 0)
    return (
      <Fragment key={from + i}>
        {" "}
        <span className="term" data-term={from + i} tabIndex={-1}>
          {isShort ? sign + shape.coefficient : sign}
          {isFraction && <Fraction text={shape.coefficient} />}
          {!isShort && !isFraction && (
            <Coefficient term={term} shape={shape} folded={folded} unfolded={unfolded} onUnfold={onUnfold} />
          )}
          {shape.power !== "none" && <i>{variable}</i>}
          {shape.power === "raised" && <sup>{minus(term.exponent)}</sup>}
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
      {" "}
      <span className="term order-term">
        {!alone && "+ "}
        <i>O</i>(<i>{variable}</i>
        {order !== "1" && <sup>{minus(order)}</sup>})
      </span>
    </>
  )
}
