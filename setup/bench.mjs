// npm run bench [-- TASK… --size N --peers --json --threads N --growth TASK]: how fast the native kernels are, beside PARI/GP and FLINT
// in the same run. Every answer is checked against the checksum in test/bench/tasks.json; standard output holds the table, or the JSON, alone
// (npm's own heading goes with npm run --silent).
import { spawn } from "node:child_process"
import { mkdirSync, readFileSync } from "node:fs"
import { cpus } from "node:os"
import { join } from "node:path"
import { buildNative } from "./build.mjs"
import { fail, findProgram, root, run, say, step } from "./steps.mjs"

const buildFolder = "build/native/release"
const ours = join(root, buildFolder, "durfee_bench")
const flint = join(root, "build/bench/flint_peer")
const tasks = JSON.parse(readFileSync(join(root, "test/bench/tasks.json"), "utf8"))
const options = readOptions(process.argv.slice(2))

/** Reads the command line; a wrong word ends with one sentence. */
function readOptions(words) {
  const options = { tasks: [], size: null, peers: false, json: false, threads: 1, growth: null }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === "--peers") options.peers = true
    else if (word === "--json") options.json = true
    else if (word === "--size") options.size = numberAfter(words, i++)
    else if (word === "--threads") options.threads = numberAfter(words, i++)
    else if (word === "--growth") options.growth = taskNamed(words[++i])
    else if (word.startsWith("--"))
      fail(`${word} is no option; the options are --size N, --peers, --json, --threads N and --growth TASK.`)
    else options.tasks.push(taskNamed(word))
  }
  if (options.tasks.length === 0) options.tasks = Object.keys(tasks)
  return options
}

function numberAfter(words, at) {
  const value = Number(words[at + 1])
  if (!Number.isInteger(value) || value < 1)
    fail(`${words[at]} takes a whole number of at least 1; given was ${words[at + 1] ?? "nothing"}.`)
  return value
}

function taskNamed(name) {
  if (!Object.hasOwn(tasks, name ?? ""))
    fail(`${name ?? "Nothing"} is no task; the tasks are ${Object.keys(tasks).join(", ")}.`)
  return name
}

/** The runs to make: the asked size, or each task's reference sizes (those with a target). */
function chosenRuns() {
  const runs = options.tasks.flatMap((task) =>
    Object.entries(tasks[task].sizes)
      .filter(([size, entry]) => (options.size === null ? entry.target !== undefined : Number(size) === options.size))
      .map(([size, entry]) => ({ task, size: Number(size), entry })),
  )
  if (runs.length > 0) return runs
  const known = options.tasks.map((task) => `${task}: ${Object.keys(tasks[task].sizes).join(", ")}`)
  return fail(`No chosen task has size ${options.size}. The sizes are, ${known.join("; ")}.`)
}

/** Runs a program; resolves with what it printed, or null when it failed, which is said. */
function measure(command, args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let text = ""
    let errors = ""
    child.stdout.on("data", (chunk) => (text += chunk))
    child.stderr.on("data", (chunk) => (errors += chunk))
    child.on("error", (error) => finish(null, error.message))
    child.on("close", (code) => finish(code === 0 ? text : null, errors))
    function finish(result, message) {
      if (result === null) say(`  ${command} ${args.join(" ")} failed: ${message.trim()}`)
      resolve(result)
    }
  })
}

async function measureOurs(task, size, threads = options.threads) {
  const text = await measure(ours, [task, String(size), String(threads)])
  return text === null ? null : JSON.parse(text)
}

/** A peer's figures. The watcher reports the peak memory of the program it starts. */
async function measurePeer(peer, variant, size) {
  const command =
    peer === "flint"
      ? [flint, variant, String(size)]
      : [options.gp, "-fq", "-D", "parisizemax=12G", join(root, "test/bench/peers/pari_peer.gp")]
  const text = await measure(ours, ["--watch", ...command], peer === "pari" ? { TASK: variant, N: String(size) } : {})
  const line = text === null ? undefined : /^R \S+ \S+ (\S+) \S+ \S+ \S+ (\S+)$/m.exec(text)
  const peak = text === null ? undefined : /^peakBytes (\d+)$/m.exec(text)
  return line && peak ? { cpuSeconds: Number(line[1]), wallSeconds: Number(line[2]), peakBytes: Number(peak[1]) } : null
}

