import type { Certainty as CertaintyKind, Evidence } from "../../contract/outputs"
import { strings } from "../strings"

const MARKS: Readonly<Record<CertaintyKind, string>> = {
  exact: "",
  order: "",
  checked: "◐",
  proved: "✓",
  numerical: "≈",
}

interface Props {
  readonly certainty: CertaintyKind
  readonly order?: string | null
  readonly evidence?: Evidence | undefined
}

/** How sure the shown value is: exact, known to an order, a checked guess, proved, numerical; never drawn alike. */
export function Certainty({ certainty, order, evidence }: Props) {
  const words =
    certainty === "order" ? strings.output.certainty.order(order ?? "") : strings.output.certainty[certainty]
  const beyond = certainty === "checked" ? evidence?.beyond : undefined
  const from = evidence?.used === undefined ? "" : strings.output.guessFrom(evidence.used)
  return (
    <span
      className="certainty"
      data-certainty={certainty}
      title={evidence === undefined ? undefined : `${from} ${evidence.sentence}`.trim()}
    >
      {MARKS[certainty] !== "" && <span aria-hidden="true">{MARKS[certainty]} </span>}
      {beyond === undefined ? words : strings.output.checkedBeyond(beyond)}
    </span>
  )
}
