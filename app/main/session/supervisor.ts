import type {
  CellId,
  CellRunState,
  Dialect,
  Failure,
  PictureViewName,
  RowChoice,
  SessionState,
  Variable,
  ViewChoice,
} from "../../contract"
import { RemoteError } from "../../contract/rpc"
import type { EvaluationProgress, EvaluationResult, SessionVariable } from "../../contract/session"
import { causeOfEnd } from "./causes"
import { goneFailure, type Host } from "./host-connection"
import type { QueuedCell, Session, SessionEvents } from "./session"
import type { HostEnd } from "./launcher"
import { defaultMemoryLimit, residentBytes, residentLimit } from "./memory"
import type { HostPool } from "./pool"
import { CellQueue } from "./queue"
import type { FileReader } from "./read-file"
import { RunningCell } from "./running"
import { Setters, Snapshots, type NotKept } from "./snapshots"
import { Throttle } from "./throttle"

export interface SupervisorOptions {
  readonly pool: HostPool
  readonly events: SessionEvents
  /** Bytes; the default is half of the machine's memory, at most 8 GB. */
  readonly memoryLimit?: number
  /** The notebook's display order T. */
  readonly order?: number
  /** Gives the text of a file that a read statement names, or rejects with RemoteError. Without it nothing can be read. */
  readonly readFile?: FileReader
  /** Milliseconds after a stop without an answer until Force stop is offered. */
  readonly patience?: number
}

const DEFAULT_ORDER = 50
const WATCH_INTERVAL = 200
const OUTPUT_INTERVAL = 100
const WORK_INTERVAL = 200
const STATE_INTERVAL = 250
/** A host that ends this often within a minute is not started again by itself. */
const MAX_LOSSES = 3
const LOSS_WINDOW = 60_000
/** Queue positions beyond this are not told again each time the queue moves. */
const TOLD_POSITIONS = 50

type Phase = "none" | "starting" | "ready" | "lost"

const refuseToRead: FileReader = (name) =>
  Promise.reject(
    RemoteError.of("file", "Files cannot be read in this notebook.", {
      given: name,
      hint: "Put the file's statements into a cell.",
    }),
  )

/** One document's session; see index.ts for what callers may rely on. */
export class SessionSupervisor implements Session {
  readonly #pool: HostPool
  readonly #events: SessionEvents
  readonly #patience: number
  readonly #readFile: FileReader
  readonly #queue = new CellQueue()
  readonly #runs = new Map<CellId, CellRunState>()
  readonly #snapshots = new Snapshots()
  readonly #setters = new Setters()
  readonly #losses: number[] = []
  readonly #outputsThrottle = new Throttle(OUTPUT_INTERVAL)
  readonly #workThrottle = new Throttle(WORK_INTERVAL)
  readonly #stateThrottle = new Throttle(STATE_INTERVAL)
  #phase: Phase = "none"
  #host: Host | null = null
  #running: RunningCell | null = null
  #unresponsive = false
  #variables: Variable[] = []
  #memoryLimit: number
  #memoryBytes = 0
  #order: number
  #generation = 0
  #executionCount = 0
  #lostBecause: string | null = null
  #restored: { restored: string[]; notRestored: NotKept[] } | null = null
  #patienceTimer: ReturnType<typeof setTimeout> | null = null
  #watchTimer: ReturnType<typeof setInterval> | null = null
  #asksMemory = false
  #closed = false

  constructor(options: SupervisorOptions) {
    this.#pool = options.pool
    this.#events = options.events
    this.#memoryLimit = options.memoryLimit ?? defaultMemoryLimit()
    this.#order = options.order ?? DEFAULT_ORDER
    this.#patience = options.patience ?? 2000
    this.#readFile = options.readFile ?? refuseToRead
  }

