import { outputId, type CellId, type CellRunState, type Output, type SessionState } from "../../../app/contract"
import { RemoteError } from "../../../app/contract/rpc"
import type { QueuedCell, Session, SessionEvents } from "../../../app/main/session"

/** A session without a process: it answers each cell with its own text, so that a test can tell which text ran. */
export class FakeSession implements Session {
  readonly events: SessionEvents
  readonly runs: CellRunState[] = []
  readonly variables = []
  readonly released: string[] = []
  order: number
  closed = false
  #count = 0
  state: SessionState = {
    state: "idle",
    paused: false,
    queued: 0,
    memoryBytes: 0,
    memoryLimit: 1,
    generation: 1,
    lostBecause: null,
  }

  constructor(events: SessionEvents, order: number) {
    this.events = events
    this.order = order
  }

  run(cells: readonly QueuedCell[]): void {
    for (const cell of cells) queueMicrotask(() => this.#runOne(cell))
  }

  #runOne({ cellId, source }: QueuedCell): void {
    const count = ++this.#count
    const outputs = [{ id: outputId.parse(`run-${count}`), output: answer(source, `h${count}`) }]
    this.#tell({ cellId, state: "running", ranSource: source })
    this.events.outputs(cellId, outputs)
    this.events.ended(cellId, outputs, count)
    this.#tell({ cellId, state: "done", ranSource: source, milliseconds: 1 })
  }

  #tell(run: CellRunState): void {
    this.runs.push(run)
    this.events.run(run)
  }

  dequeue(_cellId: CellId): void {}
  continueQueue(): void {}
  stop(): void {}
  forceStop(): void {}
  restart(): void {}
  setMemoryLimit(bytes: number): void {
    this.state = { ...this.state, memoryLimit: bytes }
  }
  setOrder(order: number): void {
    this.order = order
  }
  terms = async (handle: string, from: number, count: number) => ({
    terms: SERIES.slice(from, from + count).map((term) => ({ ...term, coefficient: `${handle}.${term.exponent}` })),
    total: SERIES.length,
  })
  rows = async () => ({ rows: [], total: 0 })
  items = async () => {
    throw RemoteError.of("notFound", "gone")
  }
  coefficient = async () => ({ text: "1" })
  copyVariable = async (name: string, dialect: string) => ({ text: `${dialect}: ${name}`, characters: 1 })
  copy = async (_handle: string, dialect: string) => ({ text: dialect, characters: dialect.length })
  view = async () => {
    throw RemoteError.of("notFound", "gone")
  }
  release(handles: readonly string[]): void {
    this.released.push(...handles)
  }
  async close(): Promise<void> {
    this.closed = true
  }
}

const SERIES = Array.from({ length: 100 }, (_, n) => ({ exponent: String(n), coefficient: "1" }))

/** A series of a hundred terms for a text that begins with "series", else the text as a formula. */
function answer(source: string, handle: string): Output {
  if (!source.startsWith("series")) return formula(source, handle)
  return {
    kind: "series",
    text: "1 + q + O(q^100)",
    handle,
    variable: "q",
    order: "100",
    terms: SERIES.slice(0, 10),
    termCount: SERIES.length,
    certainty: "order",
    latex: "1+q+\\cdots+O(q^{100})",
  }
}

export function formula(text: string, handle: string | null): Output {
  return { kind: "formula", text, handle, valueKind: "expression", latex: [text], certainty: "exact" }
}
