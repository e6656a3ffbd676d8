import { cpus, loadavg } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { cellId, type CellOutput, type CellRunState, type Output } from "../../../app/contract"
import { RemoteError } from "../../../app/contract/rpc"
import { childLauncher, HostPool, SessionSupervisor, type FileReader } from "../../../app/main/session"
import { bundle } from "../../support/bundle"

/** The product's own host with the real engine. */
let built: { folder: string; remove(): void }
let pool: HostPool
let session: Running
/** The process that was started last. */
let lastPid = 0

beforeAll(async () => {
  const root = join(import.meta.dirname, "../../..")
  process.env["DURFEE_ADDON"] = join(root, "build/native/release/durfee.node")
  built = await bundle({
    host: join(root, "app/main/session/host.ts"),
    "evaluator-thread": join(root, "app/main/session/evaluator-thread.ts"),
  })
  const launch = childLauncher(join(built.folder, "host.js"))
  const recorded = (): ReturnType<typeof launch> => {
    const host = launch()
    lastPid = host.pid ?? 0
    return host
  }
  pool = new HostPool(recorded, { keepSpare: false })
})

afterEach(() => session.supervisor.close())

afterAll(async () => {
  await pool.close()
  built.remove()
})

const OVER = ["done", "failed", "stopped", "lost"]

class Running {
  readonly supervisor: SessionSupervisor
  readonly #outputs = new Map<string, readonly CellOutput[]>()
  readonly works: CellRunState[] = []
  #waiting: (() => void)[] = []
  #cells = 0

  constructor(memoryLimit?: number, readFile?: FileReader) {
    const changed = (): void => this.wake()
    this.supervisor = new SessionSupervisor({
      pool,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(readFile === undefined ? {} : { readFile }),
      events: {
        session: changed,
        run: (run) => {
          if (run.work !== undefined) this.works.push(run)
          changed()
        },
        outputs: changed,
        ended: (cell, outputs) => this.#outputs.set(cell, outputs),
        variables: changed,
      },
    })
  }

