// npm run bench:ui [-- --json]: how the window feels, in Chromium, each figure beside the same one for a bare CodeMirror page in the same run.
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { loadavg, tmpdir } from "node:os"
import { extname, join } from "node:path"
import { build } from "./build.mjs"
import { findChromium } from "./chromium.mjs"
import { ensureDependencies } from "./dependencies.mjs"
import { root, say, step } from "./steps.mjs"
import { ensureSystemPackages } from "./system-packages.mjs"

const json = process.argv.includes("--json")
await ensureSystemPackages({ browser: true })
await ensureDependencies()
await build(["native", "node", "page"])
const { chromium } = await import("playwright")

const CELLS = 500
const KEYS = 255
const RUNS = 40
const RERUNS = 1000

const folder = mkdtempSync(join(tmpdir(), "durfee-bench-"))
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--js-flags=--expose-gc",
  ],
})
try {
  const bare = await withBarePage()
  const ours = await withNotebook()
  const figures = {
    chromium: browser.version(),
    cells: CELLS,
    "load average": loadavg()[0],
    ...named("bare", bare),
    ...named("notebook", ours),
  }
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : table(figures))
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

function named(prefix, figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}.${name}`, value]))
}

function table(figures) {
  const width = Math.max(...Object.keys(figures).map((name) => name.length))
  return `${Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(width)}  ${typeof value === "number" ? Math.round(value * 10) / 10 : value}`)
    .join("\n")}\n`
}

function sorted(values) {
  return [...values].sort((a, b) => a - b)
}
function quantile(values, part) {
  return sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}
function summary(name, values) {
  return { [`${name}.median`]: quantile(values, 0.5), [`${name}.p95`]: quantile(values, 0.95) }
}

/** Put into every page: from a key's own time stamp to the moment after the frame in which the change was painted. */
function instruments() {
  window.benchTimes = []
  window.benchLongest = 0
  const afterPaint = (done) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => done(performance.now())
      channel.port2.postMessage(0)
    })
  window.benchAfterPaint = () => new Promise(afterPaint)
  // While this is on, every frame says when it begins: a change that is seen inside of one is painted by it, not by the next.
  let inFrame = false
  window.benchFrames = (on) => {
    const frame = () => {
      inFrame = true
      const channel = new MessageChannel()
      channel.port1.onmessage = () => (inFrame = false)
      channel.port2.postMessage(0)
      if (on()) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }
  window.benchPainted = () =>
    new Promise((resolve) => {
      if (!inFrame) return afterPaint(resolve)
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve(performance.now())
      channel.port2.postMessage(0)
    })
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey)
        afterPaint((at) => window.benchTimes.push(at - event.timeStamp))
    },
    true,
  )
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.benchLongest = Math.max(window.benchLongest, entry.duration)
  }).observe({ type: "longtask", buffered: true })
}

/**
 * Types letters at a reader's pace and gives the times from key to paint. The pauses go evenly over the length of a frame: at one fixed pause the
 * keys fall on the same few moments of a frame, and the median says more about those than about the page.
 */
async function type(page) {
  await page.evaluate(() => (window.benchTimes = []))
  for (let n = 0; n < KEYS; n++) {
    await page.keyboard.press("abcdefghij"[n % 10])
    await page.waitForTimeout(20 + ((n * 7) % 17))
  }
  return await page.evaluate(() => window.benchTimes)
}

/** Scrolls an element for two seconds, a step a frame: times between frames, and how often what was under the top edge jumped. */
function scroll(page, selector) {
  return page.evaluate(async (where) => {
    const element = document.querySelector(where)
    element.scrollTop = 0
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const times = []
    let jumps = 0
    let blanks = 0
    let last = performance.now()
    const from = last
    while (performance.now() - from < 2000) {
      const box = element.getBoundingClientRect()
      const under = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      const before = under?.getBoundingClientRect().top ?? 0
      const at = element.scrollTop
      element.scrollTop = at + 40
      const moved = element.scrollTop - at
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = performance.now()
      times.push(now - last)
      last = now
      if (under === null || under === element || under === document.body) blanks += 1
      else if (under.isConnected && Math.abs(before - moved - under.getBoundingClientRect().top) > 2) jumps += 1
    }
    return { times, jumps, blanks }
  }, selector)
}

