import { EngineError } from "./errors"
import { Evaluator } from "./evaluator"
import { registry } from "./functions"
import type { DeclaredFunctions } from "./generated/functions"
import { toValue, type Input } from "./library-values"
import { loadAddon } from "./native/load"
import type { Arena, ArenaStats } from "./symbolic/arena"
import {
  currentArena,
  infinity,
  integer,
  newArena,
  type QExpr,
  rational,
  requireSameArena,
  symbol,
  withArena,
} from "./symbolic/expression"
import type { Evidence } from "../contract"
import { type Argument, Sequence, type Value } from "./values"

/**
 * A session as a program sees it: an arena of expressions, the variables of the language, and every declared function as a method. Synchronous, in
 * the program's own thread. Values of two sessions do not mix. A computation that its estimate says is too large is refused with a QError; the hard
 * memory budget is off unless `memoryLimit` asks for it, and a breach of it ends the process: use `spawn` where that must not be.
 */
export interface SessionOptions {
  /** The order to which values without an order of their own are shown. Default 50. */
  readonly order?: number
  /** Bytes that native arithmetic may hold; reaching it ends the process. Off by default. */
  readonly memoryLimit?: number
}

/** What one statement gave. */
export interface Result {
  readonly value: Value
  /** The name it was assigned to. */
  readonly name?: string
  /** How sure the value is, when that is less than exact. */
  readonly evidence?: Evidence
  /** Ended by a colon. */
  readonly hidden: boolean
}

export interface RunResult {
  readonly results: readonly Result[]
  /** The last value; NULL when no statement has one. */
  readonly value: Value
  /** Lines that print and the functions wrote. */
  readonly printed: readonly string[]
  readonly warnings: readonly string[]
}

const DEFAULT_ORDER = 50

function limitMemory(bytes: number): void {
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw new EngineError("argument", "memoryLimit is a whole number of bytes.", { given: String(bytes) })
  }
  loadAddon().system.setMemoryLimit(bytes)
}

export class SessionCore implements Disposable {
  readonly arena: Arena
  private readonly evaluator: Evaluator
  private closed = false

  constructor(options: SessionOptions = {}, arena: Arena = newArena()) {
    this.arena = arena
    if (options.memoryLimit !== undefined) limitMemory(options.memoryLimit)
    this.evaluator = withArena(
      arena,
      () => new Evaluator({ functions: registry, displayOrder: options.order ?? DEFAULT_ORDER, arena }),
    )
  }

  /** Symbols for the names in a text: `const [q, a] = session.symbols("q a")`. */
  symbols(names: string): QExpr[] {
    return this.inside(() =>
      names
        .split(/[\s,]+/)
        .filter((name) => name !== "")
        .map(symbol),
    )
  }

  symbol(name: string): QExpr {
    return this.inside(() => symbol(name))
  }

  integer(value: bigint | number): QExpr {
    return this.inside(() => integer(wholeNumber(value)))
  }

  /** A zero denominator is an error. */
  rational(numerator: bigint | number, denominator: bigint | number = 1n): QExpr {
    return this.inside(() => rational(wholeNumber(numerator), wholeNumber(denominator)))
  }

  get infinity(): QExpr {
    return this.inside(infinity)
  }

  /** Runs statements of the language. Names assigned by earlier runs are there. Throws QError with the place in the source. */
  run(source: string): RunResult {
    const printed: string[] = []
    const warnings: string[] = []
    const results = this.inside(() =>
      this.evaluator.run(source, { print: (line) => printed.push(line), warn: (line) => warnings.push(line) }),
    )
    const last = results.at(-1)?.value
    return { results, value: last ?? new Sequence([]), printed, warnings }
  }

  /** The value of the last statement of a text. */
  evaluate(source: string): Value {
    return this.run(source).value
  }

  lookup(name: string): Value | undefined {
    return this.inside(() => this.evaluator.lookup(name))
  }

  assign(name: string, value: Input): void {
    this.inside(() => this.evaluator.assign(name, this.input(value)))
  }

  /**
   * Calls a declared function by its name or alias; the methods named after the functions do the same. Numbers become integers, arrays lists, sets
   * sets, strings strings.
   */
  call(name: string, ...args: readonly Input[]): Value {
    const declared = registry.lookup(name)
    if (declared === undefined) {
      const near = registry.suggest(name)
      throw new EngineError(
        "name",
        `There is no function ${name}.`,
        near.length === 0 ? {} : { hint: `Did you mean ${near.join(", ")}?` },
      )
    }
    return this.inside(() => {
      const given = args.map((arg): Argument => ({ value: this.input(arg), range: { from: 0, to: 0 } }))
      return declared.call(given, this.evaluator.context)
    })
  }

  private input(value: Input): Value {
    return toValue(value, (expression) => {
      requireSameArena(this.arena, expression)
    })
  }

  private inside<T>(body: () => T): T {
    if (this.closed) throw new EngineError("domain", "The session was disposed.", { hint: "Make a new QSession." })
    return withArena(this.arena, body)
  }

  /** Nodes, symbols, bytes and live handles of the arena, and the bytes that native values hold. */
  stats(): ArenaStats & { readonly nativeBytes: number } {
    return { ...this.arena.stats(), nativeBytes: loadAddon().system.memory().bytes }
  }

  /** Frees the nodes that no variable and no expression of the program reaches. References inside expressions follow. */
  compact(): void {
    this.inside(() => {
      this.arena.collect()
    })
  }

  get disposed(): boolean {
    return this.closed
  }

  /** Frees the arena and forgets the variables. Expressions of the session can no longer be used. A second call does nothing. */
  dispose(): void {
    if (this.closed) return
    this.evaluator.restart()
    this.arena.dispose()
    this.closed = true
  }

  [Symbol.dispose](): void {
    this.dispose()
  }
}

function wholeNumber(value: bigint | number): bigint {
  if (typeof value === "bigint") return value
  if (Number.isSafeInteger(value)) return BigInt(value)
  throw new EngineError(
    "argument",
    "A JavaScript number stands for an integer only when it is one, of at most 53 bits.",
    {
      given: String(value),
      hint: "Write a bigint, or rational(numerator, denominator).",
    },
  )
}

/** Every declared name that is no method of the session itself becomes one. */
function defineFunctions(prototype: SessionCore): void {
  for (const name of registry.names()) {
    if (name in prototype) continue
    Object.defineProperty(prototype, name, {
      value(this: SessionCore, ...args: readonly Input[]): Value {
        return this.call(name, ...args)
      },
      configurable: true,
      writable: true,
    })
  }
}

defineFunctions(SessionCore.prototype)

/** A session with the declared functions as typed methods. */
export type QSession = SessionCore & DeclaredFunctions
export const QSession = SessionCore as new (options?: SessionOptions) => QSession

let shared: QSession | undefined

/** The session in which `symbols`, `integer` and their like build when a program names none. */
export function defaultSession(): QSession {
  shared ??= new SessionCore({}, currentArena()) as QSession
  return shared
}
