import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { text as readAll } from "node:stream/consumers"
import { Worker } from "node:worker_threads"
import type { Failure } from "../contract"
import type { ValueJson } from "../engine/outputs/json"
import { makeControl, raiseStop } from "../main/session/control"
import { defaultMemoryLimit } from "../main/session/memory"
import { UsageError, wholeNumber, type Command, type Given } from "./command"
import type { EvaluationReport, EvaluationTask } from "./evaluation-messages"
import { placeOf } from "./place"

const STACK_MEGABYTES = 64
const DEFAULT_ORDER = 50

const HELP = `durfee eval [options] TEXT | - | --file FILE

  Evaluates statements of the notebook's language and prints each displayed value.

  -               read the statements from standard input
  --file FILE     read them from a file
  --json          print one line of JSON: {"ok":true,"values":[…]} or {"ok":false,"error":{…},"values":[…]}
  --order T       show what has no order of its own to O(q^T) (default ${DEFAULT_ORDER})

  durfee eval "etaq(q,1,20);"
`

/** `entry` is the bundle's own address: the evaluation thread starts from the same file. */
export function evalCommand(entry: URL): Command {
  return {
    help: HELP,
    options: { json: { type: "boolean" }, file: { type: "string" }, order: { type: "string" } },
    run: async (given) => {
      const source = await readSource(given)
      const order = wholeNumber(given, "order", 1, DEFAULT_ORDER)
      const printer = given.flags.has("json") ? new JsonPrinter(source) : new TextPrinter(source)
      const failure = await evaluate(entry, source, order, dirname(resolve(given.values.get("file") ?? "-")), printer)
      await printer.finish(failure)
      return failure === null ? 0 : 1
    },
  }
}

async function readSource(given: Given): Promise<string> {
  const file = given.values.get("file")
  const [first, ...others] = given.positionals
  if ((file === undefined) === (first === undefined))
    throw new UsageError("Give the statements, or --file FILE, or - for standard input.")
  if (others.length > 0) throw new UsageError("Give the statements as one argument, in quotes.")
  if (file !== undefined) return readText(file)
  return first === "-" ? readAll(process.stdin) : (first ?? "")
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Printer {
  value(value: ValueJson): void
  printed(text: string): void
  warning(text: string): void
  finish(failure: Failure | null): Promise<void>
}

/** Evaluates on a thread of its own, which has the stack that deep recursion needs; Ctrl-C raises the stop flag, a second one ends the program. */
function evaluate(
  entry: URL,
  source: string,
  order: number,
  folder: string,
  printer: Printer,
): Promise<Failure | null> {
  const control = makeControl()
  const task: EvaluationTask = { source, order, control, memoryLimit: defaultMemoryLimit(), folder }
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxOldGenerationSizeMb: 8192 },
  })
  process.once("SIGINT", () => {
    raiseStop(control)
    process.once("SIGINT", () => process.kill(process.pid, "SIGKILL"))
  })
  return new Promise((resolve) => {
    let over = false
    const end = (failure: () => Failure | null): void => {
      if (over) return
      over = true
      resolve(failure())
    }
    worker.on("message", (report: EvaluationReport) => {
      if (report.type === "value") printer.value(report.value)
      else if (report.type === "printed") printer.printed(report.text)
      else if (report.type === "warning") printer.warning(report.text)
      else if (report.type === "end") end(() => report.failure)
      else end(() => internalFailure(report.text))
    })
    worker.once("error", (error: Error & { readonly code?: string }) => {
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY"
      end(() => (isMemory ? outOfMemory() : internalFailure(error.stack ?? error.message)))
    })
    worker.once("exit", (code) => end(() => internalFailure(`The evaluation thread ended with status ${code}`)))
  })
}

function internalFailure(details: string): Failure {
  process.stderr.write(`${details}\n`)
  return { code: "internal", message: "Something went wrong inside the program" }
}

function outOfMemory(): Failure {
  return { code: "memory", message: "The evaluation reached its memory limit", hint: "Ask for a smaller order" }
}

/** Everything in one line on standard output, at the end. */
class JsonPrinter implements Printer {
  readonly #source: string
  readonly #values: ValueJson[] = []
  readonly #printed: string[] = []
  readonly #warnings: string[] = []

  constructor(source: string) {
    this.#source = source
  }

  value(value: ValueJson): void {
    this.#values.push(value)
  }

  printed(text: string): void {
    this.#printed.push(text)
  }

  warning(text: string): void {
    this.#warnings.push(text)
  }

  finish(failure: Failure | null): Promise<void> {
    const extra = {
      ...(this.#printed.length > 0 ? { printed: this.#printed } : {}),
      ...(this.#warnings.length > 0 ? { warnings: this.#warnings } : {}),
    }
    const answer =
      failure === null
        ? { ok: true, values: this.#values, ...extra }
        : { ok: false, error: errorJson(failure, this.#source), values: this.#values, ...extra }
    return writeOut(`${JSON.stringify(answer)}\n`)
  }
}

function errorJson(failure: Failure, source: string): Record<string, unknown> {
  const { code, message, given, hint, range, trace } = failure
  const place = range === undefined ? null : placeOf(source, range.from)
  return {
    code,
    message,
    line: place?.line ?? null,
    column: place?.column ?? null,
    hint: hint ?? null,
    ...(given === undefined ? {} : { given }),
    ...(trace === undefined ? {} : { trace }),
  }
}

/** Values as they come, a line each; words about trouble on standard error. */
class TextPrinter implements Printer {
  readonly #source: string
  #written: Promise<void> = Promise.resolve()

  constructor(source: string) {
    this.#source = source
  }

  value({ kind, name, text }: ValueJson): void {
    if (kind !== "null") this.#put(name === undefined ? text : `${name} := ${text}`)
  }

  printed(text: string): void {
    this.#put(text)
  }

  warning(text: string): void {
    process.stderr.write(`warning: ${text}\n`)
  }

  async finish(failure: Failure | null): Promise<void> {
    await this.#written
    if (failure === null) return
    const place = failure.range === undefined ? null : placeOf(this.#source, failure.range.from)
    const where = place === null ? "" : `${place.line}:${place.column}: `
    const lines = [
      `${where}${failure.message}`,
      failure.given && `  given: ${failure.given}`,
      failure.hint && `  ${failure.hint}`,
    ]
    process.stderr.write(`${lines.filter((line) => line !== undefined && line !== "").join("\n")}\n`)
    for (const line of failure.trace ?? []) process.stderr.write(`  ${line}\n`)
  }

  #put(line: string): void {
    this.#written = this.#written.then(() => writeOut(`${line}\n`))
  }
}

/** Resolves once the text has left: a pipe takes a long text in pieces, and the program must not end before the last. */
function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
