import { processTransport } from "../ipc/process"
import { runHost } from "./host-process"

runHost(new URL("./evaluator-thread.js", import.meta.url), processTransport())
