import type {
  CellId,
  CellOutput,
  CellRunState,
  DocumentEvent,
  Operation,
  OutputId,
  SeriesOutput,
  SessionState,
  Variable,
} from "../../contract"
import { RemoteError, type CallScope } from "../../contract/rpc"
import type { OpenDocument } from "../notebook/open-document"
import type { FileReader, Session, SessionEvents } from "../session"
import { ReadingConsent } from "./reading-consent"

/**
 * One open document with its session and the pages that watch it. What the session says of a cell goes to the pages as it comes; when the cell
 * ends, its outputs become a change of the document like any other, so they are journalled, saved, and can be undone.
 */

export type MakeSession = (events: SessionEvents, order: number, readFile: FileReader) => Session

type Watcher = (event: DocumentEvent) => void

/** Earlier runs of a cell whose values stay in the session, so that undo finds them alive. */
const KEPT_RUNS = 3
/** Terms of one series that are fetched for the file; the file's own cap counts bytes. */
const STORED_TERMS = 2_000
/** Changes that may wait for a slow page; beyond them it is given a new snapshot when it catches up. */
const MAX_WAITING = 200

export class DocumentHub {
  readonly document: OpenDocument
  readonly consent: ReadingConsent
  readonly #makeSession: MakeSession
  readonly #watchers = new Set<Watcher>()
  readonly #live = new Map<CellId, readonly CellOutput[]>()
  readonly #past = new Map<CellId, (readonly CellOutput[])[]>()
  readonly #stopListening: () => void
  #session: Session | null = null
  #memoryLimit: number
  #sessionState: SessionState

