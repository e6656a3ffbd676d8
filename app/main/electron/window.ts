import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents, WebPreferences } from "electron"
import { decideNavigation, decideWindowOpen } from "./decisions"
import { PARTITION } from "./session"

/**
 * Written out in full although most are Electron's defaults: a default that changes must not change the door. Without a preload the window is one that
 * only prints, and runs no script at all.
 */
export function windowPreferences(preload: string | null): Readonly<WebPreferences> {
  return {
    ...(preload === null ? { javascript: false } : { preload }),
    partition: PARTITION,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    spellcheck: false,
    devTools: process.env.DURFEE_DEVTOOLS === "1",
  }
}

/** The paper of the light theme, so that the first frame is not white and then cream. */
const PAPER = "#FCFBF8"

export function windowOptions(preload: string | null): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 1000,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: "Durfee",
    backgroundColor: PAPER,
    webPreferences: windowPreferences(preload),
  }
}

/** Keeps a page's contents where they are: no navigation, no windows, no guests. `follow` is told which address a new window was asked for. */
export function lockContents(contents: WebContents, follow: (address: string) => void): void {
  const onlyHome = (event: { preventDefault(): void; url: string }): void => {
    if (decideNavigation(event.url) === "deny") event.preventDefault()
  }
  contents.on("will-navigate", onlyHome)
  contents.on("will-frame-navigate", onlyHome)
  contents.on("will-redirect", onlyHome)
  contents.on("will-attach-webview", (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    follow(url)
    return decideWindowOpen(url)
  })
}

/** At most this many reloads of a crashed page in a minute; after that the reader is asked. */
const RELOADS_A_MINUTE = 3

/** Brings a page that crashed back from the main process's documents. `ask` is called instead when it keeps crashing. */
export function reloadWhenGone(
  window: Pick<BrowserWindow, "webContents" | "reload">,
  now: () => number,
  ask: () => void,
): void {
  let reloads: number[] = []
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return
    reloads = reloads.filter((at) => now() - at < 60_000)
    if (reloads.length >= RELOADS_A_MINUTE) return ask()
    reloads.push(now())
    window.reload()
  })
}
