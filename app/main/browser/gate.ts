/**
 * The one gate before every route of the loopback server, as pure functions over what arrived. Everything is compared with constants made from
 * the port at start: comparing Host with Origin would agree under DNS rebinding, and patterns have been fooled by prefixes elsewhere.
 */
export interface Arrival {
  readonly method: string
  /** The request target as it arrived. */
  readonly target: string
  /** Names and values in turn, as they arrived: a repeated header shows. */
  readonly rawHeaders: readonly string[]
}

export type Admission =
  | { readonly admitted: true }
  /** `otherPort`: a loopback address with another port, as a tunnel with different ports at its ends sends it. */
  | { readonly admitted: false; readonly status: 400 | 403 | 405 | 421; readonly otherPort?: true }

export const LOOPBACK = "127.0.0.1"
const admitted: Admission = { admitted: true }

export function hostOf(port: number): string {
  return `${LOOPBACK}:${port}`
}

export function originOf(port: number): string {
  return `http://${hostOf(port)}`
}

function headerValues(arrival: Arrival, name: string): string[] {
  const values: string[] = []
  for (let index = 0; index + 1 < arrival.rawHeaders.length; index += 2)
    if (arrival.rawHeaders[index]?.toLowerCase() === name) values.push(arrival.rawHeaders[index + 1] ?? "")
  return values
}

function isOnly(values: readonly string[], expected: string): boolean {
  return values.length === 1 && values[0] === expected
}

function comesFromHome(arrival: Arrival): boolean {
  return headerValues(arrival, "sec-fetch-site").every((site) => site === "same-origin" || site === "none")
}

/**
 * A window that goes to the page's own address, wherever it was before: the redirect page in the launch folder counts as another site. The page it gets
 * holds no data, does nothing without the token, and cannot be framed.
 */
function isVisit(arrival: Arrival): boolean {
  const only = (name: string, value: string): boolean => isOnly(headerValues(arrival, name), value)
  return (
    arrival.target === "/" &&
    arrival.method === "GET" &&
    only("sec-fetch-mode", "navigate") &&
    only("sec-fetch-dest", "document")
  )
}

/** Host first, before anything else is looked at; then the form of the target; then method and site. */
function admitCommon(arrival: Arrival, port: number): Admission {
  const hosts = headerValues(arrival, "host")
  if (!isOnly(hosts, hostOf(port))) {
    const isTunnel = hosts.length === 1 && /^(127\.0\.0\.1|localhost):\d{1,5}$/.test(hosts[0] ?? "")
    return { admitted: false, status: 421, ...(isTunnel ? { otherPort: true } : {}) }
  }
  if (!arrival.target.startsWith("/")) return { admitted: false, status: 421 }
  if (!comesFromHome(arrival) && !isVisit(arrival)) return { admitted: false, status: 403 }
  return admitted
}

/** A request for one of the page's files. The server keeps no state that a request could change. */
export function admitRequest(arrival: Arrival, port: number): Admission {
  const common = admitCommon(arrival, port)
  if (!common.admitted) return common
  if (arrival.method !== "GET" && arrival.method !== "HEAD") return { admitted: false, status: 405 }
  const origins = headerValues(arrival, "origin")
  if (origins.length > 0 && !isOnly(origins, originOf(port))) return { admitted: false, status: 403 }
  return admitted
}

/** The path of the one WebSocket. */
export const SOCKET_PATH = "/session"

/** A WebSocket: an Origin is required and must be ours; the token follows in its first message. */
export function admitUpgrade(arrival: Arrival, port: number): Admission {
  const common = admitCommon(arrival, port)
  if (!common.admitted) return common
  if (arrival.method !== "GET" || arrival.target !== SOCKET_PATH) return { admitted: false, status: 400 }
  if (!isOnly(headerValues(arrival, "origin"), originOf(port))) return { admitted: false, status: 403 }
  return admitted
}
