import { useMemo } from "react"
import { domainScene } from "../../pictures/domain"
import { circleScene, heckeScene, rootsScene } from "../../pictures/plane"
import { strings } from "../strings"
import type { DrawingProps } from "./props"
import { SceneDrawing } from "./SceneDrawing"

/** Zeros of truncations beside the unit circle; the last truncation in the accent, earlier ones in neutral steps. */
export function Roots({ picture, ...rest }: DrawingProps<"roots">) {
  const { roots } = picture
  const scene = useMemo(() => rootsScene(picture), [picture])
  const words = (i: number): string => {
    const root = roots[i]
    return root === undefined ? "" : strings.picture.root(root.re, root.im, root.radius, root.order, root.error)
  }
  return <SceneDrawing scene={scene} marks={roots.length} columns={1} words={words} {...rest} />
}

/** The size of a series round a circle, with the Farey fractions at which it peaks. */
export function Circle({ picture, ...rest }: DrawingProps<"circle">) {
  const { fractions } = picture
  const scene = useMemo(() => circleScene(picture), [picture])
  const words = (i: number): string => {
    const one = fractions[i]
    return one === undefined ? "" : strings.picture.fareyAt(one.h, one.k, one.log10)
  }
  return <SceneDrawing scene={scene} marks={fractions.length} columns={1} words={words} {...rest} />
}

/** A fundamental domain of Γ₀(N), its cusps, and the orders of an eta quotient there. */
export function Domain({ picture, ...rest }: DrawingProps<"domain">) {
  const { cusps, valence } = picture
  const scene = useMemo(() => domainScene(picture), [picture])
  const words = (i: number): string => {
    const one = cusps[i]
    return one === undefined ? "" : strings.picture.cuspAt(one.cusp, one.width, one.order)
  }
  return (
    <>
      <SceneDrawing scene={scene} marks={cusps.length} columns={1} words={words} {...rest} />
      <ul className="hits">
        {cusps.map((one, i) => (
          <li key={one.cusp}>{words(i)}</li>
        ))}
      </ul>
      {valence !== null && (
        <p className="note">
          {strings.picture.valence(valence.quotient, valence.weight, valence.sum, valence.expected)}
        </p>
      )}
    </>
  )
}

/** a(p) in the Sato–Tate range beside the semicircle law, and whether Hecke's relations hold. */
export function Hecke({ picture, ...rest }: DrawingProps<"hecke">) {
  const { rows, weight, tested, failure } = picture
  const scene = useMemo(() => heckeScene(picture), [picture])
  const words = (i: number): string => {
    const row = rows[i]
    return row === undefined ? "" : strings.picture.heckeAt(row.p, row.a, row.x)
  }
  return (
    <>
      <SceneDrawing scene={scene} marks={rows.length} columns={10} words={words} {...rest} />
      <p className="note">{strings.picture.hecke(weight, tested, failure)}</p>
    </>
  )
}
