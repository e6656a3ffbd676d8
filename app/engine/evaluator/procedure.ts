import type { SourceRange } from "../../contract"
import { printExpression, type Expression, type Lambda, type Procedure as ProcedureNode } from "../../language"
import { EngineError } from "../errors"
import { type Argument, type CallContext, type Callable, Procedure, type Value } from "../values"
import type { Frame } from "./environment"
import { keyOf } from "./text"

/** Runs a procedure's body; the evaluator's side of a call. */
export interface ProcedureRunner {
  runProcedure(procedure: UserProcedure, values: readonly Value[], range: SourceRange): Value
}

/** A procedure or lambda of the language with the names around it: a closure. */
export class UserProcedure implements Callable {
  readonly name: string
  readonly node: Lambda | ProcedureNode
  readonly frame: Frame | null
  /** The text it was written in; ranges of other texts must not be shown. */
  readonly source: number
  readonly names: ReadonlySet<string>
  readonly globals: ReadonlySet<string>
  private readonly runner: ProcedureRunner
  private remembered: Map<string, Value> | null

  constructor(
    name: string,
    node: Lambda | ProcedureNode,
    frame: Frame | null,
    source: number,
    names: ReadonlySet<string>,
    runner: ProcedureRunner,
  ) {
    this.name = name
    this.node = node
    this.frame = frame
    this.source = source
    this.names = names
    this.globals = new Set(node.kind === "lambda" ? [] : node.globals.map((each) => each.name))
    this.runner = runner
    this.remembered = node.kind === "procedure" && node.options.some(isRemember) ? new Map() : null
  }

  call(args: readonly Argument[], _context: CallContext): Value {
    const [first] = args
    const values = args.map((argument) => argument.value)
    const last = args.at(-1)
    const range = first === undefined || last === undefined ? NOWHERE : { from: first.range.from, to: last.range.to }
    return this.runner.runProcedure(this, values, range)
  }

  recall(values: readonly Value[]): Value | undefined {
    return this.remembered?.get(keyOf(values))
  }

  get remembers(): boolean {
    return this.remembered !== null
  }

  /** Keeps a result; also what f(x) := v does, for any procedure. */
  remember(values: readonly Value[], result: Value): void {
    this.remembered ??= new Map()
    this.remembered.set(keyOf(values), result)
  }
}

const NOWHERE: SourceRange = { from: 0, to: 0 }

function isRemember(option: Expression): boolean {
  return option.kind === "name" && option.name === "remember"
}

/** A name with values for some arguments only, made by f(x) := v: other calls stay as they are. */
export class RememberTable implements Callable {
  readonly name: string
  private readonly entries = new Map<string, Value>()
  private readonly otherwise: (values: readonly Value[]) => Value

  constructor(name: string, otherwise: (values: readonly Value[]) => Value) {
    this.name = name
    this.otherwise = otherwise
  }

  call(args: readonly Argument[]): Value {
    const values = args.map((argument) => argument.value)
    return this.entries.get(keyOf(values)) ?? this.otherwise(values)
  }

  remember(values: readonly Value[], result: Value): void {
    this.entries.set(keyOf(values), result)
  }
}

export function procedureValue(callable: UserProcedure): Procedure {
  return new Procedure(callable.name === "" ? null : callable.name, callable, printExpression(callable.node))
}

/** f@g and f@@n: functions made of functions. */
export function composition(
  name: string,
  inner: (args: readonly Argument[], context: CallContext) => Value,
): Procedure {
  return new Procedure(name, { name, call: inner }, name)
}

/** A parameter that a call did not give: an error when it is used. */
export function missingParameter(procedure: string, parameter: string): EngineError {
  return new EngineError(
    "argument",
    `${procedure === "" ? "The procedure" : procedure} uses its parameter ${parameter}, which the call does not give.`,
    {
      hint: `Give ${parameter}, or test nargs before it is used.`,
    },
  )
}
