import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { _electron, expect, test, type ElectronApplication, type Page } from "playwright/test"

// The desktop door in Electron itself. Its binary does not come with npm ci; without it, or without a display, these are skipped and say so.
const root = join(import.meta.dirname, "../..")
const electron = join(root, "node_modules/electron")
const pathFile = join(electron, "path.txt")
const program = existsSync(pathFile) ? join(electron, "dist", readFileSync(pathFile, "utf8")) : null
const hasDisplay = process.platform !== "linux" || (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? "") !== ""
const reason =
  program === null ? "Electron's binary is not here (npm run electron:install fetches it)" : "there is no display"

test.describe("the desktop door", () => {
  test.skip(program === null || !existsSync(program) || !hasDisplay, reason)

  let app: ElectronApplication
  let page: Page
  const data = mkdtempSync(join(tmpdir(), "durfee-electron-"))

  test.beforeAll(async () => {
    app = await _electron.launch({
      executablePath: program ?? "",
      args: [root],
      env: { ...process.env, DURFEE_DATA: data },
    })
    page = await app.firstWindow()
  })
  test.afterAll(async () => {
    await app.close()
    rmSync(data, { recursive: true, force: true })
  })

  test("a worker thread in a utility process loads the addon and sees the stop flag", async () => {
    const cell = page.locator('.cell[data-kind="code"]').first()
    await cell.locator(".code-box").click()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("numbpart(200);")
    await page.keyboard.press("ControlOrMeta+Enter")
    await expect(cell.getByText("3972999029388")).toBeVisible()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("while true do od:")
    await page.keyboard.press("ControlOrMeta+Enter")
    await expect(cell).toHaveAttribute("data-state", "running")
    await page.keyboard.press("ControlOrMeta+.")
    await expect(cell).toHaveAttribute("data-state", "stopped")
  })

  test("the page has nothing of Node and opens no window", async () => {
    expect(
      await page.evaluate(() => ["require", "process", "module", "Buffer"].filter((name) => name in window)),
    ).toEqual([])
    expect(await page.evaluate(() => window.open("app://notebook/index.html"))).toBe(null)
  })
})
