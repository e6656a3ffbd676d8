import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "playwright/test"
import { command, openPage, type OpenPage } from "./support/page"

/**
 * The gallery's first screens against reviewed pictures, in three themes. A picture carries Chromium's major version: on another one,
 * pictures are made beside the others and listed as not compared. DURFEE_PICTURES=make makes the references anew, to be looked at before they are kept.
 */
const NOTEBOOKS = readdirSync(join(import.meta.dirname, "../../examples"))
  .filter((name) => name.endsWith(".ipynb"))
  .map((name) => name.replace(".ipynb", ""))
const THEMES = [
  ["light", "Light"],
  ["dark", "Dark"],
  ["contrast", "High contrast"],
] as const
const made = join(import.meta.dirname, "../../build/e2e-pictures")

let open: OpenPage

test.beforeAll(async () => {
  mkdirSync(made, { recursive: true })
  open = await openPage()
})
test.afterAll(async () => {
  await open.close()
})

/** A lesson's name in the gallery. */
function titleOf(name: string): string {
  const text = readFileSync(join(import.meta.dirname, "../../examples", `${name}.ipynb`), "utf8")
  const { metadata } = JSON.parse(text) as { metadata: { durfee: { gallery: { title: string } } } }
  return metadata.durfee.gallery.title
}

for (const [theme, label] of THEMES) {
  for (const lesson of NOTEBOOKS) {
    const title = titleOf(lesson)
    test(`${title}, ${theme}`, async ({}, info) => {
      const { page, browser } = open
      await command(page, "Settings")
      await page.locator(".settings-row", { hasText: "Follow the system" }).locator("select").selectOption({ label })
      await page.locator(".settings header").getByRole("button", { name: "Close" }).click()
      await page.getByRole("tab", { name: "Gallery" }).click()
      await page.locator(".gallery-row", { hasText: title }).first().click()
      await expect(page.locator(".document-title")).toContainText(title)
      await page.evaluate(() => document.fonts.ready)
      await expect(page.locator("[aria-busy='true']")).toHaveCount(0)
      await page.mouse.move(0, 0)
      const major = browser.version().split(".")[0] ?? "0"
      const name = `${lesson}-${theme}-chromium-${major}.png`
      const column = page.locator(".page")
      const isMaking = process.env["DURFEE_PICTURES"] === "make"
      if (!isMaking && !existsSync(info.snapshotPath(name))) {
        await column.screenshot({ path: join(made, name) })
        test.skip(true, `no reference for Chromium ${major}: the picture was made and not compared`)
      }
      await expect(column).toHaveScreenshot(name, {
        maxDiffPixelRatio: 0.002,
        animations: "disabled",
        caret: "hide",
        // Times and memory differ from run to run.
        mask: [page.locator(".facts")],
      })
    })
  }
}
