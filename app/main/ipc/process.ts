import type { ChildProcess } from "node:child_process"
import { emitterTransport, type Transport } from "../../contract/rpc"

/** The parent's end of a child process's IPC channel. It ends when the child does, or when the channel is closed. */
export function childTransport(child: ChildProcess): Transport {
  return emitterTransport({
    post: (text) => {
      // A child that died between two messages makes `send` fail; the exit event tells the rest.
      if (child.connected) child.send(text, () => undefined)
    },
    onMessage: (listener) => child.on("message", listener),
    onEnd: (listener) => {
      child.once("exit", listener)
      child.once("disconnect", listener)
    },
    end: () => {
      if (child.connected) child.disconnect()
    },
  })
}

/** Electron's parentPort, as a utility process has it. */
interface ParentPort {
  postMessage(message: string): void
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void
}

/**
 * A session host's end of the channel to the process that started it: Electron's parentPort in a utility process, the IPC channel in a child
 * process. When that channel closes, whoever needed this process is gone.
 */
export function processTransport(): Transport {
  const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) return parentPortTransport(parentPort)
  if (process.send === undefined) throw new TypeError("This file is started by Durfee itself and has no use by hand")
  return emitterTransport({
    post: (text) => {
      if (process.connected) process.send?.(text, undefined, undefined, () => undefined)
    },
    onMessage: (listener) => process.on("message", listener),
    onEnd: (listener) => {
      // A parent that died while this process was starting closed the channel before anybody listened.
      if (process.connected) process.once("disconnect", listener)
      else setImmediate(listener)
    },
    end: () => {
      if (process.connected) process.disconnect()
    },
  })
}

/** A utility process is ended by Electron when its parent ends, so its port has no end of its own to report. */
function parentPortTransport(port: ParentPort): Transport {
  return emitterTransport({
    post: (text) => port.postMessage(text),
    onMessage: (listener) => port.on("message", (event) => listener(event.data)),
    onEnd: () => undefined,
    end: () => undefined,
  })
}
