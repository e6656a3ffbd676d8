import type { SourceRange } from "../../contract"
import { parse, printExpression, type Expression } from "../../language"
import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import type { Arena, QExpr } from "../symbolic/expression"
import { currentArena } from "../symbolic/expression"
import { isZeroRef } from "../symbolic/rational-function"
import { type Argument, type BooleanValue, type Callable, type Value } from "../values"
import { condition } from "./compare"
import type { LanguageContext, Replacement } from "./context"
import { Frame, type Variable } from "./environment"
import { Expressions } from "./expressions"
import { quoted } from "./quoted"
import type { FunctionTable } from "./functions"
import { withMember } from "./indexing"
import type { ProcedureRunner, UserProcedure } from "./procedure"
import { hasType } from "./types"
import { SessionState, type RunHooks, type StatementResult } from "./session-state"
import { Statements, type FileReader } from "./statements"

/**
 * The evaluator: a text of the language to values, in a session whose names live from run to run. Evaluation is plain synchronous
 * calls. Each call and each pass of a loop asks whether to stop; the depth of calls is limited; what an error says comes with the
 * place in the running text and the procedures that were running.
 */

export interface EvaluatorOptions {
  readonly functions: FunctionTable
  /** The order to which the notebook shows what has none of its own. */
  readonly displayOrder?: number
  /** Throws EngineError "cancelled" when the reader pressed Stop. */
  readonly checkStop?: () => void
  /** Procedures that may be running inside each other. */
  readonly recursionLimit?: number
  readonly readFile?: FileReader
  /** Decides whether an expression is zero; the default takes the normal form. */
  readonly isZero?: (value: QExpr) => boolean | "FAIL"
  readonly arena?: Arena
}

const DEFAULT_ORDER = 50
/** Each level takes some two dozen frames of the engine's stack; the evaluator thread, with 64 MB, has room for thrice as many. */
const DEFAULT_RECURSION = 10_000
/** The stack is probed at every so many levels. */
const PROBE_EVERY = 16
/** Frames that must still fit: what that many levels need, and the algorithms below them. */
const PROBE_FRAMES = 1500
/** Files that read each other. */
const MOST_READS = 20

/** A sum of different power products of names: canonical, so it vanishes only when it is the number 0. */
function isExpandedPolynomial(value: QExpr): boolean {
  const isPower = (factor: QExpr): boolean => {
    if (factor.isSymbol() || factor.isNumber()) return true
    const [base, exponent] = factor.head === "power" ? factor.args : []
    return base?.isSymbol() === true && exponent?.isInteger() === true
  }
  const isTerm = (term: QExpr): boolean => (term.head === "product" ? term.args.every(isPower) : isPower(term))
  return value.head === "sum" ? value.args.every(isTerm) : isTerm(value)
}

function isZeroExpression(value: QExpr): boolean | "FAIL" {
  if (value.isNumber()) return value.isZero()
  if (isExpandedPolynomial(value)) return false
  return isZeroRef(value.arena, value.ref)
}

export class Evaluator implements ProcedureRunner {
  private readonly state: SessionState
  private readonly statements: Statements
  private readonly expressions: Expressions
  private readonly recursionLimit: number
  readonly context: LanguageContext
  displayOrder: number
  private depth = 0
  private reads = 0
  private sources = 0

  constructor(options: EvaluatorOptions) {
    const arena = options.arena ?? currentArena()
    if (options.checkStop !== undefined) arena.poll = options.checkStop
    this.state = new SessionState(
      options.functions,
      arena,
      options.checkStop ?? nothing,
      this,
      options.isZero ?? isZeroExpression,
    )
    this.displayOrder = options.displayOrder ?? DEFAULT_ORDER
    this.recursionLimit = options.recursionLimit ?? DEFAULT_RECURSION
    this.context = this.makeContext()
    this.statements = new Statements(this.state, options.readFile ?? null, (text, name) => {
      this.readText(text, name)
    })
    this.expressions = new Expressions(this.state, this.context, this.statements)
    this.statements.expressions = this.expressions
  }

  /**
   * Runs a text. A text with a syntax error does not run at all; any other error ends it where it happens, and what was done before
   * stays. Answers the displayed and hidden values of the top level in their order.
   * @param setBy the cell that is written beside each name it assigns
   * @throws EngineError with the range in `source`
   */
  run(source: string, hooks: RunHooks = {}, setBy: string | null = null): StatementResult[] {
    const results: StatementResult[] = []
    this.state.names.setBy = setBy
    this.depth = 0
    this.reads = 0
    this.statements.running = null
    const keep = (result: StatementResult): void => {
      results.push(result)
      hooks.result?.(result)
    }
    this.state.hooks = { ...hooks, result: keep }
    this.state.source = ++this.sources
    try {
      this.runSource(source)
    } catch (error) {
      const told = translated(error)
      const range = this.statements.running
      throw told instanceof EngineError && told.details.range === undefined && range !== null
        ? told.with({ range })
        : told
    } finally {
      this.state.ended()
    }
    return results
  }

