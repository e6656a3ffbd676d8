import { existsSync } from "node:fs"
import type { LaunchOptions } from "playwright/test"

const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** The system's Chromium, quiet on the network; without its sandbox only as root, where it would not start with it. */
export function launchOptions(): LaunchOptions {
  const named = process.env.DURFEE_CHROMIUM
  const executablePath = named !== undefined && named !== "" ? named : candidates.find((path) => existsSync(path))
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
      "--no-first-run",
    ],
  }
}
