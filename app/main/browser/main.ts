/**
 * The browser door: the main side behind a server on this machine's loopback address, the page in a browser. See server.ts and gate.ts for what keeps others
 * out, and launch-page.ts for how the token reaches a browser that we open without standing on a command line.
 */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { socketTransport } from "../../contract/rpc"
import { readPageFiles } from "../page/files"
import { Program } from "../program"
import { childLauncher } from "../session"
import { readBrowserArguments, type BrowserArguments } from "./arguments"
import { writeLaunchPage, type LaunchPage } from "./launch-page"
import { startLoopbackServer, type LoopbackServer } from "./server"
import { newToken } from "./token"

/** How long the server outlives its last page: a reload, a laptop asleep, a tunnel that dropped. */
const LINGER = 30 * 60_000

const root = resolve(import.meta.dirname, "../..")

async function main(): Promise<void> {
  const given = readBrowserArguments(process.argv.slice(2))
  const token = newToken()
  const program = await Program.start({
    door: "browser",
    root,
    launch: childLauncher(join(import.meta.dirname, "host.js")),
    open: given.files.map((file) => resolve(file)),
  })
  let linger: NodeJS.Timeout | undefined
  const server = await startLoopbackServer({
    files: readPageFiles(join(root, "build/renderer")),
    port: given.port,
    token,
    onConnection: (socket) => {
      clearTimeout(linger)
      program.attach(socketTransport(socket))
    },
    onEmpty: () => {
      linger = setTimeout(() => void stop(0), LINGER)
    },
  })
  const url = `${server.origin}/#t=${token}`
  const page = writeLaunchPage(url)
  const window = given.browser === null ? null : openBrowser(given.browser, page)
  announce(given, server, url, page)

  let stopping = false
  async function stop(code: number): Promise<void> {
    if (stopping) process.exit(code)
    stopping = true
    page.remove()
    await server.close()
    await program.close()
    window?.remove()
    process.exit(code)
  }
  process.on("SIGINT", () => void stop(130))
  process.on("SIGTERM", () => void stop(0))
  process.on("SIGHUP", () => void stop(0))
  window?.closed(() => void stop(0))
}

/** Opens the page as an app window with a profile of its own, so that no extension and no other tab shares it. */
function openBrowser(program: string, page: LaunchPage) {
  const profile = mkdtempSync(join(tmpdir(), "durfee-profile-"))
  const isRoot = process.getuid?.() === 0
  const child = spawn(
    program,
    [
      `--app=file://${page.path}`,
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      "--window-size=1440,1000",
      // Chromium refuses to start as root with its sandbox.
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
    { stdio: "ignore" },
  )
  child.on("error", (error) => process.stderr.write(`The browser could not be started: ${error.message}\n`))
  return {
    closed: (listener: () => void) => child.once("exit", listener),
    remove: () => {
      child.kill()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** The token is shown where only the reader looks: on a terminal, or where it was asked for. */
function announce(given: BrowserArguments, server: LoopbackServer, url: string, page: LaunchPage): void {
  const showsToken = given.printToken || process.stdout.isTTY === true
  process.stdout.write(
    showsToken ? `Durfee is at ${url}\n` : `Durfee is at ${server.origin}/ ; open it with the page ${page.path}\n`,
  )
  if (given.browser === null)
    process.stdout.write(
      `From another machine: ssh -L ${server.port}:127.0.0.1:${server.port} …, the same port at both ends; another one is refused.\n`,
    )
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
  const sentence = taken
    ? "Another program listens on this port; choose another one with --port, or 0 for any free one"
    : error instanceof Error
      ? error.message
      : String(error)
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
})