  private runSource(source: string): void {
    const { program, failures } = parse(source)
    const [failure] = failures
    if (program !== null) {
      this.statements.top(program)
      return
    }
    throw EngineError.of(failure ?? { code: "syntax", message: "The text is no program" })
  }

  /** Runs a file in the place of a read statement; its errors are told with its name and line. */
  private readText(text: string, name: string): void {
    if (++this.reads > MOST_READS)
      throw new EngineError("tooLarge", `Files may read ${MOST_READS} others at most.`, { given: name })
    const outer = this.state.source
    this.state.source = ++this.sources
    try {
      this.runSource(text)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const { range, fix: _fix, ...details } = error.details
      const line = range === undefined ? "" : `, line ${text.slice(0, range.from).split("\n").length}`
      throw new EngineError(error.code, `${name}${line}: ${error.message}`, details)
    } finally {
      this.state.source = outer
    }
  }

  /** The session's names and values. */
  variables(): Variable[] {
    return this.state.names.variables()
  }

  lookup(name: string): Value | undefined {
    return this.expressions.stored.value(name)
  }

  assign(name: string, value: Value, setBy: string | null = null): void {
    this.state.names.setBy = setBy
    this.state.names.set(name, value)
  }

  unassign(name: string): void {
    this.state.names.delete(name)
  }

  restart(): void {
    this.state.restart()
  }

  /** What % %% and %%% stand for. */
  history(): readonly Value[] {
    return this.state.history()
  }

  // Procedures

  runProcedure(procedure: UserProcedure, values: readonly Value[], _range: SourceRange): Value {
    this.state.checkStop()
    const known = procedure.recall(values)
    if (known !== undefined) return known
    if (this.depth >= this.recursionLimit) {
      throw new EngineError("tooLarge", `Procedures may call each other ${this.recursionLimit} deep at most.`, {
        given: callText(procedure, values),
        hint: "Check that the recursion ends, or write it as a loop.",
      })
    }
    if (this.depth % PROBE_EVERY === 0 && !stackHolds(PROBE_FRAMES)) throw tooDeep()
    this.depth++
    const outer = this.state.source
    this.state.source = procedure.source
    try {
      const frame = this.bind(procedure, values)
      const { node } = procedure
      const result =
        node.kind === "lambda"
          ? this.expressions.evaluate(node.body, frame)
          : this.statements.blockValue(node.body, frame)
      if (procedure.remembers) procedure.remember(values, result)
      return result
    } catch (error) {
      throw traced(error, procedure, values, outer)
    } finally {
      this.depth--
      this.state.source = outer
    }
  }

  private bind(procedure: UserProcedure, values: readonly Value[]): Frame {
    const { node } = procedure
    const { parameters } = node
    const missing = new Set(parameters.slice(values.length).map((each) => each.name))
    const activation = { name: procedure.name, args: values, parameterCount: parameters.length, missing }
    const frame = new Frame(procedure.frame, procedure.names, procedure.globals, activation)
    parameters.forEach((parameter, i) => {
      const given =
        values[i] ?? (parameter.default === null ? undefined : this.expressions.evaluate(parameter.default, frame))
      if (given === undefined) return
      missing.delete(parameter.name)
      if (parameter.type !== null && !hasType(given, quoted(this.expressions, parameter.type, frame))) {
        const type = printExpression(parameter.type)
        throw new EngineError(
          "argument",
          `The parameter ${parameter.name} of ${procedure.name || "the procedure"} is of type ${type}.`,
          { given: describe(given) },
        )
      }
      frame.values.set(parameter.name, given)
    })
    if (node.kind === "procedure") {
      for (const { name, initial } of node.locals)
        if (initial !== null) frame.values.set(name, this.expressions.evaluate(initial, frame))
    }
    return frame
  }

  // What functions may ask

