import { memo, useState, type ReactNode } from "react"
import type { CellId, CellOutput } from "../../contract/document"
import type { Output, SeriesOutput } from "../../contract/outputs"
import { PICTURE_VIEWS } from "../../contract/picture-views"
import { locate } from "../store/page"
import { usePage, usePart } from "../store/context"
import { PictureView } from "../pictures/PictureView"
import { bytes, duration, strings } from "../strings"
import { Certainty } from "./Certainty"
import { CopyAs } from "./CopyAs"
import { ErrorCard } from "./ErrorCard"
import { FetchedView, type FetchedKind } from "./FetchedView"
import { ForeignView, FormulaView, ListView, TableView, TextView } from "./Simple"
import { Series } from "./Series"
import { SeriesTable } from "./SeriesTable"

const VIEWS = ["series", "table", ...PICTURE_VIEWS] as const
type View = (typeof VIEWS)[number]
const FIRST_VIEWS: readonly View[] = ["series", "table", "plot", "residues", "product"]

interface Props {
  readonly cellId: CellId
  readonly position: number
  readonly output: CellOutput
}

function isView(text: string | undefined): text is View {
  return VIEWS.some((view) => view === text)
}

/** One output of a cell: the value in the chosen view, and below it what can be done with it. */
export const OutputBlock = memo(function OutputBlock({ cellId, position, output: { id, output } }: Props) {
  return (
    <div className={`output output-${output.kind}`} data-output={id}>
      {output.kind === "series" ? (
        <SeriesBlock cellId={cellId} position={position} id={id} output={output} />
      ) : (
        <OtherOutput cellId={cellId} id={id} output={output} />
      )}
    </div>
  )
})

interface SeriesProps {
  readonly cellId: CellId
  readonly position: number
  readonly id: CellOutput["id"]
  readonly output: SeriesOutput
}

function SeriesBlock({ cellId, position, id, output }: SeriesProps) {
  const page = usePage()
  const chosen = usePart((state) => locate(state.notebook, cellId)?.cell.view.views?.[String(position)])
  const view = isView(chosen) ? chosen : "series"
  const choose = (next: View): void => {
    const now = locate(page.state.notebook, cellId)?.cell.view ?? {}
    const views = { ...now.views, [String(position)]: next }
    page.change(
      { operations: [{ type: "setView", cellId, view: { ...now, views } }] },
      strings.labels.view,
      `view:${id}`,
    )
  }
  return (
    <>
      {view === "series" && <Series id={id} output={output} onTable={() => choose("table")} />}
      {view === "table" && <SeriesTable id={id} output={output} />}
      {view !== "series" && view !== "table" && <FetchedView id={id} view={view satisfies FetchedKind} />}
      <div className="output-tools">
        <ViewTabs view={view} choose={choose} />
        <div className="copy-and-facts">
          <CopyAs id={id} total={output.termCount} />
          <SeriesFacts cellId={cellId} output={output} />
        </div>
      </div>
    </>
  )
}

function ViewTabs({ view, choose }: { readonly view: View; readonly choose: (view: View) => void }) {
  const [all, setAll] = useState(!FIRST_VIEWS.includes(view))
  const shown = all ? VIEWS : FIRST_VIEWS
  return (
    <div className="views" role="group" aria-label={strings.output.viewsLabel}>
      {shown.map((name) => (
        <button key={name} type="button" className="view" aria-pressed={name === view} onClick={() => choose(name)}>
          {strings.output.views[name]}
        </button>
      ))}
      {!all && (
        <button
          type="button"
          className="view"
          aria-label={strings.output.moreViews}
          title={strings.output.moreViews}
          onClick={() => setAll(true)}
        >
          ⋯
        </button>
      )}
    </div>
  )
}

function SeriesFacts({ cellId, output }: { readonly cellId: CellId; readonly output: SeriesOutput }) {
  const milliseconds = usePart((state) => state.notebook.runs.get(cellId)?.milliseconds)
  const facts = [
    strings.output.terms(output.termCount),
    milliseconds === undefined ? null : duration(milliseconds),
    output.bytes === undefined ? null : bytes(output.bytes),
  ].filter((fact) => fact !== null)
  return (
    <span className="facts">
      {output.certainty !== "order" && (
        <>
          <Certainty certainty={output.certainty} order={output.order} evidence={output.evidence} />
          {" · "}
        </>
      )}
      {facts.join(" · ")}
    </span>
  )
}

interface OtherProps {
  readonly cellId: CellId
  readonly id: CellOutput["id"]
  readonly output: Exclude<Output, SeriesOutput>
}

function OtherOutput({ cellId, id, output }: OtherProps) {
  switch (output.kind) {
    case "formula":
      return (
        <WithCopy id={id}>
          <FormulaView output={output} />
          {(output.evidence !== undefined || output.certainty === "proved" || output.certainty === "checked") && (
            <p className="evidence">
              {output.certainty !== "order" && output.certainty !== "exact" && (
                <>
                  <Certainty certainty={output.certainty} evidence={output.evidence} />
                  {" · "}
                </>
              )}
              {output.evidence?.sentence}
            </p>
          )}
        </WithCopy>
      )
    case "list":
      return (
        <WithCopy id={id}>
          <ListView id={id} output={output} />
        </WithCopy>
      )
    case "text":
      return <TextView text={output.text} />
    case "warning":
      return <p className="warning">{output.text}</p>
    case "error":
      return <ErrorCard cellId={cellId} failure={output.failure} />
    case "table":
      return <TableView output={output} />
    case "picture":
      return (
        <WithCopy id={id} pictureOnly>
          <PictureView picture={output.picture} caption={output.caption} description={output.description} />
        </WithCopy>
      )
    case "foreign":
      return <ForeignView output={output} />
  }
}

interface WithCopyProps {
  readonly id: CellOutput["id"]
  readonly pictureOnly?: boolean
  readonly children: ReactNode
}

/** A value whose copy menu shows when the hand or the focus is near. */
function WithCopy({ id, pictureOnly = false, children }: WithCopyProps) {
  return (
    <div className="with-copy">
      <div className="with-copy-value">{children}</div>
      <CopyAs id={id} total={null} pictureOnly={pictureOnly} />
    </div>
  )
}
