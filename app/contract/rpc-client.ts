import { PROTOCOL_VERSION } from "./version"
import type { Failure } from "./failure"
import {
  decode,
  MAX_MESSAGE_CHARACTERS,
  mismatch,
  RemoteError,
  serverMessage,
  type ClientMessage,
  type Contract,
  type InputOf,
  type OutputOf,
  type Procedure,
  type ProgressOf,
  type ServerMessage,
  type StopSignal,
  type Transport,
  versionFailure,
} from "./rpc-wire"

declare function setInterval(run: () => void, milliseconds: number): { unref?(): void } | number
declare function clearInterval(timer: { unref?(): void } | number): void

/**
 * A call under way. Iterate it for its progress: the server sends only as fast as the iteration consumes. A caller who asks for `result` and does not iterate
 * gets no progress, and the server does not wait. The iteration ends quietly when the call ends, however it ends; `result` tells how.
 */
export interface Call<Item, Output> extends AsyncIterable<Item> {
  /** Rejects with `RemoteError`. */
  readonly result: Promise<Output>
}

export interface CallOptions {
  readonly signal?: StopSignal
}

export type Client<C extends Contract> = {
  readonly [P in keyof C]: (input: InputOf<C[P]>, options?: CallOptions) => Call<ProgressOf<C[P]>, OutputOf<C[P]>>
}

export interface ConnectOptions {
  readonly maxMessageCharacters?: number
  /** What open and later calls fail with once the transport closed. */
  readonly closedFailure?: () => Failure
  /** Pings at this interval; nothing heard for `misses` intervals closes the transport. */
  readonly heartbeat?: { readonly milliseconds: number; readonly misses: number }
  readonly onHeartbeatLost?: () => void
  /** A message that fits nothing arrived; it was ignored. */
  readonly onMalformed?: (reason: string) => void
}

/** Calls the procedures of `contract` over `transport`: `client["files.open"]({ fileId }).result`. */
export function connect<C extends Contract>(
  contract: C,
  transport: Transport,
  options: ConnectOptions = {},
): Client<C> {
  const connection = new Connection(transport, options)
  const methods = Object.entries(contract).map(([method, procedure]) => [
    method,
    (input: unknown, callOptions?: CallOptions) => connection.call(method, procedure, input, callOptions ?? {}),
  ])
  return Object.fromEntries(methods) as Client<C>
}

class Connection {
  readonly #transport: Transport
  readonly #options: ConnectOptions
  readonly #limit: number
  readonly #calls = new Map<number, ClientCall>()
  #nextId = 1
  #ended: Failure | null = null
  #heard = true
  #missed = 0
  #heartbeat: { unref?(): void } | number | null = null

