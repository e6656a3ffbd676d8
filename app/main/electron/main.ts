/**
 * The desktop door: the same main side and the same page as behind the browser door, in Electron's windows. Only the files of this folder import Electron, and
 * what they allow is decided by the pure functions of decisions.ts.
 */
import { statSync } from "node:fs"
import { join, resolve } from "node:path"
import {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  session,
  shell,
  utilityProcess,
} from "electron"
import { readPageFiles } from "../page/files"
import { Program } from "../program"
import { utilityLauncher } from "../session/launcher"
import { acceptDroppedFile, PAGE_URL, readArguments } from "./decisions"
import { followLink } from "./links"
import { menuTemplate } from "./menu"
import { listenToPages } from "./ports"
import { lockSession, PARTITION, SCHEME_PRIVILEGES, servePage } from "./session"
import { lockContents, reloadWhenGone, windowOptions } from "./window"

const root = resolve(import.meta.dirname, "../..")
/** Files that other programs must find on the disk lie beside the archive. */
const unpacked = root.replace(/app\.asar$/, "app.asar.unpacked")
const preload = join(root, "build/electron/preload.cjs")

const start = readArguments(process.argv.slice(app.isPackaged ? 1 : 2))
if (app.isPackaged && start.refused !== null) {
  process.stderr.write(`Durfee does not start with ${start.refused}\n`)
  app.exit(1)
}
app.enableSandbox()
// Dumps stay in the app's own folder.
crashReporter.start({ uploadToServer: false })
protocol.registerSchemesAsPrivileged([SCHEME_PRIVILEGES])

/** Contents of our own windows, by id: the only senders that are heard. */
const windows = new Set<number>()
let program: Program | null = null
/** Files that the system asked to open before the program was ready. */
const waiting: string[] = []

if (!app.requestSingleInstanceLock()) app.quit()
else void run()

async function run(): Promise<void> {
  app.on("second-instance", (_event, argv, folder) => {
    for (const path of readArguments(argv.slice(1)).paths) void openFile(resolve(folder, path))
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on("open-file", (event, path) => {
    event.preventDefault()
    void openFile(path)
  })
  app.on("web-contents-created", (_event, contents) => lockContents(contents, pressed))
  await app.whenReady()
  const page = session.fromPartition(PARTITION)
  lockSession(page)
  await page.setProxy({ mode: "direct" })
  servePage(page.protocol, readPageFiles(join(root, "build/renderer")))
  program = await Program.start({
    door: "desktop",
    root,
    launch: utilityLauncher(join(unpacked, "build/node/host.js"), (file, options) =>
      utilityProcess.fork(file, [], options),
    ),
    open: [...start.paths, ...waiting].map((path) => resolve(path)),
    dialogs: { open: askOpen, save: askSave },
    print,
  })
  listenToPages(ipcMain, () => new MessageChannelMain(), windows, {
    connected: (transport) => program?.attach(transport),
    dropped: (path) => dropped(path),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.name)))
  createWindow()
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) createWindow()
  })
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit()
  })
  app.on("before-quit", quit)
}

/** The one place where a window is made; one that only prints runs no script. */
function makeWindow(kind: "notebook" | "print"): BrowserWindow {
  return new BrowserWindow(windowOptions(kind === "notebook" ? preload : null))
}

function createWindow(): void {
  const window = makeWindow("notebook")
  const { id } = window.webContents
  windows.add(id)
  window.once("closed", () => windows.delete(id))
  window.once("ready-to-show", () => window.show())
  reloadWhenGone(
    window,
    () => performance.now(),
    () => askReload(window),
  )
  void window.loadURL(PAGE_URL)
}

function pressed(address: string): void {
  void followLink(address, {
    ask: askLink,
    copy: (url) => clipboard.writeText(url),
    open: (url) => shell.openExternal(url),
  })
}

/** The notebook works without a network, so the first answer is to copy. */
async function askLink(shows: string, url: string): Promise<"copy" | "open" | "nothing"> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    message: `This link leads to ${shows}`,
    detail: url,
    buttons: ["Copy the link", "Open it outside Durfee", "Cancel"],
    defaultId: 0,
    cancelId: 2,
  })
  return response === 0 ? "copy" : response === 1 ? "open" : "nothing"
}

function askReload(window: BrowserWindow): void {
  const choice = dialog.showMessageBoxSync(window, {
    type: "error",
    message: "The page keeps ending unexpectedly.",
    detail: "Your notebooks are kept. Reload the page, or quit and start again.",
    buttons: ["Reload", "Quit"],
  })
  if (choice === 0) window.reload()
  else app.quit()
}

async function openFile(path: string): Promise<void> {
  if (program === null) {
    waiting.push(path)
    return
  }
  await program.open(path)
}

function dropped(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  const facts = { path, isFile: stats?.isFile() ?? false, bytes: stats?.size ?? 0 }
  if (acceptDroppedFile(facts) === "open") void openFile(path)
}

/** Dialogs begin where the last one ended: Electron's own default is the Downloads folder. */
let lastFolder: string | undefined

async function askOpen(): Promise<string | null> {
  const answer = await dialog.showOpenDialog({
    ...(lastFolder === undefined ? {} : { defaultPath: lastFolder }),
    properties: ["openFile"],
    filters: [
      { name: "Notebooks", extensions: ["ipynb"] },
      { name: "Scripts and worksheets", extensions: ["qs", "md", "txt", "mpl"] },
    ],
  })
  const [path] = answer.filePaths
  if (path === undefined) return null
  lastFolder = resolve(path, "..")
  return path
}

async function askSave(suggested: string): Promise<string | null> {
  const answer = await dialog.showSaveDialog({
    defaultPath: lastFolder === undefined ? suggested : join(lastFolder, suggested),
    filters: [{ name: "Notebooks", extensions: ["ipynb"] }],
  })
  if (answer.canceled || answer.filePath === "") return null
  lastFolder = resolve(answer.filePath, "..")
  return answer.filePath
}

/** Prints HTML of ours to PDF. Its window is never shown, runs no script and has no channel to the program. */
async function print(html: string): Promise<Uint8Array> {
  const window = makeWindow("print")
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString("base64")}`)
    return await window.webContents.printToPDF({ printBackground: true, pageSize: "A4" })
  } finally {
    window.destroy()
  }
}

let quitting = false
function quit(event: { preventDefault(): void }): void {
  if (quitting || program === null) return
  event.preventDefault()
  quitting = true
  void program.close().finally(() => app.quit())
}
