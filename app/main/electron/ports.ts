import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain } from "electron"
import type { Transport } from "../../contract/rpc"
import { isTrustedSender, type Sender } from "./decisions"

/**
 * The only file that listens to a page. Every message is first held against the windows we made: frames, popups and pages that navigated away are not
 * heard, and are counted.
 */
export interface PageMessages {
  /** A page is ready and has been given its end of a channel; here is ours. */
  connected(transport: Transport, webContentsId: number): void
  /** A file was dropped on a window. */
  dropped(path: string): void
}

export interface PortDoor {
  readonly refused: number
}

function senderOf(event: IpcMainEvent): Sender | null {
  const frame = event.senderFrame
  if (frame === null) return null
  return { url: frame.url, isMainFrame: frame.parent === null, webContentsId: event.sender.id }
}

/** Listens for pages. `windows` holds the ids of the contents of our windows and may change at any time. */
export function listenToPages(
  ipc: Pick<IpcMain, "on">,
  makeChannel: () => Pick<MessageChannelMain, "port1" | "port2">,
  windows: ReadonlySet<number>,
  messages: PageMessages,
): PortDoor {
  const door = { refused: 0 }
  const whenTrusted =
    (action: (event: IpcMainEvent, argument: unknown) => void) => (event: IpcMainEvent, argument: unknown) => {
      if (isTrustedSender(senderOf(event), windows)) action(event, argument)
      else door.refused += 1
    }
  ipc.on(
    "durfee:connect",
    whenTrusted((event) => {
      const { port1, port2 } = makeChannel()
      event.sender.postMessage("durfee:port", null, [port2])
      messages.connected(portMainTransport(port1), event.sender.id)
    }),
  )
  ipc.on(
    "durfee:dropped",
    whenTrusted((_event, path) => {
      if (typeof path === "string" && path.length < 10_000) messages.dropped(path)
    }),
  )
  return door
}

/** A MessagePortMain as a transport of the contract. */
export function portMainTransport(port: MessagePortMain): Transport {
  let isClosed = false
  port.on("close", () => (isClosed = true))
  return {
    send: (text) => {
      if (!isClosed) port.postMessage(text)
    },
    onMessage: (listener) => {
      port.on("message", (event) => listener(event.data))
      port.start()
    },
    onClose: (listener) => port.once("close", listener),
    close: () => port.close(),
  }
}
