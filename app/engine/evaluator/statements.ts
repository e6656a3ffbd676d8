import type { SourceRange } from "../../contract"
import {
  forEachPart,
  printExpression,
  type Action,
  type Block,
  type Expression,
  type If,
  type Loop,
  type Statement,
  type Try,
} from "../../language"
import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { fromRational, infinity, integer, symbol } from "../symbolic/expression"
import { NULL, Procedure, StringValue, type Value } from "../values"
import type { Frame } from "./environment"
import { frameOf, refuseConstant } from "./environment"
import type { Expressions } from "./expressions"
import { afterLast, counted, counting, members } from "./forms"
import { indexValue, withMember } from "./indexing"
import { procedureValue, RememberTable, UserProcedure } from "./procedure"
import { sequenceOf } from "./sequences"
import type { SessionState } from "./session-state"

/**
 * Statements. What a block ends with is a signal: null when it ran to its end, else why it did not. At the top level values are shown as
 * Maple does: those of a statement ended by ";", and, one level down, those inside a loop or if that is ended by ";".
 */

/** The statements that end a session of Maple; here, where worksheets bring them, they do nothing. */
const CLOSING_WORDS: ReadonlySet<string> = new Set(["quit", "done", "stop"])

export type Signal = { readonly kind: "break" | "next" } | { readonly kind: "return"; readonly value: Value } | null

/** Leaves an expression that contains a loop or if with return, break or next in it. */
class Leaving extends Error {
  override readonly name = "Leaving"
  readonly signal: Exclude<Signal, null>
  constructor(signal: Exclude<Signal, null>) {
    super(signal.kind)
    this.signal = signal
  }
}

/** How the values of a block are shown; null inside procedures. */
interface Shown {
  readonly hidden: boolean
  readonly depth: number
}

/** Expressions whose values may hold names without evaluating them. */
const MAY_NAME: ReadonlySet<Action["kind"]> = new Set<Action["kind"]>([
  "unevaluated",
  "call",
  "ditto",
  "lambda",
  "procedure",
  "member",
  "indexed",
])

/** Values shown for one statement of the top level, at most. */
const MOST_SHOWN = 1000

export interface FileReader {
  /** The text of a file of the notebook's folder; throws EngineError when it may not be read. */
  (name: string): string
}

export class Statements {
  private readonly state: SessionState
  private readonly readFile: FileReader | null
  private readonly runText: (text: string, name: string) => void
  expressions!: Expressions
  private shownCount = 0
  /** The statement of the top level that is running. */
  running: SourceRange | null = null
  private lastValue: Value = NULL
  private readonly full = new WeakMap<Action, boolean>()

  constructor(state: SessionState, readFile: FileReader | null, runText: (text: string, name: string) => void) {
    this.state = state
    this.readFile = readFile
    this.runText = runText
  }

  /** Runs a text's statements at the top level. */
  top(program: Block): void {
    for (const statement of program.statements) {
      this.shownCount = 0
      this.running = statement.range
      try {
        this.statement(statement, null, { hidden: statement.hidden, depth: 0 })
      } finally {
        this.state.flush()
      }
    }
  }

  /** Runs a block; its value is then `lastValue`. */
  private run(body: Block, frame: Frame | null, shown: Shown | null): Signal {
    this.lastValue = NULL
    for (const statement of body.statements) {
      const signal = this.statement(statement, frame, shown)
      if (signal !== null) return signal
    }
    return null
  }

  blockValue(body: Block, frame: Frame | null): Value {
    const signal = this.run(body, frame, null)
    if (signal?.kind === "return") return signal.value
    return this.lastValue
  }

  private statement(statement: Statement, frame: Frame | null, shown: Shown | null): Signal {
    const { action } = statement
    try {
      switch (action.kind) {
        case "if":
          return this.branch(action, frame, deeper(shown))
        case "loop":
          return this.repeat(action, frame, deeper(shown))
        case "return":
          return {
            kind: "return",
            value: action.value === null ? NULL : this.expressions.evaluate(action.value, frame),
          }
        case "break":
        case "next":
          return { kind: action.kind }
        case "try":
          return this.attempt(action, frame, shown)
        case "use":
          return this.run(action.body, frame, shown)
        default:
          return this.simple(action, statement.range, frame, shown)
      }
    } catch (error) {
      if (error instanceof Leaving) return error.signal
      throw error
    }
  }

