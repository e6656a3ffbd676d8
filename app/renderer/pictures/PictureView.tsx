import { lazy, Suspense, useRef, useState } from "react"
import type { Picture } from "../../contract/outputs"
import { strings } from "../strings"
import { Dissection } from "./Dissection"
import { Ferrers } from "./Ferrers"
import { HalfPlane, Phase } from "./Phase"
import { Circle, Domain, Hecke, Roots } from "./Plane"
import { Congruences, Heat, ProductStrip, Signs, Zeros } from "./Strips"
import { pictureData } from "./data"
import { Residues } from "./Residues"
import { savePng, saveSvg } from "./export"

// They bring a library of their own, which a page without curves need not wait for.
const Growth = lazy(async () => ({ default: (await import("./Curves")).Growth }))
const Stems = lazy(async () => ({ default: (await import("./Curves")).Stems }))

interface Props {
  readonly picture: Picture
  readonly caption: string
  readonly description: string
}

/** A picture drawn by the page from its data, with its caption, the exact value under the pointer, the data as a table, and export. */
export function PictureView({ picture, caption, description }: Props) {
  const [pointed, setPointed] = useState<string | null>(null)
  const [asTable, setAsTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  return (
    <figure className="picture" data-picture={picture.type}>
      {asTable ? (
        <DataTable picture={picture} caption={caption} />
      ) : (
        <div className="drawing" ref={box}>
          <Suspense fallback={<div className="drawing-place" />}>
            <Drawing picture={picture} onPoint={setPointed} description={description} />
          </Suspense>
        </div>
      )}
      <figcaption>
        <span>{caption}</span>
        <span className="pointed" aria-live="polite">
          {pointed}
        </span>
        <span className="picture-tools">
          <button type="button" className="link" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {strings.output.pictureData}
          </button>
          {!asTable && (
            <>
              <button type="button" className="link" onClick={() => saveSvg(box.current)}>
                {strings.picture.savedSvg}
              </button>
              <button type="button" className="link" onClick={() => void savePng(box.current)}>
                {strings.picture.savedPng}
              </button>
            </>
          )}
        </span>
      </figcaption>
    </figure>
  )
}

function Drawing({
  picture,
  ...rest
}: {
  readonly picture: Picture
  readonly onPoint: (words: string | null) => void
  readonly description: string
}) {
  switch (picture.type) {
    case "stems":
      return <Stems picture={picture} {...rest} />
    case "growth":
      return <Growth picture={picture} {...rest} />
    case "residues":
      return <Residues picture={picture} {...rest} />
    case "congruences":
      return <Congruences picture={picture} {...rest} />
    case "signs":
      return <Signs picture={picture} {...rest} />
    case "zeros":
      return <Zeros picture={picture} {...rest} />
    case "product":
      return <ProductStrip picture={picture} {...rest} />
    case "ferrers":
      return <Ferrers picture={picture} {...rest} />
    case "heat":
      return <Heat picture={picture} {...rest} />
    case "roots":
      return <Roots picture={picture} {...rest} />
    case "dissection":
      return <Dissection picture={picture} {...rest} />
    case "phase":
      return <Phase picture={picture} {...rest} />
    case "circle":
      return <Circle picture={picture} {...rest} />
    case "halfplane":
      return <HalfPlane picture={picture} {...rest} />
    case "domain":
      return <Domain picture={picture} {...rest} />
    case "hecke":
      return <Hecke picture={picture} {...rest} />
  }
}

const MOST_ROWS = 500

function DataTable({ picture, caption }: { readonly picture: Picture; readonly caption: string }) {
  const { columns, rows } = pictureData(picture)
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            {columns.map((title) => (
              <th key={title} scope="col" data-align="right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, i) => (
            <tr key={i}>
              {row.map((entry, c) => (
                <td key={c} data-align="right">
                  {entry}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="note">{strings.output.rows(MOST_ROWS, rows.length)}</p>}
    </div>
  )
}