  get state(): SessionState {
    return {
      state: this.#stateName(),
      paused: this.#queue.paused,
      queued: this.#queue.length,
      memoryBytes: this.#memoryBytes,
      memoryLimit: this.#memoryLimit,
      generation: this.#generation,
      lostBecause: this.#lostBecause,
      ...(this.#restored ?? {}),
    }
  }

  get runs(): readonly CellRunState[] {
    return [...this.#runs.values()]
  }

  get variables(): readonly Variable[] {
    return this.#variables
  }

  run(cells: readonly QueuedCell[]): void {
    if (this.#closed) return
    this.#queue.add(cells.filter(({ cellId }) => cellId !== this.#running?.cellId || !this.#isRunning(cellId)))
    for (const { cellId } of cells) if (cellId !== this.#running?.cellId) this.#tellRun({ cellId, state: "queued" })
    this.#tellPositions()
    this.#tellState()
    this.#pump()
  }

  dequeue(cellId: CellId): void {
    if (!this.#queue.remove(cellId)) return
    this.#tellRun({ cellId, state: "idle" })
    this.#tellPositions()
    this.#tellState()
  }

  continueQueue(): void {
    this.#queue.release()
    this.#tellState()
    this.#pump()
  }

  stop(): void {
    this.#queue.hold()
    const running = this.#running
    if (running !== null && !running.stopAsked) {
      running.stopAsked = true
      running.endAllHelp()
      void this.#host?.client["session.stop"]({}).result.catch(() => undefined)
      this.#patienceTimer = setTimeout(() => {
        this.#unresponsive = true
        this.#tellState()
      }, this.#patience)
    }
    this.#tellState()
  }

  forceStop(): void {
    this.#queue.hold()
    if (this.#host !== null) this.#host.kill({ why: "forced" })
    this.#tellState()
  }

  restart(): void {
    this.#queue.clear()
    // What ran before did not run in the session that comes.
    for (const { cellId } of this.runs) if (cellId !== this.#running?.cellId) this.#tellRun({ cellId, state: "idle" })
    this.#snapshots.clear()
    this.#setters.clear()
    this.#losses.length = 0
    this.#lostBecause = null
    this.#restored = null
    this.#tellVariables([])
    if (this.#host?.alive === true) {
      // What is queued from now on is for the host that comes.
      this.#phase = "starting"
      this.#host.kill({ why: "restarted" })
    } else this.#startHost()
    this.#tellState()
  }

  setMemoryLimit(bytes: number): void {
    this.#memoryLimit = bytes
    void this.#host?.client["session.setMemoryLimit"]({ bytes }).result.catch(() => undefined)
    this.#tellState()
  }

  setOrder(order: number): void {
    this.#order = order
  }

  async terms(handle: string, from: number, count: number) {
    return this.#hostOf(handle)["session.terms"]({ handle, from, count }).result
  }

  async rows(handle: string, from: number, count: number, choice: RowChoice) {
    return this.#hostOf(handle)["session.rows"]({ handle, from, count, choice }).result
  }

  async items(handle: string, from: number, count: number) {
    return this.#hostOf(handle)["session.items"]({ handle, from, count }).result
  }

  async coefficient(handle: string, exponent: string) {
    return this.#hostOf(handle)["session.coefficient"]({ handle, exponent }).result
  }

  async copy(handle: string, dialect: Dialect, terms: number | null) {
    return this.#hostOf(handle)["session.copy"]({ handle, dialect, terms }).result
  }

  async copyVariable(name: string, dialect: Dialect, terms: number | null) {
    if (this.#host === null) throw goneFailure()
    return this.#host.client["session.copyVariable"]({ name, dialect, terms }).result
  }

  async view(handle: string, view: PictureViewName, choice: ViewChoice) {
    return this.#hostOf(handle)["session.view"]({ handle, view, ...choice }).result
  }

  release(handles: readonly string[]): void {
    const host = this.#host
    if (host === null || !host.alive) return
    const own = handles.filter((handle) => handle.startsWith(host.handlePrefix))
    if (own.length > 0) void host.client["session.release"]({ handles: own }).result.catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#queue.clear()
    this.#running?.endAllHelp()
    this.#stopTimers()
    for (const throttle of [this.#outputsThrottle, this.#workThrottle, this.#stateThrottle]) throttle.cancel()
    this.#host?.kill({ why: "closed" })
    await this.#host?.ended
  }

  #isRunning(cellId: CellId): boolean {
    return this.#running?.cellId === cellId && !this.#running.stopAsked
  }

  #hostOf(handle: string): Host["client"] {
    if (this.#host === null) throw goneFailure()
    this.#host.checkHandle(handle)
    return this.#host.client
  }

  #stateName(): SessionState["state"] {
    if (this.#phase === "none" || this.#phase === "lost" || this.#phase === "starting") return this.#phase
    if (this.#running === null) return "idle"
    if (this.#unresponsive) return "unresponsive"
    return this.#running.stopAsked ? "stopping" : "busy"
  }

  /** Starts the next cell when the evaluator is free and something may run. */
  #pump(): void {
    if (this.#closed || this.#running !== null || this.#phase === "starting") return
    if (this.#queue.length === 0 || this.#queue.firstHeld) return
    if (this.#phase !== "ready") return this.#startHost()
    const next = this.#queue.next()
    const host = this.#host
    if (next === null || host === null) return
    void this.#evaluate(host, new RunningCell(next.cellId, next.source))
  }

  #startHost(): void {
    const host = this.#pool.take(this.#memoryLimit)
    this.#host = host
    this.#phase = "starting"
    this.#generation++
    this.#tellState()
    void host.ended.then((end) => this.#hostEnded(host, end))
    void this.#prepare(host)
  }

  async #prepare(host: Host): Promise<void> {
    try {
      await host.ready
      if (!this.#snapshots.empty || this.#variables.length > 0) await this.#restore(host)
    } catch (error) {
      // A host whose channel closed has ended, or is about to, and its end tells why; anything else is a start that failed.
      const isLost = error instanceof RemoteError && error.code === "sessionLost"
      if (!isLost) host.kill({ why: "faulty", what: error instanceof Error ? error.message : String(error) })
      return
    }
    if (this.#host !== host || this.#closed) return
    this.#phase = "ready"
    this.#memoryBytes = residentBytes(host.pid ?? 0) ?? this.#memoryBytes
    this.#tellState()
    this.#pump()
  }

  async #restore(host: Host): Promise<void> {
    const known = this.#variables.map(({ name }) => name)
    this.#restored = await this.#snapshots.restore(host.client, known)
    const { variables } = await host.client["session.variables"]({}).result
    this.#tellVariables(variables)
  }

  async #evaluate(host: Host, running: RunningCell): Promise<void> {
    this.#running = running
    this.#tellRun(running.state())
    this.#tellPositions()
    this.#tellState()
    this.#watch(host, running)
    const call = host.client["session.evaluate"]({ source: running.source, order: this.#order })
    for await (const item of call) this.#receive(host, running, item)
    const outcome = await call.result.catch((error: unknown) => {
      if (error instanceof RemoteError) return error.failure
      throw error
    })
    // A host that died under the cell reports its own end, with the cause.
    if ("ended" in outcome) this.#finish(host, running, outcome)
    else if (host.alive && outcome.code !== "sessionLost") this.#fail(running, outcome)
  }

  #receive(host: Host, running: RunningCell, item: EvaluationProgress): void {
    switch (item.kind) {
      case "work":
        running.work = item.work
        return this.#workThrottle.run(() => this.#running === running && this.#tellRun(running.state()))
      case "output":
        running.add(item.output)
        return this.#outputsThrottle.run(
          () => this.#running === running && this.#events.outputs(running.cellId, [...running.outputs]),
        )
      case "longCall":
        if (!running.stopAsked) void running.help(item.call, this.#pool, host, this.#memoryLimit)
        return
      case "readFile":
        if (!running.stopAsked) void running.read(item.id, item.name, this.#readFile, host)
        return
      case "answered":
        return running.endHelp(item.id)
    }
  }

  #finish(host: Host, running: RunningCell, result: EvaluationResult): void {
    const { failure } = result
    if (result.ended === "failed" && failure !== undefined) running.add({ kind: "error", failure })
    const states = { done: "done", failed: "failed", stopped: "stopped" } as const
    this.#lostBecause = null
    this.#restored = null
    this.#setters.note(result.assigned, result.defines, running.cellId)
    this.#memoryBytes = residentBytes(host.pid ?? 0) ?? result.memory.resident
    this.#tellVariables(result.variables)
    this.#endRun(running, {
      cellId: running.cellId,
      state: states[result.ended],
      startedAt: running.startedAt,
      milliseconds: Math.round(result.milliseconds),
      ranSource: running.source,
      defines: result.defines,
      uses: result.uses,
      ...(failure === undefined ? {} : { failure }),
    })
    // What the host dies of while it packs is told by its end.
    void this.#snapshots.take(host.client).catch(() => undefined)
    this.#pump()
  }

  #fail(running: RunningCell, failure: Failure): void {
    running.add({ kind: "error", failure })
    this.#endRun(running, { ...running.state(), state: "failed", failure })
    this.#pump()
  }

  /** Tells the end of a run and lets the queue wait unless all went well. */
  #endRun(running: RunningCell, run: CellRunState): void {
    running.endAllHelp()
    this.#stopTimers()
    this.#running = null
    this.#unresponsive = false
    if (run.state !== "done") this.#queue.hold()
    this.#outputsThrottle.cancel()
    this.#workThrottle.cancel()
    this.#events.ended(running.cellId, running.outputs, ++this.#executionCount)
    this.#tellRun(run)
    this.#tellPositions()
    this.#tellState()
  }

  #hostEnded(host: Host, end: HostEnd): void {
    if (this.#host !== host || this.#closed) return
    const reason = host.killedBecause
    const failure = causeOfEnd(end, reason, this.#memoryLimit)
    const running = this.#running
    this.#phase = "lost"
    this.#memoryBytes = 0
    this.#lostBecause = reason.why === "restarted" ? null : failure.message
    if (running !== null) this.#lose(running, failure)
    if (reason.why === "restarted") {
      this.#queue.release()
      this.#executionCount = 0
    } else this.#queue.hold()
    this.#tellState()
    if (this.#mayStartAgain(reason.why)) this.#startHost()
    else this.#tellVariables([])
  }

  #lose(running: RunningCell, failure: Failure): void {
    running.add({ kind: "error", failure })
    const { work: _work, ...run } = running.state()
    this.#endRun(running, { ...run, state: "lost", failure })
  }

  /** A host that was asked to end starts again; one that dies by itself over and over does not. */
  #mayStartAgain(why: string): boolean {
    if (why === "forced" || why === "restarted") return true
    const now = performance.now()
    this.#losses.push(now)
    return this.#losses.filter((at) => now - at < LOSS_WINDOW).length <= MAX_LOSSES
  }

  /** Looks at the host's resident memory while a cell runs; the addon's own account ends the host earlier where it can. */
  #watch(host: Host, running: RunningCell): void {
    this.#stopTimers()
    this.#watchTimer = setInterval(() => {
      const bytes = residentBytes(host.pid ?? 0)
      if (bytes !== null) this.#noteMemory(host, running, bytes)
      else void this.#askMemory(host, running)
    }, WATCH_INTERVAL)
  }

  /** Where the system does not say what a process uses, its message thread does. */
  async #askMemory(host: Host, running: RunningCell): Promise<void> {
    if (this.#asksMemory || !host.alive) return
    this.#asksMemory = true
    const use = await host.client["session.memory"]({}).result.catch(() => null)
    this.#asksMemory = false
    if (use !== null) this.#noteMemory(host, running, use.resident)
  }

  #noteMemory(host: Host, running: RunningCell, bytes: number): void {
    if (this.#running !== running) return
    this.#memoryBytes = bytes
    if (bytes > residentLimit(this.#memoryLimit)) host.kill({ why: "memory", bytes })
    this.#stateThrottle.run(() => this.#running === running && this.#events.session(this.state))
  }

  #stopTimers(): void {
    if (this.#watchTimer !== null) clearInterval(this.#watchTimer)
    if (this.#patienceTimer !== null) clearTimeout(this.#patienceTimer)
    this.#watchTimer = null
    this.#patienceTimer = null
  }

  #tellRun(run: CellRunState): void {
    this.#runs.set(run.cellId, run)
    this.#events.run(run)
  }

  #tellPositions(): void {
    for (const [index, cellId] of this.#queue.cellIds.slice(0, TOLD_POSITIONS).entries()) {
      const queuePosition = index + 1
      const before = this.#runs.get(cellId)
      if (before?.state === "queued" && before.queuePosition === queuePosition) continue
      this.#tellRun({ cellId, state: "queued", queuePosition })
    }
  }

  #tellState(): void {
    if (!this.#closed) this.#events.session(this.state)
  }

  #tellVariables(variables: readonly SessionVariable[]): void {
    this.#variables = this.#setters.byAge(variables)
    this.#events.variables(this.#variables)
  }
}
