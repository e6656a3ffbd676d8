import * as node from "node:fs"
import {
  link,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
  chmod,
  lstat,
  rename,
} from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { RemoteError } from "../../../app/contract/rpc"
import {
  ChangedOnDisk,
  saveAtomically,
  seenOf,
  sweepTemporaries,
  type Seen,
} from "../../../app/main/notebook/atomic-save"
import { crc32c } from "../../../app/main/notebook/crc32c"
import { realFileSystem, type FileSystem } from "../../../app/main/notebook/file-system"
import { fileFailure } from "../../../app/main/notebook/file-trouble"
import { sha256 } from "../../../app/main/notebook/notebook-file"
import { faulty, intercepted, Recording, shortWrites, SystemError } from "../../support/documents/file-systems"

let folder: string
let target: string
const OLD = Buffer.from("old\n".repeat(1_000))
const NEW = Buffer.from("new\n".repeat(50_000))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durfee-save-"))
  target = join(folder, "a.ipynb")
  await writeFile(target, OLD)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function seen(): Promise<Seen> {
  return seenOf(await realFileSystem.stat(target), sha256(await readFile(target)))
}

const save = async (fs: FileSystem = realFileSystem, expected?: Seen | null | "any") =>
  await saveAtomically(fs, target, NEW, { expected: expected === undefined ? await seen() : expected })

const CODES = [
  "ENOSPC",
  "EIO",
  "EACCES",
  "EPERM",
  "EROFS",
  "EMFILE",
  "EDQUOT",
  "EFBIG",
  "EXDEV",
  "ENAMETOOLONG",
  "ETXTBSY",
  "ESTALE",
]

describe("every call of a save, failing with every code", () => {
  test("leaves the old version or the new one, whole, and no temporary file", async () => {
    let fired = 0
    for (let n = 1; ; n++) {
      let reached = false
      for (const code of CODES) {
        await writeFile(target, OLD)
        const before = await seen()
        const fault = faulty(n, code)
        const outcome = await saveAtomically(fault.fs, target, NEW, { expected: before }).then(
          () => "saved",
          (error: unknown) => error,
        )
        const now = await readFile(target)
        expect(now.equals(OLD) || now.equals(NEW), `call ${n} ${fault.fired} ${code}`).toBe(true)
        if (outcome === "saved") expect(now.equals(NEW)).toBe(true)
        expect(await readdir(folder), `call ${n} ${fault.fired} ${code}`).toEqual(
          fault.fired === "unlink" ? expect.anything() : ["a.ipynb"],
        )
        if (fault.fired !== null) {
          reached = true
          fired++
          if (outcome !== "saved")
            expect(fileFailure(outcome, "“a” could not be saved").message).toContain("could not be saved")
        }
      }
      if (!reached) break
    }
    expect(fired).toBeGreaterThan(12 * 12)
  })

  test("dying at any call leaves the old version or the new one, whole", async () => {
    const states = new Set<string>()
    for (let n = 1; ; n++) {
      await writeFile(target, OLD)
      const fault = faulty(n, "dies")
      await Promise.race([fault.death, saveAtomically(fault.fs, target, NEW, { expected: await seen() })])
      const now = await readFile(target)
      expect(now.equals(OLD) || now.equals(NEW)).toBe(true)
      states.add(now.equals(OLD) ? "old" : "new")
      for (const name of await readdir(folder)) if (name !== "a.ipynb") await unlink(join(folder, name))
      if (fault.fired === null) break
    }
    expect([...states].sort()).toEqual(["new", "old"])
  })
})

test("the order of the protocol: write, fsync, close, rename, fsync of the folder", async () => {
  const recording = new Recording()
  await save(recording.fs)
  expect(recording.operations.map((operation) => operation.type)).toEqual([
    "create",
    "write",
    "fsync",
    "rename",
    "syncFolder",
  ])
})

