import { writeFileSync, writeSync } from "node:fs"
import { acquireLock } from "../../../app/main/notebook/lock"
import { DocumentStore } from "../../../app/main/notebook/document-store"
import { realFileSystem } from "../../../app/main/notebook/file-system"

/** A process for tests to kill. It says on standard output what it has promised, one line each, written before it goes on. */

const [mode = "", target = "", data = ""] = process.argv.slice(2)
const say = (line: string): void => void writeSync(1, line + "\n")

/** Edits and saves for ever; edit n holds its number and some bulk. */
async function write(): Promise<void> {
  const store = await DocumentStore.open({ fs: realFileSystem, folder: data, app: "1.0.0" })
  const document = await store.openFile(target)
  const [cell] = document.content.cells
  if (cell === undefined) throw new Error("the notebook has no cell")
  const first = Number(/^edit (\d+)/.exec(cell.source)?.[1] ?? 0)
  for (let n = first + 1; ; n++) {
    const source = `edit ${n}\n` + `# ${n}\n`.repeat(20_000)
    document.change("page", document.revision, [{ type: "setSource", cellId: cell.id, source }], "Typing")
    await document.keep()
    if (document.fileState().kept) say(`kept ${n}`)
    if (n % 3 !== 0) continue
    await document.save()
    say(`saved ${n}`)
  }
}

/** What a careless program does: the control that shows that the test can see damage. */
function writeInPlace(): void {
  for (let n = 1; ; n++) {
    writeFileSync(target, `edit ${n}\n` + `# ${n}\n`.repeat(1_000_000) + `end ${n}\n`)
    say(`saved ${n}`)
  }
}

/** Takes the lock when told to by a line, says whether it was won, and keeps it until the next line. */
function race(): void {
  let held: { release(): Promise<void> } | null = null
  process.stdin.on("data", () => {
    void (async () => {
      if (held !== null) {
        await held.release()
        held = null
        return say("released")
      }
      const outcome = await acquireLock(realFileSystem, data, "key")
      if (outcome.ok) held = outcome.lock
      say(outcome.ok ? "won" : "lost")
    })()
  })
  say("ready")
}

/** One edit of five million characters, one save, and what came of it. */
async function once(): Promise<void> {
  const store = await DocumentStore.open({ fs: realFileSystem, folder: data, app: "1.0.0" })
  const document = await store.openFile(target)
  const [cell] = document.content.cells
  if (cell === undefined) throw new Error("the notebook has no cell")
  const source = "edit 1\n" + "#".repeat(5_000_000)
  document.change("page", document.revision, [{ type: "setSource", cellId: cell.id, source }], "Typing")
  await document.keep()
  const { kept } = document.fileState()
  const message = await document.save().then(
    () => "saved",
    (error: unknown) => String(error),
  )
  say(JSON.stringify({ kept, message }))
  process.exit(0)
}

if (mode === "once") await once()
else if (mode === "write") await write()
else if (mode === "in-place") writeInPlace()
else race()
