import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "playwright/test"
import { codeCell, newDataFolder, openPage, visit } from "./support/page"

const notebook = (source: string): string =>
  JSON.stringify({
    cells: [{ cell_type: "code", execution_count: null, id: "c1", metadata: {}, outputs: [], source: [source] }],
    metadata: { kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" } },
    nbformat: 4,
    nbformat_minor: 5,
  })

// A notebook that someone else wrote reads a file beside it only after its reader has said so, and says so in every window.
test("a read statement asks once, and a refusal is an error of the cell", async () => {
  const dataFolder = newDataFolder()
  const folder = join(dataFolder, "lessons")
  mkdirSync(folder)
  writeFileSync(join(folder, "lib.qs"), "twice := x -> 2*x:")
  writeFileSync(join(folder, "a.ipynb"), notebook('read "lib.qs": twice(21);'))
  const { door, browser, page, complaints, close } = await openPage({ dataFolder, files: [join(folder, "a.ipynb")] })
  const question = page.getByText(/Cell 1 asks to read “lib\.qs” in the folder “lessons”/)
  const run = async (): Promise<void> => {
    await codeCell(page, 0).locator(".code-box").click()
    await page.keyboard.press("Control+Enter")
  }

  await test.step("refused", async () => {
    await run()
    await expect(question).toBeVisible()
    await page.getByRole("button", { name: "Refuse" }).click()
    await expect(codeCell(page, 0).locator(".error-card")).toContainText(
      "refused to read files of the folder “lessons”",
    )
    await expect(question).toHaveCount(0)
  })

  await test.step("stopped while it waits", async () => {
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await page.locator(".palette-input").fill(">Restart session")
    await page.keyboard.press("Enter")
    await run()
    await expect(question).toBeVisible()
    await page.getByRole("button", { name: "Stop" }).first().click()
    await expect(question).toHaveCount(0)
    await expect(page.locator(".status-bar")).toContainText("Ready")
  })

  await test.step("allowed in a second window, and not asked again", async () => {
    await run()
    const other = await visit(door, browser, [])
    await other.getByRole("button", { name: "Allow" }).click()
    await expect(codeCell(page, 0).locator(".formula").first()).toContainText("42")
    await expect(question).toHaveCount(0)
    writeFileSync(join(folder, "lib.qs"), "twice := x -> 3*x:")
    await run()
    await expect(codeCell(page, 0).locator(".formula").first()).toContainText("63")
    await expect(question).toHaveCount(0)
  })

  expect(complaints).toEqual([])
  await close()
  rmSync(dataFolder, { recursive: true, force: true })
})
