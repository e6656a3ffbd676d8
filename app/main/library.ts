import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Failure } from "../contract"
import { RemoteError } from "../contract/rpc"
import { QSession as LocalSession, registry, type Input, type SessionOptions } from "../engine"
import type { DeclaredFunctions } from "../engine/generated/functions"
import { EngineError } from "../engine/errors"
import { toValue } from "../engine/library-values"
import type { ValueJson } from "../engine/outputs/json"
import { valueText } from "../engine/outputs/text"
import { childLauncher, defaultMemoryLimit, HostPool } from "./session"
import { gridOf, runBatch } from "./session/batch"
import { causeOfEnd } from "./session/causes"
import { Host } from "./session/host-connection"

/**
 * The package's entry: the engine as a library, and what needs processes beside the program's own. `QSession.spawn` opens a session in a host process,
 * where a memory limit or a crash ends the host and not the program; `session.batch` runs a function over a grid on several hosts.
 */
export * from "../engine"
export type { ValueJson } from "../engine/outputs/json"

/** The host beside the bundle, or in the build folder of the source tree. */
function hostFile(): string {
  const beside = join(import.meta.dirname, "host.js")
  return existsSync(beside) ? beside : join(import.meta.dirname, "..", "..", "build", "node", "host.js")
}

export interface BatchOptions {
  /** The order to which values without one are shown. Default 50. */
  readonly order?: number
  /** Hosts at once. Default 2. */
  readonly workers?: number
  /** Bytes for each host. Default: half of the memory, at most 8 GB. */
  readonly memoryLimit?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
  /** Results are appended here as lines of JSON; a later batch with the same file does only what is missing. */
  readonly resultsFile?: string
}

/** One item of a batch, in the order of the grid: a value as data, or the failure. */
export type BatchItem =
  | {
      readonly index: number
      readonly parameters: readonly string[]
      readonly value: ValueJson | null
      readonly error?: undefined
    }
  | {
      readonly index: number
      readonly parameters: readonly string[]
      readonly error: Failure
      readonly value?: undefined
    }

/** An argument in the notebook's syntax, as it is sent to another process. */
function inputText(input: Input): string {
  return valueText(
    toValue(input, () => undefined),
    Number.POSITIVE_INFINITY,
  )
}

export class QSession extends LocalSession {
  /**
   * A session in a process of its own, with the same functions as promises. Values come as data: text, LaTeX, terms.
   * @param options `memoryLimit` defaults to half of the memory, at most 8 GB; a breach ends that process only
   */
  static async spawn(options: SessionOptions = {}): Promise<SpawnedSession> {
    const session = new SpawnedCore(options)
    await session.ready
    return session as SpawnedSession
  }

  /**
   * Runs a declared function over all combinations of the parameters' values, the last parameter fastest, on several host processes. An item whose host
   * dies is run once more. Results come in order. `name` may also be statements in which $1, $2, … stand for the parameters. Strings in the grid are
   * texts in the notebook's syntax.
   */
  async *batch(
    name: string,
    grid: readonly (readonly Input[])[],
    options: BatchOptions = {},
  ): AsyncGenerator<BatchItem, void, void> {
    const rows = gridOf(grid.map((axis) => axis.map((value) => (typeof value === "string" ? value : inputText(value)))))
    const pool = new HostPool(childLauncher(hostFile()), { keepSpare: false })
    try {
      yield* runBatch({ name, grid: rows, ...options }, pool)
    } finally {
      await pool.close()
    }
  }
}

/** What a run in another process gave. */
export interface SpawnedResult {
  readonly values: readonly ValueJson[]
  /** The last displayed value. */
  readonly value: ValueJson | null
  readonly printed: readonly string[]
}

const DEFAULT_ORDER = 50

/** A session in a host process. Runs wait for each other. */
class SpawnedCore implements AsyncDisposable {
  readonly ready: Promise<void>
  readonly #host: Host
  readonly #order: number
  readonly #memoryLimit: number
  #last: Promise<unknown> = Promise.resolve()

  constructor({ order = DEFAULT_ORDER, memoryLimit = defaultMemoryLimit() }: SessionOptions) {
    this.#order = order
    this.#memoryLimit = memoryLimit
    this.#host = new Host(childLauncher(hostFile()), memoryLimit, () => undefined)
    this.ready = this.#host.ready.catch((error: unknown) => this.#fail(error))
  }

  get pid(): number | undefined {
    return this.#host.pid
  }

  /** Runs statements of the language in the host. Rejects with a QError. */
  run(source: string): Promise<SpawnedResult> {
    const run = this.#last.then(() => this.#compute(source))
    this.#last = run.catch(() => undefined)
    return run
  }

  async evaluate(source: string): Promise<ValueJson | null> {
    return (await this.run(source)).value
  }

  /** Calls a declared function; arguments go as text. */
  call(name: string, ...args: readonly Input[]): Promise<ValueJson | null> {
    return this.evaluate(`${name}(${args.map(inputText).join(", ")});`)
  }

  async #compute(source: string): Promise<SpawnedResult> {
    try {
      const { failure, values, printed } = await this.#host.client["session.compute"]({ source, order: this.#order })
        .result
      if (failure !== undefined) throw EngineError.of(failure)
      const list = JSON.parse(values) as ValueJson[]
      return { values: list, value: list.at(-1) ?? null, printed }
    } catch (error) {
      return this.#fail(error)
    }
  }

  /** A lost host is told by its cause. */
  async #fail(error: unknown): Promise<never> {
    if (!(error instanceof RemoteError)) throw error
    if (error.code !== "sessionLost") throw EngineError.of(error.failure)
    throw EngineError.of(causeOfEnd(await this.#host.ended, this.#host.killedBecause, this.#memoryLimit))
  }

  /** Stops the run under way; its variables stay. */
  async stop(): Promise<void> {
    await this.#host.client["session.stop"]({}).result
  }

  /** Ends the process. A second call does nothing. */
  async dispose(): Promise<void> {
    this.#host.kill({ why: "closed" })
    await this.#host.ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose()
  }
}

for (const name of registry.names()) {
  if (name in SpawnedCore.prototype) continue
  Object.defineProperty(SpawnedCore.prototype, name, {
    value(this: SpawnedCore, ...args: readonly Input[]): Promise<ValueJson | null> {
      return this.call(name, ...args)
    },
  })
}

/** The interface of a session with promises; every declared function is a method. */
export type SpawnedSession = SpawnedCore & {
  readonly [Name in Exclude<keyof DeclaredFunctions, keyof SpawnedCore>]: (
    ...args: readonly Input[]
  ) => Promise<ValueJson | null>
}
