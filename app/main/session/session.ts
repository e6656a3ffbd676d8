import type {
  CellId,
  CellOutput,
  CellRunState,
  Dialect,
  Output,
  PictureViewName,
  RowChoice,
  SessionState,
  TableRow,
  Term,
  Variable,
  ViewChoice,
} from "../../contract"

export interface SessionEvents {
  /** The session's state, memory or queue changed. At most four times a second while only the memory moves. */
  session(state: SessionState): void
  /** A cell's run changed: queued, running (with work), done, failed, stopped, lost, or idle again after `dequeue`. */
  run(run: CellRunState): void
  /** The outputs of the running cell so far, at most ten times a second. */
  outputs(cellId: CellId, outputs: readonly CellOutput[]): void
  /** The run is over and these are its outputs, an error output included when it failed. Precedes the final `run`. */
  ended(cellId: CellId, outputs: readonly CellOutput[], executionCount: number): void
  /** All variables, after every cell and every restore. */
  variables(variables: readonly Variable[]): void
}

export interface QueuedCell {
  readonly cellId: CellId
  /** The text to run, as it stood when the reader asked. */
  readonly source: string
}

/** What a document asks of its session. `SessionSupervisor` implements it; tests of documents may implement it themselves. */
export interface Session {
  readonly state: SessionState
  /** The last known run of every cell that was ever queued here. */
  readonly runs: readonly CellRunState[]
  readonly variables: readonly Variable[]

  /** Queues cells behind those that wait; a cell that waits already keeps its place and takes the new text. Starts a host when there is none. */
  run(cells: readonly QueuedCell[]): void
  dequeue(cellId: CellId): void
  /** Goes on with the queue after a stop or an error. */
  continueQueue(): void
  /** Asks the running cell to stop; its variables stay. After 2 s without an answer the state becomes "unresponsive". */
  stop(): void
  /** Kills the host; the running cell is lost, the queue pauses, a new host is started and the variables restored from snapshots. */
  forceStop(): void
  /** A new host with no variables; the queue is emptied. */
  restart(): void
  setMemoryLimit(bytes: number): void
  /** The notebook's default display order T. */
  setOrder(order: number): void

  /** Windows onto a value, by the handle that its output carries. Reject with "notFound" once the session that computed it is gone. */
  terms(handle: string, from: number, count: number): Promise<{ terms: Term[]; total: number }>
  rows(handle: string, from: number, count: number, choice: RowChoice): Promise<{ rows: TableRow[]; total: number }>
  items(
    handle: string,
    from: number,
    count: number,
  ): Promise<{ items: { text: string; latex: string }[]; total: number }>
  coefficient(handle: string, exponent: string): Promise<{ text: string }>
  copy(handle: string, dialect: Dialect, terms: number | null): Promise<{ text: string; characters: number }>
  /** A variable's value in a dialect. Rejects with "notFound" when no session holds variables. */
  copyVariable(name: string, dialect: Dialect, terms: number | null): Promise<{ text: string; characters: number }>
  view(handle: string, view: PictureViewName, choice: ViewChoice): Promise<{ output: Output }>
  /** Says that outputs with these handles are gone for good (cell cleared, deleted beyond undo, document closed). */
  release(handles: readonly string[]): void

  /** Ends the host within 2 s and frees everything. Idempotent. */
  close(): Promise<void>
}
