import { chromium, expect, test, type Page } from "playwright/test"
import { launchOptions } from "./support/browser"
import { openDoor } from "./support/door"
import { codeCell, command, newDataFolder, newNotebook, openPage, run, visit, type OpenPage } from "./support/page"

// Profiles of keys, the bin across sessions, large outputs, the self-test, and restarting to a cell.
let open: OpenPage

test.beforeAll(async () => {
  open = await openPage()
})
test.afterAll(async () => {
  await open.close()
})

async function profile(page: Page, name: string): Promise<void> {
  await command(page, "Settings")
  await page.locator(".settings-row", { hasText: "Key profile" }).locator("select").selectOption({ label: name })
  await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
}

test("keys typed right after a cell was made belong to it", async () => {
  const { page } = open
  await newNotebook(page)
  await page.keyboard.insertText("first;")
  const keys = await page.context().newCDPSession(page)
  const press = (type: string, more: object): Promise<unknown> =>
    keys.send("Input.dispatchKeyEvent", { type, ...more } as Parameters<typeof keys.send<"Input.dispatchKeyEvent">>[1])
  for (let round = 1; round <= 5; round++) {
    // All of it is sent before anything is answered, as fast fingers and a busy page have it.
    const burst = [press("rawKeyDown", { modifiers: 10, windowsVirtualKeyCode: 66, code: "KeyB", key: "B" })]
    for (const letter of "abcdef") {
      const key = { key: letter, code: `Key${letter.toUpperCase()}`, text: letter }
      burst.push(press("keyDown", key), press("keyUp", { key: key.key, code: key.code }))
    }
    await Promise.all(burst)
    await expect(page.locator(".cell")).toHaveCount(round + 1)
    await expect(codeCell(page, round).locator(".code-box")).toHaveText("abcdef")
  }
})

test("the caret blinks, is seen right after each key, stands still with reduced motion, and no animation runs for it", async () => {
  const { page } = open
  await newNotebook(page)
  const caret = codeCell(page, 0).locator(".cm-cursor-primary")
  await expect(caret).toBeVisible()
  await expect(caret).toBeHidden()
  await page.keyboard.type("1")
  expect(await caret.isVisible()).toBe(true)
  await expect(caret).toBeHidden()
  await expect(caret).toBeVisible()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  await page.emulateMedia({ reducedMotion: "reduce" })
  await page.keyboard.type("+1")
  const wasHidden = await caret.evaluate(
    (element) =>
      new Promise<boolean>((resolve) => {
        const layer = element.closest(".cm-scroller") ?? element
        new MutationObserver(() => resolve(true)).observe(layer, { attributes: true })
        setTimeout(() => resolve(false), 1500)
      }),
  )
  expect(wasHidden).toBe(false)
  await page.emulateMedia({ reducedMotion: null })
})

test("a running cell's marks move, still with reduced motion, and no animation runs by itself", async () => {
  const { page } = open
  await newNotebook(page)
  await page.keyboard.type("while true do od:")
  await page.keyboard.press("Control+Enter")
  const spinner = codeCell(page, 0).locator(".spinner")
  const turn = (): Promise<string> => spinner.evaluate((element) => getComputedStyle(element).transform)
  const march = (): Promise<string> =>
    codeCell(page, 0)
      .locator(".code-box")
      .evaluate((element) => getComputedStyle(element, "::before").backgroundPositionY)
  await expect(spinner).toBeVisible()
  const [turned, marched] = [await turn(), await march()]
  await expect.poll(turn).not.toBe(turned)
  await expect.poll(march).not.toBe(marched)
  const running = await page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === "running").length,
  )
  expect(running).toBe(0)
  await page.emulateMedia({ reducedMotion: "reduce" })
  const still = await turn()
  await page.waitForTimeout(400)
  expect(await turn()).toBe(still)
  await page.emulateMedia({ reducedMotion: null })
  await page.keyboard.press("Control+.")
  await expect(spinner).toHaveCount(0)
})

test("Maple's keys: Enter runs, Shift+Enter begins a line; in a text cell Enter is a line", async () => {
  const { page } = open
  await profile(page, "Maple")
  await newNotebook(page)
  await page.keyboard.type("1+")
  await page.keyboard.press("Shift+Enter")
  await page.keyboard.type("1;")
  await expect(codeCell(page, 0).locator(".cm-line")).toHaveCount(2)
  await page.keyboard.press("Escape")
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Control+End")
  await page.keyboard.press("Enter")
  await expect(codeCell(page, 0).locator(".outputs")).toContainText("2")
  await page.keyboard.press("Control+Shift+M")
  await page.keyboard.type("one")
  await page.keyboard.press("Enter")
  await page.keyboard.type("two")
  await expect(page.locator('.cell[data-kind="text"] .cm-line')).toHaveCount(2)
  await profile(page, "Default")
})

