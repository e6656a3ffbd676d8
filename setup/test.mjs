// npm test: does all set-up, then runs every suite and closes with one line, "N passed, N failed".
// --long runs the fuzzing, kill and soak suites at length; --only NAME[,NAME] runs some of the suites.
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { build, buildNative } from "./build.mjs"
import { findChromium } from "./chromium.mjs"
import { ensureDependencies } from "./dependencies.mjs"
import { findProgram, logs, root, run, say } from "./steps.mjs"
import { ensureSystemPackages } from "./system-packages.mjs"

const long = process.argv.includes("--long")
const onlyAt = process.argv.indexOf("--only")
const only = onlyAt > 0 ? process.argv[onlyAt + 1].split(",") : null
const bin = (name) => join(root, "node_modules", ".bin", name)

await ensureSystemPackages({ browser: true })
await ensureDependencies()
await build(["native", "node", "electron", "page"])
mkdirSync(logs, { recursive: true })

const environment = long ? { TEST_MULTIPLIER: process.env.TEST_MULTIPLIER ?? "20", DURFEE_LONG: "1" } : {}
const suites = {
  types: () => oneCheck("types", bin("tsc"), ["-b"]),
  lint: () => oneCheck("lint", bin("eslint"), ["app", "test", "setup", "bin", "--max-warnings=0"]),
  boundaries: () => oneCheck("boundaries", bin("depcruise"), ["app", "--config", "test/boundaries.config.cjs"]),
  native: nativeSuite,
  vitest: vitestSuite,
  e2e: endToEndSuite,
}

