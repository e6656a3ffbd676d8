import { z } from "zod"
import { failure, type Failure, type FailureCode } from "./failure"
import { PROTOCOL_VERSION } from "./version"

/** Carries texts both ways, in order. A listener is set once, before anything arrives: a transport keeps what comes earlier. */
export interface Transport {
  /** Never throws; what is sent after closing is dropped. */
  send(text: string): void
  /** `data` is whatever arrived; anything but a text is malformed. */
  onMessage(listener: (data: unknown) => void): void
  /** Called once, however it closed. */
  onClose(listener: () => void): void
  close(): void
  /** Bytes handed over and not yet sent, where the transport knows. */
  readonly buffered?: () => number
}

export interface Procedure {
  readonly input: z.ZodType
  readonly progress: z.ZodType
  readonly output: z.ZodType
}
export type Contract = Readonly<Record<string, Procedure>>
export type InputOf<P extends Procedure> = z.input<P["input"]>
export type ParsedInputOf<P extends Procedure> = z.output<P["input"]>
export type ProgressOf<P extends Procedure> = z.output<P["progress"]>
export type OutputOf<P extends Procedure> = z.output<P["output"]>

/** The part of AbortSignal that calls need; the platform's own fits. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: "abort", listener: () => void): void
}

/** A failure that crossed, or is about to cross, a process boundary. Handlers throw it to answer with exactly this failure. */
export class RemoteError extends Error {
  override readonly name = "RemoteError"
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }

  get code(): FailureCode {
    return this.failure.code
  }

  static of(code: FailureCode, message: string, details: Partial<Failure> = {}): RemoteError {
    return new RemoteError({ ...details, code, message })
  }
}

/** Characters of one message; larger values are pulled by windows. */
export const MAX_MESSAGE_CHARACTERS = 64 * 1024 * 1024
/** Levels of arrays and objects in a message. Beyond some 3,000 the platform's own functions fail. */
export const MAX_MESSAGE_DEPTH = 64
/** Items that a server may send before the first credit comes back. */
export const INITIAL_CREDITS = 16

const callNumber = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

export const clientMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), protocol: z.number().int() }),
  z.strictObject({ type: z.literal("request"), id: callNumber, method: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal("cancel"), id: callNumber }),
  z.strictObject({ type: z.literal("credit"), id: callNumber, count: z.number().int().positive().max(1_000_000) }),
  z.strictObject({ type: z.literal("ping") }),
])
export type ClientMessage = z.infer<typeof clientMessage>

export const serverMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), protocol: z.number().int() }),
  z.strictObject({ type: z.literal("progress"), id: callNumber, item: z.unknown() }),
  z.strictObject({ type: z.literal("success"), id: callNumber, output: z.unknown() }),
  /** `id` is null when a message was too broken to tell which call it meant. */
  z.strictObject({ type: z.literal("failure"), id: callNumber.nullable(), failure }),
  z.strictObject({ type: z.literal("pong") }),
])
export type ServerMessage = z.infer<typeof serverMessage>

export type Decoded = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string }

/** Text to JSON value, within the limits of size and depth. Cost: one pass over the text that skips strings, and JSON.parse. */
export function decode(data: unknown, maxCharacters = MAX_MESSAGE_CHARACTERS): Decoded {
  if (typeof data !== "string") return { ok: false, reason: "A message must be a text" }
  if (data.length > maxCharacters) {
    return { ok: false, reason: `A message of ${data.length} characters exceeds the limit of ${maxCharacters}` }
  }
  if (exceedsDepth(data, MAX_MESSAGE_DEPTH)) {
    return { ok: false, reason: `A message may nest at most ${MAX_MESSAGE_DEPTH} levels` }
  }
  try {
    return { ok: true, value: JSON.parse(data) as unknown }
  } catch {
    return { ok: false, reason: "A message must be JSON" }
  }
}

/**
 * Whether arrays and objects nest deeper than `limit`. Looks at the text, since parsing tens of millions of open brackets would take
 * gigabytes before anything could refuse them.
 */
export function exceedsDepth(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x22) at = endOfString(text, at)
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > limit) return true
    } else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return false
}

/** Position of the quote that closes the string opened at `from`; the text's length when none does. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++
    if (slashes % 2 === 0) return quote
  }
  return text.length
}

/** Where and why a value does not fit its schema, in one line. */
export function mismatch(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return "it does not fit"
  const path = issue.path.map(String).join(".")
  return path === "" ? issue.message : `${path}: ${issue.message}`
}

/** The failure when the two ends do not speak the same version; `theirs` is null when nothing was said yet. */
export function versionFailure(theirs: number | null): Failure {
  const given = theirs === null ? "the other end has not said its version" : `the other end speaks version ${theirs}`
  return {
    code: "version",
    message: `Both ends must speak version ${PROTOCOL_VERSION} of the contract`,
    given,
    hint: "Close all windows of the program and start it again",
  }
}
