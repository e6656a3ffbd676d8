import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium, expect, type Browser, type Locator, type Page } from "playwright/test"
import { launchOptions } from "./browser"
import { openDoor, type Door, type DoorOptions } from "./door"

/** A page of the real program, with everything it complained of. */
export interface OpenPage {
  readonly door: Door
  readonly browser: Browser
  readonly page: Page
  /** Errors of the page, violations of its policy, and requests that left it. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A complaint that is no fault of the page: Chromium's remarks on features it does not know. */
const REMARK = /Permissions-Policy|favicon/

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), "durfee-e2e-"))
}

export async function visit(
  door: Door,
  browser: Browser,
  complaints: string[],
  size = { width: 1440, height: 1000 },
): Promise<Page> {
  const context = await browser.newContext({ viewport: size, permissions: ["clipboard-read", "clipboard-write"] })
  const page = await context.newPage()
  page.on("console", (message) => {
    if (message.type() === "error" && !REMARK.test(message.text())) complaints.push(message.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== door.origin && protocol !== "blob:" && protocol !== "data:" && protocol !== "ws:")
      complaints.push(`request to ${request.url()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`),
    )
  })
  await page.goto(door.url)
  await expect(page.locator(".cell").first()).toBeVisible()
  return page
}

export async function openPage(options: DoorOptions = {}): Promise<OpenPage> {
  const door = await openDoor(options)
  const browser = await chromium.launch(launchOptions())
  const complaints: string[] = []
  const page = await visit(door, browser, complaints)
  return {
    door,
    browser,
    page,
    complaints,
    close: async () => {
      await browser.close()
      await door.stop()
    },
  }
}

export const codeCell = (page: Page, at: number): Locator => page.locator('.cell[data-kind="code"]').nth(at)

/** A new notebook with one empty cell, the caret in it. */
export async function newNotebook(page: Page): Promise<void> {
  await command(page, "New notebook")
  await expect(page.locator(".cell")).toHaveCount(1)
  await expect(page.locator(".document-title")).toHaveText(/Untitled/)
  await page.locator(".code-box").click()
  await expect(page.locator(".cm-content")).toBeFocused()
}

/** Acts through the palette, as a reader who knows only Mod+K. */
export async function command(page: Page, name: string): Promise<void> {
  // A dialog that is closing has the keys until it is gone.
  await expect(page.locator("dialog")).toHaveCount(0)
  await page.keyboard.press("Control+k")
  await page.locator(".palette-input").fill(`>${name}`)
  await page.keyboard.press("Enter")
  await expect(page.locator(".palette")).toHaveCount(0)
}

/** Types a line into the caret's cell and runs it; the cell below has the caret then. */
export async function run(page: Page, source: string): Promise<void> {
  await page.keyboard.insertText(source)
  await page.keyboard.press("Shift+Enter")
}
