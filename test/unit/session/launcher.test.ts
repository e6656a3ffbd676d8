import { fork } from "node:child_process"
import { EventEmitter } from "node:events"
import { existsSync, readdirSync, readlinkSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { childLauncher, HostPool, utilityLauncher, type HostLauncher } from "../../../app/main/session"
import { hostEnvironment, type UtilityProcessLike } from "../../../app/main/session/launcher"
import { bundle } from "../../support/bundle"

let built: { folder: string; remove(): void }

beforeAll(async () => {
  const support = join(import.meta.dirname, "../../support/session")
  built = await bundle({ host: join(support, "host.ts"), thread: join(support, "thread.ts") })
})

afterAll(() => built.remove())

/** Electron's utilityProcess.fork, by way of a child process: the same events with a bare code at the end. */
function utilityLike(): HostLauncher {
  return utilityLauncher(join(built.folder, "host.js"), (file, { cwd, env }) => {
    const child = fork(file, [], { cwd, env, stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "json" })
    const events = new EventEmitter()
    child.on("message", (message) => events.emit("message", message))
    child.once("close", (code) => events.emit("exit", code ?? 9))
    const like: UtilityProcessLike = {
      get pid() {
        return child.exitCode === null && child.signalCode === null ? child.pid : undefined
      },
      stderr: child.stderr,
      postMessage: (message) => child.connected && child.send(message),
      on: (event, listener) => events.on(event, listener),
      once: (event, listener) => events.once(event, listener),
      kill: () => child.kill(),
    }
    return like
  })
}

const launchers: [string, () => HostLauncher][] = [
  ["child processes", () => childLauncher(join(built.folder, "host.js"))],
  ["utility processes", utilityLike],
]

it.each(launchers)("starts and ends hosts as %s, in an empty folder of their own", async (_, launcher) => {
  const pool = new HostPool(launcher(), { keepSpare: false })
  const host = pool.take(2 ** 30)
  await host.ready
  const { result } = host.client["session.compute"]({ source: "put hello", order: 10 })
  expect(JSON.parse((await result).values)).toMatchObject([{ text: "hello" }])
  const folder = process.platform === "linux" ? readlinkSync(`/proc/${host.pid ?? 0}/cwd`) : null
  if (folder !== null) expect(readdirSync(folder)).toEqual([])
  host.kill({ why: "closed" })
  await host.ended
  expect(host.pid).toBeUndefined()
  if (folder !== null) expect(existsSync(folder)).toBe(false)
  await pool.close()
})

it("asks Electron for a utility process that has nothing of the reader's", () => {
  let asked: unknown
  const events = new EventEmitter()
  const like: UtilityProcessLike = {
    pid: undefined,
    stderr: null,
    postMessage: () => undefined,
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    kill: () => true,
  }
  utilityLauncher("/host.js", (file, options) => {
    asked = [file, options]
    return like
  })()
  expect(asked).toEqual([
    "/host.js",
    {
      cwd: expect.stringMatching(/durfee-host-/),
      env: hostEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
      serviceName: "Durfee session",
      allowLoadingUnsignedLibraries: false,
      disclaim: true,
    },
  ])
  events.emit("exit", 0)
})

it("hands over what its host wrote on standard error", async () => {
  let log = ""
  const pool = new HostPool(childLauncher(join(built.folder, "host.js")), {
    keepSpare: false,
    log: (text) => (log += text),
  })
  const host = pool.take(2 ** 30)
  await host.ready
  host.client["session.compute"]({ source: "say oh dear\nexit 3", order: 10 })
  expect(await host.ended).toMatchObject({ code: 3, stderr: expect.stringContaining("oh dear") })
  expect(log).toContain("oh dear")
  await pool.close()
})

it("gives hosts no more of the environment than they need", () => {
  const environment = {
    LANG: "C",
    HOME: "/home/x",
    NODE_OPTIONS: "--inspect",
    SECRET_TOKEN: "x",
    PATH: "/bin",
    TZ: "UTC",
  }
  expect(hostEnvironment(environment)).toEqual({ LANG: "C", TZ: "UTC" })
})

it("keeps a warm spare that the next taker gets at once", async () => {
  const started: number[] = []
  const launch = childLauncher(join(built.folder, "host.js"))
  const pool = new HostPool(() => (started.push(performance.now()), launch()), { keepSpare: true })
  const first = pool.take(2 ** 30)
  await first.ready
  while (started.length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
  const second = pool.take(2 ** 30)
  await second.ready
  expect(started.length).toBe(2)
  for (const host of [first, second]) host.kill({ why: "closed" })
  await Promise.all([first.ended, second.ended, pool.close()])
})
