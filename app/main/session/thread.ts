/**
 * The evaluator thread's loop. Jobs come from the message thread through one port and are done one after the other, synchronously. While a job
 * computes, nothing is delivered to a busy thread; so an evaluation polls (`poll`), and answers jobs that only read, such as the next
 * hundred terms of a series that an earlier cell computed, out of turn. Everything else waits its turn.
 */
import { receiveMessageOnPort, workerData, type MessagePort } from "node:worker_threads"
import type { Failure } from "../../contract"
import { EngineError } from "../../engine/errors"
import type { EvaluationProgress, LongCallMessage } from "../../contract/session"
import { MAIL, stopRaised, WAKE } from "./control"
import type { EngineFactory, SessionEngine, ThreadServices } from "./engine"
import { READING_JOBS, type Job, type ThreadReport } from "./thread-messages"

export interface ThreadData {
  readonly control: Int32Array<SharedArrayBuffer>
  readonly port: MessagePort
}

/** Milliseconds after which a thread that waits for an answer looks at the stop flag even if nobody woke it. */
const WAIT_SLICE = 200

type Answer = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly failure: Failure }

export function serveThread(factory: EngineFactory): void {
  const { control, port } = workerData as ThreadData
  new EvaluatorThread(control, port, factory)
}

class EvaluatorThread implements ThreadServices {
  readonly control: Int32Array
  readonly #port: MessagePort
  readonly #engine: SessionEngine
  readonly #deferred: Job[] = []
  readonly #answers = new Map<number, Answer>()
  #running: number | null = null
  #reading = false
  #nextQuestion = 1

  constructor(control: Int32Array, port: MessagePort, factory: EngineFactory) {
    this.control = control
    this.#port = port
    this.#engine = factory(this)
    this.#report({ type: "ready", stages: this.#engine.stages, engine: this.#engine.engine })
    port.on("message", (job: Job) => {
      this.#take(job)
      for (let next = this.#deferred.shift(); next !== undefined; next = this.#deferred.shift()) this.#take(next)
    })
  }

  poll(): void {
    if (stopRaised(this.control)) throw new EngineError("cancelled", "The computation was stopped")
    if (Atomics.load(this.control, MAIL) > 0 && !this.#reading) this.#readMail()
  }

  longCall(name: LongCallMessage["name"], operands: string): string {
    return this.#ask((id) => ({ kind: "longCall", call: { id, name, operands } }))
  }

  readFile(name: string): string {
    return this.#ask((id) => ({ kind: "readFile", id, name }))
  }

  /** Asks the supervisor in the middle of an evaluation and waits for its answer. */
  #ask(question: (id: number) => EvaluationProgress): string {
    const job = this.#running
    if (job === null) throw new TypeError("A question needs an evaluation that it belongs to")
    const id = this.#nextQuestion++
    this.#report({ type: "progress", id: job, item: question(id) })
    try {
      return this.#await(id)
    } finally {
      this.#report({ type: "progress", id: job, item: { kind: "answered", id } satisfies EvaluationProgress })
    }
  }

  #await(id: number): string {
    for (;;) {
      const seen = Atomics.load(this.control, WAKE)
      this.poll()
      this.#readMail()
      const result = this.#answers.get(id)
      if (result !== undefined) {
        this.#answers.delete(id)
        if (result.ok) return result.value
        throw EngineError.of(result.failure)
      }
      Atomics.wait(this.control, WAKE, seen, WAIT_SLICE)
    }
  }

  #report(report: ThreadReport): void {
    this.#port.postMessage(report)
  }

  /** Looks through what has arrived: answers what only reads, keeps the rest for its turn. */
  #readMail(): void {
    this.#reading = true
    try {
      for (let mail = receiveMessageOnPort(this.#port); mail !== undefined; mail = receiveMessageOnPort(this.#port)) {
        const job = mail.message as Job
        if (job.method === "session.answer") this.#keepResult(job)
        else if (READING_JOBS.has(job.method)) this.#take(job)
        else this.#deferred.push(job)
      }
    } finally {
      this.#reading = false
    }
  }

  #keepResult(job: Job): void {
    const { id, result } = job.input as { id: number; result: Answer }
    this.#answers.set(id, result)
  }

  #take(job: Job): void {
    if (job.method === "session.answer") return // to a question of a cell that was stopped meanwhile
    if (READING_JOBS.has(job.method)) Atomics.sub(this.control, MAIL, 1)
    if (job.method !== "session.evaluate" && job.method !== "session.compute") return this.#answer(job)
    this.#running = job.id
    this.#answers.clear()
    this.#answer(job)
    this.#running = null
  }

  #answer(job: Job): void {
    try {
      this.#report({ type: "done", id: job.id, output: this.#run(job) })
    } catch (error) {
      if (error instanceof EngineError) this.#report({ type: "failed", id: job.id, failure: error.toFailure() })
      else
        this.#report({
          type: "fault",
          id: job.id,
          text: error instanceof Error ? (error.stack ?? error.message) : String(error),
        })
    }
  }

  #run(job: Job): unknown {
    const emit = (item: unknown, key?: string): void =>
      this.#report({ type: "progress", id: job.id, item, ...(key === undefined ? {} : { key }) })
    // The message thread parsed the input by the contract, and the engine has a function for each procedure of it.
    const methods = this.#engine as object as Readonly<Record<string, (input: unknown, emit: unknown) => unknown>>
    const method = methods[job.method]
    if (method === undefined) throw new TypeError(`The engine has no ${job.method}`)
    return method(job.input, emit)
  }
}
