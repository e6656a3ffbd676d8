// The libraries and tools that come from the system: what is needed, whether it is there, and how each system installs it.
import { thisSystem } from "./this-system.mjs"

/**
 * One need: how to see that it is met, and the packages of each manager that meet it. "a | b" is whichever of them the system has; a package that it has not,
 * while it has another of the same need, became a part of that one.
 */
const needs = [
  {
    name: "a C++20 compiler",
    isMet: (system) => system.compiles("#include <span>\n#include <bit>\nint main() { return std::popcount(0u); }"),
    packages: { apt: ["g++"], dnf: ["gcc-c++"], pacman: ["gcc"], brew: ["xcode"], msys2: ["gcc"] },
  },
  {
    name: "CMake",
    isMet: (system) => system.findProgram(["cmake"]) !== null,
    packages: {
      apt: ["cmake", "make"],
      dnf: ["cmake", "make"],
      pacman: ["cmake", "make"],
      brew: ["cmake"],
      msys2: ["cmake", "ninja"],
    },
  },
  {
    name: "GMP and MPFR",
    isMet: (system) => system.compiles("#include <gmp.h>\n#include <mpfr.h>\nint main() {}"),
    packages: {
      apt: ["libgmp-dev", "libmpfr-dev"],
      dnf: ["gmp-devel", "mpfr-devel"],
      pacman: ["gmp", "mpfr"],
      brew: ["gmp", "mpfr"],
      msys2: ["gmp", "mpfr"],
    },
  },
  {
    name: "FLINT, with Arb and Calcium",
    isMet: (system) =>
      system.compiles(`#include <flint/flint.h>
#include <flint/fmpz_mpoly.h>
#if __FLINT_RELEASE >= 30000
#include <flint/arb.h>
#include <flint/fmpz_mpoly_q.h>
#else
#include <arb.h>
#if !__has_include(<calcium/fmpz_mpoly_q.h>) || !__has_include(<antic/nf_elem.h>)
#error Calcium and Antic are missing
#endif
#endif
int main() {}`),
    packages: {
      apt: ["libflint-dev", "libflint-arb-dev", "libcalcium-dev", "libantic-dev"],
      dnf: ["flint-devel"],
      pacman: ["flint"],
      brew: ["flint"],
      msys2: ["flint"],
    },
  },
  {
    name: "Chromium, for the browser door",
    browser: true,
    isMet: (system) => system.findChromium() !== null,
    packages: {
      apt: ["chromium | chromium-browser"],
      dnf: ["chromium"],
      pacman: ["chromium"],
      brew: ["--cask chromium"],
      msys2: ["browser"],
    },
  },
]

/** How this system installs packages; null when it is none we know. */
function packageManager(system) {
  if (system.platform === "darwin") return "brew"
  if (system.platform === "win32") return "msys2"
  const managers = { "apt-get": "apt", dnf: "dnf", pacman: "pacman" }
  const program = Object.keys(managers).find((name) => system.findProgram([name]) !== null)
  return program === undefined ? null : managers[program]
}

/** The one command that installs these packages on this kind of system. */
export function installCommand(manager, packages) {
  switch (manager) {
    case "apt":
      return `sudo apt-get install ${packages.join(" ")}`
    case "dnf":
      return `sudo dnf install ${packages.join(" ")}`
    case "pacman":
      return `sudo pacman -S --needed ${packages.join(" ")}`
    case "brew":
      return brewCommand(packages)
    case "msys2":
      return msys2Command(packages)
    default:
      throw new RangeError(`No package manager is called ${manager}`)
  }
}

/** The compiler comes with Apple's command line tools, browsers as casks, the rest as formulae. */
function brewCommand(packages) {
  const formulae = packages.filter((name) => name !== "xcode" && !name.startsWith("--cask "))
  const casks = packages.filter((name) => name.startsWith("--cask "))
  return [
    ...(packages.includes("xcode") ? ["xcode-select --install"] : []),
    ...(formulae.length > 0 ? [`brew install ${formulae.join(" ")}`] : []),
    ...casks.map((name) => `brew install ${name}`),
  ].join(" && ")
}

