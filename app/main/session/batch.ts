import { appendFileSync, closeSync, existsSync, openSync, readFileSync } from "node:fs"
import type { Failure } from "../../contract"
import { RemoteError, type StopSignal } from "../../contract/rpc"
import type { ValueJson } from "../../engine/outputs/json"
import { causeOfEnd } from "./causes"
import type { Host } from "./host-connection"
import { defaultMemoryLimit } from "./memory"
import type { HostPool } from "./pool"

/**
 * A function of the language over a grid of parameters, on several hosts at once. Results come in the order of the grid. An item whose host dies is run once
 * more on a fresh one; then its death is its result. With a results file, each result is appended as a line of JSON as soon as it is there, and a later
 * run with the same file does only what is missing.
 */
export interface BatchTask {
  /** A function's name, called with each row of parameters; or statements in which $1, $2, … stand for them, as text: bracket what needs it. */
  readonly name: string
  /** Rows of parameters in the notebook's syntax. */
  readonly grid: readonly (readonly string[])[]
  /** Display order for what has no order of its own. */
  readonly order?: number | undefined
  /** Hosts at once; the default is one for each two processors, at least 1. */
  readonly workers?: number | undefined
  readonly memoryLimit?: number | undefined
  readonly signal?: StopSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  readonly resultsFile?: string | undefined
}

export type BatchResult =
  | { readonly index: number; readonly parameters: readonly string[]; readonly value: ValueJson | null }
  | { readonly index: number; readonly parameters: readonly string[]; readonly error: Failure }

const DEFAULT_ORDER = 50

/** All combinations of the axes' values, the last axis fastest. */
export function gridOf(axes: readonly (readonly string[])[]): string[][] {
  return axes.reduce<string[][]>((rows, axis) => rows.flatMap((row) => axis.map((value) => [...row, value])), [[]])
}

/** Runs the task; ends early, without an error, when the signal fires. */
export async function* runBatch(task: BatchTask, pool: HostPool): AsyncGenerator<BatchResult, void, void> {
  const results = new Map(readResults(task).map((result) => [result.index, result]))
  const todo = [...task.grid.keys()].filter((index) => !results.has(index))
  const total = task.grid.length
  let wake: () => void = () => undefined
  const report = (result: BatchResult): void => {
    results.set(result.index, result)
    if (task.resultsFile !== undefined) appendFileSync(task.resultsFile, `${JSON.stringify(result)}\n`)
    task.onProgress?.(results.size, total)
    wake()
  }
  const workers = Math.max(1, Math.min(task.workers ?? 2, todo.length))
  const stop = new AbortController()
  task.signal?.addEventListener("abort", () => stop.abort(), { once: true })
  if (task.signal?.aborted === true) return
  stop.signal.addEventListener("abort", () => wake())
  const running = Array.from({ length: workers }, () => new Worker(task, pool, todo, report, stop.signal).run())
  try {
    for (let next = 0; next < total;) {
      const result = results.get(next)
      if (result !== undefined) {
        next++
        yield result
      } else if (stop.signal.aborted) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    stop.abort()
    await Promise.all(running)
  }
}

/** One host at a time, and the items it takes from the common list. */
class Worker {
  readonly #task: BatchTask
  readonly #pool: HostPool
  readonly #todo: number[]
  readonly #report: (result: BatchResult) => void
  readonly #stop: AbortSignal
  readonly #memoryLimit: number
  #host: Host | null = null

  constructor(
    task: BatchTask,
    pool: HostPool,
    todo: number[],
    report: (result: BatchResult) => void,
    stop: AbortSignal,
  ) {
    this.#task = task
    this.#pool = pool
    this.#todo = todo
    this.#report = report
    this.#stop = stop
    this.#memoryLimit = task.memoryLimit ?? defaultMemoryLimit()
  }

  async run(): Promise<void> {
    const end = (): void => this.#host?.kill({ why: "closed" })
    this.#stop.addEventListener("abort", end)
    for (let index = this.#todo.shift(); index !== undefined && !this.#stop.aborted; index = this.#todo.shift()) {
      let result = await this.#attempt(index)
      if (result === null && !this.#stop.aborted) result = await this.#attempt(index)
      if (!this.#stop.aborted) this.#report(result ?? (await this.#death(index)))
    }
    this.#host?.kill({ why: "closed" })
    await this.#host?.ended
  }

  /** The item's result; null when the host died under it. */
  async #attempt(index: number): Promise<BatchResult | null> {
    const parameters = this.#task.grid[index] ?? []
    const host = this.#host?.alive === true ? this.#host : this.#pool.take(this.#memoryLimit)
    this.#host = host
    try {
      await host.ready
      const input = { source: sourceOf(this.#task.name, parameters), order: this.#task.order ?? DEFAULT_ORDER }
      const { failure, values } = await host.client["session.compute"](input).result
      if (failure !== undefined) return { index, parameters, error: failure }
      return { index, parameters, value: (JSON.parse(values) as ValueJson[]).at(-1) ?? null }
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error
      if (error.code !== "sessionLost") return { index, parameters, error: error.failure }
      await host.ended
      return null
    }
  }

  async #death(index: number): Promise<BatchResult> {
    const host = this.#host
    if (host === null) throw new TypeError("An item died without a host")
    const error = causeOfEnd(await host.ended, host.killedBecause, this.#memoryLimit)
    return { index, parameters: this.#task.grid[index] ?? [], error }
  }
}

/** The statement for one row: a call of the function, or the statements with $1, $2, … replaced. */
export function sourceOf(name: string, parameters: readonly string[]): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `${name}(${parameters.join(", ")});`
  return name.replace(/\$(\d+)/g, (place, n: string) => parameters[Number(n) - 1] ?? place)
}

/** Results of an earlier run that belong to this grid. A last line that was cut short by a kill is done again. */
function readResults({ resultsFile, grid }: BatchTask): BatchResult[] {
  if (resultsFile === undefined) return []
  if (!existsSync(resultsFile)) {
    closeSync(openSync(resultsFile, "a"))
    return []
  }
  const text = readFileSync(resultsFile, "utf8")
  if (text !== "" && !text.endsWith("\n")) appendFileSync(resultsFile, "\n")
  const results = text.split("\n").flatMap((line): BatchResult[] => {
    try {
      return line === "" ? [] : [JSON.parse(line) as BatchResult]
    } catch {
      return [] // cut short: it is not a result
    }
  })
  return results.filter(({ index, parameters }) => JSON.stringify(grid[index]) === JSON.stringify(parameters))
}
