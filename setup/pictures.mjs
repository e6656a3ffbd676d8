// npm run pictures: the README's pictures, made from the real page: a still of the gallery's "Ramanujan congruences", and 20 seconds of a session that
// finds a product. Needs ffmpeg for the moving one.
import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "./build.mjs"
import { findChromium } from "./chromium.mjs"
import { fail, findProgram, root, run, say } from "./steps.mjs"

const FRAMES_PER_SECOND = 5
const SECONDS = 20
const SIZE = { width: 1180, height: 760 }

if (!findProgram(["ffmpeg"])) fail("The moving picture needs ffmpeg; on Debian: apt-get install ffmpeg")
await build(["native", "node", "page"])
const { chromium } = await import("playwright")
const folder = mkdtempSync(join(tmpdir(), "durfee-pictures-"))
const pictures = join(root, "docs", "pictures")
mkdirSync(pictures, { recursive: true })
const door = await openDoor()
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
})
try {
  await still()
  await moving()
} finally {
  await browser.close()
  door.child.kill()
  rmSync(folder, { recursive: true, force: true })
}

function openDoor() {
  const child = spawn(process.execPath, [join(root, "build/node/browser.js"), "--no-open", "--print-token"], {
    env: { ...process.env, DURFEE_DATA: join(folder, "data") },
    stdio: ["ignore", "pipe", "inherit"],
  })
  return new Promise((resolve) => {
    let text = ""
    child.stdout.on("data", (chunk) => {
      text += chunk
      const url = /at (http\S+)/.exec(text)?.[1]
      if (url) resolve({ child, url })
    })
  })
}

async function still() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: "light" })
  await page.goto(door.url)
  await page.getByRole("button", { name: "Ramanujan congruences" }).first().click()
  await page.waitForTimeout(1000)
  await page.getByRole("button", { name: /run all/i }).click()
  await page.waitForTimeout(8000)
  await page.screenshot({ path: join(pictures, "notebook.png") })
  await page.close()
  say("· docs/pictures/notebook.png")
}

async function moving() {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: "light" })
  await page.goto(door.url)
  await page.waitForTimeout(1000)
  await page.keyboard.press("Control+k")
  await page.waitForTimeout(300)
  await page.keyboard.type("new notebook")
  await page.waitForTimeout(300)
  await page.keyboard.press("Enter")
  await page.waitForTimeout(1500)
  let filming = true
  let frame = 0
  const film = (async () => {
    while (filming) {
      const next = Date.now() + 1000 / FRAMES_PER_SECOND
      await page.screenshot({ path: join(folder, `${String(frame++).padStart(4, "0")}.png`) })
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())))
    }
  })()
  const enter = async (line) => {
    await page.keyboard.type(line, { delay: 60 })
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Shift+Enter")
    await page.waitForTimeout(2200)
  }
  const view = async (name) => {
    await page.locator(".views").first().getByRole("button", { name, exact: true }).click()
    await page.waitForTimeout(1800)
  }
  await enter("P := series(1/aqprod(q,q,infinity), q, 800);")
  await view("Residues")
  await view("Series")
  await page.locator(".code-box").nth(1).click()
  await enter("S := sift(P, q, 5, 4, 799);")
  await enter("etamake(S, q, 100);")
  while (frame < SECONDS * FRAMES_PER_SECOND) await page.waitForTimeout(100)
  filming = false
  await film
  await page.close()
  const filter =
    "split[a][b];[a]palettegen=max_colors=64:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle"
  await run("ffmpeg", [
    "-y",
    "-framerate",
    String(FRAMES_PER_SECOND),
    "-i",
    join(folder, "%04d.png"),
    "-vf",
    filter,
    join(pictures, "session.gif"),
  ])
  say(`· docs/pictures/session.gif, ${frame} frames`)
}
