// node setup/bench-symbolic.mjs [--json] [--sizes 1000,4000,16000]: how long parsing, interning, printing, expanding and simplifying take as the size grows.
// Each row is beside itself at other sizes: the last column is time/(n log n), relative to the smallest size, and stays near 1 where growth is n log n.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "./build.mjs"
import { root } from "./steps.mjs"

const options = process.argv.slice(2)
const json = options.includes("--json")
const given = options[options.indexOf("--sizes") + 1]
const sizes = options.includes("--sizes") ? given.split(",").map(Number) : [1000, 4000, 16000, 64000]

if (!existsSync(join(root, "build/node/durfee.js"))) await build(["native", "node"])
const { QSession, parse } = await import(pathToFileURL(join(root, "build/node/durfee.js")).href)

/** Milliseconds of processor time, the best of three. */
function milliseconds(work) {
  let best = Infinity
  for (let i = 0; i < 3; i++) {
    const begun = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(begun)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

/** A polynomial of n terms, as expressions that are built and as text. */
function polynomial(session, n) {
  const [q, x] = session.symbols("q x")
  return Array.from({ length: n }, (_, i) => q.pow(i).mul(x.pow(i % 17), i * 7 + 1))
}

/** Products of quotients (a;q)_inf/(a q^k;q)_inf, n of them in groups of eight. */
function products(session, n) {
  const [q, a, k] = session.symbols("q a k")
  return Array.from({ length: Math.ceil(n / 8) }, (_, group) =>
    Array.from({ length: 8 }, (_, i) => {
      const parameter = a.mul(group * 8 + i + 1)
      return session
        .aqprod(parameter, q, session.infinity)
        .div(session.aqprod(parameter.mul(q.pow(k)), q, session.infinity))
    }).reduce((product, factor) => product.mul(factor)),
  )
}

const rows = []
for (const size of sizes) {
  const session = new QSession()
  const zero = session.integer(0)
  const sum = zero.add(...polynomial(session, size))
  const text = sum.toString()
  const quotients = products(session, size / 64)
  const times = {
    intern: milliseconds(() => polynomial(session, size)),
    sum: milliseconds(() => zero.add(...polynomial(session, size))),
    parse: milliseconds(() => parse(`${text};`)),
    print: milliseconds(() => sum.toString()),
    expand: milliseconds(() => sum.mul(session.symbol("q").add(1)).expand()),
    "simplify a sum": milliseconds(() => sum.simplify()),
    "simplify q-products": milliseconds(() => quotients.map((product) => product.simplify())),
  }
  for (const [work, time] of Object.entries(times)) rows.push({ work, size, milliseconds: time })
  session.dispose()
}

const base = (work) => rows.find((row) => row.work === work)
for (const row of rows) {
  const first = base(row.work)
  const share = ({ milliseconds: time, size }) => time / (size * Math.log2(size))
  row.growth = share(row) / share(first)
}

if (json) process.stdout.write(`${JSON.stringify(rows)}\n`)
else {
  rows.sort((a, b) => a.work.localeCompare(b.work) || a.size - b.size)
  process.stdout.write(`${"work".padEnd(22)}${"size".padStart(8)}${"ms".padStart(12)}${"/(n log n)".padStart(12)}\n`)
  for (const { work, size, milliseconds: time, growth } of rows) {
    process.stdout.write(
      `${work.padEnd(22)}${String(size).padStart(8)}${time.toFixed(1).padStart(12)}${growth.toFixed(2).padStart(12)}\n`,
    )
  }
}
