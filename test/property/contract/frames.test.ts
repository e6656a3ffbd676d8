import fc from "fast-check"
import { expect, it } from "vitest"
import { decode, memoryPair, serve, type Handlers } from "../../../app/contract/rpc"
import { sessionContract, type SessionContract } from "../../../app/contract/session"
import { PROTOCOL_VERSION } from "../../../app/contract/version"

/** What arrives on a channel may be anything: a server answers it, or ignores it, and goes on. */
const RUNS = 2000 * Number(process.env["TEST_MULTIPLIER"] ?? 1)

const hello = JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION })
const methods = Object.keys(sessionContract)

const json = fc.jsonValue({ maxDepth: 4 })
const message = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc
    .record({
      type: fc.constantFrom("request", "cancel", "credit", "ping", "hello", "success", "progress", "failure", "pong"),
      id: fc.oneof(fc.nat(50), fc.constantFrom(-1, 0.5, 2 ** 60, null)),
      method: fc.oneof(fc.constantFrom(...methods, "__proto__", "constructor", "toString"), fc.string()),
      input: fc.oneof(json, fc.record({ handle: fc.string(), from: fc.integer(), count: fc.integer() })),
      count: fc.integer(),
      protocol: fc.integer(),
    })
    .map((value) => JSON.stringify(value)),
  fc.string(),
)
/** A message with some characters changed, cut or doubled. */
const mutated = fc.tuple(message, fc.nat(), fc.nat(3), fc.string({ maxLength: 3 })).map(([text, at, cut, insert]) => {
  const place = at % (text.length + 1)
  return text.slice(0, place) + insert + text.slice(place + cut)
})

/** Handlers that answer anything, so that whatever gets through the schemas is seen to fit them. */
function handlers(seen: (method: string, input: unknown) => void): Handlers<SessionContract> {
  const entries = methods.map((method) => [
    method,
    (input: unknown) => (seen(method, input), new Promise(() => undefined)),
  ])
  return Object.fromEntries(entries) as Handlers<SessionContract>
}

it("any sequence of frames leaves a server that answers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(message, mutated), { maxLength: 20 }), async (frames) => {
      const [client, end] = memoryPair()
      const answers: string[] = []
      serve(
        sessionContract,
        handlers((method, input) => {
          expect(methods).toContain(method)
          expect(sessionContract[method as keyof SessionContract].input.safeParse(input).success).toBe(true)
        }),
        end,
      )
      client.onMessage((text) => answers.push(String(text)))
      for (const text of [hello, ...frames, hello]) client.send(text)
      client.send('{"type":"ping"}')
      await new Promise((resolve) => setImmediate(resolve))
      expect(answers.at(-1)).toBe('{"type":"pong"}')
      for (const answer of answers) expect(() => JSON.parse(answer) as unknown).not.toThrow()
      client.close()
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  )
})

/** What JSON.parse reads, written again; undefined when it refuses. */
function parsed(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return undefined
  }
}

it("decode never throws, and takes what JSON.parse takes within the limits", () => {
  fc.assert(
    fc.property(fc.oneof(message, mutated, fc.string(), fc.anything()), (data) => {
      const decoded = decode(data, 1000)
      const expected = typeof data === "string" && data.length <= 1000 ? parsed(data) : undefined
      return decoded.ok ? JSON.stringify(decoded.value) === expected : expected === undefined
    }),
    { numRuns: RUNS },
  )
})
