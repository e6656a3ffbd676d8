import { applyOperation, applyOperations, applyWithInverse } from "../../contract/document-operations"
import type {
  BinnedCell,
  Cell,
  CellId,
  CellOutput,
  DocumentContent,
  DocumentId,
  Operation,
} from "../../contract/document"
import type {
  CellRunState,
  DocumentEvent,
  FileState,
  ReadQuestion,
  SessionState,
  Variable,
} from "../../contract/notebook"

/**
 * The page's copy of one notebook. The main process owns the document: what the reader does is applied here at once, put into the
 * outbox, and sent; what happens there arrives as events. The undo stack holds operations and their inverses, for text and structure alike,
 * and belongs to this page: an undo is a change like any other.
 */
export interface Focus {
  readonly cellId: CellId | null
  /** Where an extended selection began; the same cell when only one is selected. */
  readonly anchorId: CellId | null
  readonly mode: "cell" | "text"
  /** Where to put the caret when the editor takes the focus. */
  readonly caret: "start" | "end" | number | null
  /** Counts requests to bring the cell into view. */
  readonly reveal: number
}

export interface Batch {
  readonly operations: readonly Operation[]
  readonly label: string
}

export interface Step {
  readonly label: string
  readonly forward: readonly Operation[]
  readonly backward: readonly Operation[]
  readonly focus: CellId | null
  /** Steps with the same key that follow each other closely become one. */
  readonly mergeKey: string | null
  readonly at: number
}

export interface Notebook {
  readonly documentId: DocumentId | null
  readonly loaded: boolean
  readonly revision: number
  readonly content: DocumentContent
  readonly file: FileState
  readonly session: SessionState
  readonly runs: ReadonlyMap<CellId, CellRunState>
  /** Outputs of running cells, before they are the document's. */
  readonly live: ReadonlyMap<CellId, readonly CellOutput[]>
  readonly variables: readonly Variable[]
  /** A cell waits for leave to read a file. */
  readonly question: ReadQuestion | null
  readonly outbox: readonly Batch[]
  readonly undo: readonly Step[]
  readonly redo: readonly Step[]
  readonly bin: readonly BinnedCell[]
  readonly focus: Focus
  readonly foldedSections: ReadonlySet<CellId>
}

export type NotebookAction =
  | { readonly type: "opened"; readonly documentId: DocumentId }
  | {
      readonly type: "event"
      readonly event: DocumentEvent
      readonly page: string
    }
  | {
      readonly type: "edit"
      readonly operations: readonly Operation[]
      readonly label: string
      readonly mergeKey?: string
      readonly focus?: Partial<Focus>
      readonly at: number
    }
  | { readonly type: "binned"; readonly documentId: DocumentId; readonly entries: readonly BinnedCell[] }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  | { readonly type: "sent"; readonly revision: number; readonly count: number }
  | { readonly type: "focus"; readonly focus: Partial<Focus> }
  | {
      readonly type: "foldSection"
      readonly cellId: CellId
      readonly folded: boolean
    }

const emptyFile: FileState = {
  fileName: null,
  title: "",
  dirty: false,
  kept: true,
  savedAt: null,
  readOnly: false,
  notice: null,
  conflict: "none",
  needsRepair: false,
}

const emptySession: SessionState = {
  state: "none",
  paused: false,
  queued: 0,
  memoryBytes: 0,
  memoryLimit: 8_000_000_000,
  generation: 0,
  lostBecause: null,
}

const noFocus: Focus = {
  cellId: null,
  anchorId: null,
  mode: "cell",
  caret: null,
  reveal: 0,
}

export const emptyNotebook: Notebook = {
  documentId: null,
  loaded: false,
  revision: 0,
  content: {
    cells: [],
    order: 100,
    language: { ours: true, name: "q-series" },
  },
  file: emptyFile,
  session: emptySession,
  runs: new Map(),
  live: new Map(),
  variables: [],
  question: null,
  outbox: [],
  undo: [],
  redo: [],
  bin: [],
  focus: noFocus,
  foldedSections: new Set(),
}

/** Whether Stop has something to stop: a cell that runs, or one that waits for its session to start and is not held back already. */
export function canStop({ state, queued, paused }: SessionState): boolean {
  if (state === "starting") return queued > 0 && !paused
  return state === "busy" || state === "stopping" || state === "unresponsive"
}

const MERGE_WITHIN = 900

