import type { Callable } from "../values"

/** The table of declared functions, as the evaluator sees it. */
export interface FunctionTable {
  lookup(name: string): Callable | undefined
  /** Names a misspelt one may mean, best first. */
  suggest(name: string): readonly string[]
}