test("Vim's keys in the text: modes, the document's own undo, and Escape out of the normal mode", async () => {
  const { page } = open
  await profile(page, "Vim")
  await newNotebook(page)
  const code = codeCell(page, 0).locator(".cm-content")
  await expect(codeCell(page, 0).locator(".cm-vimMode")).toHaveCount(1)
  await page.keyboard.type("ia := 1;")
  await expect(code).toHaveText("a := 1;")
  await page.keyboard.press("Escape")
  await expect(code).toBeFocused()
  // What is typed within a second is one step of undo.
  await page.waitForTimeout(1200)
  // x takes the sign under the caret, the last one; u brings it back, as the document's undo does.
  await page.keyboard.type("x")
  await expect(code).toHaveText("a := 1")
  await page.waitForTimeout(1200)
  await page.keyboard.type("u")
  await expect(code).toHaveText("a := 1;")
  await page.keyboard.press("Escape")
  await expect(code).not.toBeFocused()
  // Cell focus has no letters in this profile.
  await page.keyboard.press("d")
  await page.keyboard.press("d")
  await expect(page.locator(".cell")).toHaveCount(1)
  await command(page, "Settings")
  await expect(page.locator(".key-table tr", { hasText: "Find" }).first()).toContainText("Not Vim's Ctrl+F")
  await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
  await profile(page, "Default")
})

test("a restart runs again what leads to the cell, and no more", async () => {
  const { page } = open
  await newNotebook(page)
  await run(page, "a := 1;")
  await run(page, "b := a + 1;")
  await run(page, "a := 100;")
  await expect(codeCell(page, 2).locator(".outputs")).toContainText("100")
  await codeCell(page, 1).locator(".code-box").click()
  await command(page, "Restart and run to here")
  await expect(codeCell(page, 2)).toHaveAttribute("aria-label", "Cell 3, code")
  await expect(codeCell(page, 1).locator(".gutter")).toHaveText("2")
  await expect(codeCell(page, 2).locator(".gutter")).toHaveText("·")
  await codeCell(page, 3).locator(".code-box").click()
  await run(page, "a;")
  await expect(codeCell(page, 3).locator(".outputs")).toHaveText(/^1\D/)
})

test("large outputs are listed by size, and removed as one step", async () => {
  const { page } = open
  await newNotebook(page)
  await run(page, "for i from 1 to 4500 do print(i, i^20) od;")
  await run(page, "for i from 1 to 700 do print(i, i^9) od;")
  await run(page, "1+1;")
  await expect(codeCell(page, 2).locator(".outputs")).toContainText("2")
  await command(page, "Remove large outputs")
  const rows = page.locator(".large-row")
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toContainText("4500")
  await expect(rows.nth(0).locator("input")).toBeChecked()
  await expect(rows.nth(1).locator("input")).not.toBeChecked()
  await rows.nth(1).locator("input").check()
  await page.getByRole("button", { name: /^Remove 2 outputs/ }).click()
  await expect(rows).toHaveCount(0)
  await expect(codeCell(page, 0).locator(".outputs")).toHaveCount(0)
  await expect(codeCell(page, 2).locator(".outputs")).toContainText("2")
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click()
  await expect(rows).toHaveCount(2)
  await expect(codeCell(page, 1).locator(".outputs")).toHaveCount(1)
})

test("the program tests itself at its first start, and its report can be copied", async () => {
  const { page } = open
  await expect
    .poll(async () => {
      await command(page, "Settings")
      const json = await page.locator("#settings-json").inputValue()
      await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
      return (JSON.parse(json) as { selfTested: string }).selfTested
    })
    .toMatch(/^\d+\.\d+\.\d+/)
  await command(page, "Self-test")
  const report = page.locator("dialog .report")
  // MacMahon 1915: p(200) = 3972999029388.
  await expect(report).toContainText("passed  p(200): 3972999029388")
  await expect(report).toContainText("Self-test passed")
  await expect(report).toContainText("written and read back")
  await page.getByRole("button", { name: "Copy report" }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain("passed  p(200): 3972999029388")
  await page.keyboard.press("Escape")
})

test("deleted cells are in the bin after the program was closed and opened again", async () => {
  const dataFolder = newDataFolder()
  const first = await openPage({ dataFolder })
  await newNotebook(first.page)
  await run(first.page, "precious := 12345;")
  await run(first.page, "b := 1;")
  await codeCell(first.page, 0).locator(".code-box").click()
  await first.page.keyboard.press("Escape")
  await first.page.keyboard.press("Control+Backspace")
  await expect(first.page.locator(".page")).not.toContainText("precious")
  await expect(first.page.locator(".status-bar, .top-bar").first()).toBeVisible()
  await first.page.waitForTimeout(2500)
  await first.browser.close()
  await first.door.stop(true)
  const again = await openDoor({ dataFolder })
  const browser = await chromium.launch(launchOptions())
  const page = await visit(again, browser, [])
  await command(page, "Bin and history")
  const row = page.locator(".bin-row", { hasText: "precious := 12345;" })
  await row.getByRole("button", { name: "Bring back" }).click()
  await expect(codeCell(page, 0)).toContainText("precious := 12345;")
  await expect(page.locator(".bin-row")).toHaveCount(0)
  await browser.close()
  await again.stop()
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})
