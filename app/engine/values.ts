import type { SourceRange } from "../contract"
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

export interface BooleanValue {
  readonly kind: "boolean"
  readonly value: boolean | "FAIL"
  /** Set when the truth was only seen for coefficients below this order: "true to O(q^T)". */
  readonly knownTo?: string
}
export interface StringValue {
  readonly kind: "string"
  readonly text: string
}
/** An equation or inequality as a value; evalb and if decide it. */
export interface Relation {
  readonly kind: "relation"
  readonly operator: "=" | "<>" | "<" | "<=" | ">" | ">="
  readonly left: Value
  readonly right: Value
}
export interface Range {
  readonly kind: "range"
  readonly from: Value
  readonly to: Value
}
export interface List {
  readonly kind: "list"
  readonly items: readonly Value[]
}
/** Sorted, without repetition. */
export interface SetValue {
  readonly kind: "set"
  readonly items: readonly Value[]
}
/** An expression sequence; the empty one is NULL. Sequences flatten inside sequences. */
export interface Sequence {
  readonly kind: "sequence"
  readonly items: readonly Value[]
}
export interface Table {
  readonly kind: "table"
  /** Key: the index's canonical text. */
  readonly entries: Map<string, { readonly index: Value; readonly value: Value }>
}
/** What a picture shows, as data; the page draws it. */
export interface PictureValue {
  readonly kind: "picture"
  readonly picture: import("../contract").Picture
  readonly caption: string
  /** Two sentences: kind and range, extremes and pattern found. */
  readonly description: string
}
/** A procedure or lambda of the language, or a built-in function as a value. */
export interface Procedure {
  readonly kind: "procedure"
  readonly name: string | null
  readonly callable: Callable
  /** Source text, for printing. */
  readonly source: string
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
  report(evidence: import("../contract").Evidence): void
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

export const NULL: Sequence = { kind: "sequence", items: [] }
export const TRUE: BooleanValue = { kind: "boolean", value: true }
export const FALSE: BooleanValue = { kind: "boolean", value: false }
export const FAIL: BooleanValue = { kind: "boolean", value: "FAIL" }