function msys2Command(packages) {
  const libraries = packages.filter((name) => name !== "browser").map((name) => `mingw-w64-ucrt-x86_64-${name}`)
  return [
    ...(libraries.length > 0 ? [`pacman -S --needed ${libraries.join(" ")}   (in the MSYS2 UCRT64 shell)`] : []),
    ...(packages.includes("browser") ? ["winget install Google.Chrome"] : []),
  ].join("\n    ")
}

/** Makes sure that all needs are met, installing where that is allowed. `browser: false` leaves Chromium out. */
export async function ensureSystemPackages({ browser }, system = thisSystem) {
  const wanted = needs.filter((need) => browser || !need.browser)
  const print = `${wanted.length} ${process.version} ${process.arch}`
  if (system.isFresh("system", print) && (!browser || system.findChromium())) return
  const missing = wanted.filter((need) => !need.isMet(system))
  if (missing.length > 0) await install(missing, system)
  system.remember("system", print)
}

const namesOf = (list) => list.map((need) => need.name).join("; ")

async function install(missing, system) {
  const manager = packageManager(system)
  if (manager === null)
    return system.fail(
      `Durfee needs ${namesOf(missing)}. Install them with your system's package manager, then start again.`,
    )
  if (manager !== "apt") return tellCommand(missing, manager, packagesOf(missing, manager), system)
  if (!system.mayInstall()) return tellCommand(missing, manager, aptPackages(missing, system).packages, system)
  await installWithApt(missing, system)
}

function tellCommand(missing, manager, packages, system) {
  system.fail(
    `Durfee needs ${namesOf(missing)}. Install with:\n\n    ${installCommand(manager, packages)}\n\nthen start again.`,
  )
}

const packagesOf = (missing, manager) => missing.flatMap((need) => need.packages[manager])

/** What this Debian or Ubuntu calls the packages, and the needs for which it knows none. */
function aptPackages(missing, system) {
  const packages = []
  const unknown = []
  for (const need of missing) {
    const choices = need.packages.apt.map((entry) => entry.split(" | "))
    const known = choices.flatMap((names) => names.find((name) => system.aptKnows(name)) ?? [])
    if (known.length === 0) unknown.push(need)
    packages.push(...(known.length > 0 ? known : choices.map(([first]) => first)))
  }
  return { packages, unknown }
}

async function installWithApt(missing, system) {
  const updated = await system.step("reading the list of system packages", () => apt(["update"], system, true))
  const { packages, unknown } = aptPackages(missing, system)
  if (unknown.length > 0)
    return system.fail(
      `The system's list of packages has none for ${namesOf(unknown)}.\n${updated.code === 0 ? "" : `\napt-get update said:\n\n${updated.output.trimEnd()}\n`}\n` +
        `Install with:\n\n    ${installCommand("apt", packages)}\n\nthen start again.`,
    )
  system.say(`  installing from the system's packages: ${packages.join(" ")}`)
  await system.step("installing system packages", () =>
    apt(["install", "-y", "--no-install-recommends", ...packages], system, false),
  )
  const still = missing.filter((need) => !need.isMet(system))
  if (still.length > 0)
    system.fail(
      `The packages were installed, but ${namesOf(still)} cannot be used yet. Check with:\n\n    ` +
        installCommand("apt", aptPackages(still, system).packages),
    )
}

const LOCKED = /Could not get lock|Unable to acquire the dpkg frontend lock|Unable to lock/
const LOCK_PATIENCE = 300_000
const LOCK_PAUSE = 3_000

/**
 * Runs apt-get; when another program holds one of its locks (it waits for dpkg's by itself, not for that of the package lists), says so and tries
 * again for five minutes. `may`: a failure is an answer.
 */
async function apt(args, system, may) {
  for (let waited = 0; ; waited += LOCK_PAUSE) {
    const lastTry = waited >= LOCK_PATIENCE
    const answer = await system.aptGet(["-o", "DPkg::Lock::Timeout=1", "-qq", ...args])
    if (answer.code === 0 || !LOCKED.test(answer.output) || lastTry) {
      if (answer.code !== 0 && !may)
        system.fail(
          `\napt-get ${args.join(" ")} failed:\n\n${answer.output.trimEnd().split("\n").slice(-60).join("\n")}`,
        )
      return answer
    }
    if (waited === 0) system.say("  another program is installing packages; waiting until it is done")
    await system.pause(LOCK_PAUSE)
  }
}
