import { PROTOCOL_VERSION } from "./version"
import type { Failure } from "./failure"
import {
  clientMessage,
  decode,
  INITIAL_CREDITS,
  MAX_MESSAGE_CHARACTERS,
  mismatch,
  RemoteError,
  type ClientMessage,
  type Contract,
  type OutputOf,
  type ParsedInputOf,
  type ProgressOf,
  type ServerMessage,
  type StopSignal,
  type Transport,
  versionFailure,
} from "./rpc-wire"

declare const AbortController: new () => { readonly signal: StopSignal; abort(): void }

/** What a handler has of its call. */
export interface CallScope<Item> {
  /** Sends an item; resolves once it is sent, that is when the reader has given credit. Rejects when the call was cancelled. */
  readonly emit: (item: Item) => Promise<void>
  /** Sends an item when there is credit; until then a later one with the same key takes its place. */
  readonly offer: (key: string, item: Item) => void
  /** Fires on cancel and when the transport closes. */
  readonly signal: StopSignal
}

export type Handlers<C extends Contract> = {
  readonly [P in keyof C]: (
    input: ParsedInputOf<C[P]>,
    scope: CallScope<ProgressOf<C[P]>>,
  ) => Promise<OutputOf<C[P]>> | OutputOf<C[P]>
}

export interface ServeOptions {
  readonly maxMessageCharacters?: number
  readonly maxCalls?: number
  /** Gets what a handler threw without meaning to, with the id that the failure's message carries. */
  readonly log?: (id: string, error: unknown) => void
  /** Malformed messages so far, each time there is one more. */
  readonly onMalformed?: (count: number, reason: string) => void
}

export interface Served {
  readonly openCalls: number
  close(): void
}

interface Waiting<Item> {
  readonly key: string | null
  item: Item
  sent(): void
  dropped(error: RemoteError): void
}

/** Answers the calls of one transport by `handlers` until the transport closes. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  transport: Transport,
  options: ServeOptions = {},
): Served {
  const calls = new Map<number, ServerCall>()
  const limit = options.maxMessageCharacters ?? MAX_MESSAGE_CHARACTERS
  const maxCalls = options.maxCalls ?? 1024
  let agreed = false
  let malformed = 0
  let faults = 0

  const send = (message: ServerMessage): void => transport.send(JSON.stringify(message))
  const fail = (id: number | null, failure: Failure): void => send({ type: "failure", id, failure })
  const refuse = (id: number | null, reason: string): void => {
    options.onMalformed?.(++malformed, reason)
    fail(id, { code: "invalidInput", message: reason })
  }

  const asFailure = (error: unknown): Failure => {
    if (error instanceof RemoteError) return error.failure
    const id = `${Date.now().toString(36)}-${++faults}`
    options.log?.(id, error)
    return {
      code: "internal",
      message: `Something went wrong inside the program (${id})`,
      hint: "The log has the details under this number",
    }
  }

  const start = (id: number, method: string, input: unknown): void => {
    if (!agreed) return fail(id, versionFailure(null))
    if (calls.has(id)) return refuse(id, `Call ${id} is already open`)
    const procedure = Object.hasOwn(contract, method) ? contract[method] : undefined
    if (procedure === undefined) return refuse(id, "There is no procedure of this name")
    if (calls.size >= maxCalls) {
      return fail(id, { code: "tooLarge", message: `At most ${maxCalls} calls may be open at once` })
    }
    const parsed = procedure.input.safeParse(input)
    if (!parsed.success) return refuse(id, `The input of ${method} does not fit: ${mismatch(parsed.error)}`)
    const call = new ServerCall(id, transport, limit)
    calls.set(id, call)
    const handler = handlers[method] as (input: unknown, scope: CallScope<unknown>) => unknown
    void answer(call, async () => handler(parsed.data, call))
  }

  const answer = async (call: ServerCall, run: () => Promise<unknown>): Promise<void> => {
    try {
      const output = await run()
      await call.drain()
      if (calls.get(call.id) !== call) return
      const text = JSON.stringify({ type: "success", id: call.id, output } satisfies ServerMessage)
      if (text.length > limit)
        throw RemoteError.of("tooLarge", `The answer of ${text.length} characters exceeds the limit of ${limit}`)
      calls.delete(call.id)
      transport.send(text)
    } catch (error) {
      const failure = asFailure(error)
      if (calls.get(call.id) !== call) return
      calls.delete(call.id)
      fail(call.id, failure)
    }
  }

  const cancel = (id: number): void => {
    const call = calls.get(id)
    if (call === undefined) return
    calls.delete(id)
    call.cancel()
    fail(id, { code: "cancelled", message: "The call was cancelled" })
  }

  const receive = (message: ClientMessage): void => {
    switch (message.type) {
      case "hello":
        agreed = message.protocol === PROTOCOL_VERSION
        return send({ type: "hello", protocol: PROTOCOL_VERSION })
      case "request":
        return start(message.id, message.method, message.input)
      case "cancel":
        return cancel(message.id)
      case "credit":
        return calls.get(message.id)?.addCredit(message.count)
      case "ping":
        return send({ type: "pong" })
    }
  }

  const end = (): void => {
    const open = [...calls.values()]
    calls.clear()
    for (const call of open) call.cancel()
  }

  transport.onMessage((data) => {
    const decoded = decode(data, limit)
    if (!decoded.ok) return refuse(null, decoded.reason)
    const parsed = clientMessage.safeParse(decoded.value)
    if (!parsed.success) return refuse(callIdOf(decoded.value), `The message does not fit: ${mismatch(parsed.error)}`)
    receive(parsed.data)
  })
  transport.onClose(end)
  return {
    get openCalls() {
      return calls.size
    },
    close: () => {
      end()
      transport.close()
    },
  }
}

function callIdOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("id" in value)) return null
  const { id } = value
  return typeof id === "number" && Number.isSafeInteger(id) && id >= 0 ? id : null
}

/** One open call: its credit, the items that wait for it, and its signal. */
class ServerCall implements CallScope<unknown> {
  readonly id: number
  readonly #transport: Transport
  readonly #limit: number
  readonly #controller = new AbortController()
  readonly #waiting: Waiting<unknown>[] = []
  #credits = INITIAL_CREDITS
  #drained: (() => void)[] = []

