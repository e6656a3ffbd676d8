import { chromium, expect, test } from "playwright/test"
import { launchOptions } from "./support/browser"
import { openDoor } from "./support/door"

// Nothing leaves the machine, and nothing on the page breaks its own policy, over a whole session with every kind of output.
test("a session asks nobody but its own server, and violates no policy", async () => {
  const door = await openDoor()
  const browser = await chromium.launch(launchOptions())
  try {
    const page = await browser.newPage()
    const strangers: string[] = []
    page.on("request", (request) => {
      const url = request.url()
      if (!url.startsWith(`${door.origin}/`) && !/^(data|blob):/.test(url)) strangers.push(url)
    })
    const complaints: string[] = []
    page.on("console", (message) => {
      if (message.type() === "error" || /Content.Security|Trusted/i.test(message.text()))
        complaints.push(message.text())
    })
    page.on("pageerror", (error) => complaints.push(error.message))
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
      )
    })
    await page.goto(door.url)
    await page.getByRole("button", { name: /run all/i }).click()
    await expect(page.locator(".gutter-text", { hasText: /^\d+$/ }).nth(3)).toBeVisible({ timeout: 30_000 })
    for (const view of ["Table", "Plot", "Residues", "Product", "Series"]) {
      await page
        .getByRole("tab", { name: view })
        .or(page.getByRole("button", { name: view, exact: true }))
        .first()
        .click()
      await page.waitForTimeout(300)
    }
    expect(new URL(page.url()).hash).toBe("")
    expect(await page.context().cookies()).toEqual([])
    expect(strangers).toEqual([])
    expect(complaints).toEqual([])
  } finally {
    await browser.close()
    await door.stop()
  }
})
