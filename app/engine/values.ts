import type { Evidence, Picture, SourceRange } from "../contract"
import type { QExpr } from "./symbolic/expression"
import type { QSeries } from "./series/series"

/**
 * What a program of the language can hold. Values are immutable, except tables, which the language itself can change.
 * Numbers, names, polynomials, products, functions and all symbolic forms are one kind, `QExpr`; a truncated or exact series in one
 * variable is a `QSeries`.
 */
export type Value =
  | QExpr
  | QSeries
  | BooleanValue
  | StringValue
  | Relation
  | Range
  | List
  | SetValue
  | Sequence
  | Procedure
  | Table
  | PictureValue

/** The text/plain and text/latex forms of a value, for whoever displays it: app/engine/display.ts gives them. */
export abstract class Shown {}

export class BooleanValue extends Shown {
  readonly kind = "boolean"
  /** `knownTo` is set when the truth was only seen for coefficients below this order: "true to O(q^T)". */
  constructor(
    readonly value: boolean | "FAIL",
    readonly knownTo?: string,
  ) {
    super()
  }
}
export class StringValue extends Shown {
  readonly kind = "string"
  constructor(readonly text: string) {
    super()
  }
}
/** An equation or inequality as a value; evalb and if decide it. */
export class Relation extends Shown {
  readonly kind = "relation"
  constructor(
    readonly operator: "=" | "<>" | "<" | "<=" | ">" | ">=",
    readonly left: Value,
    readonly right: Value,
  ) {
    super()
  }
}
export class Range extends Shown {
  readonly kind = "range"
  constructor(
    readonly from: Value,
    readonly to: Value,
  ) {
    super()
  }
}
export class List extends Shown {
  readonly kind = "list"
  constructor(readonly items: readonly Value[]) {
    super()
  }
}
/** Sorted, without repetition: `makeSet` sees to it. */
export class SetValue extends Shown {
  readonly kind = "set"
  constructor(readonly items: readonly Value[]) {
    super()
  }
}
/** An expression sequence; the empty one is NULL. Sequences flatten inside sequences. */
export class Sequence extends Shown {
  readonly kind = "sequence"
  constructor(readonly items: readonly Value[]) {
    super()
  }
}
export class Table extends Shown {
  readonly kind = "table"
  /** Key: the index's canonical text. */
  constructor(readonly entries = new Map<string, { readonly index: Value; readonly value: Value }>()) {
    super()
  }
}
const COLLECTIONS = { list: List, set: SetValue, sequence: Sequence }

/** A list, set or sequence of these members, taken as they are. */
export function collectionOf(kind: keyof typeof COLLECTIONS, items: readonly Value[]): List | SetValue | Sequence {
  return new COLLECTIONS[kind](items)
}
/** What a picture shows, as data; the page draws it. */
export class PictureValue extends Shown {
  readonly kind = "picture"
  readonly picture: Picture
  readonly caption: string
  /** Two sentences: kind and range, extremes and pattern found. */
  readonly description: string

  constructor(shown: { readonly picture: Picture; readonly caption: string; readonly description: string }) {
    super()
    this.picture = shown.picture
    this.caption = shown.caption
    this.description = shown.description
  }
}
/** A procedure or lambda of the language, or a built-in function as a value. */
export class Procedure extends Shown {
  readonly kind = "procedure"
  constructor(
    readonly name: string | null,
    readonly callable: Callable,
    /** Source text, for printing. */
    readonly source: string,
  ) {
    super()
  }
}

/** An argument as the evaluator hands it over. */
export interface Argument {
  readonly value: Value
  readonly range: SourceRange
  /** Set for keyword arguments: `order = 100`. */
  readonly keyword?: string
}

export interface Callable {
  readonly name: string
  call(args: readonly Argument[], context: CallContext): Value
}

export interface WorkReport {
  readonly stage: string
  readonly done: number
  readonly total: number | null
  readonly unit?: string
}

/** What a function may ask of the evaluation it runs in. */
export interface CallContext {
  /** Calls a procedure or built-in with values (map, select, seq over functions, …). */
  apply(callable: Callable, values: readonly Value[]): Value
  /** The order to which the notebook shows what has no order of its own. Never limits a computation silently. */
  readonly displayOrder: number
  /** Says how sure the result is; shown beside the value when the statement's value is this call's. */
  report(evidence: Evidence): void
  /** A line of words above the value (Garvan's printed headings; warnings). */
  print(text: string): void
  warn(text: string): void
  /** Throws EngineError "cancelled" when the reader pressed Stop; cheap enough for inner loops (an atomic load). */
  checkStop(): void
  progress(work: WorkReport): void
  /** Values of names, for functions that read settings such as xprint or _ names. Undefined when unassigned. */
  lookup(name: string): Value | undefined
  assign(name: string, value: Value): void
}

export const NULL: Sequence = new Sequence([])
export const TRUE: BooleanValue = new BooleanValue(true)
export const FALSE: BooleanValue = new BooleanValue(false)
export const FAIL: BooleanValue = new BooleanValue("FAIL")
