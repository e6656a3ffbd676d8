/**
 * The real engine behind a session: the evaluator with all declared functions, its variables, the values that outputs can ask more of, and the copies of variables
 * that outlive the process. Everything here is synchronous and runs on the evaluator thread.
 */
import { APP_VERSION, type Failure, type Output } from "../../contract"
import { MAX_MESSAGE_CHARACTERS, type OutputOf, type ParsedInputOf } from "../../contract/rpc"
import type {
  ComputeProgress,
  EvaluationProgress,
  EvaluationResult,
  MemoryUse,
  SessionContract,
  SessionVariable,
} from "../../contract/session"
import { EngineError } from "../../engine/errors"
import { Evaluator, type StatementResult } from "../../engine/evaluator"
import { registry } from "../../engine/functions"
import { loadAddon, wrapAddon } from "../../engine/native/load"
import { computeLongCall, withLongCalls, type LongCallName } from "../../engine/native/long-calls"
import { copyText } from "../../engine/outputs/copy"
import { display, shownItem } from "../../engine/outputs/display"
import { expansionOf } from "../../engine/outputs/expansion"
import { HandleTable } from "../../engine/outputs/handles"
import { tooLong, valueJson, type ValueJson } from "../../engine/outputs/json"
import { chosenRows } from "../../engine/outputs/table-rows"
import { seriesView } from "../../engine/outputs/views"
import { termWindow, wholeCoefficient } from "../../engine/outputs/windows"
import type { QSeries } from "../../engine/series/series"
import { currentArena } from "../../engine/symbolic/expression"
import type { Value, WorkReport } from "../../engine/values"
import { cellNames } from "../../language"
import type { Emit, SessionEngine, ThreadServices } from "./engine"
import { OutputCap } from "./output-cap"
import { describeVariable } from "./variables"
import { VariableSnapshots } from "./variable-snapshots"

type EmitWork = Emit<Extract<EvaluationProgress, { kind: "work" }>>

/** Characters of a value that travel to a program: twice as many, quoted anew, fit into one message. */
const MOST_JSON = MAX_MESSAGE_CHARACTERS / 2

/** Who asked for the present run: a cell, or a program with or without a stream. */
type Mode = "cell" | "streamed" | "computed"

/** Work of TypeScript algorithms is reported at most this often. */
const WORK_INTERVAL = 50

export function durfeeEngine(services: ThreadServices): SessionEngine {
  const session = new DurfeeSession(services)
  return {
    engine: `durfee ${APP_VERSION}`,
    stages: loadAddon().system.stages(),
    "session.start": ({ handlePrefix, memoryLimit }) => session.start(handlePrefix, memoryLimit),
    "session.evaluate": (input, emit) => session.evaluate(input, emit),
    "session.compute": (input, emit) => session.compute(input, emit),
    "session.longCall": ({ name, operands }) => ({ value: computeLongCall(session.plainAddon, name, operands) }),
    "session.terms": ({ handle, from, count }) => termWindow(session.series(handle), from, count),
    "session.rows": ({ handle, from, count, choice }) => chosenRows(session.series(handle), from, count, choice),
    "session.items": ({ handle, from, count }) => session.items(handle, from, count),
    "session.coefficient": ({ handle, exponent }) => ({ text: session.wholeText(handle, exponent) }),
    "session.copy": (input) => session.copy(input),
    "session.copyVariable": (input) => session.copyVariable(input),
    "session.view": (input) => ({ output: session.view(input) }),
    "session.variables": () => ({ variables: session.variables() }),
    "session.snapshot": (input, emit) => session.snapshots.take(session.evaluator.variables(), input, emit),
    "session.restore": ({ entries }) => session.restore(entries),
    "session.setMemoryLimit": ({ bytes }) => session.setMemoryLimit(bytes),
    "session.release": ({ handles }) => session.release(handles),
  }
}

