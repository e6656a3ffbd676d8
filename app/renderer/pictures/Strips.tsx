import { useMemo } from "react"
import {
  congruencesScene,
  heatScene,
  productColumns,
  productScene,
  signsScene,
  zerosScene,
} from "../../pictures/strips"
import { exponentText } from "../../pictures/exponent"
import { strings } from "../strings"
import type { DrawingProps } from "./props"
import { SceneDrawing } from "./SceneDrawing"

/** + 0 − in rows. */
export function Signs({ picture, ...rest }: DrawingProps<"signs">) {
  const scene = useMemo(() => signsScene(picture), [picture])
  const words = (i: number): string =>
    strings.picture.signAt(exponentText((picture.from ?? 0) + i, picture.denominator), picture.signs[i] ?? 0)
  return <SceneDrawing scene={scene} marks={picture.signs.length} columns={picture.columns} words={words} {...rest} />
}

/** Where a lacunary series is not zero. */
export function Zeros({ picture, ...rest }: DrawingProps<"zeros">) {
  const { nonzero, length, from = 0, denominator } = picture
  const scene = useMemo(() => zerosScene(picture), [picture])
  const nearest = (x: number): number => {
    const n = from + (x / scene.width) * Math.max(1, length)
    return nonzero.reduce((best, value, i) => (Math.abs(value - n) < Math.abs((nonzero[best] ?? 0) - n) ? i : best), 0)
  }
  const words = (i: number): string => strings.picture.zeroAt(exponentText(nonzero[i] ?? 0, denominator))
  return <SceneDrawing scene={scene} marks={nonzero.length} columns={1} words={words} nearest={nearest} {...rest} />
}

/** The exponents of ∏(1−qⁿ)^{aₙ} in rows of whole periods. */
export function ProductStrip({ picture, ...rest }: DrawingProps<"product">) {
  const { exponents, period, first = 1 } = picture
  const scene = useMemo(() => productScene(picture), [picture])
  const words = (i: number): string => strings.picture.exponentAt(first + i, exponents[i] ?? "0")
  return (
    <>
      <SceneDrawing scene={scene} marks={exponents.length} columns={productColumns(picture)} words={words} {...rest} />
      <p className="note">{period === null ? strings.picture.noPeriod : strings.picture.period(period)}</p>
    </>
  )
}

/** A table of numbers tinted by size: rank and crank counts, and the like. */
export function Heat({ picture, ...rest }: DrawingProps<"heat">) {
  const { rows, columns, values, rowTitle, columnTitle } = picture
  const scene = useMemo(() => heatScene(picture), [picture])
  const words = (i: number): string => {
    const [r, c] = [Math.floor(i / columns.length), i % columns.length]
    return strings.picture.heatAt(rowTitle, rows[r] ?? 0, columnTitle, columns[c] ?? 0, values[r]?.[c] ?? "0")
  }
  const marks = rows.length * columns.length
  return (
    <div className="table-scroll">
      <SceneDrawing scene={scene} marks={marks} columns={columns.length} words={words} {...rest} />
    </div>
  )
}

/** Progressions An + B on which every tested value is 0 mod p; the hits are listed first. */
export function Congruences({ picture, ...rest }: DrawingProps<"congruences">) {
  const { cells } = picture
  const scene = useMemo(() => congruencesScene(picture), [picture])
  const words = (i: number): string => {
    const cell = cells[i]
    return cell === undefined ? "" : strings.picture.congruence(cell.modulus, cell.residue, cell.prime, cell.tested)
  }
  return (
    <>
      <ul className="hits">
        {cells.map((cell, i) =>
          cell.follows === true ? null : <li key={`${cell.modulus}-${cell.residue}-${cell.prime}`}>{words(i)}</li>,
        )}
        {cells.length === 0 && <li>{strings.picture.noCongruence}</li>}
      </ul>
      <SceneDrawing scene={scene} marks={cells.length} columns={1} words={words} {...rest} />
    </>
  )
}