  private simple(
    action: Exclude<Action, If | Loop | Try>,
    range: SourceRange,
    frame: Frame | null,
    shown: Shown | null,
  ): Signal {
    switch (action.kind) {
      case "assignment": {
        const value = this.assignment(action, frame)
        const targets = action.targets.map(printExpression).join(", ")
        this.finish(value, range, shown, action.targets.length === 1 ? targets : `(${targets})`)
        return null
      }
      case "error":
        throw this.userError(action.value, frame, range)
      case "read":
        this.read(action.file, frame, range)
        return null
      case "call":
        if (action.callee.kind === "name" && action.callee.name === "RETURN" && frame !== null) {
          return { kind: "return", value: sequenceOf(this.expressions.items(action.arguments, frame)) }
        }
        break
      case "name":
        if (action.name === "restart" && !this.state.names.has("restart")) {
          this.state.restart()
          return null
        }
        if (CLOSING_WORDS.has(action.name) && frame === null && !this.state.names.has(action.name)) return null
        break
      default:
    }
    this.finish(this.expressions.evaluate(action as Expression, frame), range, shown)
    return null
  }

  /** Notes a statement's value and shows it. */
  private finish(value: Value, range: SourceRange, shown: Shown | null, name?: string): void {
    this.lastValue = value
    if (shown === null) return
    const evidence = this.state.evidenceOf(value)
    this.state.computed(value)
    const nothing = value.kind === "sequence" && value.items.length === 0 && name === undefined
    if (nothing || shown.depth > 1) return
    if (!shown.hidden) this.state.flush()
    if (!shown.hidden && ++this.shownCount > MOST_SHOWN) {
      if (this.shownCount === MOST_SHOWN + 1)
        this.state.warn(`Only the first ${MOST_SHOWN} values of this statement are shown.`)
      return
    }
    const result = {
      value,
      range,
      hidden: shown.hidden,
      ...(name === undefined ? {} : { name }),
      ...(evidence === undefined ? {} : { evidence }),
    }
    this.state.hooks.result?.(result)
  }

  private userError(node: Expression | null, frame: Frame | null, range: SourceRange): EngineError {
    const parts = node === null ? [] : this.expressions.items(node.kind === "sequence" ? node.items : [node], frame)
    return new EngineError("domain", errorText(parts), { range })
  }

  private read(node: Expression, frame: Frame | null, range: SourceRange): void {
    const value = this.expressions.evaluate(node, frame)
    const name =
      value.kind === "string" ? value.text : value.kind === "expr" && value.isSymbol() ? (value.name ?? "") : null
    if (name === null)
      throw new EngineError("argument", "read takes the name of a file.", {
        given: describe(value),
        hint: 'Write read "file.txt".',
      })
    if (this.readFile === null) {
      throw new EngineError("file", "Files cannot be read here: this notebook has no folder.", {
        given: name,
        hint: "Save the notebook first.",
        range,
      })
    }
    const { running } = this
    try {
      this.runText(this.readFile(name), name)
    } catch (error) {
      throw error instanceof EngineError && error.details.range === undefined ? error.with({ range }) : error
    } finally {
      this.running = running
    }
  }

  // Assignment

  private assignment(node: Extract<Action, { kind: "assignment" }>, frame: Frame | null): Value {
    const value = this.assignedValue(node, frame)
    const { targets } = node
    const [first] = targets
    if (targets.length === 1 && first !== undefined) {
      this.assign(first, value, frame, this.evaluatesFully(node.value))
      return value
    }
    const values = value.kind === "sequence" ? value.items : [value]
    if (values.length !== targets.length) {
      throw new EngineError("argument", "A multiple assignment has as many values as names.", {
        given: `${targets.length} names and ${values.length} ${values.length === 1 ? "value" : "values"}`,
        range: node.range,
      })
    }
    targets.forEach((target, i) => {
      this.assign(target, values[i] ?? NULL, frame)
    })
    return value
  }

  /**
   * Whether a value of this expression mentions no name that has a value. Quoted parts may, and functions may answer with names; the rest
   * was evaluated to the end.
   */
  private evaluatesFully(node: Action): boolean {
    const known = this.full.get(node)
    if (known !== undefined) return known
    let full = !MAY_NAME.has(node.kind)
    forEachPart(node, (part) => {
      full &&= this.evaluatesFully(part)
    })
    this.full.set(node, full)
    return full
  }

