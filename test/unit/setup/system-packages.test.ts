import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { expect, test } from "vitest"

/**
 * The bootstrap on machines of other kinds. Its modules are plain JavaScript without types, so a program of its own runs them with a made-up system and
 * prints what that system was asked and told.
 */
const module = JSON.stringify(join(import.meta.dirname, "../../../setup/system-packages.mjs"))

interface Machine {
  platform?: string
  /** Programs on the PATH. */
  programs?: string[]
  /** Words of which one makes a text compile; what apt-get installs adds to them. */
  compiles?: string[]
  chromium?: boolean
  mayInstall?: boolean
  /** Packages that apt knows, and what each brings. */
  apt?: Record<string, string[]>
  /** Answers of apt-get in turn; the rest succeed. */
  answers?: { code: number; output: string }[]
}

interface Told {
  said: string[]
  failed: string | null
  asked: string[]
  paused: number
  remembered: boolean
}

/** A C++ compiler, the headers of GMP and MPFR, and those of FLINT, as a text asks for them. */
const ALL = ["<span>", "<gmp.h>", "<flint/flint.h>"]

function bootstrap(machine: Machine, browser = false): Told {
  const program = `
    import { ensureSystemPackages } from ${module}
    const machine = ${JSON.stringify(machine)}
    const programs = new Set(machine.programs ?? [])
    const compiles = new Set(machine.compiles ?? [])
    let chromium = machine.chromium ?? false
    const answers = [...(machine.answers ?? [])]
    const told = { said: [], failed: null, asked: [], paused: 0, remembered: false }
    class Failed extends Error {}
    const system = {
      platform: machine.platform ?? "linux",
      findProgram: (names) => names.find((name) => programs.has(name)) ?? null,
      findChromium: () => (chromium ? "/usr/bin/chromium" : null),
      compiles: (source) => [...compiles].some((word) => source.includes(word)),
      mayInstall: () => machine.mayInstall ?? false,
      aptKnows: (name) => Object.hasOwn(machine.apt ?? {}, name),
      aptGet: async (args) => {
        const rest = args.slice(args.indexOf("-qq") + 1)
        told.asked.push(rest.join(" "))
        const answer = answers.shift() ?? { code: 0, output: "" }
        if (answer.code === 0 && rest[0] === "install")
          for (const name of rest)
            for (const brought of machine.apt?.[name] ?? []) {
              if (brought === "chromium") chromium = true
              programs.add(brought)
              compiles.add(brought)
            }
        return answer
      },
      pause: async (milliseconds) => void (told.paused += milliseconds),
      isFresh: () => false,
      remember: () => void (told.remembered = true),
      say: (line) => told.said.push(line),
      step: async (name, work) => (told.said.push("· " + name), await work()),
      fail: (sentence) => { told.failed = sentence; throw new Failed() },
    }
    try { await ensureSystemPackages({ browser: ${browser} }, system) } catch (error) { if (!(error instanceof Failed)) throw error }
    process.stdout.write(JSON.stringify(told))`
  const ran = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" })
  expect(ran.stderr).toBe("")
  return JSON.parse(ran.stdout) as Told
}

/** The command of a refusal: what stands indented in it. */
const commandOf = ({ failed }: Told): string => (/\n\n {4}(.*?)\n\n/s.exec(failed ?? "")?.[1] ?? "").trim()

const bookworm = {
  "g++": ["<span>"],
  cmake: ["cmake"],
  make: [],
  "libgmp-dev": ["<gmp.h>"],
  "libmpfr-dev": [],
  "libflint-dev": ["<flint/flint.h>"],
  "libflint-arb-dev": [],
  "libcalcium-dev": [],
  "libantic-dev": [],
  chromium: ["chromium"],
}

test("where all is there nothing is asked and nothing said", () => {
  const told = bootstrap({ programs: ["cmake", "apt-get"], compiles: ALL, chromium: true }, true)
  expect(told).toEqual({ said: [], failed: null, asked: [], paused: 0, remembered: true })
})

test("on a bare Debian with root it says which packages, installs them, and sees that they serve", () => {
  const told = bootstrap({ programs: ["apt-get"], mayInstall: true, apt: bookworm }, true)
  expect(told.failed).toBeNull()
  expect(told.asked).toEqual(["update", `install -y --no-install-recommends ${Object.keys(bookworm).join(" ")}`])
  const announced = told.said.findIndex((line) => line.includes(Object.keys(bookworm).join(" ")))
  expect(announced).toBeGreaterThan(0)
  expect(told.said[announced + 1]).toBe("· installing system packages")
  expect(told.remembered).toBe(true)
})

test("a Debian that has Arb within FLINT is asked for what it has, by name", () => {
  const { "libflint-arb-dev": _arb, "libcalcium-dev": _calcium, "libantic-dev": _antic, ...trixie } = bookworm
  const machine = { programs: ["apt-get", "cmake"], compiles: ["<span>", "<gmp.h>"], apt: trixie }
  expect(commandOf(bootstrap(machine))).toBe("sudo apt-get install libflint-dev")
  expect(bootstrap({ ...machine, mayInstall: true }).asked[1]).toBe("install -y --no-install-recommends libflint-dev")
})

test("an Ubuntu that calls Chromium otherwise is asked for its own name", () => {
  const machine = { programs: ["apt-get", "cmake"], compiles: ALL, apt: { "chromium-browser": ["chromium"] } }
  expect(commandOf(bootstrap(machine, true))).toBe("sudo apt-get install chromium-browser")
})