  /** Has those who wait look again. */
  wake(): void {
    for (const look of this.#waiting.splice(0)) look()
  }

  start(source: string): string {
    const name = `cell-${++this.#cells}`
    this.supervisor.run([{ cellId: cellId.parse(name), source }])
    return name
  }

  state(name: string): CellRunState | undefined {
    return this.supervisor.runs.find((run) => run.cellId === name)
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  async end(name: string): Promise<CellRunState> {
    await this.until(() => OVER.includes(this.state(name)?.state ?? ""))
    const run = this.state(name)
    if (run === undefined) throw new TypeError(name)
    return run
  }

  /** Runs a cell that ends well and gives its outputs. */
  async outputs(source: string): Promise<Output[]> {
    const name = this.start(source)
    const run = await this.end(name)
    expect(run.failure).toBeUndefined()
    return (this.#outputs.get(name) ?? []).map(({ output }) => output)
  }

  async series(source: string) {
    const [output] = await this.outputs(source)
    if (output?.kind !== "series" || output.handle === null) throw new TypeError(`no series: ${JSON.stringify(output)}`)
    return { ...output, handle: output.handle }
  }
}

/** How many processes each processor has to serve: a figure for an idle machine is multiplied by it. */
function crowding(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / cpus().length)
}

describe("a session of the real engine", () => {
  it("answers 1 + 1", async () => {
    session = new Running()
    expect(await session.outputs("1 + 1;")).toMatchObject([{ kind: "formula", valueKind: "integer", text: "2" }])
  })

  it("shows a series and answers windows, copies and views of it", async () => {
    session = new Running()
    const { handle, order, termCount } = await session.series("P := 1/etaq(q, 1, 1000);")
    expect([order, termCount]).toEqual(["1000", 1000])
    const s = session.supervisor
    const { terms, total } = await s.terms(handle, 100, 2)
    expect(terms).toEqual([
      { exponent: "100", coefficient: "190569292" },
      { exponent: "101", coefficient: "214481126" },
    ])
    expect(total).toBe(1000)
    expect((await s.rows(handle, 99, 1, { modulus: 5, only: null, sort: null })).rows).toEqual([
      { n: "99", coefficient: "169229875", digits: 9, sign: 1, residue: "0" },
    ])
    expect((await s.coefficient(handle, "200")).text).toBe("3972999029388")
    expect((await s.copy(handle, "bfile", 4)).text).toBe("0 1\n1 1\n2 2\n3 3\n")
    expect((await s.view(handle, "residues", { modulus: 7, columns: 7 })).output).toMatchObject({
      picture: { zeroColumns: [5] },
    })
    await expect(s.coefficient(handle, "1000")).rejects.toMatchObject({ failure: { code: "precision" } })
    s.release([handle])
    await expect(s.terms(handle, 0, 1)).rejects.toMatchObject({ failure: { code: "notFound" } })
  })

  it("lists variables with the cell that set them, and what cells define and use", async () => {
    session = new Running()
    await session.outputs("a := 2; f := x -> x + a;")
    const run = await session.end(session.start("b := f(3);"))
    expect(session.supervisor.variables.map(({ name, text, kind, setBy }) => [name, text, kind, setBy])).toEqual([
      ["a", "2", "integer", "cell-1"],
      ["f", "x -> x + a", "procedure", "cell-1"],
      ["b", "5", "integer", "cell-2"],
    ])
    expect(run).toMatchObject({ defines: ["b"], uses: ["f"] })
    // By age: what was set last comes last, in the order of the text.
    await session.end(session.start("z := 1: a := 3:"))
    expect(session.supervisor.variables.map(({ name }) => name)).toEqual(["f", "b", "z", "a"])
    await session.end(session.start("g := series(1/(1-q),q,1000):"))
    const copied = (name: string, dialect: "plain" | "list", terms: number | null) =>
      session.supervisor.copyVariable(name, dialect, terms)
    expect((await copied("f", "plain", null)).text).toBe("x -> x + a")
    expect((await copied("g", "plain", 3)).text).toMatch(/^1 \+ q \+ q\^2 \+ /)
    expect((await copied("g", "list", null)).text.match(/1/g)).toHaveLength(1000)
    await expect(copied("gone", "plain", null)).rejects.toMatchObject({ failure: { code: "name", given: "gone" } })
  })

  it("gathers printed lines", async () => {
    session = new Running()
    const printed = await session.outputs('for i from 1 to 100000 do print("a line of words") od:')
    expect(printed.length).toBeLessThan(400)
  })

  it("keeps what a failed cell did before, and says where it failed", async () => {
    session = new Running()
    const source = "c := 4; 1/0; d := 5;"
    const run = await session.end(session.start(source))
    expect(run).toMatchObject({ state: "failed", failure: { code: "domain", range: { from: source.indexOf("1/0") } } })
    expect(await session.outputs("c;")).toMatchObject([{ text: "4" }])
  })

  it("stops a loop of the language, and a native product, within 100 ms, keeping variables", async () => {
    session = new Running()
    await session.outputs("x := 7;")
    for (const source of ["while true do od;", "1/etaq(q, 1, 1000000);"]) {
      // The fastest of three: the machine may be busy with other things.
      const latencies: number[] = []
      for (let round = 0; round < 3; round++) {
        const name = session.start(source)
        await session.until(() => session.state(name)?.state === "running")
        await pause(200)
        const asked = performance.now()
        session.supervisor.stop()
        expect((await session.end(name)).state).toBe("stopped")
        latencies.push(performance.now() - asked)
      }
      expect(Math.min(...latencies)).toBeLessThan(100 * crowding())
    }
    expect(await session.outputs("x;")).toMatchObject([{ text: "7" }])
    expect(session.supervisor.state.generation).toBe(1)
  })

  it("restores variables of every kind after its process was killed", async () => {
    session = new Running()
    await session.outputs("P := 1/etaq(q,1,50): L := [1, 2/3, q^2]: f := proc(n) n^2 end: z := aqprod(q,q,infinity)^2:")
    await pause(50)
    const name = session.start("while true do od;")
    await session.until(() => session.state(name)?.state === "running")
    session.supervisor.forceStop()
    expect((await session.end(name)).state).toBe("lost")
    await session.until(() => session.supervisor.state.state === "idle")
    expect(session.supervisor.state).toMatchObject({ restored: ["L", "P", "f", "z"], notRestored: [] })
    const texts = (await session.outputs("P; L; f(12); z;")).map((output) => ("text" in output ? output.text : ""))
    expect(texts[0]).toMatch(/ \+ 173525\*q\^49 \+ O\(q\^50\)$/) // p(49)
    expect(texts.slice(1, 3)).toEqual(["[1, 2/3, q^2]", "144"])
    expect(texts[3]).toMatch(/^\(q,q\)_inf\^2 = 1 - 2\*q - q\^2 \+ 2\*q\^3/)
  })

  it.each([
    ["SIGABRT", /aborted \(SIGABRT\)/],
    ["SIGKILL", /killed from outside \(SIGKILL\)/],
  ] as const)("survives %s inside native code", async (signal, sentence) => {
    session = new Running()
    await session.outputs("x := 7:")
    const name = session.start("1/etaq(q, 1, 1000000):")
    await session.until(() => session.state(name)?.work !== undefined)
    process.kill(lastPid, signal)
    const run = await session.end(name)
    expect(run).toMatchObject({
      state: "lost",
      failure: { code: "sessionLost", message: expect.stringMatching(sentence) },
    })
    expect(await session.outputs("x;")).toMatchObject([{ text: "7" }])
  })

  it("ends at its memory limit with the figure, and goes on", async () => {
    session = new Running(64 * 1024 ** 2)
    const name = session.start("P := 1/etaq(q, 1, 30000): L := NULL: for n from 1 to 1000 do L := L, P + n od:")
    const run = await session.end(name)
    expect(run.failure?.code).toMatch(/memory|tooLarge/)
    expect(run.failure?.message).toMatch(/memory limit|MB/)
    expect(await session.outputs("2+2;")).toMatchObject([{ text: "4" }])
  })

  it("reads a file that the main side gives, and tells a refusal with its place", async () => {
    session = new Running(undefined, (name) =>
      name === "lib.qs"
        ? Promise.resolve("twice := x -> 2*x:")
        : Promise.reject(RemoteError.of("file", "It may not be read.", { given: name, hint: "Ask again." })),
    )
    expect(await session.outputs('read "lib.qs": twice(21);')).toMatchObject([{ text: "42" }])
    const run = await session.end(session.start('1;\nread "other.qs":'))
    expect(run).toMatchObject({
      state: "failed",
      failure: { code: "file", given: "other.qs", hint: "Ask again.", range: { from: 3, to: 19 } },
    })
  })

  it("stops while it waits for leave to read, and takes the question back", async () => {
    let asked = false
    let withdrawn = false
    session = new Running(undefined, (_name, _cell, signal) => {
      asked = true
      session.wake()
      return new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => {
          withdrawn = true
          reject(RemoteError.of("cancelled", "taken back"))
        }),
      )
    })
    const name = session.start('read "lib.qs":')
    await session.until(() => asked)
    session.supervisor.stop()
    expect((await session.end(name)).state).toBe("stopped")
    expect(withdrawn).toBe(true)
    expect(await session.outputs("1+1;")).toMatchObject([{ text: "2" }])
  })

  it("runs p(n) beyond 10^11 in a helper, so that a stop keeps the variables", async () => {
    session = new Running()
    await session.outputs("x := 1:")
    const name = session.start("numbpart(10^15);")
    await session.until(() => session.state(name)?.state === "running")
    await pause(700)
    const asked = performance.now()
    session.supervisor.stop()
    expect((await session.end(name)).state).toBe("stopped")
    // Alone on its machine it takes some milliseconds; the computation would take minutes.
    expect(performance.now() - asked).toBeLessThan(1000)
    expect(session.supervisor.state.generation).toBe(1)
  })
})
