import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { chromium, expect, test, type Page } from "playwright/test"
import { launchOptions } from "./support/browser"
import { openDoor } from "./support/door"
import { isOnDisk, notebookText } from "./support/files"
import { codeCell, command, newDataFolder, newNotebook, openPage, run, visit, type OpenPage } from "./support/page"

// Work that other notebooks lose: each rule is felt here through the real page and a real file.
let open: OpenPage
const folder = newDataFolder()
const file = join(folder, "lesson.ipynb")

test.beforeAll(async () => {
  writeFileSync(file, notebookText("a := 1;", "b := 2;", "c := 3;"))
  open = await openPage({ dataFolder: folder, files: [file] })
})
test.afterAll(async () => {
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})

const said = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words })

/** Saves, and waits until the file on the disk is `changed`. */
async function save(page: Page, changed: (text: string) => boolean): Promise<string> {
  await page.keyboard.press("Control+s")
  await expect.poll(() => changed(readFileSync(file, "utf8"))).toBe(true)
  return readFileSync(file, "utf8")
}

test("undo does not go behind the opening of a file", async () => {
  const { page } = open
  await expect(page.locator(".document-title")).toHaveText(/lesson/)
  await codeCell(page, 0).click({ position: { x: 200, y: 12 } })
  await page.keyboard.press("Escape")
  await page.keyboard.press("Control+z")
  await expect(said(page, "Nothing to undo")).toHaveCount(1)
  await expect(page.locator(".cell")).toHaveCount(3)
})

test("undo of deletions gives the file back byte for byte: ids, metadata and outputs", async () => {
  const { page } = open
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Control+End")
  await page.keyboard.insertText(" # kept")
  const before = await save(page, (text) => text.includes("# kept"))
  await page.keyboard.press("Escape")
  await page.keyboard.press("Shift+ArrowDown")
  await page.keyboard.press("Control+Backspace")
  await expect(page.locator(".cell")).toHaveCount(1)
  await page.keyboard.press("Control+Backspace")
  await save(page, (text) => !text.includes("printed"))
  await page.keyboard.press("Control+z")
  await page.keyboard.press("Control+z")
  await expect(page.locator(".cell")).toHaveCount(3)
  expect(await save(page, (text) => text.includes("printed 3"))).toBe(before)
})

test("a second window on a file shares the one document", async () => {
  const { page, door, browser } = open
  const other = await visit(door, browser, [])
  await expect(other.locator(".document-title")).toHaveText(/lesson/)
  const editor = codeCell(other, 2).locator(".cm-content")
  // A press on text that no hand has rested on makes its editor, with the caret there.
  await codeCell(other, 2).locator(".code-box").click()
  await expect(editor).toBeFocused()
  await other.keyboard.press("Control+End")
  await other.keyboard.insertText(" # from the other window")
  await expect(codeCell(page, 2)).toContainText("# from the other window")
  await other.context().close()
})

test("a second program on a file may read it, not write it, and says who has it", async () => {
  const second = await openPage({ dataFolder: folder, files: [file] })
  await expect(second.page.locator(".document-title")).toHaveText(/lesson/)
  await expect(second.page.locator(".banner")).toContainText("open in another process of this program")
  await expect(second.page.locator(".saved")).toContainText("read only")
  await second.browser.close()
  await second.door.stop(true)
})

test("a file that another program changed is not written over: both are kept until the reader chooses", async () => {
  const { page } = open
  const theirs = notebookText("d := 4;")
  writeFileSync(file, theirs)
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Control+End")
  await page.keyboard.insertText(" # mine")
  await page.keyboard.press("Control+s")
  await expect(page.locator(".banner")).toContainText("Another program changed this file")
  expect(readFileSync(file, "utf8")).toBe(theirs)
  await expect(codeCell(page, 0)).toContainText("# mine")
  await page.getByRole("button", { name: "Keep mine" }).click()
  await expect(page.locator(".banner")).toHaveCount(0)
  await expect.poll(() => readFileSync(file, "utf8")).toContain("# mine")
})

test("each undo step is one action with its name, and the history shows where it leads", async () => {
  const { page } = open
  await newNotebook(page)
  await run(page, "a := 1;")
  await run(page, "b := 2;")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Shift+ArrowUp")
  await page.keyboard.press("Control+Backspace")
  await expect(page.locator(".cell")).toHaveCount(1)
  await command(page, "Bin and history")
  const steps = page.locator("section", { has: page.getByRole("heading", { name: "Undo list" }) }).locator("button")
  await expect(steps.first()).toContainText("delete 2 cells")
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Control+z")
  await expect(said(page, "Undone: delete 2 cells")).toHaveCount(1)
  await expect(page.locator(".cell")).toHaveCount(3)
  await expect(page.locator(".toast", { hasText: "no cell" })).toHaveCount(0)
})

test("under Jupyter keys a deletion shows its Undo", async () => {
  const { page } = open
  await newNotebook(page)
  await page.keyboard.insertText("kept := 7;")
  const profile = async (name: string): Promise<void> => {
    await command(page, "Settings")
    await page.locator(".settings-row", { hasText: "Key profile" }).locator("select").selectOption({ label: name })
    await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
  }
  await profile("Jupyter")
  await codeCell(page, 0).locator(".code-box").click()
  await page.keyboard.press("Escape")
  await page.keyboard.press("d")
  await page.keyboard.press("d")
  const toast = page.locator(".toast", { hasText: "Deleted 1 cell" })
  await expect(page.locator(".page")).not.toContainText("kept := 7;")
  await toast.getByRole("button", { name: "Undo" }).click()
  await expect(codeCell(page, 0)).toContainText("kept := 7;")
  await profile("Default")
})

test("an untitled notebook is there again after a power cut, with one line saying so", async () => {
  const dataFolder = newDataFolder()
  const first = await openPage({ dataFolder })
  await newNotebook(first.page)
  await first.page.keyboard.insertText("unsaved := 42;")
  await expect.poll(() => isOnDisk(dataFolder, "unsaved := 42;")).toBe(true)
  await first.door.kill()
  await first.browser.close()
  const again = await openDoor({ dataFolder })
  const browser = await chromium.launch(launchOptions())
  const page = await visit(again, browser, [])
  await expect(page.locator(".banner")).toContainText(/ended without saving “Untitled.*brought back/)
  await expect(codeCell(page, 0)).toContainText("unsaved := 42;")
  await browser.close()
  await again.stop()
})

test("nothing of this made the page complain", () => {
  expect(open.complaints).toEqual([])
})