async function preparePeers() {
  const compiler = findProgram(["gcc", "cc", "clang"])
  if (!compiler) fail("The FLINT program needs a C compiler, and none was found.")
  mkdirSync(join(root, "build/bench"), { recursive: true })
  const libraries = ["-lflint-arb", "-lflint", "-lmpfr", "-lgmp", "-lm"]
  const source = join(root, "test/bench/peers/flint_peer.c")
  await step("compiling the FLINT program", async () => {
    const old = await run(compiler, ["-O2", "-march=native", "-w", "-o", flint, source, ...libraries], { may: true })
    // FLINT 3 carries Arb.
    options.flint2 = old.code === 0
    if (!options.flint2) await run(compiler, ["-O2", "-march=native", "-w", "-o", flint, source, ...libraries.slice(1)])
  })
  options.gp = findProgram(["gp"])
  if (!options.gp) say("PARI/GP is not installed and is left out. To have it: sudo apt-get install pari-gp")
}

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1]
}
const middleOf = (runs) => runs.find((figures) => figures.cpuSeconds === median(runs.map((each) => each.cpuSeconds)))
const figuresOf = ({ cpuSeconds, wallSeconds, peakBytes }) => ({ cpuSeconds, wallSeconds, peakBytes })

/** One line of the table: alternating runs, as many as their length allows. */
async function compareOne({ task, size, entry }) {
  const names = options.peers ? Object.keys(entry.peers).filter((peer) => peer !== "pari" || options.gp) : []
  const runs = { ours: [], ...Object.fromEntries(names.map((name) => [name, []])) }
  const ratios = []
  for (let pairs = 1; runs.ours.length < pairs;) {
    const mine = await measureOurs(task, size)
    if (!mine) return null
    runs.ours.push(mine)
    let longest = mine.cpuSeconds
    let best = Infinity
    for (const name of names) {
      const peer = await measurePeer(name, entry.peers[name], size)
      if (!peer) continue
      runs[name].push(peer)
      longest = Math.max(longest, peer.cpuSeconds)
      best = Math.min(best, peer.cpuSeconds)
    }
    if (Number.isFinite(best)) ratios.push(mine.cpuSeconds / best)
    pairs = !options.peers ? 1 : longest < 1 ? 7 : longest < 20 ? 3 : 1
  }
  const verified = runs.ours.every((each) => JSON.stringify(each.checksum) === JSON.stringify(entry.checksum))
  const peers = Object.fromEntries(
    names.filter((name) => runs[name].length > 0).map((name) => [name, figuresOf(middleOf(runs[name]))]),
  )
  const ratio = ratios.length > 0 ? median(ratios) : null
  return {
    result: { task, size, ours: figuresOf(middleOf(runs.ours)), peers, ratio, verified },
    ratioToFlint3: againstFlint3(runs, entry.flint3),
    target: entry.target ?? null,
  }
}

/**
 * The ratio to FLINT 3.7, which no distribution has yet: ours over FLINT 2.9's time here, over what FLINT 3.7 took of FLINT 2.9's
 * time where both were measured (`flint3` in tasks.json).
 */
function againstFlint3(runs, flint3) {
  const pairs = (runs.flint ?? []).map((peer, i) => runs.ours[i].cpuSeconds / peer.cpuSeconds)
  return options.flint2 && pairs.length > 0 && flint3 !== undefined ? median(pairs) / flint3 : null
}

