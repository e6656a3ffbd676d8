import { connect, RemoteError, type Client } from "../../contract/rpc"
import { sessionContract, type SessionContract } from "../../contract/session"
import type { KillReason } from "./causes"
import type { HostEnd, HostLauncher, HostProcess } from "./launcher"

/** A host whose message thread is silent for this long is dead; it never computes. */
const HEARTBEAT = { milliseconds: 2000, misses: 15 }

let hostCount = 0

/** One host process and the calls to it, from its start to its end. */
export class Host {
  readonly client: Client<SessionContract>
  /** Begins every handle of this host's values. */
  readonly handlePrefix: string
  /** Resolves when the engine is loaded; rejects when the host ends before that. */
  readonly ready: Promise<void>
  /** Resolves once, however the process ends. */
  readonly ended: Promise<HostEnd>
  readonly #process: HostProcess
  #killedBecause: KillReason = { why: "none" }
  #alive = true

  constructor(launch: HostLauncher, memoryLimit: number, log: (text: string) => void) {
    this.handlePrefix = `s${++hostCount}-`
    this.#process = launch()
    this.#process.onStderr(log)
    this.ended = new Promise((resolve) =>
      this.#process.onExit((end) => {
        this.#alive = false
        resolve(end)
      }),
    )
    this.client = connect(sessionContract, this.#process.transport, {
      heartbeat: HEARTBEAT,
      onHeartbeatLost: () => this.kill({ why: "silent" }),
      onMalformed: (what) => this.kill({ why: "faulty", what }),
      closedFailure: () => ({ code: "sessionLost", message: "The session's process ended" }),
    })
    this.ready = this.client["session.start"]({ handlePrefix: this.handlePrefix, memoryLimit }).result.then(
      () => undefined,
    )
    this.ready.catch(() => undefined)
  }

  get alive(): boolean {
    return this.#alive
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get killedBecause(): KillReason {
    return this.#killedBecause
  }

  /** Ends the process at once; the first reason counts. */
  kill(reason: KillReason): void {
    if (this.#killedBecause.why === "none") this.#killedBecause = reason
    this.#process.kill()
  }

  /** Refuses handles of other hosts, whose values are gone. */
  checkHandle(handle: string): void {
    if (handle.startsWith(this.handlePrefix) && this.#alive) return
    throw goneFailure()
  }
}

export function goneFailure(): RemoteError {
  return RemoteError.of("notFound", "The value went with the session that computed it", { hint: "Run the cell again" })
}
