import { useEffect, useState } from "react"
import type { CellOutput } from "../../contract/document"
import type { Output, PictureViewName, ViewWindow } from "../../contract/outputs"
import { RemoteError } from "../../contract/rpc"
import { PictureView } from "../pictures/PictureView"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { FormulaView, TableView } from "./Simple"

export type FetchedKind = PictureViewName

interface Props {
  readonly id: CellOutput["id"]
  readonly view: FetchedKind
}

interface Choice {
  readonly modulus: number
  readonly columns: number
  /** The first exponent shown; null from the beginning. */
  readonly from: number | null
}

/** A view that the session makes from the value: a picture's data, or a product's exponents. */
export function FetchedView({ id, view }: Props) {
  const [choice, setChoice] = useState<Choice>({ modulus: 5, columns: 20, from: null })
  const made = useView(id, view, choice)
  if (made === null) return <div className="view-waiting" aria-busy="true" />
  if ("message" in made) return <p className="note">{made.message}</p>
  return (
    <div className="fetched">
      {view === "residues" && <ResidueChoice choice={choice} onChange={setChoice} />}
      {view === "dissection" && (
        <ClassChoice classes={choice.modulus} onChange={(modulus) => setChoice({ ...choice, modulus })} />
      )}
      <DrawnView output={made} />
      {made.kind === "picture" && made.window !== undefined && (
        <WindowChoice window={made.window} onChange={(from) => setChoice({ ...choice, from })} />
      )}
    </div>
  )
}

function DrawnView({ output }: { readonly output: Output }) {
  if (output.kind === "picture")
    return <PictureView picture={output.picture} caption={output.caption} description={output.description} />
  if (output.kind === "table") return <TableView output={output} />
  if (output.kind === "formula") return <FormulaView output={output} />
  return null
}

function useView(
  id: CellOutput["id"],
  view: FetchedKind,
  { modulus, columns, from }: Choice,
): Output | { readonly message: string } | null {
  const page = usePage()
  const [made, setMade] = useState<Output | { readonly message: string } | null>(null)
  useEffect(() => {
    const { documentId } = page.state.notebook
    if (documentId === null) return
    const stop = new AbortController()
    const choice = {
      ...(view === "residues" || view === "dissection" ? { modulus } : {}),
      ...(view === "residues" ? { columns } : {}),
      ...(from === null ? {} : { from }),
    }
    page.client["output.view"]({ documentId, outputId: id, view, ...choice }, { signal: stop.signal }).result.then(
      (answer) => setMade(answer.output),
      (error: unknown) => {
        if (!(error instanceof RemoteError)) throw error
        if (error.failure.code === "cancelled") return
        const isGone = error.failure.code === "notFound" || error.failure.code === "sessionLost"
        setMade({
          message: isGone ? strings.output.gone : [error.failure.message, error.failure.hint].filter(Boolean).join(" "),
        })
      },
    )
    return () => stop.abort()
  }, [page, id, view, modulus, columns, from])
  return made
}

function ResidueChoice({ choice, onChange }: { readonly choice: Choice; readonly onChange: (choice: Choice) => void }) {
  return (
    <div className="view-choice">
      <label>
        {strings.picture.modulus}
        <input
          type="number"
          min={2}
          max={10_000}
          value={choice.modulus}
          onChange={(event) => onChange(withModulus(choice, event.target.valueAsNumber))}
        />
      </label>
      <label>
        {strings.picture.columns}
        <input
          type="range"
          min={2}
          max={120}
          value={choice.columns}
          onChange={(event) => onChange({ ...choice, columns: event.target.valueAsNumber })}
        />
        <output>{choice.columns}</output>
      </label>
    </div>
  )
}

/** Moves a view that shows a part of a long series. */
function WindowChoice({
  window: { from, count, first, last },
  onChange,
}: {
  readonly window: ViewWindow
  readonly onChange: (from: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const latest = Math.max(first, last - count + 1)
  const go = (to: number): void => {
    setTyped(null)
    if (Number.isInteger(to)) onChange(Math.max(first, Math.min(latest, to)))
  }
  return (
    <form
      className="view-choice"
      onSubmit={(event) => {
        event.preventDefault()
        go(Number(typed ?? from))
      }}
    >
      <button type="button" className="dashed" disabled={from <= first} onClick={() => go(from - count)}>
        {strings.picture.earlier}
      </button>
      <label>
        {strings.picture.fromN}
        <input
          type="number"
          min={first}
          max={last}
          value={typed ?? from}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => typed !== null && go(Number(typed))}
        />
      </label>
      <input
        type="range"
        className="place"
        aria-label={strings.picture.place}
        min={first}
        max={latest}
        step={1}
        value={from}
        onChange={(event) => go(event.target.valueAsNumber)}
      />
      <button type="button" className="dashed" disabled={from >= latest} onClick={() => go(from + count)}>
        {strings.picture.later}
      </button>
    </form>
  )
}

const MOST_CLASSES = 60

function ClassChoice({
  classes,
  onChange,
}: {
  readonly classes: number
  readonly onChange: (classes: number) => void
}) {
  const change = (value: number): void => {
    if (Number.isInteger(value) && value >= 1 && value <= MOST_CLASSES) onChange(value)
  }
  return (
    <div className="view-choice">
      <label>
        {strings.picture.classes}
        <input
          type="number"
          min={1}
          max={MOST_CLASSES}
          value={classes}
          onChange={(event) => change(event.target.valueAsNumber)}
        />
      </label>
    </div>
  )
}

/** Rows that are a multiple of the modulus long put a class into a column. */
function withModulus(choice: Choice, modulus: number): Choice {
  if (!Number.isInteger(modulus) || modulus < 2) return choice
  return {
    ...choice,
    modulus,
    columns: Math.min(120, modulus * Math.max(1, Math.round(20 / modulus))),
  }
}
