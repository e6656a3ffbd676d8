import type { Transport } from "./rpc-wire"

/**
 * Transports over whatever has the shape of a port, a socket or a process. The shapes are structural: this room knows neither DOM nor Node.
 */

declare function queueMicrotask(run: () => void): void

/** Listeners of one transport; keeps messages that come before the listener does, and tells of the end once. */
class Inbox {
  #early: unknown[] | null = []
  #listener: ((data: unknown) => void) | null = null
  #closeListeners: (() => void)[] = []
  #closed = false

  get closed(): boolean {
    return this.#closed
  }

  deliver(data: unknown): void {
    if (this.#closed) return
    if (this.#listener !== null) this.#listener(data)
    else this.#early?.push(data)
  }

  listen(listener: (data: unknown) => void): void {
    this.#listener = listener
    const early = this.#early ?? []
    this.#early = null
    for (const data of early) listener(data)
  }

  onClose(listener: () => void): void {
    if (this.#closed) queueMicrotask(listener)
    else this.#closeListeners.push(listener)
  }

  end(): void {
    if (this.#closed) return
    this.#closed = true
    for (const listener of this.#closeListeners.splice(0)) listener()
  }
}

/** Two joined transports in one process; each message is a microtask away. */
export function memoryPair(): readonly [Transport, Transport] {
  const left = new Inbox()
  const right = new Inbox()
  const end = (): void => {
    left.end()
    right.end()
  }
  const side = (mine: Inbox, theirs: Inbox): Transport => ({
    send: (text) => {
      if (!mine.closed) queueMicrotask(() => theirs.deliver(text))
    },
    onMessage: (listener) => mine.listen(listener),
    onClose: (listener) => mine.onClose(listener),
    close: () => queueMicrotask(end),
  })
  return [side(left, right), side(right, left)]
}

/** A MessagePort of the web or of Node. */
export interface PortLike {
  postMessage(message: string): void
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: "close", listener: () => void): void
  start?(): void
  close(): void
}

export function portTransport(port: PortLike): Transport {
  const inbox = new Inbox()
  port.addEventListener("message", (event) => inbox.deliver(event.data))
  port.addEventListener("close", () => inbox.end())
  port.start?.()
  return {
    send: (text) => {
      if (!inbox.closed) port.postMessage(text)
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: () => {
      port.close()
      inbox.end()
    },
  }
}

/** What Electron's MessagePortMain, a process's parentPort and a UtilityProcess have in common, given as four functions. */
export interface EmitterLike {
  post(text: string): void
  onMessage(listener: (data: unknown) => void): void
  onEnd(listener: () => void): void
  end(): void
}

/** A transport over anything that emits messages: child processes, utility processes, Electron's ports. */
export function emitterTransport(emitter: EmitterLike): Transport {
  const inbox = new Inbox()
  emitter.onMessage((data) => inbox.deliver(data))
  emitter.onEnd(() => inbox.end())
  return {
    send: (text) => {
      if (!inbox.closed) emitter.post(text)
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: () => {
      if (inbox.closed) return
      emitter.end()
      inbox.end()
    },
  }
}

/** A WebSocket of the browser or of the `ws` package. */
export interface SocketLike {
  readonly readyState: number
  readonly bufferedAmount: number
  send(text: string): void
  close(): void
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: "open" | "close" | "error", listener: () => void): void
}

const SOCKET_CONNECTING = 0
const SOCKET_OPEN = 1

/** A socket that is open or about to open; what is sent before it opens waits. */
export function socketTransport(socket: SocketLike): Transport {
  const inbox = new Inbox()
  const unsent: string[] = []
  socket.addEventListener("open", () => {
    for (const text of unsent.splice(0)) socket.send(text)
  })
  socket.addEventListener("message", (event) => inbox.deliver(event.data))
  socket.addEventListener("close", () => inbox.end())
  socket.addEventListener("error", () => socket.close())
  return {
    send: (text) => {
      if (socket.readyState === SOCKET_OPEN) socket.send(text)
      else if (socket.readyState === SOCKET_CONNECTING) unsent.push(text)
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: () => {
      socket.close()
      inbox.end()
    },
    buffered: () => socket.bufferedAmount,
  }
}
