import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { text as readAll } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import type { Failure } from "../contract"
import type { ValueJson } from "../engine/outputs/json"
import { RemoteError } from "../contract/rpc"
import type { ComputeProgress } from "../contract/session"
import { childLauncher, defaultMemoryLimit, readInFolder } from "../main/session"
import { causeOfEnd } from "../main/session/causes"
import { Host } from "../main/session/host-connection"
import { UsageError, wholeNumber, type Command, type Given } from "./command"
import { placeOf } from "./place"

const DEFAULT_ORDER = 50

const HELP = `durfee eval [options] TEXT | - | --file FILE

  Evaluates statements of the notebook's language and prints each displayed value.

  -               read the statements from standard input
  --file FILE     read them from a file
  --json          print one line of JSON: {"ok":true,"values":[…]} or {"ok":false,"error":{…},"values":[…]}
  --order T       show what has no order of its own to O(q^T) (default ${DEFAULT_ORDER})
  --memory MB     the memory limit (default: half of the machine's, at most 8 GB)

  durfee eval "etaq(q,1,20);"
`

export function evalCommand(hostFile: URL): Command {
  return {
    help: HELP,
    options: {
      json: { type: "boolean" },
      file: { type: "string" },
      order: { type: "string" },
      memory: { type: "string" },
    },
    run: async (given) => {
      const order = wholeNumber(given, "order", 1, DEFAULT_ORDER)
      const printerOf = (text: string): Printer =>
        given.flags.has("json") ? new JsonPrinter(text) : new TextPrinter(text)
      const source = await readSource(given)
      if (typeof source !== "string") {
        await printerOf("").finish(source)
        return 1
      }
      const printer = printerOf(source)
      const folder = dirname(resolve(given.values.get("file") ?? "-"))
      const memory = wholeNumber(given, "memory", 16, 0)
      const memoryLimit = memory === 0 ? defaultMemoryLimit() : memory * 1e6
      const failure = await evaluate(source, { hostFile, order, folder, memoryLimit }, printer)
      await printer.finish(failure)
      return failure === null ? 0 : 1
    },
  }
}

/** The statements; a failure when the named file cannot be read, told like those of a computation. */
async function readSource(given: Given): Promise<string | Failure> {
  const file = given.values.get("file")
  const [first, ...others] = given.positionals
  if ((file === undefined) === (first === undefined))
    throw new UsageError("Give the statements, or --file FILE, or - for standard input.")
  if (others.length > 0) throw new UsageError("Give the statements as one argument, in quotes.")
  if (file !== undefined) return readText(file)
  return first === "-" ? readAll(process.stdin) : (first ?? "")
}

function readText(file: string): string | Failure {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { code: "file", message: `The file ${file} cannot be read: ${why}` }
  }
}

interface Printer {
  value(value: ValueJson): void
  printed(text: string): void
  warning(text: string): void
  finish(failure: Failure | null): Promise<void>
}

interface EvaluationOptions {
  readonly hostFile: URL
  readonly order: number
  /** Where read statements find their files. */
  readonly folder: string
  readonly memoryLimit: number
}

/**
 * Evaluates in a host process, so that whatever ends a computation, its memory or a library's abort, is told as a failure. Ctrl-C stops; a second one
 * ends the program.
 */
async function evaluate(
  source: string,
  { hostFile, order, folder, memoryLimit }: EvaluationOptions,
  printer: Printer,
): Promise<Failure | null> {
  const host = new Host(childLauncher(fileURLToPath(hostFile)), memoryLimit, (text) => process.stderr.write(text))
  let stopAsked = false
  process.once("SIGINT", () => {
    stopAsked = true
    void host.client["session.stop"]({}).result.catch(() => undefined)
    process.once("SIGINT", () => process.kill(process.pid, "SIGKILL"))
  })
  try {
    await host.ready
    if (stopAsked) return { code: "cancelled", message: "The computation was stopped." }
    const call = host.client["session.compute"]({ source, order, stream: true })
    for await (const item of call) await follow(item, host, folder, printer)
    return (await call.result).failure ?? null
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    if (error.code !== "sessionLost") return error.failure
    return causeOfEnd(await host.ended, host.killedBecause, memoryLimit)
  } finally {
    host.kill({ why: "closed" })
  }
}

async function follow(item: ComputeProgress, host: Host, folder: string, printer: Printer): Promise<void> {
  switch (item.kind) {
    case "value":
      return printer.value(JSON.parse(item.json) as ValueJson)
    case "printed":
      return printer.printed(item.text)
    case "warning":
      return printer.warning(item.text)
    case "readFile":
      await host.client["session.answer"]({ id: item.id, result: readFor(folder, item.name) }).result
      return
    case "work":
    case "answered":
      return
  }
}

function readFor(folder: string, name: string): { ok: true; value: string } | { ok: false; failure: Failure } {
  try {
    return { ok: true, value: readInFolder(folder, name) }
  } catch (error) {
    if (error instanceof RemoteError) return { ok: false, failure: error.failure }
    throw error
  }
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
