import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { handOver } from "./bench"
import { wholeNumber, type Command } from "./command"

const HELP = `durfee serve [options]

  Opens the notebook behind a server on this machine's loopback. For a machine elsewhere, tunnel with the same port at both ends:

      durfee serve --port 8742 --no-open          there
      ssh -L 8742:127.0.0.1:8742 HOST             here, then open the printed address

  --port N         the loopback port (default 0: any free one)
  --no-open        open nothing; print the address
  --print-token    print the address with its token even where the output is not a terminal
`

export function serveCommand(door: URL): Command {
  return {
    help: HELP,
    options: { port: { type: "string" }, "no-open": { type: "boolean" }, "print-token": { type: "boolean" } },
    run: (given) => {
      const port = wholeNumber(given, "port", 0, 0)
      const flags = [...given.flags].map((flag) => `--${flag}`)
      const args = ["--port", String(port), ...flags, ...given.positionals]
      // In the source folder the start script builds the page first and finds the browser.
      const start = fileURLToPath(new URL("../../setup/start.mjs", import.meta.url))
      if (existsSync(start)) return handOver(start, ["--browser", ...args])
      return handOver(fileURLToPath(door), args)
    },
  }
}
