import type { Picture } from "../contract/outputs"
import { label, type Scene, type Shape } from "./scene"

const DOT = 18
/** Hook lengths of more than two digits need a wider square. */
const WIDE = 26

export type Diagram = Omit<Extract<Picture, { type: "ferrers" }>, "type" | "all">

export interface DiagramChoice {
  readonly isConjugate: boolean
  /** Squares with hook lengths instead of dots. */
  readonly asSquares: boolean
}

export interface Place {
  readonly row: number
  readonly column: number
  readonly hook: number
}

/** Hook lengths, row by row: arm + leg + 1, the arm to the right in the row, the leg down the column. */
export function hooksOf({ parts, conjugate }: Pick<Diagram, "parts" | "conjugate">): number[][] {
  return parts.map((part, row) =>
    Array.from({ length: part }, (_, column) => part - column + ((conjugate[column] ?? 0) - row) - 1),
  )
}

/** A diagram, or that of the conjugate partition. */
function turned(diagram: Diagram, isConjugate: boolean): Pick<Diagram, "parts" | "conjugate"> {
  return isConjugate ? { parts: diagram.conjugate, conjugate: diagram.parts } : diagram
}

/** The places of a diagram, row by row: the marks of its scene. */
export function diagramPlaces(diagram: Diagram, isConjugate: boolean): readonly Place[] {
  return hooksOf(turned(diagram, isConjugate)).flatMap((hooks, row) =>
    hooks.map((hook, column) => ({ row, column, hook })),
  )
}

/** Dots or squares of a partition, its Durfee square in the accent. */
export function diagramScene(diagram: Diagram, { isConjugate, asSquares }: DiagramChoice): Scene {
  const places = diagramPlaces(diagram, isConjugate)
  const side = (places[0]?.hook ?? 0) > 99 && asSquares ? WIDE : DOT
  const shapes = places.flatMap(({ row, column, hook }, mark): Shape[] => {
    const [x, y] = [column * side, row * side]
    const isInSquare = row < diagram.durfee && column < diagram.durfee
    const fill = isInSquare ? "accent" : "neutral-3"
    if (!asSquares) return [{ shape: "disk", mark, x: x + side / 2, y: y + side / 2, radius: side * 0.3, fill }]
    const words = { anchor: "middle", fill: isInSquare ? "on-accent" : "ink", size: 12, mark } as const
    return [
      { shape: "rect", mark, x: x + 0.5, y: y + 0.5, width: side - 1, height: side - 1, fill, round: 2 },
      label(x + side / 2, y + side / 2 + 4, String(hook), words),
    ]
  })
  const { parts } = turned(diagram, isConjugate)
  return { width: (parts[0] ?? 1) * side, height: Math.max(1, parts.length) * side, shapes }
}
