import fc from "fast-check"
import { expect, test } from "vitest"
import { notebookContract, PROTOCOL_VERSION, type NotebookContract } from "../../../app/contract"
import { memoryPair, serve, type Handlers } from "../../../app/contract/rpc"

/**
 * What a page could send, a page that was taken over included: messages of the contract, the same with something changed, and anything else. The main side answers or
 * ignores each, hands to its handlers nothing that does not fit, and goes on.
 */
const methods = Object.keys(notebookContract) as (keyof NotebookContract)[]

/** Ten thousand messages, and in the long run, whose multiplier is 20, a million. */
const multiplier = Number(process.env["TEST_MULTIPLIER"] ?? 1)
const BATCHES = multiplier > 1 ? Math.ceil(250 * multiplier) : 50
const BATCH = 200

const id = fc.constantFrom("c1", "doc-1", "", "x".repeat(65), "../x", "__proto__", "a b", "\0")
const value: fc.Arbitrary<unknown> = fc.oneof(
  id,
  fc.constantFrom(
    0,
    1,
    -1,
    4096,
    4097,
    0.5,
    2 ** 53,
    1e308,
    null,
    true,
    [],
    {},
    "q",
    "keepMine",
    "html",
    "plot",
    "latex",
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
const KEYS = [
  "documentId",
  "outputId",
  "cellId",
  "cellIds",
  "from",
  "count",
  "modulus",
  "exponent",
  "dialect",
  "terms",
  "view",
  "choice",
  "format",
  "fileId",
  "folderId",
  "name",
  "text",
  "json",
  "page",
  "revision",
  "operations",
  "label",
  "bytes",
  "questionId",
  "allow",
  "versionId",
  "protocol",
]
const key = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "extra") },
)

/** An input that fits, for procedures whose inputs are easily told. */
const fitting = fc.constantFrom<[string, unknown]>(
  ["files.new", {}],
  ["files.recent", {}],
  ["app.settings", {}],
  ["app.hello", { protocol: PROTOCOL_VERSION }],
  ["files.browse", { fileId: null }],
  ["files.open", { fileId: "x" }],
  ["run.stop", { documentId: "doc-1" }],
  ["run.answer", { documentId: "doc-1", questionId: "q", allow: true }],
  ["run.cells", { documentId: "doc-1", cellIds: ["c1"] }],
  ["output.terms", { documentId: "doc-1", outputId: "o1", from: 0, count: 10 }],
  ["files.save", { documentId: "doc-1" }],
)

const request = fc.oneof(
  fitting,
  fc.tuple(
    fc.constantFrom<string>(...methods, "toString", "__proto__", "files.nothing"),
    fc.dictionary(key, value, { maxKeys: 5 }),
  ),
)
const mutated = fc
  .tuple(request, fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
  .map(([[method, input], at, cut, insert]) => {
    const text = JSON.stringify({ type: "request", id: 1, method, input })
    const place = at % text.length
    return text.slice(0, place) + insert + text.slice(place + cut)
  })

test("a server answers whatever a page sends, and its handlers see only what fits", async () => {
  const count = { handled: 0, refused: 0 }
  const handle = (method: keyof NotebookContract) => (input: unknown) => {
    count.handled++
    const fits = notebookContract[method].input.safeParse(input).success
    if (!fits || Object.getPrototypeOf(input) !== Object.prototype)
      throw new Error(`${method} was handed ${JSON.stringify(input)}`)
    throw new Error("handled")
  }
  // The type of an object made from entries does not say that it has them all.
  const entries: object = Object.fromEntries(methods.map((method) => [method, handle(method)]))
  const handlers = entries as Handlers<NotebookContract>
  const faults: unknown[] = []
  const log = (_id: string, error: unknown): void => {
    if (!(error instanceof Error) || error.message !== "handled") faults.push(error)
  }
  const one = fc.oneof(
    { weight: 6, arbitrary: request.map(([method, input]) => ({ method, input })) },
    { weight: 3, arbitrary: mutated },
    {
      weight: 1,
      arbitrary: fc.oneof(
        fc.string(),
        fc.jsonValue().map((json) => JSON.stringify(json)),
      ),
    },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: BATCH, maxLength: BATCH }), async (messages) => {
      const [client, end] = memoryPair()
      let answers = 0
      serve(notebookContract, handlers, end, { log, onMalformed: () => count.refused++ })
      client.onMessage((text) => void (answers += JSON.parse(String(text)) === null ? 0 : 1))
      client.send(JSON.stringify({ type: "hello", protocol: PROTOCOL_VERSION }))
      messages.forEach((message, at) =>
        client.send(
          typeof message === "string" ? message : JSON.stringify({ type: "request", id: at + 2, ...message }),
        ),
      )
      await new Promise((resolve) => setImmediate(resolve))
      expect(answers).toBeGreaterThan(BATCH / 2)
      client.close()
    }),
    { numRuns: BATCHES, endOnFailure: true },
  )
  expect(faults).toEqual([])
  const share = count.handled / (count.handled + count.refused)
  expect(share).toBeGreaterThan(0.05)
  expect(share).toBeLessThan(0.95)
}, 600_000)
