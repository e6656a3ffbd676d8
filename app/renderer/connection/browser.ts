import { socketTransport, type Transport } from "../../contract/rpc"

const KEY = "durfee-token"
const SOCKET_PATH = "/session"

/** The token from the address's fragment, which is then taken out of sight; a reload finds it in this tab's own memory. */
export function takeToken(location: Location, history: History, memory: Storage): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const given = fragment.get("t")
  if (given === null) return memory.getItem(KEY)
  memory.setItem(KEY, given)
  history.replaceState(null, "", location.pathname)
  return given
}

/** A transport over the one WebSocket of the browser door: it speaks only once the server has taken the token. */
export function browserTransport(token: string, location: Location): Transport {
  const socket = new WebSocket(`ws://${location.host}${SOCKET_PATH}`)
  socket.addEventListener("open", () => socket.send(JSON.stringify({ token })), { once: true })
  const inner = socketTransport(socket)
  return {
    ...inner,
    onMessage: (listener) => inner.onMessage((data) => isWelcome(data) || listener(data)),
  }
}

function isWelcome(data: unknown): boolean {
  return data === '{"welcome":true}'
}
