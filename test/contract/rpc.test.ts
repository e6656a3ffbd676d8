import { fork, type ChildProcess } from "node:child_process"
import { EventEmitter } from "node:events"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest"
import { WebSocket, WebSocketServer } from "ws"
import {
  connect,
  emitterTransport,
  exceedsDepth,
  INITIAL_CREDITS,
  memoryPair,
  portTransport,
  RemoteError,
  serve,
  socketTransport,
  type Client,
  type Transport,
} from "../../app/contract/rpc"
import { childTransport } from "../../app/main/ipc/process"
import { PROTOCOL_VERSION } from "../../app/contract/version"
import { bundle } from "../support/bundle"
import { sample, sampleHandlers } from "./sample"

interface Link {
  readonly client: Transport
  /** Both ends gone, nothing left behind. */
  end(): Promise<void> | void
}

let built: { folder: string; remove(): void }
let server: WebSocketServer
const children: ChildProcess[] = []

beforeAll(async () => {
  built = await bundle({ "child-server": join(import.meta.dirname, "child-server.ts") })
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 })
  await new Promise<void>((resolve) => server.once("listening", resolve))
  server.on("connection", (socket) => serve(sample, sampleHandlers(), socketTransport(socket)))
})

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  for (const child of children) expect(child.exitCode ?? child.signalCode).not.toBeNull()
  built.remove()
})

function serveHere(ends: readonly [Transport, Transport]): Link {
  const served = serve(sample, sampleHandlers(), ends[1])
  return { client: ends[0], end: () => served.close() }
}

/** Two emitters joined in the manner of Electron's MessagePortMain, whose messages carry the data in an event. */
function electronLike(): readonly [Transport, Transport] {
  const ports = [new EventEmitter(), new EventEmitter()] as const
  const side = (mine: EventEmitter, theirs: EventEmitter): Transport =>
    emitterTransport({
      post: (text) => setImmediate(() => theirs.emit("message", { data: structuredClone(text) })),
      onMessage: (listener) => mine.on("message", (event: { data: unknown }) => listener(event.data)),
      onEnd: (listener) => mine.once("close", listener),
      end: () => setImmediate(() => theirs.emit("close")),
    })
  return [side(ports[0], ports[1]), side(ports[1], ports[0])]
}

const links: Readonly<Record<string, () => Link>> = {
  memory: () => serveHere(memoryPair()),
  "Node MessagePort": () => {
    const { port1, port2 } = new MessageChannel()
    return serveHere([portTransport(port1), portTransport(port2)])
  },
  "child process": () => {
    const child = fork(join(built.folder, "child-server.js"), { stdio: "ignore" })
    children.push(child)
    return {
      client: childTransport(child),
      end: async () => {
        const ended = child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined
        if (child.connected) child.disconnect()
        await ended
      },
    }
  },
  WebSocket: () => {
    const address = server.address()
    if (address === null || typeof address === "string") throw new TypeError("The server has no port")
    const socket = new WebSocket(`ws://127.0.0.1:${address.port}`)
    return { client: socketTransport(socket), end: () => socket.close() }
  },
  "Electron MessagePortMain": () => serveHere(electronLike()),
}