test("short writes are continued until all is written", async () => {
  await save(shortWrites)
  expect((await readFile(target)).equals(NEW)).toBe(true)
})

test("after an error of fsync a new file is written, never the same one synced again", async () => {
  let failed = 0
  const synced: unknown[] = []
  const fs = intercepted((call, _n, [handle]) => {
    if (call !== "fsync") return
    synced.push(handle)
    if (failed++ === 0) throw new SystemError("EIO", call)
  })
  const recording = new Recording()
  await save({ ...recording.fs, fsync: fs.fsync })
  expect(recording.operations.map((operation) => operation.type)).toEqual([
    "create",
    "write",
    "unlink",
    "create",
    "write",
    "rename",
  ])
  expect((await readFile(target)).equals(NEW)).toBe(true)
})

describe("another program's change is seen, however it was made", () => {
  const styles: Record<string, () => Promise<void>> = {
    "in place": () => writeFile(target, "theirs"),
    "rename over": async () => {
      await writeFile(join(folder, "x"), "theirs")
      await rename(join(folder, "x"), target)
    },
    "delete, then create": async () => {
      await unlink(target)
      await writeFile(target, "theirs")
    },
    "same size and time, other bytes": async () => {
      const { atime, mtime } = await stat(target)
      await writeFile(target, Buffer.from("OLD\n".repeat(1_000)))
      await utimes(target, atime, mtime)
    },
  }
  test.each(Object.entries(styles))("%s", async (_, change) => {
    await utimes(target, 1_000_000, 1_000_000)
    const before = await seen()
    await change()
    const theirs = await readFile(target)
    // Times are trusted only when they are some seconds old.
    const later = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000)
    await expect(save(realFileSystem, before)).rejects.toMatchObject({ found: "changed" })
    later.mockRestore()
    expect((await readFile(target)).equals(theirs)).toBe(true)
    expect(await readdir(folder)).toEqual(["a.ipynb"])
  })

  test("same bytes with a new time are no change", async () => {
    const before = await seen()
    await utimes(target, 1, 1)
    await save(realFileSystem, before)
    expect((await readFile(target)).equals(NEW)).toBe(true)
  })

  test("between the first look and the rename", async () => {
    const before = await seen()
    const fs = intercepted((call) => {
      if (call === "chmod") node.writeFileSync(target, "theirs")
    })
    await expect(save(fs, before)).rejects.toBeInstanceOf(ChangedOnDisk)
    expect(await readFile(target, "utf8")).toBe("theirs")
    expect(await readdir(folder)).toEqual(["a.ipynb"])
  })

  test("removed, or made where none was", async () => {
    const before = await seen()
    await expect(save(realFileSystem, null)).rejects.toMatchObject({ found: "exists" })
    await unlink(target)
    await expect(save(realFileSystem, before)).rejects.toMatchObject({ found: "removed" })
    await save(realFileSystem, null)
    expect((await readFile(target)).equals(NEW)).toBe(true)
  })
})

describe("links and permissions", () => {
  test("a symbolic link stays one, and its target is replaced", async () => {
    const name = join(folder, "link.ipynb")
    await symlink(target, name)
    await saveAtomically(realFileSystem, name, NEW, { expected: await seen() })
    expect((await lstat(name)).isSymbolicLink()).toBe(true)
    expect((await readFile(target)).equals(NEW)).toBe(true)
  })

  test("other hard links keep the old version, and are counted", async () => {
    const other = join(folder, "other.ipynb")
    await link(target, other)
    expect((await save()).otherNames).toBe(1)
    expect((await readFile(other)).equals(OLD)).toBe(true)
  })

  test("the file keeps its permissions", async () => {
    await chmod(target, 0o640)
    await save()
    expect((await stat(target)).mode & 0o777).toBe(0o640)
  })

  test("the old bytes are handed to the backup before they are replaced", async () => {
    let kept: Uint8Array | null = null
    await saveAtomically(realFileSystem, target, NEW, {
      expected: await seen(),
      backup: async (old) => {
        kept = old
        expect((await readFile(target)).equals(OLD)).toBe(true)
      },
    })
    expect(Buffer.from(kept ?? []).equals(OLD)).toBe(true)
  })
})

