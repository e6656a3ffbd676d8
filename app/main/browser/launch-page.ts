import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

export interface LaunchPage {
  readonly path: string
  remove(): void
}

/**
 * A page that only its owner can read and that sends its reader on to `url`. A browser is started with this page's path, because a command line
 * is shown to every user of the machine and the url carries the token.
 */
export function writeLaunchPage(url: string): LaunchPage {
  const folder = mkdtempSync(join(tmpdir(), "durfee-"))
  chmodSync(folder, 0o700)
  const path = join(folder, "open.html")
  const target = JSON.stringify(url)
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><title>Durfee</title><script>location.replace(${target})</script><p>Opening the notebook…</p>\n`,
    { mode: 0o600, flag: "wx" },
  )
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