  constructor(document: OpenDocument, makeSession: MakeSession, memoryLimit: number) {
    this.document = document
    this.consent = new ReadingConsent(
      () => document.path,
      (question) => this.#tell({ event: "question", question }),
    )
    this.#makeSession = makeSession
    this.#memoryLimit = memoryLimit
    this.#sessionState = {
      state: "none",
      paused: false,
      queued: 0,
      memoryBytes: 0,
      memoryLimit,
      generation: 0,
      lostBecause: null,
    }
    this.#stopListening = document.listen((event) => {
      if (event.event === "replaced") return this.#tell(this.snapshot())
      if (event.event === "changed") this.#followOrder(event.operations)
      this.#tell(event)
    })
  }

  #tell(event: DocumentEvent): void {
    for (const watcher of [...this.#watchers]) watcher(event)
  }

  #followOrder(operations: readonly Operation[]): void {
    if (operations.some((operation) => operation.type === "setOrder"))
      this.#session?.setOrder(this.document.content.order)
  }

  snapshot(): DocumentEvent {
    return {
      event: "snapshot",
      revision: this.document.revision,
      content: this.document.content,
      file: this.document.fileState(),
      session: this.#session?.state ?? this.#sessionState,
      runs: [...(this.#session?.runs ?? [])],
      variables: [...(this.#session?.variables ?? [])],
      question: this.consent.question,
    }
  }

  /** Serves one page until it cancels: a snapshot, then every event. */
  async watch({ emit, offer, signal }: CallScope<DocumentEvent>): Promise<void> {
    let waiting = 0
    let behind = false
    const send = (event: DocumentEvent): void => {
      waiting++
      emit(event).then(arrived, () => undefined)
    }
    const arrived = (): void => {
      waiting--
      if (!behind || waiting > 0) return
      behind = false
      send(this.snapshot())
      this.#sendLive(send)
    }
    const watcher: Watcher = (event) => {
      const key = coalescingKey(event)
      if (behind) return
      if (key !== null) offer(key, event)
      else if (waiting < MAX_WAITING) send(event)
      else behind = true
    }
    send(this.snapshot())
    this.#sendLive(send)
    this.#watchers.add(watcher)
    try {
      if (!signal.aborted)
        await new Promise<void>((resolve) => signal.addEventListener("abort", resolve, { once: true }))
    } finally {
      this.#watchers.delete(watcher)
    }
  }

  #sendLive(send: (event: DocumentEvent) => void): void {
    for (const [cellId, outputs] of this.#live) send({ event: "outputs", cellId, outputs: [...outputs] })
  }

  // ---- running

  #events(): SessionEvents {
    return {
      session: (session) => this.#tell({ event: "session", session }),
      run: (run: CellRunState) => {
        if (run.state !== "running" && run.state !== "queued") this.#live.delete(run.cellId)
        this.#tell({ event: "run", run })
      },
      outputs: (cellId, outputs) => {
        this.#live.set(cellId, outputs)
        this.#tell({ event: "outputs", cellId, outputs: [...outputs] })
      },
      ended: (cellId, outputs, executionCount) => this.#ended(cellId, outputs, executionCount),
      variables: (variables: readonly Variable[]) => this.#tell({ event: "variables", variables: [...variables] }),
    }
  }

  #ended(cellId: CellId, outputs: readonly CellOutput[], executionCount: number): void {
    this.#live.delete(cellId)
    if (!this.document.content.cells.some((cell) => cell.id === cellId))
      return this.#session?.release(handlesOf(outputs))
    this.document.changeByMain([{ type: "setOutputs", cellId, outputs: [...outputs], executionCount }], "Run")
    this.#releaseOld(cellId, outputs)
    for (const { id, output } of outputs) if (output.kind === "series") void this.#keepTerms(id, output)
  }

  #releaseOld(cellId: CellId, outputs: readonly CellOutput[]): void {
    const runs = [...(this.#past.get(cellId) ?? []), outputs]
    const dropped = runs.length > KEPT_RUNS ? (runs.shift() ?? []) : []
    this.#past.set(cellId, runs)
    if (dropped.length === 0) return
    this.#session?.release(handlesOf(dropped))
    this.document.forgetTerms(dropped.map((output) => output.id))
  }

  /** Terms beyond those shown go into the file, so that "more terms" answers after the session is gone. */
  async #keepTerms(id: OutputId, output: SeriesOutput): Promise<void> {
    const session = this.#session
    if (session === null || output.handle === null || output.termCount <= output.terms.length) return
    try {
      const { terms } = await session.terms(output.handle, 0, Math.min(output.termCount, STORED_TERMS))
      const shortened = terms.findIndex((term) => term.digits !== undefined)
      this.document.keepTerms(id, shortened < 0 ? terms : terms.slice(0, shortened))
    } catch (error) {
      // The session ended meanwhile; the file keeps what the output shows.
      if (!(error instanceof RemoteError)) throw error
    }
  }

  get session(): Session {
    if (!this.document.content.language.ours)
      throw RemoteError.of(
        "domain",
        `This notebook is made for ${this.document.content.language.name}; its cells cannot be run here`,
        {
          hint: "Copy the text into a new notebook",
        },
      )
    this.#session ??= this.#startSession()
    return this.#session
  }

  #startSession(): Session {
    const session = this.#makeSession(this.#events(), this.document.content.order, this.consent.read)
    session.setMemoryLimit(this.#memoryLimit)
    return session
  }

  /** The session if there is one: stopping what does not run is no reason to start a host. */
  get running(): Session | null {
    return this.#session
  }

  /** A new session with no variables, and with no memory of a refusal to read files. */
  restart(): void {
    this.consent.forgetRefusal()
    this.#session?.restart()
  }

  setMemoryLimit(bytes: number): void {
    this.#memoryLimit = bytes
    this.#sessionState = { ...this.#sessionState, memoryLimit: bytes }
    if (this.#session === null) this.#tell({ event: "session", session: this.#sessionState })
    else this.#session.setMemoryLimit(bytes)
  }

  /** Queues cells with their text as it stands. Cells that are no code are passed over. */
  run(cellIds: readonly CellId[]): void {
    const cells = new Map(this.document.content.cells.map((cell) => [cell.id, cell]))
    const missing = cellIds.find((id) => !cells.has(id))
    if (missing !== undefined) throw RemoteError.of("notFound", `The notebook has no cell ${missing}`)
    const queued = cellIds.flatMap((cellId) => {
      const cell = cells.get(cellId)
      return cell?.kind === "code" ? [{ cellId, source: cell.source }] : []
    })
    if (queued.length === 0) return
    const { session } = this
    void this.document.keep()
    session.run(queued)
  }

  /** An output of the document, or of a cell that runs. Throws RemoteError "notFound". */
  output(outputId: OutputId): CellOutput {
    for (const cell of this.document.content.cells)
      for (const output of cell.outputs) if (output.id === outputId) return output
    for (const outputs of this.#live.values()) for (const output of outputs) if (output.id === outputId) return output
    throw RemoteError.of("notFound", "This result is not on the page any more", { hint: "Run the cell again" })
  }

  async close(): Promise<void> {
    this.#stopListening()
    this.#watchers.clear()
    await this.#session?.close()
  }
}

function coalescingKey(event: DocumentEvent): string | null {
  switch (event.event) {
    case "run":
      return `run ${event.run.cellId}`
    case "outputs":
      return `outputs ${event.cellId}`
    case "file":
    case "session":
    case "variables":
    case "question":
      return event.event
    default:
      return null
  }
}

function handlesOf(outputs: readonly CellOutput[]): string[] {
  return outputs.flatMap(({ output }) => ("handle" in output && output.handle !== null ? [output.handle] : []))
}
