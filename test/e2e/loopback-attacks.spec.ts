import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { networkInterfaces } from "node:os"
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { execFileSync, spawn } from "node:child_process"
import { chromium, expect, test, type Browser } from "playwright/test"
import { launchOptions } from "./support/browser"
import { openDoor, type Door } from "./support/door"
import { newDataFolder } from "./support/page"

// What other pages in the same browser can do to the loopback server: nothing. The attacker serves a blank page on a port of its own; names are mapped to
// this machine, as DNS rebinding would.
let door: Door
let attacker: Server
let attackerPort: number
let browser: Browser

test.beforeAll(async () => {
  door = await openDoor()
  attacker = createServer((_request, response) => response.end("<!doctype html><title>attacker</title>"))
  await new Promise<void>((resolve) => attacker.listen(0, "127.0.0.1", resolve))
  attackerPort = (attacker.address() as AddressInfo).port
  const options = launchOptions()
  const rules = "--host-resolver-rules=MAP rebind.test 127.0.0.1, MAP evil.test 127.0.0.1"
  browser = await chromium.launch({ ...options, args: [...(options.args ?? []), rules] })
})
test.afterAll(async () => {
  await browser.close()
  attacker.close()
  await door.stop()
})

/** What a WebSocket and requests of every kind come to from a page of this origin. */
async function attack(origin: string) {
  const page = await browser.newPage()
  const answer = await page.goto(origin)
  const status = answer?.status() ?? 0
  const result = await page.evaluate(
    async ({ port, token }) => {
      const socket = (host: string): Promise<string> =>
        new Promise((resolve) => {
          const one = new WebSocket(`ws://${host}:${port}/session`)
          one.onopen = () => one.send(JSON.stringify({ token }))
          one.onmessage = () => resolve("answered")
          one.onclose = () => resolve("closed")
        })
      const read = async (url: string, init?: RequestInit): Promise<string> => {
        try {
          const response = await fetch(url, init)
          return response.type === "opaque" ? "opaque" : `${response.status} ${(await response.text()).length}`
        } catch {
          return "blocked"
        }
      }
      return {
        sockets: [await socket("127.0.0.1"), await socket(location.hostname)],
        read: await read(`http://127.0.0.1:${port}/`),
        post: await read(`http://127.0.0.1:${port}/`, { method: "POST", body: "x" }),
      }
    },
    // Even with the right token, which no attacker has, another origin is not heard.
    { port: door.port, token: new URL(door.url).hash.slice(3) },
  )
  await page.close()
  return { status, ...result }
}

for (const host of ["127.0.0.1", "localhost", "evil.test"])
  test(`a page on another port of ${host} is not heard`, async () => {
    const result = await attack(`http://${host}:${attackerPort}/`)
    expect(result.sockets).toEqual(["closed", "closed"])
    expect(result.read).toBe("blocked")
    expect(result.post).toBe("blocked")
  })

test("a rebound name is refused before anything is served", async () => {
  const page = await browser.newPage()
  const answered = page.waitForResponse((response) => response.url().startsWith("http://rebind.test"))
  // Chromium shows a page of its own for an empty refusal, and calls that a failed navigation.
  await page.goto(`http://rebind.test:${door.port}/`).catch(() => undefined)
  expect((await answered).status()).toBe(421)
  expect(await page.title()).not.toBe("Durfee")
  await page.close()
})

test("the page cannot be framed", async () => {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${attackerPort}/`)
  const frames = await page.evaluate(async (url) => {
    const frame = document.createElement("iframe")
    frame.src = url
    await new Promise((resolve) => {
      frame.onload = resolve
      document.body.append(frame)
    })
    try {
      return frame.contentDocument?.title ?? "another origin"
    } catch {
      return "another origin"
    }
  }, `${door.origin}/`)
  expect(frames).toBe("another origin")
  const inner = page.frames().find((frame) => frame !== page.mainFrame())
  expect(inner?.url()).toMatch(/^chrome-error:|^about:blank/)
  await page.close()
})

test("the launch page in its closed folder leads to the notebook", async () => {
  const page = await browser.newPage()
  const path = /open it with the page (\S+)/.exec(door.printed())?.[1] ?? ""
  expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700])
  await page.goto(`file://${path}`)
  await page.waitForURL(`${door.origin}/`)
  await expect(page.getByRole("button", { name: /run all/i })).toBeVisible()
  await page.close()
})

test("the token is on no command line and in no output", async () => {
  const token = new URL(door.url).hash.slice(3)
  expect(token.length).toBeGreaterThanOrEqual(43)
  expect(door.printed()).not.toContain(token)
  expect(execFileSync("ps", ["-ww", "-eo", "args"], { encoding: "utf8" })).not.toContain(token)
})

test("a browser that is opened is given a page that only its owner reads, and no token", async () => {
  const folder = newDataFolder()
  const program = join(folder, "browser")
  const told = join(folder, "arguments")
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > ${told}.part && mv ${told}.part ${told}\nexec sleep 60\n`, {
    mode: 0o700,
  })
  const main = join(import.meta.dirname, "../../build/node/browser.js")
  const child = spawn(process.execPath, [main, "--browser-program", program], {
    env: { ...process.env, DURFEE_DATA: folder },
    stdio: "ignore",
  })
  const ended = new Promise((resolve) => child.once("exit", resolve))
  await expect.poll(() => existsSync(told)).toBe(true)
  const given = readFileSync(told, "utf8")
  const opened = /^--app=file:\/\/(.*)$/m.exec(given)?.[1] ?? ""
  const token = /#t=([\w-]{43,})/.exec(readFileSync(opened, "utf8"))?.[1] ?? ""
  expect(token).not.toBe("")
  expect(given).not.toContain(token)
  expect(execFileSync("ps", ["-ww", "-eo", "args"], { encoding: "utf8" })).not.toContain(token)
  expect([statSync(opened).mode & 0o777, statSync(dirname(opened)).mode & 0o777]).toEqual([0o600, 0o700])
  child.kill("SIGTERM")
  await ended
  expect(existsSync(opened)).toBe(false)
  rmSync(folder, { recursive: true, force: true })
})

test("only the loopback address listens", async () => {
  const listeners = execFileSync("sh", ["-c", "ss -ltn 2>/dev/null || cat /proc/net/tcp"], { encoding: "utf8" })
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => `${address}:${door.port}`)
  for (const address of ["0.0.0.0", "*", "[::]"].map((host) => `${host}:${door.port} `).concat(others))
    expect(listeners).not.toContain(address)
})