export function reduceNotebook(state: Notebook, action: NotebookAction): Notebook {
  switch (action.type) {
    case "opened":
      return { ...emptyNotebook, documentId: action.documentId }
    case "event":
      return receive(state, action.event, action.page)
    case "edit":
      return edit(state, action)
    case "binned":
      return action.documentId === state.documentId ? withBinned(state, action.entries) : state
    case "undo":
      return takeBack(state)
    case "redo":
      return doAgain(state)
    case "sent":
      return {
        ...state,
        revision: Math.max(state.revision, action.revision),
        outbox: state.outbox.slice(action.count),
      }
    case "focus":
      return { ...state, focus: refocus(state, action.focus) }
    case "foldSection":
      return foldSection(state, action.cellId, action.folded)
  }
}

function refocus(state: Notebook, change: Partial<Focus>): Focus {
  const focus = { ...state.focus, ...change }
  if (change.cellId !== undefined && change.anchorId === undefined) return { ...focus, anchorId: focus.cellId }
  return focus
}

function foldSection(state: Notebook, cellId: CellId, folded: boolean): Notebook {
  const foldedSections = new Set(state.foldedSections)
  if (folded) foldedSections.add(cellId)
  else foldedSections.delete(cellId)
  return { ...state, foldedSections }
}

function receive(state: Notebook, event: DocumentEvent, page: string): Notebook {
  switch (event.event) {
    case "snapshot":
      return snapshot(state, event)
    case "changed":
      return changed(state, event, page)
    case "file":
      return { ...state, file: event.file }
    case "session":
      return { ...state, session: event.session }
    case "run":
      return ran(state, event.run)
    case "outputs":
      return {
        ...state,
        live: new Map(state.live).set(event.cellId, event.outputs),
      }
    case "variables":
      return { ...state, variables: event.variables }
    case "question":
      return { ...state, question: event.question }
  }
}

type EventOf<Name extends DocumentEvent["event"]> = Extract<DocumentEvent, { event: Name }>

/** What was typed and not yet sent is put on top of what the main process has. */
function snapshot(state: Notebook, event: EventOf<"snapshot">): Notebook {
  const unsent = state.outbox.flatMap((batch) => batch.operations)
  const content = unsent.reduce((now, operation) => {
    const outcome = applyOperation(now, operation)
    return outcome.ok ? outcome.value : now
  }, event.content)
  const focusStays = content.cells.some((cell) => cell.id === state.focus.cellId)
  const first = content.cells.find((cell) => cell.kind === "code") ?? content.cells[0]
  return {
    ...state,
    loaded: true,
    revision: event.revision,
    content,
    file: event.file,
    session: event.session,
    runs: new Map(event.runs.map((run) => [run.cellId, run])),
    live: new Map(),
    variables: event.variables,
    question: event.question,
    focus: focusStays ? state.focus : firstFocus(first),
  }
}

/** A document opens with the caret in its first code cell, so that typing and Shift+Enter work at once. */
function firstFocus(first: Cell | undefined): Focus {
  if (first === undefined) return noFocus
  const mode = first.kind === "code" ? "text" : "cell"
  return { ...noFocus, cellId: first.id, anchorId: first.id, mode, caret: mode === "text" ? "start" : null }
}

function changed(state: Notebook, event: EventOf<"changed">, page: string): Notebook {
  if (event.by === page) return { ...state, revision: Math.max(state.revision, event.revision) }
  let content = state.content
  let live = state.live
  for (const operation of event.operations) {
    const outcome = applyOperation(content, operation)
    if (outcome.ok) content = outcome.value
    if (operation.type === "setOutputs" && live.has(operation.cellId)) {
      const rest = new Map(live)
      rest.delete(operation.cellId)
      live = rest
    }
  }
  return {
    ...state,
    content,
    live,
    revision: Math.max(state.revision, event.revision),
  }
}

function ran(state: Notebook, run: CellRunState): Notebook {
  const runs = new Map(state.runs).set(run.cellId, run)
  if (run.state !== "running" || state.runs.get(run.cellId)?.state === "running") return { ...state, runs }
  const live = new Map(state.live)
  live.delete(run.cellId)
  return { ...state, runs, live }
}

type EditAction = Extract<NotebookAction, { type: "edit" }>

/** The change, its way back on the undo stack, and its place in the outbox; nothing when it does not fit the document. */
function edit(state: Notebook, action: EditAction): Notebook {
  if (action.operations.length === 0) return state
  const outcome = applyWithInverse(state.content, action.operations)
  if (!outcome.ok) return state
  const { content, inverse } = outcome.value
  const step: Step = {
    label: action.label,
    forward: action.operations,
    backward: inverse,
    focus: state.focus.cellId,
    mergeKey: action.mergeKey ?? null,
    at: action.at,
  }
  return {
    ...state,
    content,
    undo: pushStep(state.undo, step),
    redo: [],
    bin: withoutRestored(collectDeleted(state, action.operations, action.at), action.operations),
    outbox: pushBatch(state.outbox, {
      operations: action.operations,
      label: action.label,
    }),
    focus: action.focus === undefined ? state.focus : refocus(state, action.focus),
  }
}

