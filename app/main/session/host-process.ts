/**
 * A session host: the process that computes for one notebook. This thread, the message thread, never computes: it answers the supervisor, reports
 * progress from shared counters, raises the stop flag, and watches the channel to the process that started it. The evaluator thread computes, alone
 * loads the addon, and is never torn down: a host ends by ending its process, and hard, since a thread inside a native loop cannot be joined.
 */
import { writeFileSync } from "node:fs"
import { MessageChannel, Worker } from "node:worker_threads"
import { RemoteError, serve, type CallScope, type Handlers, type Transport } from "../../contract/rpc"
import { sessionContract, type EvaluationProgress, type SessionContract } from "../../contract/session"
import { EXIT_MEMORY } from "./causes"
import { clearForRun, MAIL, makeControl, raiseStop, readCounters, wake, type Counters } from "./control"
import type { EvaluatorMethod } from "./engine"
import { READING_JOBS, type Job, type ThreadReport } from "./thread-messages"
import type { ThreadData } from "./thread"

const STACK_MEGABYTES = 64
/** Interval at which the counters of native loops are looked at. */
const PROGRESS_INTERVAL = 100
/** Linux ends the process with the highest score first when memory runs out: a host rather than the window or the desktop. */
const OOM_SCORE = "800"

type WorkProgress = Extract<EvaluationProgress, { kind: "work" }>

interface OpenJob {
  readonly scope: CallScope<unknown>
  done(output: unknown): void
  failed(error: RemoteError | Error): void
}