class DurfeeSession {
  readonly evaluator: Evaluator
  readonly snapshots: VariableSnapshots
  /** The addon that computes long calls itself: what a helper process uses. */
  readonly plainAddon = loadAddon()
  #handles = new HandleTable<QSeries | null>("")
  #lastWork = 0
  #runs = 0
  #mode: Mode = "cell"
  /** Written beside each name that the present run assigns. */
  #runName = ""

  constructor(private readonly services: ThreadServices) {
    wrapAddon((addon) => withLongCalls(addon, (name, operands) => this.#longCall(services, name, operands)))
    loadAddon().system.attachControl(services.control)
    this.evaluator = new Evaluator({
      functions: registry,
      checkStop: () => services.poll(),
      readFile: (name) => this.#readFile(services, name),
    })
    this.snapshots = new VariableSnapshots(this.evaluator)
  }

  #longCall(services: ThreadServices, name: LongCallName, operands: string): string {
    return this.#mode === "cell" ? services.longCall(name, operands) : computeLongCall(this.plainAddon, name, operands)
  }

  #readFile(services: ThreadServices, name: string): string {
    if (this.#mode !== "computed") return services.readFile(name)
    throw new EngineError("file", "Files cannot be read here.", {
      given: name,
      hint: "Put the file's statements into the text.",
    })
  }

  start(handlePrefix: string, memoryLimit: number): OutputOf<SessionContract["session.start"]> {
    this.#handles = new HandleTable(handlePrefix)
    this.setMemoryLimit(memoryLimit)
    return { pid: process.pid, engine: `durfee ${APP_VERSION}`, milliseconds: 0 }
  }

  setMemoryLimit(bytes: number): Record<string, never> {
    loadAddon().system.setMemoryLimit(bytes)
    return {}
  }

  evaluate(
    { source, order }: ParsedInputOf<SessionContract["session.evaluate"]>,
    emit: Emit<EvaluationProgress>,
  ): EvaluationResult {
    const begun = performance.now()
    this.#mode = "cell"
    const cap = new OutputCap((output) => emit({ kind: "output", output }))
    const outcome = this.#run(source, order, emit, {
      show: (result) => this.#show(result, order, cap),
      print: (text) => cap.put({ kind: "text", text }),
      warn: (text) => cap.put({ kind: "warning", text }),
    })
    cap.end()
    const names = cellNames(source)
    const assigned = this.evaluator.variables().flatMap(({ name, setBy }) => (setBy === this.#runName ? [name] : []))
    return {
      ...outcome,
      milliseconds: performance.now() - begun,
      assigned,
      defines: [...names.defines],
      uses: [...names.uses],
      variables: this.variables(),
      memory: this.#memory(),
    }
  }

  /** Evaluates for a program. The program owns this process and can end it, so long calls are computed here. */
  compute(
    { source, order, stream = false }: ParsedInputOf<SessionContract["session.compute"]>,
    emit: Emit<ComputeProgress>,
  ): OutputOf<SessionContract["session.compute"]> {
    const values: ValueJson[] = []
    const printed: string[] = []
    const tellValue = (value: ValueJson): void => {
      if (!stream) {
        values.push(value)
        return
      }
      const json = JSON.stringify(value)
      if (json.length > MOST_JSON) throw tooLong(`${json.length} characters of JSON`)
      emit({ kind: "value", json })
    }
    const tell = (kind: "printed" | "warning", text: string): void => {
      if (stream) emit({ kind, text })
      else if (kind === "printed") printed.push(text)
    }
    this.#mode = stream ? "streamed" : "computed"
    const outcome = this.#run(source, order, emit, {
      show: ({ value, name, evidence }) => tellValue(valueJson(value, order, { name, evidence })),
      print: (text) => tell("printed", text),
      warn: (text) => tell("warning", text),
    })
    return { ...outcome, values: JSON.stringify(values), printed }
  }

  #run(
    source: string,
    order: number,
    emit: EmitWork,
    told: { show(result: StatementResult): unknown; print(text: string): unknown; warn(text: string): unknown },
  ): { ended: "done" | "failed" | "stopped"; failure?: Failure } {
    this.evaluator.displayOrder = order
    this.#runName = `run ${++this.#runs}`
    const hooks = {
      result: (result: StatementResult) => void (result.hidden || told.show(result)),
      print: (text: string) => void told.print(text),
      warn: (text: string) => void told.warn(text),
      progress: (work: WorkReport) => this.#work(work, emit),
    }
    try {
      this.evaluator.run(source, hooks, this.#runName)
      return { ended: "done" }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      return { ended: error.code === "cancelled" ? "stopped" : "failed", failure: error.toFailure() }
    }
  }

  #show({ value, name, evidence }: StatementResult, displayOrder: number, cap: OutputCap): void {
    if (cap.isFull) return cap.drop()
    const hold = (held: Value, series: QSeries | null): string => this.#handles.hold(held, series)
    const output = display(value, { displayOrder, name, evidence, hold })
    if (output !== null) cap.put(output)
  }

  #work({ stage, done, total, unit }: WorkReport, emit: EmitWork): void {
    const now = performance.now()
    if (now - this.#lastWork < WORK_INTERVAL) return
    this.#lastWork = now
    emit({ kind: "work", work: { stage, done, total, ...(unit === undefined ? {} : { unit }) } }, "work")
  }

  #memory(): MemoryUse {
    const { bytes, peak } = loadAddon().system.memory()
    return { resident: process.memoryUsage.rss(), native: bytes, nativePeak: peak }
  }

  variables(): SessionVariable[] {
    return this.evaluator.variables().map(({ name, value }) => describeVariable(name, value))
  }

  restore(
    entries: ParsedInputOf<SessionContract["session.restore"]>["entries"],
  ): OutputOf<SessionContract["session.restore"]> {
    return { ...this.snapshots.restore(entries, currentArena()), variables: this.variables() }
  }

  /** The series that an output shows; refused for outputs that show none. */
  series(handle: string): QSeries {
    const { value, shown } = this.#handles.get(handle)
    if (shown !== null) return shown
    const expansion = value.kind === "expr" ? expansionOf(value, this.evaluator.displayOrder) : null
    if (expansion !== null) return expansion.series
    throw new EngineError("domain", "Only a series or a polynomial in one variable has terms.")
  }

  items(handle: string, from: number, count: number): OutputOf<SessionContract["session.items"]> {
    const { value } = this.#handles.get(handle)
    if (value.kind !== "list" && value.kind !== "set" && value.kind !== "sequence") {
      throw new EngineError("domain", "Only a list, a set or a sequence has items.")
    }
    return { items: value.items.slice(from, from + count).map(shownItem), total: value.items.length }
  }

  /** A coefficient in full; for a number, the number in full. */
  wholeText(handle: string, exponent: string): string {
    const { value, shown } = this.#handles.get(handle)
    return shown === null && value.kind === "expr" ? value.toString() : wholeCoefficient(this.series(handle), exponent)
  }

  copy({ handle, dialect, terms }: ParsedInputOf<SessionContract["session.copy"]>): {
    text: string
    characters: number
  } {
    const { value, shown } = this.#handles.get(handle)
    const text = copyText(value, shown, dialect, terms)
    return { text, characters: text.length }
  }

  copyVariable({ name, dialect, terms }: ParsedInputOf<SessionContract["session.copyVariable"]>): {
    text: string
    characters: number
  } {
    const value = this.evaluator.lookup(name)
    if (value === undefined) throw new EngineError("name", "No variable has this name any more.", { given: name })
    const expansion = value.kind === "expr" ? expansionOf(value, this.evaluator.displayOrder) : null
    const text = copyText(value, value.kind === "series" ? value : (expansion?.series ?? null), dialect, terms)
    return { text, characters: text.length }
  }

  view({ handle, view, ...choice }: ParsedInputOf<SessionContract["session.view"]>): Output {
    const series = this.series(handle)
    const made = seriesView(series, view, { ...choice, checkStop: () => this.services.poll() })
    return { kind: "picture", text: made.caption, handle, ...made }
  }

  release(handles: readonly string[]): Record<string, never> {
    this.#handles.release(handles)
    return {}
  }
}
