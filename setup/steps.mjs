// One readable line a step, on standard error; a failing step shows its own output and ends the program.
import { spawn, spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const logs = join(root, "build", "logs")

export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Ends the program with a sentence for the reader; no stack. */
export function fail(sentence) {
  say(sentence)
  process.exit(1)
}

/**
 * Runs a program quietly and resolves with what it printed. When it fails, its own words are shown and the program ends, unless `may` is set.
 * Options: cwd, env, may (failure is an answer), timeout in milliseconds.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeout,
      shell: options.shell ?? false,
    })
    let text = ""
    const keep = (chunk) => {
      text += chunk
    }
    child.stdout.on("data", keep)
    child.stderr.on("data", keep)
    child.on("error", (error) => finish(127, `${text}${error.message}`))
    child.on("close", (code, signal) => finish(code ?? 1, signal ? `${text}\n(ended by ${signal})` : text))
    let finished = false
    function finish(code, output) {
      if (finished) return
      finished = true
      if (code !== 0 && !options.may) showFailure(command, args, output)
      resolve({ code, output })
    }
  })
}

function showFailure(command, args, output) {
  mkdirSync(logs, { recursive: true })
  const file = join(logs, "failed-step.log")
  writeFileSync(file, output)
  const lines = output.trimEnd().split("\n")
  say(`\n${command} ${args.join(" ")} failed:\n`)
  say(lines.slice(-60).join("\n"))
  if (lines.length > 60) say(`\n(the first ${lines.length - 60} lines are in build/logs/failed-step.log)`)
  process.exit(1)
}

/** Names a step, runs it, and adds its time when it took a while. What goes wrong is said in its own words, and ends the program. */
export async function step(name, work) {
  const from = Date.now()
  say(`· ${name}`)
  let result
  try {
    result = await work()
  } catch (error) {
    fail(`\n${name} failed:\n\n${error instanceof Error ? error.message : error}`)
  }
  const seconds = (Date.now() - from) / 1000
  if (seconds >= 5) say(`  ${seconds.toFixed(0)} s`)
  return result
}

/** The first of these programs that is on the PATH, or null. */
export function findProgram(names) {
  const which = process.platform === "win32" ? "where" : "which"
  for (const name of names) {
    const found = spawnSync(which, [name], { encoding: "utf8" })
    if (found.status === 0) return found.stdout.split(/\r?\n/)[0].trim()
  }
  return null
}

/** npm by way of Node, so that it also works where npm is a shell script. */
export function npm(args, options) {
  const script = process.env.npm_execpath
  return script?.endsWith(".js")
    ? run(process.execPath, [script, ...args], options)
    : run("npm", args, { shell: process.platform === "win32", ...options })
}
