import { EventEmitter } from "node:events"
import type { IpcMain, MessagePortMain, Session, WebContents } from "electron"
import { expect, test } from "vitest"
import type { PageFile } from "../../../app/main/page/files"
import { followLink } from "../../../app/main/electron/links"
import { listenToPages } from "../../../app/main/electron/ports"
import { lockSession, SCHEME_PRIVILEGES, servePage } from "../../../app/main/electron/session"
import { lockContents, reloadWhenGone, windowPreferences } from "../../../app/main/electron/window"

/** A stand-in that remembers handlers by the method that set them, and events by name. */
class Recorder extends EventEmitter {
  readonly handlers = new Map<string, (...args: never[]) => unknown>()
  readonly webRequest = {
    onBeforeRequest: (handler: (...args: never[]) => unknown) => void this.handlers.set("onBeforeRequest", handler),
  }
}

function recorder<T>(): {
  fake: T
  ask: (name: string, ...args: unknown[]) => unknown
  emit: (name: string, ...args: unknown[]) => boolean
} {
  const base = new Recorder()
  const fake = new Proxy(base, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name)
      if (own !== undefined) return typeof own === "function" ? own.bind(target) : own
      return (handler: (...args: never[]) => unknown) => void target.handlers.set(String(name), handler)
    },
  })
  const ask = (name: string, ...args: unknown[]) => {
    const handler = base.handlers.get(name)
    if (handler === undefined) throw new Error(`${name} was not set`)
    return (handler as (...all: unknown[]) => unknown)(...args)
  }
  return { fake: fake as T, ask, emit: (name, ...args) => base.emit(name, ...args) }
}

function event() {
  const state = { prevented: false }
  return { ...state, state, preventDefault: () => void (state.prevented = true) }
}

test("the session answers no to everything but writing the clipboard", () => {
  const { fake, ask, emit } = recorder<Session>()
  lockSession(fake)
  const contents = { getURL: () => "app://notebook/index.html" }
  const asked = (permission: string, isMainFrame = true) => {
    let answer: unknown
    ask("setPermissionRequestHandler", contents, permission, (granted: boolean) => (answer = granted), { isMainFrame })
    return answer
  }
  expect(asked("media")).toBe(false)
  expect(asked("openExternal")).toBe(false)
  expect(asked("clipboard-sanitized-write", false)).toBe(false)
  expect(ask("setPermissionCheckHandler", null, "geolocation", "app://notebook", { isMainFrame: true })).toBe(false)
  expect(ask("setDevicePermissionHandler", {})).toBe(false)
  expect(ask("setUSBProtectedClassesHandler", {})).toEqual([])
  ask("setDisplayMediaRequestHandler", {}, (streams: unknown) => expect(streams).toBe(null))
  ask("onBeforeRequest", { url: "https://example.org" }, (answer: unknown) => expect(answer).toEqual({ cancel: true }))
  ask("onBeforeRequest", { url: "app://notebook/a.js" }, (answer: unknown) => expect(answer).toEqual({ cancel: false }))
  for (const name of ["select-hid-device", "select-serial-port", "select-usb-device", "will-download"]) {
    const one = event()
    expect([name, emit(name, one)]).toEqual([name, true])
    expect([name, one.state.prevented]).toEqual([name, true])
  }
})

test("contents stay on the page, open nothing and hold no guests", () => {
  const { fake, ask, emit } = recorder<WebContents>()
  const followed: string[] = []
  lockContents(fake, (address) => followed.push(address))
  for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"]) {
    const away = { ...event(), url: "https://example.org" }
    emit(name, away)
    expect([name, away.state.prevented]).toEqual([name, true])
    const home = { ...event(), url: "app://notebook/index.html" }
    emit(name, home)
    expect([name, home.state.prevented]).toEqual([name, false])
  }
  const guest = event()
  emit("will-attach-webview", guest)
  expect(guest.state.prevented).toBe(true)
  expect(ask("setWindowOpenHandler", { url: "app://notebook/index.html" })).toEqual({ action: "deny" })
  expect(followed).toEqual(["app://notebook/index.html"])
})

