import type { Failure } from "../../contract"
import type { HostEnd } from "./launcher"
import { formatBytes } from "./memory"

/** Why the supervisor itself ended a host; "none" when the host ended on its own. */
export type KillReason =
  | { readonly why: "none" }
  | { readonly why: "forced" }
  | { readonly why: "restarted" }
  | { readonly why: "closed" }
  | { readonly why: "memory"; readonly bytes: number }
  | { readonly why: "silent" }
  | { readonly why: "faulty"; readonly what: string }

/** Exit statuses that native/src and host.ts choose; see security notes on the process model. */
export const EXIT_INTERNAL = 86
export const EXIT_MEMORY = 87

const SIGNAL_OF_STATUS: Readonly<Record<number, string>> = {
  132: "SIGILL",
  134: "SIGABRT",
  135: "SIGBUS",
  136: "SIGFPE",
  137: "SIGKILL",
  139: "SIGSEGV",
  143: "SIGTERM",
  // Electron's exit event gives the bare signal number.
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  15: "SIGTERM",
  // Windows: access violation, stack overflow, fail-fast.
  3221225477: "SIGSEGV",
  3221225725: "SIGSEGV",
  3221226505: "SIGABRT",
}

const OUT_OF_MEMORY = /cannot allocate|out of memory|heap limit|bad_alloc|memory_manager/i
const NUMBER_OVERFLOW = /overflow in mpz|gmp: overflow/i

/** The end of a host in one sentence, with what to do, as the failure of the cell that ran in it. */
export function causeOfEnd(end: HostEnd, reason: KillReason, limit: number): Failure {
  switch (reason.why) {
    case "forced":
      return lost("The session was ended by Force stop")
    case "restarted":
      return lost("The session was restarted")
    case "closed":
      return lost("The notebook was closed")
    case "memory":
      return memory(
        `The session used ${formatBytes(reason.bytes)}, more than its memory limit of ${formatBytes(limit)}`,
      )
    case "silent":
      return lost("The session's process no longer answered and was ended")
    case "faulty":
      return { ...lost("The session's process sent what no session sends and was ended"), given: reason.what }
    case "none":
      return ownEnd(end, limit)
  }
}

function ownEnd({ code, signal, stderr }: HostEnd, limit: number): Failure {
  if (code === EXIT_MEMORY || OUT_OF_MEMORY.test(stderr)) {
    return memory(`The session reached its memory limit of ${formatBytes(limit)}`)
  }
  if (NUMBER_OVERFLOW.test(stderr)) {
    return {
      code: "tooLarge",
      message: "A number outgrew what the arithmetic library can hold (2^37 bits)",
      hint: "Ask for a smaller one, or for it modulo an integer",
    }
  }
  if (code === EXIT_INTERNAL)
    return withDetail(lost("The arithmetic library met a fault it cannot recover from"), stderr)
  const name = signal ?? (code === null ? null : (SIGNAL_OF_STATUS[code] ?? null))
  if (name !== null) return withDetail(lost(sentenceOfSignal(name)), stderr)
  if (code === null) return withDetail(lost("The session's process could not be started"), stderr)
  if (code === 0) return lost("The session's process ended by itself")
  return withDetail(lost(`The session's process ended with status ${code}`), stderr)
}

function sentenceOfSignal(signal: string): string {
  switch (signal) {
    case "SIGABRT":
      return "The session's process aborted (SIGABRT): a library gave up inside the computation"
    case "SIGSEGV":
    case "SIGBUS":
      return `The session's process crashed (${signal}): it touched memory that is not its own, or its stack was full`
    case "SIGFPE":
      return "The session's process crashed (SIGFPE): a library divided by zero"
    case "SIGILL":
      return "The session's process crashed (SIGILL): this processor lacks an instruction"
    case "SIGKILL":
      return "The session's process was killed from outside (SIGKILL), most likely because the machine ran out of memory"
    default:
      return `The session's process was ended from outside (${signal})`
  }
}

function lost(message: string): Failure {
  return { code: "sessionLost", message, hint: "The notebook is whole; run the cells again whose values are missing" }
}

function memory(message: string): Failure {
  return { code: "memory", message, hint: "Ask for a smaller order, or raise the limit in the session's menu" }
}

function withDetail(failure: Failure, stderr: string): Failure {
  const line = stderr.trim().split("\n").at(-1)?.slice(0, 300) ?? ""
  return line === "" ? failure : { ...failure, given: line }
}