async function withBarePage() {
  await step("building the bare page", async () => {
    const { build: viteBuild } = await import("vite")
    await viteBuild({
      root: join(root, "test/bench/ui"),
      base: "./",
      logLevel: "error",
      build: { outDir: join(root, "build/bench-ui"), emptyOutDir: true },
    })
  })
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" }
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "/").replaceAll("..", "")
    try {
      response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" })
      response.end(readFileSync(join(root, "build/bench-ui", path)))
    } catch {
      response.end()
    }
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  await page.addInitScript(instruments)
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
  await page.locator(".cm-content").click()
  const keys = await type(page)
  await page.addStyleTag({ content: ".cm-editor{height:900px}.cm-scroller{overflow:auto}" })
  const scrolled = await scroll(page, ".cm-scroller")
  await page.close()
  server.close()
  return { ...summary("keystroke ms", keys), ...summary("frame ms", scrolled.times) }
}

function notebookFile() {
  const cells = Array.from({ length: CELLS }, (_, n) =>
    n % 5 === 4
      ? {
          cell_type: "markdown",
          id: `text-${n}`,
          metadata: {},
          source: [`## Part ${n}\n`, "\n", `With a formula $\\sum_{n\\ge${n}} p(5n+4)q^n=5E_5^5/E_1^6$ in it.`],
        }
      : {
          cell_type: "code",
          id: `code-${n}`,
          metadata: {},
          execution_count: null,
          outputs: [],
          source: [`P${n} := etaq(q, ${(n % 7) + 1}, 60);`],
        },
  )
  cells[0] = {
    cell_type: "code",
    id: "busy",
    metadata: {},
    execution_count: null,
    outputs: [],
    source: ["while true do od:"],
  }
  cells[1] = { cell_type: "code", id: "sum", metadata: {}, execution_count: null, outputs: [], source: ["1+1;"] }
  cells[2] = {
    cell_type: "code",
    id: "long",
    metadata: {},
    execution_count: null,
    outputs: [],
    source: ["series(1/etaq(q,1,2200), q, 2200);"],
  }
  const metadata = {
    durfee: { app: "0.1.0", format: 1, order: 50 },
    kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" },
  }
  const file = join(folder, "bench.ipynb")
  writeFileSync(file, `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`)
  return file
}

