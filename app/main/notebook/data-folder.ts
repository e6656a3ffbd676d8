import { homedir } from "node:os"
import { join } from "node:path"

/** Where the app keeps what is not the reader's: journals, versions, locks, settings. DURFEE_DATA overrides it. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const given = env.DURFEE_DATA
  if (given !== undefined && given !== "") return given
  const home = homedir()
  if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "Durfee")
  if (platform === "darwin") return join(home, "Library", "Application Support", "Durfee")
  const xdg = env.XDG_DATA_HOME
  return join(xdg !== undefined && xdg.startsWith("/") ? xdg : join(home, ".local", "share"), "durfee")
}