describe.each(Object.keys(links))("calls over %s", (name) => {
  async function withClient(
    use: (client: Client<typeof sample>, transport: Transport) => Promise<void>,
  ): Promise<void> {
    const link = links[name]?.()
    if (link === undefined) throw new TypeError(name)
    try {
      await use(connect(sample, link.client), link.client)
    } finally {
      await link.end()
    }
  }
  const failureOf = (result: Promise<unknown>): Promise<unknown> =>
    result.then(
      () => "no failure",
      (error: unknown) => (error instanceof RemoteError ? error.failure : error),
    )
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

  it("answers", () =>
    withClient(async (client) => {
      const results = await Promise.all([client.add({ a: 1, b: 2 }).result, client.add({ a: 5, b: -7 }).result])
      expect(results).toEqual([{ sum: 3 }, { sum: -2 }])
    }))

  it("streams progress in order, and no faster than it is read", () =>
    withClient(async (client) => {
      const call = client.count({ to: 60 })
      const seen: number[] = []
      for await (const { n } of call) {
        seen.push(n)
        if (n !== 5) continue
        await pause(20)
        // Six consumed at most, so at most six credits came back.
        expect((await client.counted({}).result).n).toBeLessThanOrEqual(INITIAL_CREDITS + 6)
      }
      expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => n))
      expect(await call.result).toEqual({ sent: 60 })
    }))

  it("does not wait for a caller who wants no progress", () =>
    withClient(async (client) => {
      expect(await client.count({ to: 200 }).result).toEqual({ sent: 200 })
    }))

  it("does not wait for a reader who left early", () =>
    withClient(async (client) => {
      const call = client.count({ to: 200 })
      for await (const { n } of call) if (n === 3) break
      expect(await call.result).toEqual({ sent: 200 })
    }))

  it("coalesces items of which only the latest matters", () =>
    withClient(async (client) => {
      const call = client.latest({ to: 3000 })
      const seen: number[] = []
      for await (const { n } of call) {
        seen.push(n)
        await pause(2)
      }
      expect(seen.length).toBeLessThan(1000)
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(seen.at(-1)).toBe(3000)
      expect(await call.result).toEqual({ offered: 3000 })
    }))

  it("cancels a handler that hangs, before, during and after", () =>
    withClient(async (client) => {
      const before = await failureOf(client.hang({}, { signal: AbortSignal.abort() }).result)
      const stop = new AbortController()
      const hanging = failureOf(client.hang({}, { signal: stop.signal }).result)
      await client.add({ a: 0, b: 0 }).result
      stop.abort()
      expect(await hanging).toMatchObject({ code: "cancelled" })
      expect(before).toMatchObject({ code: "cancelled" })
      expect(await client.released({}).result).toEqual({ n: 1 })
      const late = new AbortController()
      expect(await client.add({ a: 1, b: 1 }, { signal: late.signal }).result).toEqual({ sum: 2 })
      late.abort()
      expect(await client.add({ a: 2, b: 2 }).result).toEqual({ sum: 4 })
    }))

  it("carries failures as data and hides what was not meant as one", () =>
    withClient(async (client) => {
      expect(await failureOf(client.refuse({}).result)).toEqual({
        code: "domain",
        message: "The order must be positive",
        given: "order = 0",
        hint: "Give an order of 1 or more",
      })
      const crash = JSON.stringify(await failureOf(client.crash({}).result))
      expect(crash).toContain('"internal"')
      expect(crash).not.toContain("password")
    }))

  it("refuses what does not fit, at both ends, and goes on", () =>
    withClient(async (client, transport) => {
      const wrong = JSON.parse('{"a":"1","b":2}') as { a: number; b: number }
      expect(await failureOf(client.add(wrong).result)).toMatchObject({ code: "invalidInput" })
      expect(await failureOf(client.lie({ about: "output" }).result)).toMatchObject({ code: "internal" })
      const lying = client.lie({ about: "progress" })
      for await (const item of lying) expect(item).toBe("nothing arrives")
      expect(await failureOf(lying.result)).toMatchObject({ code: "internal" })
      for (const text of BROKEN) transport.send(text)
      expect(await client.add({ a: 1, b: 2 }).result).toEqual({ sum: 3 })
    }))

  it("fails every open call when the connection closes", () =>
    withClient(async (client, transport) => {
      const hanging = failureOf(client.hang({}).result)
      await client.add({ a: 0, b: 0 }).result
      transport.close()
      expect(await hanging).toMatchObject({ code: "sessionLost" })
      expect(await failureOf(client.add({ a: 1, b: 2 }).result)).toMatchObject({ code: "sessionLost" })
    }))

  it("carries a megabyte", () =>
    withClient(async (client) => {
      expect((await client.text({ characters: 1_000_000 }).result).text.length).toBe(1_000_000)
    }))
})

