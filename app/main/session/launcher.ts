import { fork } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { emitterTransport, type Transport } from "../../contract/rpc"
import { childTransport } from "../ipc/process"

/** How a host's process ended, as the system tells it. */
export interface HostEnd {
  readonly code: number | null
  readonly signal: string | null
  /** The last of what it wrote on standard error. */
  readonly stderr: string
}

export interface HostProcess {
  /** Undefined before the process has started and after it has ended. */
  readonly pid: number | undefined
  readonly transport: Transport
  /** Ends the process at once, whatever it is doing. */
  kill(): void
  /** Called once, also when the process could not be started. */
  onExit(listener: (end: HostEnd) => void): void
  /** What it writes on standard error: stacks of faults, for the log. */
  onStderr(listener: (text: string) => void): void
}

export type HostLauncher = () => HostProcess

const KEPT_STDERR = 4096

/** Variables a host may see. It needs none; these make its texts and its libraries behave. */
const ENVIRONMENT = ["LANG", "LC_ALL", "TZ", "SystemRoot", "windir", "TEMP", "TMP", "TMPDIR", "DURFEE_ADDON"]

/** The environment of a host: an allowlist, so that no key, token or Node option of the reader's reaches it. */
export function hostEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(ENVIRONMENT.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])))
}

/** A folder of its own, empty and closed to others, for a process that opens no file. */
function privateFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "durfee-host-"))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

class Tail {
  #text = ""
  #listener: (text: string) => void = () => undefined

  add(chunk: Buffer | string): void {
    const text = chunk.toString()
    this.#text = (this.#text + text).slice(-KEPT_STDERR)
    this.#listener(text)
  }

  listen(listener: (text: string) => void): void {
    this.#listener = listener
  }

  get text(): string {
    return this.#text
  }
}

/** Hosts as child processes of Node: the browser door, the command line and the tests. */
export function childLauncher(hostFile: string, execArgv: readonly string[] = []): HostLauncher {
  return () => {
    const folder = privateFolder()
    const child = fork(hostFile, [], {
      cwd: folder.path,
      env: hostEnvironment(),
      execArgv: [...execArgv],
      serialization: "json",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    })
    const tail = new Tail()
    child.stderr?.on("data", (chunk: Buffer) => tail.add(chunk))
    const transport = childTransport(child)
    const ended = new Promise<HostEnd>((resolve) => {
      const finish = (code: number | null, signal: string | null): void => {
        folder.remove()
        resolve({ code, signal, stderr: tail.text })
      }
      child.once("error", (error) => {
        tail.add(error.message)
        if (child.pid === undefined) finish(null, null)
      })
      // `close` comes after the last of standard error.
      child.once("close", finish)
    })
    return {
      get pid() {
        return child.exitCode === null && child.signalCode === null ? child.pid : undefined
      },
      transport,
      kill: () => child.kill("SIGKILL"),
      onExit: (listener) => void ended.then(listener),
      onStderr: (listener) => tail.listen(listener),
    }
  }
}

/** The part of Electron's UtilityProcess that a host needs. */
export interface UtilityProcessLike {
  readonly pid: number | undefined
  readonly stderr: { on(event: "data", listener: (chunk: Buffer) => void): unknown } | null
  postMessage(message: string): void
  on(event: "message", listener: (message: unknown) => void): unknown
  once(event: "exit", listener: (code: number) => void): unknown
  kill(): boolean
}

export interface UtilityForkOptions {
  readonly cwd: string
  readonly env: Record<string, string>
  readonly stdio: ("ignore" | "pipe")[]
  readonly serviceName: string
  /** macOS: only libraries signed like the program are loaded, and what the host does counts as its own doing. */
  readonly allowLoadingUnsignedLibraries: false
  readonly disclaim: true
}

/** Hosts as Electron's utility processes: `fork` is `(file, options) => utilityProcess.fork(file, [], options)`. */
export function utilityLauncher(
  hostFile: string,
  fork: (file: string, options: UtilityForkOptions) => UtilityProcessLike,
): HostLauncher {
  return () => {
    const folder = privateFolder()
    const child = fork(hostFile, {
      cwd: folder.path,
      env: hostEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
      serviceName: "Durfee session",
      allowLoadingUnsignedLibraries: false,
      disclaim: true,
    })
    const tail = new Tail()
    child.stderr?.on("data", (chunk) => tail.add(chunk))
    const ended = new Promise<HostEnd>((resolve) =>
      child.once("exit", (code) => {
        folder.remove()
        resolve({ code, signal: null, stderr: tail.text })
      }),
    )
    const hardKill = (): void => {
      // UtilityProcess.kill is SIGTERM, which a process whose threads are all busy need not answer.
      if (child.pid !== undefined) process.kill(child.pid, "SIGKILL")
      else child.kill()
    }
    return {
      get pid() {
        return child.pid
      },
      transport: emitterTransport({
        post: (text) => child.postMessage(text),
        onMessage: (listener) => child.on("message", listener),
        onEnd: (listener) => void ended.then(listener),
        end: hardKill,
      }),
      kill: hardKill,
      onExit: (listener) => void ended.then(listener),
      onStderr: (listener) => tail.listen(listener),
    }
  }
}
