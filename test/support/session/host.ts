import { runHost } from "../../../app/main/session/host-process"
import { processTransport } from "../../../app/main/ipc/process"

/** A host with the evaluator of trouble (thread.ts), whose message thread misbehaves when it is told to by a signal. */
runHost(new URL("./thread.js", import.meta.url), processTransport())

process.on("SIGTERM", () => process.exit(0))
process.on("SIGUSR2", () => process.send?.("no message at all"))
process.on("SIGHUP", () => process.send?.('{"type":"success","id":2,"outp'))
process.on("SIGWINCH", () => {
  const until = Date.now() + 1e9
  while (Date.now() < until) Math.sqrt(2)
})
