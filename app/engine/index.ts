import "./display"
import { defaultSession } from "./session"
import type { QExpr } from "./symbolic/expression"

/**
 * The engine as a library: sessions, expressions and series. The package's entry (app/main/library.ts) adds sessions in processes of their own and
 * batches.
 */
export { QSession, SessionCore, defaultSession, type Result, type RunResult, type SessionOptions } from "./session"
export { equation, range, type Input } from "./library-values"
export { display, type DisplayForms } from "./display"
export { EngineError as QError } from "./errors"
export { QExpr, type Operand, type Rational } from "./symbolic/expression"
export type { ArenaStats } from "./symbolic/arena"
export { QSeries, type Coefficient, type SeriesTerm } from "./series/series"
export { exponent, exponentText, type Exponent } from "./series/exponent"
export { registry } from "./functions"
export type { DeclaredFunctions } from "./generated/functions"
export { parse } from "../language"
export type * from "./values"

/** Symbols of the default session: `const [q, a] = symbols("q a")`. */
export function symbols(names: string): QExpr[] {
  return defaultSession().symbols(names)
}

export function integer(value: bigint | number): QExpr {
  return defaultSession().integer(value)
}

/** A zero denominator is an error. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): QExpr {
  return defaultSession().rational(numerator, denominator)
}
