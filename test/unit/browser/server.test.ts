import { request as httpRequest } from "node:http"
import { connect } from "node:net"
import { networkInterfaces } from "node:os"
import { afterEach, expect, test, vi } from "vitest"
import { WebSocket } from "ws"
import type { PageFile } from "../../../app/main/page/files"
import { startLoopbackServer, type LoopbackServer } from "../../../app/main/browser/server"
import { newToken } from "../../../app/main/browser/token"

const file = (path: string, mime: string, text: string): PageFile => ({
  path,
  mime,
  bytes: Buffer.from(text),
  sha256: "0",
})
const files = new Map([
  ["/index.html", file("/index.html", "text/html; charset=utf-8", '<script nonce="__CSP_NONCE__"></script>')],
  ["/assets/a.js", file("/assets/a.js", "text/javascript; charset=utf-8", "1")],
])
const token = newToken()
let server: LoopbackServer
let welcomed = 0

async function start(now?: () => number) {
  welcomed = 0
  server = await startLoopbackServer({
    files,
    port: 0,
    token,
    onConnection: () => (welcomed += 1),
    ...(now ? { now } : {}),
  })
}
afterEach(() => server.close())

function fetchRaw(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const request = httpRequest(
      { host: "127.0.0.1", port: server.port, path, method, headers, setHost: !("Host" in headers) },
      (response) => {
        let body = ""
        response.on("data", (chunk: Buffer) => (body += chunk.toString()))
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    request.on("error", reject)
    request.end()
  })
}

/** Opens the socket, sends `first`, and resolves with what came back first: a message or the close code. */
function knock(first: string | null, origin = server.origin) {
  return new Promise<string>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/session`, { origin })
    socket.on("open", () => first !== null && socket.send(first))
    socket.on("message", (data: Buffer) => {
      resolve(data.toString())
      socket.close()
    })
    socket.on("close", (code) => resolve(`closed ${code}`))
    socket.on("error", (error) => resolve(error.message))
  })
}

test("serves exactly the page's files, index.html with a nonce of its own each time", async () => {
  await start()
  const [first, second] = [await fetchRaw("/"), await fetchRaw("/index.html")]
  expect(first.status).toBe(200)
  const nonce = /nonce-([^']+)'/.exec(String(first.headers["content-security-policy"]))?.[1]
  expect(first.body).toBe(`<script nonce="${nonce}"></script>`)
  expect(second.body).not.toBe(first.body)
  expect(first.headers["content-security-policy"]).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`)
  expect(first.headers["cache-control"]).toBe("no-store")
  expect((await fetchRaw("/assets/a.js")).body).toBe("1")
})

test("no other spelling names a file, and no answer carries a CORS header", async () => {
  await start()
  const targets = [
    "/assets/../index.html",
    "/assets/%61.js",
    "/%2e%2e/package.json",
    "/assets//a.js",
    "/assets/a.js/",
    "/ASSETS/a.js",
    "/assets\\a.js",
    "/assets/a.js%00",
    "/session",
  ]
  for (const target of targets) {
    const answer = await fetchRaw(target)
    expect([target, answer.status, answer.body]).toEqual([target, 404, ""])
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([])
  }
  expect((await fetchRaw("/", {}, "OPTIONS")).status).toBe(405)
  expect((await fetchRaw("/", { Host: "evil.test" })).status).toBe(421)
})

test("a tunnel with different ports at its ends is told to use the same one", async () => {
  await start()
  const answer = await fetchRaw("/", { Host: "127.0.0.1:1" })
  expect(answer.status).toBe(421)
  expect(answer.body).toContain(`ssh -L ${server.port}:127.0.0.1:${server.port}`)
  expect((await fetchRaw("/", { Host: `evil.test:${server.port}` })).body).toBe("")
})

test("a request without any Host is answered 421 with no body", async () => {
  await start()
  const text = await new Promise<string>((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))
    let all = ""
    socket.on("data", (chunk) => (all += chunk.toString()))
    socket.on("close", () => resolve(all))
  })
  expect(text).toMatch(/^HTTP\/1\.1 421 /)
  expect(text).toMatch(/\r\n\r\n$/)
})

test("the socket answers only after the right token", async () => {
  await start()
  expect(await knock(JSON.stringify({ token }))).toBe('{"welcome":true}')
  expect(welcomed).toBe(1)
  for (const first of ['{"token":"x"}', "{}", "not json", "null", `{"token":${JSON.stringify(token.slice(1))}}`])
    expect(await knock(first)).toBe("closed 4401")
  expect(welcomed).toBe(1)
})

test("five wrong tokens shut the door for a while, even for the right one", async () => {
  let clock = 0
  await start(() => clock)
  for (let i = 0; i < 5; i++) expect(await knock('{"token":"wrong"}')).toBe("closed 4401")
  expect(await knock(JSON.stringify({ token }))).toContain("503")
  clock += 1_001
  expect(await knock(JSON.stringify({ token }))).toBe('{"welcome":true}')
})

test("another origin never gets as far as the token", async () => {
  await start()
  for (const origin of ["http://evil.test", `http://localhost:${server.port}`, `http://127.0.0.1:${server.port + 1}`])
    expect(await knock(JSON.stringify({ token }), origin)).toContain("403")
  expect(welcomed).toBe(0)
})

test("a silent socket is closed", async () => {
  await start()
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  try {
    const answer = knock(null)
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(2_000)
      expect(await Promise.race([answer, Promise.resolve("open")])).toBe("closed 4401")
    })
  } finally {
    vi.useRealTimers()
  }
})

test("only the loopback address listens", async () => {
  await start()
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
  for (const { address } of others) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ port: server.port, host: address, timeout: 1000 }, () => resolve(true))
      socket.on("error", () => resolve(false))
      socket.on("timeout", () => resolve(false))
    })
    expect(reached).toBe(false)
  }
  expect(server.origin).toBe(`http://127.0.0.1:${server.port}`)
})

test("every route but the page's files needs the token, and four sockets are all there are", async () => {
  await start()
  const upgrade = (path: string, origin: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { origin })
      socket.on("open", () => resolve("open"))
      socket.on("error", (error) => resolve(/\d{3}/.exec(error.message)?.[0] ?? error.message))
    })
  for (const path of [
    "/",
    "/index.html",
    "/session/",
    "/session?token=x",
    "/terminal/ws",
    "/assets/a.js",
    "/api/kernels",
  ])
    expect([path, await upgrade(path, server.origin)]).toEqual([path, "400"])
  for (const path of [
    "/session",
    "/api",
    "/files",
    "/notebooks/a.ipynb",
    "/token",
    "/log.txt",
    "/settings.json",
    "/favicon.ico",
  ])
    for (const method of ["GET", "HEAD"]) {
      const { status, body } = await fetchRaw(path, {}, method)
      expect([path, method, status, body]).toEqual([path, method, 404, ""])
    }
  expect(welcomed).toBe(0)
  const sockets = await Promise.all(
    Array.from({ length: 4 }, () => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/session`, { origin: server.origin })
      return new Promise<WebSocket>((resolve) => {
        socket.on("open", () => socket.send(JSON.stringify({ token })))
        socket.on("message", () => resolve(socket))
      })
    }),
  )
  expect(server.connections).toBe(4)
  expect(await upgrade("/session", server.origin)).toBe("503")
  for (const socket of sockets) socket.close()
})