test("a link leaves after a question that shows where it leads, and only a web or mail address", async () => {
  const done: string[] = []
  const press = (address: string, answer: "copy" | "open" | "nothing") =>
    followLink(address, {
      ask: async (shows) => (done.push(`ask ${shows}`), answer),
      copy: (url) => void done.push(`copy ${url}`),
      open: (url) => void done.push(`open ${url}`),
    })
  await press("https://dlmf.nist.gov/17", "copy")
  await press("https://dlmf.nist.gov/17", "open")
  await press("mailto:a@b.org", "nothing")
  for (const address of ["file:///etc/passwd", "javascript:1", "app://notebook/", "https://a@b.org", "smb://h/s", ""])
    await press(address, "open")
  expect(done).toEqual([
    "ask dlmf.nist.gov",
    "copy https://dlmf.nist.gov/17",
    "ask dlmf.nist.gov",
    "open https://dlmf.nist.gov/17",
    "ask a@b.org",
  ])
})

test("the preferences are these and no others", () => {
  expect(windowPreferences("/p.cjs")).toEqual({
    preload: "/p.cjs",
    partition: "notebook",
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
    devTools: false,
  })
  expect(SCHEME_PRIVILEGES.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    corsEnabled: true,
    bypassCSP: false,
    allowServiceWorkers: false,
    stream: false,
    codeCache: true,
  })
})

test("the scheme serves the page's files, by their exact addresses", async () => {
  const bytes = Buffer.from("x")
  const files = new Map<string, PageFile>([
    ["/index.html", { path: "/index.html", mime: "text/html", bytes, sha256: "" }],
  ])
  let handler: ((request: Request) => Response | Promise<Response>) | undefined
  servePage({ handle: (_scheme, given) => void (handler = given) }, files)
  const get = async (url: string, method = "GET") => {
    const answer = await handler?.({ url, method } as Request)
    return [answer?.status, await answer?.text()]
  }
  expect(await get("app://notebook/index.html")).toEqual([200, "x"])
  for (const url of [
    "app://notebook/../x",
    "app://notebook/%2e%2e/x",
    "app://other/index.html",
    "app://notebook.evil/index.html",
    "app://notebook/c:/x",
    "app://notebook//host/x",
    "app://notebook/index.html%00",
  ])
    expect([url, ...(await get(url))]).toEqual([url, 404, ""])
  expect(await get("app://notebook/index.html", "POST")).toEqual([405, ""])
})

test("only the main frame of our own window is given a port", () => {
  const ipc = new EventEmitter()
  const posted: unknown[] = []
  const connected: number[] = []
  const dropped: string[] = []
  const port = new EventEmitter() as MessagePortMain
  const door = listenToPages(ipc as IpcMain, () => ({ port1: port, port2: port }), new Set([1]), {
    connected: (_transport, id) => connected.push(id),
    dropped: (path) => dropped.push(path),
  })
  const sender = (id: number) => ({ id, postMessage: (...args: unknown[]) => posted.push(args) })
  const frame = (url: string, parent: unknown = null) => ({ url, parent })
  const page = "app://notebook/index.html"
  ipc.emit("durfee:connect", { sender: sender(1), senderFrame: null })
  ipc.emit("durfee:connect", { sender: sender(1), senderFrame: frame(page, {}) })
  ipc.emit("durfee:connect", { sender: sender(1), senderFrame: frame("about:srcdoc") })
  ipc.emit("durfee:connect", { sender: sender(2), senderFrame: frame(page) })
  ipc.emit("durfee:dropped", { sender: sender(2), senderFrame: frame(page) }, "/x.ipynb")
  expect([connected, posted, dropped, door.refused]).toEqual([[], [], [], 5])
  ipc.emit("durfee:connect", { sender: sender(1), senderFrame: frame(page) })
  ipc.emit("durfee:dropped", { sender: sender(1), senderFrame: frame(page) }, "/x.ipynb")
  ipc.emit("durfee:dropped", { sender: sender(1), senderFrame: frame(page) }, { path: "/x" })
  expect([connected, posted, dropped]).toEqual([[1], [["durfee:port", null, [port]]], ["/x.ipynb"]])
})

test("a page that keeps crashing is not reloaded for ever", () => {
  const contents = new EventEmitter() as WebContents
  const seen: string[] = []
  let clock = 0
  reloadWhenGone(
    { webContents: contents, reload: () => void seen.push("reload") },
    () => clock,
    () => void seen.push("ask"),
  )
  const crash = (reason: string) => contents.emit("render-process-gone", {}, { reason, exitCode: 1 })
  crash("clean-exit")
  for (let i = 0; i < 4; i++) crash("crashed")
  clock = 61_000
  crash("oom")
  expect(seen).toEqual(["reload", "reload", "reload", "ask", "reload"])
})
