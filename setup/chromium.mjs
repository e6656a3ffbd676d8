// Finds a browser of the Chromium family for the browser door and the end-to-end tests.
import { existsSync } from "node:fs"
import { findProgram } from "./steps.mjs"

const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"]
const places = {
  linux: [],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    `${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env["ProgramFiles(x86)"]}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
}

/** Path of the browser, or null. DURFEE_CHROMIUM names one. */
export function findChromium() {
  const named = process.env.DURFEE_CHROMIUM
  if (named) return existsSync(named) ? named : null
  return findProgram(programs) ?? (places[process.platform] ?? []).find((place) => existsSync(place)) ?? null
}