  constructor(id: number, transport: Transport, limit: number) {
    this.id = id
    this.#transport = transport
    this.#limit = limit
  }

  get signal(): StopSignal {
    return this.#controller.signal
  }

  // Arrow functions, since handlers take them out of the scope object.
  readonly emit = (item: unknown): Promise<void> => {
    if (this.signal.aborted) return Promise.reject(cancelledError())
    const sent = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ key: null, item, sent: resolve, dropped: reject })
    })
    // A handler that does not wait for the item learns of the cancel from its signal.
    sent.catch(() => undefined)
    this.#flush()
    return sent
  }

  readonly offer = (key: string, item: unknown): void => {
    if (this.signal.aborted) return
    const waiting = this.#waiting.find((entry) => entry.key === key)
    if (waiting !== undefined) waiting.item = item
    else this.#waiting.push({ key, item, sent: () => undefined, dropped: () => undefined })
    this.#flush()
  }

  addCredit(count: number): void {
    this.#credits += count
    this.#flush()
  }

  /** Resolves when everything emitted is sent. What was only offered and still waits is dropped: the answer replaces it. */
  drain(): Promise<void> {
    const kept = this.#waiting.filter((entry) => entry.key === null)
    this.#waiting.splice(0, this.#waiting.length, ...kept)
    if (kept.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#drained.push(resolve))
  }

  cancel(): void {
    this.#controller.abort()
    for (const entry of this.#waiting.splice(0)) entry.dropped(cancelledError())
    this.#finishDrain()
  }

  #flush(): void {
    while (this.#credits > 0) {
      const entry = this.#waiting.shift()
      if (entry === undefined) break
      this.#sendItem(entry)
    }
    if (this.#waiting.length === 0) this.#finishDrain()
  }

  #sendItem(entry: Waiting<unknown>): void {
    const text = JSON.stringify({ type: "progress", id: this.id, item: entry.item } satisfies ServerMessage)
    if (text.length > this.#limit) {
      entry.dropped(
        RemoteError.of("tooLarge", `An item of ${text.length} characters exceeds the limit of ${this.#limit}`),
      )
      return
    }
    this.#credits--
    this.#transport.send(text)
    entry.sent()
  }

  #finishDrain(): void {
    for (const resolve of this.#drained.splice(0)) resolve()
  }
}

function cancelledError(): RemoteError {
  return RemoteError.of("cancelled", "The call was cancelled")
}