async function openDoor() {
  const child = spawn(
    process.execPath,
    [join(root, "build/node/browser.js"), "--no-open", "--print-token", notebookFile()],
    {
      env: { ...process.env, DURFEE_DATA: join(folder, "data") },
      stdio: ["ignore", "pipe", "inherit"],
    },
  )
  const url = await new Promise((resolve, reject) => {
    let text = ""
    child.stdout.on("data", (chunk) => {
      text += chunk
      const found = /at (http\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once("exit", () => reject(new Error("The notebook did not start")))
  })
  return { child, url }
}

function cellOf(page, id) {
  return page.locator(`[data-cell="${id}"]`)
}

async function withNotebook() {
  const { child, url } = await openDoor()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    await page.addInitScript(instruments)
    const from = Date.now()
    await page.goto(url)
    await cellOf(page, "sum").waitFor()
    await page.evaluate(() => window.benchAfterPaint())
    const open = Date.now() - from
    say("· measuring typesetting")
    const longest = await longestTaskOfTypesetting(page)
    say("· measuring runs of 1+1")
    const runs = await runSum(page)
    say("· measuring 2,000 terms")
    const terms = await drawTerms(page)
    say("· measuring keys while the session computes")
    await cellOf(page, "busy").locator(".code-box").click()
    await page.keyboard.press("Control+Enter")
    await cellOf(page, "code-200").scrollIntoViewIfNeeded()
    await cellOf(page, "code-200").locator(".code-box").click()
    await page.waitForTimeout(500)
    const keys = await type(page)
    await page.keyboard.press("Control+.")
    say("· measuring scrolling")
    await page.waitForTimeout(500)
    const scrolled = await scroll(page, "main.page")
    say("· measuring memory over re-runs")
    const memory = await memoryOverReruns(page)
    return {
      "open ms": open,
      ...summary("1+1 ms", runs),
      "2000 terms ms": terms,
      ...summary("keystroke ms", keys),
      ...summary("frame ms", scrolled.times),
      "scroll jumps": scrolled.jumps,
      "scroll blanks": scrolled.blanks,
      "longest task while typesetting ms": longest,
      ...memory,
    }
  } finally {
    child.kill()
  }
}

/** From the key to the painted result, the cell's old output taken away first. */
async function runSum(page) {
  const cell = cellOf(page, "sum")
  await cell.locator(".code-box").click()
  await page.keyboard.press("Control+Enter")
  await cell.locator(".outputs").getByText("2", { exact: true }).first().waitFor()
  const times = []
  for (let n = 0; n < RUNS; n++) {
    await page.evaluate(() => {
      const cell = document.querySelector('[data-cell="sum"]')
      window.benchRun = new Promise((resolve) => {
        addEventListener(
          "keydown",
          (event) => {
            const start = event.timeStamp
            const before = cell.querySelector("[data-output]")?.dataset.output
            let seen = false
            window.benchFrames(() => !seen)
            const observer = new MutationObserver(() => {
              const now = cell.querySelector("[data-output]")?.dataset.output
              if (now === undefined || now === before) return
              seen = true
              observer.disconnect()
              void window.benchPainted().then((at) => resolve(at - start))
            })
            observer.observe(cell, { attributes: true, subtree: true, childList: true, characterData: true })
          },
          { once: true, capture: true },
        )
      })
    })
    await page.keyboard.press("Control+Enter")
    times.push(
      await page.evaluate(() =>
        Promise.race([window.benchRun, new Promise((resolve) => setTimeout(() => resolve(NaN), 5000))]),
      ),
    )
    await page.waitForTimeout(60)
  }
  const good = times.filter((time) => !Number.isNaN(time))
  if (good.length < RUNS / 2) throw new Error(`Only ${good.length} of ${RUNS} runs were seen to end`)
  return good
}

/** The script's share and the layout of growing one output from its first lines to 2,000 terms, by steps as a reader takes them. */
async function drawTerms(page) {
  const cell = cellOf(page, "long")
  await cell.locator(".code-box").click()
  await page.keyboard.press("Control+Enter")
  const more = cell.getByRole("button", { name: /more terms/ })
  await more.waitFor({ timeout: 20_000 })
  let total = 0
  for (let shown = 0; shown < 10; shown++) {
    if ((await more.count()) === 0) break
    total += await page.evaluate(async () => {
      const output = document.querySelector('[data-cell="long"] .outputs')
      const button = [...output.querySelectorAll("button")].find((one) => /more terms/.test(one.textContent ?? ""))
      const arrived = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect()
          resolve(performance.now())
        })
        observer.observe(output, { childList: true, subtree: true, characterData: true })
      })
      button.click()
      const start = await arrived
      return (await window.benchAfterPaint()) - start
    })
  }
  return total
}

async function memoryOverReruns(page) {
  const client = await page.context().newCDPSession(page)
  await client.send("HeapProfiler.enable")
  const used = async () => {
    await client.send("HeapProfiler.collectGarbage")
    const { usedSize } = await client.send("Runtime.getHeapUsage")
    return usedSize / 2 ** 20
  }
  const cell = cellOf(page, "sum")
  await cell.scrollIntoViewIfNeeded()
  await cell.locator(".code-box").click()
  await rerun(page, RERUNS / 10)
  const early = await used()
  await rerun(page, RERUNS - RERUNS / 10)
  const late = await used()
  return { "heap MB after 100 runs": early, "heap MB after 1000 runs": late }
}

/** Runs the cell over and over from within the page, each time as soon as the last result is there. */
function rerun(page, times) {
  return page.evaluate(async (count) => {
    const outputOf = () => document.querySelector('[data-cell="sum"] [data-output]')?.dataset.output
    const key = { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }
    for (let n = 0; n < count; n++) {
      const before = outputOf()
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key))
      const from = performance.now()
      // A run asked for while the cell runs is no second run.
      while (outputOf() === before || document.querySelector('[data-cell="sum"]').dataset.state !== "none") {
        if (performance.now() - from > 20_000) throw new Error(`Run ${n} of ${count} showed no new result`)
        await new Promise((resolve) => setTimeout(resolve, 4))
      }
    }
  }, times)
}

/** The longest task from the first paint on, until every formula of the notebook is set. */
function longestTaskOfTypesetting(page) {
  return page.evaluate(async (cells) => {
    window.benchLongest = 0
    const from = performance.now()
    const isSet = () =>
      document.querySelectorAll("[data-cell]").length >= cells &&
      [...document.querySelectorAll('[data-kind="text"]')].every((cell) => cell.querySelector("mjx-container") !== null)
    while (!isSet()) {
      if (performance.now() - from > 60_000) throw new Error("Some formulas were not set within a minute")
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    return window.benchLongest
  }, CELLS)
}
