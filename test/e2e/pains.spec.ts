import { expect, test } from "playwright/test"
import { codeCell, newNotebook, openPage, run, type OpenPage } from "./support/page"

// Pains that readers of other notebooks report, each once felt here if its rule were broken.
let open: OpenPage

test.beforeAll(async () => {
  open = await openPage()
})
test.afterAll(async () => {
  await open.close()
})
test.beforeEach(async () => {
  await newNotebook(open.page)
})

const ENDLESS = "for k from 1 to 10^10 do z := k: od:"

test("a page that is loaded again finds its run and stops it", async () => {
  const { page } = open
  await run(page, ENDLESS)
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  await page.reload()
  await expect(page.locator(".cell").first()).toBeVisible()
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  await page.keyboard.press("Control+.")
  await expect(page.locator('.cell[data-state="stopped"]')).toHaveCount(1)
})

test("stop ends the running cell only: the queue waits, values stay, and goes on when asked", async () => {
  const { page } = open
  await run(page, "a := 5;")
  await run(page, ENDLESS)
  await run(page, "a^2;")
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  await expect(page.locator('.cell[data-state="queued"]')).toHaveCount(1)
  await page.keyboard.press("Control+.")
  await expect(page.locator('.cell[data-state="stopped"]')).toHaveCount(1)
  await page.getByRole("button", { name: "Continue queue (1)" }).click()
  await expect(codeCell(page, 2)).toContainText("25")
})

test("completion and help do not wait for a running cell", async () => {
  const { page } = open
  await run(page, ENDLESS)
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  await page.keyboard.type("jacpr")
  await expect(page.locator(".cm-tooltip-autocomplete")).toContainText("jacprod", { timeout: 3000 })
  // The list takes no key in its first 75 ms, so that what was typed for the text is not taken for it.
  await page.waitForTimeout(150)
  await page.keyboard.press("Tab")
  await expect(page.locator('.cell[data-selected="true"]')).toContainText("jacprod")
  await page.keyboard.press("F1")
  await expect(page.locator(".help-entry h3").first()).toContainText("jacprod")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Control+.")
  await expect(page.locator('.cell[data-state="stopped"]')).toHaveCount(1)
})

test("a loop that prints without end leaves the window and its Stop alive", async () => {
  const { page } = open
  await run(page, "for k from 1 to 10^9 do print(k): od:")
  await expect(page.locator(".text-output").first()).toBeVisible()
  await page.keyboard.type("still here")
  await expect(codeCell(page, 1)).toContainText("still here", { timeout: 3000 })
  await page.keyboard.press("Control+.")
  await expect(page.locator('.cell[data-state="stopped"]')).toHaveCount(1)
})

test("a key on a cell out of sight brings it back and does nothing else", async () => {
  const { page } = open
  for (let n = 0; n < 3; n++) await run(page, "seq(k^2, k=1..200);")
  await expect(page.locator(".list-output").nth(2)).toBeVisible()
  await codeCell(page, 0).click({ position: { x: 200, y: 20 } })
  await page.keyboard.insertText("\n".repeat(40))
  await codeCell(page, 3).scrollIntoViewIfNeeded()
  await codeCell(page, 3).click({ position: { x: 200, y: 20 } })
  await page.keyboard.press("Escape")
  await page.locator(".page").evaluate((element) => element.scrollTo(0, 0))
  const count = await page.locator(".cell").count()
  await page.keyboard.press("Control+Backspace")
  await expect(page.locator(".cell")).toHaveCount(count)
  await expect(codeCell(page, 3)).toBeInViewport()
})

test("a series of many terms grows as text, never through the typesetter", async () => {
  const { page } = open
  await run(page, "series(1/etaq(q,1,2300), q, 2300);")
  for (let i = 0; i < 3; i++) await page.locator(".series .more").click()
  await expect(page.locator(".series [data-term]")).not.toHaveCount(0)
  expect(await page.locator(".series mjx-container").count()).toBeLessThan(3)
  await expect(page.locator(".order-term")).toBeVisible()
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})