const BROKEN = [
  "",
  "{",
  "null",
  "[]",
  "17",
  '"hello"',
  '{"type":"request"}',
  '{"type":"request","id":-1,"method":"add","input":{}}',
  '{"type":"request","id":1e400,"method":"add","input":{}}',
  '{"type":"request","id":900,"method":"toString","input":{}}',
  '{"type":"request","id":901,"method":"__proto__","input":{}}',
  '{"type":"request","id":902,"method":"add","input":{"a":1,"b":2,"__proto__":{"c":3}}}',
  '{"type":"request","id":903,"method":"add","input":{"a":1,"b":2},"more":true}',
  '{"type":"cancel","id":12345}',
  '{"type":"credit","id":12345,"count":9}',
  '{"type":"credit","id":1,"count":-9}',
  `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
]

describe("a server", () => {
  /** Sends raw texts and collects raw answers. */
  async function exchange(texts: readonly string[], limit = 10_000): Promise<unknown[]> {
    const [client, end] = memoryPair()
    const answers: unknown[] = []
    serve(sample, sampleHandlers(), end, { maxMessageCharacters: limit })
    client.onMessage((text) => answers.push(JSON.parse(String(text))))
    for (const text of texts) client.send(text)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return answers
  }
  const hello = JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION })

  it("answers nothing but its version before it heard the client's", async () => {
    const add = '{"type":"request","id":1,"method":"add","input":{"a":1,"b":2}}'
    expect(await exchange([add])).toMatchObject([{ type: "failure", id: 1, failure: { code: "version" } }])
    const other = await exchange(['{"type":"hello","protocol":0}', add])
    expect(other).toMatchObject([
      { type: "hello", protocol: PROTOCOL_VERSION },
      { type: "failure", id: 1, failure: { code: "version" } },
    ])
  })

  it("answers each malformed message, with the call's number where there is one", async () => {
    const answers = await exchange(
      [hello, ...BROKEN.filter((text) => !/"type":"(cancel|credit)","id":12345/.test(text))],
      1000,
    )
    expect(answers.slice(1)).toHaveLength(BROKEN.length - 2)
    for (const answer of answers.slice(1))
      expect(answer).toMatchObject({ type: "failure", failure: { code: "invalidInput" } })
    expect(answers).toContainEqual(expect.objectContaining({ type: "failure", id: 902 }))
  })

  it("refuses a second call under an open number and an answer over the limit", async () => {
    const hang = '{"type":"request","id":7,"method":"hang","input":{}}'
    expect(await exchange([hello, hang, hang])).toMatchObject([{}, { id: 7, failure: { code: "invalidInput" } }])
    const long = '{"type":"request","id":8,"method":"text","input":{"characters":5000}}'
    expect(await exchange([hello, long], 1000)).toMatchObject([{}, { id: 8, failure: { code: "tooLarge" } }])
  })

  it("measures depth as a reader of JSON would", () => {
    expect(exceedsDepth('{"a":[["[[[[[[","\\"[[[[["]]}', 3)).toBe(false)
    expect(exceedsDepth('{"a":[[[1]]]}', 3)).toBe(true)
    expect(exceedsDepth("[[],[],[],[]]", 2)).toBe(false)
  })
})

describe("a client", () => {
  it("fails its calls when the other end speaks another version", async () => {
    const [client, end] = memoryPair()
    end.onMessage((text) => {
      if (String(text).includes('"hello"')) end.send('{"type":"hello","protocol":99}')
    })
    await expect(connect(sample, client).add({ a: 1, b: 2 }).result).rejects.toMatchObject({
      failure: { code: "version" },
    })
  })

  it("closes a connection on which nothing is heard", async () => {
    const [client] = memoryPair()
    let lost = 0
    const silent = connect(sample, client, { heartbeat: { milliseconds: 5, misses: 2 }, onHeartbeatLost: () => lost++ })
    await expect(silent.add({ a: 1, b: 2 }).result).rejects.toMatchObject({ failure: { code: "sessionLost" } })
    expect(lost).toBe(1)
  })

  it("infers its types from the contract", () => {
    const client = connect(sample, memoryPair()[0])
    expectTypeOf(client.add).parameter(0).toEqualTypeOf<{ a: number; b: number }>()
    expectTypeOf(client.add({ a: 1, b: 2 }).result).resolves.toEqualTypeOf<{ sum: number }>()
    // @ts-expect-error a procedure that does not exist
    expect(() => client.subtract({ a: 1, b: 2 })).toThrow()
  })
})
