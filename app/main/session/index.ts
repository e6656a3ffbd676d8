/**
 * The sessions: the living memory behind the notebooks. One `SessionSupervisor` serves one document. It owns the document's session
 * host (a process of its own, see host.ts), a warm spare, the queue of cells, the limits, and snapshots of the variables, and turns every
 * way in which a host can end into states and sentences. The supervisor keeps no document: it is told which text to run, and says what came of it
 * through `SessionEvents`; the document side (app/main/notebook) turns that into changes of the notebook.
 *
 * Life of a cell: `run` queues it (state "queued", with its position) → "running", with `work` and elapsed time → `outputs` as they come →
 * exactly one `ended` with the final outputs → "done", "failed" (a failure in the cell), "stopped" (the reader stopped it) or "lost" (the
 * host ended under it; `failure` says why). After anything but "done" the queue is paused until `continueQueue`, or until `run` is called anew
 * with an empty queue.
 *
 * Events come in order, some of them within the call that caused them. No method throws for a trouble of the session: `run`, `stop`, … return
 * at once; the window methods reject with `RemoteError`, whose `failure` is data for the page.
 */
export type { QueuedCell, Session, SessionEvents } from "./session"
export { SessionSupervisor, type SupervisorOptions } from "./supervisor"
export { defaultMemoryLimit } from "./memory"
export { HostPool } from "./pool"
export { readable, readInFolder, type FileReader } from "./read-file"
export { childLauncher, utilityLauncher, type HostEnd, type HostLauncher, type HostProcess } from "./launcher"