test.each([
  ["dnf", { programs: ["dnf"] }, "sudo dnf install gcc-c++ cmake make gmp-devel mpfr-devel flint-devel chromium"],
  ["pacman", { programs: ["pacman"] }, "sudo pacman -S --needed gcc cmake make gmp mpfr flint chromium"],
  [
    "brew",
    { platform: "darwin" },
    "xcode-select --install && brew install cmake gmp mpfr flint && brew install --cask chromium",
  ],
  [
    "MSYS2",
    { platform: "win32" },
    "pacman -S --needed mingw-w64-ucrt-x86_64-gcc mingw-w64-ucrt-x86_64-cmake mingw-w64-ucrt-x86_64-ninja " +
      "mingw-w64-ucrt-x86_64-gmp mingw-w64-ucrt-x86_64-mpfr mingw-w64-ucrt-x86_64-flint   (in the MSYS2 UCRT64 shell)\n" +
      "    winget install Google.Chrome",
  ],
  [
    "apt without leave to install",
    { programs: ["apt-get"], apt: bookworm },
    `sudo apt-get install ${Object.keys(bookworm).join(" ")}`,
  ],
])("%s: prints the one command and installs nothing", (_name, machine: Machine, command) => {
  const told = bootstrap(machine, true)
  expect(commandOf(told)).toBe(command)
  expect(told.failed).toMatch(/^Durfee needs a C\+\+20 compiler; CMake; GMP and MPFR; FLINT, .*then start again\.$/s)
  expect([told.asked, told.remembered]).toEqual([[], false])
})

test("only what is missing is asked for", () => {
  expect(commandOf(bootstrap({ platform: "darwin", compiles: ["<span>", "<gmp.h>"], programs: ["cmake"] }))).toBe(
    "brew install flint",
  )
  const windows = { platform: "win32", compiles: ALL, programs: ["cmake"] }
  expect(commandOf(bootstrap(windows, true))).toBe("winget install Google.Chrome")
})

test("a system of another kind is told what is needed", () => {
  expect(bootstrap({}).failed).toMatch(/needs a C\+\+20 compiler; .*your system's package manager/)
})

test("waits for whoever holds a lock, the lists' or dpkg's, and says so once", () => {
  const lists = {
    code: 100,
    output: "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)",
  }
  const dpkg = { code: 100, output: "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend)" }
  const done = { code: 0, output: "" }
  const answers = [lists, lists, done, dpkg, dpkg, dpkg, done]
  const told = bootstrap({ programs: ["apt-get"], mayInstall: true, apt: bookworm, answers }, true)
  expect(told.failed).toBeNull()
  expect(told.asked).toHaveLength(7)
  expect(told.paused).toBe(15_000)
  expect(told.said.filter((line) => line.includes("waiting"))).toHaveLength(2)
})

test("gives up on a lock after five minutes, and on anything else at once, with apt-get's own words", () => {
  const locked = { code: 100, output: "E: Unable to acquire the dpkg frontend lock" }
  const machine = { programs: ["apt-get"], mayInstall: true, apt: bookworm }
  const stuck = bootstrap({ ...machine, answers: [{ code: 0, output: "" }, ...Array<typeof locked>(200).fill(locked)] })
  expect([stuck.paused, stuck.failed]).toEqual([300_000, expect.stringContaining("dpkg frontend lock")])
  const broken = { code: 100, output: "E: You don't have enough free space in /var/cache/apt/archives/." }
  const full = bootstrap({ ...machine, answers: [{ code: 0, output: "" }, broken] })
  expect([full.paused, full.failed]).toEqual([0, expect.stringContaining("enough free space")])
})

test("a list of packages that cannot be read is told with apt-get's words, when it is needed", () => {
  const answers = [{ code: 100, output: "E: The repository has no Release file." }]
  const empty = bootstrap({ programs: ["apt-get"], mayInstall: true, apt: {}, answers })
  expect(empty.failed).toContain("no Release file")
  expect(commandOf({ ...empty, failed: empty.failed?.replace(/[^]*Install with:/, "") ?? null })).toMatch(
    /^sudo apt-get install g\+\+ cmake/,
  )
  expect(bootstrap({ programs: ["apt-get"], mayInstall: true, apt: bookworm, answers }).failed).toBeNull()
})

test("packages that are there and do not serve are told", () => {
  const told = bootstrap({
    programs: ["apt-get", "cmake"],
    compiles: ["<span>", "<gmp.h>"],
    mayInstall: true,
    apt: { "libflint-dev": [] },
  })
  expect(told.failed).toMatch(/were installed, but FLINT, with Arb and Calcium cannot be used yet/)
})

test("a step that fails shows its own words and no stack of ours", () => {
  const steps = JSON.stringify(join(import.meta.dirname, "../../../setup/steps.mjs"))
  const program = (work: string): string =>
    `import { run, step } from ${steps}; await step("compiling the moon", async () => { ${work} }); console.log("on")`
  const ran = (work: string) =>
    spawnSync(process.execPath, ["--input-type=module", "-e", program(work)], { encoding: "utf8" })
  const inTool = ran('await run("sh", ["-c", "echo moon.cc:7: no cheese >&2; exit 3"])')
  expect([inTool.status, inTool.stdout]).toEqual([1, ""])
  expect(inTool.stderr).toContain("moon.cc:7: no cheese")
  const missing = ran('await run("no-such-tool", [])')
  expect(missing.stderr).toContain("no-such-tool")
  const ours = ran('throw new Error("The moon is full.")')
  expect(ours.stderr).toContain("compiling the moon failed:\n\nThe moon is full.")
  for (const { stderr } of [inTool, missing, ours]) expect(stderr).not.toMatch(/^\s+at /m)
})
