import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { admitRequest, admitUpgrade, type Arrival } from "../../../app/main/browser/gate"

const port = 4321
const home = `127.0.0.1:${port}`

function get(target: string, ...rawHeaders: string[]): Arrival {
  return { method: "GET", target, rawHeaders }
}

/** Other ways to write this machine, names that resolve to it, and this address with something about it. */
const hostile = [
  "localhost",
  `localhost.:${port}`,
  `localhost.localdomain:${port}`,
  `ip6-localhost:${port}`,
  `127.0.0.1:0${port}`,
  `127.0.0.1:+${port}`,
  "127.0.0.1:",
  "127.0.0.1:80",
  `127.0.0.2:${port}`,
  `127.000.000.001:${port}`,
  `127.0.1:${port}`,
  `127:${port}`,
  `0:${port}`,
  `0.0.0.0:${port}`,
  `[::]:${port}`,
  `[0:0:0:0:0:0:0:1]:${port}`,
  `[::1%25lo]:${port}`,
  `[::ffff:7f00:1]:${port}`,
  `::1:${port}`,
  `0x7f000001:${port}`,
  `0x7F.0.0.1:${port}`,
  `017700000001:${port}`,
  `127.0.0.1%00:${port}`,
  `127.0.0.1\t:${port}`,
  `127.0.0.1 :${port}`,
  `１２７.0.0.1:${port}`,
  `127。0。0。1:${port}`,
  `127.0.0.1.nip.io:${port}`,
  `rebind.test:${port}`,
  `localtest.me:${port}`,
  `evil.test#${home}`,
  `evil.test?${home}`,
  `evil.test/${home}`,
  `evil.test\\${home}`,
  `${home}/`,
  `${home}#`,
  `${home}?`,
  `${home}@evil.test`,
  `http://${home}`,
  `//${home}`,
  `:${port}`,
  "*",
]

describe("Host is held against a constant", () => {
  const refused = [
    [],
    ["Host", ""],
    ["Host", "127.0.0.1"],
    ["Host", "127.0.0.1:4322"],
    ["Host", `localhost:${port}`],
    ["Host", `LOCALHOST:${port}`],
    ["Host", `127.0.0.1.:${port}`],
    ["Host", `127.1:${port}`],
    ["Host", `0x7f.1:${port}`],
    ["Host", `2130706433:${port}`],
    ["Host", `0177.0.0.1:${port}`],
    ["Host", `[::1]:${port}`],
    ["Host", `[::ffff:127.0.0.1]:${port}`],
    ["Host", `user@${home}`],
    ["Host", ` ${home}`],
    ["Host", `${home} `],
    ["Host", `${home}.evil.test`],
    ["Host", `evil.test:${port}`],
    ["Host", `${home},${home}`],
    ["Host", home, "Host", home],
    ["Host", home, "host", "evil.test"],
    ["X-Forwarded-Host", home],
    ...hostile.map((host) => ["Host", host]),
  ]

  test("the table has at least 60 hosts", () => {
    expect(new Set(refused.map((headers) => headers.join(" "))).size).toBeGreaterThanOrEqual(60)
  })

  test.each(refused.map((headers) => [headers.join(" "), headers]))("421 for %s", (_, headers) => {
    expect(admitRequest(get("/", ...headers), port)).toMatchObject({ admitted: false, status: 421 })
    expect(admitUpgrade(get("/session", ...headers, "Origin", `http://${home}`), port)).toMatchObject({
      admitted: false,
      status: 421,
    })
  })

  test("an absolute request target is refused although its Host is right", () => {
    expect(admitRequest(get(`http://${home}/`, "Host", home), port)).toEqual({ admitted: false, status: 421 })
  })

  test("only the one text passes", () => {
    fc.assert(
      fc.property(fc.string(), (host) => admitRequest(get("/", "Host", host), port).admitted === (host === home)),
      { examples: [[home], [`${home}\0`]] },
    )
  })
})

describe("requests", () => {
  test("GET and HEAD of the page pass; everything that could change state does not", () => {
    for (const method of ["GET", "HEAD"])
      expect(admitRequest({ method, target: "/", rawHeaders: ["Host", home] }, port).admitted).toBe(true)
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", ""])
      expect(admitRequest({ method, target: "/", rawHeaders: ["Host", home] }, port)).toEqual({
        admitted: false,
        status: 405,
      })
  })

  test("another site's request is refused by where it says it comes from", () => {
    for (const site of ["cross-site", "same-site", "", "Same-Origin"])
      expect(admitRequest(get("/", "Host", home, "Sec-Fetch-Site", site), port)).toEqual({
        admitted: false,
        status: 403,
      })
    for (const site of ["same-origin", "none"])
      expect(admitRequest(get("/", "Host", home, "Sec-Fetch-Site", site), port).admitted).toBe(true)
  })
})

test("a window may come from anywhere to the page's own address, and nothing else may", () => {
  const visit = (target: string, mode: string, dest: string, method = "GET") =>
    admitRequest(
      {
        method,
        target,
        rawHeaders: ["Host", home, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", dest],
      },
      port,
    ).admitted
  expect(visit("/", "navigate", "document")).toBe(true)
  expect(visit("/", "navigate", "iframe")).toBe(false)
  expect(visit("/", "no-cors", "document")).toBe(false)
  expect(visit("/", "cors", "empty")).toBe(false)
  expect(visit("/index.html", "navigate", "document")).toBe(false)
  expect(visit("/assets/a.js", "navigate", "document")).toBe(false)
  expect(visit("/", "navigate", "document", "POST")).toBe(false)
})

describe("the WebSocket", () => {
  const upgrade = (...headers: string[]) => admitUpgrade(get("/session", "Host", home, ...headers), port)

  test("passes with our origin, which is required", () => {
    expect(upgrade("Origin", `http://${home}`).admitted).toBe(true)
    expect(upgrade()).toEqual({ admitted: false, status: 403 })
  })

  test.each([
    "null",
    `https://${home}`,
    `http://${home}/`,
    `http://${home}.evil.test`,
    `http://127.0.0.1:${port}1`,
    `http://localhost:${port}`,
    "http://127.0.0.1",
  ])("origin %s is refused", (origin) => expect(upgrade("Origin", origin)).toEqual({ admitted: false, status: 403 }))

  test("there is one path", () => {
    for (const target of ["/", "/session/", "/session?x", "/Session", "//session"])
      expect(admitUpgrade(get(target, "Host", home, "Origin", `http://${home}`), port)).toEqual({
        admitted: false,
        status: 400,
      })
  })

  test("only the one origin passes", () => {
    fc.assert(
      fc.property(fc.string(), (origin) => upgrade("Origin", origin).admitted === (origin === `http://${home}`)),
    )
  })
})
