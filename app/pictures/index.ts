import type { Picture } from "../contract/outputs"
import { growthScene, stemsScene } from "./curves"
import { domainScene } from "./domain"
import { diagramScene } from "./partition"
import { circleScene, halfPlaneScene, heckeScene, phaseScene, rootsScene } from "./plane"
import { label, type Scene, type Shape } from "./scene"
import { congruencesScene, heatScene, productScene, residuesScene, residueTone, signsScene, zerosScene } from "./strips"

export type { Scene, Shape, Tone } from "./scene"

/** A picture as it stands on paper: no pointer, no choice, everything that it shows at first. */
export function pictureScene(picture: Picture): Scene {
  switch (picture.type) {
    case "stems":
      return stemsScene(picture)
    case "growth":
      return growthScene(picture)
    case "residues":
      return residuesScene(picture)
    case "congruences":
      return congruencesScene(picture)
    case "signs":
      return signsScene(picture)
    case "zeros":
      return zerosScene(picture)
    case "product":
      return productScene(picture)
    case "ferrers":
      return diagramScene(picture, { isConjugate: false, asSquares: picture.all === undefined })
    case "heat":
      return heatScene(picture)
    case "roots":
      return rootsScene(picture)
    case "dissection":
      return dissectionScene(picture)
    case "phase":
      return phaseScene(picture)
    case "circle":
      return circleScene(picture)
    case "halfplane":
      return halfPlaneScene(picture)
    case "domain":
      return domainScene(picture)
    case "hecke":
      return heckeScene(picture)
  }
}

const [ROW, STRIP_COLUMNS, SQUARE, SERIES_AT] = [28, 20, 9, 290]

/** One row a class of exponents: its residues as a strip, its series as text. */
function dissectionScene({ rows, step, modulus }: Extract<Picture, { type: "dissection" }>): Scene {
  const shapes = rows.flatMap((row, mark): Shape[] => {
    const y = mark * ROW
    const strip = row.residues.map((residue, n): Shape => {
      const place = { x: 90 + (n % STRIP_COLUMNS) * SQUARE, y: y + 3 + Math.floor(n / STRIP_COLUMNS) * SQUARE }
      return { shape: "rect", ...place, width: SQUARE - 1, height: SQUARE - 1, fill: residueTone(residue, modulus) }
    })
    return [
      label(0, y + 16, `${row.residue} mod ${step}`, { mark }),
      ...strip,
      label(SERIES_AT, y + 16, row.text, { fill: "ink", size: 12, mark }),
    ]
  })
  return { width: 760, height: rows.length * ROW, shapes }
}
