import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Command } from "./command"

const HELP = `durfee bench [tasks] [options]

  Runs the benchmark tasks and checks each answer. The same as npm run bench in the source folder.

  durfee bench T1 T5b --size 100000 --peers --json
`

/** Hands over to the benchmark program of the source folder; an installed copy has none. */
export const benchCommand: Command = {
  help: HELP,
  options: {
    size: { type: "string" },
    peers: { type: "boolean" },
    json: { type: "boolean" },
    growth: { type: "string" },
    threads: { type: "string" },
  },
  run: ({ flags, values, positionals }) => {
    const script = fileURLToPath(new URL("../../setup/bench.mjs", import.meta.url))
    if (!existsSync(script)) {
      process.stderr.write("The benchmark is part of the source folder and not of an installed copy.\n")
      return Promise.resolve(1)
    }
    const args = [
      ...positionals,
      ...[...flags].map((flag) => `--${flag}`),
      ...[...values].flatMap(([name, value]) => [`--${name}`, value]),
    ]
    return handOver(script, args)
  },
}

/** Runs another program of ours in this terminal and resolves to its exit status. */
export function handOver(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], { stdio: "inherit" })
  // Ctrl-C reaches both; the other program ends in its own way.
  const wait = (): void => undefined
  process.on("SIGINT", wait)
  process.once("SIGTERM", () => child.kill("SIGTERM"))
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)))
}
