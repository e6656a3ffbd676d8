import type { Evidence } from "../../contract"
import { EngineError } from "../errors"
import type { Arena, QExpr } from "../symbolic/expression"
import type { Value, WorkReport } from "../values"
import { SessionNames } from "./environment"
import type { FunctionTable } from "./functions"
import type { ProcedureRunner } from "./procedure"

/** What the evaluator tells while it runs. */
export interface RunHooks {
  /** Each displayed value, as soon as it is there. */
  result?(result: StatementResult): void
  print?(text: string): void
  warn?(text: string): void
  progress?(work: WorkReport): void
}

/** The value of a statement. */
export interface StatementResult {
  readonly value: Value
  /** What it was assigned to, as it is written. */
  readonly name?: string
  readonly range: { readonly from: number; readonly to: number }
  readonly evidence?: Evidence
  /** Ended by ":"; kept for % and not shown. */
  readonly hidden: boolean
}

/** The living state of a session between and during runs. */
export class SessionState {
  readonly names = new SessionNames()
  readonly functions: FunctionTable
  readonly arena: Arena
  readonly checkStop: () => void
  readonly runner: ProcedureRunner
  isZero: (value: QExpr) => boolean | "FAIL"
  hooks: RunHooks = {}
  /** Number of the text that is running. */
  source = 0
  private readonly dittos: Value[] = []
  private readonly warned = new Set<string>()
  private pending: Evidence | null = null
  private reported: { readonly value: Value; readonly evidence: Evidence } | null = null

  constructor(
    functions: FunctionTable,
    arena: Arena,
    checkStop: () => void,
    runner: ProcedureRunner,
    isZero: (value: QExpr) => boolean | "FAIL",
  ) {
    this.functions = functions
    this.arena = arena
    this.checkStop = checkStop
    this.runner = runner
    this.isZero = isZero
  }

  /** The last, last but one, last but two computed value. */
  ditto(depth: 1 | 2 | 3): Value {
    const value = this.dittos[depth - 1]
    if (value !== undefined) return value
    const which = ["last", "last but one", "last but two"][depth - 1] ?? ""
    throw new EngineError("name", `${"%".repeat(depth)} is the ${which} result, and there is none yet.`)
  }

  /** Notes a result for %; NULL is none. */
  computed(value: Value): void {
    if (value.kind === "sequence" && value.items.length === 0) return
    this.dittos.unshift(value)
    if (this.dittos.length > 3) this.dittos.pop()
  }

  /** The values of % and its like, for whoever must keep what is reachable. */
  history(): readonly Value[] {
    return this.dittos
  }

  /** Whether some name of the session is a procedure: stored calls may then call it. */
  definesFunctions(): boolean {
    return this.names.variables().some(({ value }) => value.kind === "procedure")
  }

  warn(text: string): void {
    this.hooks.warn?.(text)
  }

  /** Words of printf, until their line is full. */
  private line = ""

  write(text: string): void {
    const lines = (this.line + text).split("\n")
    this.line = lines.pop() ?? ""
    if (lines.length > 0) this.hooks.print?.(lines.join("\n"))
  }

  /** Lets out what was written without an end of line. */
  flush(): void {
    if (this.line === "") return
    this.hooks.print?.(this.line)
    this.line = ""
  }

  warnOnce(key: string, text: string): void {
    if (this.warned.has(key)) return
    this.warned.add(key)
    this.warn(text)
  }

  /** A function says how sure its result is. */
  report(evidence: Evidence): void {
    this.pending = evidence
  }

  /** A call of a built-in function: what is reported while it works belongs to the value it answers, and to nothing when it fails. */
  called(call: () => Value): Value {
    const outer = this.pending
    this.pending = null
    try {
      const value = call()
      if (this.pending !== null) this.reported = { value, evidence: this.pending }
      return value
    } finally {
      this.pending = outer
    }
  }

  /** The evidence of a statement's value, when the value is what the reporting function answered. */
  evidenceOf(value: Value): Evidence | undefined {
    const known = this.reported?.value === value ? this.reported.evidence : undefined
    this.reported = null
    return known
  }

  /** A text's run is over, whole or at an error: nothing that was reported belongs to the next one. */
  ended(): void {
    this.hooks = {}
    this.reported = null
    this.pending = null
  }

  restart(): void {
    this.names.clear()
    this.warned.clear()
    this.dittos.length = 0
  }
}
