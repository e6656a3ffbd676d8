import { writeSync } from "node:fs"
import type { SessionEngine, ThreadServices } from "../../../app/main/session/engine"
import { serveThread } from "../../../app/main/session/thread"
import { EngineError } from "../../../app/engine/errors"

/**
 * An evaluator thread whose language is trouble: each line of a cell is a command that makes the host do one thing that a host may do. Part of the tests
 * only; the product's host knows none of these.
 */
class Trouble {
  readonly #services: ThreadServices
  readonly variables = new Map<string, string>()
  readonly ballast: Buffer[] = []
  changed = new Set<string>()
  assigned: string[] = []
  prefix = ""

  constructor(services: ThreadServices) {
    this.#services = services
  }

  run(line: string, put: (text: string) => void): void {
    const [command = "", ...rest] = line.trim().split(" ")
    const argument = rest.join(" ")
    switch (command) {
      case "":
        return
      case "set":
        return this.#set(rest[0] ?? "", rest.slice(1).join(" "))
      case "get":
        return put(this.variables.get(argument) ?? argument)
      case "put":
        return put(argument)
      case "fail":
        throw new EngineError("domain", argument)
      case "fault":
        throw new TypeError(argument)
      case "spin": // a loop of ours: it polls
        for (;;) this.#services.poll()
      case "pause": {
        const until = performance.now() + Number(argument)
        while (performance.now() < until) this.#services.poll()
        return
      }
      case "count": {
        Atomics.store(this.#services.control, 1, 1)
        for (let n = 1; ; n++) {
          this.#services.poll()
          Atomics.store(this.#services.control, 2, n)
        }
      }
      case "hang": // a library: it does not
        for (;;) Math.sqrt(2)
      case "say":
        writeSync(2, `${argument}\n`)
        return
      case "signal":
        process.kill(process.pid, argument as NodeJS.Signals)
        for (;;) Math.sqrt(2)
      case "exit":
        process.exit(Number(argument))
      case "flood":
        for (let n = 0; n < Number(argument); n++) put(`line ${n}`)
        return
      case "eat":
        for (;;) this.ballast.push(Buffer.alloc(32 * 1024 ** 2, 1))
      case "long":
        return put(this.#services.longCall("factor", argument))
      case "read":
        return put(this.#services.readFile(argument))
      default:
        throw new EngineError("syntax", `There is no command ${command}`)
    }
  }

  #set(name: string, value: string): void {
    this.variables.set(name, value)
    this.changed.add(name)
    this.assigned.push(name)
  }

  list() {
    return [...this.variables].map(([name, text]) => ({ name, text, kind: "string", order: null, bytes: text.length }))
  }
}

const KILOBYTE_LIMIT = 1000

function troubleEngine(services: ThreadServices): SessionEngine {
  const session = new Trouble(services)
  const memory = { resident: 0, native: 0, nativePeak: 0 }
  return {
    engine: "trouble",
    stages: ["", "counting"],
    "session.start": ({ handlePrefix }) => {
      session.prefix = handlePrefix
      return { pid: 0, engine: "trouble", milliseconds: 0 }
    },
    "session.evaluate": ({ source }, emit) => {
      const begun = performance.now()
      session.assigned = []
      const put = (text: string): void => emit({ kind: "output", output: { kind: "text", text } })
      const result = (ended: "done" | "failed" | "stopped", error?: EngineError) => ({
        ended,
        ...(error === undefined ? {} : { failure: error.toFailure() }),
        milliseconds: performance.now() - begun,
        assigned: session.assigned,
        defines: session.assigned,
        uses: [],
        variables: session.list(),
        memory,
      })
      try {
        for (const line of source.split("\n")) session.run(line, put)
        return result("done")
      } catch (error) {
        if (!(error instanceof EngineError)) throw error
        return result(error.code === "cancelled" ? "stopped" : "failed", error)
      }
    },
    "session.compute": ({ source }) => {
      const texts: string[] = []
      try {
        for (const line of source.split("\n"))
          session.run(line.replace(/^(\w+)\((.*)\);$/, "$1 $2"), (text) => texts.push(text))
        return {
          ended: "done",
          values: JSON.stringify(texts.map((text) => ({ kind: "string", text, latex: "" }))),
          printed: [],
        }
      } catch (error) {
        if (!(error instanceof EngineError)) throw error
        return {
          ended: error.code === "cancelled" ? "stopped" : "failed",
          failure: error.toFailure(),
          values: "[]",
          printed: [],
        }
      }
    },
    "session.longCall": ({ operands }) => {
      if (operands === "slow") for (;;) Math.sqrt(2)
      if (operands === "refuse") throw new EngineError("tooLarge", "It is too large")
      return { value: [...operands].reverse().join("") }
    },
    "session.terms": ({ from }) => ({ terms: [{ exponent: String(from), coefficient: "1" }], total: 100 }),
    "session.rows": () => ({ rows: [], total: 0 }),
    "session.items": () => ({ items: [], total: 0 }),
    "session.coefficient": () => ({ text: "1" }),
    "session.copy": () => ({ text: "q", characters: 1 }),
    "session.copyVariable": () => ({ text: "q", characters: 1 }),
    "session.view": () => ({ output: { kind: "text", text: "view" } }),
    "session.variables": () => ({ variables: session.list() }),
    "session.snapshot": (_, emit) => {
      const notKept = []
      for (const name of session.changed) {
        const data = session.variables.get(name) ?? ""
        if (data.length > KILOBYTE_LIMIT) notKept.push({ name, why: "it is larger than the limit" })
        else emit({ name, data })
      }
      session.changed = new Set(notKept.map(({ name }) => name))
      return { names: [...session.variables.keys()], notKept }
    },
    "session.restore": ({ entries }) => {
      for (const { name, data } of entries) session.variables.set(name, data)
      return { restored: entries.map(({ name }) => name), notRestored: [], variables: session.list() }
    },
    "session.setMemoryLimit": () => ({}),
    "session.release": () => ({}),
  }
}

serveThread(troubleEngine)
