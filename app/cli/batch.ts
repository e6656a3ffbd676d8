import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { z } from "zod"
import { childLauncher, HostPool } from "../main/session"
import { gridOf, runBatch, type BatchResult, type BatchTask } from "../main/session/batch"
import { UsageError, wholeNumber, type Command } from "./command"
import { ProgressBar } from "./progress-bar"

const HELP = `durfee batch [options] FILE.json

  Runs a function of the language over a grid of parameters, on several processes, and writes a line of JSON for each result, in order.

  FILE.json    {"function": "etaq", "grid": [["q"], ["1", "2", "3"], ["50"]]}
               "grid" lists the values of each parameter, in the notebook's syntax; every combination is run. "rows" gives the combinations
               themselves instead. "function" may also be statements with $1, $2, … in the places of the parameters.
               Also: "order" (display order), "workers", "memory" (MB for each), "results" (a file; a second run does what is missing).

  --workers N    processes at once
  --results F    keep results in this file and go on from it
  --quiet        no progress bar

  Exit status 0 when every item has a value, 1 when one has an error.
`

const parameter = z.union([z.string(), z.number().int().transform(String)])
const batchFile = z
  .strictObject({
    function: z.string().min(1),
    grid: z.array(z.array(parameter)).optional(),
    rows: z.array(z.array(parameter)).optional(),
    order: z.number().int().positive().optional(),
    workers: z.number().int().positive().max(256).optional(),
    memory: z.number().int().min(16).optional(),
    results: z.string().optional(),
  })
  .refine(({ grid, rows }) => (grid === undefined) !== (rows === undefined), "exactly one of grid and rows is needed")

export function batchCommand(hostFile: URL): Command {
  return {
    help: HELP,
    options: { workers: { type: "string" }, results: { type: "string" }, quiet: { type: "boolean" } },
    run: async (given) => {
      const [path, ...others] = given.positionals
      if (path === undefined || others.length > 0) throw new UsageError("Give one file.")
      const file = readBatch(path)
      const stop = new AbortController()
      process.once("SIGINT", () => stop.abort())
      const bar = given.flags.has("quiet") ? null : new ProgressBar()
      const results = given.values.get("results") ?? file.results
      const task: BatchTask = {
        name: file.function,
        grid: file.rows ?? gridOf(file.grid ?? []),
        order: file.order,
        workers: wholeNumber(given, "workers", 1, file.workers ?? 2),
        memoryLimit: file.memory === undefined ? undefined : file.memory * 1e6,
        resultsFile: results === undefined ? undefined : resolve(results),
        signal: stop.signal,
        onProgress: (done, total) => bar?.show(done, total, file.function),
      }
      const pool = new HostPool(childLauncher(fileURLToPath(hostFile)), { keepSpare: false })
      const outcome = await writeResults(runBatch(task, pool), bar)
      await pool.close()
      return outcome.errors === 0 && outcome.count === task.grid.length ? 0 : 1
    },
  }
}

async function writeResults(
  results: AsyncIterable<BatchResult>,
  bar: ProgressBar | null,
): Promise<{ count: number; errors: number }> {
  let count = 0
  let errors = 0
  for await (const result of results) {
    count++
    if ("error" in result) errors++
    bar?.clear()
    await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(result)}\n`, () => resolve()))
  }
  bar?.clear()
  return { count, errors }
}

function readBatch(path: string): z.infer<typeof batchFile> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, "utf8"))
  } catch (error) {
    throw new UsageError(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = batchFile.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `${path}: ${issue === undefined ? "it does not fit" : `${issue.path.map(String).join(".")} ${issue.message}`}`,
  )
}
