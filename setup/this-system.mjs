// What the bootstrap asks of the machine it runs on: the tests give it machines of other kinds.
import { spawnSync } from "node:child_process"
import { setTimeout as pause } from "node:timers/promises"
import { findChromium } from "./chromium.mjs"
import { isFresh, remember } from "./stamps.mjs"
import { fail, findProgram, run, say, step } from "./steps.mjs"

const APT = { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" }

const isRoot = () => process.getuid?.() === 0

const compileFlags = () => {
  const flags = ["-std=c++20", "-fsyntax-only", "-x", "c++"]
  if (process.platform === "darwin") flags.push("-I/opt/homebrew/include", "-I/usr/local/include")
  if (process.env.MINGW_PREFIX) flags.push(`-I${process.env.MINGW_PREFIX}/include`)
  return flags
}

export const thisSystem = {
  platform: process.platform,
  findProgram,
  findChromium,
  /** Whether the system's C++ compiler accepts a text. */
  compiles: (source) => {
    const compiler = process.env.CXX ?? findProgram(["c++", "g++", "clang++"])
    return compiler !== null && spawnSync(compiler, [...compileFlags(), "-"], { input: source }).status === 0
  },
  /** Whether packages may be installed without a question: as root, or with a sudo that asks for no password. */
  mayInstall: () => isRoot() || (findProgram(["sudo"]) !== null && spawnSync("sudo", ["-n", "true"]).status === 0),
  aptKnows: (name) => spawnSync("apt-cache", ["show", name]).status === 0,
  /** Resolves with the exit status and the words of apt-get, whatever they are; its locks are told in English. */
  aptGet: (args) =>
    isRoot()
      ? run("apt-get", args, { env: APT, may: true })
      : run("sudo", ["-n", ...Object.entries(APT).map(([name, value]) => `${name}=${value}`), "apt-get", ...args], {
          may: true,
        }),
  pause,
  isFresh,
  remember,
  say,
  step,
  fail,
}