function pushStep(steps: readonly Step[], step: Step): readonly Step[] {
  const last = steps.at(-1)
  const merges =
    last !== undefined && step.mergeKey !== null && last.mergeKey === step.mergeKey && step.at - last.at < MERGE_WITHIN
  if (!merges) return [...steps, step]
  return [...steps.slice(0, -1), { ...step, backward: last.backward, focus: last.focus }]
}

/** Waiting changes of one cell's text are one message: only the last text matters. */
function pushBatch(outbox: readonly Batch[], batch: Batch): readonly Batch[] {
  const last = outbox.at(-1)
  const [mine] = batch.operations
  const [theirs] = last?.operations ?? []
  const replaces =
    outbox.length > 1 &&
    last?.operations.length === 1 &&
    batch.operations.length === 1 &&
    mine?.type === "setSource" &&
    theirs?.type === "setSource" &&
    mine.cellId === theirs.cellId
  return replaces ? [...outbox.slice(0, -1), batch] : [...outbox, batch]
}

function collectDeleted(state: Notebook, operations: readonly Operation[], at: number): readonly BinnedCell[] {
  const gone = operations.flatMap((operation) => {
    if (operation.type !== "deleteCell") return []
    const index = state.content.cells.findIndex((cell) => cell.id === operation.cellId)
    const cell = state.content.cells[index]
    return cell === undefined || (cell.source === "" && cell.outputs.length === 0) ? [] : [{ cell, index, at }]
  })
  return gone.length === 0 ? state.bin : [...gone, ...state.bin]
}

/** A cell that is in the notebook again is not in its bin. */
function withoutRestored(bin: readonly BinnedCell[], operations: readonly Operation[]): readonly BinnedCell[] {
  const back = new Set(operations.flatMap((operation) => (operation.type === "insertCell" ? [operation.cell.id] : [])))
  return back.size === 0 ? bin : bin.filter(({ cell }) => !back.has(cell.id))
}

/** The bin with what earlier sessions left in it. */
function withBinned(state: Notebook, entries: readonly BinnedCell[]): Notebook {
  const known = new Set([...state.bin, ...state.content.cells.map((cell) => ({ cell }))].map(({ cell }) => cell.id))
  const older = entries.filter(({ cell }) => !known.has(cell.id))
  return older.length === 0 ? state : { ...state, bin: [...state.bin, ...older] }
}

/** The cell a change speaks of, to bring it into view. */
function touched(operations: readonly Operation[], content: DocumentContent): CellId | null {
  for (const operation of operations) {
    const cellId =
      operation.type === "insertCell" ? operation.cell.id : operation.type === "setOrder" ? null : operation.cellId
    if (cellId !== null && content.cells.some((cell) => cell.id === cellId)) return cellId
  }
  return null
}

function travel(state: Notebook, step: Step, operations: readonly Operation[]): Notebook | null {
  const outcome = applyOperations(state.content, operations)
  if (!outcome.ok) return null
  const target = touched(operations, outcome.value) ?? step.focus
  const exists = outcome.value.cells.some((cell) => cell.id === target)
  const cellId = exists ? target : nearest(state, outcome.value)
  return {
    ...state,
    content: outcome.value,
    outbox: [...state.outbox, { operations, label: step.label }],
    focus: {
      ...state.focus,
      cellId,
      anchorId: cellId,
      reveal: state.focus.reveal + 1,
    },
  }
}

/** Where the focus goes when its cell is no more: what now stands at its position. */
export function nearest(state: Notebook, content: DocumentContent): CellId | null {
  const index = state.content.cells.findIndex((cell) => cell.id === state.focus.cellId)
  return (content.cells[Math.max(0, index)] ?? content.cells.at(-1))?.id ?? null
}

function takeBack(state: Notebook): Notebook {
  const step = state.undo.at(-1)
  if (step === undefined) return state
  const undo = state.undo.slice(0, -1)
  const travelled = travel(state, step, step.backward)
  // A step that no longer fits (another window removed its cell) is left out.
  if (travelled === null) return { ...state, undo }
  return {
    ...travelled,
    undo,
    redo: [...state.redo, step],
    bin: withoutRestored(state.bin, step.backward),
  }
}

function doAgain(state: Notebook): Notebook {
  const step = state.redo.at(-1)
  if (step === undefined) return state
  const redo = state.redo.slice(0, -1)
  const travelled = travel(state, step, step.forward)
  if (travelled === null) return { ...state, redo }
  return {
    ...travelled,
    redo,
    undo: [...state.undo, { ...step, mergeKey: null }],
    bin: collectDeleted(state, step.forward, step.at),
  }
}