/** Runs this process as a host whose evaluator thread starts from `threadFile`. */
export function runHost(threadFile: URL, transport: Transport): void {
  preferToBeKilled()
  const evaluator = new EvaluatorLink(threadFile)
  serve(sessionContract, handlers(evaluator), transport, {
    log: (id, error) =>
      process.stderr.write(`${id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  })
  transport.onClose(endNow)
  // Ctrl-C on a terminal reaches every process of the program; the supervisor decides what it means.
  process.on("SIGINT", () => undefined)
}

/** Ends this process although its other thread may be deep in a library. */
function endNow(): void {
  process.kill(process.pid, "SIGKILL")
}

function preferToBeKilled(): void {
  if (process.platform !== "linux") return
  try {
    writeFileSync("/proc/self/oom_score_adj", OOM_SCORE)
  } catch {
    // A container may forbid it; the order in which the system ends processes is then the system's.
  }
}

function handlers(evaluator: EvaluatorLink): Handlers<SessionContract> {
  const forward = <P extends EvaluatorMethod>(method: P): Handlers<SessionContract>[P] =>
    // The thread's answer is parsed by the contract at the supervisor's end.
    ((input: unknown, scope: CallScope<never>) => evaluator.run(method, input, scope)) as Handlers<SessionContract>[P]
  return {
    "session.start": async (input, scope) => {
      const begun = performance.now()
      const engine = await evaluator.ready
      await evaluator.run("session.start", input, scope)
      return { pid: process.pid, engine, milliseconds: performance.now() - begun }
    },
    "session.evaluate": (input, scope) =>
      evaluator.evaluate("session.evaluate", input, scope) as ReturnType<Handlers<SessionContract>["session.evaluate"]>,
    "session.compute": (input, scope) =>
      evaluator.evaluate("session.compute", input, scope) as ReturnType<Handlers<SessionContract>["session.compute"]>,
    "session.stop": () => ({ running: evaluator.stop() }),
    "session.answer": (input) => {
      evaluator.deliver("session.answer", input)
      return {}
    },
    "session.longCall": forward("session.longCall"),
    "session.terms": forward("session.terms"),
    "session.rows": forward("session.rows"),
    "session.items": forward("session.items"),
    "session.coefficient": forward("session.coefficient"),
    "session.copy": forward("session.copy"),
    "session.copyVariable": forward("session.copyVariable"),
    "session.view": forward("session.view"),
    "session.variables": forward("session.variables"),
    "session.snapshot": forward("session.snapshot"),
    "session.restore": forward("session.restore"),
    "session.memory": () => evaluator.memory(),
    "session.setMemoryLimit": forward("session.setMemoryLimit"),
    "session.release": forward("session.release"),
  }
}

class EvaluatorLink {
  readonly ready: Promise<string>
  readonly #control = makeControl()
  readonly #port
  readonly #jobs = new Map<number, OpenJob>()
  #stages: readonly string[] = []
  #nextId = 1
  #evaluating: number | null = null
  #native = { bytes: 0, peak: 0 }

  constructor(threadFile: URL) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    const worker = new Worker(threadFile, {
      workerData: { control: this.#control, port: port2 } satisfies ThreadData,
      transferList: [port2],
      resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxOldGenerationSizeMb: 4096 },
      stdin: false,
    })
    this.ready = new Promise((resolve) => {
      port1.on("message", (report: ThreadReport) => {
        if (report.type === "ready") {
          this.#stages = report.stages
          resolve(report.engine)
        } else this.#receive(report)
      })
    })
    worker.once("error", (error: Error & { readonly code?: string }) => {
      process.stderr.write(`${error.stack ?? error.message}\n`)
      process.exit(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? EXIT_MEMORY : 1)
    })
    worker.once("exit", (code) => process.exit(code === 0 ? 1 : code))
  }

  run(method: string, input: unknown, scope: CallScope<never>): Promise<unknown> {
    const id = this.#nextId++
    // Items come from the engine's method of the same procedure, and are parsed by the contract at the supervisor's end.
    const open = { scope: scope as CallScope<unknown> }
    const answer = new Promise<unknown>((done, failed) => this.#jobs.set(id, { ...open, done, failed }))
    this.#post({ id, method, input })
    return answer
  }

  deliver(method: string, input: unknown): void {
    this.#post({ id: this.#nextId++, method, input })
    wake(this.#control)
  }

  async evaluate(method: EvaluatorMethod, input: unknown, scope: CallScope<WorkProgress>): Promise<unknown> {
    if (this.#evaluating !== null) throw RemoteError.of("invalidInput", "A session evaluates one cell at a time")
    this.#evaluating = this.#nextId
    clearForRun(this.#control)
    const stopReporting = this.#reportCounters(scope)
    const cancel = (): void => void this.stop()
    scope.signal.addEventListener("abort", cancel)
    try {
      const result = await this.run(method, input, scope)
      const { memory } = result as { memory?: { native: number; nativePeak: number } }
      if (memory !== undefined) this.#native = { bytes: memory.native, peak: memory.nativePeak }
      return result
    } finally {
      scope.signal.removeEventListener("abort", cancel)
      stopReporting()
      clearForRun(this.#control)
      this.#evaluating = null
    }
  }

  /** Raises the flag if a cell is running; the flag of a finished cell must not meet the next one. */
  stop(): boolean {
    if (this.#evaluating === null) return false
    raiseStop(this.#control)
    return true
  }

  memory(): { resident: number; native: number; nativePeak: number } {
    return { resident: process.memoryUsage.rss(), native: this.#native.bytes, nativePeak: this.#native.peak }
  }

  #post(job: Job): void {
    if (READING_JOBS.has(job.method)) Atomics.add(this.#control, MAIL, 1)
    this.#port.postMessage(job)
  }

  #receive(report: Exclude<ThreadReport, { type: "ready" }>): void {
    const job = this.#jobs.get(report.id)
    if (job === undefined) return
    if (report.type === "progress") {
      if (report.key === undefined) void job.scope.emit(report.item).catch(() => undefined)
      else job.scope.offer(report.key, report.item)
      return
    }
    this.#jobs.delete(report.id)
    if (report.type === "done") job.done(report.output)
    else if (report.type === "failed") job.failed(new RemoteError(report.failure))
    else job.failed(new Error(report.text))
  }

  #reportCounters(scope: CallScope<WorkProgress>): () => void {
    let last: Counters = { stage: 0, done: 0, total: 0 }
    const timer = setInterval(() => {
      const now = readCounters(this.#control)
      if (now.stage === 0 || (now.stage === last.stage && now.done === last.done)) return
      last = now
      // The addon names a stage and what it counts: "multiplying: terms".
      const [stage = "computing", unit] = (this.#stages[now.stage] ?? "computing").split(": ")
      const work = {
        stage,
        done: now.done,
        total: now.total > 0 ? now.total : null,
        ...(unit === undefined ? {} : { unit }),
      }
      scope.offer("work", { kind: "work", work })
    }, PROGRESS_INTERVAL)
    return () => clearInterval(timer)
  }
}