  private assignedValue(node: Extract<Action, { kind: "assignment" }>, frame: Frame | null): Value {
    const { value } = node
    if (value.kind === "assignment") return this.assignment(value, frame)
    const [target] = node.targets
    if ((value.kind === "procedure" || value.kind === "lambda") && target?.kind === "name") {
      return procedureValue(this.expressions.procedure(value, frame, target.name))
    }
    return this.expressions.evaluate(value, frame)
  }

  assign(target: Expression, value: Value, frame: Frame | null, clean = false): void {
    switch (target.kind) {
      case "name":
        this.assignName(target.name, value, frame, clean)
        return
      case "binary": {
        const name = this.expressions.joined(target, frame)
        if (name.kind !== "expr" || !name.isSymbol())
          throw new EngineError("argument", "A name is assigned a value.", { given: describe(name) })
        this.assignName(name.name ?? "", value, frame)
        return
      }
      case "indexed":
        this.assignMember(target, value, frame)
        return
      case "call":
        this.assignRemembered(target, value, frame)
        return
      default:
        throw new TypeError(`The parser lets no ${target.kind} be assigned`)
    }
  }

  assignName(name: string, value: Value, frame: Frame | null, clean = false): void {
    const owner = frameOf(frame, name)
    const itself = value.kind === "expr" && value.isSymbol(name)
    if (owner !== null) {
      if (itself) owner.values.delete(name)
      else owner.values.set(name, value)
      return
    }
    refuseConstant(name)
    if (itself) {
      this.state.names.delete(name)
      return
    }
    const known = this.state.names.has(name)
    if (!known) this.warnOfShadow(name)
    if (!(known && clean) && value.kind === "expr" && value.freeSymbols().includes(name)) {
      throw new EngineError("name", `${name} would be defined by itself: it stands in its own value.`, {
        given: describe(value),
        hint: `Give ${name} a value first, or use another name.`,
      })
    }
    this.state.names.set(name, value, clean)
  }

  private warnOfShadow(name: string): void {
    if (this.state.functions.lookup(name) === undefined) return
    this.state.warnOnce(
      `shadow ${name}`,
      `${name} is also a function; from now on the name means what is assigned. unassign('${name}') gives the function back.`,
    )
  }

  private assignMember(target: Extract<Expression, { kind: "indexed" }>, value: Value, frame: Frame | null): void {
    const indices = this.expressions.items(target.indices, frame)
    const object = this.current(target.object, frame)
    const changed = withMember(object, indices, value)
    if (changed !== object) this.assign(target.object, changed, frame)
  }

  /** What a target holds now; undefined for nothing. */
  private current(target: Expression, frame: Frame | null): Value | undefined {
    if (target.kind === "name") {
      const owner = frameOf(frame, target.name)
      return owner === null ? this.state.names.get(target.name) : owner.values.get(target.name)
    }
    if (target.kind !== "indexed") return undefined
    const object = this.current(target.object, frame)
    if (object === undefined) return undefined
    const found = indexValue(object, this.expressions.items(target.indices, frame), symbol("_"))
    return found.kind === "expr" && found.head === "indexed" ? undefined : found
  }

  /** f(x) := v */
  private assignRemembered(target: Extract<Expression, { kind: "call" }>, value: Value, frame: Frame | null): void {
    const { callee } = target
    if (callee.kind !== "name") {
      throw new EngineError("argument", "f(x) := v sets what the function f answers at x.", {
        given: printExpression(target),
        range: target.range,
      })
    }
    const values = this.expressions.items(target.arguments, frame)
    const held = this.current(callee, frame)
    const callable = held?.kind === "procedure" ? held.callable : undefined
    if (callable instanceof UserProcedure || callable instanceof RememberTable) {
      callable.remember(values, value)
      return
    }
    const { name } = callee
    const table = new RememberTable(name, (others) => this.expressions.unknownCall(name, others))
    table.remember(values, value)
    this.assignName(name, new Procedure(name, table, ""), frame)
  }

  // Control

  private branch(node: If, frame: Frame | null, shown: Shown | null): Signal {
    for (const { condition, body } of node.branches) {
      if (this.expressions.holds(condition, frame)) return this.run(body, frame, shown)
    }
    if (node.otherwise !== null) return this.run(node.otherwise, frame, shown)
    this.lastValue = NULL
    return null
  }

