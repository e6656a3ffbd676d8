import { cellId } from "../../../app/contract"
import { childLauncher, HostPool, SessionSupervisor } from "../../../app/main/session"
import { fileURLToPath } from "node:url"

/** A main side with one session that computes for ever and a warm spare; says the hosts' process ids and waits to be killed. */
const launch = childLauncher(fileURLToPath(new URL("./host.js", import.meta.url)))
const pids: number[] = []
const pool = new HostPool(
  () => {
    const host = launch()
    if (host.pid !== undefined) pids.push(host.pid)
    if (pids.length === 2) process.stdout.write(`${pids.join(" ")}\n`)
    return host
  },
  { keepSpare: true },
)
const nothing = (): void => undefined
const events = { session: nothing, run: nothing, outputs: nothing, ended: nothing, variables: nothing }
new SessionSupervisor({ pool, events }).run([{ cellId: cellId.parse("a"), source: process.argv[2] ?? "hang" }])
setInterval(nothing, 1000)
