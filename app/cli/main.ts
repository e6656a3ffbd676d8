/**
 * The command line: `durfee eval | run | batch | serve | bench | verify`. The same engine as the window's, without a window. Standard output holds results only;
 * everything else is said on standard error. Exit status: 0 when all went well, 1 when a computation failed, 2 for a wrong use.
 */
import { batchCommand } from "./batch"
import { benchCommand } from "./bench"
import { readArguments, UsageError, type Command } from "./command"
import { evalCommand } from "./eval"
import { runCommand } from "./run"
import { serveCommand } from "./serve"
import { verifyCommand } from "./verify"

const HELP = `durfee: q-series, without a window

  durfee eval TEXT          evaluate statements and print their values
  durfee run NOTEBOOK       run a notebook and keep its outputs
  durfee batch FILE.json    run a function over a grid of parameters
  durfee serve              open the notebook in a browser, also from afar
  durfee bench              measure the engine
  durfee verify FILE        check the certificate of a proof

durfee COMMAND --help tells more.
`

const commands: Readonly<Record<string, Command>> = {
  eval: evalCommand(new URL("./host.js", import.meta.url)),
  run: runCommand(new URL("./host.js", import.meta.url)),
  batch: batchCommand(new URL("./host.js", import.meta.url)),
  serve: serveCommand(new URL("./browser.js", import.meta.url)),
  bench: benchCommand,
  verify: verifyCommand,
}

/** Runs the command line with the arguments that follow the program's name. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(HELP)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    process.stderr.write(`There is no command "${name}".\n\n${HELP}`)
    return 2
  }
  return runNamed(command, rest)
}

async function runNamed(command: Command, args: readonly string[]): Promise<number> {
  try {
    const given = readArguments(args, { ...command.options, help: { type: "boolean", short: "h" } })
    if (given.flags.has("help")) {
      process.stdout.write(command.help)
      return 0
    }
    return await command.run(given)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n\n${command.help}`)
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