  conditional(node: If, frame: Frame | null): Value {
    return this.inside(this.branch(node, frame, null))
  }

  loop(node: Loop, frame: Frame | null): Value {
    return this.inside(this.repeat(node, frame, null))
  }

  private inside(signal: Signal): Value {
    if (signal !== null) throw new Leaving(signal)
    return this.lastValue
  }

  private repeat(node: Loop, frame: Frame | null, shown: Shown | null): Signal {
    let last: Value = NULL
    const pass = (): Signal | "stop" => {
      this.state.checkStop()
      this.state.arena.breathe()
      if (node.while !== null && !this.expressions.holds(node.while, frame)) return "stop"
      const signal = this.run(node.body, frame, shown)
      last = this.lastValue
      if (signal?.kind === "break") return "stop"
      return signal?.kind === "next" ? null : signal
    }
    const signal = node.in === null ? this.counted(node, frame, pass) : this.overMembers(node, node.in, frame, pass)
    this.lastValue = last
    return signal
  }

  private setVariable(node: Loop, value: Value, frame: Frame | null): void {
    if (node.variable !== null) this.assignName(node.variable.name, value, frame)
  }

  private counted(node: Loop, frame: Frame | null, pass: () => Signal | "stop"): Signal {
    const value = (part: Expression | null, otherwise: Value): Value =>
      part === null ? otherwise : this.expressions.evaluate(part, frame)
    const name = node.variable === null ? "the loop" : `the loop over ${node.variable.name}`
    const step = node.by === null ? null : this.expressions.evaluate(node.by, frame)
    const range = counting(name, value(node.from, integer(1)), value(node.to, infinity()), step, true, {
      from: node.from?.range,
      to: node.to?.range,
      step: node.by?.range,
    })
    for (const n of counted(range)) {
      this.setVariable(node, n, frame)
      const signal = pass()
      if (signal === "stop") return null
      if (signal !== null) return signal
    }
    // As in Maple the variable keeps the first value beyond the end.
    this.setVariable(node, fromRational(afterLast(range)), frame)
    return null
  }

  private overMembers(node: Loop, over: Expression, frame: Frame | null, pass: () => Signal | "stop"): Signal {
    for (const value of members(this.expressions.evaluate(over, frame))) {
      this.setVariable(node, value, frame)
      const signal = pass()
      if (signal === "stop") return null
      if (signal !== null) return signal
    }
    return null
  }

  private attempt(node: Try, frame: Frame | null, shown: Shown | null): Signal {
    try {
      return this.run(node.body, frame, shown)
    } catch (error) {
      const handler =
        error instanceof EngineError && isCatchable(error)
          ? node.catches.find((each) => matches(each.messages, error))
          : undefined
      if (handler === undefined || !(error instanceof EngineError)) throw error
      this.state.names.set("lasterror", new StringValue(error.message))
      return this.run(handler.body, frame, shown)
    } finally {
      if (node.finally !== null) this.run(node.finally, frame, shown)
    }
  }
}

function deeper(shown: Shown | null): Shown | null {
  return shown === null ? null : { hidden: shown.hidden, depth: shown.depth + 1 }
}

/** Stop and the limits of the session are not for a program to catch. */
function isCatchable(error: EngineError): boolean {
  return error.code !== "cancelled" && error.code !== "memory"
}

function matches(messages: readonly string[], error: EngineError): boolean {
  return messages.length === 0 || messages.some((beginning) => beginning === "" || error.message.startsWith(beginning))
}

/** The message of error and ERROR: a text with %1, %2 for the other arguments; without a text, all arguments. */
export function errorText(parts: readonly Value[]): string {
  const [first, ...others] = parts
  if (first === undefined) return "The program stopped with an error."
  if (first.kind !== "string") return parts.map(describe).join(", ")
  const used = new Set<number>()
  const text = first.text.replace(/%(\d)/g, (mark, digit: string) => {
    const value = others[Number(digit) - 1]
    if (value === undefined) return mark
    used.add(Number(digit) - 1)
    return value.kind === "string" ? value.text : describe(value)
  })
  const rest = others.filter((_, i) => !used.has(i)).map(describe)
  return [text, ...rest].join(", ")
}