let passed = 0
let failed = 0
for (const [name, suite] of Object.entries(suites)) {
  if (only && !only.includes(name)) continue
  const from = Date.now()
  const count = await suite()
  passed += count.passed
  failed += count.failed
  say(`· ${name}: ${count.passed} passed, ${count.failed} failed (${((Date.now() - from) / 1000).toFixed(0)} s)`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

/** A tool whose exit status is one verdict. */
async function oneCheck(name, command, args) {
  const { code, output } = await run(command, args, { may: true })
  if (code !== 0) say(`${name}:\n${output.trimEnd()}`)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * The C++ tests, each program of which closes with "N passed, N failed": under AddressSanitizer and UndefinedBehaviorSanitizer, and as
 * the optimizer leaves the code that ships.
 */
async function nativeSuite() {
  const builds = {
    "build/native/sanitized": ["-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DDURFEE_SANITIZE=ON"],
    "build/native/release": ["-DCMAKE_BUILD_TYPE=Release"],
  }
  const total = { passed: 0, failed: 0 }
  for (const [folder, settings] of Object.entries(builds)) {
    await buildNative(folder, settings, ["native_tests"])
    const count = await nativeTests(folder)
    total.passed += count.passed
    total.failed += count.failed
  }
  return total
}

async function nativeTests(folder) {
  const { code, output } = await run("ctest", ["--test-dir", folder, "--output-on-failure", "--verbose", "-j", "2"], {
    may: true,
    env: { UBSAN_OPTIONS: "halt_on_error=1:print_stacktrace=1", ASAN_OPTIONS: "detect_leaks=0", ...environment },
  })
  const counts = [...output.matchAll(/(\d+) passed, (\d+) failed/g)]
  const sum = (index) => counts.reduce((total, match) => total + Number(match[index]), 0)
  const count = { passed: sum(1), failed: sum(2) }
  if (code !== 0) {
    say(output.split("\n").slice(-80).join("\n"))
    if (count.failed === 0) count.failed = 1
  }
  if (!long) return count
  const arm = await armVectorCode()
  return { passed: count.passed + arm.passed, failed: count.failed + arm.failed }
}

/** The NEON vector code, cross-compiled and run under emulation: its test needs no library. */
async function armVectorCode() {
  const compiler = findProgram(["aarch64-linux-gnu-g++"])
  const emulator = findProgram(["qemu-aarch64", "qemu-aarch64-static"])
  if (!compiler || !emulator) {
    const missing = [compiler ? "" : "g++-aarch64-linux-gnu", emulator ? "" : "qemu-user"].filter(Boolean).join(" and ")
    say(`· native: the NEON code is not tested here, for want of ${missing}`)
    return { passed: 0, failed: 0 }
  }
  mkdirSync(join(root, "build/native"), { recursive: true })
  const program = join(root, "build/native/vector-code-arm64")
  const kernel = ["vector", "vector_neon", "vector_plain"].map((name) => `native/src/kernel/${name}.cc`)
  const sources = ["native/test/vector_code.cc", ...kernel, "native/src/ring/control.cc"]
  const flags = ["-std=c++20", "-O2", "-static", "-Inative/src", "-Inative/test", "-o", program]
  const { code, output } = await run(compiler, [...flags, ...sources], { may: true })
  const ran = code === 0 ? await run(emulator, [program], { may: true }) : { code, output }
  const counts = /^neon$[^]*?(\d+) passed, (\d+) failed/m.exec(ran.output)
  if (ran.code !== 0 || !counts) {
    say(`native, NEON:\n${ran.output.trimEnd().split("\n").slice(-40).join("\n")}`)
    return { passed: 0, failed: Math.max(1, Number(counts?.[2] ?? 0)) }
  }
  return { passed: Number(counts[1]), failed: 0 }
}

async function vitestSuite() {
  const report = join(logs, "vitest.json")
  rmSync(report, { force: true })
  const { output } = await run(
    bin("vitest"),
    ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`],
    {
      may: true,
      env: environment,
    },
  )
  return readReport(report, output, (result) => ({
    passed: result.numPassedTests,
    failed:
      result.numFailedTests +
      result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
  }))
}

/** In a network namespace of its own with only loopback up, where that can be had: what passes there needs no network. */
async function endToEndSuite() {
  const report = join(logs, "playwright.json")
  rmSync(report, { force: true })
  const command = [bin("playwright"), "test", "-c", "test/e2e/playwright.config.ts", "--reporter=json"]
  const isolated = (await run("unshare", ["-n", "ip", "link", "set", "lo", "up"], { may: true })).code === 0
  if (!isolated) say("· e2e: run with the network as it is (unshare -n needs root and iproute2)")
  const [program, ...args] = isolated
    ? ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", ...command]
    : command
  const { output } = await run(program, args, {
    may: true,
    env: { ...environment, DURFEE_CHROMIUM: findChromium() ?? "", PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  return readReport(report, output, (result) => ({
    passed: result.stats.expected + result.stats.flaky,
    failed: result.stats.unexpected + result.errors.length,
  }))
}

function readReport(file, output, count) {
  let result
  try {
    result = JSON.parse(readFileSync(file, "utf8"))
  } catch {
    say(output.split("\n").slice(-80).join("\n"))
    return { passed: 0, failed: 1 }
  }
  const counts = count(result)
  if (counts.failed > 0) say(failures(result, output))
  return counts
}

/** The failing tests with their messages, for either reporter. */
function failures(result, output) {
  const lines = []
  for (const file of result.testResults ?? []) {
    if (file.status === "failed" && file.assertionResults.length === 0) lines.push(`${file.name}\n${file.message}`)
    for (const test of file.assertionResults)
      if (test.status === "failed") lines.push(`${file.name} > ${test.fullName}\n${test.failureMessages.join("\n")}`)
  }
  const visit = (suite) => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests)
        if (test.status === "unexpected")
          lines.push(
            `${spec.file} > ${spec.title}\n${test.results.flatMap((one) => one.errors.map((error) => error.message)).join("\n")}`,
          )
    for (const inner of suite.suites ?? []) visit(inner)
  }
  for (const suite of result.suites ?? []) visit(suite)
  for (const error of result.errors ?? []) lines.push(error.message)
  return lines.length > 0
    ? lines.map((line) => line.split("\n").slice(0, 30).join("\n")).join("\n\n")
    : output.split("\n").slice(-60).join("\n")
}