  constructor(transport: Transport, options: ConnectOptions) {
    this.#transport = transport
    this.#options = options
    this.#limit = options.maxMessageCharacters ?? MAX_MESSAGE_CHARACTERS
    transport.onMessage((data) => this.#receive(data))
    transport.onClose(() => this.#end(this.#options.closedFailure?.() ?? closedFailure()))
    this.#send({ type: "hello", protocol: PROTOCOL_VERSION })
    if (options.heartbeat !== undefined) this.#startHeartbeat(options.heartbeat)
  }

  call(method: string, procedure: Procedure, input: unknown, { signal }: CallOptions): Call<unknown, unknown> {
    const id = this.#nextId++
    const cancel = (): void => {
      if (this.#calls.has(id)) this.#send({ type: "cancel", id })
    }
    const call = new ClientCall(method, procedure, {
      credit: (count) => this.#send({ type: "credit", id, count }),
      cancel,
      ended: () => {
        this.#calls.delete(id)
        signal?.removeEventListener("abort", cancel)
      },
    })
    if (this.#ended !== null) call.fail(this.#ended)
    else if (signal?.aborted === true) call.fail({ code: "cancelled", message: "The call was cancelled" })
    else {
      this.#calls.set(id, call)
      signal?.addEventListener("abort", cancel, { once: true })
      this.#request(id, method, input, call)
    }
    return call
  }

  #request(id: number, method: string, input: unknown, call: ClientCall): void {
    const text = JSON.stringify({ type: "request", id, method, input } satisfies ClientMessage)
    if (text.length <= this.#limit) this.#transport.send(text)
    else
      call.fail({
        code: "tooLarge",
        message: `A message of ${text.length} characters exceeds the limit of ${this.#limit}`,
      })
  }

  #send(message: ClientMessage): void {
    this.#transport.send(JSON.stringify(message))
  }

  #receive(data: unknown): void {
    this.#heard = true
    const decoded = decode(data, this.#limit)
    if (!decoded.ok) return this.#options.onMalformed?.(decoded.reason)
    const parsed = serverMessage.safeParse(decoded.value)
    if (!parsed.success) return this.#options.onMalformed?.(mismatch(parsed.error))
    this.#dispatch(parsed.data)
  }

  #dispatch(message: ServerMessage): void {
    switch (message.type) {
      case "hello":
        if (message.protocol !== PROTOCOL_VERSION) this.#end(versionFailure(message.protocol))
        return
      case "progress":
        return this.#calls.get(message.id)?.receive(message.item)
      case "success":
        return this.#calls.get(message.id)?.succeed(message.output)
      case "failure":
        if (message.id === null) return this.#options.onMalformed?.(message.failure.message)
        return this.#calls.get(message.id)?.fail(message.failure)
      case "pong":
        return
    }
  }

  #end(failure: Failure): void {
    if (this.#ended !== null) return
    this.#ended = failure
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
    for (const call of [...this.#calls.values()]) call.fail(failure)
  }

  #startHeartbeat({ milliseconds, misses }: { milliseconds: number; misses: number }): void {
    const timer = setInterval(() => {
      this.#missed = this.#heard ? 0 : this.#missed + 1
      this.#heard = false
      if (this.#missed < misses) return this.#send({ type: "ping" })
      this.#options.onHeartbeatLost?.()
      this.#transport.close()
    }, milliseconds)
    if (typeof timer === "object") timer.unref?.()
    this.#heartbeat = timer
  }
}

function closedFailure(): Failure {
  return { code: "sessionLost", message: "The connection to the program was lost" }
}

interface CallControl {
  credit(count: number): void
  cancel(): void
  ended(): void
}

class ClientCall implements Call<unknown, unknown> {
  readonly #method: string
  readonly #procedure: Procedure
  readonly #control: CallControl
  readonly #items: unknown[] = []
  readonly #result: Promise<unknown>
  #resolve: (output: unknown) => void = () => undefined
  #reject: (error: RemoteError) => void = () => undefined
  #wake: (() => void) | null = null
  #over = false
  #iterated = false
  #resultAsked = false

  constructor(method: string, procedure: Procedure, control: CallControl) {
    this.#method = method
    this.#procedure = procedure
    this.#control = control
    this.#result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Someone who only iterates is not to be punished with an unhandled rejection.
    this.#result.catch(() => undefined)
  }

  get result(): Promise<unknown> {
    this.#resultAsked = true
    if (!this.#iterated && this.#items.length > 0) this.#control.credit(this.#items.splice(0).length)
    return this.#result
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void, void> {
    this.#iterated = true
    try {
      for (;;) {
        if (this.#items.length > 0) {
          yield this.#items.shift()
          if (!this.#over) this.#control.credit(1)
        } else if (this.#over) return
        else await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      // A reader who leaves early no longer consumes; the server must not wait for it.
      this.#iterated = false
      this.#resultAsked = true
      if (!this.#over && this.#items.length > 0) this.#control.credit(this.#items.splice(0).length)
    }
  }

  receive(item: unknown): void {
    const parsed = this.#procedure.progress.safeParse(item)
    if (!parsed.success) {
      this.#control.cancel()
      return this.fail(contractFailure(`progress of ${this.#method}`, mismatch(parsed.error)))
    }
    if (this.#resultAsked && !this.#iterated) return this.#control.credit(1)
    this.#items.push(parsed.data)
    this.#notify()
  }

  succeed(output: unknown): void {
    const parsed = this.#procedure.output.safeParse(output)
    if (!parsed.success) return this.fail(contractFailure(`answer of ${this.#method}`, mismatch(parsed.error)))
    this.#finish()
    this.#resolve(parsed.data)
  }

  fail(failure: Failure): void {
    this.#finish()
    this.#reject(new RemoteError(failure))
  }

  #finish(): void {
    this.#over = true
    this.#control.ended()
    this.#notify()
  }

  #notify(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}

function contractFailure(what: string, why: string): Failure {
  return { code: "internal", message: `The ${what} does not fit the contract`, given: why }
}