async function compare() {
  const runs = chosenRuns()
  if (options.peers) await preparePeers()
  const lines = []
  for (const each of runs) {
    say(`· ${each.task} ${each.size}`)
    const line = await compareOne(each)
    if (line) lines.push(line)
  }
  const failed = lines.length < runs.length || lines.some((line) => !line.result.verified)
  process.stdout.write(
    options.json ? `${JSON.stringify({ results: lines.map((line) => line.result) })}\n` : comparisonTable(lines),
  )
  if (failed) say("An answer is missing or does not agree with its checksum.")
  process.exitCode = failed ? 1 : 0
}

function secondsText(seconds) {
  if (seconds === undefined) return ""
  if (seconds < 1e-3) return `${(seconds * 1e6).toPrecision(3)} us`
  return seconds < 1 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`
}
const megabytes = (bytes) => (bytes === undefined ? "" : `${(bytes / 1e6).toFixed(0)} MB`)
const processor = () =>
  `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} threads, ${new Date().toISOString().slice(0, 10)}`

function comparisonTable(lines) {
  const head = ["task", "size", "CPU", "wall", "peak"]
  if (options.peers)
    head.push("FLINT CPU", "wall", "peak", "PARI CPU", "wall", "peak", "ratio", "target", "to FLINT 3.7")
  head.push("verified")
  const peerCells = (peer) => [
    secondsText(peer?.cpuSeconds),
    secondsText(peer?.wallSeconds),
    megabytes(peer?.peakBytes),
  ]
  const rows = lines.map(({ result, target, ratioToFlint3 }) => [
    result.task,
    String(result.size),
    ...peerCells(result.ours),
    ...(options.peers
      ? [
          ...peerCells(result.peers.flint),
          ...peerCells(result.peers.pari),
          result.ratio?.toPrecision(3) ?? "",
          target === null ? "" : String(target),
          ratioToFlint3?.toPrecision(3) ?? "",
        ]
      : []),
    result.verified ? "yes" : "NO",
  ])
  return `${processor()}\n\n${markdown(head, rows)}`
}

function markdown(head, rows) {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column].length)))
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n") + "\n"
}

/** Time and memory at every size, and the exponent e of N^e that fits the sizes whose time is above the clock's noise. */
async function growth(task) {
  const rows = []
  for (const [size, entry] of Object.entries(tasks[task].sizes)) {
    say(`· ${task} ${size}`)
    const figures = await measureOurs(task, Number(size))
    if (figures)
      rows.push({
        size: Number(size),
        ...figuresOf(figures),
        verified: JSON.stringify(figures.checksum) === JSON.stringify(entry.checksum),
      })
  }
  const exponent = (key) =>
    fittedExponent(rows.filter((row) => row.cpuSeconds > 1e-5).map((row) => [row.size, row[key]]))
  const fit = {
    cpuExponent: exponent("cpuSeconds"),
    memoryExponent: fittedExponent(rows.slice(-3).map((row) => [row.size, row.peakBytes])),
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ task, sizes: rows, ...fit })}\n`)
  else {
    const cells = rows.map((row) => [
      String(row.size),
      secondsText(row.cpuSeconds),
      secondsText(row.wallSeconds),
      megabytes(row.peakBytes),
      row.verified ? "yes" : "NO",
    ])
    const words = (value) => (value === null ? "not fitted: too few sizes" : `N^${value.toFixed(2)}`)
    process.stdout.write(
      `${processor()}\n\n${markdown(["size", "CPU", "wall", "peak", "verified"], cells)}\nCPU time grows like ${words(fit.cpuExponent)}; peak memory over the largest sizes like ${words(fit.memoryExponent)}.\n`,
    )
  }
  process.exitCode = rows.length > 0 && rows.every((row) => row.verified) ? 0 : 1
}

/** Least squares of log y against log x. */
function fittedExponent(points) {
  if (points.length < 2) return null
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)])
  const mean = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [mx, my] = [mean(0), mean(1)]
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  return covariance / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
}

await step("building the kernels", () => buildNative(buildFolder, ["-DCMAKE_BUILD_TYPE=Release"], ["durfee_bench"]))
if (options.growth) await growth(options.growth)
else await compare()
