import { rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "playwright/test"
import { childrenOf, wake } from "./support/processes"
import { codeCell, command, newDataFolder, newNotebook, openPage, run, type OpenPage } from "./support/page"

// Pains that readers of other notebooks report, each once felt here if its rule were broken.
let open: OpenPage
const folder = newDataFolder()

test.beforeAll(async () => {
  open = await openPage({ dataFolder: folder, env: { HOME: folder } })
})
test.afterAll(async () => {
  await open.close()
  rmSync(folder, { recursive: true, force: true })
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

test("a waiting cell shows its place, and is taken out of the line by its own button", async () => {
  const { page } = open
  await run(page, ENDLESS)
  await run(page, "7^2;")
  await run(page, "8^2;")
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  await expect(page.getByRole("button", { name: "2nd in line: Take out of the queue" })).toBeVisible()
  await page.getByRole("button", { name: "next in line: Take out of the queue" }).click()
  await expect(page.locator('.cell[data-state="queued"]')).toHaveCount(1)
  await expect(codeCell(page, 2)).toHaveAttribute("data-state", "queued")
  await page.keyboard.press("Control+.")
  await page.getByRole("button", { name: "Continue queue (1)" }).click()
  await expect(codeCell(page, 2)).toContainText("64")
  await expect(codeCell(page, 1)).not.toContainText("49")
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

test("typing brings a caret back that was scrolled out of sight", async () => {
  const { page } = open
  await run(page, "a := 1;" + "\n".repeat(70))
  await codeCell(page, 1).locator(".code-box").click()
  await page.keyboard.insertText("b")
  await page.locator(".page").evaluate((element) => element.scrollTo(0, 0))
  await expect(codeCell(page, 1)).not.toBeInViewport()
  await page.keyboard.type("c")
  await expect(codeCell(page, 1)).toBeInViewport()
  await expect(codeCell(page, 1)).toContainText("bc")
})

test("the engine is inside: a first start with no program on the path computes p(200)", async () => {
  const dataFolder = newDataFolder()
  const first = await openPage({ dataFolder, env: { PATH: "", HOME: dataFolder } })
  await newNotebook(first.page)
  await run(first.page, "numbpart(200);")
  // MacMahon's table.
  await expect(codeCell(first.page, 0)).toContainText("3972999029388")
  await first.close()
})

test("a series of many terms grows as text, never through the typesetter", async () => {
  const { page } = open
  await run(page, "series(1/etaq(q,1,2300), q, 2300);")
  for (let i = 0; i < 3; i++) await page.locator(".series .more").click()
  await expect(page.locator(".series [data-term]")).not.toHaveCount(0)
  expect(await page.locator(".series mjx-container").count()).toBeLessThan(3)
  await expect(page.locator(".order-term")).toBeVisible()
})

test("a session that does not answer is ended by the same button, and the next one computes", async () => {
  test.skip(process.platform === "win32", "a process is made silent with SIGSTOP, which Windows has not")
  const { page, door } = open
  await run(page, ENDLESS)
  await expect(page.locator('.cell[data-state="running"]')).toHaveCount(1)
  const sessions = childrenOf(door.process.pid ?? 0)
  expect(sessions.length).toBeGreaterThan(0)
  for (const pid of sessions) process.kill(pid, "SIGSTOP")
  try {
    await page.keyboard.press("Control+.")
    const force = page.locator(".top-bar").getByRole("button", { name: "Force stop" })
    await expect(force).toBeVisible()
    await force.click()
    await expect(codeCell(page, 0)).toHaveAttribute("data-state", /lost|failed|stopped/)
  } finally {
    for (const pid of sessions) wake(pid)
  }
  await codeCell(page, 1).locator(".code-box").click()
  await run(page, "6*7;")
  await expect(codeCell(page, 1)).toContainText("42")
})

test("a computation that needs more than the memory limit says so, and its cell is named", async () => {
  const { page } = open
  await run(page, "kept := 5;")
  await command(page, "Settings")
  const limit = page.locator(".settings-row", { hasText: "Memory limit" }).locator("input")
  await limit.fill("1")
  await limit.blur()
  await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
  await codeCell(page, 1).locator(".code-box").click()
  await run(page, "1/etaq(q,1,3*10^8):")
  await expect(codeCell(page, 1).locator(".error-card")).toContainText(/GB|MB|memory/)
  await expect(codeCell(page, 1)).toHaveAttribute("data-state", /failed|lost/)
  await run(page, "kept + 1;")
  await expect(codeCell(page, 2)).toContainText("6")
})

test("a great output is capped in the file, and the file opens again", async () => {
  const { page } = open
  await run(page, "1/etaq(q,1,20000);")
  await expect(page.locator(".series")).toBeVisible()
  await page.keyboard.press("Control+s")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("File name").fill("great.ipynb")
  await dialog.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.locator(".document-title")).toHaveText(/great/)
  // Its coefficients alone have some two million digits: p(20000) has 153.
  expect(statSync(join(folder, "great.ipynb")).size).toBeLessThan(600_000)
  await newNotebook(page)
  await command(page, "Open…")
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /great\.ipynb/ })
    .click()
  await expect(page.locator(".document-title")).toHaveText(/great/)
  await expect(page.locator(".series")).toContainText("1 + q + 2q2 + 3q3 + 5q4")
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})
