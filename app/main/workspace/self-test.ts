import { arch, cpus, release, totalmem } from "node:os"
import { join } from "node:path"
import { cellId, type CellId, type CellOutput, type Output } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { saveAtomically } from "../notebook/atomic-save"
import { errorCode, readFile, type FileSystem } from "../notebook/file-system"
import type { MakeSession } from "./hub"

/**
 * Whether this installation works: a session of its own is started and computes values that are known from elsewhere, and a file is written and read back.
 * What comes of it is a report that a reader can copy into a letter; it names no folder and no person.
 */
export interface SelfTestStep {
  readonly what: string
  readonly passed: boolean
  readonly found: string
}

export interface SelfTestResult {
  readonly passed: boolean
  readonly report: string
}

/** Known from elsewhere: MacMahon's p(200), Ramanujan's tau(30), and Rademacher's exact p(1000). */
const CHECKS: readonly { readonly source: string; readonly expected: string; readonly what: string }[] = [
  { source: "numbpart(200);", expected: "3972999029388", what: "p(200)" },
  { source: "coeff(series(q*etaq(q,1,30)^24,q,31),q,30);", expected: "-29211840", what: "tau(30)" },
  { source: "numbpart(1000);", expected: "24061467864032622473692149727991", what: "p(1000)" },
]
const PATIENCE = 60_000

export interface SelfTestOptions {
  readonly makeSession: MakeSession
  readonly fs: FileSystem
  readonly folder: string
  readonly version: string
  readonly door: string
}

export async function selfTest(options: SelfTestOptions): Promise<SelfTestResult> {
  const steps = [...(await sessionSteps(options.makeSession)), await fileStep(options)]
  const passed = steps.every((step) => step.passed)
  const about = [
    `Durfee ${options.version}, ${options.door}`,
    `${process.platform} ${release()}, ${arch()}, Node ${process.versions.node}`,
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 1e9).toFixed(1)} GB`,
  ]
  const lines = steps.map(({ what, passed: good, found }) => `${good ? "passed" : "FAILED"}  ${what}: ${found}`)
  return { passed, report: [`Self-test ${passed ? "passed" : "FAILED"}`, ...about, "", ...lines].join("\n") }
}

async function sessionSteps(makeSession: MakeSession): Promise<SelfTestStep[]> {
  const ids = CHECKS.map((_, i) => cellId.parse(`self-test-${i}`))
  const answers = new Map<CellId, string>()
  let done = (): void => undefined
  const all = new Promise<void>((resolve) => (done = resolve))
  const session = makeSession(
    {
      session: ({ lostBecause }) => {
        if (lostBecause === null) return
        for (const id of ids) if (!answers.has(id)) answers.set(id, lostBecause)
        done()
      },
      run: () => undefined,
      outputs: () => undefined,
      variables: () => undefined,
      ended: (id, outputs) => {
        answers.set(id, answerOf(outputs))
        if (answers.size === ids.length) done()
      },
    },
    100,
    () => Promise.reject(RemoteError.of("file", "The self-test reads no files")),
  )
  const timer = setTimeout(() => done(), PATIENCE)
  try {
    for (const [i, id] of ids.entries()) session.run([{ cellId: id, source: CHECKS[i]?.source ?? "" }])
    await all
  } finally {
    clearTimeout(timer)
    await session.close()
  }
  return CHECKS.map(({ what, expected }, i) => {
    const found = answers.get(ids[i] as CellId) ?? `no answer within ${PATIENCE / 1000} s`
    return { what, passed: found === expected, found: found === expected ? found : `${found}, not ${expected}` }
  })
}

function answerOf(outputs: readonly CellOutput[]): string {
  const last = outputs.at(-1)?.output
  return last === undefined ? "no output" : outputWords(last)
}

function outputWords(output: Output): string {
  if (output.kind === "error") return [output.failure.message, output.failure.given ?? ""].filter(Boolean).join(" · ")
  return "text" in output ? output.text : output.kind
}

/** Journals and versions are kept only where the data folder can be written. */
async function fileStep({ fs, folder }: SelfTestOptions): Promise<SelfTestStep> {
  const what = "a file of the data folder"
  const text = `self-test ${Date.now()}`
  try {
    const path = join(folder, "self-test.txt")
    await saveAtomically(fs, path, Buffer.from(text), { expected: "any", permissions: 0o600 })
    const back = Buffer.from(await readFile(fs, path)).toString("utf8")
    await fs.unlink(path)
    return { what, passed: back === text, found: back === text ? "written and read back" : "read back changed" }
  } catch (error) {
    const code = error instanceof RemoteError ? error.failure.message : errorCode(error)
    if (code === undefined) throw error
    return { what, passed: false, found: code }
  }
}
