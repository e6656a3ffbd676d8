export interface Place {
  /** Both count from 1. */
  readonly line: number
  readonly column: number
}

/** Line and column of an offset in a text. Lines end with \n, \r\n or \r; columns count UTF-16 units. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
