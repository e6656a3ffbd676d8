// The libraries and tools that come from the system: what is needed, whether it is there, and how each system installs it.
import { spawnSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fail, findProgram, root, run, say, step } from "./steps.mjs"
import { isFresh, remember } from "./stamps.mjs"
import { findChromium } from "./chromium.mjs"

/** One need: how to see that it is met, and the package of each manager that meets it. */
const needs = [
  {
    name: "a C++20 compiler",
    isMet: () => compiles("#include <span>\n#include <bit>\nint main() { return std::popcount(0u); }"),
    packages: { apt: ["g++"], dnf: ["gcc-c++"], pacman: ["gcc"], brew: ["llvm"], msys2: ["gcc"] },
  },
  {
    name: "CMake",
    isMet: () => findProgram(["cmake"]) !== null,
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
    isMet: () => compiles("#include <gmp.h>\n#include <mpfr.h>\nint main() {}"),
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
    isMet: () =>
      compiles(`#include <flint/flint.h>
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
    isMet: () => findChromium() !== null,
    packages: { apt: ["chromium"], dnf: ["chromium"], pacman: ["chromium"], brew: ["--cask chromium"], msys2: [] },
  },
]

const compileFlags = () => {
  const flags = ["-std=c++20", "-fsyntax-only", "-x", "c++"]
  if (process.platform === "darwin") flags.push("-I/opt/homebrew/include", "-I/usr/local/include")
  if (process.env.MINGW_PREFIX) flags.push(`-I${process.env.MINGW_PREFIX}/include`)
  return flags
}

function compiles(source) {
  const compiler = process.env.CXX ?? findProgram(["c++", "g++", "clang++"])
  if (!compiler) return false
  return spawnSync(compiler, [...compileFlags(), "-"], { input: source }).status === 0
}

/** How this system installs packages; null when it is none we know. */
function packageManager() {
  if (process.platform === "darwin") return "brew"
  if (process.platform === "win32") return "msys2"
  for (const [manager, program] of [
    ["apt", "apt-get"],
    ["dnf", "dnf"],
    ["pacman", "pacman"],
  ])
    if (findProgram([program])) return manager
  return null
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
      return packages.map((name) => `brew install ${name}`).join(" && ")
    case "msys2":
      return `pacman -S --needed ${packages.map((name) => `mingw-w64-ucrt-x86_64-${name}`).join(" ")}   (in the MSYS2 UCRT64 shell)`
    default:
      throw new RangeError(`No package manager is called ${manager}`)
  }
}

/** Makes sure that all needs are met, installing where that is allowed. `browser: false` leaves Chromium out. */
export async function ensureSystemPackages({ browser }) {
  const wanted = needs.filter((need) => browser || !need.browser)
  const print = `${wanted.length} ${process.version} ${process.arch}`
  if (isFresh("system", print) && (!browser || findChromium())) return
  const missing = wanted.filter((need) => !need.isMet())
  if (missing.length > 0) await install(missing)
  mkdirSync(join(root, "build"), { recursive: true })
  remember("system", print)
}

async function install(missing) {
  const names = missing.map((need) => need.name).join("; ")
  const manager = packageManager()
  if (!manager) fail(`Durfee needs ${names}. Install them with your system's package manager, then start again.`)
  let packages = missing.flatMap((need) => need.packages[manager])
  const mayInstall = manager === "apt" && (process.getuid?.() === 0 || passwordlessSudo())
  if (manager === "apt" && mayInstall) {
    await step("reading the list of system packages", () => apt(["update"], true))
    packages = packages.filter((name) => spawnSync("apt-cache", ["show", name]).status === 0)
  }
  if (!mayInstall)
    fail(`Durfee needs ${names}. Install with:\n\n    ${installCommand(manager, packages)}\n\nthen start again.`)
  say(`  installing from the system's packages: ${packages.join(" ")}`)
  await step("installing system packages", () => apt(["install", "-y", "--no-install-recommends", ...packages], false))
  const still = missing.filter((need) => !need.isMet())
  if (still.length > 0)
    fail(
      `The packages were installed, but ${still.map((need) => need.name).join("; ")} cannot be used yet. ` +
        `Check with: ${installCommand(
          manager,
          still.flatMap((need) => need.packages[manager]),
        )}`,
    )
}

function passwordlessSudo() {
  return findProgram(["sudo"]) !== null && spawnSync("sudo", ["-n", "true"]).status === 0
}

/** apt-get that waits for whoever holds the package lock. */
function apt(args, may) {
  const full = ["-o", "DPkg::Lock::Timeout=300", "-qq", ...args]
  const env = { DEBIAN_FRONTEND: "noninteractive" }
  return process.getuid?.() === 0
    ? run("apt-get", full, { env, may })
    : run("sudo", ["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...full], { may })
}
