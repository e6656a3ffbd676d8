import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { WebSocketServer, type WebSocket } from "ws"
import { resolvePagePath, type PageFile, type PageFiles } from "../page/files"
import { emptyResponse, pageResponse, sentenceResponse, type PageResponse } from "../page/response"
import { admitRequest, admitUpgrade, hostOf, LOOPBACK, originOf, type Arrival } from "./gate"
import { TokenGuard } from "./token"

/**
 * The loopback server behind the browser door. It serves the page's built files, which hold no data, and one WebSocket, on which nothing is said
 * before the token has come as the first message. There are no cookies and no other route, so there is nothing that a check could be
 * forgotten for. See gate.ts for what is admitted.
 */
export interface LoopbackServer {
  readonly port: number
  /** http://127.0.0.1:PORT */
  readonly origin: string
  /** Sockets that have shown the token. */
  readonly connections: number
  close(): Promise<void>
}

export interface LoopbackOptions {
  readonly files: PageFiles
  readonly port: number
  readonly token: string
  /** Called for each socket that has shown the token. */
  readonly onConnection: (socket: WebSocket) => void
  /** Called when the last such socket has closed. */
  readonly onEmpty?: () => void
  readonly now?: () => number
}

const LIMITS = { headerBytes: 8 * 1024, messageBytes: 64 * 1024 * 1024, sockets: 4, tokenWait: 2_000, ping: 20_000 }

function arrivalOf(request: IncomingMessage): Arrival {
  return { method: request.method ?? "", target: request.url ?? "", rawHeaders: request.rawHeaders }
}

function send(response: ServerResponse, answer: PageResponse, withBody: boolean): void {
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": answer.body.length })
  response.end(withBody ? answer.body : undefined)
}

/** Listens on 127.0.0.1 only; port 0 takes any free one. Rejects with the system's error when the port is taken. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer({
    maxHeaderSize: LIMITS.headerBytes,
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    insecureHTTPParser: false,
    // Answered with our own status and no body, like every other Host that is not ours.
    requireHostHeader: false,
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, LOOPBACK, resolve)
  })
  const { port } = server.address() as AddressInfo
  const door = new Door(server, port, options)
  return {
    port,
    origin: originOf(port),
    get connections() {
      return door.open.size
    },
    close: () => door.close(),
  }
}

class Door {
  readonly open = new Set<WebSocket>()
  private readonly waiting = new Set<WebSocket>()
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.messageBytes,
    perMessageDeflate: false,
  })
  private readonly guard: TokenGuard
  private cleared = false
  private readonly pings: NodeJS.Timeout

  constructor(
    private readonly server: Server,
    private readonly port: number,
    private readonly options: LoopbackOptions,
  ) {
    this.guard = new TokenGuard(options.token, options.now ?? (() => performance.now()))
    server.on("request", (request: IncomingMessage, response: ServerResponse) => this.answer(request, response))
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.upgrade(request, socket, head),
    )
    this.pings = setInterval(() => this.open.forEach((socket) => socket.ping()), LIMITS.ping)
    this.pings.unref()
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const admission = admitRequest(arrivalOf(request), this.port)
    if (!admission.admitted) {
      if (admission.otherPort) return send(response, sentenceResponse(admission.status, samePort(this.port)), true)
      return send(response, emptyResponse(admission.status), false)
    }
    const file = resolvePagePath(request.url ?? "", this.options.files)
    if (file === null) return send(response, emptyResponse(404), false)
    const answer = pageResponse(file, [`ws://${hostOf(this.port)}`])
    send(
      response,
      { ...answer, headers: { ...answer.headers, ...this.clearingHeaders(file) } },
      request.method === "GET",
    )
  }

  /** What another program left behind at this address is cleared on the first load of a run; our own page's memory is not touched later. */
  private clearingHeaders(file: PageFile): Record<string, string> {
    if (this.cleared || file.path !== "/index.html") return {}
    this.cleared = true
    return { "Clear-Site-Data": '"cache", "storage"' }
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const admission = admitUpgrade(arrivalOf(request), this.port)
    const isFull = this.open.size + this.waiting.size >= LIMITS.sockets
    if (!admission.admitted || isFull || this.guard.isShut()) {
      const status = admission.admitted ? 503 : admission.status
      socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.expectToken(webSocket))
  }

  /** Nothing is sent, and nothing else accepted, before the first message has shown the token. */
  private expectToken(socket: WebSocket): void {
    this.waiting.add(socket)
    const timer = setTimeout(() => socket.close(4401, "no token"), LIMITS.tokenWait)
    socket.on("error", () => socket.terminate())
    socket.once("close", () => {
      clearTimeout(timer)
      this.waiting.delete(socket)
    })
    socket.once("message", (data, isBinary) => {
      clearTimeout(timer)
      this.waiting.delete(socket)
      const text = Array.isArray(data)
        ? Buffer.concat(data).toString("utf8")
        : Buffer.from(data as Buffer).toString("utf8")
      if (isBinary || !this.guard.admit(tokenIn(text))) socket.close(4401, "wrong token")
      else this.welcome(socket)
    })
  }

  private welcome(socket: WebSocket): void {
    this.open.add(socket)
    socket.once("close", () => {
      this.open.delete(socket)
      if (this.open.size === 0) this.options.onEmpty?.()
    })
    this.options.onConnection(socket)
    socket.send('{"welcome":true}')
  }

  async close(): Promise<void> {
    clearInterval(this.pings)
    for (const socket of [...this.open, ...this.waiting]) socket.terminate()
    this.sockets.close()
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}

function samePort(port: number): string {
  return `This notebook answers at ${hostOf(port)} only. Through a tunnel, use the same port at both ends: ssh -L ${port}:127.0.0.1:${port} …`
}

/** The token of a first message {"token": "…"}; the empty text, which is no token, for anything else. */
function tokenIn(text: string): string {
  if (text.length > 1_000) return ""
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== "object" || message === null || !("token" in message)) return ""
    return typeof message.token === "string" ? message.token : ""
  } catch {
    return ""
  }
}
