import { execFileSync, spawnSync } from "node:child_process"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { bundle } from "../../support/bundle"
import { scratchFolder } from "../../support/documents/scratch"

/** The real system refuses, so that the simulated refusals elsewhere are known to tell the truth. Each test needs one of Linux's tools. */

const works = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0
const linux = process.platform === "linux"
const canMount = linux && process.getuid?.() === 0 && works("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt")
const canLimit = linux && works("prlimit", "--fsize=1000000", "true")
const canTrace = linux && works("strace", "-f", "-o", "/dev/null", "true")

let built: Awaited<ReturnType<typeof bundle>>
let folder: string
let target: string
const OLD = JSON.stringify({
  cells: [{ cell_type: "code", execution_count: null, id: "a", metadata: {}, outputs: [], source: ["old"] }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
})

beforeAll(async () => {
  built = await bundle({ writer: fileURLToPath(new URL("../../support/documents/writer.ts", import.meta.url)) })
})
afterAll(() => built.remove())
beforeEach(async () => {
  folder = await scratchFolder("system")
  await mkdir(join(folder, "files"))
  target = join(folder, "files", "a.ipynb")
  await writeFile(target, OLD)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Answer {
  kept: boolean
  message: string
}

/** Runs the writer's one save under a command; `prepare` is shell text that runs before it. */
function saveUnder(command: readonly string[], prepare = "true"): Answer {
  const writer = [process.execPath, join(built.folder, "writer.js"), "once", target, join(folder, "data")]
  const script = `${prepare} && exec "$@"`
  const [program = "sh", ...args] = [...command, "sh", "-c", script, "sh", ...writer]
  const out = execFileSync(program, args, {
    env: { ...process.env, UV_THREADPOOL_SIZE: "1", UV_USE_IO_URING: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  })
  return JSON.parse(out.toString().trim().split("\n").at(-1) ?? "") as Answer
}

describe("the system refuses a save", () => {
  // Needs root and a mount namespace.
  test.skipIf(!canMount)(
    "on a disk of one megabyte: told, the old file whole, nothing left over, the edit kept",
    () => {
      const disk = join(folder, "files")
      const keep = `cp ${target} ${folder}/old && mount -t tmpfs -o size=1m none ${disk} && cp ${folder}/old ${target}`
      const after = `cat ${target} > ${folder}/after; ls -A ${disk} > ${folder}/list`
      const writer = `${process.execPath} ${join(built.folder, "writer.js")} once ${target} ${join(folder, "data")}`
      const out = execFileSync("unshare", ["-m", "sh", "-c", `${keep} && ${writer}; ${after}`]).toString()
      const answer = JSON.parse(out.trim()) as Answer
      expect(answer.kept).toBe(true)
      expect(answer.message).toContain("ENOSPC")
      expect(execFileSync("cat", [join(folder, "after")]).toString()).toBe(OLD)
      expect(execFileSync("cat", [join(folder, "list")]).toString()).toBe("a.ipynb\n")
    },
  )

  // Needs prlimit of util-linux.
  test.skipIf(!canLimit)("past the system's limit for a file: told, the old file whole", async () => {
    const answer = saveUnder(["prlimit", "--fsize=1000000"])
    expect(answer.kept).toBe(false)
    expect(answer.message).toContain("EFBIG")
    expect(await readFile(target, "utf8")).toBe(OLD)
    expect(await readdir(join(folder, "files"))).toEqual(["a.ipynb"])
  })

  // Needs strace, and leave to trace.
  describe.skipIf(!canTrace)("calls that strace makes fail", () => {
    test.each([
      ["rename", "EXDEV"],
      ["rename", "EACCES"],
      ["rename", "EBUSY"],
      ["fchmod", "EPERM"],
    ])("%s: %s", async (call, code) => {
      const trace = join(folder, "trace")
      // The journal begins with a file of its own, saved by the same calls but for fchmod: the save's rename is the second.
      const which = call === "rename" ? ":when=2" : ""
      const answer = saveUnder(["strace", "-f", "-o", trace, "-e", `inject=${call}:error=${code}${which}`])
      expect(await readFile(trace, "utf8")).toContain("(INJECTED)")
      expect(answer.message).toContain(code)
      expect(await readFile(target, "utf8")).toBe(OLD)
      expect(await readdir(join(folder, "files"))).toEqual(["a.ipynb"])
    })

    test.each(["fsync", "rename", "fchmod"])(
      "killed at the save's %s: the old file is whole and at most one temporary file is left",
      async (call) => {
        const trace = join(folder, "trace")
        const which = { fsync: 4, rename: 2, fchmod: 1 }[call] ?? 1
        expect(() =>
          saveUnder(["strace", "-f", "-o", trace, "-e", `inject=${call}:signal=SIGKILL:when=${which}`]),
        ).toThrow()
        expect(await readFile(trace, "utf8")).toContain("SIGKILL")
        expect(await readFile(target, "utf8")).toBe(OLD)
        const left = (await readdir(join(folder, "files"))).filter((name) => name !== "a.ipynb")
        expect(left.length).toBeLessThanOrEqual(1)
      },
    )
  })
})