  private makeContext(): LanguageContext {
    const { state } = this
    const orderOf = (): number => this.displayOrder
    const context: LanguageContext = {
      get displayOrder() {
        return orderOf()
      },
      apply: (callable: Callable, values: readonly Value[]) => callable.call(values.map(argument), context),
      report: (evidence) => {
        state.report(evidence)
      },
      print: (text) => {
        state.flush()
        state.hooks.print?.(text)
      },
      write: (text) => {
        state.write(text)
      },
      parseExpression: (text) => this.parseExpression(text),
      warn: (text) => {
        state.warn(text)
      },
      checkStop: state.checkStop,
      progress: (work) => state.hooks.progress?.(work),
      lookup: (name) => this.expressions.stored.value(name),
      assign: (name, value) => {
        state.names.set(name, value)
      },
      callable: (value) => this.expressions.callable(value),
      callNamed: (name, values) => this.expressions.callNamed(name, values),
      decide: (value): BooleanValue => condition(value, state.isZero),
      substitute: (value: Value, pairs: readonly Replacement[], evaluate: boolean) =>
        this.expressions.stored.substitute(value, pairs, evaluate),
      unassign: (name) => {
        state.names.delete(name)
      },
      assignTo: (target, value) => {
        this.assignTo(target, value)
      },
      assignedNames: () => state.names.names(),
      isFunction: (name) => this.expressions.isFunction(name),
      restart: () => {
        state.restart()
      },
      seconds: () => process.cpuUsage().user / 1e6,
    }
    return context
  }

  private parseExpression(text: string): Value {
    const { program, failures } = parse(text)
    const [failure] = failures
    if (failure !== undefined) {
      throw new EngineError("syntax", failure.message, {
        given: text,
        ...(failure.hint === undefined ? {} : { hint: failure.hint }),
      })
    }
    const action = program?.statements[0]?.action
    const isExpression = action !== undefined && !STATEMENT_KINDS.has(action.kind)
    if (!isExpression || program?.statements.length !== 1)
      throw new EngineError("argument", "parse takes the text of one expression.", { given: text })
    return quoted(this.expressions, action as Expression, null)
  }

  /** assign(name, value) for a name or an indexed name as a value. */
  private assignTo(target: Value, value: Value): void {
    if (target.kind === "expr" && target.isSymbol()) {
      this.statements.assignName(target.name ?? "", value, null)
      return
    }
    if (target.kind === "expr" && target.head === "indexed") {
      const [base, ...indices] = target.args as [QExpr, ...QExpr[]]
      const object = this.state.names.get(base.name ?? "")
      const changed = withMember(object, indices, value)
      if (changed !== object) this.assignTo(base, changed)
      return
    }
    throw new EngineError("argument", "Only a name can be assigned a value.", {
      given: describe(target),
      hint: "Write the name in quotes, 'x', if it has a value.",
    })
  }
}

const STATEMENT_KINDS = new Set(["assignment", "return", "break", "next", "error", "read", "try", "use"])

const NOWHERE: SourceRange = { from: 0, to: 0 }

function nothing(): void {
  // Nobody can press Stop here.
}

function argument(value: Value): Argument {
  return { value, range: { ...NOWHERE } }
}

function callText(procedure: UserProcedure, values: readonly Value[]): string {
  return `${procedure.name || "a procedure"}(${values.map(describe).join(", ")})`
}

const LONGEST_TRACE = 20

/** The error with the procedure's line in its trace; a place in another text is taken away, so that the call's place is shown. */
function traced(error: unknown, procedure: UserProcedure, values: readonly Value[], running: number): unknown {
  if (!(error instanceof EngineError)) return error
  const { range, fix, trace = [], ...details } = error.details
  const line = trace.length < LONGEST_TRACE ? [...trace, `in ${callText(procedure, values)}`] : trace
  const elsewhere = procedure.source !== running
  const place = elsewhere || range === undefined ? {} : { range, ...(fix === undefined ? {} : { fix }) }
  const told = new EngineError(error.code, error.message, { ...details, ...place, trace: line })
  if (error.stack !== undefined) told.stack = error.stack
  return told
}

function tooDeep(): EngineError {
  return new EngineError("tooLarge", "The computation nests too deeply.", {
    hint: "Check that the recursion ends, or write it as a loop.",
  })
}

/**
 * Whether so many more frames fit. Running out is met here, where nothing is half done, and not inside the arena: a program's own thread has
 * a much smaller stack than the evaluator's.
 */
function stackHolds(frames: number): boolean {
  try {
    return probe(frames) >= 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function probe(frames: number): number {
  return frames === 0 ? 0 : probe(frames - 1) + 1
}

/** Expressions that nest without procedures can still exhaust the stack. */
function translated(error: unknown): unknown {
  return error instanceof RangeError && error.message.includes("call stack") ? tooDeep() : error
}
