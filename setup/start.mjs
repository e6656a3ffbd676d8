// npm start: does all set-up, then opens the notebook: in Electron where its binary is, else in the system's Chromium.
import { spawn } from "node:child_process"
import { join } from "node:path"
import { ensureDependencies } from "./dependencies.mjs"
import { electronProgram, fetchElectron, fetchFailedBefore } from "./electron.mjs"
import { build } from "./build.mjs"
import { findChromium } from "./chromium.mjs"
import { root, say } from "./steps.mjs"
import { ensureSystemPackages } from "./system-packages.mjs"

const args = process.argv.slice(2)
if (args.includes("--help")) {
  process.stdout.write(`npm start [-- options] [notebook.ipynb …]

  --browser       open in the system's Chromium although Electron is there
  --no-open       open nothing; print the address
  --port N        the loopback port (0: any free one)
  --print-token   print the address with its token even where the output is not a terminal
`)
  process.exit(0)
}
const hasDisplay = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const wantsBrowser = args.includes("--browser") || args.includes("--no-open")

await ensureSystemPackages({ browser: false })
await ensureDependencies()
if (await desktopDoor()) await openDesktop()
else await openBrowser()

async function desktopDoor() {
  if (wantsBrowser || !hasDisplay) return false
  if (electronProgram()) return true
  return !fetchFailedBefore() && (await fetchElectron())
}

async function openDesktop() {
  await build(["native", "node", "electron", "page"])
  await runForeground(electronProgram(), [root, "--", ...args.filter((arg) => !arg.startsWith("--"))])
}

async function openBrowser() {
  const opens = hasDisplay && !args.includes("--no-open")
  if (opens) await ensureSystemPackages({ browser: true })
  await build(["native", "node", "page"])
  if (!hasDisplay && !args.includes("--no-open")) say("· no display: open the address below in a browser")
  const rest = args.filter((arg) => arg !== "--browser" && arg !== "--no-open")
  const browser = opens ? ["--browser-program", findChromium()] : ["--no-open"]
  await runForeground(process.execPath, [join(root, "build/node/browser.js"), ...browser, ...rest])
}

/** Hands the terminal over; Ctrl-C reaches the program itself, which closes its documents first. */
function runForeground(command, commandArgs) {
  process.on("SIGINT", () => {})
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { stdio: "inherit", cwd: process.cwd() })
    process.on("SIGTERM", () => child.kill("SIGTERM"))
    child.on("exit", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1)
      resolve(undefined)
    })
  })
}
