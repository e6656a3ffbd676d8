import { appendFileSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { notebookContract, type DocumentId } from "../contract"
import { serve, type Transport } from "../contract/rpc"
import { defaultMemoryLimit, SessionSupervisor, type HostLauncher } from "./session"
import { HostPool } from "./session/pool"
import { dataFolder, Workspace, type Dialogs } from "./workspace"

/**
 * The main side as both doors start it: documents and sessions behind the contract. A door brings transports (a WebSocket that has shown the token, a port of
 * one of its windows), a way to start session hosts, and what its system can do (dialogs, printing).
 */
export interface ProgramOptions {
  readonly door: "desktop" | "browser"
  /** The program's own folder: package.json, examples. */
  readonly root: string
  readonly launch: HostLauncher
  /** Files named on the command line. */
  readonly open: readonly string[]
  readonly dialogs?: Dialogs
  readonly print?: (html: string) => Promise<Uint8Array>
}

export class Program {
  readonly version: string
  readonly #workspace: Workspace
  readonly #pool: HostPool
  readonly #log: (id: string, error: unknown) => void
  #closed: Promise<void> | null = null

  private constructor(version: string, workspace: Workspace, pool: HostPool, folder: string) {
    this.version = version
    this.#workspace = workspace
    this.#pool = pool
    this.#log = (id, error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      appendFileSync(join(folder, "log.txt"), `${new Date().toISOString()} ${id} ${text}\n`)
    }
  }

  /** Opens the data folder, recovers what a crash left, opens `open` or the last session's documents. */
  static async start(options: ProgramOptions): Promise<Program> {
    const { version } = JSON.parse(readFileSync(join(options.root, "package.json"), "utf8")) as { version: string }
    const folder = dataFolder()
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const log = (text: string): void => appendFileSync(join(folder, "log.txt"), text)
    const pool = new HostPool(options.launch, { keepSpare: true, log })
    const memoryLimit = defaultMemoryLimit()
    const workspace = await Workspace.start({
      folder,
      gallery: join(options.root, "examples"),
      version,
      door: options.door,
      memoryLimit,
      makeSession: (events, order, readFile) => new SessionSupervisor({ pool, events, order, memoryLimit, readFile }),
      open: options.open,
      ...(options.dialogs === undefined ? {} : { dialogs: options.dialogs }),
      ...(options.print === undefined ? {} : { print: options.print }),
    })
    return new Program(version, workspace, pool, folder)
  }

  /** Serves the contract to one page until its transport closes. */
  attach(transport: Transport): void {
    serve(notebookContract, this.#workspace.handlers, transport, { log: this.#log })
  }

  /** Opens a file that the system hands over while the program runs. */
  open(path: string): Promise<DocumentId> {
    return this.#workspace.openPath(path)
  }

  /** Ends sessions and closes documents; what is unsaved stays in the journals. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#workspace.shutDown().then(() => this.#pool.close())
    return this.#closed
  }
}
