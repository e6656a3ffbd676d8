import { readFileSync } from "node:fs"
import { basename, dirname } from "node:path"
import { fileURLToPath } from "node:url"
import {
  APP_VERSION,
  type Cell,
  type CellId,
  type CellOutput,
  type CellRunState,
  type DocumentContent,
  type SessionState,
} from "../contract"
import { realFileSystem } from "../main/notebook/file-system"
import { saveAtomically } from "../main/notebook/atomic-save"
import { readNotebook, writeNotebook, type NotebookFile } from "../main/notebook/notebook-file"
import { childLauncher, HostPool, readInFolder, SessionSupervisor } from "../main/session"
import { UsageError, wholeNumber, type Command } from "./command"
import { placeOf } from "./place"
import { ProgressBar } from "./progress-bar"

const MEGABYTE = 1e6

const HELP = `durfee run [options] NOTEBOOK.ipynb

  Runs every code cell in order, in a session of its own, and stops at the first that fails.

  -o, --output OUT.ipynb    write the notebook with its new outputs, also when a cell failed; the name may be the notebook's own
  --memory MB               the session's memory limit
  --quiet                   no progress bar

  Exit status 0 when every cell ran, 1 when one failed.
`

export function runCommand(hostFile: URL): Command {
  return {
    help: HELP,
    options: { output: { type: "string", short: "o" }, memory: { type: "string" }, quiet: { type: "boolean" } },
    run: async (given) => {
      const [path, ...others] = given.positionals
      if (path === undefined || others.length > 0) throw new UsageError("Give one notebook.")
      const memory = wholeNumber(given, "memory", 16, 0)
      const file = readFile(path)
      const outcome = await runNotebook(file.content, {
        hostFile: fileURLToPath(hostFile),
        folder: dirname(path),
        memoryLimit: memory === 0 ? undefined : memory * MEGABYTE,
        bar: given.flags.has("quiet") ? null : new ProgressBar(),
      })
      const output = given.values.get("output")
      if (output !== undefined) await write(output, outcome.content, file)
      if (outcome.failed === null) return 0
      process.stderr.write(failureText(basename(path), outcome.content, outcome.failed))
      return 1
    },
  }
}

function readFile(path: string): NotebookFile {
  const outcome = readNotebook(readBytes(path))
  if (!outcome.ok) {
    const { line, column } = placeOf(outcome.broken.text, outcome.broken.at)
    throw new UsageError(`${path}:${line}:${column}: ${outcome.broken.problem}`)
  }
  const { ours, name } = outcome.file.content.language
  if (!ours) throw new UsageError(`${path} is a notebook in ${name}; only q-series notebooks can be run.`)
  return outcome.file
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UsageError(
      `The notebook ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

async function write(path: string, content: DocumentContent, file: NotebookFile): Promise<void> {
  const bytes = writeNotebook(content, file.originals, APP_VERSION)
  await saveAtomically(realFileSystem, path, bytes, { expected: "any" })
}

export interface RunOptions {
  readonly hostFile: string
  /** Where read statements find their files. */
  readonly folder: string
  readonly memoryLimit?: number | undefined
  readonly bar: ProgressBar | null
}

export interface RunOutcome {
  readonly content: DocumentContent
  readonly failed: CellRunState | null
}

/** Runs the code cells of a notebook in order until one does not end well; what ran has its new outputs, the rest keeps its old ones. */
export async function runNotebook(content: DocumentContent, options: RunOptions): Promise<RunOutcome> {
  const cells = content.cells.filter((cell) => cell.kind === "code" && cell.source.trim() !== "")
  const ran = new Map<CellId, { outputs: readonly CellOutput[]; executionCount: number }>()
  const pool = new HostPool(childLauncher(options.hostFile), { keepSpare: false })
  let end: () => Promise<void> = () => Promise.resolve()
  const failed = await new Promise<CellRunState | null>((resolve) => {
    const follow = (run: CellRunState): void => {
      if (run.state === "running") options.bar?.show(ran.size, cells.length, workText(run))
      if (run.state === "failed" || run.state === "lost" || run.state === "stopped") resolve(run)
      if (run.state === "done" && ran.size === cells.length) resolve(null)
    }
    // A session that cannot start, or does not start again, leaves cells waiting for ever.
    const followSession = ({ state, lostBecause }: SessionState): void => {
      const waiting = cells.find((cell) => !ran.has(cell.id))
      if (state !== "lost" || session.state.state !== "lost" || waiting === undefined) return
      const failure = { code: "sessionLost", message: lostBecause ?? "The session ended" } as const
      resolve({ cellId: waiting.id, state: "lost", failure })
    }
    const session = new SessionSupervisor({
      pool,
      order: content.order,
      readFile: async (name) => readInFolder(options.folder, name),
      ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
      events: {
        session: (state) => setImmediate(followSession, state),
        run: (run) => setImmediate(follow, run),
        outputs: () => undefined,
        ended: (cell, outputs, executionCount) => ran.set(cell, { outputs, executionCount }),
        variables: () => undefined,
      },
    })
    end = () => session.close()
    process.once("SIGINT", () => session.stop())
    if (cells.length === 0) resolve(null)
    session.run(cells.map(({ id, source }) => ({ cellId: id, source })))
  })
  options.bar?.clear()
  await end()
  await pool.close()
  return { content: { ...content, cells: content.cells.map((cell) => withOutputs(cell, ran.get(cell.id))) }, failed }
}

function withOutputs(cell: Cell, result: { outputs: readonly CellOutput[]; executionCount: number } | undefined): Cell {
  if (result === undefined) return cell
  return { ...cell, outputs: [...result.outputs], executionCount: result.executionCount }
}

function workText({ work, ranSource }: CellRunState): string {
  if (work === undefined) return (ranSource ?? "").split("\n")[0]?.trim() ?? ""
  const of = work.total === null ? `${work.done}` : `${work.done} of ${work.total}`
  return `${work.stage}: ${of}${work.unit === undefined ? "" : ` ${work.unit}`}`
}

function failureText(name: string, content: DocumentContent, run: CellRunState): string {
  const index = content.cells.findIndex((cell) => cell.id === run.cellId)
  const { failure } = run
  const place = failure?.range === undefined ? null : placeOf(run.ranSource ?? "", failure.range.from)
  const where = `${name}, cell ${index + 1}${place === null ? "" : `, ${place.line}:${place.column}`}`
  const lines = [`${where}: ${failure?.message ?? `the cell was ${run.state}`}`, failure?.given, failure?.hint]
  return `${lines.filter((line) => line !== undefined && line !== "").join("\n  ")}\n`
}
