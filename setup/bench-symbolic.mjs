// node setup/bench-symbolic.mjs [--json] [--sizes 1000,4000,16000]: how long parsing, interning, printing, expanding and simplifying take as the size grows.
// Each row is beside itself at other sizes: the last column is time/(n log n), relative to the smallest size, and stays near 1 where growth is n log n.
// Below stand the exponents e of time ~ n^e that fit best, the nodes that are interned in a second, and what a completion takes in a long cell.
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { rolldown } from "rolldown"
import { build } from "./build.mjs"
import { root } from "./steps.mjs"

const options = process.argv.slice(2)
const json = options.includes("--json")
const given = options[options.indexOf("--sizes") + 1]
const sizes = options.includes("--sizes") ? given.split(",").map(Number) : [1000, 4000, 16000, 64000]

if (!existsSync(join(root, "build/node/durfee.js"))) await build(["native", "node"])
const { QSession, parse, registry } = await import(pathToFileURL(join(root, "build/node/durfee.js")).href)

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

/** The exponent e of the line log(time) = e log(n) + c of least squares. */
function fitted(work) {
  const points = rows.filter((row) => row.work === work).map((row) => [Math.log(row.size), Math.log(row.milliseconds)])
  const mean = (k) => points.reduce((sum, point) => sum + point[k], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread
}

/** New nodes X[1], X[2], … and their integers, interned in a second. */
function internedInASecond(count = 1_000_000) {
  const session = new QSession()
  const { arena } = session
  const name = arena.symbol("X")
  const head = session.evaluate("X[1];").arena.head(session.evaluate("X[1];").ref)
  const before = arena.stats().nodes
  const begun = process.cpuUsage()
  for (let i = 0; i < count; i++) arena.intern(head, [name, arena.smallInteger(i)])
  const { user, system } = process.cpuUsage(begun)
  const made = arena.stats().nodes - before
  session.dispose()
  return made / ((user + system) / 1e6)
}

/** Milliseconds of a completion at the end of a cell of 1,000 lines, among all functions. */
async function completionTime() {
  const folder = mkdtempSync(join(tmpdir(), "durfee-bench-"))
  try {
    const bundle = await rolldown({ input: join(root, "app/language/index.ts"), platform: "node", logLevel: "silent" })
    await bundle.write({ file: join(folder, "language.mjs") })
    await bundle.close()
    const { completion } = await import(pathToFileURL(join(folder, "language.mjs")).href)
    const functions = registry
      .all()
      .map(({ declaration }) => ({ aliases: [], seeAlso: [], errors: [], ...declaration }))
    const line = (i) => `f${i} := proc(a, b) local t${i}; t${i} := etaq(q, ${i + 1}, 50) + a*b; t${i} end:`
    const text = `${Array.from({ length: 1000 }, (_, i) => line(i)).join("\n")}\neta`
    const complete = () => completion(text, text.length, functions, [])
    for (let i = 0; i < 5; i++) complete()
    if (complete().options.length === 0) throw new Error("The completion found nothing")
    return milliseconds(complete)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const base = (work) => rows.find((row) => row.work === work)
for (const row of rows) {
  const first = base(row.work)
  const share = ({ milliseconds: time, size }) => time / (size * Math.log2(size))
  row.growth = share(row) / share(first)
}

const works = [...new Set(rows.map(({ work }) => work))].sort()
const exponents = Object.fromEntries(works.map((work) => [work, fitted(work)]))
const nodesInASecond = internedInASecond()
const completion = await completionTime()

if (json) process.stdout.write(`${JSON.stringify({ rows, exponents, nodesInASecond, completion })}\n`)
else {
  rows.sort((a, b) => a.work.localeCompare(b.work) || a.size - b.size)
  process.stdout.write(`${"work".padEnd(22)}${"size".padStart(8)}${"ms".padStart(12)}${"/(n log n)".padStart(12)}\n`)
  for (const { work, size, milliseconds: time, growth } of rows) {
    process.stdout.write(
      `${work.padEnd(22)}${String(size).padStart(8)}${time.toFixed(1).padStart(12)}${growth.toFixed(2).padStart(12)}\n`,
    )
  }
  process.stdout.write(`\nexponents, of time ~ n^e:\n`)
  for (const work of works) process.stdout.write(`${work.padEnd(22)}${exponents[work].toFixed(2).padStart(8)}\n`)
  process.stdout.write(`\nnodes interned in a second: ${(nodesInASecond / 1e6).toFixed(2)} million\n`)
  process.stdout.write(`completion in a cell of 1,000 lines: ${completion.toFixed(1)} ms\n`)
}
