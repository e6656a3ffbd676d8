import { useMemo, useState } from "react"
import type { CellOutput } from "../../contract/document"
import type { ForeignOutput, FormulaOutput, ListOutput, TableOutput } from "../../contract/outputs"
import { BrokenFormula } from "../math/BrokenFormula"
import { Formula } from "../math/Formula"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { imageBlob } from "./image"
import { Scrolling } from "./Scrolling"
import { useBlobAddress } from "./use-blob"

/** Longer TeX than this is shown as its text: typesetting it would hold up the page. */
const MAX_PIECE = 4000
const MAX_PIECES = 60

/** TeX pieces, each typeset for itself, so that a line can break between two of them. */
export function FormulaView({ output }: { readonly output: FormulaOutput }) {
  const isLong = output.latex.length > MAX_PIECES || output.latex.some((piece) => piece.length > MAX_PIECE)
  return (
    <Scrolling className="formula-output" label={strings.output.formula} certainty={output.certainty}>
      {output.name !== undefined && <AssignedName name={output.name} />}
      {isLong ? (
        <code className="long-text">{output.text}</code>
      ) : (
        output.latex.map((piece, i) => <BrokenFormula key={i} tex={piece} display continued={i > 0} />)
      )}
      {output.digits !== undefined && <small className="digits">({strings.output.digits(output.digits)})</small>}
    </Scrolling>
  )
}

export function AssignedName({ name }: { readonly name: string }) {
  return (
    <>
      <span className="assigned">
        <span className="assigned-name">{name}</span> <span className="assign">:=</span>
      </span>{" "}
    </>
  )
}

const BRACKETS = {
  list: ["[", "]"],
  set: ["{", "}"],
  sequence: ["", ""],
} as const

export function ListView({ id, output }: { readonly id: CellOutput["id"]; readonly output: ListOutput }) {
  const page = usePage()
  const [items, setItems] = useState(output.items)
  const [open, close] = BRACKETS[output.valueKind]
  const rest = output.count - items.length
  const more = async (): Promise<void> => {
    const { documentId } = page.state.notebook
    if (documentId === null) return
    const answer = await page.attempt(
      page.client["output.items"]({
        documentId,
        outputId: id,
        from: items.length,
        count: 200,
      }).result,
    )
    if (answer !== null) setItems([...items, ...answer.items])
  }
  return (
    <Scrolling className="list-output" label={strings.output.formula}>
      {output.name !== undefined && <AssignedName name={output.name} />}
      <span className="bracket">{open}</span>
      {items.map((item, i) => {
        const isLast = i === output.count - 1
        return (
          <span key={i} className="item">
            {item.latex.length > MAX_PIECE ? (
              <code>{isLast ? item.text : `${item.text},`}</code>
            ) : (
              <BrokenFormula tex={item.latex} after={isLast ? "" : ","} />
            )}
            {!isLast && " "}
          </span>
        )
      })}
      {rest > 0 && (
        <button type="button" className="dashed more" onClick={() => void more()}>
          {strings.output.items(rest)}
        </button>
      )}
      <span className="bracket">{close}</span>
    </Scrolling>
  )
}

const FOLD_LINES = 24

/** Words of the engine or of a file, in monospace, never interpreted. */
export function TextView({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const lines = useMemo(() => text.replace(/\n$/, "").split("\n"), [text])
  const folds = lines.length > FOLD_LINES
  return (
    <div className="text-output">
      <pre>{folds && !whole ? lines.slice(0, FOLD_LINES).join("\n") : text}</pre>
      {folds && (
        <button type="button" className="dashed more" onClick={() => setWhole(!whole)}>
          {whole ? strings.output.fewerLines : strings.output.lines(lines.length - FOLD_LINES)}
        </button>
      )}
    </div>
  )
}

export function TableView({ output }: { readonly output: TableOutput }) {
  return (
    <figure className="table-output">
      {output.name !== undefined && <AssignedName name={output.name} />}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={output.caption}>
        <table>
          <thead>
            <tr>
              {output.columns.map((column, i) => (
                <th key={i} scope="col" data-align={column.align}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {output.rows.map((row, r) => (
              <tr key={r}>
                {row.map((entry, c) => (
                  <td key={c} data-align={output.columns[c]?.align ?? "left"}>
                    {entry}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption>
        {output.caption}
        {output.rowCount > output.rows.length && ` ${strings.output.rows(output.rows.length, output.rowCount)}`}
      </figcaption>
    </figure>
  )
}

/** Outputs of other programs: text, TeX, pictures whose bytes are what they claim; all else as source text. */
export function ForeignView({ output }: { readonly output: ForeignOutput }) {
  const { shown } = output
  switch (shown.as) {
    case "text":
      return <TextView text={shown.text} />
    case "latex":
      return (
        <Scrolling className="formula-output" label={strings.output.formula}>
          <Formula tex={shown.latex.replace(/^\s*\$+|\$+\s*$/g, "")} display />
        </Scrolling>
      )
    case "image":
      return <ImageView mime={shown.mime} base64={shown.base64} alt={shown.alt} />
    case "source":
      return (
        <figure>
          <TextView text={shown.text} />
          <figcaption>{strings.output.foreignNote(shown.mime)}</figcaption>
        </figure>
      )
  }
}

function ImageView({ mime, base64, alt }: { readonly mime: string; readonly base64: string; readonly alt: string }) {
  const blob = useMemo(() => imageBlob(mime, base64), [mime, base64])
  const address = useBlobAddress(blob)
  if (blob === null) return <p className="note">{strings.output.badImage}</p>
  return address === null ? null : (
    <img className="foreign-image" src={address} alt={alt === "" ? strings.output.imageAlt : alt} />
  )
}
