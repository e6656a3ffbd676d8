/** A rectangle of characters with the row that a line of text runs through. */
export interface Box {
  readonly rows: readonly string[]
  readonly baseline: number
  readonly width: number
}

/** Characters, where a letter with combining marks counts once. */
function length(text: string): number {
  return [...text].length
}

export function text(content: string): Box {
  return { rows: [content], baseline: 0, width: length(content) }
}

function padded(row: string, width: number): string {
  return row + " ".repeat(Math.max(0, width - length(row)))
}

/** Side by side, baselines aligned. */
export function beside(...boxes: readonly Box[]): Box {
  const above = Math.max(0, ...boxes.map((box) => box.baseline))
  const below = Math.max(0, ...boxes.map((box) => box.rows.length - box.baseline - 1))
  const rows: string[] = []
  for (let i = -above; i <= below; i++)
    rows.push(boxes.map((box) => padded(box.rows[box.baseline + i] ?? "", box.width)).join(""))
  return { rows, baseline: above, width: boxes.reduce((sum, box) => sum + box.width, 0) }
}

function centred(box: Box, width: number): string[] {
  const left = " ".repeat(Math.floor((width - box.width) / 2))
  return box.rows.map((row) => padded(left + row, width))
}

/** One above the other with a bar between them. */
export function fraction(top: Box, bottom: Box): Box {
  const width = Math.max(top.width, bottom.width) + 2
  return {
    rows: [...centred(top, width), "─".repeat(width), ...centred(bottom, width)],
    baseline: top.rows.length,
    width,
  }
}

/** Rows one above the other, the baseline in the middle. */
export function stack(...boxes: readonly Box[]): Box {
  const width = Math.max(...boxes.map((box) => box.width))
  const rows = boxes.flatMap((box) => centred(box, width))
  return { rows, baseline: Math.floor((rows.length - 1) / 2), width }
}

/** An exponent above the upper right corner. */
export function raised(base: Box, exponent: Box): Box {
  const height = exponent.rows.length
  const rows = [
    ...exponent.rows.map((row) => " ".repeat(base.width) + row),
    ...base.rows.map((row) => padded(row, base.width + exponent.width)),
  ]
  return {
    rows: rows.map((row) => padded(row, base.width + exponent.width)),
    baseline: height + base.baseline,
    width: base.width + exponent.width,
  }
}

/** An index below the lower right corner. */
export function lowered(base: Box, index: Box): Box {
  const width = base.width + index.width
  const rows = [
    ...base.rows.map((row) => padded(row, width)),
    ...index.rows.map((row) => padded(" ".repeat(base.width) + row, width)),
  ]
  return { rows, baseline: base.baseline, width }
}

const BRACKETS: Readonly<Record<"(" | "[", readonly (readonly [string, string])[]>> = {
  "(": [
    ["(", ")"],
    ["⎛", "⎞"],
    ["⎜", "⎟"],
    ["⎝", "⎠"],
  ],
  "[": [
    ["[", "]"],
    ["⎡", "⎤"],
    ["⎢", "⎥"],
    ["⎣", "⎦"],
  ],
}

/** Brackets as tall as the box. */
export function enclosed(box: Box, kind: "(" | "[" = "("): Box {
  const [single, top, middle, bottom] = BRACKETS[kind] as [
    readonly [string, string],
    readonly [string, string],
    readonly [string, string],
    readonly [string, string],
  ]
  const last = box.rows.length - 1
  const rows = box.rows.map((row, i) => {
    const [left, right] = last === 0 ? single : i === 0 ? top : i === last ? bottom : middle
    return left + padded(row, box.width) + right
  })
  return { rows, baseline: box.baseline, width: box.width + 2 }
}

/** The rows without blanks at their ends. */
export function lines(box: Box): string {
  return box.rows.map((row) => row.trimEnd()).join("\n")
}
