import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { chromium, expect, test } from "playwright/test"
import { launchOptions } from "./support/browser"
import { openDoor } from "./support/door"
import { isOnDisk } from "./support/files"
import { codeCell, newDataFolder, openPage, visit } from "./support/page"

// A reader's whole way: an example run from top to bottom, a series read on, a long computation stopped, a deletion taken back, a power cut,
// and the work is there again.
test("the example runs, and its work outlives the program", async () => {
  test.setTimeout(180_000)
  const dataFolder = newDataFolder()
  // The folder that the file dialog shows first is the reader's own.
  const env = { HOME: dataFolder }
  const { door, page, browser, complaints } = await openPage({ dataFolder, env })

  await test.step("open the example and run all of it", async () => {
    await page.getByRole("tab", { name: "Gallery" }).click()
    await page.locator(".gallery-row", { hasText: "Ramanujan congruences" }).click()
    await expect(page.locator(".document-title")).toHaveText(/Ramanujan congruences/)
    await page.getByRole("button", { name: "Run all" }).click()
    await expect(page.locator(".series").first()).toBeVisible({ timeout: 60_000 })
    await expect(page.locator(".status-bar")).toContainText("Ready", { timeout: 60_000 })
    await expect(page.locator(".error-card")).toHaveCount(0)
  })

  await test.step("read the series, and more of its terms", async () => {
    const series = page
      .locator(".series")
      .filter({ has: page.locator(".more") })
      .first()
    await expect(series).toContainText("1 + q + 2q2 + 3q3 + 5q4 + 7q5 + 11q6")
    await expect(series.locator(".order-term")).toBeVisible()
    const before = await series.locator("[data-term]").count()
    await series.locator(".more").click()
    await expect(series.locator("[data-term]")).toHaveCount(before + 200)
    await expect(series.locator(".order-term")).toHaveCount(1)
  })

  await test.step("stop a long computation", async () => {
    await page
      .locator(".cell")
      .last()
      .click({ position: { x: 100, y: 12 } })
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+Shift+B")
    await expect(page.locator('.cell[data-selected="true"] .cm-content')).toBeFocused()
    await page.keyboard.insertText("for k from 1 to 10^9 do x := k: od:")
    await page.keyboard.press("Control+Enter")
    await page.getByRole("button", { name: "Stop" }).first().click()
    await expect(page.locator(".status-bar")).toContainText("Ready")
    await expect(page.locator('.cell[data-state="stopped"]')).toHaveCount(1)
  })

  const count = await page.locator(".cell").count()
  await test.step("delete a cell, and take it back", async () => {
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+Backspace")
    await expect(page.locator(".cell")).toHaveCount(count - 1)
    await page.keyboard.press("Control+z")
    await expect(page.locator(".cell")).toHaveCount(count)
  })

  await test.step("save", async () => {
    await page.keyboard.press("Control+s")
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel("File name").fill("kept.ipynb")
    await dialog.getByRole("button", { name: "Save", exact: true }).click()
    await expect(page.locator(".document-title")).toHaveText(/kept/)
    await expect(page.locator(".saved")).toContainText(/saved \d/i)
    await expect(dialog).toHaveCount(0)
    const saved = JSON.parse(readFileSync(join(dataFolder, "kept.ipynb"), "utf8")) as { cells: { source: string[] }[] }
    expect(saved.cells).toHaveLength(count)
    expect(saved.cells.at(-1)?.source.join("")).toBe("for k from 1 to 10^9 do x := k: od:")
  })

  await test.step("type a line, and cut the power", async () => {
    await page.keyboard.press("Control+Shift+B")
    await expect(page.locator('.cell[data-selected="true"] .cm-content')).toBeFocused()
    await page.keyboard.insertText("kept := 42;")
    await expect(page.locator(".saved")).toContainText("all changes kept")
    // The words may be those of the change before: what counts is what stands in the journal.
    await expect.poll(() => isOnDisk(dataFolder, "kept := 42;")).toBe(true)
    await door.kill()
    await expect(page.locator(".veil")).toBeVisible()
    await browser.close()
  })

  await test.step("find it there again", async () => {
    const again = await openDoor({ dataFolder, env })
    const second = await chromium.launch(launchOptions())
    const found = await visit(again, second, [])
    await expect(found.locator(".document-title")).toHaveText(/kept/)
    await expect(found.locator(".cell")).toHaveCount(count + 1)
    await expect(codeCell(found, -1)).toContainText("kept := 42;")
    await expect(found.locator(".series").first()).toBeVisible()
    await second.close()
    await again.stop()
  })

  expect(complaints.filter((line) => !line.includes("WebSocket"))).toEqual([])
  rmSync(dataFolder, { recursive: true, force: true })
})
