import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** The real main side behind its browser door, in a process of its own with a data folder of its own. */
export interface Door {
  readonly origin: string
  readonly port: number
  /** The address with its token. */
  readonly url: string
  /** Everything the program printed. */
  readonly printed: () => string
  readonly process: ChildProcess
  readonly dataFolder: string
  /** Ends it as the reader would, and removes its data unless `keepData`. */
  stop(keepData?: boolean): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

const root = join(import.meta.dirname, "../../..")

export interface DoorOptions {
  readonly dataFolder?: string
  readonly files?: readonly string[]
  readonly env?: Record<string, string>
}

/** Starts `durfee serve --no-open` from the build, and waits until it says where it is. */
export async function openDoor(options: DoorOptions = {}): Promise<Door> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "durfee-e2e-"))
  const child = spawn(
    process.execPath,
    [join(root, "build/node/browser.js"), "--no-open", "--port", "0", ...(options.files ?? [])],
    {
      env: { ...process.env, DURFEE_DATA: dataFolder, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  let printed = ""
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const page = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString()
      const found = /open it with the page (\S+)/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on("data", read)
    child.stderr.on("data", read)
    child.once("exit", () => reject(new Error(`The browser door did not open:\n${printed}`)))
  })
  const url = JSON.parse(/location\.replace\((".*?")\)/.exec(readFileSync(page, "utf8"))?.[1] ?? '""') as string
  const { origin, port } = new URL(url)
  const clean = (keepData: boolean): void => {
    if (!keepData) rmSync(dataFolder, { recursive: true, force: true })
  }
  return {
    origin,
    port: Number(port),
    url,
    printed: () => printed,
    process: child,
    dataFolder,
    stop: async (keepData = false) => {
      child.kill("SIGTERM")
      await exited
      clean(keepData)
    },
    kill: async () => {
      child.kill("SIGKILL")
      await exited
    },
  }
}
