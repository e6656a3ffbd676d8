import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { inspect } from "node:util"
import { expect, test } from "vitest"
import * as durfee from "../../../app/main/library"

/** docs/library.md is run as one program: each line that ends in "// text" prints that text. */
const root = join(import.meta.dirname, "../../..")
const page = readFileSync(join(root, "docs/library.md"), "utf8")
const built = existsSync(join(root, "build/node/host.js"))

interface Block {
  readonly code: string
  readonly needsProcesses: boolean
}

function blocks(): Block[] {
  return [...page.matchAll(/```js( processes)?\n([\s\S]*?)```/g)].map((match) => ({
    needsProcesses: match[1] !== undefined,
    code: match[2] ?? "",
  }))
}

/** What the comments promise, in order; "a, then b" are two lines. */
function promises(code: string): string[] {
  return [...code.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].flatMap((match) => (match[1] ?? "").split(", then "))
}

test("the examples of the page print what their comments say", { timeout: 120_000 }, async () => {
  // Without "npm run build" there are no hosts to start, and the two blocks that need them are left out.
  const run = blocks().filter(({ needsProcesses }) => built || !needsProcesses)
  const program = run.map(({ code }) => code.replace(/^import \{.*$/gm, "")).join("\n")
  const printed: string[] = []
  const log = (...values: unknown[]): void => {
    printed.push(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "))
  }
  const names = Object.keys(durfee)
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
    ...source: string[]
  ) => (...args: unknown[]) => Promise<void>
  const body = new AsyncFunction("console", ...names, program)
  await body({ log }, ...names.map((name) => Reflect.get(durfee, name) as unknown))
  expect(printed).toEqual(run.flatMap(({ code }) => promises(code)))
})