describe("Windows", () => {
  const sharing = (times: number) => {
    let failures = 0
    const waits: number[] = []
    const fs = intercepted((call) => {
      if (call === "rename" && failures++ < times) throw new SystemError("EPERM", call)
    })
    const wait = async (milliseconds: number) => void waits.push(milliseconds)
    return { fs, waits, wait }
  }

  test("a file that is held for a moment is tried again, at growing intervals", async () => {
    const { fs, waits, wait } = sharing(7)
    await saveAtomically(fs, target, NEW, { expected: await seen(), platform: "win32", wait })
    expect(waits).toEqual([20, 40, 80, 160, 320, 640, 1_000])
    expect((await readFile(target)).equals(NEW)).toBe(true)
  })

  test("a file that stays held is left as it is, after ten attempts", async () => {
    const { fs, waits, wait } = sharing(Infinity)
    const saving = saveAtomically(fs, target, NEW, { expected: await seen(), platform: "win32", wait })
    await expect(saving).rejects.toMatchObject({ code: "EPERM" })
    expect(waits).toHaveLength(9)
    expect((await readFile(target)).equals(OLD)).toBe(true)
    expect(await readdir(folder)).toEqual(["a.ipynb"])
  })
})

test("without space nothing is begun", async () => {
  const fs = { ...realFileSystem, statfs: async () => 1_000 }
  const error = await save(fs).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(RemoteError)
  expect(fileFailure(error, "").message).toContain("ENOSPC")
  expect((await readFile(target)).equals(OLD)).toBe(true)
})

test("each code has a sentence and something to do", () => {
  const sentences = new Set(
    CODES.map((code) => fileFailure(new SystemError(code, "write"), "“a” could not be saved").message),
  )
  expect(sentences.size).toBe(CODES.length)
  for (const code of [...CODES, "EWHATEVER"]) {
    const failure = fileFailure(new SystemError(code, "write"), "“a” could not be saved")
    expect(failure.message).toContain(`(${code})`)
    expect(failure.hint).toMatch(/\.$/)
  }
  expect(() => fileFailure(new TypeError("ours"), "")).toThrow("ours")
})

test("what killed writers left is swept: old files of dead processes of this host, and nothing else", async () => {
  const recording = new Recording()
  await save(recording.fs)
  const [created] = recording.operations
  const mine = created?.type === "create" ? (created.path.split("/").pop() ?? "") : ""
  // The largest process number that Linux gives out is 2^22, so this one is dead.
  const dead = mine.replace(`-${process.pid}-`, "-99999999-")
  const elsewhere = dead.replace(/durfee-[0-9a-f]{8}/, "durfee-00000000")
  const young = dead.replace(/[0-9a-f]{12}/, "aaaaaaaaaaaa")
  for (const name of [mine, dead, elsewhere, young, ".~notes.tmp"]) await writeFile(join(folder, name), "")
  for (const name of [mine, dead, elsewhere]) await utimes(join(folder, name), 1, 1)
  expect(await sweepTemporaries(realFileSystem, folder)).toEqual([dead])
  expect((await readdir(folder)).sort()).toEqual([mine, elsewhere, young, ".~notes.tmp", "a.ipynb"].sort())
})

test("CRC-32C of the examples in RFC 3720, appendix B.4", () => {
  const hex = (bytes: Uint8Array) => crc32c(bytes).toString(16)
  expect(hex(new Uint8Array(32))).toBe("8a9136aa")
  expect(hex(new Uint8Array(32).fill(0xff))).toBe("62a8ab43")
  expect(hex(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe("46dd794e")
  expect(hex(Uint8Array.from({ length: 32 }, (_, i) => 31 - i))).toBe("113fdb5c")
})
