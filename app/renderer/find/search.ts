import type { Cell, CellId, Operation } from "../../contract/document"
import type { Output } from "../../contract/outputs"

/** One place where the words stand: in a cell's text, or in one of its outputs. */
export interface Hit {
  readonly cellId: CellId
  readonly from: number
  readonly to: number
  /** Position of the output the hit is in; null for the cell's own text. */
  readonly output: number | null
}

export function outputText(output: Output): string {
  switch (output.kind) {
    case "error":
      return [output.failure.message, output.failure.given, output.failure.hint].filter(Boolean).join(" ")
    case "table":
      return [output.caption, ...output.rows.flat()].join(" ")
    case "picture":
      return output.caption
    case "foreign":
      return "text" in output.shown ? output.shown.text : ""
    default:
      return output.text
  }
}

function places(text: string, query: string, matchCase: boolean): number[] {
  const within = matchCase ? text : text.toLowerCase()
  const sought = matchCase ? query : query.toLowerCase()
  const found: number[] = []
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + sought.length)) found.push(at)
  return found
}

/** Every place in document order; cells' texts before their outputs. */
export function findAll(cells: readonly Cell[], query: string, matchCase: boolean): readonly Hit[] {
  if (query === "") return []
  return cells.flatMap((cell): Hit[] => {
    const own = places(cell.source, query, matchCase).map((from) => ({
      cellId: cell.id,
      from,
      to: from + query.length,
      output: null,
    }))
    const outputs = cell.outputs.flatMap(({ output }, i) =>
      places(outputText(output), query, matchCase).map((from) => ({
        cellId: cell.id,
        from,
        to: from + query.length,
        output: i,
      })),
    )
    return [...own, ...outputs]
  })
}

/** Replaces hits in cells' own texts; outputs are results and stay. */
export function replaceHits(cells: readonly Cell[], hits: readonly Hit[], replacement: string): readonly Operation[] {
  const byCell = new Map<CellId, Hit[]>()
  for (const hit of hits) if (hit.output === null) byCell.set(hit.cellId, [...(byCell.get(hit.cellId) ?? []), hit])
  return cells.flatMap((cell): Operation[] => {
    const own = byCell.get(cell.id)
    if (own === undefined || cell.view.locked === true) return []
    const source = own
      .toSorted((a, b) => b.from - a.from)
      .reduce((text, hit) => text.slice(0, hit.from) + replacement + text.slice(hit.to), cell.source)
    return [{ type: "setSource", cellId: cell.id, source }]
  })
}
