import { portTransport, type Transport } from "../../contract/rpc"

/** Resolves with the port that the preload hands over, once. */
export function desktopTransport(): Promise<Transport> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports
      const isOurs =
        event.source === window && typeof event.data === "object" && event.data !== null && "durfee" in event.data
      if (!isOurs || port === undefined) return
      window.removeEventListener("message", listen)
      resolve(portTransport(port))
    }
    window.addEventListener("message", listen)
  })
}
